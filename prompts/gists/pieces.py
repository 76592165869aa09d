"""The pieces of a request, compiled from the tables of cues."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from limis.prompts.english import ENGLISH
from limis.prompts.gists.cues import CUES, LETTERS
from limis.prompts.gists.inflections import gerund, participles
from limis.prompts.gists.moods import COMPANY
from limis.prompts.patterns import (
    Captures,
    Needs,
    Pattern,
    alternatives,
    compile_pattern,
    compile_phrases,
    words_of,
)
from limis.prompts.phrases import table
from limis.prompts.rules import constant

__all__ = ["ANYTHING", "Piece", "Request", "hinted", "literals", "requests"]

_CUES = frozenset("VGDMNF")
"""Letters of what hints at an op."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words that has a part in a request.

    Attributes:
        letter: What it is to the sentence, as in `moods`; empty for an argument.
        pattern: How it is said.
        says: Fields that it says by itself.
    """

    letter: str
    pattern: Pattern
    says: Captures = ()

    @property
    def is_cue(self) -> bool:
        """Whether it hints at an op."""
        return self.letter in _CUES and self.letter != ""


ANYTHING = Piece("T", compile_pattern("[to/of/on/from/in/for/with] (anything|everything)", {}), (("anything", True),))
"""What is forbidden whatever it is done to."""


@dataclass(frozen=True)
class Request:
    """All that may stand in a request for one op.

    Attributes:
        op: The op, or the name of a turn of speech.
        pieces: Cues, company and arguments.
        needs: Letters without which it is none.
        bars: Letters with which it is none.
        says: Fields that every such request says.
        cues: What each way of saying a cue needs.
    """

    op: str
    pieces: tuple[Piece, ...]
    needs: frozenset[str]
    bars: frozenset[str]
    says: Captures = ()

    cues: tuple[Needs, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Collect what its cues need, alternative by alternative."""
        cues = (piece.pattern for piece in self.pieces if piece.is_cue)
        object.__setattr__(self, "cues", tuple(option.needs for cue in cues for option in alternatives(cue)))

    @cached_property
    def literals(self) -> frozenset[str]:
        """Every word that is written in it."""
        return frozenset[str]().union(*(piece.pattern.literals for piece in self.pieces))

    def is_hinted(self, words: frozenset[str]) -> bool:
        """Say whether there is a cue for it among the words."""
        return any(not any(map(words.isdisjoint, needs)) for needs in self.cues)


def hinted(words: frozenset[str]) -> list[Request]:
    """List the requests that have a cue among the words."""
    found = {place for word in words for place in _by_word().get(word, ())}
    return [requests()[place] for place in sorted(found) if requests()[place].is_hinted(words)]


@cache
def _by_word() -> dict[str, tuple[int, ...]]:
    """The places of the requests of which a cue may need a word."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for place, request in enumerate(requests()):
        for word in frozenset[str]().union(*(need for needs in request.cues for need in needs)):
            found[word].add(place)
    return {word: tuple(places) for word, places in found.items()}


@cache
def literals() -> frozenset[str]:
    """Every word that is written in a piece or a phrase list."""
    rows = (row for text in CUES for row in table(text)[1:])
    pieces = (said for kind, _, text in map(_cut, rows) for _, said in _forms(kind, text))
    return frozenset[str]().union(*map(words_of, (*pieces, *COMPANY.values(), *ENGLISH.phrases.values())))


@cache
def requests() -> tuple[Request, ...]:
    """All requests, compiled once."""
    phrases = compile_phrases(ENGLISH.phrases)
    company = [Piece(letter, compile_pattern(text, phrases)) for letter, text in COMPANY.items()]
    return tuple(_request(text, phrases, company) for text in CUES)


def _request(text: str, phrases: dict[str, Pattern], company: Sequence[Piece]) -> Request:
    head, *rows = table(text)
    op, *said = head.rstrip(":").split()
    needs, bars = (frozenset(letter for word in said if word[0] == sign for letter in word[1:]) for sign in "+-")
    says = tuple(_pair(word) for word in said if "=" in word)
    pieces = [piece for row in rows for piece in _row(row, phrases)]
    return Request(op, (*pieces, *company), needs, bars, says)


def _row(row: str, phrases: dict[str, Pattern]) -> list[Piece]:
    """Compile a row."""
    kind, says, text = _cut(row)
    pairs = tuple(_pair(word) for word in says)
    return [Piece(letter, compile_pattern(said, phrases), pairs) for letter, said in _forms(kind, text)]


def _cut(row: str) -> tuple[str, list[str], str]:
    """The kind of a row, the fields that it says, and its pattern."""
    head, text = row.split(": ", 1)
    kind, *says = head.split()
    return kind, says, text


def _forms(kind: str, text: str) -> list[tuple[str, str]]:
    """The letters of a row and their patterns: "verbs" stand for their gerunds and participles as well."""
    if kind != "verbs":
        return [(LETTERS[kind], text)]
    verbs = [verb.split(maxsplit=1) for verb in text.split(", ")]
    forms = {
        "V": [" ".join(verb) for verb in verbs],
        "G": [" ".join((gerund(verb[0]), *verb[1:])) for verb in verbs],
        "D": [" ".join((done, *verb[1:])) for verb in verbs for done in participles(verb[0])],
    }
    return [(letter, " | ".join(said)) for letter, said in forms.items()]


def _pair(word: str) -> tuple[str, Any]:
    name, value = word.split("=", 1)
    return name, constant(name, value)
