"""Wishes in the past tense: "I'd be grateful if you segmented the liver" asks for what "you segment" asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from limis.prompts.courtesies import PARTS, WISHES
from limis.prompts.english.common import COMMANDS
from limis.prompts.english.inflections import forms_of
from limis.prompts.frames import Frames
from limis.prompts.normalise import Token
from limis.prompts.phrases import word_set

__all__ = ["with_wishes"]

_WISHES = Frames((), PARTS, WISHES)
_ASKED = frozenset({"you", "we"})
_SEARCHING = word_set("segment outline contour delineate trace mark draw find locate annotate highlight label circle")
_EDITING = word_set("smooth enlarge dilate erode tidy trim clean tighten widen expand extend reduce move push pull")


def with_wishes(tokens: Sequence[Token]) -> list[Token]:
    """Put the verb of a wish into the present.

    Args:
        tokens: A text.

    Returns:
        The text, in which "if you hid the liver" is "if you hide the liver" behind a wish.

    Example:
        >>> from limis.prompts.normalise import tokenize
        >>> " ".join(token.word for token in with_wishes(tokenize("it would be nice if you hid the liver")))
        'it would be nice if you hide the liver'
    """
    words = [token.word for token in tokens]
    out = list(tokens)
    for at in range(2, len(words)):
        base = _bases().get(words[at])
        if base is not None and words[at - 1] in _ASKED and words[at - 2] == "if" and _is_wished(words, at - 1):
            out[at] = replace(tokens[at], word=base)
    return out


def _is_wished(words: Sequence[str], end: int) -> bool:
    """Say whether a wish ends with the "if" before a place."""
    return any(start + _WISHES.match(words, start) == end for start in range(end - 1))


@cache
def _bases() -> dict[str, str]:
    """What verbs of ours are in the present, by their past."""
    verbs = COMMANDS | _SEARCHING | _EDITING
    return {form: verb for verb in sorted(verbs) for form in forms_of({verb}) - verbs if not form.endswith("s")}
