"""What speakers say twice before they go on: "it is, it is leaking", "take take the gallbladder out"."""

from __future__ import annotations

from limis.prompts.lexicon import PRONOUNS
from limis.prompts.normalise import Token
from limis.prompts.phrases import word_set

__all__ = ["without_restarts"]

_RESTARTED = word_set("it is that this there i you we the a an and to at on in of for can could has have me not")
"""Words that a speaker says again after a break and does not mean twice."""

_STAMMERED = word_set("""
    take hide show segment outline mark smooth grow shrink fill keep move find make put give measure export save cut
    trim delete remove select left right upper lower
    """)
"""Verbs and sides that mean nothing more when they are said again at once, as "undo undo" and "next next" do."""

_SAID_AGAIN = _RESTARTED | _STAMMERED


def without_restarts(tokens: list[Token]) -> list[Token]:
    """Leave out what was begun twice: the first "it is" of "it is, it is leaking".

    Args:
        tokens: All that was said.

    Returns:
        The tokens without what is said again.

    Example:
        >>> from limis.prompts.normalise import tokenize
        >>> [token.word for token in without_restarts(tokenize("show show me the the liver"))]
        ['show', 'me', 'the', 'liver']
    """
    for length in (3, 2, 1):
        at = 0
        while at + 2 * length <= len(tokens):
            words = [token.word for token in tokens[at : at + 2 * length + 1]]
            again = length + (words[length] == "," and (length > 1 or words[0] not in PRONOUNS))
            if words[:length] == words[again : again + length] and _SAID_AGAIN.issuperset(words[:length]):
                tokens = [*tokens[:at], *tokens[at + again :]]
            else:
                at += 1
    return tokens
