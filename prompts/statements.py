"""Statements of open form: a subject and a finite verb, whatever nouns and adjectives stand around them.

The words of a clause need not all be known for its part in a sentence to be: "our registry wants every rib" is a
statement by its determiner and its verb, and asks for nothing. What it says is for others to weigh.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from limis.prompts.english import remarking, telling
from limis.prompts.english.common import COMMANDS
from limis.prompts.english.inflections import forms, forms_of
from limis.prompts.phrases import word_set

__all__ = ["Statement", "statement", "tells"]

Subject = Literal["pronoun", "noun", "bare"]

_MOST_WORDS = 6
_MOST_BARE = 3
_PREPOSED = frozenset({"of", "in", "on", "from", "with", "at", "for", "and"})
"""What may tie a noun to another in a subject: "the top of the list"."""

_SUBJECTS_ALONE = (frozenset(telling.PRONOUNS) - {"people"}) | {"you", "me", "us", "him", "them"}
_DEEDS_OF_OURS = COMMANDS - word_set("""
    look go leave compare read open start run turn use take put load play present print send count view move back
    less level list next more larger smaller bigger lower minus miss missed missing mm cm yes volume scale screen
    window slice slices further keep close cut help wait
    """)
"""Verbs of commands: what is to be done with one of them is asked for, and not told."""

_ASKING = frozenset({"to", "and", "please", "you", "then", ",", "not", "us", "or", "so"})
_OWN = frozenset({"i", "we", "they", "you"})


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause that tells something.

    Attributes:
        subject: Whether its subject is a pronoun, a noun after a determiner, or a bare noun.
        start: Where its subject begins.
        verb: Where its finite verb stands.
        past: Whether the verb may tell of the past.
    """

    subject: Subject
    start: int
    verb: int
    past: bool


def statement(words: Sequence[str]) -> Statement | None:
    """Read a clause as a statement.

    Args:
        words: The words of the clause.

    Returns:
        Its subject and its verb; None where it has none, or where it holds a verb of ours that may be an order.

    Example:
        >>> statement("the registry wants those two".split())
        Statement(subject='noun', start=0, verb=2, past=False)
        >>> statement("smooth the borders".split()) is None
        True
    """
    return _statement(tuple(words))


@lru_cache(maxsize=4096)
def _statement(words: tuple[str, ...]) -> Statement | None:
    start = 0
    while start < len(words) - 1 and _is_adverb(words[start]) and words[start] not in telling.OPENING:
        start += 1
    found = _after_pronoun(words, start) or _after_noun(words, start) or _after_bare(words, start)
    return found if found is not None and not _orders(words, found) else None


def tells(words: Sequence[str]) -> bool:
    """Say whether a clause that can be nothing else is a statement, though it may end with its verb: "she sleeps"."""
    return statement([*words, "there"]) is not None


def _after_pronoun(words: Sequence[str], start: int) -> Statement | None:
    """Read "it hurts", "we both like it"."""
    several = telling.PRONOUNS.get(words[start]) if start < len(words) else None
    if several is None:
        return None
    verb = _verb(words, start + 1, several=several)
    if verb is None or (words[verb] in telling.AUXILIARIES and verb + 1 == len(words)):
        return None
    return Statement("pronoun", start, verb, "past" in forms(words[verb]) or words[verb] in ("was", "were", "had"))


def _after_noun(words: Sequence[str], start: int) -> Statement | None:
    """Read "my elbow hit something": the subject ends where the first verb can stand that agrees with it."""
    if words[start : start + 1] == () or words[start] not in telling.OPENING:
        return None
    for end in _ends(words, start + 1, _MOST_WORDS):
        verb = _verb(words, end, several=_is_several(words, start, end))
        if verb is None or not _goes_on(words, verb):
            continue
        return Statement("noun", start, verb, "past" in forms(words[verb]) or words[verb] in ("was", "were", "had"))
    return None


def _after_bare(words: Sequence[str], start: int) -> Statement | None:
    """Read "excisions need margins", "theatre is waiting": with a verb that is seldom a noun."""
    if start >= len(words) or not _may_be_noun(words[start]) or "base" in forms(words[start]):
        return None
    for end in _ends(words, start, _MOST_BARE):
        verb = _verb(words, end, several=_is_several(words, start, end))
        if verb is None or verb + 1 >= len(words):
            continue
        past = "past" in forms(words[verb])
        if words[verb] in telling.AUXILIARIES or words[verb] in _frequent() or _is_adverb(words[verb - 1]):
            return Statement("bare", start, verb, past)
    return None


def _ends(words: Sequence[str], first: int, most: int) -> list[int]:
    """Find where a subject may end: its words are no pronouns, auxiliaries or joints; others may be tied to it."""
    ends: list[int] = []
    last, at = first + most, first
    while at < min(len(words), last):
        if words[at] in _PREPOSED and at > first and words[at + 1 : at + 2] != ():
            at += 1
            at += words[at] in telling.OPENING
            last += 3
            continue
        if not _may_be_noun(words[at]):
            break
        at += 1
        ends.append(at)
    return ends


def _may_be_noun(word: str) -> bool:
    closed = word in telling.STANDING or word in telling.AUXILIARIES or word in telling.PREPOSITIONS
    return not closed and word not in _SUBJECTS_ALONE


def _verb(words: Sequence[str], at: int, *, several: bool) -> int | None:
    """Find the finite verb after a subject, behind its adverbs."""
    while at < len(words) and _is_adverb(words[at]) and words[at] not in telling.AUXILIARIES:
        at += 1
    if at >= len(words):
        return None
    if words[at] in telling.AUXILIARIES:
        return at
    can_be = forms(words[at])
    agrees: Literal["base", "third"] = "base" if several else "third"
    return at if agrees in can_be or "past" in can_be else None


def _goes_on(words: Sequence[str], verb: int) -> bool:
    """Say whether a verb is no noun: something follows it, an adverb stands before it, or it tells of the past."""
    if verb + 1 < len(words) or (words[verb] in _frequent() and words[verb] not in telling.AUXILIARIES):
        return True
    if _is_adverb(words[verb - 1]):
        return words[verb] not in telling.AUXILIARIES
    return "past" in forms(words[verb]) and words[verb] not in telling.AUXILIARIES and "base" not in forms(words[verb])


def _is_several(words: Sequence[str], start: int, end: int) -> bool:
    head = end - 1
    tied = [at for at in range(start + 1, end) if words[at] in _PREPOSED]
    if tied and words[tied[0]] != "and":
        head = tied[0] - 1
    word = words[head]
    plural = word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in telling.SINGULAR
    return plural or "and" in words[start:end] or word in telling.PLURALS


def _is_adverb(word: str) -> bool:
    return word in telling.ADVERBS or (word.endswith("ly") and len(word) > 4)


def _orders(words: Sequence[str], found: Statement) -> bool:
    """Say whether a verb of ours stands where it may be an order, or where the speaker says what is to be done."""
    own = words[found.start] in _OWN and words[found.verb] in _done() - remarking.MISHAPS
    return own or any(
        words[at] in _DEEDS_OF_OURS and words[at - 1] in _ASKING for at in range(found.verb + 1, len(words))
    )


@cache
def _done() -> frozenset[str]:
    """Every form of the verbs of ours."""
    return forms_of(_DEEDS_OF_OURS)


@cache
def _frequent() -> frozenset[str]:
    """Every form of the verbs that are seldom nouns."""
    return forms_of(telling.FREQUENT)
