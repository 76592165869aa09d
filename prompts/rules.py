"""The rules of a language, compiled: which pattern says which op."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

from limis.commands import Amount
from limis.prompts.language import Language
from limis.prompts.patterns import (
    Needs,
    Pattern,
    alternatives,
    common_need,
    compile_pattern,
    compile_phrases,
    words_of,
)
from limis.prompts.phrases import table

__all__ = ["Grammar", "Rule", "constant"]


@dataclass(frozen=True)
class Rule:
    """One way to say an op.

    Attributes:
        op: The op, or the name of a turn of speech.
        constants: Fields that the rule says by itself.
        pattern: How it is said.
    """

    op: str
    constants: dict[str, Any]
    pattern: Pattern


class _Gathered(NamedTuple):
    """Rules with what they need; the places of those that need nothing, and of the others by the rarest they need."""

    rules: Sequence[tuple[Rule, Needs]]
    always: Sequence[int]
    by_word: Mapping[str, Sequence[int]]


def _gather(rules: Sequence[tuple[Rule, Needs]]) -> _Gathered:
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    for place, (_, needs) in enumerate(rules):
        for word in needs[0] if needs else ():
            by_word[word].append(place)
    return _Gathered(rules, [place for place, (_, needs) in enumerate(rules) if not needs], dict(by_word))


class Grammar:
    """The rules of a language.

    A rule is one line: an op, fields that it says by itself, a colon and a pattern. A line that begins with ``scope``
    says how slices are named.

    Args:
        language: The language.

    Example:
        >>> from limis.prompts.english import ENGLISH
        >>> {rule.op for rule in Grammar(ENGLISH).fitting(["undo", "that"])} >= {"undo"}
        True
    """

    def __init__(self, language: Language) -> None:
        self.language = language
        phrases = compile_phrases(language.phrases)
        lines = [line for text in language.rules for line in table(text)]
        rules = [_rule(line, phrases) for line in lines]
        scopes = [rule.pattern for rule in rules if rule.op == "scope"]
        self.rules = tuple(rule for rule in rules if rule.op != "scope")
        self.scopes = _Any(scopes)
        self._written = (*language.phrases.values(), *(line.split(": ", 1)[1] for line in lines))
        self._gathered: dict[str, _Gathered] = {}

    def fitting(self, words: Sequence[str]) -> Iterator[Rule]:
        """List the rules that may match a clause, in order: each alternative of one is a rule of its own.

        Args:
            words: The clause; at least one word.

        Yields:
            Rules that may begin with its first word, and miss none of the words that they need.
        """
        said = frozenset(words)
        rules, always, by_word = self._starting(words[0])
        places = {*always}.union(*(by_word[word] for word in said if word in by_word))
        for place in sorted(places):
            rule, needs = rules[place]
            if not any(map(said.isdisjoint, needs)):
                yield rule

    @cached_property
    def literals(self) -> frozenset[str]:
        """Every word of every rule and word table."""
        return frozenset[str]().union(*map(words_of, self._written)) | _table_words(self.language)

    @cached_property
    def in_slots(self) -> frozenset[str]:
        """The words of numbers, amounts, places and slices."""
        figures = self.language.figures
        return self.scopes.literals | _table_words(self.language) | figures.minus | figures.point | figures.articles

    @cached_property
    def said_later(self) -> frozenset[str]:
        """The words of rules that may begin with any word."""
        return frozenset[str]().union(*(rule.pattern.literals for rule in self._with_any)) | _table_words(self.language)

    @cached_property
    def _with_any(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if rule.pattern.first is None)

    @cached_property
    def openers(self) -> frozenset[str]:
        """The words that a rule may begin with."""
        return frozenset[str]().union(*(rule.pattern.first or frozenset[str]() for rule in self.rules))

    @cached_property
    def _alternatives(self) -> tuple[tuple[Rule, Needs], ...]:
        """Each alternative of each rule, with what it needs, the rarest first."""
        return tuple(
            (replace(rule, pattern=pattern), tuple(sorted(pattern.needs, key=len)))
            for rule in self.rules
            for pattern in alternatives(rule.pattern)
        )

    def _starting(self, word: str) -> _Gathered:
        """What may begin with a word, with what it needs; gathered when the word is first said."""
        word = word if word in self.literals else ""
        if word not in self._gathered:
            firsts = ((found, found[0].pattern.first) for found in self._alternatives)
            self._gathered[word] = _gather([found for found, first in firsts if first is None or word in first])
        return self._gathered[word]


class _Any:
    """Any of several patterns."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._patterns = tuple(patterns)
        self.first: frozenset[str] | None = None
        self.needs: Needs = common_need(self._patterns)

    @property
    def literals(self) -> frozenset[str]:
        return frozenset[str]().union(*(pattern.literals for pattern in self._patterns))

    def match(self, spoken: Any, at: int) -> Any:
        if any(need.isdisjoint(spoken.words) for need in self.needs):
            return
        word = spoken.words[at] if at < len(spoken.words) else ""
        for pattern in self._patterns:
            if pattern.first is None or word in pattern.first:
                yield from pattern.match(spoken, at)


def _rule(line: str, phrases: dict[str, Pattern]) -> Rule:
    head, text = line.split(": ", 1)
    op, *said = head.split()
    constants = dict(pair.split("=", 1) for pair in said)
    return Rule(op, {name: constant(name, value) for name, value in constants.items()}, compile_pattern(text, phrases))


def constant(name: str, value: str) -> Any:
    """Read the value of a field that a rule says by itself.

    Example:
        >>> constant("where", "inferior+left"), constant("count", "2")
        ((('inferior', 'left'), False), 2)
    """
    if name == "amount":
        percent = value.removesuffix("%")
        return (Amount(value=int(percent), unit="percent") if percent != value else _degree(value)), 1
    if name == "where":
        return tuple(value.split("+")), False
    return int(value) if value.lstrip("-").isdigit() else value


def _degree(value: str) -> Amount:
    return Amount.model_validate({"degree": value})


def _table_words(language: Language) -> frozenset[str]:
    tables = (language.figures.ones, language.figures.tens, language.figures.scales, language.figures.ordinals)
    more = (language.figures.fractions, language.figures.counts, language.measures.units, language.measures.degrees)
    places = (language.places.plain, language.places.bound, *language.values.values())
    words = (word for table in (*tables, *more, *places) for phrase in table for word in phrase.split())
    lists = (language.places.frame, language.places.around, language.places.prepositions)
    return (
        frozenset(words)
        | language.places.nouns
        | language.places.edges
        | frozenset[str]().union(*(phrases.words for phrases in lists))
    )
