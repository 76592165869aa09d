"""Simulated strokes lie where people draw them: on the thing or beside it, in pieces, a pixel off at most."""

import numpy as np
import pytest
from scipy import ndimage

from limis.training.prompts import first_prompt
from limis.training.strokes import strokes_beside, strokes_within

SQUARE = np.ones((3, 3), bool)
DRAWS = 60


@pytest.fixture
def disc():
    down, across = np.mgrid[:96, :96]
    return np.hypot(down - 50, across - 40) < 22


@pytest.fixture
def vessel():
    """Three pixels wide, from edge to edge."""
    inside = np.zeros((96, 96), bool)
    inside[47:50] = True
    return inside


@pytest.mark.parametrize("thing", ["disc", "vessel"])
def test_strokes_within_lie_on_the_thing_but_for_slips(thing, request):
    inside = request.getfixturevalue(thing)
    reachable = ndimage.binary_dilation(inside, SQUARE)
    slips = 0
    for seed in range(DRAWS):
        ink = strokes_within(inside, np.random.default_rng(seed))
        assert ink.any()
        assert not (ink & ~reachable).any()
        slips += bool((ink & ~inside).any())
    assert slips < DRAWS / 3


def test_strokes_beside_lie_off_the_thing_but_for_slips(disc):
    sure = ndimage.binary_erosion(disc, SQUARE)
    near = ndimage.binary_dilation(disc, SQUARE, iterations=25)
    close = 0
    for seed in range(DRAWS):
        ink = strokes_beside(disc, np.random.default_rng(seed))
        assert ink.any()
        assert not (ink & sure).any()
        close += bool((ink & near).sum() > 0.9 * ink.sum())
    assert close > DRAWS / 3, "few follow the border"


def test_strokes_are_thin_and_of_every_kind(disc):
    depth = ndimage.distance_transform_edt(disc)
    deepest, shallowest, lengths = [], [], []
    for seed in range(DRAWS):
        ink = strokes_within(disc, np.random.default_rng(seed)) & disc
        assert ink.sum() < 0.3 * disc.sum()
        deepest.append(depth[ink].max())
        shallowest.append(np.quantile(depth[ink], 0.9) < 0.5 * depth.max())
        lengths.append(int(ink.sum()))
    assert max(deepest) > 0.95 * depth.max(), "none runs along the middle"
    assert sum(shallowest) > DRAWS / 12, "none follows the border from within"
    assert len(set(lengths)) > DRAWS / 3, "all are alike"


def test_the_edge_of_a_crop_is_no_border():
    inside = np.zeros((64, 64), bool)
    inside[:, :40] = True
    inks = [strokes_within(inside, np.random.default_rng(seed)) for seed in range(DRAWS)]
    assert any(ink[0].any() for ink in inks), "no midline or contour reaches the edge"


def test_a_thing_that_fills_its_crop_or_is_one_pixel_has_strokes():
    everything, spot = np.ones((32, 32), bool), np.zeros((32, 32), bool)
    spot[5, 6] = True
    for seed in range(DRAWS):
        assert strokes_within(everything, np.random.default_rng(seed)).any()
        assert not strokes_beside(everything, np.random.default_rng(seed)).any()
        assert strokes_within(spot, np.random.default_rng(seed)).sum() == 1
        assert strokes_beside(spot, np.random.default_rng(seed)).any()


def test_without_a_box_something_is_always_pointed_out(disc):
    drawn, beside = [], 0
    for seed in range(DRAWS):
        maps = first_prompt(disc, np.random.default_rng(seed), boxed=False).numpy()
        assert not maps[0].any(), "a box is told"
        assert not maps[3:].any(), "a previous mask is told"
        assert (maps[1] > 0).any()
        drawn.append(int((maps[1] > 0).sum()) > 3 * 7 * 7)
        beside += bool((maps[2] > 0).any())
    assert DRAWS / 4 < sum(drawn) < DRAWS, "only clicks, or only strokes"
    assert DRAWS / 5 < beside < DRAWS, "what is not meant is never told, or always"


def test_a_click_covers_what_an_engine_draws_for_it(vessel):
    """Over borders too: a segmenter that is given a click does not know them."""
    from limis.protocols import ViewPrompt
    from limis.segmenters.crops import Crop
    from limis.segmenters.embedded import prompt_maps

    for seed in range(DRAWS):
        maps = first_prompt(vessel, np.random.default_rng(seed), boxed=False).numpy()
        if (maps[1] > 0).sum() != 49 or maps[2].any():
            continue
        rows, columns = np.nonzero(maps[1])
        at = np.array([[(columns[0] + columns[-1]) / 2, (rows[0] + rows[-1]) / 2]])
        given = prompt_maps(ViewPrompt(None, at, np.array([True])), Crop(0, 0, 96, 96))
        assert (given[1] == maps[1]).all()
        return
    pytest.fail("no single click was drawn")
