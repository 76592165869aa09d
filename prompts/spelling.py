"""Forgive a typo where only one known word is near.

Short words, common English words and words with figures are never touched, and a word is only ever changed into one
that begins alike: a slip of the finger is forgiven, another word is not guessed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from limis.prompts import corrections, fillers, lead_ins, lexicon, manners, verbs
from limis.prompts.english.common import COMMON, RESERVED
from limis.prompts.gists.pieces import literals
from limis.prompts.normalise import BREAK, Token
from limis.prompts.phrases import Phrases, word_set
from limis.prompts.requests import grammar as rules
from limis.prompts.slips import SLIPS
from limis.prompts.vocabulary import vocabulary
from limis.prompts.vocabulary.fold import fold_word

__all__ = ["correct", "distance"]

_DESTROYING = word_set("""
    delete discard erase scrap trash ditch dump scratch throw reset restart save export store download confirm confirmed
    yes yeah yep sure affirmative accept approve clear wipe over away everything correct agreed proceed remove again
    """)
"""Words on which work is destroyed or something waiting is confirmed: nothing is ever corrected into one of them."""

_ANSWERS = frozenset({"n", "ya"})
"""Slips that are answers where nothing else is said: the "n" of "liver n spleen" is an "and"."""

_SHORTEST = 4
_LONG = 10
_WORD = re.compile(r"[^\W_]+")


def correct(tokens: Iterable[Token]) -> list[Token]:
    """Correct what is misspelt beyond doubt.

    Args:
        tokens: A sentence.

    Returns:
        The sentence, with known words for misspelt ones; the places in the text stay.

    Example:
        >>> from limis.prompts.normalise import tokenize
        >>> [token.word for token in correct(tokenize("segmnet the kidny"))]
        ['segment', 'the', 'kidney']
    """
    spoken = list(tokens)
    if [token.word in _ANSWERS for token in spoken if token.word != BREAK] == [True]:
        return spoken
    return [replace(token, word=_corrected(token.word)) for token in spoken]


def distance(one: str, other: str) -> int:
    """Count the slips between two words: a letter more, less, other, or two swapped.

    Args:
        one: A word.
        other: Another word.

    Returns:
        The optimal string alignment distance.

    Source:
        F. J. Damerau, "A technique for computer detection and correction of spelling errors", CACM 7 (1964).

    Example:
        >>> distance("lvier", "liver"), distance("kidny", "kidney")
        (1, 1)
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        last, row, before_last = row, [i], before
        for j, b in enumerate(other, start=1):
            best = min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, before_last[j - 2] + 1)
            row.append(best)
        before = last
    return row[-1]


@cache
def _corrected(word: str) -> str:
    if word in SLIPS:
        return SLIPS[word]
    if len(word) < _SHORTEST or not word.isalpha() or _is_known(word) or _is_known(fold_word(word)):
        return word
    near = _candidates()
    slips = 2 if len(word) >= _LONG else 1
    found: dict[object, tuple[int, str]] = {}
    letters = frozenset(word)
    for candidate, its_letters in near.get(word[0], []) + near.get(word[1], []):
        if abs(len(candidate) - len(word)) > slips or not _may_be(word, candidate):
            continue
        if len(letters ^ its_letters) > 2 * slips:
            continue
        count = distance(word, candidate) if slips > 1 or _differ_in_one_place(word, candidate) else slips + 1
        if 0 < count <= slips:
            meaning = vocabulary().senses(candidate) or fold_word(candidate)
            found[meaning] = min(found.get(meaning, (9, "")), (count, candidate))
    nearest = _stems(sorted(found.values()))
    if nearest and any(distance(word, other) <= 1 for other in _DESTROYING if abs(len(other) - len(word)) <= 1):
        return word
    if any(candidate in _DESTROYING for _, candidate in nearest):
        return word
    if not nearest or (len(nearest) > 1 and (nearest[0][0] > 1 or nearest[1][0] == nearest[0][0])):
        return word
    return nearest[0][1]


def _differ_in_one_place(word: str, candidate: str) -> bool:
    """Say whether two words may be one slip apart, before the slips are counted."""
    start = 0
    while start < min(len(word), len(candidate)) and word[start] == candidate[start]:
        start += 1
    word, candidate = word[start:], candidate[start:]
    return word[2:] == candidate[2:] or word[1:] == candidate or word == candidate[1:]


def _stems(found: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Take the stem of "smooth", "smoothed" and "smoother", where a word is as near to all of them."""
    stem = min((word for _, word in found), key=len, default="")
    alike = len({count for count, _ in found}) == 1 and all(word.startswith(stem) for _, word in found)
    return [(count, word) for count, word in found if word == stem] if alike else found


def _may_be(word: str, candidate: str) -> bool:
    swapped = word[:2] == candidate[1::-1]
    if word[0] != candidate[0] and not swapped:
        return False
    if len(word) > _SHORTEST:
        return len(candidate) >= _SHORTEST
    return len(candidate) == _SHORTEST + 1 or sorted(word) == sorted(candidate)


def _is_known(word: str) -> bool:
    """Say whether a word is one of ours; most are, and the lists that are dear to make are asked last."""
    return word in COMMON or word in _names() or word in _of_grammar() or word in _singulars() or word in literals()


@cache
def _candidates() -> dict[str, list[tuple[str, frozenset[str]]]]:
    """Collect the words that a misspelt one may be, by first letter, with their letters."""
    near: defaultdict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for word in sorted(_names() | _of_grammar() | RESERVED):
        if len(word) >= _SHORTEST and word.isalpha() and word != "limis":
            near[word[0]].append((word, frozenset(word)))
    return dict(near)


@cache
def _names() -> frozenset[str]:
    """Collect the words of what can be segmented."""
    return frozenset(
        word
        for concept in vocabulary()
        for form in (*concept.forms, *(form for form, _ in concept.sided))
        for word in _WORD.findall(form)
    )


@cache
def _singulars() -> frozenset[str]:
    return frozenset(map(fold_word, _names()))


@cache
def _of_grammar() -> frozenset[str]:
    """Collect the words of rules and tables."""
    tables = [
        value
        for room in (corrections, fillers, lead_ins, lexicon, manners, verbs)
        for value in vars(room).values()
        if isinstance(value, Phrases)
    ]
    grammar = frozenset[str]().union(*(table.words for table in tables))
    grammar |= {*lexicon.SIDES, *lexicon.WHICH, *lexicon.DETERMINERS, *lexicon.IMAGE_WORDS, *lexicon.MODIFIERS}
    grammar |= {word for phrase in lexicon.SIDE_PHRASES for word in phrase.split()}
    return grammar | {*lexicon.REGIONS, *lexicon.TAILS, *lexicon.LINKS, *rules().literals}
