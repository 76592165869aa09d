import numpy as np
import pytest
from scipy import ndimage

from limis.geometry import Geometry
from limis.imaging.window import Window
from limis.types import Image
from limis.volumes.carrying import Carrier, moved
from limis.volumes.stack import Stack

SIZE = (60, 70)


def disc(row, column, radius=7):
    rows, columns = np.indices(SIZE)
    return (rows - row) ** 2 + (columns - column) ** 2 <= radius**2


def picture(inside, seed=0):
    """Something bright on a dull ground with a texture that stays where it is."""
    ground = ndimage.gaussian_filter(np.random.default_rng(seed).random(SIZE), 3)
    return ndimage.gaussian_filter(0.3 * ground + 0.6 * inside, 1).astype(np.float32)


def stack_of(*pictures):
    """Slices of a volume along its last axis, in the order of reading."""
    data = np.stack([(255 * p.T).astype(np.float32) for p in pictures], axis=-1)
    geometry = Geometry(data.shape, np.diag([1.0, 1.0, 4.0, 1.0]))
    stack = Stack(Image(data, geometry), geometry.view("axial"), Window.between(0, 255), None)
    assert stack.size == SIZE
    return stack


def shown(stack, k):
    """What a slice shows, as it is read."""
    return stack.view(k).pixels


def overlap(one, other):
    return 2 * (one & other).sum() / (one.sum() + other.sum())


def test_a_mask_moves_as_the_picture_does():
    here, there = disc(25, 30), disc(29, 27)
    carried = moved(here.astype(np.float32), picture(here), picture(there)) > 0.5
    assert overlap(here, there) < 0.65
    assert overlap(carried, there) > 0.9


def test_it_shrinks_with_what_shrinks():
    here, there = disc(25, 30, 9), disc(25, 30, 6)
    assert overlap(moved(here.astype(np.float32), picture(here), picture(there)) > 0.5, there) > 0.9


def test_nothing_stays_nothing():
    empty = np.zeros(SIZE, np.float32)
    assert not moved(empty, picture(disc(25, 30)), picture(disc(29, 27))).any()


@pytest.mark.parametrize("size", [(1, 40), (40, 1), (2, 2), (1, 1)])
def test_in_a_sliver_it_stays_where_it_is(size):
    inside = np.zeros(size, np.float32)
    inside[size[0] // 2, size[1] // 2] = 1
    grey = np.full(size, 0.5, np.float32)
    assert np.array_equal(moved(inside, grey, grey), inside)


def test_a_tube_that_runs_across_the_slices_is_followed():
    """Each slice moves it by more than half its width: the box of one slice holds little of it in the fourth."""
    discs = [disc(20 + 4 * k, 20 + 4 * k, 5) for k in range(5)]
    stack = stack_of(*(picture(d) for d in discs))
    seen = [shown(stack, k) for k in range(5)]
    truth = [pixels > 0.4 for pixels in seen]

    def fill(k, corners):
        left, top, right, bottom = (int(edge) for edge in corners)
        said = np.full(SIZE, 0.05, np.float32)
        said[top:bottom, left:right] = np.where(truth[k][top:bottom, left:right], 0.9, 0.1)
        return said

    inside = truth[0].astype(np.float32)
    carrier = Carrier(stack, fill, 0, inside)
    for k in range(1, 5):
        inside, _ = carrier.carry(inside, k - 1, k)
        assert overlap(inside > 0.5, truth[k]) > 0.8


def test_where_the_segmenter_cannot_say_what_looks_alike_counts():
    here = disc(25, 30)
    stack = stack_of(picture(here), picture(here))
    inside = (shown(stack, 0) > 0.4).astype(np.float32)
    carrier = Carrier(stack, lambda _k, _corners: np.full(SIZE, 0.5, np.float32), 0, inside)
    wide = ndimage.binary_dilation(inside > 0.5, iterations=3)
    doubtful = np.where(wide, 0.55, 0.45).astype(np.float32)
    carried, before = carrier.carry(doubtful, 0, 1)
    assert overlap(before > 0.5, inside > 0.5) < 0.85
    assert overlap(carried > 0.5, inside > 0.5) > 0.95


def test_the_segmenter_is_asked_by_the_box_of_what_moved():
    here, there = disc(25, 30), disc(31, 33)
    stack = stack_of(picture(here), picture(there))
    asked = []

    def fill(k, corners):
        asked.append((k, corners))
        return np.full(SIZE, 0.5, np.float32)

    inside = (shown(stack, 0) > 0.4).astype(np.float32)
    _, before = Carrier(stack, fill, 0, inside).carry(inside, 0, 1)
    rows, columns = np.nonzero(before > 0.5)
    assert asked == [(1, (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1))]
    assert overlap(before > 0.5, shown(stack, 1) > 0.4) > 0.9


def test_what_is_gone_asks_nobody():
    stack = stack_of(picture(disc(25, 30)), picture(disc(25, 30)))

    def fill(_k, _corners):
        raise AssertionError

    carrier = Carrier(stack, fill, 0, disc(25, 30).astype(np.float32))
    carried, before = carrier.carry(np.full(SIZE, 0.2, np.float32), 0, 1)
    assert not carried.any()
    assert not before.any()


def test_voxels_without_a_value_spoil_nothing():
    spoiled = picture(disc(25, 30))
    spoiled[:5] = np.nan
    stack = stack_of(spoiled, spoiled)
    inside = np.nan_to_num(shown(stack, 0)) > 0.4
    carrier = Carrier(stack, lambda _k, _corners: np.full(SIZE, 0.5, np.float32), 0, inside.astype(np.float32))
    carried, _ = carrier.carry(inside.astype(np.float32), 0, 1)
    assert np.isfinite(carried).all()
    assert overlap(carried > 0.5, inside) > 0.9
