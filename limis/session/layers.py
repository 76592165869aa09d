"""Arrays made small: the values inside a box, compressed; nothing is lost."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from limis.session.boxes import bounds, corners_of, read_corners, shifted
from limis.types import Box

__all__ = ["Layer", "apply", "describe_layer", "difference", "narrow", "restore_layer", "squeezed"]

_LEVEL = 5
_KINDS = ("bits", "uint8", "uint16", "int32")


@dataclass(frozen=True)
class Layer:
    """An array that is 0 outside a box, compressed.

    Attributes:
        box: The tightest box around what is not 0; None when everything is.
        kind: ``"bits"``, ``"uint8"``, ``"uint16"`` or ``"int32"``.
        data: The values inside the box, a row per index of the first axis, each the exclusive or with the row
            before it, little-endian, bits padded to whole bytes per row, under zlib; empty without a box.
    """

    box: Box | None
    kind: str
    data: bytes


def squeezed(array: NDArray[Any], box: Box | None) -> Layer:
    """The values of an array inside its box, compressed."""
    kind = "bits" if array.dtype == np.bool_ else "uint8"
    if box is None:
        return Layer(None, kind, b"")
    values = array[box.slices] if kind == "bits" else narrow(array[box.slices])
    return Layer(box, kind if kind == "bits" else values.dtype.name, _squeeze(values))


def difference(new: NDArray[Any], old: NDArray[Any] | None, region: Box | None) -> Layer:
    """The exclusive or of two arrays, compressed; `region` holds all that is not 0 in either."""
    if region is None:
        return squeezed(new, None)
    inside = new[region.slices]
    changed = inside if old is None else inside ^ old[region.slices]
    box = bounds(changed)
    return replace(squeezed(changed, box), box=shifted(box, region))


def apply(layer: Layer, array: NDArray[Any]) -> None:
    """Change an array in place by what a layer says differs."""
    if layer.box is not None:
        array[layer.box.slices] ^= _spread(layer, layer.box).astype(array.dtype, copy=False)


def describe_layer(layer: Layer) -> dict[str, Any]:
    """All but its bytes, as JSON values."""
    return {"box": corners_of(layer.box), "kind": layer.kind, "bytes": len(layer.data)}


def restore_layer(described: Mapping[str, Any], data: bytes) -> Layer:
    """Put a layer together again; raises `KeyError`, `TypeError` or `ValueError` for what does not fit."""
    kind, size = str(described["kind"]), int(described["bytes"])
    if kind not in _KINDS or size != len(data):
        raise ValueError(f"{len(data)} bytes of {kind}, {size} were stored")
    return Layer(read_corners(described["box"]), kind, data)


def narrow(values: NDArray[np.int32]) -> NDArray[Any]:
    """The same numbers in the smallest kind that holds them, little-endian."""
    low, high = int(values.min()), int(values.max())
    kind = "<i4" if low < 0 or high > 0xFFFF else "<u2" if high > 0xFF else "u1"
    return values.astype(kind)


def _squeeze(values: NDArray[Any]) -> bytes:
    """Compress values: what changes from row to row along the first axis is little, and zlib likes that."""
    rows = np.ascontiguousarray(values).reshape(values.shape[0], -1)
    rows = np.packbits(rows, axis=1) if rows.dtype == np.bool_ else rows
    steps = rows.copy()
    steps[1:] ^= rows[:-1]
    return zlib.compress(steps.data, _LEVEL)


def _spread(layer: Layer, box: Box) -> NDArray[Any]:
    """The inverse of `_squeeze`."""
    rows, width = box.shape[0], int(np.prod(box.shape[1:]))
    kind = np.dtype(np.uint8 if layer.kind == "bits" else layer.kind).newbyteorder("<")
    stored = (width + 7) // 8 if layer.kind == "bits" else width
    inflater = zlib.decompressobj()
    raw = inflater.decompress(layer.data, rows * stored * kind.itemsize)
    if len(raw) != rows * stored * kind.itemsize or not inflater.eof:
        raise ValueError(f"other bytes than {rows} rows of {width} {layer.kind}")
    values = np.bitwise_xor.accumulate(np.frombuffer(raw, kind).reshape(rows, stored), axis=0)
    if layer.kind == "bits":
        values = np.unpackbits(values, axis=1, count=width).view(np.bool_)
    return values.reshape(box.shape)
