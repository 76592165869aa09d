"""What goes over the wire, as types: the requests are checked by them, and the OpenAPI page is made of them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from limis.client.version import API
from limis.geometry import Plane

__all__ = [
    "API",
    "Cancelled",
    "Commands",
    "Display",
    "Export",
    "File",
    "Files",
    "Gaze",
    "Health",
    "ImageOut",
    "Labels",
    "ListenedOut",
    "MaskIn",
    "Moves",
    "Open",
    "Problem",
    "Said",
    "Say",
    "SessionOut",
    "SessionRow",
    "StructureOut",
    "TurnOut",
    "UnderstoodOut",
    "UploadOut",
    "Window",
]

_Text = Annotated[str, Field(max_length=20_000)]
_Path = Annotated[str, Field(max_length=4096)]
_Corners = tuple[list[int], list[int]]


class _In(BaseModel):
    """A request: what is not known is refused."""

    model_config = ConfigDict(extra="forbid")


class Problem(BaseModel):
    """Why something could not be done."""

    code: str
    status: int
    what: str
    expected: str = ""
    got: str = ""
    next_step: str = ""


class Health(BaseModel):
    """What answers here."""

    status: Literal["ok"] = "ok"
    version: str
    api: int = API
    notice: str = "Not a medical device"
    models: list[str]
    voice: bool


class UploadOut(BaseModel):
    """An upload: its name is what `Open` takes."""

    upload: str
    bytes: int


class File(BaseModel):
    """A file or folder that may be opened."""

    name: str
    path: str
    folder: bool


class Files(BaseModel):
    """What lies in a folder."""

    entries: list[File]


class _Source(_In):
    path: _Path | None = None
    upload: Annotated[str, Field(max_length=64)] | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> _Source:
        if (self.path is None) == (self.upload is None):
            raise ValueError("either a path or an upload")
        return self


class MaskIn(_Source):
    """A file with what is outlined already; `name` says what it shows, where its labels do not."""

    name: Annotated[str, Field(max_length=200)] | None = None


class Open(_Source):
    """An image to talk about: a path under the server's folders, or an upload."""

    masks: Annotated[list[MaskIn], Field(max_length=64)] = []
    modality: Annotated[str, Field(max_length=64)] | None = None
    orientation: Annotated[str, Field(max_length=16)] | None = None
    spacing: Annotated[list[float], Field(min_length=1, max_length=3)] | None = None
    frame: Annotated[int, Field(ge=1)] | None = None
    series: Annotated[str, Field(max_length=128)] | None = None
    models: Annotated[str, Field(max_length=200)] | None = None


class Say(_In):
    """A sentence; one that a mouth is not sure of (`confidence` below `threshold`) waits for a yes.

    `question` is the one that was put to who says it: an answer to it is none to another that waits by now.
    """

    text: _Text
    question: _Text | None = None
    confidence: Annotated[float, Field(ge=0, le=1)] = 1.0
    threshold: Annotated[float, Field(ge=0, le=1)] = 0.0


class Commands(_In):
    """Commands of the algebra (``GET /api/v1/commands`` has their schema), and the sentence they were read from.

    `question` is as in `Say`.
    """

    commands: Annotated[list[dict[str, Any]], Field(max_length=200)]
    text: _Text = ""
    question: _Text | None = None


class Gaze(_In):
    """Where somebody looks, by slice numbers from 1: what "this slice" means."""

    plane: Plane | None = None
    slices: dict[Plane, Annotated[int, Field(ge=1)]] = {}
    zoom: Annotated[float, Field(gt=0, le=64)] = 1.0


class Moves(_In):
    """Steps back or forth: so many, or to the state after a turn."""

    count: Annotated[int, Field(ge=1, le=10_000)] | None = None
    turn: Annotated[int, Field(ge=0)] | None = None


class Export(_In):
    """The format that masks are wanted in; None for what suits the image."""

    format: Literal["nifti", "dicom_seg", "rtstruct", "png", "json"] | None = None


