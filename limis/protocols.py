"""What engines promise: `Grounder` turns words into boxes, `Segmenter` turns prompts into masks; and `Planner`.

The first two work on two-dimensional *views*: a picture, or one slice of a volume laid out the way it is read on
a screen. The `volumes` room makes views out of volumes and links what comes back, once for all engines.
Coordinates in a view are pixels, ``(x = column, y = row)``, half-open for boxes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from limis.commands import Command
from limis.progress import Progress

__all__ = [
    "Advised",
    "Adviser",
    "Desk",
    "EngineInfo",
    "Grounder",
    "Grounding",
    "Hint",
    "Noticing",
    "Plan",
    "Planner",
    "Prediction",
    "Preparer",
    "PromptKind",
    "Propagator",
    "Query",
    "Segmenter",
    "Sight",
    "Survey",
    "Verifier",
    "View",
    "ViewPrompt",
    "alone",
    "sight_of",
]

PromptKind = Literal["box", "points", "scribbles", "mask", "concept"]


@dataclass(frozen=True, eq=False)
class View:
    """A two-dimensional picture that an engine looks at.

    Attributes:
        pixels: float32 in 0…1, shape ``(height, width)`` or ``(height, width, 3)``, already windowed.
        modality: Kind of imaging, stated or guessed (``"CT"``, ``"MRI"`` …).
        plane: ``"axial"``, ``"coronal"`` or ``"sagittal"`` for a slice of a volume, None for a picture.
    """

    pixels: NDArray[np.float32]
    modality: str | None = None
    plane: str | None = None

    @property
    def size(self) -> tuple[int, int]:
        """Height and width in pixels."""
        return int(self.pixels.shape[0]), int(self.pixels.shape[1])


@dataclass(frozen=True)
class Query:
    """One thing to look for: a known concept, or free text for engines with an open vocabulary.

    Attributes:
        concept: Name of the vocabulary; None for free text.
        text: As it was said.
        insisted: Whether somebody who looks at the image says that it is there, although it was not found: then the
            likeliest place is wanted. An engine may be unable to say one.
    """

    concept: str | None
    text: str
    insisted: bool = False


@dataclass(frozen=True, eq=False)
class Grounding:
    """Where a grounder sees one query in one view.

    Attributes:
        score: 0…1, calibrated: that the thing is there at all.
        present: The engine's own verdict, its threshold applied.
        boxes_xyxy: float32, shape ``(n, 4)``, half-open pixels of the view, best first.
        scores: float32, shape ``(n,)``, per box.
        heat: Optional float32 in 0…1, of the view's size: how likely each pixel belongs to it.
        remark: What a reader of the answer should know, e.g. that few subjects taught it; else empty.
    """

    score: float
    present: bool
    boxes_xyxy: NDArray[np.float32]
    scores: NDArray[np.float32]
    heat: NDArray[np.float32] | None = None
    remark: str = ""


@dataclass(frozen=True)
class EngineInfo:
    """What a report writes down about an engine.

    Attributes:
        name: Registry name or path.
        role: ``"grounder"``, ``"segmenter"``, ``"verifier"`` or ``"planner"``.
        sha256: Of the weights; empty for a language model, which somebody else runs.
        licence: Of the weights; empty for a language model.
        device: Where it runs, e.g. ``"cpu"``.
    """

    name: str
    role: str
    sha256: str
    licence: str
    device: str


class Grounder(Protocol):
    """Lang2BBox: looks for things that words name."""

    @property
    def info(self) -> EngineInfo:
        """Name, hash and licence of the weights."""
        ...

    @property
    def vocabulary(self) -> Literal["open", "closed"]:
        """``"open"`` engines take any text, ``"closed"`` ones only concepts they know."""
        ...

    def why_not(self, query: Query, modality: str | None) -> str | None:
        """Say why a query cannot be answered, or None when it can.

        Args:
            query: The thing to look for.
            modality: Kind of imaging, None when unknown.
        """
        ...

    def kinds(self, query: Query) -> frozenset[str]:
        """The kinds of imaging in which this engine knows a query; empty when it makes no difference to it."""
        ...

    def ground(self, views: Sequence[View], queries: Sequence[Query], progress: Progress) -> list[list[Grounding]]:
        """Look for every query in every view, all queries of a view in one pass.

        Args:
            views: Pictures or slices.
            queries: What to look for; each answered by `why_not` with None.
            progress: Called at least twice a second.

        Returns:
            One list per view, one `Grounding` per query.
        """
        ...


@dataclass(frozen=True, eq=False)
class Hint:
    """What a box, or strokes and points, may mean that nobody gave a name.

    Attributes:
        concept: Name of the vocabulary.
        heat: float32 in 0…1, of the view's size: how likely each pixel belongs to it. 0 outside the box; of strokes
            and points, 0 outside those likely pieces in which one lies.
    """

    concept: str
    heat: NDArray[np.float32]


class Survey(Protocol):
    """All that a grounder sees in one view."""

    def hint(self, box_xyxy: tuple[float, float, float, float]) -> Hint | None:
        """Tell what fills a box, given in half-open pixels of the view; None where nothing that is known does."""
        ...

    def meant(self, inside_xy: NDArray[np.floating], outside_xy: NDArray[np.floating]) -> Hint | None:
        """Tell in what some spots lie and others do not, both ``(n, 2)`` in pixels of the view; None for nothing."""
        ...


@runtime_checkable
class Adviser(Protocol):
    """What a grounder may do besides: tell what boxes, strokes and points may mean that nobody gave a name."""

    def survey(self, view: View) -> Survey:
        """Look for everything that is known in one view, once for all that is asked of it."""
        ...


@runtime_checkable
class Advised(Protocol):
    """What a segmenter may be besides: told by an adviser what prompts mean that give nothing a name."""

    @property
    def alone(self) -> Segmenter:
        """The segmenter that knows only what it is told."""
        ...


def alone(segmenter: Segmenter) -> Segmenter:
    """A segmenter without its adviser, for who asks about more than people draw."""
    return segmenter.alone if isinstance(segmenter, Advised) else segmenter


@dataclass(frozen=True, eq=False)
class ViewPrompt:
    """Everything a segmenter is told about one thing in one view.

    Attributes:
        box_xyxy: Half-open box in pixels, or None.
        points_xy: float32, shape ``(n, 2)``.
        positive: bool, shape ``(n,)``: whether each point lies inside.
        scribbles: Pairs of float32 ``(n, 2)`` strokes and whether they lie inside.
        prior: Optional float32 in 0…1 of the view's size: the previous mask, or a grounder's heat.
        concept: What the thing is called, a name of the vocabulary; None when unknown. A box around a spine may mean
            all of it or the vertebrae alone. It never stands alone: where to look, another part says.
    """

    box_xyxy: tuple[float, float, float, float] | None = None
    points_xy: NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, 2), np.float32))
    positive: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, np.bool_))
    scribbles: tuple[tuple[NDArray[np.float32], bool], ...] = ()
    prior: NDArray[np.float32] | None = None
    concept: str | None = None


@dataclass(frozen=True, eq=False)
class Prediction:
    """A segmenter's answer.

    Attributes:
        probability: float32 in 0…1 of the view's size; inside where above 0.5.
        score: 0…1, the engine's own estimate of how good the mask is.
    """

    probability: NDArray[np.float32]
    score: float


class Segmenter(Protocol):
    """BBox2Mask: turns prompts into masks. `encode` once, `predict` often."""

    @property
    def info(self) -> EngineInfo:
        """Name, hash and licence of the weights."""
        ...

    @property
    def accepts(self) -> frozenset[PromptKind]:
        """The kinds of prompt it understands; others are ignored by it and said so by the session."""
        ...

    def encode(self, view: View) -> Any:
        """Do the work that does not depend on prompts. The result is opaque and may be cached."""
        ...

    def predict(self, encoding: Any, prompts: Sequence[ViewPrompt]) -> list[Prediction]:
        """Segment each prompt in an encoded view.

        Args:
            encoding: What `encode` gave.
            prompts: One per thing.

        Returns:
            One prediction per prompt.

        Raises:
            limis.errors.PromptError: A prompt that says nothing, or lies outside the view.
        """
        ...


@runtime_checkable
class Preparer(Protocol):
    """What a segmenter may do besides: encode several views together, so that `encode` finds its work done."""

    def prepare(self, views: Sequence[View], progress: Progress) -> None:
        """Encode views.

        Args:
            views: A few: what they become is kept only as long as there is room.
            progress: Called at least twice a second.
        """
        ...


@runtime_checkable
class Propagator(Protocol):
    """What a segmenter may do besides: carry a mask from a key slice through its neighbours, as video models do."""

    def propagate(
        self, views: Sequence[View], mask: NDArray[np.float32], progress: Progress
    ) -> list[NDArray[np.float32]]:
        """Carry a mask on.

        Args:
            views: The key slice, then its neighbours in order, away from it.
            mask: The key slice's mask, 0…1, of the views' size.
            progress: Called at least twice a second.

        Returns:
            A probability per neighbour, float32 in 0…1 of the views' size; the key slice itself is left out.
        """
        ...


@dataclass(frozen=True)
class Sight:
    """How an engine wants volumes shown, which it may declare by an attribute `sight`.

    Attributes:
        neighbours: Whether a slice without colour is shown between its neighbours: the one before it as red, itself as
            green, the one after it as blue. An outermost slice stands in for the neighbour that it lacks.
        windows: Concept → the preset of `limis.imaging.window.PRESETS` in which it is shown on CT.
    """

    neighbours: bool = False
    windows: Mapping[str, str] = field(default_factory=dict[str, str])


def sight_of(engine: object) -> Sight:
    """What an engine declares of how it wants volumes shown; the default where it declares nothing."""
    sight = getattr(engine, "sight", None)
    return sight if isinstance(sight, Sight) else Sight()


@runtime_checkable
class Noticing(Protocol):
    """What an engine may do besides: tell what a person should know of how it runs."""

    @property
    def notice(self) -> str:
        """E.g. that it had to move to the CPU, in words that stay the same as long as it is so; empty for nothing."""
        ...


class Verifier(Protocol):
    """A second look: tells which of several phrases describes best what a box shows."""

    @property
    def info(self) -> EngineInfo:
        """Name, hash and licence of the weights."""
        ...

    def compare(
        self, view: View, boxes_xyxy: NDArray[np.float32], phrases: Sequence[str], progress: Progress
    ) -> NDArray[np.float32]:
        """Hold phrases against each other in every box.

        Args:
            view: A picture or a slice.
            boxes_xyxy: Shape ``(n, 4)``, half-open pixels of the view.
            phrases: What each box may show, at least one, e.g. ``("kidney", "spleen", "background")``.
            progress: Called at least twice a second.

        Returns:
            float32 in 0…1, shape ``(n, phrases)``: how well each describes the box, every row adding up to 1.
        """
        ...


@dataclass(frozen=True)
class Plan:
    """What a planner proposes to do about a sentence.

    Attributes:
        commands: Each given by `Desk.check`, in order; none where nothing came of it.
        remark: What a person should know of how it came about, such as a limit that was reached; else empty. It never
            repeats what a language model wrote.
        sure: False where a person should say yes first, because the plan broke off.
    """

    commands: tuple[Command, ...] = ()
    remark: str = ""
    sure: bool = True


class Desk(Protocol):
    """What a planner works at: all that it may know, and the one way to commands. Nothing it does there is kept."""

    @property
    def briefing(self) -> str:
        """What was said before, and what there is: words of persons and of the vocabulary, and numbers."""
        ...

    def check(self, op: str, fields: Mapping[str, Any]) -> Command:
        """Make a command of what a language model proposes.

        Args:
            op: Its name.
            fields: The rest, as JSON values.

        Raises:
            PlanError: It is none, or none that a planner may give; the message may be shown to the language model.
        """
        ...

    def rehearse(self, commands: Sequence[Command], progress: Progress) -> str:
        """See what would come of commands.

        Args:
            commands: The whole plan so far; the last one is new.
            progress: Called at least twice a second.

        Returns:
            What came of the last one, for the language model: names of the vocabulary and numbers.

        Raises:
            PlanError: The last one cannot be carried out here.
            Cancelled: The progress callback asked to stop.
        """
        ...


class Planner(Protocol):
    """Turns sentences that the grammar cannot read into commands. It sees no pixel, and no text of any file."""

    @property
    def info(self) -> EngineInfo:
        """The language model, as an audit names it."""
        ...

    def plan(self, text: str, desk: Desk, progress: Progress) -> Plan:
        """Propose what to do about a sentence.

        Args:
            text: What a person said.
            desk: What it works at.
            progress: Called at least twice a second.

        Returns:
            The plan; without commands where none came about. A language model that fails is no error here.

        Raises:
            Cancelled: The progress callback asked to stop.
        """
        ...
