"""Corrections in the words of speech: "the left, er, right one", "the spleen, the gallbladder I mean"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from limis.prompts.english import ENGLISH
from limis.prompts.figures import number
from limis.prompts.lexicon import SIDES
from limis.prompts.normalise import BREAK, Token

__all__ = ["with_corrections"]

_PAUSING = frozenset({"er", "erm", "uh", "um", "uhm", "umm", "hm", "hmm", "eh", "ehm", "oh"})
_PAUSES = (",", BREAK)
_KINDS = (
    frozenset(ENGLISH.places.plain) | frozenset(ENGLISH.places.bound) | frozenset(SIDES),
    frozenset({"axial", "coronal", "sagittal", "transverse"}),
    frozenset({"in", "out"}),
    frozenset({"png", "nifti", "dicom", "rtstruct", "json"}),
)
"""Words of which one may be meant for another."""

_RELATIVE = frozenset({"what", "as", "like", "one", "all", "that", "which", "how", "where"})
_MEANT = (["i", "mean"], ["i", "meant"])


def with_corrections(tokens: Sequence[Token]) -> list[Token]:
    """Say "no" for the pause between two words of a kind, and "I mean" before what is meant.

    Args:
        tokens: A text.

    Returns:
        The text with its corrections where and as the reader knows them.

    Example:
        >>> from limis.prompts.normalise import tokenize
        >>> " ".join(token.word for token in with_corrections(tokenize("to the right, er, left")))
        'to the right , no , left'
        >>> " ".join(token.word for token in with_corrections(tokenize("the top, the bottom I mean")))
        'the top , i mean the bottom'
    """
    return _meant_first(_with_denials(list(tokens)))


def _with_denials(tokens: list[Token]) -> list[Token]:
    words = [token.word for token in tokens]
    pausing = (at for at, word in enumerate(words) if word in _PAUSING)
    for at in [at for at in pausing if _is_mended(words, at)]:
        tokens[at] = replace(tokens[at], word="no")
    return tokens


def _is_mended(words: Sequence[str], at: int) -> bool:
    """Say whether the word after a pause is another one of the kind of the word before it."""
    before = next((word for word in reversed(words[:at]) if word not in _PAUSES), "")
    after = at + 1 + (words[at + 1 : at + 2] == [","])
    if not before or after >= len(words) or words[after] == before:
        return False
    counted = bool(number([before], 0, ENGLISH.figures)) and bool(number(words, after, ENGLISH.figures))
    return counted or any({before, words[after]} <= kind for kind in _KINDS)


def _meant_first(tokens: list[Token]) -> list[Token]:
    words = [token.word for token in tokens]
    end = len(words)
    while end and words[end - 1] in _PAUSES:
        end -= 1
    begin = max((at for at in range(end) if words[at] in _PAUSES), default=0) + 1
    if words[end - 2 : end] not in _MEANT or not 1 < begin < end - 2 or words[end - 3] in _RELATIVE:
        return tokens
    place = tokens[begin].start
    marks = [replace(token, start=place, end=place) for token in tokens[end - 2 : end]]
    return [*tokens[:begin], *marks, *tokens[begin : end - 2], *tokens[end:]]
