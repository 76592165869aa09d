"""What commands are made of: targets, directions, amounts and scopes."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, model_serializer, model_validator

__all__ = [
    "OPPOSITE",
    "Amount",
    "Direction",
    "Many",
    "Nth",
    "Number",
    "Plane",
    "Reference",
    "Scope",
    "Side",
    "Target",
    "Value",
    "What",
    "Whats",
    "Where",
    "Which",
    "check_choice",
]

Side = Literal["left", "right", "both", "opposite"]
"""A patient side; ``opposite`` is the one that was not meant before."""

Which = Literal["largest", "smallest", "leftmost", "rightmost", "uppermost", "lowermost"]
"""One instance among several; none of them means every instance."""

Nth = Annotated[int, Field(ge=1)]
"""A place in an order, from 1: of `Which` where that is said ("second largest"), else of the instances' numbers."""

Many = Annotated[int, Field(ge=2)]
"""How many instances a `Which` takes: "the three largest"."""

Plane = Literal["axial", "coronal", "sagittal"]
"""A patient plane."""


class Value(BaseModel):
    """A frozen value that prints only the fields that apply."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    printed_when_none: ClassVar[frozenset[str]] = frozenset()
    """Fields whose absence says something and is printed as ``null``."""

    @model_serializer(mode="plain")
    def _without_what_does_not_apply(self) -> dict[str, Any]:
        fields = sorted(type(self).model_fields.items(), key=lambda field: field[0] != "op")
        values = {name: (field.alias or name, getattr(self, name)) for name, field in fields}
        return {
            printed: value
            for name, (printed, value) in values.items()
            if value is not None or name in self.printed_when_none
        }


def check_choice(which: Which | None, nth: int | None, count: int | None) -> None:
    """Refuse a choice among instances that says two things, or a number of them without an order.

    Raises:
        ValueError: Such a choice.
    """
    if count is not None and (which is None or nth is not None):
        raise ValueError("a number of instances needs the order they are taken in, and no place in it")


class Target(Value):
    """Something to be found in the image.

    Attributes:
        concept: Canonical name of the vocabulary; None for an open target, known by its text only.
        side: Patient side, where one was said.
        which: One of several instances; None for every instance.
        nth: Its place: "second largest", "second nucleus".
        count: How many instances, from the one that `which` says: "three largest".
        text: The phrase as it was said, without its article.

    Example:
        >>> Target(concept="kidney", side="left", text="left kidney").model_dump()
        {'concept': 'kidney', 'side': 'left', 'text': 'left kidney'}
    """

    printed_when_none: ClassVar[frozenset[str]] = frozenset({"concept"})

    concept: str | None = Field(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$")
    side: Side | None = None
    which: Which | None = None
    nth: Nth | None = None
    count: Many | None = None
    text: str = Field(min_length=1)

    @model_validator(mode="after")
    def _one_choice(self) -> Target:
        check_choice(self.which, self.nth, self.count)
        return self


class Reference(Value):
    """Something the session knows: the active structure, or all of them.

    Attributes:
        ref: ``active`` or ``all``.
        side: ``opposite`` for "the other one"; a side for "the left one".
        which: One of its instances, as in `Target`: "the largest one".
        nth: As in `Target`: "the second one".
        count: As in `Target`.
        plural: True for "them": all that the last sentence named that named several, else the active structure.
        text: The words that were said, where there were any.

    Example:
        >>> Reference(ref="active", text="it").model_dump()
        {'ref': 'active', 'text': 'it'}
    """

    ref: Literal["active", "all"]
    side: Side | None = None
    which: Which | None = None
    nth: Nth | None = None
    count: Many | None = None
    plural: Literal[True] | None = None
    text: str | None = None

    @model_validator(mode="after")
    def _one_choice(self) -> Reference:
        check_choice(self.which, self.nth, self.count)
        return self


What = Target | Reference
"""What a command is about."""

Whats = Annotated[tuple[What, ...], Field(min_length=1)]


Direction = Literal[
    "left", "right", "superior", "inferior", "anterior", "posterior", "medial", "lateral", "center", "border"
]
"""A direction in the patient, or with ``"frame": "image"`` on the view."""

OPPOSITE: dict[Direction, Direction] = {
    "left": "right",
    "right": "left",
    "superior": "inferior",
    "inferior": "superior",
    "anterior": "posterior",
    "posterior": "anterior",
    "medial": "lateral",
    "lateral": "medial",
}
"""Each direction's other way; the center and the border have none."""

Where = Direction | Annotated[tuple[Direction, ...], Field(min_length=2)]
"""One direction, or several at once: lower left is inferior and left."""

Number = Annotated[int | float, Field(gt=0, allow_inf_nan=False)]


class Amount(Value):
    """How much: a number with its unit, or a degree.

    Attributes:
        value: Above 0.
        unit: ``mm``, ``voxel``, ``percent`` of the structure's volume or area, or ``slice``.
        degree: ``slight``, ``moderate`` or ``strong``, where no number was said.

    Example:
        >>> Amount(value=3, unit="mm").model_dump(), Amount(degree="slight").model_dump()
        ({'value': 3, 'unit': 'mm'}, {'degree': 'slight'})
    """

    value: Number | None = None
    unit: Literal["mm", "voxel", "percent", "slice"] | None = None
    degree: Literal["slight", "moderate", "strong"] | None = None

    @model_validator(mode="after")
    def _number_or_degree(self) -> Amount:
        if (self.value is None) != (self.unit is None) or (self.value is None) == (self.degree is None):
            raise ValueError("an amount is a value with its unit, or a degree")
        return self


class Scope(Value):
    """The slices that a command is confined to: the one on view, or a range.

    Attributes:
        slice: ``current`` for the slice on view.
        from_: First slice, from 1 along the closest patient axis; ``from`` in JSON.
        to: Last slice, included; None for the last one of the image.
        plane: Plane of the slices; None for the one on view.

    Example:
        >>> Scope.model_validate({"from": 40, "to": 60}).model_dump()
        {'from': 40, 'to': 60}
    """

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    slice: Literal["current"] | None = None
    from_: Annotated[int, Field(ge=1)] | None = Field(default=None, alias="from")
    to: Annotated[int, Field(ge=1)] | None = None
    plane: Plane | None = None

    @model_validator(mode="after")
    def _one_or_a_range(self) -> Scope:
        if (self.from_ is None and self.to is not None) or (self.slice is None) == (self.from_ is None):
            raise ValueError("a scope is the current slice, or a range that begins somewhere")
        if self.from_ is not None and self.to is not None and self.from_ > self.to:
            raise ValueError("a range goes from the lower slice number to the higher one")
        return self
