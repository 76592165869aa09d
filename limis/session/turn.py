"""What one sentence did to a session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from limis.commands import Command
from limis.protocols import EngineInfo
from limis.types import Result

__all__ = ["Turn"]


@dataclass(frozen=True, eq=False)
class Turn:
    """A sentence, what was understood, and what came of it.

    Attributes:
        text: What was said.
        commands: What was understood.
        result: All structures of the session after the turn, or the reason why there are none.
        models: The engines that worked, with their hashes.
        seconds: Step → wall-clock seconds, in the order the steps ran.
        modality: Kind of imaging that was assumed, stated or guessed; None when nobody knows.
        modality_reason: How it is known, e.g. ``"stated"`` or ``"guessed: values reach below -500"``.
        notes: What a reader should know besides, e.g. a licence notice.
    """

    text: str
    commands: tuple[Command, ...]
    result: Result
    models: tuple[EngineInfo, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict[str, float])
    modality: str | None = None
    modality_reason: str = ""
    notes: tuple[str, ...] = ()
