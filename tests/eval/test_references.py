"""Our metrics against other implementations, on random and on awkward masks."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from limis.eval.instances import match_instances
from limis.eval.overlap import dice, iou
from limis.eval.surface import assd_mm, hausdorff_mm, hd_percentile_mm, nsd, surface_distances

Masks = tuple[np.ndarray[Any, Any], np.ndarray[Any, Any], tuple[float, ...]]
# Neither of the two imports nor runs without warnings about itself.
pytestmark = pytest.mark.filterwarnings("ignore")
SPACINGS = {2: ((1.0, 1.0), (0.5, 5.0), (3.0, 0.7)), 3: ((1.0, 1.0, 1.0), (0.5, 0.5, 5.0), (1.5, 2.0, 4.0))}


@pytest.fixture(scope="module")
def other() -> Any:
    """surface-distance and MONAI's metrics."""
    import monai.metrics
    import surface_distance

    return surface_distance, monai.metrics


def drawn(count: int) -> Iterator[Masks]:
    """Pairs of masks that are not empty, by every pair of ways to draw them."""
    draw = np.random.default_rng(11)
    for number in range(count):
        ndim = 2 + number % 2
        shape = tuple(int(n) for n in draw.integers(4, 13, ndim))
        ways = draw.integers(len(WAYS), size=2)
        ours, theirs = (WAYS[way](shape, draw) for way in ways)
        yield ours, theirs, SPACINGS[ndim][number // 2 % 3]


def one_voxel(shape: tuple[int, ...], draw: np.random.Generator) -> np.ndarray[Any, Any]:
    inside = np.zeros(shape, np.bool_)
    inside[tuple(int(draw.integers(n)) for n in shape)] = True
    return inside


def noise(shape: tuple[int, ...], draw: np.random.Generator) -> np.ndarray[Any, Any]:
    """Holes, islands, and every way in which eight voxels can meet."""
    return (draw.random(shape) < draw.uniform(0.05, 0.95)) | one_voxel(shape, draw)


def everything(shape: tuple[int, ...], _: np.random.Generator) -> np.ndarray[Any, Any]:
    return np.ones(shape, np.bool_)


def block(shape: tuple[int, ...], draw: np.random.Generator) -> np.ndarray[Any, Any]:
    """Often at the border."""
    inside, (lower, upper) = np.zeros(shape, np.bool_), np.sort(draw.integers(0, shape, (2, len(shape))), axis=0)
    inside[tuple(slice(a, b + 1) for a, b in zip(lower, upper, strict=True))] = True
    return inside


def line(shape: tuple[int, ...], draw: np.random.Generator) -> np.ndarray[Any, Any]:
    """From border to border, and laid out in memory the other way round."""
    voxel, axis = one_voxel(shape, draw), int(draw.integers(len(shape)))
    return np.asfortranarray(np.broadcast_to(voxel.any(axis=axis, keepdims=True), shape))


def shell(shape: tuple[int, ...], draw: np.random.Generator) -> np.ndarray[Any, Any]:
    """Hollow: two surfaces, one in the other."""
    inside = block(shape, draw)
    inside[tuple(slice(1, -1) for _ in shape)] = False
    return inside | one_voxel(shape, draw)


def flipped_ball(shape: tuple[int, ...], draw: np.random.Generator) -> np.ndarray[Any, Any]:
    """A view into memory that runs backwards."""
    far = sum((axis - draw.uniform(0, n)) ** 2 for axis, n in zip(np.indices(shape), shape, strict=True))
    return (np.asarray(far) <= max(far.min(), draw.uniform(1, 30)))[::-1]


WAYS: tuple[Callable[..., np.ndarray[Any, Any]], ...] = (
    one_voxel, noise, noise, everything, block, line, shell, flipped_ball,
)  # fmt: skip


def test_surface_metrics_are_those_of_surface_distance(other: Any) -> None:
    theirs, _ = other
    for number, (predicted, reference, spacing) in enumerate(drawn(240)):
        ours = surface_distances(predicted, reference, spacing)
        found = theirs.compute_surface_distances(reference, predicted, spacing)
        sizes = found["surfel_areas_gt"].sum(), found["surfel_areas_pred"].sum()
        means = theirs.compute_average_surface_distance(found)
        assert assd_mm(ours) == pytest.approx(np.average(means, weights=sizes), rel=1e-6), number
        assert hausdorff_mm(ours) == pytest.approx(theirs.compute_robust_hausdorff(found, 100)), number
        for tolerance in (0.31, 1.01, 2.01):
            expected = theirs.compute_surface_dice_at_tolerance(found, tolerance)
            assert nsd(ours, tolerance) == pytest.approx(expected, abs=1e-6), number
        for percent in (50, 95):  # where just so much of the surface is covered, rounding decides
            low, high = (theirs.compute_robust_hausdorff(found, percent + off) for off in (-1e-3, 1e-3))
            assert low - 1e-9 <= hd_percentile_mm(ours, percent) <= high + 1e-9, number


def test_overlaps_and_surface_dice_are_those_of_monai(other: Any) -> None:
    import torch

    _, theirs = other
    for number, (predicted, reference, spacing) in enumerate(drawn(24)):
        both = [torch.tensor(np.ascontiguousarray(mask))[None, None].float() for mask in (predicted, reference)]
        assert dice(predicted, reference) == pytest.approx(float(theirs.compute_dice(*both)), abs=1e-6), number
        assert iou(predicted, reference) == pytest.approx(float(theirs.compute_iou(*both)), abs=1e-6), number
        ours = surface_distances(predicted, reference, spacing)
        if number % 3 == 0:
            expected = theirs.compute_surface_dice(
                *both, [1.01], include_background=True, spacing=spacing, use_subvoxels=True
            )
            assert nsd(ours, 1.01) == pytest.approx(float(expected), abs=1e-6), number
        centres = theirs.compute_hausdorff_distance(*both, include_background=True, spacing=spacing)
        assert abs(hausdorff_mm(ours) - float(centres)) <= math.hypot(*spacing) + 1e-5, number


def test_f1_of_instances_is_the_recognition_quality_of_monai(other: Any) -> None:
    import torch

    _, theirs = other
    draw = np.random.default_rng(5)
    for _ in range(20):
        truth = np.kron(draw.integers(0, 9, (4, 5)), np.ones((3, 3), np.int64))
        found = np.where(draw.random(truth.shape) < 0.15, 0, np.roll(truth, int(draw.integers(2)), axis=0))
        if not truth.any() or not found.any():
            continue
        expected = theirs.compute_panoptic_quality(torch.tensor(found), torch.tensor(truth), "rq", remap=True)
        assert match_instances(found, truth, at_iou=0.501).f1 == pytest.approx(float(expected), abs=1e-4)
