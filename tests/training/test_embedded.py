"""The training command on a few small pictures: it runs, resumes, learns a little and makes a set that works."""

import json

import numpy as np
import pytest
import torch
from PIL import Image as Pillow
from typer.testing import CliRunner

from limis.cli.main import app
from limis.errors import InputError
from limis.eval.index import OPEN_TIERS
from limis.grounders.embedded import EmbeddedGrounder
from limis.models.weights import POINTING, open_set
from limis.progress import silent
from limis.protocols import Query, View, ViewPrompt
from limis.segmenters.embedded import EmbeddedSegmenter
from limis.training.embedded import pack, train_run, widespread
from limis.training.kitchen import Kitchen
from limis.training.recipe import Recipe, Run
from limis.training.samples import load_samples
from limis.training.unpack import read_network

SHAPE = (48, 64)
NETWORKS = ("grounder", "segmenter")


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
    runs = [Run(name=name, network=name, minutes=0.08, looks={"contrasts": 1, "cuts": 0.3}) for name in NETWORKS]
    kitchen = Kitchen(index, root / "runs", root / "weights")
    recipe = Recipe(set="embedded-research", runs=runs)
    return recipe, kitchen, [*(train_run(recipe, run, kitchen) for run in runs), pack(recipe, kitchen)]


def test_the_open_set_sees_open_images_only(index):
    samples = load_samples(index, tiers=OPEN_TIERS)
    assert {s.dataset for s in samples} == {"dsb2018_nuclei"}
    assert len(load_samples(index)) == 12


def test_a_trained_set_opens_and_answers(made):
    recipe, kitchen, told = made
    weights = open_set(recipe.set, kitchen.weights)
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


def test_a_packed_set_whose_widespread_things_are_learned_again_stays_whole(made):
    recipe, kitchen, _ = made
    before = open_set(recipe.set, kitchen.weights)
    assert widespread(recipe, kitchen) == "widespread things: none"
    after = open_set(recipe.set, kitchen.weights)
    assert after is not before
    assert after.files == before.files


def test_a_trained_set_is_used_by_its_folder(made, index, tmp_path):
    recipe, kitchen, _ = made
    folder = str(kitchen.weights / recipe.set)
    out = tmp_path / "out"
    told = ["segment", str(index.parent / "0.png"), "nuclei", "-o", str(out), "--models", folder]
    result = CliRunner().invoke(app, told)
    assert result.exit_code == 0, result.output
    report = json.loads((out / "report.json").read_text())
    assert {model["licence"] for model in report["models"]} == {"LicenseRef-limis-research"}


def test_a_grounder_learns_on_canvases_of_the_sides_that_its_recipe_names(index, tmp_path, monkeypatch):
    from limis.training.grounder import GrounderData, train_grounder
    from limis.training.loop import Schedule
    from limis.training.recipe import Looks

    seen: list[int] = []
    draw = GrounderData.batch

    def batch(self, size, side, device):
        seen.append(side)
        return draw(self, size, side, device)

    monkeypatch.setattr(GrounderData, "batch", batch)
    train_grounder(load_samples(index), tmp_path, Schedule(steps=12), batch=2, looks=Looks(sides=(32, 64, 96)))
    assert seen[:3] == [32, 32, 32]
    assert set(seen[4:]) == {32, 64, 96}


def test_a_quantised_set_is_smaller_and_answers_alike(made, index, tmp_path):
    recipe, kitchen, _ = made
    whole = open_set(recipe.set, kitchen.weights)
    whole_numbers = recipe.model_copy(update={"quantised": True})
    pack(whole_numbers, Kitchen(index, kitchen.runs, tmp_path))
    small = open_set(recipe.set, tmp_path)
    assert small.size_mb < 0.7 * whole.size_mb
    sample = load_samples(index)[0]
    view = View((sample.image / 255).astype(np.float32), sample.modality)
    evidence = [EmbeddedGrounder(weights).evidence(view, ["nucleus", "skin_lesion"]) for weights in (whole, small)]
    assert np.abs(evidence[0] - evidence[1]).max() < 1
    outlined: list[np.ndarray] = []
    for weights in (whole, small):
        segmenter = EmbeddedSegmenter(weights)
        (answer,) = segmenter.predict(segmenter.encode(view), [ViewPrompt((5.0, 5.0, 45.0, 40.0))])
        outlined.append(answer.probability)
    assert 0 < np.abs(outlined[0] - outlined[1]).mean() < 0.05


