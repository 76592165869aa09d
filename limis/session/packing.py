"""Masks made small: the bits inside their box, compressed, or only what differs from an earlier mask.

Nothing is lost: `unpack` gives back every voxel and every instance number, and checks that it did.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, cast

import numpy as np
from numpy.typing import NDArray

from limis.errors import StoreDamagedError, say
from limis.geometry import Geometry
from limis.session.boxes import corners_of, hull, read_corners
from limis.session.facts import ONES, Facts, facts_of
from limis.session.layers import Layer, apply, describe_layer, difference, restore_layer, squeezed
from limis.types import Box, Mask

__all__ = ["LONGEST_CHAIN", "PackedMask", "pack", "unpack"]

LONGEST_CHAIN = 8
"""How many differences may follow each other before a mask is packed whole again."""


@dataclass(frozen=True, eq=False)
class PackedMask:
    """A mask made small.

    Attributes:
        key: sha256 of all that the mask holds: bits and instances.
        digest: sha256 of its bits, as `bits_digest` gives it.
        shape: Of the grid.
        box: The tightest box around its voxels; None when there are none.
        voxels: How many there are.
        bits: Its voxels; what differs from `base` where there is one.
        numbers: Its instances: None when it has none, ``"ones"`` when all voxels are instance 1.
        base: The mask that `bits` and `numbers` differ from; None when they are whole.
    """

    key: str
    digest: str
    shape: tuple[int, ...]
    box: Box | None
    voxels: int
    bits: Layer
    numbers: Layer | Literal["ones"] | None = None
    base: PackedMask | None = None

    @cached_property
    def depth(self) -> int:
        """How many masks have to be unpacked before this one."""
        return 0 if self.base is None else self.base.depth + 1

    @property
    def nbytes(self) -> int:
        """Bytes that it takes, those of `base` not counted."""
        return len(self.bits.data) + (len(self.numbers.data) if isinstance(self.numbers, Layer) else 0)

    @property
    def chain(self) -> tuple[PackedMask, ...]:
        """The masks to unpack one after the other, the whole one first and this one last."""
        return (self,) if self.base is None else (*self.base.chain, self)

    @property
    def payload(self) -> bytes:
        """The compressed bytes, those of the instances last."""
        return self.bits.data + (self.numbers.data if isinstance(self.numbers, Layer) else b"")

    def describe(self) -> dict[str, Any]:
        """All but the payload and the base, as JSON values."""
        numbers = describe_layer(self.numbers) if isinstance(self.numbers, Layer) else self.numbers
        return {
            "digest": self.digest,
            "shape": list(self.shape),
            "box": corners_of(self.box),
            "voxels": self.voxels,
            "bits": describe_layer(self.bits),
            "numbers": numbers,
        }

    @classmethod
    def restore(cls, key: str, described: Mapping[str, Any], payload: bytes, base: PackedMask | None) -> PackedMask:
        """Put a packed mask together again out of `describe`, `payload` and its base.

        Raises:
            StoreDamagedError: They do not fit together.
        """
        try:
            size = int(described["bits"]["bytes"])
            bits = restore_layer(described["bits"], payload[:size])
            numbers = described["numbers"]
            if isinstance(numbers, Mapping):
                numbers = restore_layer(cast("Mapping[str, Any]", numbers), payload[size:])
            shape = tuple(int(n) for n in described["shape"])
            box, voxels, digest = read_corners(described["box"]), int(described["voxels"]), str(described["digest"])
        except (KeyError, TypeError, ValueError) as error:
            raise _damaged(key, str(error)) from error
        if numbers not in (None, ONES) and not isinstance(numbers, Layer):
            raise _damaged(key, f"instances {numbers!r}")
        boxes = (box, bits.box, numbers.box if isinstance(numbers, Layer) else None)
        if not all(one is None or _fits(one, shape) for one in boxes) or (base is not None and base.shape != shape):
            raise _damaged(key, f"boxes or a base that do not fit shape {shape}")
        return cls(key, digest, shape, box, voxels, bits, cast("Any", numbers), base)


def pack(mask: Mask, previous: tuple[Mask, PackedMask] | None = None) -> PackedMask:
    """Make a mask small.

    Args:
        mask: Any mask.
        previous: An earlier version of it, as it is and packed: what differs from it is kept where that is smaller.

    Returns:
        The packed mask.
    """
    facts = facts_of(mask)
    bits, numbers = squeezed(mask.data, facts.box), _pack_numbers(mask, facts)
    whole = PackedMask(facts.key, facts.digest, mask.geometry.shape, facts.box, facts.voxels, bits, numbers)
    if previous is None or previous[1].shape != whole.shape or previous[1].depth + 1 > LONGEST_CHAIN:
        return whole
    delta = _difference(mask, whole, *previous)
    return delta if delta.nbytes < whole.nbytes else whole


def unpack(packed: PackedMask, geometry: Geometry, base: Mask | None = None) -> Mask:
    """Make a packed mask whole again.

    Args:
        packed: What `pack` made.
        geometry: The grid that the mask shall lie on.
        base: The mask that ``packed.base`` is, where it is at hand: the way from there is shorter.

    Returns:
        The mask, bit for bit.

    Raises:
        StoreDamagedError: The bytes are not those that were packed, or do not fit the grid.
    """
    if packed.shape != geometry.shape:
        raise _damaged(packed.key, f"a mask of shape {packed.shape} for a grid of shape {geometry.shape}")
    base = None if packed.base is None else base
    data, numbers = _arrays(packed, base)
    mask = Mask(data, geometry, numbers)
    facts = facts_of(mask, within=_touched(packed, base))
    if (facts.box, facts.digest, facts.voxels) != (packed.box, packed.digest, packed.voxels):
        raise _damaged(packed.key, "other voxels than were stored")
    if facts.key != packed.key:
        raise _damaged(packed.key, "other instances than were stored")
    return mask


def _touched(packed: PackedMask, base: Mask | None) -> Box | None:
    """A box outside of which an unpacked mask is empty."""
    known = () if base is None else (facts_of(base).box, facts_of(base).numbers_box)
    links = packed.chain if base is None else (packed,)
    numbers = (one.numbers.box for one in links if isinstance(one.numbers, Layer))
    return hull(*known, *(one.bits.box for one in links), *(one.box for one in links), *numbers)


def _pack_numbers(mask: Mask, facts: Facts) -> Layer | Literal["ones"] | None:
    """Instances made small."""
    if mask.instances is None:
        return None
    return ONES if facts.numbers_digest == ONES else squeezed(mask.instances, facts.numbers_box)


def _difference(mask: Mask, whole: PackedMask, old: Mask, packed: PackedMask) -> PackedMask:
    """A mask as what differs from an older one, whichever way its instances are kept."""
    numbers = whole.numbers
    bits = difference(mask.data, old.data, hull(whole.box, packed.box))
    if isinstance(numbers, Layer) and mask.instances is not None:
        numbers = difference(mask.instances, old.instances, hull(numbers.box, facts_of(old).numbers_box))
    return PackedMask(whole.key, whole.digest, whole.shape, whole.box, whole.voxels, bits, numbers, packed)


def _arrays(packed: PackedMask, base: Mask | None) -> tuple[NDArray[np.bool_], NDArray[np.int32] | None]:
    """Voxels and instances of the last mask of a chain, from its beginning or from the one before."""
    data = np.zeros(packed.shape, np.bool_)
    numbers: NDArray[np.int32] | None = None
    if base is not None:
        facts = facts_of(base)
        _copy(base.data, data, facts.box)
        if base.instances is not None:
            numbers = np.zeros(packed.shape, np.int32)
            _copy(base.instances, numbers, facts.numbers_box)
    try:
        for one in packed.chain if base is None else (packed,):
            apply(one.bits, data)
            numbers = _next_numbers(one, data, numbers)
    except (ValueError, TypeError, zlib.error) as error:
        raise _damaged(packed.key, str(error)) from error
    return data, numbers


def _copy(source: NDArray[Any], target: NDArray[Any], box: Box | None) -> None:
    if box is not None:
        target[box.slices] = source[box.slices]


def _next_numbers(
    packed: PackedMask, data: NDArray[np.bool_], before: NDArray[np.int32] | None
) -> NDArray[np.int32] | None:
    """The instances of a mask, from its voxels and the instances of its base."""
    if packed.numbers is None:
        return None
    if isinstance(packed.numbers, Layer):
        numbers = np.zeros(data.shape, np.int32) if before is None else before
        apply(packed.numbers, numbers)
        return numbers
    numbers = np.zeros(data.shape, np.int32)
    if packed.box is not None:
        numbers[packed.box.slices] = data[packed.box.slices]
    return numbers


def _fits(box: Box, shape: tuple[int, ...]) -> bool:
    inside = zip(box.upper_ijk, shape, strict=False)
    return len(box.upper_ijk) == len(shape) and all(high <= size for high, size in inside)


def _damaged(key: str, got: str) -> StoreDamagedError:
    return StoreDamagedError(
        say(
            f"a stored mask is damaged ({key[:12]})",
            expected="the voxels that were stored",
            got=got,
            next_step="Run `limis sessions verify`; what was saved as files is not touched by this",
        )
    )
