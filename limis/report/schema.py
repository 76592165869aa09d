"""The form of ``report.json``: ``limis.report/1``, for those who write it and those who read it.

Lengths are millimetres, volumes millilitres, areas pixels and square millimetres. New fields may be added; none
is renamed.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired

from pydantic import TypeAdapter, ValidationError
from typing_extensions import TypedDict

from limis.errors import ReadError, say

__all__ = [
    "NOTICE",
    "SCHEMA",
    "DiametersEntry",
    "Failure",
    "Grid",
    "ImageEntry",
    "IntensityEntry",
    "ModelEntry",
    "Orientation",
    "Report",
    "StructureEntry",
    "validate",
]

SCHEMA = "limis.report/1"
"""What every report says it is."""

NOTICE = "Not a medical device: for research and education, never for diagnosis or treatment."
"""What every report warns of."""


class ImageEntry(TypedDict):
    """The image: its file name without folders, and the hash of what was read; empty where it could not be.

    ``reading`` is what was said of how to read it, such as ``{"frame": 2}``; left out where nothing was.
    """

    name: str
    sha256: str
    reading: NotRequired[dict[str, Any]]


class Orientation(TypedDict):
    r"""Which way the axes point.

    ``value`` is the letters that a volume's axes point to (``"LPS"``), or a picture's Patient Orientation pair
    (``"L\?"``: right edge left of the patient, bottom unknown); None where nobody knows.
    """

    value: str | None
    status: Literal["known", "assumed", "unknown"]


class Grid(TypedDict):
    """The image's grid: size, millimetres per step (None without scale) and meaning of every array axis."""

    shape: list[int]
    spacing: list[float] | None
    axes: list[str]
    orientation: Orientation
    scale: Literal["known", "unknown"]


class IntensityEntry(TypedDict):
    """Image values inside a structure; the unit is ``"HU"``, ``"luma"`` for colour, ``"1"`` where nobody knows."""

    mean: float
    sd: float
    min: float
    max: float
    unit: str


class DiametersEntry(TypedDict):
    """The longest axial diameter and the longest perpendicular to it in the same slice."""

    longest_mm: float
    perpendicular_mm: float


class StructureEntry(TypedDict):
    """One thing that was asked for.

    ``boxes`` are half-open: ``[i0, j0, k0, i1, j1, k1]`` voxels of a volume, ``[x0, y0, x1, y1]`` pixels of a
    picture. ``label`` is its value in the label map and ``file`` its mask, beside the report; both are None, like
    the measurements, where it was not found. ``volume_ml`` is there for volumes, ``area_px`` for pictures,
    ``area_mm2`` for pictures with a scale.
    """

    name: str
    concept: str | None
    side: Literal["left", "right"] | None
    which: str | None
    text: str
    found: bool
    reason: str
    score: float
    voxels: int
    volume_ml: NotRequired[float]
    area_px: NotRequired[int]
    area_mm2: NotRequired[float]
    intensity: IntensityEntry | None
    diameters: DiametersEntry | None
    touches_border: bool | None
    boxes: list[list[int]]
    label: int | None
    file: str | None


class ModelEntry(TypedDict):
    """An engine that worked, the hash and licence of its weights."""

    name: str
    role: str
    sha256: str
    licence: str
    device: str


class Report(TypedDict):
    """A sentence that was carried out; ``structures`` is empty, and ``reason`` says why, where it asked nothing.

    ``modality`` is the kind of imaging, None where nobody knows, and ``modality_reason`` how it is known.
    """

    schema: Literal["limis.report/1"]
    request: str
    commands: list[dict[str, Any]]
    image: ImageEntry
    modality: str | None
    modality_reason: str
    grid: Grid
    structures: list[StructureEntry]
    reason: str
    models: list[ModelEntry]
    seconds: dict[str, float]
    notes: list[str]
    version: str
    notice: str


class Failure(TypedDict):
    """A job that could not be carried out, and why."""

    schema: Literal["limis.report/1"]
    request: str
    image: ImageEntry
    structures: list[StructureEntry]
    error: str
    version: str
    notice: str


_FORMS: TypeAdapter[Report | Failure] = TypeAdapter(Report | Failure)


def validate(value: object) -> Report | Failure:
    """Check that a value has the form of a report.

    Args:
        value: What ``json.loads`` gave.

    Returns:
        The report; a `Failure` exactly when it has an ``error``.

    Raises:
        ReadError: It has another form.
    """
    try:
        return _FORMS.validate_python(value)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the whole"
        raise ReadError(
            say(
                "not a report of limis",
                expected=f"the form {SCHEMA}",
                got=f"at {where}: {first['msg']}",
                next_step="Run limis again to have it written anew",
            )
        ) from error
