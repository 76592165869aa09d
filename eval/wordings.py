"""How a person says that a mask is wrong: English sentences for each correction, and what each of them means."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal

from limis.commands import (
    Amount,
    Command,
    Direction,
    Excess,
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
)

__all__ = ["Place", "Said", "say_amount", "say_bits", "say_holes", "say_overlooked", "say_smoother", "say_wrong"]

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


def say_wrong(draw: Random, kind: Literal["missing", "excess"], place: Place) -> Said:
    """Say that something is missing, or that there is too much, at a place."""
    of = draw.choice((" of the picture", " of the image")) if place.on_screen else ""
    form = draw.choice(_MISSING if kind == "missing" else _EXCESS)
    make = Missing if kind == "missing" else Excess
    text = form.format(at=place.at(of), adjective=place.adjective, of=of)
    return Said(text, make(where=place.where, frame=place.frame))


def say_amount(draw: Random, op: Literal["grow", "shrink", "shift"], place: Place, value: float, unit: str) -> Said:
    """Say how far a border, or all of it, has to move; `unit` is ``"mm"`` or ``"pixel"``."""
    amount = Amount(value=int(value) if float(value).is_integer() else value, unit="mm" if unit == "mm" else "voxel")
    said = f"{value:g} mm" if unit == "mm" else f"{value:g} pixel{'' if value == 1 else 's'}"
    of = " of the picture" if place.on_screen else ""
    at = place.at(of)
    if op == "shift":
        within = " in the picture" if place.on_screen else ""
        text = f"{draw.choice(('shift', 'move'))} it {said} {_ADVERBS[place.ways[0]]}{within}"
        return Said(text, Shift(where=place.where, amount=amount, frame=place.frame))
    larger, smaller = ("grow it by {} {}", "make it {} larger {}"), ("shrink it by {} {}", "make it {} smaller {}")
    text = draw.choice(larger if op == "grow" else smaller).format(said, at)
    return Said(text, (Grow if op == "grow" else Shrink)(amount=amount, where=place.where, frame=place.frame))


def say_overlooked() -> Said:
    """Nothing was found, although it is there."""
    return Said("you missed it", Segment(targets=(Reference(ref="active", text="it"),)))


def say_holes(draw: Random) -> Said:
    """Say that what it encloses belongs to it."""
    return Said(draw.choice(_HOLES), FillHoles())


def say_bits(draw: Random, *, are_small: bool) -> Said:
    """Say that only the main piece is right."""
    if are_small:
        return Said(draw.choice(_BITS), Remove(part="islands"))
    return Said(draw.choice(_LARGEST), Keep(which="largest"))


def say_smoother(draw: Random) -> Said:
    """Say that the border is ragged."""
    return Said(draw.choice(_SMOOTHER), Smooth())
