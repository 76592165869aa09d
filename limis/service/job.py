"""One piece of work in a thread: it reports progress, can be stopped, and ends with a value or an error."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from functools import partial
from typing import Any, Generic, TypeVar

from limis.errors import Cancelled, say
from limis.progress import Progress, silent

__all__ = ["Job"]

T = TypeVar("T")
_EVERY_S = 0.2


class Job(Generic[T]):
    """Work that was asked for.

    Args:
        work: Is given a progress callback; calls it at least twice a second.
        tell: Is given progress, five times a second at most.

    Attributes:
        future: How it ends; `asyncio.wrap_future` waits for it.
        step: What it does now: words, units done, units in all.
        since: When it was asked for, on the monotonic clock.
    """

    def __init__(self, work: Callable[[Progress], T], tell: Progress = silent) -> None:
        self._work, self._tell = work, tell
        self.future: Future[T] = Future()
        self.step: tuple[str, int, int] = ("waiting", 0, 0)
        self.since = time.monotonic()
        self._stopped = threading.Event()
        self._told = 0.0

    def run(self) -> None:
        """Do the work, here and now, and say how it ended."""
        self.carry_out()()

    def carry_out(self) -> Callable[[], None]:
        """Do the work, here and now.

        Returns:
            What says how it ended, for those who have to tidy up before anybody hears of that.
        """
        if self._stopped.is_set() or not self.future.set_running_or_notify_cancel():
            return partial(self._end, error=_stopped())
        try:
            return partial(self._end, self._work(self.progress))
        except BaseException as error:  # noqa: BLE001 - it is raised where the job's result is asked for
            return partial(self._end, error=error)

    def cancel(self) -> None:
        """Ask the work to stop: it raises `Cancelled` at its next sign of life."""
        self._stopped.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stopped.is_set()

    def progress(self, step: str, done: int, total: int) -> None:
        """What the work calls.

        Raises:
            Cancelled: Somebody asked it to stop.
        """
        if self._stopped.is_set():
            raise _stopped()
        at = time.monotonic()
        is_new, self.step = step != self.step[0], (step, done, total)
        if is_new or at - self._told >= _EVERY_S:
            self._told = at
            self._tell(step, done, total)

    def _end(self, value: Any = None, error: BaseException | None = None) -> None:
        with suppress(InvalidStateError):
            if error is not None:
                self.future.set_exception(error)
            else:
                self.future.set_result(value)


def _stopped() -> Cancelled:
    return Cancelled(
        say("stopped", expected="time to finish", got="a wish to stop", next_step="Say it again to start over")
    )
