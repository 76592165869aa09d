"""What is asked, what is answered and what is written down: the values that every protocol passes on."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from pydantic import ConfigDict, TypeAdapter, ValidationError

from limis.errors import ReadError, say
from limis.eval.overlap import Inside
from limis.eval.parts import first_fault
from limis.eval.scribbles import StrokeSource
from limis.eval.truth import TruthSource
from limis.types import Box

__all__ = ["Answer", "Ask", "Key", "Row", "Step"]

Key = tuple[str, str, str, str, str]
"""Protocol, dataset, image name, concept, side: what makes a case unique within a run."""


@dataclass(frozen=True)
class Ask:
    """One question: a concept, perhaps a side, in an image.

    Attributes:
        protocol: Name of the protocol that asks.
        dataset: Name of the source.
        subject: Patient, unique within the dataset.
        image: File or folder of the image.
        name: The image's name within the data set.
        modality: Kind of imaging.
        concept: Canonical concept.
        side: ``"left"``, ``"right"``, ``"both"`` or None.
        truth: Where the truth lies.
        sentence: What is said; empty where nothing is. It may name other things besides.
        expected: Whether the thing is there.
        same_kind: For something absent, whether it belongs to this kind of imaging; None for what is present and
            for what is in no body at all.
        in_view: For something absent, whether images of its data set may show it: its labeller names it in others.
        others: What else is labelled in the image: concept, side and truth; where sentences may speak of it.
        strokes: Scribbles that people drew; None has them simulated.
    """

    protocol: str
    dataset: str
    subject: str
    image: Path
    name: str
    modality: str
    concept: str
    side: str | None
    truth: TruthSource
    sentence: str = ""
    expected: bool = True
    same_kind: bool | None = None
    in_view: bool = False
    others: tuple[tuple[str, str | None, TruthSource], ...] = ()
    strokes: StrokeSource | None = None

    @property
    def key(self) -> Key:
        """What makes it unique within a run."""
        return self.protocol, self.dataset, self.name, self.concept, self.side or ""

    @property
    def seed(self) -> str:
        """What draws about it start from: the same for every protocol, so that they meet the same chances."""
        return f"{self.dataset}/{self.name}/{self.concept}/{self.side}"


@dataclass(frozen=True)
class Step:
    """One turn of a conversation, or one click, that is measured.

    Attributes:
        op: What the sentence means, e.g. ``"missing"``; ``"start"`` for what made the first mask, ``"click"``.
        text: The sentence as it reached the product; of a first mask what it is, of a click where it lies.
        dice: Dice after it.
        understood: Whether the product read it as it was meant.
        seconds: Wall-clock seconds of the turn.
        spoiled: What happened to the sentence on its way: ``"direction"`` or ``"word"``; empty for nothing.
        nsd: Normalised surface Dice after it, where it is measured by turn.
    """

    op: str
    text: str
    dice: float
    understood: bool
    seconds: float
    spoiled: str = ""
    nsd: float | None = None


@dataclass(frozen=True, eq=False)
class Answer:
    """What the product answered.

    Attributes:
        masks: Masks that came back, each with its side (None without), bool of the image's spatial shape.
        boxes: Boxes they were made from, on the image's grid.
        score: 0…1, how sure the product was.
        reason: What it said besides.
        seconds: Wall-clock seconds from sentence (or box) to mask; reading the file is not counted.
        failed: The error that ended it; empty when it ended well. A failure has no masks.
        steps: The turns that led there, where there was a conversation.
    """

    masks: tuple[tuple[str | None, Inside], ...] = ()
    boxes: tuple[Box, ...] = ()
    score: float = 0.0
    reason: str = ""
    seconds: float = 0.0
    failed: str = ""
    steps: tuple[Step, ...] = ()

    def union(self, shape: tuple[int, ...]) -> Inside:
        """All masks together; empty when there are none."""
        inside = np.zeros(shape, np.bool_)
        for _, mask in self.masks:
            inside |= mask
        return inside

    def by_side(self) -> dict[str, Inside]:
        """The masks that carry a side."""
        return {side: mask for side, mask in self.masks if side is not None}


@dataclass(frozen=True)
class Row:
    """One measured case. Numbers that are undefined (see each metric) or infinite are None.

    Attributes:
        protocol: Name of the protocol.
        engine: Name of the model set.
        dataset: Name of the source.
        subject: Patient, unique within the dataset.
        image: The image's name within the data set.
        modality: Kind of imaging.
        concept: Canonical concept.
        side: Side that was asked for.
        expected: Whether the thing is there.
        same_kind: For something absent, whether it belongs to this kind of imaging; None for what is in no body.
        found: Whether a mask came back.
        score: How sure the product was.
        dice: Dice.
        iou: Intersection over union.
        box_iou: The same of the boxes around everything.
        volume_error: Relative error in volume.
        nsd: Normalised surface Dice; only where the image has a scale in mm.
        hd95_mm: 95 % Hausdorff distance; None too when nothing was found.
        assd_mm: Average surface distance; None too when nothing was found.
        swapped: Whether left was taken for right; None when that cannot be judged.
        voxels: Size of the answer.
        truth_voxels: Size of the truth.
        seconds: Wall-clock seconds of the answer.
        reason: What the product said.
        failed: The error that ended it; empty when it ended well.
        steps: The turns of a conversation, the first mask first; numbers are those after the last.
        f1: F1 of connected pieces at an IoU.
        in_view: For something absent, whether images of its data set may show it.
        ml: Size of the answer in millilitres; None of pictures and without a scale.
        unread: Whether its image or its truth could not be read: such a case is asked again when a run goes on.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", allow_inf_nan=False)

    protocol: str
    engine: str
    dataset: str
    subject: str
    image: str
    modality: str
    concept: str
    side: str | None
    expected: bool
    same_kind: bool | None
    found: bool
    score: float
    dice: float | None
    iou: float | None
    box_iou: float | None
    volume_error: float | None
    nsd: float | None
    hd95_mm: float | None
    assd_mm: float | None
    swapped: bool | None
    voxels: int
    truth_voxels: int
    seconds: float
    reason: str
    failed: str
    steps: tuple[Step, ...] = ()
    f1: float | None = None
    in_view: bool = False
    ml: float | None = None
    unread: bool = False

    @property
    def key(self) -> Key:
        """What makes it unique within a run; equals its `Ask.key`."""
        return self.protocol, self.dataset, self.image, self.concept, self.side or ""

    @property
    def patient(self) -> tuple[str, str]:
        """Dataset and subject: who a case belongs to."""
        return self.dataset, self.subject

    @property
    def pair(self) -> tuple[str, str, str]:
        """Dataset, concept and side: the group that a case is averaged in."""
        return self.dataset, self.concept, self.side or ""

    def dump(self) -> dict[str, Any]:
        """The row as JSON values."""
        return asdict(self)

    @classmethod
    def load(cls, line: bytes) -> Row:
        """A row from a line of JSON.

        Raises:
            ReadError: It is no JSON, fields are missing or of another kind, or there are others.
        """
        try:
            return _form().validate_json(line)
        except ValidationError as error:
            raise ReadError(
                say(
                    "not a measured case, or one of another version",
                    expected="the fields of limis.eval.cases.Row",
                    got=first_fault(error),
                    next_step="Measure into a new folder",
                )
            ) from error


@lru_cache(maxsize=1)
def _form() -> TypeAdapter[Row]:
    return TypeAdapter(Row)
