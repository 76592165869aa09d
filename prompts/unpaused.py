"""Pauses that speech leaves out when it is written down: "not the spleen the pancreas", "that's fine now the liver"."""

from __future__ import annotations

from collections.abc import Sequence

from limis.prompts.fillers import NOISE
from limis.prompts.lead_ins import PRAISE
from limis.prompts.lexicon import SIDES
from limis.prompts.meaning import mean
from limis.prompts.narrowing import ONLY
from limis.prompts.normalise import BREAK, Token

__all__ = ["is_name", "with_pauses"]

_MAY_BE_LEFT_OUT = frozenset({"right", "close", "better", "nearly", "almost"})
"""Praise that means something else before a "now": "right now"."""


_CONTRASTED = frozenset({"not", "no", "never", "nothing", "none", "all", "everything", "without", "except", "instead"})
"""Words whose "but" says what is meant instead, or what is left out: "not both but only the left one"."""

_AROUND_A_SIDE = ONLY | {"the", "its", "one", "ones", "side", BREAK, ",", "please", "thank", "thanks", "you"}
_WISHING = frozenset({"i", "we"})


def with_pauses(tokens: list[Token]) -> list[Token]:
    """Put the pauses back.

    Args:
        tokens: All that was said.

    Returns:
        The tokens, with a comma where only one can have been meant.

    Example:
        >>> from limis.prompts.normalise import tokenize
        >>> " ".join(token.word for token in with_pauses(tokenize("not the left kidney the right one")))
        'not the left kidney , the right one'
        >>> " ".join(token.word for token in with_pauses(tokenize("the kidneys but only the right one")))
        'the kidneys , only the right one'
    """
    tokens = _narrowing(tokens)
    words = [token.word for token in tokens]
    at = _after_denied(words) or _after_disowned(words) or _after_praise(words)
    place = tokens[at].start if at else 0
    return [*tokens[:at], Token(",", place, place), *tokens[at:]] if at else tokens


def _narrowing(tokens: list[Token]) -> list[Token]:
    """Make a pause of the "but" of "but only the right one", which takes nothing back and asks for nothing more."""
    words = [token.word for token in tokens]
    at = words.index("but") if "but" in words else 0
    one = [word for word in words[at + 1 :] if word not in _AROUND_A_SIDE]
    contrasted = not _CONTRASTED.isdisjoint(words[:at])
    narrows = at > 0 and not contrasted and not ONLY.isdisjoint(words[at + 1 : at + 2]) and len(one) == 1
    if not narrows or one[0] not in SIDES:
        return tokens
    return [*tokens[:at], Token(",", tokens[at].start, tokens[at].end), *tokens[at + 1 :]]


def _after_denied(words: Sequence[str]) -> int:
    """Find where something follows what is not meant: the second "the" of "not the spleen the pancreas"."""
    start = words.index("not") if "not" in words else 0
    if set(words[:start]) - {"no", ","} or list(words[start : start + 2]) != ["not", "the"]:
        return 0
    at = next((at for at in range(start + 3, len(words)) if words[at] == "the"), 0)
    named = at and any(is_name(words[at + 1 : end]) for end in range(at + 2, len(words) + 1))
    return at if named and is_name(words[start + 2 : at]) else 0


def _after_disowned(words: Sequence[str]) -> int:
    """Find where what is wanted follows what is not: the second "I" of "I don't want the left one I want the right"."""
    if not words or words[0] not in _WISHING or list(words[1:3]) != ["do", "not"]:
        return 0
    wish = list(words[3:4])
    if not wish or wish[0] not in ("want", "need", "mean"):
        return 0
    return next((at for at in range(5, len(words) - 1) if list(words[at : at + 2]) == [words[0], *wish]), 0)


def _after_praise(words: Sequence[str]) -> int:
    """Find where something follows praise: the "now" of "that's fine now the spleen please"."""
    start = NOISE.match(words, 0)
    at = start + PRAISE.match(words, start)
    plain = at > start and " ".join(words[start:at]) not in _MAY_BE_LEFT_OUT
    return at if plain and words[at : at + 1] == ["now"] and len(words) > at + 1 else 0


def is_name(words: Sequence[str]) -> bool:
    """Say whether words name a structure, or one of two sides."""
    return mean(words) is not None or (words[0] in SIDES and list(words[1:]) in ([], ["one"]))
