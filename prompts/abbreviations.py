"""Full stops that end no sentence: "the rt. lung"."""

from __future__ import annotations

from collections.abc import Sequence

from limis.prompts.meaning import mean
from limis.prompts.normalise import BREAK, Token

__all__ = ["without_stops"]

_SHORT = frozenset({"rt", "lt"})
_GOES_ON = frozenset({")", "/", ","})
_LONGEST = 4


def without_stops(tokens: Sequence[Token]) -> list[Token]:
    """Leave out the stop of a side that is cut short, where what it is a side of follows.

    Args:
        tokens: A text.

    Example:
        >>> from limis.prompts.normalise import tokenize
        >>> [token.word for token in without_stops(tokenize("the rt. lung and the kidney lt. Smooth it."))]
        ['the', 'rt', 'lung', 'and', 'the', 'kidney', 'lt', '.', 'smooth', 'it', '.']
    """
    words = [token.word for token in tokens]
    return [token for at, token in enumerate(tokens) if not _is_short(words, at)]


def _is_short(words: Sequence[str], at: int) -> bool:
    if words[at] != BREAK or at == 0 or words[at - 1] not in _SHORT or at + 1 == len(words):
        return False
    after = words[at + 1 :]
    return after[0] in _GOES_ON or any(mean(after[:count]) for count in range(1, _LONGEST + 1))
