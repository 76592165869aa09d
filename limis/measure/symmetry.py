"""Where the mirror plane of a picture or volume lies, by how well the two halves match."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["Mirror", "block_means", "find_mirror"]

_LEAST_OVERLAP = 0.5


class Mirror(NamedTuple):
    """A mirror plane across the last axis.

    Attributes:
        centre: Its index along that axis, whole or half.
        match: Correlation, -1…1, of what lies on either side, as far as both sides reach.
        overlap: Share of the axis, 0…1, that was compared.
    """

    centre: float
    match: float
    overlap: float


def find_mirror(values: NDArray[np.float32]) -> Mirror | None:
    """Find the plane across the last axis about which an array is most symmetric.

    Args:
        values: Any shape, at least 4 along the last axis.

    Returns:
        The plane whose match, weighted by the square root of its overlap, is largest among those that compare at
        least half of the axis; None for an array that is too narrow or has no contrast.
    """
    width = values.shape[-1]
    if width < 4:
        return None
    least = int(np.ceil(_LEAST_OVERLAP * width))
    tried = [_mirror_at(values, start, stop) for start, stop in _windows(width) if stop - start >= least]
    best = max(tried, key=lambda m: m.match * m.overlap**0.5)
    return best if best.match > 0 else None


def _windows(width: int) -> list[tuple[int, int]]:
    """For each whole or half index, the widest range centred on it."""
    return [(max(0, twice - width + 1), min(twice + 1, width)) for twice in range(2 * width - 1)]


def _mirror_at(values: NDArray[np.float32], start: int, stop: int) -> Mirror:
    """How well a range matches its own mirror image."""
    part: NDArray[np.float32] = values[..., start:stop]
    centred = part - np.float32(part.mean())
    variance = float(np.mean(centred * centred))
    match = float(np.mean(centred * centred[..., ::-1])) / variance if variance > 0 else 0.0
    return Mirror((start + stop - 1) / 2, match, (stop - start) / values.shape[-1])


def block_means(values: NDArray[Any], blocks: tuple[int, ...]) -> NDArray[np.float32]:
    """Average an array over blocks; what does not fill a block at the end of an axis is left out.

    Args:
        values: Any shape.
        blocks: Voxels per block along each axis; no more than the axis is long.
    """
    kept = tuple(slice(0, n // b * b) for n, b in zip(values.shape, blocks, strict=True))
    shape = [size for n, b in zip(values.shape, blocks, strict=True) for size in (n // b, b)]
    axes = tuple(range(1, 2 * values.ndim, 2))
    return values[kept].reshape(shape).mean(axis=axes, dtype=np.float32)
