"""How a person says that a mask is wrong: English sentences for each correction, and what each of them means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

from limis.commands import (
    Amount,
    Command,
    Direction,
    Excess,
    Exclude,
    FillHoles,
    Grow,
    Keep,
    Missing,
    Reference,
    Remove,
    Segment,
    Shift,
    Shrink,
    Smooth,
    Undo,
)
from limis.commands import Target as Named
from limis.eval.sentences import Target, noun

__all__ = [
    "PLAIN",
    "Place",
    "Said",
    "Words",
    "say_amount",
    "say_bits",
    "say_exclude",
    "say_holes",
    "say_overlooked",
    "say_smoother",
    "say_undo",
    "say_wrong",
]

_T = TypeVar("_T")


class Words(Protocol):
    """Chooses among sentences that mean the same, as `random.Random` does."""

    def choice(self, seq: Sequence[_T], /) -> _T:
        """One of several."""
        ...


class _Plain:
    """Somebody who always says the same in the same words."""

    def choice(self, seq: Sequence[_T], /) -> _T:
        return seq[0]


#: The first of all sentences: templates.
PLAIN: Words = _Plain()


_NOUNS: dict[Direction, str] = {
    "left": "on the left",
    "right": "on the right",
    "superior": "at the top",
    "inferior": "at the bottom",
    "anterior": "at the front",
    "posterior": "at the back",
}
_ADJECTIVES: dict[Direction, str] = {
    "left": "left",
    "right": "right",
    "superior": "upper",
    "inferior": "lower",
    "anterior": "front",
    "posterior": "back",
}
_ADVERBS: dict[Direction, str] = {
    "left": "to the left",
    "right": "to the right",
    "superior": "up",
    "inferior": "down",
    "anterior": "to the front",
    "posterior": "to the back",
}
_MISSING = (
    "you missed a part {at}",
    "there is a piece missing {at}",
    "part of it is missing {at}",
    "the mask is too small {at}",
    "it does not reach far enough {at}",
    "you missed the {adjective} part{of}",
)
_EXCESS = (
    "too much {at}",
    "it leaks out {at}",
    "there is too much {at}",
    "it is too big {at}",
    "it goes too far {at}",
    "it spills over {at}",
)
_HOLES = ("fill the holes", "close the holes inside")
_BITS = ("remove the small bits", "drop the small islands", "throw away the specks")
_LARGEST = ("keep only the largest piece", "keep just the biggest component")
_UNDO = ("undo", "undo that", "no, undo that", "take that back", "go back one step")
_EXCLUDE = (
    "without {the}",
    "exclude {the}",
    "leave {the} out",
    "{the} does not belong to it",
    "it includes {the}, take it out",
)
_SMOOTHER = ("smoother", "make it smoother", "the border is too jagged")


@dataclass(frozen=True)
class Said:
    """A sentence, and the command that it means."""

    text: str
    command: Command


@dataclass(frozen=True)
class Place:
    """One direction, or two that together are a corner.

    Attributes:
        ways: Directions; of two the vertical one comes first.
        on_screen: Whether they are the picture's and not the patient's.
    """

    ways: tuple[Direction, ...]
    on_screen: bool

    @property
    def where(self) -> Direction | tuple[Direction, ...]:
        """As a command holds it."""
        return self.ways[0] if len(self.ways) == 1 else self.ways

    @property
    def frame(self) -> Literal["image"] | None:
        """As a command holds it."""
        return "image" if self.on_screen else None

    @property
    def adjective(self) -> str:
        """For example ``"upper left"``."""
        return " ".join(_ADJECTIVES[way] for way in self.ways)

    def at(self, of: str) -> str:
        """For example ``"at the top of the picture"``."""
        return f"{_NOUNS[self.ways[0]] if len(self.ways) == 1 else f'at the {self.adjective}'}{of}"


def say_wrong(words: Words, kind: Literal["missing", "excess"], place: Place) -> Said:
    """Say that something is missing, or that there is too much, at a place."""
    of = words.choice((" of the picture", " of the image")) if place.on_screen else ""
    form = words.choice(_MISSING if kind == "missing" else _EXCESS)
    make = Missing if kind == "missing" else Excess
    text = form.format(at=place.at(of), adjective=place.adjective, of=of)
    return Said(text, make(where=place.where, frame=place.frame))


def say_amount(
    words: Words, op: Literal["grow", "shrink", "shift"], place: Place | None, value: float, unit: str
) -> Said:
    """Say how far a border, or all of it, has to move; `unit` is ``"mm"`` or ``"pixel"``, no place is all around."""
    amount = Amount(value=int(value) if float(value).is_integer() else value, unit="mm" if unit == "mm" else "voxel")
    said = f"{value:g} mm" if unit == "mm" else f"{value:g} pixel{'' if value == 1 else 's'}"
    larger, smaller = ("grow it by {}{}", "make it {} larger{}"), ("shrink it by {}{}", "make it {} smaller{}")
    if op == "shift" and place is not None:
        within = " in the picture" if place.on_screen else ""
        text = f"{words.choice(('shift', 'move'))} it {said} {_ADVERBS[place.ways[0]]}{within}"
        return Said(text, Shift(where=place.where, amount=amount, frame=place.frame))
    form = words.choice(larger if op == "grow" else smaller)
    make = Grow if op == "grow" else Shrink
    if place is None:
        return Said(form.format(said, ""), make(amount=amount))
    at = place.at(" of the picture" if place.on_screen else "")
    return Said(form.format(said, f" {at}"), make(amount=amount, where=place.where, frame=place.frame))


def say_overlooked() -> Said:
    """Nothing was found, although it is there."""
    return Said("you missed it", Segment(targets=(Reference(ref="active", text="it"),)))


def say_holes(words: Words) -> Said:
    """Say that what it encloses belongs to it."""
    return Said(words.choice(_HOLES), FillHoles())


def say_bits(words: Words, *, are_small: bool) -> Said:
    """Say that only the main piece is right."""
    if are_small:
        return Said(words.choice(_BITS), Remove(part="islands"))
    return Said(words.choice(_LARGEST), Keep(which="largest"))


def say_smoother(words: Words) -> Said:
    """Say that the border is ragged."""
    return Said(words.choice(_SMOOTHER), Smooth())


def say_exclude(words: Words, target: Target) -> Said:
    """Say that another thing, concept and side, was taken for a part of it."""
    the = noun(target)
    concept, side = target
    named = Named(concept=concept, side="left" if side == "left" else "right" if side else None, text=the[4:])
    return Said(words.choice(_EXCLUDE).format(the=the), Exclude(targets=(named,)))


def say_undo(words: Words) -> Said:
    """Say that the last sentence made it worse."""
    return Said(words.choice(_UNDO), Undo())
