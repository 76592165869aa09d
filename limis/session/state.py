"""What a session is at one moment, what tells two moments apart, and where somebody looks meanwhile."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Literal, get_args

import numpy as np

from limis.errors import InputError, PromptError, say
from limis.geometry import PLANES, Geometry, Plane
from limis.session.boxes import bounds, shifted
from limis.session.canonical import canonical
from limis.session.facts import bits_digest, shared_box
from limis.types import Box, Mask, Structure

__all__ = ["Change", "Look", "State", "changes", "digest_of", "state_digest"]

Unit = Literal["ml", "mm2", "px"]


@dataclass(frozen=True, eq=False)
class State:
    """The structures of a session, in order, and which one is meant when nobody says which.

    Attributes:
        structures: Name → structure, found or not, in the order of asking. Read-only. Masks are values: to
            change one, make another.
        active: Name of the active structure, one of `structures`, or None.
        hidden: Names of structures that are not shown. Hiding is looking: it is no part of the digest.

    Raises:
        InputError: A key that is not its structure's name, or a name that no structure has.

    Example:
        >>> State().put(Structure("liver", "liver", "the liver"), active="liver").active
        'liver'
    """

    structures: Mapping[str, Structure] = field(default_factory=dict[str, Structure])
    active: str | None = None
    hidden: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "structures", MappingProxyType(dict(self.structures)))
        object.__setattr__(self, "hidden", frozenset(self.hidden))
        named = {name for name, structure in self.structures.items() if name == structure.name}
        spoken_of = {*self.structures, *self.hidden, *(() if self.active is None else (self.active,))}
        if spoken_of != named:
            raise InputError(
                say(
                    "the session's state contradicts itself",
                    expected="every structure under its own name, and only such names active or hidden",
                    got=", ".join(sorted(spoken_of - named)),
                    next_step="Use the names of the structures",
                )
            )

    @property
    def masks(self) -> Mapping[str, Mask]:
        """The masks there are, by structure name."""
        return {name: s.mask for name, s in self.structures.items() if s.mask is not None}

    def put(self, *structures: Structure, active: str | None = None) -> State:
        """Add structures, each in the place of its namesake if there is one.

        Args:
            structures: In order.
            active: Name of the structure that becomes active; None leaves the active one.
        """
        named = {**self.structures, **{s.name: s for s in structures}}
        return replace(self, structures=named, active=self.active if active is None else active)

    def without(self, names: Iterable[str]) -> State:
        """Take structures away; if the active one goes, the last that is left and found becomes active."""
        gone = set(names)
        left = {name: s for name, s in self.structures.items() if name not in gone}
        last = next((name for name in reversed(left) if left[name].found), None)
        return State(left, self.active if self.active in left else last, self.hidden & left.keys())

    def activate(self, name: str | None) -> State:
        """Make another structure the active one."""
        return replace(self, active=name)

    def hide(self, names: Iterable[str]) -> State:
        """Stop showing structures."""
        return replace(self, hidden=self.hidden | set(names))

    def show(self, names: Iterable[str]) -> State:
        """Show structures again."""
        return replace(self, hidden=self.hidden - set(names))

    def hiding(self, names: Iterable[str]) -> State:
        """The same state with just these structures hidden, as far as there are such structures."""
        return replace(self, hidden=frozenset(names) & self.structures.keys())


@dataclass(frozen=True)
class Look:
    """Where somebody looks. No part of a `State`: looking around is no step that could be undone.

    Attributes:
        plane: The plane on view; None where it was never chosen.
        slices: Plane → number of the slice on view, from 1. Read-only.
        window: Name of a preset, or centre and width; None for the image's own.
        zoom: 1 shows everything.

    Raises:
        PromptError: A plane, slice number, window or zoom that cannot be.
    """

    plane: Plane | None = None
    slices: Mapping[Plane, int] = field(default_factory=dict[Plane, int], hash=False)
    window: str | tuple[float, float] | None = None
    zoom: float = 1.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "slices", MappingProxyType(dict(self.slices)))
        planes = {*self.slices, *(() if self.plane is None else (self.plane,))}
        if not planes <= set(PLANES) or min(self.slices.values(), default=1) < 1 or not 0 < self.zoom < np.inf:
            raise PromptError(
                say(
                    "nothing that can be looked at",
                    expected=f"planes {', '.join(PLANES)}, slices from 1, a zoom above 0",
                    got=f"{', '.join(map(str, planes))}, slices {list(self.slices.values())}, zoom {self.zoom}",
                    next_step="Name a plane and a slice of this image",
                )
            )

    def at(self, plane: Plane, number: int) -> Look:
        """Look at a slice of a plane."""
        return replace(self, plane=plane, slices={**self.slices, plane: number})

    def as_json(self) -> dict[str, Any]:
        """The look as JSON values."""
        window = list(self.window) if isinstance(self.window, tuple) else self.window
        return {"plane": self.plane, "slices": dict(self.slices), "window": window, "zoom": self.zoom}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Look:
        """The inverse of `as_json`.

        Raises:
            PromptError: Not a look.
        """
        window: Any = values.get("window")
        centre_width = window if window is None or isinstance(window, str) else (float(window[0]), float(window[1]))
        slices = {plane: int(number) for plane, number in dict(values.get("slices") or {}).items()}
        return cls(values.get("plane"), slices, centre_width, float(values.get("zoom", 1.0)))


def digest_of(active: str | None, bits: Iterable[tuple[str, str | None]]) -> str:
    """The digest of a state whose masks' digests are known: see `state_digest`."""
    return hashlib.sha256(canonical([active, [[name, digest] for name, digest in bits]]).encode()).hexdigest()


