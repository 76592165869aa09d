"""One sentence under way: what it changes is taken over when all of it is done, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from limis.commands import Command, Plane, Reference, Save, Scope, Target, What
from limis.edits.scopes import region_of
from limis.geometry import Geometry
from limis.progress import Progress
from limis.session.bench import Bench
from limis.session.facts import shared_box
from limis.session.history import History
from limis.session.state import Look, State
from limis.session.turn import Filed
from limis.types import Structure
from limis.volumes.stack import main_plane

__all__ = ["Work", "best_slice"]


@dataclass(eq=False)
class Work:
    """One sentence under way.

    Attributes:
        bench: What it works with.
        history: The states before it; nothing is pushed until the sentence is done.
        state: As the sentence has made it so far.
        look: As the sentence has made it so far.
        progress: Called at least twice a second.
        file: Takes a wish to save structures.
        answered: Everything that was segmented or looked for, found or not, in the order of asking.
        made: What the segment command just before made; None where another command came in between.
        lost: What the sentence named last and is not there: "it" cannot mean anything else then.
        missed_before: What the sentence before looked for in vain: what "you missed it" means.
        reasons: Why something of a search could not be done.
        edits: The edits that "again" will mean after this sentence.
        several: What "them" meant before this sentence.
        spoken: What this sentence has named so far and is there.
        asked: How many things it has named, there or not.
    """

    bench: Bench
    history: History
    state: State
    look: Look
    progress: Progress
    file: Callable[[Save, tuple[Structure, ...]], Filed]
    answered: dict[str, Structure] = field(default_factory=dict[str, Structure])
    made: tuple[str, ...] | None = None
    lost: str = ""
    missed_before: tuple[Target, ...] = ()
    reasons: list[str] = field(default_factory=list[str])
    edits: list[Command] = field(default_factory=list["Command"])
    several: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()
    asked: int = 0

    @property
    def group(self) -> tuple[str, ...]:
        """What "them" means: all that this sentence named where it named several, else as before it."""
        names = self.spoken if self.asked > 1 else self.several
        return tuple(name for name in names if name in self.state.structures)

    def hear(self, targets: Sequence[What] | None, names: Sequence[str], missed: int = 0) -> None:
        """Remember what a command named; "it" and "them" name nothing."""
        if targets is None or all(isinstance(t, Reference) and t.ref == "active" and t.side is None for t in targets):
            return
        new = [name for name in names if name not in self.spoken]
        self.spoken, self.asked = (*self.spoken, *new), self.asked + len(new) + missed

    @property
    def plane(self) -> Plane | None:
        """The plane on view; None for a picture."""
        return self.look.plane or main_plane(self.bench.image)

    @property
    def number(self) -> int | None:
        """The slice on view, from 1; None for a picture."""
        plane = self.plane
        return None if plane is None else self.number_in(plane)

    def number_in(self, plane: Plane) -> int:
        """The slice on view in a plane: where somebody looked last, else the active structure's largest section."""
        if plane in self.look.slices:
            return self.look.slices[plane]
        return best_slice(self.bench, self.state, plane)

    def region(self, scope: Scope | None) -> NDArray[np.bool_] | None:
        """The voxels that a scope allows; None for all."""
        number = self.number if scope is not None and scope.slice is not None else None
        return region_of(scope, self.bench.image, plane=self.plane, number=number)

    def take(self, *structures: Structure, active: str | None = None) -> None:
        """Put structures into the state."""
        self.state = self.state.put(*structures, active=active)
        self.answered.update({structure.name: structure for structure in structures})

    def name(self, targets: Sequence[What] | None, names: Sequence[str]) -> None:
        """Make the last structure that was named the active one; "it" and "everything" name none."""
        if targets is None:
            return
        self.lost = ""
        last = targets[-1]
        if isinstance(last, Target) or last.side is not None:
            self.state = self.state.activate(names[-1])

    def lay_out(self, geometry: Geometry | None) -> None:
        """Take over what became known of a picture's orientation; None for nothing."""
        if geometry is None:
            return
        same = self.state is self.history.state
        self.history.lay_out(geometry)
        laid = {
            name: s if s.mask is None else replace(s, mask=replace(s.mask, geometry=geometry))
            for name, s in self.state.structures.items()
        }
        self.state = self.history.state if same else replace(self.state, structures=laid)
        self.answered.update(self.state.structures)


def best_slice(bench: Bench, state: State, plane: Plane) -> int:
    """The number of the slice in which the active structure is largest; the middle one without any."""
    geometry = bench.image.geometry
    axis = geometry.axis_of_plane(plane)
    mask = state.masks.get(state.active or "")
    box = shared_box(mask)
    if mask is None or box is None:
        return geometry.slice_number(plane, geometry.shape[axis] // 2)
    others = tuple(a for a in range(3) if a != axis)
    index = int(mask.data[box.slices].sum(axis=others).argmax()) + box.lower_ijk[axis]
    return geometry.slice_number(plane, index)
