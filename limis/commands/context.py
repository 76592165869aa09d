"""All that a parser may know of a session."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from limis.commands.algebra import Command
from limis.commands.values import Plane, Value

__all__ = ["Context", "Question"]


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
        named: Names of those that the last sentence which named any was about.
        missed: The concept that the last sentence looked for in vain, or its words where it has no name.
        last_edit: The last command that changed a mask.
        just_edited: Whether the last sentence made it, or undid it, so that it can still be put right: "no, 2 mm".
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
    named: tuple[str, ...] = ()
    missed: str | None = None
    last_edit: Command | None = None
    just_edited: bool = False
    modality: str | None = None
    plane: Plane | None = None
    slice: Annotated[int, Field(ge=1)] | None = None
    pending: Question | None = None

    @model_validator(mode="after")
    def _active_is_a_structure(self) -> Context:
        if self.active is not None and self.active not in self.structures:
            raise ValueError(f"the active structure {self.active!r} is not one of {list(self.structures)}")
        return self