GRAPHS = [f"{network}.{part}.onnx" for network in ("segmenter", POINTING) for part in ("encode", "decode")]


@pytest.mark.parametrize("quantised", [True, False])
def test_a_recipe_without_a_grounder_keeps_the_one_that_comes_with_limis(made, index, tmp_path, quantised):
    recipe, kitchen, _ = made
    runs = [run for run in recipe.runs if run.network == "segmenter"]
    runs.append(Run(name="pointing", network="pointing", start="segmenter", steps=1, unboxed=1.0))
    alone = Recipe(set=recipe.set, runs=runs, quantised=quantised)
    train_run(alone, runs[-1], kitchen)
    assert pack(alone, Kitchen(index, kitchen.runs, tmp_path)) == "packed with the grounder that comes with limis"
    packed, shipped = open_set(recipe.set, tmp_path), open_set(recipe.set)
    assert packed.sha256("grounder") == shipped.sha256("grounder")
    assert packed.learned == shipped.learned
    assert packed.segmenter["names"] == packed.segmenter["pointing"]["names"] == ["nucleus", "skin_lesion"]
    told = json.loads((packed.folder / "set.json").read_text())
    assert told["quantised"] == ["grounder.encode.onnx", *(GRAPHS if quantised else ())]
    assert told["trained"]["grounder"]["steps"] > told["trained"]["segmenter"]["steps"]
    assert told["trained"]["pointing"]["steps"] == 1
    sample = load_samples(index)[0]
    view = View((sample.image / 255).astype(np.float32), sample.modality)
    whole, mine = EmbeddedSegmenter(open_set(recipe.set, kitchen.weights)), EmbeddedSegmenter(packed)
    click = np.array([[20.0, 20.0]], np.float32)
    for prompt in (ViewPrompt((5.0, 5.0, 45.0, 40.0)), ViewPrompt(None, click, np.array([True]))):
        answers = [s.predict(s.encode(view), [prompt])[0].probability for s in (whole, mine)]
        assert np.abs(answers[0] - answers[1]).mean() < 0.05


def test_a_pointing_network_alone_is_added_to_what_comes_with_limis(made, index, tmp_path):
    recipe, kitchen, _ = made
    run = Run(name="from-shipped", network="pointing", start="shipped", steps=1, unboxed=1.0)
    alone = Recipe(set=recipe.set, runs=[run])
    train_run(alone, run, kitchen)
    pack(alone, Kitchen(index, kitchen.runs, tmp_path))
    packed, shipped = open_set(recipe.set, tmp_path), open_set(recipe.set)
    same = [name for name in shipped.files if not name.startswith(POINTING)]
    assert {name: packed.files[name] for name in same} == {name: shipped.files[name] for name in same}
    assert set(packed.files) == {*same, *GRAPHS[2:]}


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

    recipe, kitchen, _ = made
    start = kitchen.runs / recipe.set / "segmenter" / "segmenter.pt"
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


def test_training_resumes_where_it_stopped(index, tmp_path):
    import torch

    checkpoint = tmp_path / "embedded-research" / "grounder" / "last.pt"
    kitchen = Kitchen(index, tmp_path, tmp_path)
    first = Run(name="grounder", network="grounder", steps=2, batch=2, longest=64)
    train_run(Recipe(set="embedded-research", runs=[first]), first, kitchen)
    checkpoint.with_name("grounder.pt").unlink()
    checkpoint.with_name("run.json").unlink()
    more = Run(name="grounder", network="grounder", steps=3, batch=2, longest=64)
    train_run(Recipe(set="embedded-research", runs=[more]), more, kitchen)
    assert torch.load(checkpoint, weights_only=True)["step"] == 3


def test_what_is_finished_is_left_as_it_is(made):
    recipe, kitchen, _ = made
    network = kitchen.runs / recipe.set / "grounder" / "grounder.pt"
    before = network.stat().st_mtime_ns
    assert "there already" in train_run(recipe, recipe.runs[0], kitchen)
    assert network.stat().st_mtime_ns == before


def test_a_folder_is_kept_for_one_run(made):
    recipe, kitchen, _ = made
    other = recipe.runs[0].model_copy(update={"seed": 9})
    with pytest.raises(InputError, match="holds another run"):
        train_run(recipe, other, kitchen)


