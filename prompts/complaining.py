"""What stands last and only says why something else is asked for: "zoom in, it's too small"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from limis.commands import (
    Command,
    Delete,
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
from limis.prompts.phrases import word_set
from limis.prompts.things import Things

__all__ = ["without_complaints"]

_COMPLAINTS = (Excess, Grow, Missing, Shrink, Smooth, Undo)
_ANSWERED = (Exclude, Grow, Hide, Include, Keep, Measure, Redo, Remove, Reset, Shift, Shrink, Undo, Zoom)
_SPOKEN = SUBJECTS | {"you", "everything", "too", "now"}
_JUST_WANT = (["just", "want"], ["only", "want"], ["just", "need"], ["only", "need"])
_WISHING = word_set("should must need needs ought want wants like could would make please let have shall will")
"""Words of what is asked for as well: "undo that, it should reach further down"."""


def without_complaints(commands: list[Command], words: Sequence[str]) -> list[Command]:
    """Leave out a complaint that stands last and is answered by the command before it, and a wish that it fulfils.

    Args:
        commands: What a sentence says.
        words: All of its words.

    Example:
        >>> from limis.commands import Zoom
        >>> said = "zoom in , it is too small".split()
        >>> [command.op for command in without_complaints([Zoom(direction="in"), Grow()], said)]
        ['zoom']
    """
    if _says_twice(commands, words):
        return commands[:1]
    parts = spans(words)
    told = words[slice(*parts[-1])] if len(parts) > 1 else ()
    if _is_fulfilled(commands, told):
        return commands[:1]
    if len(commands) != 2 or not isinstance(commands[1], _COMPLAINTS):
        return commands
    first, last = commands
    if not told or told[0] not in _SPOKEN or not _WISHING.isdisjoint(told) or _tells_where(first, last):
        return commands
    missed = isinstance(first, Segment | Include) and isinstance(last, Missing) and last.where is None
    answered = isinstance(first, _ANSWERED) and getattr(last, "targets", None) in (None, ())
    return [first] if answered or missed else commands


def _says_twice(commands: Sequence[Command], words: Sequence[str]) -> bool:
    """Say whether the second command is the first: "the largest piece has to go, remove it", "…, you missed it"."""
    if len(commands) != 2:
        return False
    first, last = commands
    cut = isinstance(first, Remove) and isinstance(last, Delete) and Things(last.targets).active
    again = isinstance(first, Missing) and isinstance(last, Segment) and Things(last.targets).active
    return cut or (again and any(pair == ("missed", "it") for pair in pairwise(words)))


def _is_fulfilled(commands: Sequence[Command], told: Sequence[str]) -> bool:
    """Say whether a wish tells what a threshold is for: "only above 200 HU, I just want the calcium"."""
    if [command.op for command in commands] != ["threshold", "segment"] or list(told[1:3]) not in _JUST_WANT:
        return False
    return told[0] in ("i", "we") and len(getattr(commands[1], "targets", ())) == 1


def _tells_where(first: Command, last: Command) -> bool:
    """Say whether a complaint names a place that the edit before it does not: "shrink it, it leaks at the back"."""
    return isinstance(first, Grow | Shrink) and first.where is None and getattr(last, "where", None) is not None
