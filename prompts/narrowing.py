"""What is named and then narrowed to one of it: "delete the kidneys, the left one only"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from limis.commands import Command, Delete, FillHoles, Keep, Smooth, Target, What
from limis.prompts.phrases import word_set

__all__ = ["ONLY", "cuts_off", "narrowed"]

#: Words that narrow what was named to what follows them.
ONLY = word_set("only just solely")
_KEEPING = word_set("keep leave retain preserve")
_EVERYWHERE = (Smooth, FillHoles, Delete)
_BOTH = (None, "both")


def narrowed(commands: Sequence[Command], words: Sequence[str]) -> list[Command]:
    """Leave out what is narrowed to a side or to one of several right after it.

    Args:
        commands: Everything that was said.
        words: The words it was said in.

    Example:
        >>> from limis.commands import Delete
        >>> both = Target(concept="kidney", text="kidneys")
        >>> left = Target(concept="kidney", side="left", text="left one")
        >>> said = "delete the kidneys , the left one only".split()
        >>> [target.text for target in narrowed([Delete(targets=(both, left))], said)[0].targets]
        ['left one']
    """
    return [*commands] if ONLY.isdisjoint(words) else [_narrowed(command) for command in commands]


def cuts_off(commands: Sequence[Command], words: Sequence[str]) -> bool:
    """Say whether a place that narrows an edit was taken for what is to be kept: "smooth it, but only on the left".

    Args:
        commands: Everything that was said.
        words: The words it was said in.

    Example:
        >>> cuts_off([Smooth(), Keep(where="left")], "smooth it , only the left side".split())
        True
        >>> cuts_off([Smooth(), Keep(where="left")], "smooth it and keep only the left side".split())
        False
    """
    narrows = not ONLY.isdisjoint(words) and _KEEPING.isdisjoint(words)
    edited = any(isinstance(one, _EVERYWHERE) and isinstance(after, Keep) for one, after in pairwise(commands))
    return narrows and edited


def _narrowed(command: Command) -> Command:
    targets: tuple[What, ...] = getattr(command, "targets", None) or ()
    kept = [one for one, after in zip(targets, (*targets[1:], None), strict=False) if not _chooses(after, one)]
    return command if len(kept) == len(targets) else command.model_copy(update={"targets": tuple(kept)})


def _chooses(after: What | None, before: What) -> bool:
    """Say whether a target is one of those named before it."""
    if not isinstance(after, Target) or not isinstance(before, Target) or after.concept != before.concept:
        return False
    whole = before.side in _BOTH and before.which is None
    return whole and (after.side not in _BOTH or after.which is not None)
