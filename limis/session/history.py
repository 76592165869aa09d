"""Every state that a session went through, made small, and the way back and forth between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from weakref import WeakValueDictionary

from limis.geometry import Geometry
from limis.session.packing import PackedMask, pack, unpack
from limis.session.state import State, digest_of
from limis.types import Mask, Structure

__all__ = ["History", "PackedState", "PackedStructure", "Snapshot"]


@dataclass(frozen=True, eq=False)
class PackedStructure:
    """A structure with its mask made small.

    Attributes:
        bare: The structure without its mask.
        mask: The mask; None when it was not found.
    """

    bare: Structure
    mask: PackedMask | None


@dataclass(frozen=True, eq=False)
class PackedState:
    """A state made small: everything of it but what is hidden.

    Attributes:
        structures: In order.
        active: Name of the active structure.
        digest: As `state_digest` gives it.
    """

    structures: tuple[PackedStructure, ...]
    active: str | None
    digest: str

    @classmethod
    def of(cls, structures: Sequence[PackedStructure], active: str | None) -> PackedState:
        """Make a packed state and work out its digest."""
        bits = ((s.bare.name, None if s.mask is None else s.mask.digest) for s in structures)
        return cls(tuple(structures), active, digest_of(active, bits))

    @property
    def masks(self) -> tuple[PackedMask, ...]:
        """The masks there are."""
        return tuple(s.mask for s in self.structures if s.mask is not None)


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Where a history stood: what `History.restore` goes back to when a sentence fails half-way."""

    steps: tuple[PackedState, ...]
    position: int
    state: State
    geometry: Geometry


