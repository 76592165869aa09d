"""Sentences that are not sure of what they destroy."""

from __future__ import annotations

from collections.abc import Sequence

from limis.commands import Command, Delete, Reset, Save
from limis.prompts.corrections import NOT_THAT
from limis.prompts.fillers import DOUBTS

__all__ = ["destroys", "is_doubtful", "is_unsure"]


def is_doubtful(words: Sequence[str], commands: Sequence[Command]) -> bool:
    """Say whether something is to be destroyed by a sentence that is not sure of it, or takes some of it back.

    Args:
        words: The words of the sentence.
        commands: What it asks for.

    Returns:
        True where it should not be done on the word of this sentence.

    Example:
        >>> is_doubtful("perhaps reset".split(), [Reset()]), is_doubtful("reset it".split(), [Reset()])
        (True, False)
    """
    deletes = [command for command in commands if isinstance(command, Delete | Reset)]
    if deletes and _takes_back(words, deletes):
        return True
    return is_unsure(words, commands)


def destroys(commands: Sequence[Command]) -> bool:
    """Say whether something is to be destroyed, or written."""
    return any(isinstance(command, Delete | Reset | Save) for command in commands)


def is_unsure(words: Sequence[str], commands: Sequence[Command]) -> bool:
    """Say whether something is to be destroyed, or written, by a sentence that says "perhaps"."""
    return destroys(commands) and any(DOUBTS.match(words, at) for at in range(len(words)))


def _takes_back(words: Sequence[str], deletes: Sequence[Delete | Reset]) -> bool:
    """Say whether a "not" may be meant for what is to be deleted: "delete both kidneys, no, not the left one"."""
    if any(NOT_THAT.match(words, at) for at in range(len(words))):
        return True
    targets = [target for command in deletes for target in getattr(command, "targets", None) or ()]
    one = len(targets) == 1 and targets[0].side != "both"
    return not one and any(word == "not" and words[at - 1 : at] != ["do"] for at, word in enumerate(words))
