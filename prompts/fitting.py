"""What an explanation may be said beside: a reason that may take a command back does not fit it."""

from __future__ import annotations

from typing import Literal

from limis.commands import Command, Delete, GotoSlice, Redo, Reset, Save, Select, Step, Undo, ViewPlane, WindowTo, Zoom

__all__ = ["FITTING", "Kind", "fits"]

Kind = Literal[
    "statement",
    "rejection",
    "worsening",
    "regret",
    "use",
    "purpose",
    "judgement",
    "swaying",
    "slip",
    "aside",
    "hedge",
    "deadline",
    "mishap",
    "want",
    "plan",
    "setting",
]
"""What a clause says: what is; that something is no good, that what was done made it worse or was good after all; what
a file is for; that something is done; what sways the request, and explains only what is forbidden; that the speaker
erred; what is said aside, or that the speaker may err; until when it is wanted; what happened by accident; who wants
it; what the speaker does next; how things stand outside the image."""

_URGING: frozenset[Kind] = frozenset({"aside", "deadline"})
"""What nothing can be taken back with."""

_TELLING: frozenset[Kind] = frozenset({"statement", "rejection", "worsening", "use", "purpose", "hedge", "mishap"})
_ANY: frozenset[Kind] = _URGING | _TELLING.union(("want", "plan", "setting"))
_JUDGED: frozenset[Kind] = frozenset({"judgement", "slip"})
_LOOKING: tuple[type[Command], ...] = (Select, Step, GotoSlice, ViewPlane, WindowTo, Zoom)
"""What leaves a thing behind that may be judged afterwards: "next slice, I've seen enough here"."""


def _urged(*kinds: Kind) -> frozenset[Kind]:
    return _URGING.union(kinds)


FITTING: dict[type[Command], frozenset[Kind]] = {
    Delete: _urged("rejection"),
    Reset: _urged("rejection", "worsening", "mishap"),
    Undo: _urged("rejection", "worsening", "slip", "mishap"),
    Redo: _urged("statement", "setting", "rejection", "worsening", "regret", "use", "purpose", "mishap", "slip"),
    Save: _urged("use", "purpose", "want", "plan", "setting"),
    **dict.fromkeys(_LOOKING, _ANY | _JUDGED),
}
"""What may be said beside a command that destroys, writes or goes back; anything else might take it back."""


def fits(kind: Kind, command: Command, *, because: bool, so: bool = False) -> bool:
    """Say whether what a clause says may be said beside a command without taking it back.

    Args:
        kind: What it says.
        command: What is asked for.
        because: Whether it says that it is a reason.
        so: Whether the command is said to follow from it.

    Example:
        >>> fits("statement", Undo(), because=True), fits("mishap", Undo(), because=False)
        (False, True)
    """
    if kind == "statement" and isinstance(command, Save) and (because or so):
        return True
    if kind in ("statement", "setting") and isinstance(command, Undo) and so:
        return True
    return kind in FITTING.get(type(command), _ANY)
