"""What is named and then narrowed to one of it: "delete the kidneys, the left one only"."""

from __future__ import annotations

from collections.abc import Sequence

from limis.commands import Command, Target, What
from limis.prompts.phrases import word_set

__all__ = ["ONLY", "narrowed"]

#: Words that narrow what was named to what follows them.
ONLY = word_set("only just solely")
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
