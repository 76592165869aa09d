"""Routes to look: the image, masks, slices, the report, and what is taken home."""

from __future__ import annotations

import gzip
import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
from fastapi import APIRouter, Query, Request, Response
from numpy.typing import NDArray
from PIL import Image as Pillow
from starlette.concurrency import run_in_threadpool

from limis.commands import Save
from limis.errors import InputError, PromptError, say
from limis.geometry import Plane
from limis.imaging.window import Window, to_view, window_for
from limis.io.nifti_bytes import nifti_bytes
from limis.io.runs import to_runs
from limis.render.palette import colour_of
from limis.render.panel import Layer, draw_panel, panel_size_mm
from limis.render.slices import Telling
from limis.report.labels import combine
from limis.report.save import measured
from limis.service.display import MOST_VOXELS, DisplayGrid, display_bytes, paint
from limis.service.talk import Talk
from limis.session import Turn
from limis.types import Box, Image, Mask
from limis.web import wire
from limis.web.talking import TheTalk
from limis.web.waiting import waited

__all__ = ["router"]

router = APIRouter(tags=["looking"])
_MOST_PIXELS = 2**26
_NIFTI, _PNG, _ZIP = "application/octet-stream", "image/png", "application/zip"
MostVoxels = Annotated[int, Query(ge=4096, le=2**28)]


@router.get("/sessions/{session}/display.nii", response_class=Response)
def display(talk: TheTalk, most_voxels: MostVoxels = MOST_VOXELS) -> Response:
    """The copy of the image to be looked at, as NIfTI."""
    image = talk.conversation().image
    return Response(display_bytes(image, DisplayGrid.of(image.geometry, most_voxels)), media_type=_NIFTI)


@router.get("/sessions/{session}/labels")
def labels(
    talk: TheTalk,
    since: str | None = None,
    grid: Literal["display", "full"] = "display",
    most_voxels: MostVoxels = MOST_VOXELS,
) -> wire.Labels:
    """All structures as one map of labels, as runs; with `since` only the box that has changed after that state."""
    conversation = talk.conversation()
    state = conversation.session.history.state
    where = DisplayGrid.of(conversation.image.geometry, most_voxels if grid == "display" else 2**62)
    box, is_whole = _changed(talk, where, since)
    numbers = talk.labels()
    painted = None if box is None else paint(tuple(state.structures.values()), numbers, where, box)
    return wire.Labels(
        shape=list(where.shape),
        box=None if box is None else (list(box.lower_ijk), list(box.upper_ijk)),
        whole=is_whole,
        runs=[] if painted is None else to_runs(painted),
        labels={name: numbers[name] for name, one in state.structures.items() if one.found},
        state=conversation.session.history.digest,
    )


def _changed(talk: Talk, grid: DisplayGrid, since: str | None) -> tuple[Box | None, bool]:
    """The box of the display to send, and whether it is all of it."""
    try:
        box = talk.changed_since(since) if since is not None else None
    except KeyError:
        since = None
    else:
        if since is not None:
            return (None if box is None else grid.box(box)), False
    return grid.whole(), True


@router.get("/sessions/{session}/labels.nii.gz", response_class=Response)
def label_map(talk: TheTalk) -> Response:
    """All structures as one map of labels on the image's own grid, as NIfTI (PNG for a picture)."""
    conversation = talk.conversation()
    found = [one for one in conversation.structures if one.found]
    numbers = talk.labels()
    own = combine(found, conversation.image.geometry.shape)
    renumbered = np.array([0, *(numbers[one.name] for one in found)], np.uint16)[own]
    return _file(renumbered, conversation.image)


@router.get("/sessions/{session}/masks/{name}")
def mask(talk: TheTalk, name: str) -> wire.Labels:
    """One structure on the image's own grid and in its own order of axes, as runs of 0 and 1."""
    data = _mask(talk, name)
    shape = list(data.shape)
    return wire.Labels(
        shape=shape,
        box=([0] * len(shape), shape),
        whole=True,
        runs=to_runs(data),
        labels={name: 1},
        state=talk.conversation().session.history.digest,
    )


@router.get("/sessions/{session}/masks/{name}/file", response_class=Response)
def mask_file(talk: TheTalk, name: str) -> Response:
    """One structure on the image's own grid, as ``.nii.gz``; as PNG for a picture."""
    image, inside = talk.conversation().image, _mask(talk, name)
    return _file(inside.astype(np.uint8) * np.uint8(255 if image.is_picture else 1), image)


