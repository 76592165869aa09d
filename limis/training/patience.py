"""Ctrl-C that waits for the step in progress, so that what has been learned so far can be kept."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any, Self

__all__ = ["Patience"]


class Patience:
    """Holds Ctrl-C, and being told to end, back until its block ends; the second time it stops at once.

    Only in the main thread, where signals arrive; in others nothing changes.

    Attributes:
        over: Whether somebody wants it to stop: the block should end soon.

    Example:
        >>> with Patience() as patience:
        ...     steps = [n for n in range(3) if not patience.over]
        >>> steps
        [0, 1, 2]
    """

    def __init__(self) -> None:
        self.over = False
        self._before: dict[int, Callable[[int, FrameType | None], Any]] = {}
        self._came = 0

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                handler = signal.getsignal(number)
                if callable(handler):
                    self._before[number] = handler
                    signal.signal(number, self._note)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._give_back()
        if self.over and kind is None:
            self._before[self._came](self._came, None)
            raise KeyboardInterrupt

    def _note(self, number: int, frame: FrameType | None) -> None:
        if self.over:
            self._give_back()
            self._before[number](number, frame)
        self.over, self._came = True, number

    def _give_back(self) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
