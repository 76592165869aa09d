"""Waiting for somebody slow: a coroutine runs elsewhere, and what it asks is answered in the caller's thread."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from functools import cache
from queue import Empty, Queue
from threading import Thread
from typing import Any

from limis.errors import LLMError
from limis.progress import Progress

__all__ = ["Errand"]

_POLL_S = 0.1


class Errand:
    """A coroutine on its errand.

    It runs in a thread that does nothing but wait; whatever touches the session is done by the caller, who meanwhile
    reports progress and may stop it all at any time: a request under way is then dropped at once.

    Attributes:
        step: What it is doing, for the progress callback.
    """

    def __init__(self, step: str) -> None:
        self.step = step
        self._asked: Queue[tuple[tuple[Any, ...], Future[Any]] | None] = Queue()

    async def ask(self, *question: Any) -> Any:
        """Have the caller answer something; called by the coroutine."""
        answer: Future[Any] = Future()
        self._asked.put((question, answer))
        return await asyncio.wrap_future(answer)

    def run(
        self,
        work: Coroutine[Any, Any, None],
        answer: Callable[..., Any],
        progress: Progress,
        *,
        patience_s: float,
    ) -> None:
        """Wait until the coroutine is done, answering what it asks.

        Args:
            work: The coroutine.
            answer: Called with what `ask` was given; what it raises ends the errand, and is raised here.
            progress: Called ten times a second.
            patience_s: How long to wait in all; the time that answers take does not count.

        Raises:
            LLMError: The coroutine failed; its error is the cause.
            TimeoutError: Patience has run out.
            Cancelled: The progress callback asked to stop.
        """
        future = asyncio.run_coroutine_threadsafe(work, _loop())
        future.add_done_callback(lambda _: self._asked.put(None))
        waited = 0.0
        try:
            while waited <= patience_s:
                progress(self.step, 0, 0)
                since = time.monotonic()
                try:
                    asked = self._asked.get(timeout=_POLL_S)
                except Empty:
                    continue
                finally:
                    waited += time.monotonic() - since
                if asked is None:
                    return _result(future)
                question, waiting = asked
                waiting.set_result(answer(*question))
            raise TimeoutError
        finally:
            future.cancel()


def _result(future: Future[None]) -> None:
    try:
        future.result()
    except Exception as error:
        raise LLMError(type(error).__name__) from error


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """One loop for all errands of a process: connections that are kept open belong to it."""
    loop = asyncio.new_event_loop()
    Thread(target=loop.run_forever, name="limis-errands", daemon=True).start()
    return loop
