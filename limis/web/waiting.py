"""Waiting for work that a client has asked for, as long as the client is still there."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncGenerator, Callable, Mapping
from typing import Any, TypeVar

from fastapi import Request
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from limis.service.job import Job
from limis.web.problems import problem

__all__ = ["LINES", "progress_of", "streamed", "waited", "wants_lines"]

T = TypeVar("T")
LINES = "application/x-ndjson"
"""What a client accepts that wants to hear of progress: a line of JSON for each event, the last one with the end."""

_TICK_S = 0.4


def wants_lines(request: Request) -> bool:
    """Whether a client wants to hear of progress."""
    return LINES in request.headers.get("accept", "")


async def waited(request: Request, job: Job[T]) -> T:
    """The value of a job; a client that goes away stops it.

    Raises:
        LimisError: As the job raised it.
    """
    future = asyncio.wrap_future(job.future)
    try:
        while not (await asyncio.wait({future}, timeout=_TICK_S))[0]:
            if await request.is_disconnected():
                job.cancel()
        return await future
    except asyncio.CancelledError:
        job.cancel()
        raise


def streamed(
    job: Job[T], name: str, tell: Callable[[T], Any], first: Mapping[str, Any] | None = None
) -> StreamingResponse:
    """A job as lines: ``progress`` at least twice a second, then `name` with its value, or ``error``.

    Args:
        job: A client that goes away stops it.
        name: Of the last event, and of what it holds.
        tell: Makes JSON values of the value; called in a thread.
        first: An event that comes before all others.
    """

    async def lines() -> AsyncGenerator[bytes]:
        future = asyncio.wrap_future(job.future)
        try:
            if first is not None:
                yield _line(first)
            while not (await asyncio.wait({future}, timeout=_TICK_S))[0]:
                yield _line(progress_of(job))
            try:
                yield _line({"event": name, name: await run_in_threadpool(tell, future.result())})
            except Exception as error:  # noqa: BLE001 - every end is told
                yield _line({"event": "error", "error": problem(error)})
        finally:
            if not future.done():
                job.cancel()

    return StreamingResponse(lines(), media_type=LINES)


def progress_of(job: Job[Any]) -> dict[str, Any]:
    """What a job does now, as an event."""
    step, done, total = job.step
    seconds = round(time.monotonic() - job.since, 1)
    return {"event": "progress", "step": step, "done": done, "total": total, "seconds": seconds}


def _line(event: Mapping[str, Any]) -> bytes:
    return json.dumps(dict(event), allow_nan=False).encode() + b"\n"
