from __future__ import annotations

from random import Random

import numpy as np
import pytest
from scipy import ndimage

from limis.eval.compass import ways_of
from limis.eval.overlap import dice
from limis.eval.wrong import DICE, KINDS, Scene, wrong_mask
from limis.geometry import Geometry

SHAPE = (60, 70)


@pytest.fixture
def scene() -> Scene:
    truth, other = np.zeros(SHAPE, bool), np.zeros(SHAPE, bool)
    truth[15:45, 20:50] = True
    other[15:45, 52:69] = True
    return Scene(truth, np.array([1.0, 1.0]), ways_of(Geometry(SHAPE), on_screen=True), [other])


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_kind_is_wrong_by_the_known_amount(kind: str, scene: Scene) -> None:
    """The hole and the other thing are smaller than what the amount takes; a shift goes by whole pixels."""
    mask = KINDS[kind](scene, Random(0))  # noqa: S311
    assert mask is not None
    near = {"hole": 0.15, "confused": 0.15, "shifted": 0.03}.get(kind, 0.003)
    assert dice(mask, scene.truth) == pytest.approx(DICE, abs=near)


def test_each_kind_is_what_it_is_called(scene: Scene) -> None:
    masks = {kind: make(scene, Random(1)) for kind, make in KINDS.items()}  # noqa: S311
    truth = scene.truth
    for kind in ("eroded", "cut", "hole"):
        assert not (masks[kind] & ~truth).any()
    for kind in ("dilated", "bump", "confused"):
        assert not (truth & ~masks[kind]).any()
    assert ndimage.binary_fill_holes(masks["hole"]).sum() == truth.sum()
    assert not ((masks["confused"] & ~truth) & ~scene.others[0]).any()
    assert masks["shifted"].sum() == truth.sum()
    assert ndimage.label(masks["bump"])[1] == 1
    rows, columns = np.nonzero(masks["cut"])
    assert (np.ptp(rows) < 29) != (np.ptp(columns) < 29)


def test_the_same_draw_makes_the_same_mask_and_kinds_differ_between_draws(scene: Scene) -> None:
    made = [wrong_mask(scene, Random(seed)) for seed in (*range(20), 0)]  # noqa: S311
    assert made[0][0] == made[-1][0]
    assert np.array_equal(made[0][1], made[-1][1])
    assert {kind for kind, _ in made} == set(KINDS)


def test_what_cannot_be_spoiled_is_left_out() -> None:
    dot = np.zeros(SHAPE, bool)
    dot[30, 30] = True
    ways = ways_of(Geometry(SHAPE), on_screen=True)
    assert KINDS["hole"](Scene(dot, np.ones(2), ways), Random(0)) is None  # noqa: S311
    assert KINDS["confused"](Scene(dot, np.ones(2), ways), Random(0)) is None  # noqa: S311


def test_amounts_are_millimetres_in_a_volume_of_thick_slices() -> None:
    truth = np.zeros((30, 28, 12), bool)
    truth[8:22, 8:20, 3:9] = True
    scene = Scene(
        truth, np.array([1.0, 1.0, 4.0]), ways_of(Geometry(truth.shape, np.diag([1, 1, 4, 1.0])), on_screen=False)
    )
    dilated = KINDS["dilated"](scene, Random(0))  # noqa: S311
    assert dilated.any(axis=(0, 1)).sum() == 6
    assert dilated.any(axis=(1, 2)).sum() > 14


@pytest.mark.parametrize("near", [0.85, 0.93])
@pytest.mark.parametrize("kind", ["cut", "eroded", "dilated", "bump"])
def test_a_truth_can_be_spoiled_less(kind: str, near: float, scene: Scene) -> None:
    scene.dice = near
    mask = KINDS[kind](scene, Random(0))  # noqa: S311
    assert mask is not None
    assert dice(mask, scene.truth) == pytest.approx(near, abs=0.003)


def test_what_is_spoiled_little_is_still_wrong(scene: Scene) -> None:
    scene.dice = 0.93
    for seed in range(10):
        found = wrong_mask(scene, Random(seed))  # noqa: S311
        assert found is not None
        assert 0.88 < dice(found[1], scene.truth) < 0.97
