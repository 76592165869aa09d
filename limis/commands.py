"""The command algebra: what every mouth of limis says to a session.

A sentence, a tool call or a request becomes a list of `Command` values; the session applies them. To add an op,
write one class with its ``op`` and its fields and name it in `Command`; nothing else here changes.

Every value dumps to the exact JSON of the contract: fields in the order they are declared, fields that do not
apply left out, defaults written out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_serializer, model_validator

from limis.errors import PromptError, say

__all__ = [
    "Clarify",
    "Command",
    "Context",
    "Deny",
    "Exclude",
    "Question",
    "Reference",
    "Segment",
    "Side",
    "Target",
    "Unknown",
    "What",
    "Which",
    "dump",
    "load",
]

Side = Literal["left", "right", "both", "opposite"]
"""A patient side; ``opposite`` is the one that was not meant before."""

Which = Literal["largest", "smallest", "leftmost", "rightmost", "uppermost", "lowermost"]
"""One instance among several; none of them means every instance."""

Plane = Literal["axial", "coronal", "sagittal"]
"""A patient plane."""


class Value(BaseModel):
    """A frozen value that prints only the fields that apply."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    printed_when_none: ClassVar[frozenset[str]] = frozenset()
    """Fields whose absence says something and is printed as ``null``."""

    @model_serializer(mode="plain")
    def _without_what_does_not_apply(self) -> dict[str, Any]:
        fields = type(self).model_fields
        values = {name: getattr(self, name) for name in fields}
        return {name: value for name, value in values.items() if value is not None or name in self.printed_when_none}


class Target(Value):
    """Something to be found in the image.

    Attributes:
        concept: Canonical name of the vocabulary; None for an open target, known by its text only.
        side: Patient side, where one was said.
        which: One of several instances; None for every instance.
        text: The phrase as it was said, without its article.

    Example:
        >>> Target(concept="kidney", side="left", text="left kidney").model_dump()
        {'concept': 'kidney', 'side': 'left', 'text': 'left kidney'}
    """

    printed_when_none: ClassVar[frozenset[str]] = frozenset({"concept"})

    concept: str | None = Field(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$")
    side: Side | None = None
    which: Which | None = None
    text: str = Field(min_length=1)


class Reference(Value):
    """Something the session knows: the active structure, or all of them.

    Attributes:
        ref: ``active`` or ``all``.
        side: ``opposite`` for "the other one"; a side for "the left one".
        text: The words that were said, where there were any.

    Example:
        >>> Reference(ref="active", text="it").model_dump()
        {'ref': 'active', 'text': 'it'}
    """

    ref: Literal["active", "all"]
    side: Side | None = None
    text: str | None = None


What = Target | Reference
"""What a command is about."""

Whats = Annotated[tuple[What, ...], Field(min_length=1)]


class Segment(Value):
    """Find and outline the targets.

    Example:
        >>> dump([Segment(targets=(Target(concept="liver", text="liver"),))])
        [{'op': 'segment', 'targets': [{'concept': 'liver', 'text': 'liver'}]}]
    """

    op: Literal["segment"] = "segment"
    targets: Whats


class Exclude(Value):
    """Take what the targets cover out of the active structure.

    Example:
        >>> Exclude(targets=(Target(concept="gallbladder", text="gallbladder"),)).op
        'exclude'
    """

    op: Literal["exclude"] = "exclude"
    targets: Whats


class Deny(Value):
    """No: the sentence only forbids or disowns something.

    Example:
        >>> dump([Deny()])
        [{'op': 'deny'}]
    """

    op: Literal["deny"] = "deny"


class Clarify(Value):
    """The sentence has two readings that would do different things.

    Attributes:
        question: What to ask the speaker.
        options: Whole sentences, each with one reading; the speaker answers with a number from 1.

    Example:
        >>> Clarify(question="Which one?", options=("segment left ventricle", "segment right ventricle")).op
        'clarify'
    """

    op: Literal["clarify"] = "clarify"
    question: str = Field(min_length=1)
    options: Annotated[tuple[str, ...], Field(min_length=2)]


class Unknown(Value):
    """Nothing fits: the sentence asks for nothing that can be done here.

    Attributes:
        text: The whole sentence.

    Example:
        >>> dump([Unknown(text="good morning")])
        [{'op': 'unknown', 'text': 'good morning'}]
    """

    op: Literal["unknown"] = "unknown"
    text: str


Command = Annotated[Segment | Exclude | Deny | Clarify | Unknown, Field(discriminator="op")]
"""One command of the algebra, told apart by its ``op``."""

_COMMANDS: TypeAdapter[list[Command]] = TypeAdapter(list[Command])


class Question(Value):
    """What the session is waiting to hear about.

    Attributes:
        question: What was asked.
        options: Numbered answers, if there are any.
    """

    question: str
    options: tuple[str, ...] = ()


class Context(Value):
    """All that a parser may know of a session; everything is optional.

    Attributes:
        structures: Names of the structures, in order.
        active: Name of the active structure, one of `structures`.
        last_edit: The last command that changed a mask.
        modality: Kind of imaging, e.g. ``"CT"``.
        plane: Plane on view.
        slice: Number of the slice on view, from 1.
        pending: The question that waits for an answer.

    Raises:
        pydantic.ValidationError: If `active` is not one of `structures`.

    Example:
        >>> Context(structures=("liver", "kidney_left"), active="liver").active
        'liver'
    """

    structures: tuple[str, ...] = ()
    active: str | None = None
    last_edit: Command | None = None
    modality: str | None = None
    plane: Plane | None = None
    slice: Annotated[int, Field(ge=1)] | None = None
    pending: Question | None = None

    @model_validator(mode="after")
    def _active_is_a_structure(self) -> Context:
        if self.active is not None and self.active not in self.structures:
            raise ValueError(f"the active structure {self.active!r} is not one of {list(self.structures)}")
        return self


def dump(commands: Iterable[Command]) -> list[dict[str, Any]]:
    """Turn commands into the contract's JSON values.

    Args:
        commands: Commands in spoken order.

    Returns:
        One object per command, ready for ``json.dumps``.

    Example:
        >>> dump([Segment(targets=(Target(concept=None, text="purple thing"),))])
        [{'op': 'segment', 'targets': [{'concept': None, 'text': 'purple thing'}]}]
    """
    return [command.model_dump(mode="json") for command in commands]


def load(values: object) -> list[Command]:
    """Turn the contract's JSON values back into commands.

    Args:
        values: A list of objects as `dump` makes them.

    Returns:
        The commands, checked.

    Raises:
        PromptError: If the values are not a list of commands.

    Example:
        >>> load([{"op": "deny"}])
        [Deny(op='deny')]
    """
    try:
        return _COMMANDS.validate_python(values)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the list"
        raise PromptError(
            say(
                "not a list of commands",
                expected="objects with an op and its fields",
                got=f"at {where}: {first['msg']}",
                next_step="See the command algebra for names, fields and units",
            )
        ) from error
