"""What may be anywhere is found where it was taught to be seen, and nowhere else."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from limis.grounders.embedded import EmbeddedGrounder
from limis.models.weights import EMBEDDED_SETS, open_set
from limis.progress import silent
from limis.protocols import Query, View
from limis.training.samples import Sample
from limis.training.widespread import fit_presence, fit_widespread

WEIGHTS = Path(__file__).resolve().parents[2] / "limis" / "weights"


def picture(kind: str, seed: int) -> Sample:
    """Speckle with a bright spot that is a nerve, in ultrasound; smooth light without one in a film."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:128, 0:128]
    spot = (y - rng.integers(40, 90)) ** 2 + (x - rng.integers(40, 90)) ** 2 < 15**2
    if kind == "ultrasound":
        grey, masks = 60 * rng.rayleigh(1, spot.shape) + 90 * spot, {"nerve": spot}
    else:
        grey, masks = 40 + y + 30 * np.sin(x / 9 + rng.random()), {"lung": spot}
    image = np.clip(grey, 0, 255).astype(np.uint8)
    return Sample(kind, "train", f"{kind}{seed}", kind, image, masks, frozenset(masks))


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The open set, its nerves taught once more on a few pictures."""
    folder = tmp_path_factory.mktemp("weights")
    shutil.copytree(WEIGHTS / "embedded", folder / "embedded")
    seen = [picture(kind, n) for kind in ("ultrasound", "X-ray") for n in range(8)]
    unseen = [picture(kind, n) for kind in ("ultrasound", "X-ray") for n in range(8, 14)]
    assert fit_widespread("embedded", folder, seen, unseen) == ["nerve"]
    return folder


def asked(folder: Path, concept: str, sample: Sample) -> tuple[bool, float]:
    grounder = EmbeddedGrounder(open_set("embedded", folder))
    view = View((sample.image / 255).astype(np.float32))
    ((found,),) = grounder.ground([view], [Query(concept, concept)], silent)
    return found.score >= open_set("embedded", folder).learned[concept].threshold, found.score


def test_a_nerve_is_there_in_ultrasound_and_in_no_film(taught: Path) -> None:
    assert all(asked(taught, "nerve", picture("ultrasound", n))[0] for n in range(20, 26))
    assert not any(asked(taught, "nerve", picture("X-ray", n))[0] for n in range(20, 26))


def test_nothing_else_is_changed(taught: Path) -> None:
    before, after = open_set("embedded"), open_set("embedded", taught)
    others = [concept for concept in before.learned if concept != "nerve"]
    assert all(before.learned[concept] == after.learned[concept] for concept in others)
    view = View((picture("X-ray", 30).image / 255).astype(np.float32))
    told = [EmbeddedGrounder(weights).evidence(view, others) for weights in (before, after)]
    assert np.abs(told[0] - told[1]).max() < 1e-3


@pytest.mark.parametrize("name", EMBEDDED_SETS)
def test_the_sets_that_come_with_limis_see_no_nerve_in_a_film(name: str) -> None:
    weights = open_set(name)
    grounder = EmbeddedGrounder(weights)
    for n in range(4):
        view = View((picture("X-ray", n).image / 255).astype(np.float32))
        ((found,),) = grounder.ground([view], [Query("nerve", "nerve")], silent)
        assert found.score < weights.learned["nerve"].threshold


def test_both_answers_count_equally() -> None:
    rng = np.random.default_rng(0)
    summaries = np.concatenate([rng.normal(0, 1, (300, 4)), rng.normal(3, 1, (6, 4))])
    vector, bias = fit_presence(summaries, np.arange(306) >= 300)
    logits = summaries @ vector + bias
    assert (logits[:300] < 0).mean() > 0.97
    assert (logits[300:] > 0).all()