def state_digest(state: State) -> str:
    """sha256 of a state: names, their order, the active structure and the bits of the masks, nothing else.

    A mask's bits are read once, however often its state is asked for.

    Returns:
        64 hexadecimal digits.

    Example:
        >>> state_digest(State()) == state_digest(State())
        True
    """
    bits = ((name, None if s.mask is None else bits_digest(s.mask)) for name, s in state.structures.items())
    return digest_of(state.active, bits)


@dataclass(frozen=True)
class Change:
    """What became of one structure.

    Attributes:
        name: The structure's.
        kind: ``"added"``, ``"removed"`` or ``"changed"``.
        voxels_added: Voxels that are inside now and were not.
        voxels_removed: Voxels that were inside and are not now.
        added: How much that is, in `unit`.
        removed: How much that is, in `unit`.
        unit: ``"ml"`` for volumes, ``"mm2"`` for pictures with a scale, ``"px"`` (pixels) without.
        box: The tightest box around every voxel that changed; None when none did.
    """

    name: str
    kind: Literal["added", "removed", "changed"]
    voxels_added: int = 0
    voxels_removed: int = 0
    added: float = 0.0
    removed: float = 0.0
    unit: Unit = "px"
    box: Box | None = None

    def as_json(self) -> dict[str, Any]:
        """The change as JSON values; the box as its two corners, half-open ``ijk``."""
        box = None if self.box is None else [list(self.box.lower_ijk), list(self.box.upper_ijk)]
        return {
            "name": self.name,
            "kind": self.kind,
            "voxels_added": self.voxels_added,
            "voxels_removed": self.voxels_removed,
            "added": round(self.added, 6),
            "removed": round(self.removed, 6),
            "unit": self.unit,
            "box": box,
        }


def changes(before: State, after: State) -> tuple[Change, ...]:
    """What happened to the structures between two states of one session.

    Args:
        before: The earlier state.
        after: The later one, on the same grid.

    Returns:
        One entry per structure that came, went or got other voxels, first those of `after` in their order, then
        those that are gone. Which one is active, and what is hidden, is not told.
    """
    names = dict.fromkeys((*after.structures, *before.structures))
    found = (_change(name, before.structures.get(name), after.structures.get(name)) for name in names)
    return tuple(change for change in found if change is not None)


def _change(name: str, old: Structure | None, new: Structure | None) -> Change | None:
    was, now = (None if one is None else one.mask for one in (old, new))
    same = was is now or (was is not None and now is not None and bits_digest(was) == bits_digest(now))
    if same and old is not None and new is not None:
        return None
    kind = "added" if old is None else "removed" if new is None else "changed"
    region = shared_box(was, now)
    there = now if now is not None else was
    if region is None or there is None:
        return Change(name, kind)
    inside_was, inside_now = (
        np.zeros(region.shape, np.bool_) if one is None else one.data[region.slices] for one in (was, now)
    )
    differs = inside_was ^ inside_now
    added = int(np.count_nonzero(differs & inside_now))
    removed = int(np.count_nonzero(differs)) - added
    size, unit = _size(there.geometry)
    return Change(name, kind, added, removed, added * size, removed * size, unit, shifted(bounds(differs), region))


def _size(geometry: Geometry) -> tuple[float, Unit]:
    """How much one voxel is, and of what."""
    units = dict(zip(get_args(Unit), (geometry.voxel_volume_ml, geometry.pixel_area_mm2, 1.0), strict=True))
    return next((size, unit) for unit, size in units.items() if size is not None)
