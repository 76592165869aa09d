"""Why something is asked for, in other languages: "…, weil der Chirurg wartet", "c'est pour le staff, segmente …".

A reason is told by the words that it begins with, and by what it lacks: amounts and places, conditions, anything that
is a request itself. A sentence that could not be read is read without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from limis.commands import (
    Clarify,
    Command,
    Confirm,
    Delete,
    Deny,
    Exclude,
    Help,
    Hide,
    Redo,
    Reset,
    Save,
    Segment,
    Shape,
    Show,
    Undo,
)
from limis.prompts.languages.naming import named
from limis.prompts.languages.reasons import REASONS, Reasons
from limis.prompts.languages.tongue import Tongue
from limis.prompts.normalise import BREAK, Token

__all__ = ["Reason", "without_reason"]

_MARKS = (BREAK, ",")
_SHORTEST = 2
_LONGEST = 16

_WHOLE = ("because", "needless")
"""Kinds of reasons that ask for nothing, whatever they would ask without what they begin with."""

_MARKED = ("que", "da", "denn", "damit")
"""What begins a reason behind a pause or an amount, and is a relative clause or an adverb elsewhere."""

_NEAR = ("Spanish", "Portuguese")
"""Languages that may take each other's reasons for their own."""

Kind = Literal["because", "telling", "purpose", "stating", "needless", "unsure"]


@dataclass(frozen=True)
class Reason:
    """What is said beside a request.

    Attributes:
        kind: Whether it says that it is a reason, tells who wants something or what for, states how things are, that
            one is not needed, or that the speaker does not know what to say.
        negative: Whether it says what is not: "elle n'en fait pas partie".
        names: Whether it names a structure.
        leading: Whether it stands before what is asked for.
        words: What it says.
    """

    kind: Kind
    negative: bool = False
    names: bool = False
    leading: bool = False
    words: frozenset[str] = frozenset()

    def fits(self, command: Command, tongue: Tongue) -> bool:
        """Say whether a command is meant as it is said, with this reason beside it."""
        if isinstance(command, Confirm | Reset):
            return False
        if self.kind == "needless":
            return isinstance(command, Clarify | Delete | Exclude | Hide)
        if self.kind == "unsure":
            return isinstance(command, Help)
        if self.kind == "stating":
            return self._fits_statement(command, REASONS[tongue.name])
        return not (isinstance(command, Delete) or self.negative or self.names)

    def _fits_statement(self, command: Command, reasons: Reasons) -> bool:
        """Say whether a statement may stand beside a command without taking it back."""
        if self.names:
            edits = isinstance(command, Clarify | Exclude | Shape)
            return edits and not (self.leading or self.negative)
        if reasons.mistaken & self.words:
            return isinstance(command, Undo | Exclude)
        good = bool(reasons.approving & self.words)
        if self.negative:
            seen = bool((reasons.seeing | reasons.belonging) & self.words)
            return (good or seen) and not isinstance(command, Segment | Save | Show | Deny)
        return not isinstance(command, Delete) and (not good or isinstance(command, Redo | Save | Segment | Show))


Asks = Callable[[Sequence[Token]], bool]


def without_reason(tokens: Sequence[Token], tongue: Tongue, asks: Asks) -> Iterator[tuple[list[Token], Reason]]:
    """Leave a reason out of a sentence.

    Args:
        tokens: All of a text, as it was written.
        tongue: Its language.
        asks: Says whether some words ask for something by themselves.

    Yields:
        What remains, where no word of the reason may change what is asked for, and the reason.
    """
    said = [token.word for token in tokens]
    for at in range(len(said)):
        for end in _ends(said, at):
            rest = [*tokens[:at], *tokens[end:]]
            reason = _reason(tokens, at, end, tongue, asks)
            if reason is not None and any(token.word not in _MARKS for token in rest):
                yield rest, reason


