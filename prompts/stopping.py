"""When a sentence says stop, which comes before everything else in it."""

from __future__ import annotations

from collections.abc import Sequence

from limis.prompts.fillers import NOISE
from limis.prompts.manners import POLITE
from limis.prompts.normalise import BREAK
from limis.prompts.phrases import word_set

__all__ = ["says_stop"]

_STOP = frozenset({"stop", "cancel"})
_NOT = frozenset({"not", "never", "nobody", "without", "nor", "neither"})
_FULL_STOP = ["full", "stop"]
"""How a dictated sentence ends."""

_ASKING = word_set("""
    did does do why when what where who whom whose which how is are was were am has have had should shall if whether
    will would could can may might must
    """)


def says_stop(words: Sequence[str], *, asks: bool) -> bool:
    """Say whether a sentence says stop.

    Args:
        words: All of its words.
        asks: Whether it ends with a question mark.

    Returns:
        True where "stop" or "cancel" is its first or its last word, neither negated nor part of a question.

    Example:
        >>> says_stop("no wait stop".split(), asks=False), says_stop("do not stop".split(), asks=False)
        (True, False)
    """
    spoken = [word for word in words if word not in (BREAK, ",")]
    while spoken and (length := NOISE.match(spoken, 0)):
        spoken = spoken[length:]
    while spoken and (length := NOISE.match_end(spoken)):
        spoken = spoken[:-length]
    dictated = len(spoken) > len(_FULL_STOP) and spoken[-2:] == _FULL_STOP
    if not spoken or dictated or any(word in _NOT for word in spoken):
        return False
    polite = POLITE.match(spoken, 0)
    if polite and polite < len(spoken) and spoken[polite] in _STOP and spoken[0] in ("can", "could", "would", "will"):
        return True
    if asks and len(spoken) > 1:
        return False
    return (spoken[0] in _STOP or spoken[-1] in _STOP) and spoken[0] not in _ASKING