class History:
    """The states of a session, of which only the current one is unpacked.

    Masks that do not change are held once, and so is what two states share. A new step cuts off what had been
    undone. What is hidden is no part of a step: it stays as it is through undo and redo.

    Args:
        geometry: The grid that masks lie on.
        first: Turn 0: what was there before anything was said, e.g. imported masks.

    Example:
        >>> history = History(Geometry((4, 5)))
        >>> history.push(State().put(Structure("liver", "liver", "liver"), active="liver"))
        True
        >>> history.undo(3), history.state.active
        (1, None)
    """

    def __init__(self, geometry: Geometry, first: State | None = None) -> None:
        self._geometry = geometry
        self._known: WeakValueDictionary[str, PackedMask] = WeakValueDictionary()
        self._state = State()
        self._steps: tuple[PackedState, ...] = (PackedState.of((), None),)
        self._position = 0
        if first is not None:
            self._steps, self._state = (self._pack(first),), first

    @classmethod
    def resume(
        cls, geometry: Geometry, steps: Sequence[PackedState], position: int, hidden: Iterable[str] = ()
    ) -> History:
        """Go on where a stored history stood.

        Args:
            geometry: The grid that masks lie on.
            steps: Every state, turn 0 first.
            position: Which of them is current.
            hidden: Names of what is hidden.

        Raises:
            StoreDamagedError: A mask that is not what was stored.
        """
        history = cls(geometry)
        history._steps, history._position = tuple(steps), position
        history._known.update({mask.key: mask for step in steps for mask in step.masks})
        history._state = history._unpack(steps[position]).hiding(hidden)
        return history

    @property
    def state(self) -> State:
        """The current state."""
        return self._state

    @property
    def digest(self) -> str:
        """The current state's digest."""
        return self._steps[self._position].digest

    @property
    def steps(self) -> tuple[PackedState, ...]:
        """Every state that can be reached, turn 0 first."""
        return self._steps

    @property
    def position(self) -> int:
        """Which of `steps` is current."""
        return self._position

    @property
    def numbers(self) -> dict[str, int]:
        """Structure name → its number from 1, in the order in which they came: deleting one changes no other's."""
        names = dict.fromkeys(structure.bare.name for step in self._steps for structure in step.structures)
        return {name: number for number, name in enumerate(names, start=1)}

    @property
    def can_undo(self) -> int:
        """How many steps can be taken back."""
        return self._position

    @property
    def can_redo(self) -> int:
        """How many steps that were taken back can be made again."""
        return len(self._steps) - 1 - self._position

    @property
    def nbytes(self) -> int:
        """Bytes that the packed masks take, each counted once."""
        held = {id(one): one for step in self._steps for mask in step.masks for one in mask.chain}
        return sum(one.nbytes for one in held.values())

    def push(self, state: State) -> bool:
        """Make a state the current one.

        It becomes a step, and what had been undone can no longer be redone, when its digest is another one. Else
        it takes the current state's place: what is hidden, or a structure's score, is no step.

        Returns:
            Whether it became a step.
        """
        packed = self._pack(state)
        self._state = state
        if packed.digest != self.digest:
            self._steps = (*self._steps[: self._position + 1], packed)
            self._position += 1
            return True
        if not _says_the_same(packed, self._steps[self._position]):
            self._steps = (*self._steps[: self._position], packed, *self._steps[self._position + 1 :])
        return False

    def undo(self, count: int = 1) -> int:
        """Take steps back.

        Returns:
            How many it were: no more than there are.
        """
        return self._move(-min(count, self.can_undo))

    def redo(self, count: int = 1) -> int:
        """Make steps again that were taken back.

        Returns:
            How many it were: no more than there are.
        """
        return self._move(min(count, self.can_redo))

    def reset(self) -> bool:
        """Go back to turn 0. This is a step: it can be undone.

        Returns:
            Whether anything changed.
        """
        return self.push(self._unpack(self._steps[0]).hiding(self._state.hidden))

    def lay_out(self, geometry: Geometry) -> None:
        """Take over what became known of a picture's orientation. The masks' voxels stay where they are."""
        self._geometry = geometry
        laid = {
            name: s if s.mask is None else replace(s, mask=replace(s.mask, geometry=geometry))
            for name, s in self._state.structures.items()
        }
        self._state = replace(self._state, structures=laid)

    def snapshot(self) -> Snapshot:
        """Remember where the history stands."""
        return Snapshot(self._steps, self._position, self._state, self._geometry)

    def restore(self, snapshot: Snapshot) -> None:
        """Go back to where the history stood, as if nothing had happened since."""
        self._steps, self._position = snapshot.steps, snapshot.position
        self._state, self._geometry = snapshot.state, snapshot.geometry

    def _move(self, by: int) -> int:
        if by:
            state = self._unpack(self._steps[self._position + by])
            self._position, self._state = self._position + by, state.hiding(self._state.hidden)
        return abs(by)

    def _pack(self, state: State) -> PackedState:
        return PackedState.of([self._pack_structure(s) for s in state.structures.values()], state.active)

    def _pack_structure(self, structure: Structure) -> PackedStructure:
        """Make a structure small, by what differs from its namesake in the current state where that is less."""
        if structure.mask is None:
            return PackedStructure(structure, None)
        bare = replace(structure, found=False, mask=None)
        current = self._current()
        for mask, packed in current.values():
            if mask is structure.mask:
                return PackedStructure(bare, packed)
        packed = pack(structure.mask, current.get(structure.name))
        return PackedStructure(bare, self._known.setdefault(packed.key, packed))

    def _current(self) -> dict[str, tuple[Mask, PackedMask]]:
        """The current masks by structure, as they are and packed."""
        return {
            s.bare.name: (mask, s.mask)
            for s in self._steps[self._position].structures
            if s.mask is not None and (mask := self._state.structures[s.bare.name].mask) is not None
        }

    def _unpack(self, packed: PackedState) -> State:
        """Make a state whole again; what the current one has already is not unpacked twice."""
        held = {small.key: mask for mask, small in self._current().values()} if self._state.structures else {}
        whole: dict[str, Structure] = {}
        for one in packed.structures:
            if one.mask is None:
                whole[one.bare.name] = one.bare
                continue
            mask = held.get(one.mask.key)
            if mask is None:
                base = None if one.mask.base is None else held.get(one.mask.base.key)
                mask = held[one.mask.key] = unpack(one.mask, self._geometry, base)
            whole[one.bare.name] = replace(one.bare, found=True, mask=mask)
        return State(whole, packed.active)


def _says_the_same(one: PackedState, other: PackedState) -> bool:
    """Whether two states of equal digest are equal in everything else too: instances, scores, reasons."""
    names = [f.name for f in fields(Structure) if f.name != "mask"]
    return all(
        (a.mask is None or b.mask is None or a.mask.key == b.mask.key)
        and all(getattr(a.bare, name) == getattr(b.bare, name) for name in names)
        for a, b in zip(one.structures, other.structures, strict=True)
    )