def _ends(said: Sequence[str], at: int) -> list[int]:
    """Say where what begins at a place may end: where the sentence does, or at the comma before."""
    sentence = said.index(BREAK, at) if BREAK in said[at:] else len(said)
    comma = said.index(",", at) if "," in said[at:sentence] else sentence
    return list(dict.fromkeys((comma,) if at == 0 or said[at - 1] == BREAK else (sentence, comma)))


def _reason(tokens: Sequence[Token], at: int, end: int, tongue: Tongue, asks: Asks) -> Reason | None:
    """Read a stretch as a reason and only that: it has no amount, no place, no condition and no request."""
    said = [token.word for token in tokens]
    kind, begun = _kind(said, at, end, tongue)
    why = said[at + begun : end]
    if kind is None or not _SHORTEST <= end - at <= _LONGEST or not (why or kind in ("needless", "stating", "telling")):
        return None
    if kind == "because" and not why:
        return None
    if any(0 < tongue.corrections.match(why, n) < len(why) - n for n in range(len(why))):
        return None
    if any(_sways(word, tongue) for word in why):
        return None
    joints = [n + 1 for n in range(at, end - 1) if tongue.joints.match(said, n)]
    if length := REASONS[tongue.name].otherwise.match(said, at):
        joints.append(at + length)
    if any(asks(tokens[start:end]) for start in ([] if kind in _WHOLE else [at]) + joints):
        return None
    nothing = {word for word, ref in tongue.nouns.references.items() if ref == "nothing"}
    negative = kind != "because" and not (tongue.nots | nothing).isdisjoint(said[at:end])
    names = any(named((word,), tongue) is not None for word in why)
    leading = all(word in _MARKS or tongue.silent.match([word], 0) for word in said[:at])
    return Reason(kind, negative, names, leading, frozenset(said[at:end]))


def _kind(said: Sequence[str], at: int, end: int, tongue: Tongue) -> tuple[Kind | None, int]:
    """Say what kind of reason begins at a place, and how many words say so."""
    reasons = REASONS[tongue.name]
    first = at == 0 or said[at - 1] == BREAK
    begins = first or said[at - 1] in _MARKS
    apart = begins or said[at] not in _MARKED or _ends_amount(said[at - 1], tongue)
    because = reasons.because.match(said, at) if apart else 0
    because = max(because, reasons.otherwise.match(said, at) if begins else 0)
    needless, unsure = (table.match(said, at) if at else 0 for table in (reasons.needless, reasons.unsure))
    if needless and at + needless == end and (begins or needless > _SHORTEST):
        return "needless", needless
    lengths: list[tuple[int, Kind]] = [
        (max(because, reasons.first.match(said, at) if first else 0), "because"),
        (reasons.telling.match(said, at) if begins and not first else 0, "telling"),
        (reasons.purpose.match(said, at) if begins else 0, "purpose"),
        (unsure if begins else 0, "unsure"),
        (_stating(said, at, reasons, begins=begins), "stating"),
    ]
    length, kind = max(lengths, key=lambda found: found[0])
    return (kind, length) if length else (None, 0)


def _ends_amount(word: str, tongue: Tongue) -> bool:
    """Say whether a word may end an amount: a unit, or the half of "un milímetro y medio"."""
    return word in tongue.language.measures.units or word in tongue.language.figures.counts


def _stating(said: Sequence[str], at: int, reasons: Reasons, *, begins: bool) -> int:
    """Count the words that begin a statement; without a pause before them there are two at least."""
    length = reasons.stating.match(said, at)
    return length if begins or length > 1 else 0


def _sways(word: str, tongue: Tongue) -> bool:
    """Say whether a word may change what is asked for: amounts, places, conditions, formats."""
    places, values = tongue.language.places, tongue.grammar.language.values["format"]
    near = _NEAR if tongue.name in _NEAR else (tongue.name,)
    swaying = (REASONS[name].swaying for name in near)
    tables = (*swaying, tongue.stops, places.plain, places.bound, tongue.language.measures.units)
    formats = {part for phrase in values for part in phrase.split()}
    return word[0].isdigit() or word in formats or any(word in table for table in tables)
