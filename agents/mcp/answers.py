"""What tools answer: words for a model to read, and the same as values for a program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, Field

from limis.commands import dump
from limis.report.schema import NOTICE
from limis.session import Session, Turn
from limis.types import Structure

__all__ = ["Answer", "Closed", "FileRow", "Opened", "Shown", "StructureRow", "answer_of", "structure_row"]


class StructureRow(BaseModel):
    """One thing that was asked for; sizes only where they are known."""

    name: str
    concept: str | None
    side: Literal["left", "right"] | None
    found: bool
    reason: str
    hidden: bool = False
    score: float
    voxels: int
    volume_ml: float | None = None
    area_mm2: float | None = None


class ChangeRow(BaseModel):
    """What became of one structure."""

    name: str
    kind: Literal["added", "removed", "changed"]
    added: float
    removed: float
    unit: str


class FactRow(BaseModel):
    """Something that was measured or can be seen; the name is the structure's, empty for the image."""

    name: str
    what: str
    value: float
    unit: str
    more: str


class FileRow(BaseModel):
    """A file that was written: its place, told from the folders that this server serves, and what it holds."""

    path: str
    structures: list[str]


class QuestionRow(BaseModel):
    """What waits for an answer: say the number of an option, or apply ``choose``."""

    question: str
    options: list[str]


class Answer(BaseModel):
    """What came of a sentence or of commands."""

    session: str
    turn: int
    reply: str
    done: bool = Field(description="Whether anything that was asked was carried out.")
    commands: list[dict[str, Any]] = Field(description="What was carried out, in the command algebra, spelt out.")
    structures: list[StructureRow]
    active: str | None
    changes: list[ChangeRow]
    facts: list[FactRow]
    files: list[FileRow]
    question: QuestionRow | None
    notice: str = NOTICE


class Opened(BaseModel):
    """An image that was opened."""

    session: str
    image: str = Field(description="The path, as it was given.")
    modality: str | None
    shape: list[int]
    spacing_mm: list[float] | None
    orientation: str | None
    models: str
    structures: list[str]
    notice: str = NOTICE


class Shown(BaseModel):
    """What a picture shows."""

    session: str
    plane: str | None
    slice: int | None
    structures: list[str]
    width: int
    height: int


class Closed(BaseModel):
    """A session that was closed."""

    session: str
    closed: bool = True


def answer_of(turn: Turn, session: Session, handle: str, reply: str, files: list[FileRow]) -> Answer:
    """Put a turn into values.

    Args:
        turn: What the session did.
        session: Where.
        handle: The session's.
        reply: The words for it.
        files: What it wrote.
    """
    outcomes = turn.outcomes
    pending = turn.pending
    return Answer(
        session=handle,
        turn=turn.number,
        reply=reply,
        done=any(outcome.status in ("done", "unchanged") for outcome in outcomes),
        commands=dump(turn.resolved),
        structures=[structure_row(structure, session) for structure in turn.result],
        active=turn.active,
        changes=[_change_row(change.as_json()) for change in turn.changes],
        facts=[
            FactRow(name=f.name, what=f.what, value=round(f.value, 4), unit=f.unit, more=f.more)
            for o in outcomes
            for f in o.facts
        ],
        files=files,
        question=None if pending is None else QuestionRow(question=pending.question, options=list(pending.options)),
    )


def structure_row(structure: Structure, session: Session) -> StructureRow:
    """Put a structure into values."""
    voxels = 0 if structure.mask is None else structure.mask.voxels
    geometry = session.image.geometry
    volume, area = geometry.voxel_volume_ml, geometry.pixel_area_mm2
    return StructureRow(
        name=structure.name,
        concept=structure.concept,
        side=structure.side,
        found=structure.found,
        reason=structure.reason,
        hidden=structure.name in session.history.state.hidden,
        score=round(structure.score, 4),
        voxels=voxels,
        volume_ml=None if volume is None else round(voxels * volume, 4),
        area_mm2=None if area is None else round(voxels * area, 4),
    )


def _change_row(change: Mapping[str, Any]) -> ChangeRow:
    return ChangeRow.model_validate({name: change[name] for name in ChangeRow.model_fields})
