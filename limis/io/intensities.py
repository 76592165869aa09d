"""Values every reader hands on: finite, real, and of a handful of array types."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from limis.errors import ReadError, say

__all__ = ["grey_if_equal", "rescaled", "settled"]

_KEPT = ("u1", "i1", "u2", "i2", "i4")


def rescaled(raw: NDArray[Any], slope: float, intercept: float) -> NDArray[Any]:
    """Apply a linear scale, staying with whole numbers where nothing is lost.

    Args:
        raw: Stored values.
        slope: Factor.
        intercept: Added after the factor.

    Returns:
        The values as they are when the scale is 1 and 0; int16 or int32 when stored values, slope and intercept
        are whole and the result fits; else float32.
    """
    if slope == 1 and intercept == 0:
        return raw
    if raw.dtype.kind in "iu" and float(slope).is_integer() and float(intercept).is_integer():
        # Slope and intercept have to fit as well: an image of zeros stays one whatever its slope.
        ends = [float(raw.min()) * slope + intercept, float(raw.max()) * slope + intercept, slope, intercept]
        for kind in (np.int16, np.int32):
            if np.iinfo(kind).min <= min(ends) and max(ends) <= np.iinfo(kind).max:
                return (raw.astype(np.int32) * np.int32(slope) + np.int32(intercept)).astype(kind)
    return (raw.astype(np.float64) * slope + intercept).astype(np.float32)


def settled(path: Path, values: NDArray[Any]) -> tuple[NDArray[Any], list[str]]:
    """Bring values to a type that limis works with, and replace what is not a number.

    Complex values become their magnitude. NaN and minus infinity become the smallest finite value, plus
    infinity the largest.

    Args:
        path: The file, for messages.
        values: Any real or complex array.

    Returns:
        uint8, int8, uint16, int16, int32 or float32, in native byte order, and what a reader should know.

    Raises:
        ReadError: Not one finite value.
    """
    notes: list[str] = []
    if values.dtype.kind == "c":
        notes.append("values are complex; their magnitude was taken")
        values = np.abs(values)
    if values.dtype.kind == "f":
        return _finite(path, values, notes)
    if values.dtype.kind == "b":
        return values.astype(np.uint8), notes
    if values.dtype.str[1:] in _KEPT:
        return values.astype(values.dtype.newbyteorder("="), copy=False), notes
    fits = values.size == 0 or (int(values.min()) >= -(2**31) and int(values.max()) < 2**31)
    return values.astype(np.int32 if fits else np.float32), notes


def grey_if_equal(values: NDArray[Any]) -> NDArray[Any]:
    """One channel of colour values whose three channels are equal everywhere; anything else as it is."""
    if values.ndim < 3 or values.shape[-1] != 3:
        return values
    red, green, blue = values[..., 0], values[..., 1], values[..., 2]
    same = np.array_equal(red, green) and np.array_equal(green, blue)
    return np.ascontiguousarray(red) if same else values


def _finite(path: Path, values: NDArray[Any], notes: list[str]) -> tuple[NDArray[np.float32], list[str]]:
    """Finite float32 values."""
    finite = np.isfinite(values)
    bad = int(values.size - np.count_nonzero(finite))
    if bad == values.size:
        raise ReadError(
            say(
                f"cannot use {path}",
                expected="numbers",
                got="not one finite value",
                next_step="Check the file that it was made from",
            )
        )
    limit = float(np.finfo(np.float32).max)
    wide = values.dtype.itemsize > 4
    single = (np.clip(values, -limit, limit) if wide else values).astype(np.float32, copy=False)
    if not bad:
        return single, notes
    low, high = float(single[finite].min()), float(single[finite].max())
    notes.append(f"{bad} values that are not finite were set to the smallest finite value, {low:g}")
    return np.where(finite, single, np.where(values == np.inf, high, low)).astype(np.float32), notes
