"""Words beside a command that neither tell nor ask: "case 14 of 60, right then,", "if that's alright", "you know"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from limis.prompts.english import ENGLISH, remarking
from limis.prompts.english.common import COMMANDS
from limis.prompts.fillers import DOUBTS, NOISE
from limis.prompts.lexicon import SIDES
from limis.prompts.normalise import BREAK
from limis.prompts.phrases import Phrases
from limis.prompts.shapes import Shapes

__all__ = ["Interjection", "ends_aside", "interjection"]

Interjection = Literal["aside", "hedge"]

_LONGEST = 14
_SHORT = 2
_LED_IN = frozenset({"now", "well", "so", "and", "sorry", "ok", "okay", "oh", "ah", "but", "then", "right then", "hm"})
"""What leads in and tells no side, nor a number."""

_SPELLS = Phrases(remarking.SPELLS)


def interjection(words: Sequence[str], *, leading: bool) -> Interjection | None:
    """Read the words between two pauses as an interjection.

    Args:
        words: The words between two pauses.
        leading: Whether nothing that asks for something stands before them.

    Returns:
        Whether they are said aside, or say that the speaker may err; None where they are more than that.

    Example:
        >>> interjection("case 14 of 60".split(), leading=True), interjection("the liver".split(), leading=True)
        ('aside', None)
    """
    if not 0 < len(words) <= _LONGEST:
        return None
    if not leading and any(word[0].isdigit() for word in words):
        return None
    if len(words) > 1 and NOISE.match(words, 0) == len(words):
        return "hedge" if DOUBTS.match(words, 0) else "aside"
    tables = _tables()
    if tables["hedge"].fit(words):
        return "hedge"
    if leading and " ".join(words) in _LED_IN:
        return "aside"
    fits = (leading and tables["introduction"].fit(words)) or tables["closing"].fit(words)
    return "aside" if fits or (len(words) > 1 and _SPELLS.match(words, 0) == len(words)) else None


def ends_aside(words: Sequence[str], at: int) -> bool:
    """Say whether what stands at a place, up to the next pause, is said aside without a pause before it.

    Example:
        >>> ends_aside("hide it a sec".split(), 2), ends_aside("hide it a lot".split(), 2)
        (True, False)
    """
    end = next((end for end in range(at, len(words)) if words[end] in (",", BREAK)), len(words))
    if end == at or words[at] not in _first():
        return False
    if any(_SPELLS.match(words, begin) == end - begin for begin in range(max(0, at - 2), at)):
        return False
    return _SPELLS.match(words, at) == end - at or (end - at > _SHORT and _tables()["hedge"].fit(words[at:end]))


@cache
def _first() -> frozenset[str]:
    """Words that what is said aside without a pause begins with."""
    return frozenset(spell.split()[0] for spell in remarking.SPELLS) | {"i", "we", "if", "give", "at", "from"}


@cache
def _tables() -> dict[str, Shapes]:
    closed = COMMANDS | frozenset(SIDES) | frozenset(ENGLISH.places.plain)
    closed |= {"not", "no", "never", "you", "i", "we", "it", "is", "are", "was"}
    named = {"hedge": remarking.HEDGED, "introduction": remarking.INTRODUCTIONS, "closing": remarking.CLOSINGS}
    return {name: Shapes(remarking.PARTS, shapes, closed) for name, shapes in named.items()}