def test_steps_count_for_themselves_and_scale(index, tmp_path):
    import torch

    run = Run(name="grounder-1", network="grounder", steps=20, batch=2, longest=64)
    train_run(Recipe(set="embedded-research", runs=[run]), run, Kitchen(index, tmp_path, tmp_path, scale=0.1))
    state = torch.load(tmp_path / "embedded-research" / "grounder-1" / "last.pt", weights_only=True)
    assert state["step"] == 2


def test_what_a_recipe_leaves_out_trains_nothing(index, tmp_path):
    run = Run(name="grounder", network="grounder", steps=1, batch=2, longest=64)
    recipe = Recipe(set="embedded-research", leave=["dermoscopy"], runs=[run])
    train_run(recipe, run, Kitchen(index, tmp_path, tmp_path))
    assert json.loads((tmp_path / "embedded-research" / "grounder" / "keys.json").read_text()) == ["nucleus"]


def test_the_thresholds_and_their_worth_are_in_the_manifest(made):
    recipe, kitchen, _ = made
    manifest = json.loads((kitchen.weights / recipe.set / "set.json").read_text())
    assert set(manifest["presence"]) == {"sensitivity", "specificity"}
    assert len(manifest["grounder"]["score"]) == 3


def test_a_run_goes_on_from_the_network_it_is_given(index, made):
    import torch

    _, kitchen, _ = made
    again = Run(name="grounder-2", network="grounder", start="embedded-research/grounder", steps=1, rate=1e-9)
    train_run(Recipe(set="embedded-research", runs=[again]), again, kitchen)
    start, carried = (
        torch.load(kitchen.runs / "embedded-research" / name / "grounder.pt", weights_only=True)["state"]["vectors"]
        for name in ("grounder", "grounder-2")
    )
    assert torch.allclose(carried, start, atol=1e-6)


def test_a_run_can_be_the_mean_of_others(index, made):
    import torch

    _, kitchen, _ = made
    runs = [
        Run(name="grounder", network="grounder", steps=1),
        Run(name="mean", network="grounder", mean=["grounder", "grounder"]),
    ]
    train_run(Recipe(set="embedded-research", runs=runs), runs[1], kitchen)
    one, mean = (
        torch.load(kitchen.runs / "embedded-research" / name / "grounder.pt", weights_only=True)["state"]["vectors"]
        for name in ("grounder", "mean")
    )
    assert torch.allclose(mean, one)


def test_a_start_that_is_not_there_is_told(index, tmp_path):
    run = Run(name="grounder", network="grounder", start="embedded/grounder", steps=1)
    with pytest.raises(InputError, match="a run that is finished"):
        train_run(Recipe(set="embedded-research", runs=[run]), run, Kitchen(index, tmp_path, tmp_path))


def test_the_command_carries_a_recipe_out(index, tmp_path):
    told = ["train", "embedded", "--data", str(index), "--set", "embedded-research", "--runs", str(tmp_path / "runs")]
    result = CliRunner().invoke(app, [*told, "--only", "grounders"])
    assert result.exit_code == 2
    assert "no run 'grounders'" in " ".join(result.output.split())
    recipe = tmp_path / "mine.toml"
    recipe.write_text('set = "embedded"\nruns = [{name = "grounder", network = "grounder", steps = 1, batch = 2}]\n')
    told = ["train", "embedded", "--data", str(index), "--set", str(recipe), "--runs", str(tmp_path / "runs")]
    result = CliRunner().invoke(app, [*told, "--only", "grounder"])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "runs" / "embedded" / "grounder" / "grounder.pt").exists()


def test_training_goes_on_from_what_is_shipped(index, tmp_path):
    runs = [Run(name=name, network=name, start="shipped", steps=1, corrected=1.0) for name in NETWORKS]
    recipe, kitchen = Recipe(set="embedded", runs=runs), Kitchen(index, tmp_path / "runs", tmp_path / "weights")
    for run in runs:
        train_run(recipe, run, kitchen)
    made = torch.load(kitchen.runs / "embedded/segmenter/segmenter.pt", weights_only=True)
    assert made["names"] == ["nucleus"]
    shipped = read_network(open_set("embedded"), "segmenter")
    same = made["state"]["deep.0.0.first.weight"] - shipped["state"]["deep.0.0.first.weight"]
    assert float(same.abs().max()) < 0.01
