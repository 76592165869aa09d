"""What can be read: the names limis knows, help, the algebra, and of an open image its report and its masks."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import TypeVar
from urllib.parse import unquote

import numpy as np
from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError
from PIL import Image as Pillow

from limis.agents.conversation import Conversation
from limis.agents.mcp.cases import Case, Cases
from limis.agents.mcp.discreet import known_unit
from limis.agents.mcp.words import help_text
from limis.commands import schema
from limis.errors import LimisError, UnknownSessionError
from limis.io.nifti_bytes import nifti_bytes
from limis.prompts.vocabulary import vocabulary
from limis.report.save import measured

__all__ = ["add_resources"]

T = TypeVar("T")
_JSON, _GZIP, _PNG = "application/json", "application/gzip", "image/png"


def add_resources(server: MCPServer, cases: Cases) -> None:
    """Offer what can be read."""
    _add_texts(server)
    _add_reports(server, cases)
    _add_masks(server, cases)


def _add_texts(server: MCPServer) -> None:
    @server.resource("limis://help", name="help", mime_type="text/plain")
    def tell() -> str:  # pyright: ignore[reportUnusedFunction]
        """What can be said, and every command."""
        return help_text()

    @server.resource("limis://commands", name="commands", mime_type=_JSON)
    def algebra() -> str:  # pyright: ignore[reportUnusedFunction]
        """The command algebra as a JSON schema."""
        return json.dumps(schema())

    @server.resource("limis://concepts", name="concepts", mime_type="text/plain")
    def names() -> str:  # pyright: ignore[reportUnusedFunction]
        """Everything limis has a name for, a line each."""
        return "\n".join(f"{concept.name} ({concept.region.replace('_', ' ')})" for concept in vocabulary())

    @server.resource("limis://concepts/{query}", name="concept", mime_type=_JSON)
    def search(query: str) -> str:  # pyright: ignore[reportUnusedFunction]
        """The names that are like a word, a synonym, a body region or a kind of imaging."""
        return json.dumps([concept.as_json() for concept in vocabulary().search(unquote(query))])


def _add_reports(server: MCPServer, cases: Cases) -> None:
    @server.resource("limis://sessions/{session}/report", name="report", mime_type=_JSON)
    async def report(session: str, ctx: Context) -> str:  # pyright: ignore[reportUnusedFunction]
        """Everything that is outlined in an open image, measured, and which models did it."""
        return await _read(cases, session, ctx, _report)


def _add_masks(server: MCPServer, cases: Cases) -> None:
    @server.resource("limis://sessions/{session}/masks/{name}.nii.gz", name="volume mask", mime_type=_GZIP)
    async def volume(session: str, name: str, ctx: Context) -> bytes:  # pyright: ignore[reportUnusedFunction]
        """The mask of a structure of an open volume as NIfTI, on the image's grid, without its header's words."""
        return await _read(cases, session, ctx, lambda conversation, _: _nifti(conversation, unquote(name)))

    @server.resource("limis://sessions/{session}/masks/{name}.png", name="picture mask", mime_type=_PNG)
    async def picture(session: str, name: str, ctx: Context) -> bytes:  # pyright: ignore[reportUnusedFunction]
        """The mask of a structure of an open picture: 255 inside, 0 outside."""
        return await _read(cases, session, ctx, lambda conversation, _: _png(conversation, unquote(name)))


async def _read(cases: Cases, session: str, ctx: Context, make: Callable[[Conversation, Case], T]) -> T:
    """Make something of an open image when nothing else is done to it."""
    try:
        case = cases.find(session)
        return await case.do(lambda conversation, progress: make(conversation, case), ctx)
    except UnknownSessionError as error:
        raise ResourceNotFoundError(str(error)) from None
    except LimisError as error:
        raise ResourceError(cases.discretion.words(str(error))) from None


def _report(conversation: Conversation, case: Case) -> str:
    session = conversation.session
    # The unit, the file's own name and what its reader noted may hold a stranger's words.
    described = replace(session.image, unit=known_unit(session.image.unit))
    made = measured(session.structures, described, models=session.engines.infos)
    notes = [session.engines.notice] if session.engines.notice else []
    image = {**made["image"], "name": case.given}
    return json.dumps({**made, "commands": [], "image": image, "notes": notes}, allow_nan=False)


def _nifti(conversation: Conversation, name: str) -> bytes:
    image = conversation.image
    mask = conversation.masks.get(name)
    if mask is None or image.is_picture:
        raise ResourceNotFoundError("There is no such mask of a volume.")
    plain = replace(image, source=replace(image.source, header=b""))
    return gzip.compress(nifti_bytes(mask.data.astype(np.uint8), plain), 6, mtime=0)


def _png(conversation: Conversation, name: str) -> bytes:
    mask = conversation.masks.get(name)
    if mask is None or not conversation.image.is_picture:
        raise ResourceNotFoundError("There is no such mask of a picture.")
    content = BytesIO()
    Pillow.fromarray(mask.data.astype(np.uint8) * np.uint8(255)).save(content, format="PNG")
    return content.getvalue()
