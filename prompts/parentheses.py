"""What stands in parentheses: a side, a correction, or the same thing said again."""

from __future__ import annotations

from collections.abc import Sequence

from limis.prompts.corrections import CORRECTIONS
from limis.prompts.lexicon import SIDE_LETTERS, SIDES
from limis.prompts.meaning import mean
from limis.prompts.normalise import Token

__all__ = ["without_parentheses"]

_LONGEST = 5


def without_parentheses(tokens: Sequence[Token]) -> list[Token]:
    """Open parentheses that can be read as part of the sentence, and leave out those that repeat it.

    Others stay; the reader cannot account for them.

    Args:
        tokens: A sentence.

    Returns:
        The sentence without such parentheses.

    Example:
        >>> from limis.prompts.normalise import tokenize
        >>> [token.word for token in without_parentheses(tokenize("the kidney (left), gallbladder (GB)"))]
        ['the', 'kidney', 'left', ',', 'gallbladder']
    """
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        end = next((i for i in range(at, len(tokens)) if tokens[i].word == ")"), 0) if tokens[at].word == "(" else 0
        inner = tokens[at + 1 : end]
        if not inner:
            out.append(tokens[at])
            at += 1
            continue
        if not _says_again(out, inner):
            out += inner if _reads_on(inner) else tokens[at : end + 1]
        at = end + 1
    return out


def _reads_on(inner: Sequence[Token]) -> bool:
    words = [token.word for token in inner]
    return CORRECTIONS.match(words, 0) > 0 or all(
        word in SIDES or word in SIDE_LETTERS or word == "and" for word in words
    )


def _says_again(before: Sequence[Token], inner: Sequence[Token]) -> bool:
    again = mean([token.word for token in inner])
    if again is None:
        return False
    words = [token.word for token in before]
    return any(mean(words[-count:]) == again for count in range(1, min(_LONGEST, len(words)) + 1))
