"""What is spared or let be, in words that clause by clause would be more to do: "shrink it everywhere but the left"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from limis.commands import Command, Delete, Edit, Exclude, Hide, Keep, Save, Segment, Show
from limis.prompts.phrases import Phrases, word_set

__all__ = ["spares"]

_ALL = word_set(
    "all everything everywhere everyone over round around directions sides both last next step one islands holes"
)
"""Words before a "but" that takes something out of them."""

_HEARD = (Delete, Exclude, Hide, Keep, Segment, Show)
"""Commands whose own rules hear what is spared."""

_EXCEPTED = word_set("the at on in one left right up down top bottom front back")
_LET_BE = Phrases(
    [
        *("never mind", "but leave it", "but let it be", "but that is fine", "but that is ok", "but that is okay"),
        *("that is fine though", "but it is fine", "but fine", "but i do not mind", "but it does not matter"),
    ]
)
_CHOOSING = word_set("only just half part piece component largest biggest smallest")
"""Words of a keep that is meant to cut the rest off."""


def spares(words: Sequence[str], commands: Sequence[Command]) -> bool:
    """Say whether something is not to be changed that the commands would change.

    Args:
        words: All of what was said.
        commands: What it would mean.

    Example:
        >>> from limis.prompts.reader import read
        >>> [command.op for command in read("shrink it everywhere but the left")]
        ['unknown']
    """
    changing = [command for command in commands if isinstance(command, Edit | Delete | Exclude)]
    if _saves_instead(words, commands) or (changing and _lets_be(words)):
        return True
    edits = any(not isinstance(command, _HEARD) for command in commands)
    return (edits and _excepts(words, commands)) or _keeps_beside(words, commands)


def _excepts(words: Sequence[str], commands: Sequence[Command]) -> bool:
    """Say whether a "but" takes a place, a piece or a number out: "but not at the top", "all but one".

    What a keep keeps is no exception of another command: "smooth it, remove everything but the largest piece".
    """
    chosen = any(isinstance(command, Keep) and command.which is not None for command in commands)
    for at in range(1, len(words) - 1):
        kept = chosen and not _CHOOSING.isdisjoint(words[at + 1 : at + 4])
        if words[at] != "but" or kept:
            continue
        denied = words[at + 1] == "not" and any(map(_is_excepted, words[at + 2 : at + 3]))
        if denied or (words[at - 1] in _ALL and _is_excepted(words[at + 1])):
            return True
    return False


def _is_excepted(word: str) -> bool:
    return word in _EXCEPTED or word.isdigit()


def _lets_be(words: Sequence[str]) -> bool:
    return any(_LET_BE.match(words, at) for at in range(1, len(words)))


def _saves_instead(words: Sequence[str], commands: Sequence[Command]) -> bool:
    """Say whether "save" means "except": "hide everything save the liver"."""
    saves = any(isinstance(command, Save) for command in commands)
    return saves and any(before in ("all", "everything") and word == "save" for before, word in pairwise(words))


def _keeps_beside(words: Sequence[str], commands: Sequence[Command]) -> bool:
    """Say whether a place is kept beside another command, and may be one to leave alone: "smooth it, keep the top"."""
    kept = [command for command in commands if isinstance(command, Keep)]
    others = [
        command for command in commands if isinstance(command, Edit | Delete | Hide) and not isinstance(command, Keep)
    ]
    return bool(kept and others) and _CHOOSING.isdisjoint(words)
