"""Results of tools: words, values, pictures and links; and errors that say what to do instead."""

from __future__ import annotations

import base64
from collections.abc import Awaitable
from urllib.parse import quote

import numpy as np
from mcp_types import CallToolResult, ContentBlock, ImageContent, ResourceLink, TextContent
from numpy.typing import NDArray
from pydantic import BaseModel

from limis.agents.conversation import Conversation
from limis.agents.mcp.answers import FileRow, Opened, Shown, answer_of
from limis.agents.mcp.cases import Case, Cases
from limis.agents.mcp.discreet import known_unit
from limis.agents.mcp.pictures import png_within
from limis.errors import Cancelled, LimisError
from limis.render.words import readable_name
from limis.session import Turn
from limis.types import Image, Structure

__all__ = ["answered", "guarded", "opened", "plain", "refused", "shown"]


async def guarded(cases: Cases, call: Awaitable[CallToolResult]) -> CallToolResult:
    """Wait for a result; an error that limis raises on purpose becomes one."""
    try:
        return await call
    except Cancelled:
        return refused("Cancelled", "stopped; nothing was changed")
    except LimisError as error:
        return refused(type(error).__name__, cases.discretion.words(str(error)))


def refused(kind: str, message: str) -> CallToolResult:
    """A result that says why there is none.

    Args:
        kind: Name of the error's type, for programs in ``_meta``, too.
        message: In words.
    """
    text = TextContent(type="text", text=f"{kind}: {message}")
    return CallToolResult(content=[text], is_error=True, _meta={"limis/error": kind})


def plain(words: str, values: BaseModel, *more: ContentBlock) -> CallToolResult:
    """A result: words, values, and what belongs to them."""
    content: list[ContentBlock] = [TextContent(type="text", text=words), *more]
    return CallToolResult(content=content, structured_content=values.model_dump(mode="json", exclude_none=False))


def answered(turn: Turn, conversation: Conversation, case: Case, cases: Cases) -> CallToolResult:
    """What came of a turn; an error where all of it was refused."""
    unit = conversation.image.unit
    reply = cases.discretion.words(turn.reply, unit) or "Nothing was said."
    answer = answer_of(turn, conversation.session, case.handle, reply, _files(turn, cases))
    for row in answer.structures:
        row.reason = cases.discretion.words(row.reason, unit)
    for fact in answer.facts:
        fact.unit = known_unit(fact.unit)
    if not answer.done and answer.question is None and (turn.commands or turn.remarks):
        return refused("Refused", reply)
    return plain(reply, answer, *_links(turn, conversation, case))


def _files(turn: Turn, cases: Cases) -> list[FileRow]:
    """What a turn has written, each file once."""
    written: dict[str, list[str]] = {}
    for name, path in turn.files.items():
        written.setdefault(cases.discretion.place(path), []).append(name)
    return [FileRow(path=path, structures=names) for path, names in written.items()]


def _links(turn: Turn, conversation: Conversation, case: Case) -> list[ResourceLink]:
    """The masks that a turn made, changed or saved."""
    touched = {*(change.name for change in turn.changes), *turn.files}
    return [mask_link(s, conversation.image, case) for s in conversation.structures if s.name in touched and s.mask]


def mask_link(structure: Structure, image: Image, case: Case) -> ResourceLink:
    """Where the mask of a structure can be read, as it is then."""
    suffix, kind = (".png", "image/png") if image.is_picture else (".nii.gz", "application/gzip")
    return ResourceLink(
        uri=f"limis://sessions/{case.handle}/masks/{quote(structure.name, safe='')}{suffix}",
        name=f"{structure.name}{suffix}",
        description=f"The mask of {structure.name.replace('_', ' ')} on the image's grid.",
        mime_type=kind,
    )


def report_link(case: Case) -> ResourceLink:
    """Where the report of a session can be read, as it is then."""
    return ResourceLink(
        uri=f"limis://sessions/{case.handle}/report",
        name="report.json",
        description="Everything that is outlined, measured; and which models did it.",
        mime_type="application/json",
    )


def opened(case: Case, conversation: Conversation, cases: Cases) -> CallToolResult:
    """What was opened, and what can be done with it."""
    image = conversation.image
    geometry = image.geometry
    spacing = None if geometry.spacing_mm is None else [round(step, 4) for step in geometry.spacing_mm]
    facts = Opened(
        session=case.handle,
        image=case.given,
        modality=image.modality,
        shape=list(geometry.shape),
        spacing_mm=spacing,
        orientation=geometry.axis_codes or (str(geometry.orientation) if geometry.is_picture else None),
        models=cases.discretion.words(conversation.session.engines.name),
        structures=[structure.name for structure in conversation.structures],
    )
    size = " x ".join(str(n) for n in geometry.shape)
    scale = "no scale" if spacing is None else f"{' x '.join(f'{step:g}' for step in spacing)} mm"
    kind = image.modality or "unknown kind of imaging"
    words = (
        f"Opened {case.given} as session {case.handle}: {kind}, {size}, {scale}. "
        'Go on with say, e.g. "segment the liver"; limis://concepts lists what has a name.'
    )
    notice = conversation.session.engines.notice
    return plain(f"{words} {notice}".strip(), facts, report_link(case))


def shown(pixels: NDArray[np.uint8], conversation: Conversation, case: Case, *, sliced: bool) -> CallToolResult:
    """A picture with what it shows.

    Args:
        pixels: uint8 RGB, shape ``(height, width, 3)``.
        conversation: What it is of.
        case: Whose.
        sliced: Whether it shows the slice on view, and not the whole.
    """
    session = conversation.session
    png, (width, height) = png_within(pixels)
    at = session.context
    plane, number = (at.plane, at.slice) if sliced else (None, None)
    hidden = session.history.state.hidden
    seen = [structure for structure in session.structures if structure.found and structure.name not in hidden]
    names = [structure.name for structure in seen]
    facts = Shown(session=case.handle, plane=plane, slice=number, structures=names, width=width, height=height)
    where = f"{plane} slice {number}: " if sliced else ""
    picture = ImageContent(type="image", data=base64.b64encode(png).decode("ascii"), mime_type="image/png")
    words = f"{where}{', '.join(readable_name(structure) for structure in seen) or 'nothing'} outlined."
    return plain(words[0].upper() + words[1:], facts, picture)