def _mask(talk: Talk, name: str) -> NDArray[np.bool_]:
    found = talk.conversation().session.history.state.structures.get(name)
    if found is None or found.mask is None:
        raise PromptError(
            say(
                f"no mask called {name[:80]!r}",
                expected=", ".join(talk.conversation().masks) or "a structure that was found",
                got=repr(name[:80]),
                next_step="Ask for one of these",
            )
        )
    return found.mask.data


def _file(values: NDArray[Any], image: Image) -> Response:
    if image.is_picture:
        return Response(_png(Pillow.fromarray(values)), media_type=_PNG)
    return Response(gzip.compress(nifti_bytes(values, image), 1, mtime=0), media_type="application/gzip")


@router.get("/sessions/{session}/slices/{plane}/{number}", response_class=Response)
def one_slice(
    talk: TheTalk,
    plane: Literal["axial", "coronal", "sagittal", "picture"],
    number: int,
    overlay: bool = True,
    center: float | None = None,
    width: float | None = None,
    preset: str | None = None,
    scale: Annotated[float, Query(gt=0, le=64)] = 1.0,
) -> Response:
    """A slice of the image at full resolution as PNG, with what is outlined and not hidden; `number` from 1.

    `scale` is pixels per millimetre, or per image pixel where there is no scale.
    """
    conversation = talk.conversation()
    image, state = conversation.image, conversation.session.history.state
    telling = _telling(image, plane, number)
    if max(panel_size_mm(telling)) * scale > _MOST_PIXELS**0.5:
        raise InputError(
            say("that is too large", expected="fewer pixels", got="more", next_step="Give a smaller scale")
        )
    window = _window(image, conversation.session.modality, preset, center, width)
    numbers = talk.labels()
    seen: list[tuple[Mask, str]] = [(one.mask, name) for name, one in state.structures.items() if one.mask is not None]
    seen = [(mask, name) for mask, name in seen if overlay and name not in state.hidden]
    layers = [Layer(mask, colour_of(numbers[name] - 1)) for mask, name in sorted(seen, key=lambda one: -one[0].voxels)]
    shown = to_view(telling.frame.take(image.data, telling.k), window)
    return Response(_png(draw_panel(shown, image.geometry, telling, layers, scale)), media_type=_PNG)


def _telling(image: Image, plane: str, number: int) -> Telling:
    if image.is_picture:
        return Telling(image.geometry.view(), 0)
    wanted: Plane = "axial" if plane == "picture" else plane  # pyright: ignore[reportAssignmentType]
    frame = image.geometry.view(wanted)
    if not 1 <= number <= frame.count:
        raise InputError(
            say("no such slice", expected=f"1 to {frame.count}", got=str(number), next_step="Ask for one of these")
        )
    return Telling(frame, number - 1)


def _window(
    image: Image, modality: str | None, preset: str | None, center: float | None, width: float | None
) -> Window:
    if center is not None and width is not None:
        return Window(center, width)
    return window_for(replace(image, modality=modality or image.modality), preset=preset)


@router.get("/sessions/{session}/report")
def report(talk: TheTalk) -> dict[str, Any]:
    """What can be measured of every structure: ``limis.report/1``."""
    conversation = talk.conversation()
    request = "; ".join(one.text for one in talk.said)
    models = conversation.session.engines.infos
    return dict(measured(conversation.structures, conversation.image, models=models, request=request))


@router.post("/sessions/{session}/export", response_class=Response)
async def export(asked: wire.Export, request: Request, talk: TheTalk) -> Response:
    """Save the structures, as "save" does, and give the files back as one zip archive."""
    turn = await waited(request, talk.apply([Save(format=asked.format)], f"save as {asked.format or 'files'}"))
    return Response(await run_in_threadpool(_zipped, turn), media_type=_ZIP)


def _zipped(turn: Turn) -> bytes:
    folder = next((o.filed.folder for o in turn.outcomes if o.filed is not None and o.filed.folder is not None), None)
    if folder is None:
        raise InputError(
            say("nothing was saved", expected="something to save", got=turn.reply, next_step="Choose another format")
        )
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as zipped:
        for path in sorted(Path(folder).iterdir()):
            zipped.write(path, path.name)
    return archive.getvalue()


def _png(picture: Pillow.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()
