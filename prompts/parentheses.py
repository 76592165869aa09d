"""What stands in parentheses: a side, a correction, or the same thing said again."""

from __future__ import annotations

from collections.abc import Sequence

from limis.prompts.corrections import CORRECTIONS
from limis.prompts.lexicon import ARTICLES, SIDE_LETTERS, SIDES
from limis.prompts.meaning import mean
from limis.prompts.normalise import BREAK, Token
from limis.prompts.unpaused import is_name

__all__ = ["without_parentheses"]

_LONGEST = 5
_SETS_APART = frozenset({"without", "not", "except", "excluding", "minus"})
_GOES_ON = _SETS_APART | {"and", "plus"}


def without_parentheses(tokens: Sequence[Token]) -> list[Token]:
    """Open parentheses that can be read as part of the sentence, and leave out those that repeat it.

    Such are those around a whole sentence, and those that go on with a name as it would go on without them: "and the
    spleen", "not the gallbladder"; where more follows they end with a pause. Others stay; the reader cannot account for
    them.

    Args:
        tokens: A sentence.

    Returns:
        The sentence without such parentheses.

    Example:
        >>> from limis.prompts.normalise import tokenize
        >>> [token.word for token in without_parentheses(tokenize("the kidney (left), gallbladder (GB)"))]
        ['the', 'kidney', 'left', ',', 'gallbladder']
        >>> [token.word for token in without_parentheses(tokenize("(liver)"))]
        ['liver']
    """
    if len(tokens) > 2 and _end(tokens, 0) == len(tokens) - 1:
        tokens = tokens[1:-1]
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        end = _end(tokens, at)
        inner = tokens[at + 1 : end]
        if not inner:
            out.append(tokens[at])
            at += 1
            continue
        if not _says_again(out, inner):
            out += _opened(tokens, at, end) if _reads_on(inner) else tokens[at : end + 1]
        at = end + 1
    return out


def _end(tokens: Sequence[Token], at: int) -> int:
    """Where the parenthesis ends that opens at a place; 0 where none does."""
    if tokens[at].word != "(":
        return 0
    return next((n for n in range(at, len(tokens)) if tokens[n].word == ")"), 0)


def _opened(tokens: Sequence[Token], at: int, end: int) -> list[Token]:
    """What stands in a parenthesis that goes on, between pauses where it sets something apart."""
    inner = list(tokens[at + 1 : end])
    if inner[0].word not in _SETS_APART:
        return inner
    first, last = tokens[at], tokens[end]
    more = end + 1 < len(tokens) and tokens[end + 1].word not in (BREAK, ",")
    before, after = Token(",", first.start, first.end), Token(",", last.start, last.end)
    return [before, *inner, *([after] if more else [])]


def _reads_on(inner: Sequence[Token]) -> bool:
    words = [token.word for token in inner]
    named = [word for word in words[1:] if word not in ARTICLES]
    goes_on = words[0] in _GOES_ON and bool(named) and is_name(named)
    return (
        goes_on
        or CORRECTIONS.match(words, 0) > 0
        or all(word in SIDES or word in SIDE_LETTERS or word == "and" for word in words)
    )


def _says_again(before: Sequence[Token], inner: Sequence[Token]) -> bool:
    again = mean([token.word for token in inner])
    if again is None:
        return False
    words = [token.word for token in before]
    return any(mean(words[-count:]) == again for count in range(1, min(_LONGEST, len(words)) + 1))