class Cancelled(BaseModel):
    """Whether there was anything to stop, and whether it has stopped by now."""

    cancelled: bool
    idle: bool


class Window(BaseModel):
    """A range of values to be shown from black to white, in the image's unit."""

    center: float
    width: float


class Display(BaseModel):
    """The copy to be looked at: always three axes. See ``docs/server.md``."""

    shape: list[int]
    step: list[int]
    affine_ras: list[list[float]]
    axes: list[int | None]
    url: str


class ImageOut(BaseModel):
    """What is talked about. `kind`: a volume lies in the patient, a picture has two axes, a stack is pages."""

    name: str
    kind: Literal["volume", "picture", "stack"]
    shape: list[int]
    spacing_mm: list[float] | None
    affine_ras: list[list[float]] | None
    axes: str | None
    affine_status: Literal["known", "assumed", "unknown"]
    orientation: dict[str, str | None]
    edges: dict[str, dict[str, str]]
    modality: str | None
    modality_reason: str
    unit: str
    colour: bool
    window: Window
    presets: dict[str, Window]
    notes: list[str]
    display: Display


class StructureOut(BaseModel):
    """A structure; `there` tells those of the session from what was only looked for in vain.

    `label` is its value in label maps, `colour` what it is drawn in; None where it was not found.
    """

    model_config = ConfigDict(extra="allow")

    name: str
    concept: str | None
    side: Literal["left", "right"] | None
    which: str | None = None
    text: str
    found: bool
    reason: str
    score: float
    voxels: int
    volume_ml: float | None = None
    area_px: int | None = None
    area_mm2: float | None = None
    boxes: list[_Corners]
    label: int | None
    colour: str | None
    hidden: bool
    active: bool
    there: bool


class Said(BaseModel):
    """A turn in the list of turns; `position` is its place in the history, `reachable` whether undo leads there."""

    turn: int
    text: str
    reply: str
    state: str
    position: int
    reachable: bool
    commands: list[dict[str, Any]]
    changes: list[dict[str, Any]]


class TurnOut(BaseModel):
    """What came of a sentence: the line of ``limis chat --json``, and what a screen needs besides."""

    model_config = ConfigDict(extra="allow")

    turn: int
    text: str
    commands: list[dict[str, Any]]
    resolved: list[dict[str, Any]]
    reply: str
    structures: list[StructureOut]
    active: str | None
    pending: dict[str, Any] | None
    state: str
    seconds: float
    changes: list[dict[str, Any]]
    look: dict[str, Any]
    hidden: list[str]
    can_undo: int
    can_redo: int
    position: int
    outcomes: list[dict[str, Any]]
    notes: list[str]


class UnderstoodOut(BaseModel):
    """What a recording is taken for: words, what they mean, and whether that is done, asked about or left alone."""

    text: str
    confidence: float
    seconds: float
    alternatives: list[str]
    commands: list[dict[str, Any]]
    verdict: Literal["act", "ask", "ignore"]
    level: float
    cut: bool


class ListenedOut(BaseModel):
    """A recording, and what came of it."""

    understood: UnderstoodOut
    turn: TurnOut


class SessionRow(BaseModel):
    """A session in a list."""

    id: str
    image: str
    modality: str | None
    created: str
    used: str
    turns: int
    structures: list[str]
    open: bool
    busy: bool


class SessionOut(BaseModel):
    """A session: its image, and where it stands."""

    id: str
    kept: bool
    models: str
    notice: str
    image: ImageOut
    structures: list[StructureOut]
    active: str | None
    hidden: list[str]
    pending: dict[str, Any] | None
    look: dict[str, Any]
    state: str
    can_undo: int
    can_redo: int
    position: int
    turns: list[Said]
    busy: bool


class Labels(BaseModel):
    """Labels in a box of a grid, as runs; see ``docs/server.md``."""

    shape: list[int]
    box: _Corners | None
    whole: bool
    runs: list[int]
    labels: dict[str, int]
    state: str
