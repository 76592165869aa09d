"""Corrections in mid-sentence: what follows a "no" takes the place of what is like it: "by 5 mm on the left, no, 8"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import cast

from limis.commands import OPPOSITE, Command, Confirm, Deny, Direction, Reference, Target, What
from limis.prompts.figures import number
from limis.prompts.normalise import Token
from limis.prompts.nouns import Noun
from limis.prompts.speech import Speech

__all__ = ["adds", "goes_both_ways", "in_place", "keeps", "loses", "puts_off", "refused"]

Answer = tuple[list[Command], Noun | None]
Read = Callable[[list[Token]], Answer | None]

_KINDS = ("amount", "where", "scope", "raw")
"""Slots of what may be corrected by something of its kind: amounts, places, slices and noun phrases."""

_ALSO = frozenset({"also", "auch", "aussi", "tambien", "tambem"})
"""Words of what is meant as well as what stands before it."""

_AND = frozenset({"and", "und", "et", "y", "e"})
_FIRST = frozenset({"first", "primero", "primeiro", "zuerst", "abord"})
"""Words of what is to be done before it."""


def in_place(
    speech: Speech,
    tokens: Sequence[Token],
    span: tuple[int, int, int],
    before: Sequence[Command],
    read: Read,
    articles: frozenset[str],
) -> Answer | None:
    """Put what follows a correction in the place of what it corrects.

    Args:
        speech: The sentence, with its slots.
        tokens: The same.
        span: Where the clause begins, where it ends, and where what corrects it begins.
        before: What the clause asks for.
        read: Reads one clause.
        articles: Words that a noun phrase begins with, rather than a place.

    Returns:
        The one command that is meant, which keeps all that is not corrected; None where nothing of the clause is of
        the kind of what follows, or where more than one command is asked for.
    """
    if len(before) != 1:
        return None
    for order in _replaced(speech, *span, articles):
        found = read([tokens[at] for at in order])
        if found is not None and len(found[0]) == 1 and found[0] != before and keeps(before[0], found[0][0]):
            return found
    return None


def _replaced(speech: Speech, start: int, at: int, after: int, articles: frozenset[str]) -> Iterator[list[int]]:
    """Give the places of the words of a clause, with one of its parts replaced by what follows the correction."""
    end = len(speech.words)
    if after >= end:
        return
    figures = speech.language.figures
    if (again := number(speech.words, after, figures)) and again[0][0] == end:
        counted = [(cut, found[0][0]) for cut in range(start, at) if (found := number(speech.words, cut, figures))]
        if len(counted) == 1 and counted[0][1] <= at:
            yield [*range(start, counted[0][0]), *range(after, end), *range(counted[0][1], at)]
        return
    kinds = _KINDS[::-1] if speech.words[after] in articles else _KINDS
    for kind in kinds:
        if not any(stop == end for stop, _ in speech.slot(kind, after)):
            continue
        for begin in reversed(range(start, at)):
            for stop in sorted({stop for stop, _ in speech.slot(kind, begin) if begin < stop <= at}, reverse=True):
                yield [*range(start, begin), *range(after, end), *range(stop, at)]


def keeps(before: Command, meant: Command) -> bool:
    """Say whether a command asks for the same as another, of one thing or amount or place instead of another.

    Example:
        >>> from limis.commands import Amount, Grow
        >>> amount = Amount(value=5, unit="mm")
        >>> keeps(Grow(amount=amount), Grow(amount=amount, where="left")), keeps(Grow(amount=amount), Grow())
        (False, False)
    """
    if meant.op != before.op:
        return False
    said, kept = _fields(before), _fields(meant)
    if not said <= kept or not kept - said <= {"targets"} or _goes_both_ways(before, meant):
        return False
    targets, former = _targets(meant), _targets(before)
    if not former and any(isinstance(target, Reference) and target.which is not None for target in targets):
        return False
    if len(set(_concepts(targets))) < len(targets) and len(set(_concepts(former))) == len(former):
        return False
    known = all(isinstance(t, Target) and t.concept is None for t in former) or not any(map(_is_open, targets))
    return known and (len(targets) == len(former) or (not former and len(targets) == 1))


def loses(before: Command, meant: Command) -> bool:
    """Say whether a correction loses or doubles something: the amount of "by 5 mm, no, the spleen".

    Example:
        >>> from limis.commands import Amount, Grow
        >>> amount = Amount(value=5, unit="mm")
        >>> loses(Grow(amount=amount), Grow()), loses(Grow(amount=amount), Grow(amount=amount, where="left"))
        (True, False)
    """
    if meant.op != before.op or meant.op == "threshold":
        return False
    targets, former = _targets(meant), _targets(before)
    more = bool(former) and len(targets) > len(former)
    return not _fields(before) <= _fields(meant) or _goes_both_ways(before, meant) or more


def goes_both_ways(command: Command) -> bool:
    """Say whether a command goes one way and the opposite one: what is corrected must not be kept.

    Example:
        >>> from limis.commands import Grow
        >>> goes_both_ways(Grow(where=("left", "right"))), goes_both_ways(Grow(where=("left", "superior")))
        (True, False)
    """
    places = _places(command)
    return any(OPPOSITE.get(cast("Direction", place)) in places for place in places)


def _fields(command: Command) -> frozenset[str]:
    return frozenset(command.model_dump(exclude_none=True))


def _goes_both_ways(before: Command, meant: Command) -> bool:
    """Say whether a place was added to the one that it was to replace."""
    former, now = _places(before), _places(meant)
    return bool(former) and former < now


def _places(command: Command) -> frozenset[str]:
    where = getattr(command, "where", None) or ()
    return frozenset([where] if isinstance(where, str) else where)


def _targets(command: Command) -> Sequence[What]:
    return getattr(command, "targets", None) or ()


def _concepts(targets: Sequence[What]) -> list[str]:
    return [getattr(target, "concept", None) or target.text or "" for target in targets]


def _is_open(target: What) -> bool:
    return isinstance(target, Target) and target.concept is None


def adds(words: Sequence[str]) -> bool:
    """Say whether what follows an apology is meant as well: "sorry, the spleen, too", "pardon, et la rate".

    Example:
        >>> adds("the spleen too".split()), adds("too little".split())
        (True, False)
    """
    return not _ALSO.isdisjoint(words) or words[0] in _AND or words[-1] == "too"


def puts_off(words: Sequence[str]) -> bool:
    """Say whether what follows a "wait" is to be done before the rest: "save it, wait, smooth it first"."""
    return not _FIRST.isdisjoint(words)


def refused(commands: list[Command]) -> list[Command]:
    """Give what is meant by a "no" with a yes behind it: "delete it, no, it's fine" lets it be.

    Example:
        >>> [command.op for command in refused([Confirm()])]
        ['deny']
    """
    return [Deny()] if commands and all(isinstance(command, Confirm) for command in commands) else commands
