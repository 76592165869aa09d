from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from limis.eval.strokes import KINDS, simulated_strokes


def disc(shape: tuple[int, int] = (50, 60), centre: tuple[int, int] = (24, 30), radius: int = 15) -> NDArray[np.bool_]:
    rows, columns = np.indices(shape)
    return (rows - centre[0]) ** 2 + (columns - centre[1]) ** 2 <= radius**2


def pixels(path: NDArray[np.floating]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    rows, columns = np.rint(path).astype(int).T
    return rows, columns


@pytest.mark.parametrize("seed", ["a", "b", "c"])
@pytest.mark.parametrize("kind", KINDS)
def test_strokes_lie_on_the_side_that_they_say(kind, seed) -> None:
    truth = disc()
    strokes = simulated_strokes(truth, kind, seed)
    assert {stroke.positive for stroke in strokes} == {True, False}
    for stroke in strokes:
        assert (truth[pixels(stroke.points_ijk)] == stroke.positive).all()


def test_kinds_look_as_they_are_called() -> None:
    """A line crosses the middle third of a disc, a contour stays out of it; a bar's centreline is its middle row."""
    deep = disc(radius=5)
    contour = next(s for s in simulated_strokes(disc(), "contour", "a") if s.positive)
    assert not deep[pixels(contour.points_ijk)].any()
    assert len(contour.points_ijk) > 20
    bar = np.zeros((21, 60), bool)
    bar[8:13, 5:55] = True
    (centre, *_) = simulated_strokes(bar, "centreline", "a")
    assert np.abs(centre.points_ijk[:, 0] - 10).max() <= 2
    assert np.ptp(centre.points_ijk[:, 1]) > 15
    (line, *_) = simulated_strokes(bar, "line", "a")
    assert np.linalg.norm(line.points_ijk[-1] - line.points_ijk[0]) > 5


def test_the_same_seed_draws_the_same() -> None:
    one, same, other = ([s.points_ijk.tolist() for s in simulated_strokes(disc(), "line", seed)] for seed in "aab")
    assert one == same != other


@pytest.mark.parametrize("kind", KINDS)
def test_the_smallest_things_and_the_largest_get_a_stroke(kind) -> None:
    dot = np.zeros((9, 9), bool)
    dot[4, 4] = True
    (stroke,) = [s for s in simulated_strokes(dot, kind, "a") if s.positive]
    assert (np.rint(stroke.points_ijk) == 4).all()
    whole = simulated_strokes(np.ones((9, 9), bool), kind, "a")
    assert whole
    assert all(stroke.positive for stroke in whole)
