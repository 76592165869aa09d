"""Long work for one call: its progress goes to the client, and a client that gives up ends it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from mcp.server.mcpserver import Context

from limis.progress import Progress
from limis.service.job import Job

__all__ = ["follow"]

T = TypeVar("T")
_EVERY_S = 0.5


async def follow(start: Callable[[Progress], Job[T]], context: Context) -> T:
    """Wait for a job.

    Args:
        start: Begins it; is given what shall hear of its progress, from any thread.
        context: Of the call; a client that asked for progress is told, always with a higher number.

    Returns:
        The job's value.

    Raises:
        LimisError: As the job raised it.
    """
    loop = asyncio.get_running_loop()
    steps: asyncio.Queue[str] = asyncio.Queue()

    def hear(step: str, done: int, total: int) -> None:
        with suppress(RuntimeError):  # the loop is gone, and nobody listens
            loop.call_soon_threadsafe(steps.put_nowait, f"{step} {done} of {total}" if total else step)

    job = start(hear)
    telling = asyncio.create_task(_tell(steps, context))
    try:
        return await asyncio.wrap_future(job.future)
    except asyncio.CancelledError:
        job.cancel()
        raise
    finally:
        telling.cancel()


async def _tell(steps: asyncio.Queue[str], context: Context) -> None:
    """Pass on what is being done, the latest only and not too often; also where it stays the same: work goes on."""
    count = 0
    while True:
        words = await steps.get()
        while not steps.empty():
            words = steps.get_nowait()
        count += 1
        await context.report_progress(count, message=words)
        await asyncio.sleep(_EVERY_S)
