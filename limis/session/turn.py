"""What one sentence did to a session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from limis.commands import Command, Question, Save
from limis.protocols import EngineInfo
from limis.session.state import Change
from limis.types import Result, Structure

__all__ = ["Fact", "Filed", "Outcome", "SaveWish", "Saver", "Status", "Turn"]

Status = Literal["done", "unchanged", "refused", "asked"]
"""Done; tried, but nothing changed; not possible; waits for an answer. The remark says why."""


@dataclass(frozen=True)
class Fact:
    """Something that was measured, or that can be seen.

    Attributes:
        name: The structure's; empty for the image.
        what: ``"volume"``, ``"area"``, ``"diameter"``, ``"intensity"``, ``"count"``, ``"slice"`` …
        value: In `unit`.
        unit: ``"ml"``, ``"mm2"``, ``"px"``, ``"mm"``, ``"HU"`` …; empty for a count.
        more: What belongs to it, in words.
    """

    name: str
    what: str
    value: float
    unit: str = ""
    more: str = ""


@dataclass(frozen=True, eq=False)
class Filed:
    """How a wish to save ended.

    Attributes:
        files: Structure name → the new file that holds it.
        folder: Where they lie; None when nothing was written.
        notes: What a reader should know of them.
        problem: Why there are none, and what to say instead; else empty.
    """

    files: Mapping[str, Path] = field(default_factory=dict[str, Path])
    folder: Path | None = None
    notes: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, eq=False)
class SaveWish:
    """What a session asks to be written to files: it writes none itself.

    Attributes:
        command: What was asked.
        structures: As they were when it was asked.
        edited: Names of those that a person has corrected or brought along.
        number: Of the turn.
        text: The sentence.
        models: The engines of the session.
    """

    command: Save
    structures: tuple[Structure, ...]
    edited: frozenset[str]
    number: int
    text: str
    models: tuple[EngineInfo, ...]


class Saver(Protocol):
    """Carries out a wish to save; what it raises takes the whole sentence back."""

    def __call__(self, wish: SaveWish) -> Filed:
        """Write new files, all of a wish or none, and never over one that is there."""
        ...


@dataclass(frozen=True, eq=False)
class Outcome:
    """What became of one command.

    Attributes:
        command: As it was carried out: targets and amounts spelt out.
        status: Whether it was.
        names: The structures it was about.
        missed: What was looked for and not found.
        facts: What was asked and is answered.
        remark: What a person should know: why not, what was assumed, what to say instead.
        filed: The files it wrote.
        parts: Name → how many of its instances, in words, where it was not about all of a structure.
    """

    command: Command
    status: Status = "done"
    names: tuple[str, ...] = ()
    missed: tuple[Structure, ...] = ()
    facts: tuple[Fact, ...] = ()
    remark: str = ""
    filed: Filed | None = None
    parts: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, eq=False)
class Turn:
    """A sentence, what was understood, and what came of it.

    Attributes:
        text: What was said.
        commands: What was understood.
        result: All structures of the session after the turn and what was looked for in vain, in the order of asking;
            or the reason why there are none.
        models: The engines that worked, with their hashes.
        seconds: Step → wall-clock seconds, in the order the steps ran.
        modality: Kind of imaging that was assumed, stated or guessed; None when nobody knows.
        modality_reason: How it is known, e.g. ``"stated"`` or ``"guessed: values reach below -500"``.
        notes: What a reader should know besides, e.g. a licence notice.
        number: Of the turn, from 1.
        outcomes: What became of the commands that were carried out, in order.
        changes: What happened to the structures.
        remarks: What a person should know of the turn as a whole, e.g. that an open question was dropped.
        pending: The question that waits for an answer now.
        state: Digest of the session's state after the turn.
        active: Name of the active structure after the turn.
        reply: What is answered, in words; empty until a mouth has worded it.
    """

    text: str
    commands: tuple[Command, ...]
    result: Result
    models: tuple[EngineInfo, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict[str, float])
    modality: str | None = None
    modality_reason: str = ""
    notes: tuple[str, ...] = ()
    number: int = 0
    outcomes: tuple[Outcome, ...] = ()
    changes: Sequence[Change] = ()
    remarks: tuple[str, ...] = ()
    pending: Question | None = None
    state: str = ""
    active: str | None = None
    reply: str = ""

    @property
    def resolved(self) -> tuple[Command, ...]:
        """The commands that were carried out, with targets, amounts and "again" spelt out."""
        return tuple(o.command for o in self.outcomes if o.status in ("done", "unchanged"))

    @property
    def files(self) -> Mapping[str, Path]:
        """Structure name → the file that it was saved to in this turn."""
        return {name: path for o in self.outcomes if o.filed is not None for name, path in o.filed.files.items()}
