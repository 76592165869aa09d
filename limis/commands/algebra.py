"""The ops: one class each, with its fields. What a field means stands in `limis.commands.values`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from limis.commands.values import Amount, Many, Nth, Number, Plane, Scope, Value, Whats, Where, Which, check_choice

__all__ = [
    "Choose",
    "Clarify",
    "Command",
    "Confirm",
    "Delete",
    "Deny",
    "Edit",
    "Excess",
    "Exclude",
    "FillHoles",
    "GotoSlice",
    "Grow",
    "Help",
    "Hide",
    "Include",
    "Keep",
    "Listing",
    "Look",
    "Measure",
    "Missing",
    "Placed",
    "Redo",
    "Remove",
    "Repeat",
    "Reset",
    "Save",
    "Search",
    "Segment",
    "Select",
    "Shape",
    "Shift",
    "Show",
    "Shrink",
    "Smooth",
    "Step",
    "Stop",
    "Talk",
    "Threshold",
    "Undo",
    "Unknown",
    "ViewPlane",
    "WindowTo",
    "Zoom",
]


class Segment(Value):
    """Find and outline the targets.

    Example:
        >>> from limis.commands import dump, Target
        >>> dump([Segment(targets=(Target(concept="liver", text="liver"),))])
        [{'op': 'segment', 'targets': [{'concept': 'liver', 'text': 'liver'}]}]
    """

    op: Literal["segment"] = "segment"
    targets: Whats
    scope: Scope | None = None


class Exclude(Value):
    """Take what the targets cover out of the active structure.

    Example:
        >>> from limis.commands import Target
        >>> Exclude(targets=(Target(concept="gallbladder", text="gallbladder"),)).op
        'exclude'
    """

    op: Literal["exclude"] = "exclude"
    targets: Whats
    scope: Scope | None = None


class Include(Value):
    """Add what the targets cover to the active structure."""

    op: Literal["include"] = "include"
    targets: Whats
    scope: Scope | None = None


class Edit(Value):
    """What changes masks that are there already.

    Attributes:
        targets: The structures; None for the active one.
        scope: The slices it is confined to; None for all.
    """

    targets: Whats | None = None
    scope: Scope | None = None


class Placed(Edit):
    """An edit that may be confined to one side of the structure.

    Attributes:
        amount: How much; None where nothing was said.
        where: The side meant.
        frame: ``image`` where it is a side of the view and not of the patient.
    """

    amount: Amount | None = None
    where: Where | None = None
    frame: Literal["image"] | None = None


class Missing(Placed):
    """Something that belongs to the structure was not outlined.

    Attributes:
        another: True where a whole one is missing, of things of which there are several.
    """

    op: Literal["missing"] = "missing"
    another: Literal[True] | None = None


class Excess(Placed):
    """Something was outlined that does not belong to the structure."""

    op: Literal["excess"] = "excess"


class Grow(Placed):
    """Make it larger."""

    op: Literal["grow"] = "grow"


class Shrink(Placed):
    """Make it smaller."""

    op: Literal["shrink"] = "shrink"


class Smooth(Edit):
    """Make the border smoother."""

    op: Literal["smooth"] = "smooth"
    amount: Amount | None = None


class FillHoles(Edit):
    """Fill what is enclosed."""

    op: Literal["fill_holes"] = "fill_holes"


class Keep(Edit):
    """Keep one component or a few, or the half beyond the centroid, and drop the rest.

    Attributes:
        which: The component.
        nth: Its place, as in `Target`.
        count: How many of them, as in `Target`.
        where: The half.
        frame: As in `Placed`.
    """

    op: Literal["keep"] = "keep"
    which: Which | None = None
    nth: Nth | None = None
    count: Many | None = None
    where: Where | None = None
    frame: Literal["image"] | None = None

    @model_validator(mode="after")
    def _says_what(self) -> Keep:
        check_choice(self.which, self.nth, self.count)
        if (self.which is None and self.nth is None) == (self.where is None):
            raise ValueError("keep needs which component or where")
        return self


class Remove(Edit):
    """Drop one component or a few, the half beyond the centroid, the small islands, or all on the slices of its scope.

    Fields are as in `Keep`.
    """

    op: Literal["remove"] = "remove"
    which: Which | None = None
    nth: Nth | None = None
    count: Many | None = None
    where: Where | None = None
    frame: Literal["image"] | None = None
    part: Literal["islands"] | None = None

    @model_validator(mode="after")
    def _says_what(self) -> Remove:
        check_choice(self.which, self.nth, self.count)
        said = sum(it is not None for it in (self.which or self.nth, self.where, self.part))
        if said > 1 or (said == 0 and self.scope is None):
            raise ValueError("remove needs which component, where, the islands, or slices")
        return self


class Threshold(Edit):
    """Keep only what is that bright: image intensity, HU on CT, both ends included."""

    op: Literal["threshold"] = "threshold"
    low: Annotated[int | float, Field(allow_inf_nan=False)] | None = None
    high: Annotated[int | float, Field(allow_inf_nan=False)] | None = None

    @model_validator(mode="after")
    def _says_what(self) -> Threshold:
        if self.low is None and self.high is None:
            raise ValueError("threshold needs a low or a high end")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("the low end of a threshold lies above its high end")
        return self


class Shift(Edit):
    """Move it."""

    op: Literal["shift"] = "shift"
    where: Where
    amount: Amount | None = None
    frame: Literal["image"] | None = None


class Select(Value):
    """Make a structure the active one."""

    op: Literal["select"] = "select"
    targets: Whats


class Delete(Value):
    """Throw structures away."""

    op: Literal["delete"] = "delete"
    targets: Whats


class Show(Value):
    """Show structures."""

    op: Literal["show"] = "show"
    targets: Whats


class Hide(Value):
    """Hide structures."""

    op: Literal["hide"] = "hide"
    targets: Whats


class GotoSlice(Value):
    """Look at a slice, numbered from 1 along the closest patient axis."""

    op: Literal["goto_slice"] = "goto_slice"
    index: Annotated[int, Field(ge=0)]
    plane: Plane | None = None


class Step(Value):
    """Look some slices further; a negative count goes back."""

    op: Literal["step"] = "step"
    count: int
    plane: Plane | None = None


class ViewPlane(Value):
    """Look along another axis."""

    op: Literal["view"] = "view"
    plane: Plane


class WindowTo(Value):
    """Look with another intensity window."""

    op: Literal["window"] = "window"
    preset: Literal["soft_tissue", "lung", "bone", "brain", "mediastinum", "liver"] | None = None
    center: Annotated[int | float, Field(allow_inf_nan=False)] | None = None
    width: Number | None = None

    @model_validator(mode="after")
    def _preset_or_numbers(self) -> WindowTo:
        if (self.center is None) != (self.width is None) or (self.preset is None) == (self.center is None):
            raise ValueError("a window is a preset, or a center and a width")
        return self


class Zoom(Value):
    """Look closer, or from further away."""

    op: Literal["zoom"] = "zoom"
    direction: Literal["in", "out", "reset"]


class Undo(Value):
    """Take sentences back that changed masks, structures or the active one."""

    op: Literal["undo"] = "undo"
    count: Annotated[int, Field(ge=1)] = 1


class Redo(Value):
    """Do again what was taken back."""

    op: Literal["redo"] = "redo"
    count: Annotated[int, Field(ge=1)] = 1


class Repeat(Value):
    """Do the last edit again, by another amount, on another side, the other way round, or in place of what it did.

    Attributes:
        amount: Percent is of the last amount.
        where: The side meant, where it is another one.
        frame: As in `Placed`.
        invert: True for the opposite.
        instead: True where the last edit is taken back first: "no, 2 mm".
    """

    op: Literal["repeat"] = "repeat"
    amount: Amount | None = None
    where: Where | None = None
    frame: Literal["image"] | None = None
    invert: Literal[True] | None = None
    instead: Literal[True] | None = None


class Reset(Value):
    """Start over, from turn 0."""

    op: Literal["reset"] = "reset"


class Measure(Value):
    """Say how large, how bright or how many.

    Attributes:
        what: What is asked.
        targets: The structures; None for the active one.
    """

    op: Literal["measure"] = "measure"
    what: Literal["volume", "diameter", "area", "intensity", "count"] = "volume"
    targets: Whats | None = None


class Listing(Value):
    """Say what there is so far."""

    op: Literal["list"] = "list"


class Save(Value):
    """Write structures to files.

    Attributes:
        format: None for the one that suits the image.
        targets: The structures; None for the active one.
    """

    op: Literal["save"] = "save"
    format: Literal["nifti", "dicom_seg", "rtstruct", "png", "json"] | None = None
    targets: Whats | None = None


class Confirm(Value):
    """Yes."""

    op: Literal["confirm"] = "confirm"


class Deny(Value):
    """No: the sentence only forbids or disowns something.

    Example:
        >>> from limis.commands import dump
        >>> dump([Deny()])
        [{'op': 'deny'}]
    """

    op: Literal["deny"] = "deny"


class Choose(Value):
    """One of the numbered options of a question, from 1."""

    op: Literal["choose"] = "choose"
    index: Annotated[int, Field(ge=1)]


class Stop(Value):
    """Stop what is going on; nothing comes before it."""

    op: Literal["stop"] = "stop"


class Help(Value):
    """Say what can be said."""

    op: Literal["help"] = "help"


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
        >>> from limis.commands import dump
        >>> dump([Unknown(text="good morning")])
        [{'op': 'unknown', 'text': 'good morning'}]
    """

    op: Literal["unknown"] = "unknown"
    text: str


Shape = Missing | Excess | Grow | Shrink | Smooth | FillHoles | Keep | Remove | Threshold | Shift
"""Edits of a mask's shape."""

Search = Segment | Exclude | Include
"""What looks for things in the image."""

Look = Show | Hide | GotoSlice | Step | ViewPlane | WindowTo | Zoom | Measure | Listing | Help
"""What changes no mask."""

Talk = Confirm | Deny | Choose | Stop | Clarify | Unknown
"""What keeps the conversation going."""

Command = Annotated[
    Search | Shape | Select | Delete | Look | Undo | Redo | Repeat | Reset | Save | Talk,
    Field(discriminator="op"),
]
"""One command of the algebra, told apart by its ``op``."""
