"""Routes by which images come in: uploads, and what lies in the server's folders."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from limis import __version__
from limis.errors import ReadError, say
from limis.service.uploads import Upload
from limis.web import wire
from limis.web.talking import TheDesk

__all__ = ["router"]

router = APIRouter(tags=["images"])
_CHUNK = 2**20
Name = Annotated[str, Query(max_length=300)]


@router.get("/health", tags=["about"])
def health(desk: TheDesk, request: Request) -> wire.Health:
    """What answers here, and whether it is well."""
    return wire.Health(version=__version__, models=list(desk.engines.names), voice=request.app.state.ear.is_there)


@router.get("/files")
def files(desk: TheDesk, path: Annotated[str, Query(max_length=4096)] = "") -> wire.Files:
    """What may be opened in a folder; the server's folders themselves where none is named."""
    found = desk.roots.list(path)
    return wire.Files(entries=[wire.File(name=one.name, path=one.path, folder=one.is_folder) for one in found])


@router.post("/uploads", status_code=201)
async def upload(request: Request, desk: TheDesk, name: Name = "image") -> wire.UploadOut:
    """Upload a file: its bytes are the body. Further files of a series go to ``/uploads/{upload}``."""
    begun = await run_in_threadpool(desk.uploads.begin)
    try:
        return await _received(request, begun, name)
    except BaseException:
        desk.uploads.drop(begun.id)
        raise


@router.post("/uploads/{upload}", status_code=201)
async def add(upload: str, request: Request, desk: TheDesk, name: Name = "image") -> wire.UploadOut:
    """Add a file of the same series to an upload."""
    return await _received(request, await run_in_threadpool(desk.uploads.again, upload), name)


@router.delete("/uploads/{upload}", status_code=204, response_class=Response)
def drop(upload: str, desk: TheDesk) -> None:
    """Throw an upload away."""
    desk.uploads.drop(upload)


async def _received(request: Request, upload: Upload, name: str) -> wire.UploadOut:
    """Write a body to disk as it comes."""
    count, waiting = 0, bytearray()
    with await run_in_threadpool(upload.begin, name) as part:
        async for chunk in request.stream():
            waiting += chunk
            count += len(chunk)
            if len(waiting) >= _CHUNK:
                await run_in_threadpool(part.write, bytes(waiting))
                waiting.clear()
        await run_in_threadpool(part.write, bytes(waiting))
        if not count:
            raise ReadError(
                say("an empty upload", expected="the bytes of a file", got="none", next_step="Send them as body")
            )
    return wire.UploadOut(upload=upload.id, bytes=count)
