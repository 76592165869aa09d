from __future__ import annotations

import math

import numpy as np
import pytest

from limis.errors import GeometryError
from limis.eval.surface import assd_mm, hausdorff_mm, hd_percentile_mm, nsd, surface_distances


def block(shape: tuple[int, ...], *place: slice) -> np.ndarray:
    inside = np.zeros(shape, np.bool_)
    inside[place] = True
    return inside


def test_a_rectangle_has_its_perimeter_but_for_the_cut_corners() -> None:
    found = surface_distances(*[block((20, 30), slice(3, 13), slice(5, 25))] * 2, (2.0, 0.5))
    perimeter = 2 * (10 * 2.0 + 20 * 0.5)
    corners = 4 * (1.0 + 0.25 - math.hypot(1.0, 0.25))
    assert found.predicted_size.sum() == pytest.approx(perimeter - corners)
    assert found.predicted_mm.max() == 0


def test_a_ball_on_an_anisotropic_grid_has_its_area() -> None:
    spacing, radius = (0.7, 1.0, 1.6), 14.0
    axes = np.meshgrid(*[(np.arange(round(36 / s)) * s) - 18 for s in spacing], indexing="ij")
    ball = sum(axis**2 for axis in axes) <= radius**2
    found = surface_distances(ball, ball, spacing)
    assert found.predicted_size.sum() == pytest.approx(4 * math.pi * radius**2, rel=0.12)


@pytest.mark.parametrize(("axis", "step_mm"), [(0, 1.5), (1, 2.0), (2, 4.0)])
def test_a_slab_moved_along_an_axis_is_off_by_its_spacing(axis: int, step_mm: float) -> None:
    shape = [11, 11, 11]
    shape[axis] = 15
    ours, theirs = (
        block(tuple(shape), *(slice(start, start + 6) if a == axis else slice(None) for a in range(3)))
        for start in (2, 4)
    )
    found = surface_distances(ours, theirs, (1.5, 2.0, 4.0))
    assert hausdorff_mm(found) == pytest.approx(2 * step_mm)
    assert nsd(found, 2 * step_mm) == 1
    assert nsd(found, 1.9 * step_mm) < 1


def test_two_single_voxels_are_as_far_apart_as_their_corners() -> None:
    one, other = block((9, 7), slice(1, 2), slice(1, 2)), block((9, 7), slice(5, 6), slice(4, 5))
    found = surface_distances(one, other, (2.0, 1.0))
    near, far = math.hypot(3 * 2, 2 * 1), math.hypot(4 * 2, 3 * 1)
    assert found.predicted_mm.min() == pytest.approx(near)
    assert hausdorff_mm(found) == pytest.approx(far)
    assert near < assd_mm(found) < far


def test_a_spike_moves_the_hausdorff_distance_but_not_hd95() -> None:
    plain = block((60, 60), slice(10, 50), slice(10, 50))
    spiked = plain.copy()
    spiked[30, 50:53] = True
    found = surface_distances(spiked, plain, (1.0, 1.0))
    assert hausdorff_mm(found) == pytest.approx(3)
    assert hd_percentile_mm(found) == 0


def test_size_decides_not_the_number_of_samples() -> None:
    """Of a long box whose one end is off, the share within tolerance is by millimetres on any grid."""
    shares = []
    for fine in (1, 4):
        ours = block((6 * fine, 50), slice(fine, 5 * fine), slice(5, 45))
        theirs = block((6 * fine, 50), slice(fine, 5 * fine), slice(5, 35))
        shares.append(nsd(surface_distances(ours, theirs, (4.0 / fine, 1.0)), 0.5))
    assert shares[0] == pytest.approx(shares[1], abs=0.03)


@pytest.mark.parametrize("shape", [(7, 5), (7, 5, 3)])
def test_empty_masks_follow_the_stated_conventions(shape: tuple[int, ...]) -> None:
    nothing, something = np.zeros(shape, np.bool_), block(shape, *(slice(1, 2) for _ in shape))
    spacing = (1.0, 2.0, 3.0)[: len(shape)]
    both, one = surface_distances(nothing, nothing, spacing), surface_distances(nothing, something, spacing)
    assert all(math.isnan(value) for value in (nsd(both, 1), assd_mm(both), hd_percentile_mm(both)))
    assert (nsd(one, 1), assd_mm(one), hd_percentile_mm(one)) == (0, math.inf, math.inf)


def test_a_spacing_that_does_not_fit_is_refused() -> None:
    with pytest.raises(GeometryError, match="surfaces cannot be measured"):
        surface_distances(*[np.zeros((7, 5), np.bool_)] * 2, (1.0, 1.0, 1.0))


def test_a_hole_has_the_surface_of_what_would_fill_it() -> None:
    """Also where voxels meet at edges and corners only: a mask and its complement have one surface."""
    inner = np.random.default_rng(2).random((9, 8, 7)) < 0.5
    solid, hollow = np.pad(inner, 3), ~np.pad(inner, 3)
    around = block(hollow.shape, slice(None), slice(None), slice(None))
    whole = surface_distances(around, around, (0.5, 0.5, 5.0)).predicted_size.sum()
    found = surface_distances(solid, hollow, (0.5, 0.5, 5.0))
    assert found.reference_size.sum() - whole == pytest.approx(found.predicted_size.sum(), rel=1e-5)


def test_a_distance_of_exactly_the_tolerance_is_within_it() -> None:
    ours, theirs = block((30, 6), slice(5, 15)), block((30, 6), slice(8, 18))
    found = surface_distances(ours, theirs, (0.1, 4.0))
    assert found.predicted_mm.max() > 0.3
    assert nsd(found, 0.3) == 1


def test_a_mask_at_the_border_ends_there() -> None:
    within, at = block((20, 20), slice(5, 9), slice(5, 9)), block((20, 20), slice(0, 4), slice(16, 20))
    sizes = [surface_distances(mask, mask, (2.0, 0.5)).predicted_size.sum() for mask in (within, at)]
    assert sizes[0] == pytest.approx(sizes[1])


def test_moving_the_voxels_in_memory_changes_nothing() -> None:
    draw = np.random.default_rng(1)
    ours, theirs = draw.random((7, 5, 3)) < 0.4, draw.random((7, 5, 3)) < 0.4
    plain = surface_distances(ours, theirs, (0.5, 2.0, 5.0))
    turned = surface_distances(ours.T, theirs.T, (5.0, 2.0, 0.5))
    written = surface_distances(np.asfortranarray(ours).astype(np.uint8), theirs, (0.5, 2.0, 5.0))
    for metric in (assd_mm, hd_percentile_mm, hausdorff_mm):
        assert metric(turned) == pytest.approx(metric(plain))
        assert metric(written) == metric(plain)
