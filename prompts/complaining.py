"""Complaints that only say why something else is asked for: "zoom in, it's too small"."""

from __future__ import annotations

from collections.abc import Sequence

from limis.commands import (
    Command,
    Excess,
    Exclude,
    Grow,
    Hide,
    Include,
    Keep,
    Measure,
    Missing,
    Redo,
    Remove,
    Reset,
    Segment,
    Shift,
    Shrink,
    Smooth,
    Undo,
    Zoom,
)
from limis.prompts.pauses import SUBJECTS, spans

__all__ = ["without_complaints"]

_COMPLAINTS = (Excess, Grow, Missing, Shrink, Smooth, Undo)
_ANSWERED = (Exclude, Grow, Hide, Include, Keep, Measure, Redo, Remove, Reset, Shift, Shrink, Undo, Zoom)
_SPOKEN = SUBJECTS | {"you", "everything", "too", "now", "i"}


def without_complaints(commands: list[Command], words: Sequence[str]) -> list[Command]:
    """Leave out a complaint that stands last and is answered by the command before it.

    Args:
        commands: What a sentence says.
        words: All of its words.

    Example:
        >>> from limis.commands import Zoom
        >>> said = "zoom in , it is too small".split()
        >>> [command.op for command in without_complaints([Zoom(direction="in"), Grow()], said)]
        ['zoom']
    """
    if len(commands) != 2 or not isinstance(commands[1], _COMPLAINTS):
        return commands
    first, last = commands
    parts = spans(words)
    begins = words[parts[-1][0]] if len(parts) > 1 else ""
    missed = isinstance(first, Segment | Include) and isinstance(last, Missing) and last.where is None
    answered = isinstance(first, _ANSWERED) and getattr(last, "targets", None) in (None, ())
    return [first] if begins in _SPOKEN and (answered or missed) else commands
