"""A clause as the rules see it: its words, and the values of every slot at every place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from limis.commands import Amount, Context
from limis.prompts.amounts import amounts
from limis.prompts.choices import choices, ends, place_of
from limis.prompts.figures import number, ordinal, tidy
from limis.prompts.language import Degree, Language
from limis.prompts.normalise import Token
from limis.prompts.noun_slots import NOUN_SLOTS
from limis.prompts.nouns import Noun
from limis.prompts.patterns import Match, Pattern
from limis.prompts.phrases import word_set
from limis.prompts.places import directions
from limis.prompts.scopes import scope_of
from limis.prompts.things import Things, things_at

__all__ = ["Speech"]

_TAIL = ("amount", "where", "scope", "framed")
_MOST = 5000
_COURTESIES = word_set("""
    please now ok okay um uh er erm hm hmm well oh ah hey hi limis thanks so and then yes yeah can could would will you
    i we us let want d like need to just kindly bitte danke por favor s il vous te plaît plait merci gracias obrigado
    obrigada
    """)
_QUALITIES: dict[str, Degree] = {
    **dict.fromkeys(("slight", "gentle", "light", "mild", "subtle", "minimal", "little"), "slight"),
    **dict.fromkeys(("moderate", "medium"), "moderate"),
    **dict.fromkeys(("strong", "heavy", "considerable", "aggressive", "serious", "thorough", "substantial"), "strong"),
}


@dataclass(slots=True)
class Speech:
    """A clause, with what its slots have found so far.

    Attributes:
        text: The whole text.
        tokens: The clause.
        language: Its word tables.
        scopes: Patterns of a scope.
        context: What is known of the session.
        antecedent: The noun that "the right one" may lean on.
        moved: How many tokens at its end were said before the others: no noun phrase reaches into them.
    """

    text: str
    tokens: Sequence[Token]
    language: Language
    scopes: Pattern
    context: Context
    antecedent: Noun | None
    moved: int = 0
    words: list[str] = field(init=False)
    _found: dict[tuple[str, int], list[Match]] = field(init=False, default_factory=dict[tuple[str, int], list[Match]])

    def __post_init__(self) -> None:
        """Take the words of the tokens."""
        self.words = [token.word for token in self.tokens]

    def slot(self, name: str, at: int) -> Sequence[Match]:
        """Find every value of a slot that begins at a place, the likeliest first."""
        key = (name, at)
        if key not in self._found:
            values = self.language.values.get(name)
            self._found[key] = list(_valued(self, name, at) if values is not None else _SLOTS[name](self, at))
        return self._found[key]

    def things(self, at: int) -> list[tuple[int, Things]]:
        """Read every list of noun phrases that begins at a place."""
        end = len(self.tokens) - self.moved
        return things_at(self.text, self.tokens[: end if at < end else None], at, self.context, self.antecedent)


def _valued(speech: Speech, name: str, at: int) -> Iterator[Match]:
    """Find a value of a fixed list, the longest phrase first."""
    values = speech.language.values[name]
    for length in (4, 3, 2, 1):
        value = values.get(" ".join(speech.words[at : at + length])) if at + length <= len(speech.words) else None
        if value is not None:
            yield at + length, ((name, value),)


def _amount(speech: Speech, at: int) -> Iterator[Match]:
    """Find an amount; the bit of "the lower bit" is none."""
    places = speech.language.places
    if at and speech.words[at : at + 1] == ["bit"] and speech.words[at - 1] in {**places.plain, **places.bound}:
        return
    for end, found in amounts(speech.words, at, speech.language.measures, speech.language.figures):
        yield end, (("amount", found),)


def _quality(speech: Speech, at: int) -> Iterator[Match]:
    """Find how much an adjective says: the "gentle" of "some gentle smoothing"."""
    degree = _QUALITIES.get(speech.words[at]) if at < len(speech.words) else None
    if degree is not None:
        yield at + 1, (("amount", (Amount(degree=degree), 1)),)


def _measured(speech: Speech, at: int) -> Iterator[Match]:
    """Find an amount with a unit, which is more than a "way" or a "bit"."""
    for end, captures in speech.slot("amount", at):
        if captures[0][1][0].unit is not None:
            yield end, captures


def _dismissed(speech: Speech, at: int) -> Iterator[Match]:
    """Find the amount that is not meant: the "3" of "2 mm, not 3"."""
    for end, captures in speech.slot("measured", at):
        yield end, (("wrong_amount", captures[0][1]),)
    for end, captures in speech.slot("value", at):
        yield end, (("wrong_number", captures[0][1]),)


def _elsewhere(speech: Speech, at: int) -> Iterator[Match]:
    """Find the place that is not meant: the "back" of "not at the back, at the front"."""
    for end, found in directions(speech.words, at, speech.language.places):
        yield end, (("wrong_place", found),)


def _alone(speech: Speech, at: int) -> Iterator[Match]:
    """Find nothing, where nothing is said beside the clause but courtesies."""
    start = min((token.start for token in speech.tokens), default=0)
    end = max((token.end for token in speech.tokens), default=0)
    if _COURTESIES.issuperset(re.findall(r"[^\W_]+", f"{speech.text[:start]} {speech.text[end:]}".lower())):
        yield at, ()


def _another(speech: Speech, at: int) -> Iterator[Match]:
    """Find "another 2 mm" and "2 more mm"; a bare measure may be dictated."""
    for end, captures in speech.slot("measured", at):
        if {"more", "extra", "additional"}.intersection(speech.words[at : end - 1]):
            yield end, captures
    if speech.words[at : at + 1] == ["another"] or speech.words[at : at + 2] in (["an", "extra"], ["an", "additional"]):
        yield from speech.slot("measured", at)


def _one_unit(speech: Speech, at: int) -> Iterator[Match]:
    """Find the "centimetre" of "the top centimetre"."""
    unit = speech.language.measures.units.get(speech.words[at]) if at < len(speech.words) else None
    if unit is not None:
        yield at + 1, (("amount", (Amount(value=tidy(unit[1]), unit=unit[0]), 1)),)


def _where(speech: Speech, at: int) -> Iterator[Match]:
    if length := speech.language.places.around.match(speech.words, at):
        yield at + length, ()
    for end, found in directions(speech.words, at, speech.language.places):
        yield end, (("where", found),)


def _framed(speech: Speech, at: int) -> Iterator[Match]:
    """Find the "on the screen" that is said apart from its direction."""
    if length := speech.language.places.frame.match(speech.words, at):
        yield at + length, (("framed", 1),)


def _scope(speech: Speech, at: int) -> Iterator[Match]:
    for end, found in speech.scopes.match(speech, at):
        scope = scope_of(found)
        if scope is not None:
            yield end, (("scope", scope),)


def _integer(name: str) -> Callable[[Speech, int], Iterator[Match]]:
    def find(speech: Speech, at: int) -> Iterator[Match]:
        for end, value in number(speech.words, at, speech.language.figures):
            if value == int(value) and 0 <= value <= _MOST and not _is_article(speech, at, end):
                yield end, ((name, int(value)),)

    return find


def _is_article(speech: Speech, at: int, end: int) -> bool:
    """Say whether a number is nothing but "a"."""
    return end == at + 1 and speech.words[at] in speech.language.figures.articles


def _signed(name: str) -> Callable[[Speech, int], Iterator[Match]]:
    def find(speech: Speech, at: int) -> Iterator[Match]:
        for end, value in number(speech.words, at, speech.language.figures):
            if not _is_article(speech, at, end):
                yield end, ((name, tidy(value)),)

    return find


def _nth(speech: Speech, at: int) -> Iterator[Match]:
    for end, value in ordinal(speech.words, at, speech.language.figures):
        yield end, (("index", int(value)),)


def _choice(speech: Speech, at: int) -> Iterator[Match]:
    """Find which of several: "largest", "second largest", "three largest", "second"."""
    for end, found in choices(speech.words, at, speech.language):
        yield end, found.captures
    nth = place_of(speech.words[at], speech.language.figures) if at < len(speech.words) else None
    if nth is not None:
        yield at + 1, (("nth", nth),)


def _ranked(speech: Speech, at: int) -> Iterator[Match]:
    """Find which of several by an order: an ordinal alone may be an answer."""
    for end, found in choices(speech.words, at, speech.language):
        yield end, found.captures


def _end(speech: Speech, at: int) -> Iterator[Match]:
    """Find "the one at the top"."""
    for end, found in ends(speech.words, at, speech.language):
        yield end, found.captures


def _side_end(speech: Speech, at: int) -> Iterator[Match]:
    """Find "the one at the top" and "the left one"."""
    for end, found in ends(speech.words, at, speech.language, sides=True):
        yield end, found.captures


def _bound(speech: Speech, at: int) -> Iterator[Match]:
    """Find a direction whose noun comes later: the "lower" of "the lower 2 cm"."""
    start = at + 1 if speech.words[at : at + 1] == ["the"] else at
    places = speech.language.places
    word = speech.words[start] if start < len(speech.words) else ""
    direction = places.bound.get(word) or places.plain.get(word)
    if direction is not None:
        yield start + 1, (("where", ((direction,), False)),)


def _scopes(speech: Speech, at: int) -> Iterator[Match]:
    """Find a scope, or none."""
    glued = at + 1 if speech.words[at : at + 1] in (["only"], ["just"], [","]) else at
    yield from speech.slot("scope", glued)
    yield at, ()


def _way(speech: Speech, at: int) -> Iterator[Match]:
    """Find which way something is to go."""
    for end, found in directions(speech.words, at, speech.language.places):
        yield end, (("way", found),)


def _tail(speech: Speech, at: int) -> list[Match]:
    """Find amount, place and slices in any order, each at most once; the longest first, and nothing last."""
    return sorted(_tails(speech, at, _TAIL), key=lambda match: (-match[0], -len(match[1])))


def _tails(speech: Speech, at: int, kinds: tuple[str, ...]) -> Iterator[Match]:
    yield at, ()
    start = at
    while start < len(speech.words) and speech.words[start] in speech.language.glue:
        start += 1
    if start == len(speech.words) > at and speech.words[at] != ",":
        yield start, ()
    for begin in {start, at}:
        for kind in kinds:
            rest = tuple(other for other in kinds if other != kind)
            for end, found in speech.slot(kind, begin):
                for last, more in _tails(speech, end, rest):
                    yield last, (*found, *more)


_SLOTS: dict[str, Callable[[Speech, int], Any]] = {
    **NOUN_SLOTS,
    "amount": _amount,
    "measured": _measured,
    "quality": _quality,
    "another": _another,
    "alone": _alone,
    "dismissed": _dismissed,
    "elsewhere": _elsewhere,
    "unit": _one_unit,
    "where": _where,
    "scope": _scope,
    "framed": _framed,
    "tail": _tail,
    "scopes": _scopes,
    "way": _way,
    "bound": _bound,
    "nth": _nth,
    "choice": _choice,
    "ranked": _ranked,
    "end": _end,
    "side_end": _side_end,
    "count": _integer("count"),
    "index": _integer("index"),
    "from": _integer("from"),
    "to": _integer("to"),
    **{end: _integer(end) for end in ("below", "above", "upto", "onward")},
    "low": _signed("low"),
    "high": _signed("high"),
    "value": _signed("value"),
    "center": _signed("center"),
    "width": _signed("width"),
}
