"""The training command on a few small pictures: it runs, resumes, learns a little and makes a set that works."""

import json

import numpy as np
import pytest
from PIL import Image as Pillow
from typer.testing import CliRunner

from limis.cli.main import app
from limis.errors import InputError
from limis.eval.index import OPEN_TIERS
from limis.grounders.embedded import EmbeddedGrounder
from limis.models.weights import open_set
from limis.progress import silent
from limis.protocols import Query, View, ViewPrompt
from limis.segmenters.embedded import EmbeddedSegmenter
from limis.training.embedded import Recipe, train_set
from limis.training.samples import load_samples

SHAPE = (48, 64)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """Twelve cell pictures (open) and six skin pictures (not open), in the layout of an index."""
    root = tmp_path_factory.mktemp("data")
    rng = np.random.default_rng(0)
    rows = []
    for n in range(18):
        dataset, concept, modality = (
            ("dsb2018_nuclei", "nucleus", "microscopy") if n < 12 else ("ham10000_skin", "skin_lesion", "dermoscopy")
        )
        y, x = np.mgrid[0 : SHAPE[0], 0 : SHAPE[1]]
        truth = (y - rng.integers(14, 34)) ** 2 + (x - rng.integers(14, 50)) ** 2 < 10**2
        grey = np.where(truth, 200, 30) if n < 12 else np.where(truth, 60, 200)
        Pillow.fromarray(grey.astype(np.uint8)).save(root / f"{n}.png")
        Pillow.fromarray((truth * 255).astype(np.uint8)).save(root / f"{n}_mask.png")
        rows.append(
            {
                "dataset": dataset,
                "split": "val" if n % 3 == 2 else "train",
                "image": f"{n}.png",
                "mask": f"{n}_mask.png",
                "concept": concept,
                "modality": modality,
                "subject": str(n),
                "tier": "permissive" if n < 12 else "non-commercial",
            }
        )
    (root / "index.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    return root / "index.jsonl"


@pytest.fixture(scope="module")
def made(index, tmp_path_factory):
    """A set trained for a few seconds."""
    root = tmp_path_factory.mktemp("made")
    recipe = Recipe("embedded-research", index, root / "runs", root / "weights", 0.08, 0.08)
    told = [train_set(recipe, stage) for stage in ("grounder", "segmenter", "pack")]
    return recipe, told


def test_the_open_set_sees_open_images_only(index):
    samples = load_samples(index, tiers=OPEN_TIERS)
    assert {s.dataset for s in samples} == {"dsb2018_nuclei"}
    assert len(load_samples(index)) == 12


def test_a_trained_set_opens_and_answers(made):
    recipe, told = made
    weights = open_set(recipe.name, recipe.weights)
    assert set(weights.learned) == {"nucleus", "skin_lesion"}
    assert weights.learned["nucleus"].subjects == {"microscopy": 8}
    view = View(np.full(SHAPE, 0.2, np.float32), "microscopy")
    ((grounding,),) = EmbeddedGrounder(weights).ground([view], [Query("nucleus", "nuclei")], silent)
    assert grounding.heat is not None
    assert grounding.heat.shape == SHAPE
    segmenter = EmbeddedSegmenter(weights)
    (answer,) = segmenter.predict(segmenter.encode(view), [ViewPrompt((5.0, 5.0, 25.0, 25.0))])
    assert answer.probability.shape == SHAPE
    assert "specificity" in told[-1]


def test_the_grounder_learns_a_batch_by_heart(index):
    import torch

    from limis.training.grounder import GrounderData, grounder_loss
    from limis.training.networks import GrounderNet

    torch.manual_seed(0)
    network = GrounderNet(2)
    drawn = GrounderData(load_samples(index), ["nucleus", "skin_lesion"], 0).batch(4, 64, "cpu")
    losses = learn(network, lambda: grounder_loss(network, *drawn)[0])
    assert losses[-1] < 0.7 * losses[0]


def test_the_segmenter_learns_a_batch_by_heart(index):
    import torch

    from limis.training.networks import SegmenterNet
    from limis.training.segmenter import SegmenterData, segmenter_loss

    torch.manual_seed(0)
    data = SegmenterData(load_samples(index), 0)
    network = SegmenterNet(len(data.names))
    drawn = data.batch(4, 64, "cpu")
    losses = learn(network, lambda: segmenter_loss(network, drawn, data.rng)[0])
    assert losses[-1] < 0.7 * losses[0]


def test_a_segmenter_learns_what_a_name_means(index):
    """Of two things of one picture in one box, the name alone tells which is meant."""
    import torch

    from limis.training.networks import SegmenterNet
    from limis.training.segmenter import Batch, segmenter_loss

    torch.manual_seed(0)
    network, rng = SegmenterNet(2), np.random.default_rng(0)
    images, maps, targets = torch.full((2, 3, 32, 32), 0.3), torch.zeros(2, 5, 32, 32), torch.zeros(2, 1, 32, 32)
    images[:, :, 4:14, 4:28], images[:, :, 18:28, 4:28], maps[:, 0, 4:28, 4:28] = 0.7, 0.9, 1
    targets[0, :, 4:14, 4:28], targets[1, :, 18:28, 4:28] = 1, 1
    named = Batch(images, maps, torch.tensor([1, 2]), targets)
    nameless = Batch(images, maps, torch.tensor([0, 0]), targets)
    learn(network, lambda: segmenter_loss(network, named, rng, corrected=False)[0], steps=40)
    _, missed = segmenter_loss(network, named, rng, corrected=False)
    _, guessed = segmenter_loss(network, nameless, rng, corrected=False)
    assert float(missed.max()) < 0.2
    assert float(guessed.mean()) > 2 * float(missed.mean())


def test_names_keep_what_was_learned_of_them_when_there_are_more(index, made, tmp_path):
    import torch

    from limis.training.loop import Schedule
    from limis.training.segmenter import train_segmenter

    recipe, _ = made
    start = recipe.runs / recipe.name / "segmenter" / "segmenter.pt"
    before = torch.load(start, weights_only=True)
    open_only = train_segmenter(load_samples(index, tiers=OPEN_TIERS), tmp_path, Schedule(minutes=0), start=start)
    after = torch.load(open_only, weights_only=True)
    assert before["names"] == ["nucleus", "skin_lesion"]
    assert after["names"] == ["nucleus"]
    assert torch.equal(after["state"]["names.weight"][1], before["state"]["names.weight"][1])


def learn(network, loss_of, steps=14):
    """The total loss of every step on one batch."""
    import torch

    optimiser = torch.optim.AdamW(network.parameters(), lr=2e-3)
    totals = []
    for _ in range(steps):
        total = torch.stack(list(loss_of().values())).sum()
        optimiser.zero_grad()
        total.backward()
        optimiser.step()
        totals.append(float(total.detach()))
    return totals


def test_training_resumes_where_it_stopped(made):
    recipe, _ = made
    import torch

    checkpoint = recipe.runs / recipe.name / "grounder" / "last.pt"
    before = torch.load(checkpoint, weights_only=True)["step"]
    train_set(recipe, "grounder")
    assert torch.load(checkpoint, weights_only=True)["step"] == before


def test_the_thresholds_and_their_worth_are_in_the_manifest(made):
    recipe, _ = made
    manifest = json.loads((recipe.weights / recipe.name / "set.json").read_text())
    assert set(manifest["presence"]) == {"sensitivity", "specificity"}
    assert len(manifest["grounder"]["score"]) == 3


def test_an_unknown_set_is_refused(tmp_path):
    with pytest.raises(InputError, match="embedded or embedded-research"):
        Recipe("large", tmp_path, tmp_path, tmp_path)


@pytest.mark.parametrize(
    ("asked", "said"), [([], "for one stage"), (["--stage", "grounder"], "no network to start from")]
)
def test_a_start_that_leads_nowhere_is_refused(asked, said, index, tmp_path):
    told = ["train", "embedded", "--data", str(index), "--start", str(tmp_path / "none.pt"), *asked]
    result = CliRunner().invoke(app, told)
    assert result.exit_code == 2
    assert said in " ".join(result.output.split())


def test_a_run_goes_on_from_the_network_it_is_given(index, made, tmp_path):
    import torch

    recipe, _ = made
    start = recipe.runs / recipe.name / "grounder" / "grounder.pt"
    again = Recipe("embedded-research", index, tmp_path, tmp_path, 0, 0, start=start)
    train_set(again, "grounder")
    carried = torch.load(tmp_path / "embedded-research" / "grounder" / "grounder.pt", weights_only=True)
    assert torch.equal(carried["state"]["vectors"], torch.load(start, weights_only=True)["state"]["vectors"])
