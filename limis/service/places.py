"""How much a server takes on, and who has to leave memory when somebody else comes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from limis.errors import BusyError, say
from limis.progress import Progress
from limis.service.sandbox import Allowance
from limis.service.talk import Talk

__all__ = ["Limits", "Places", "busy"]

_HOUR_S = 3600.0
_TICK_S = 0.2


@dataclass(frozen=True)
class Limits:
    """How much a server takes on.

    Attributes:
        most_open: Conversations in memory at once.
        most_bytes: What their images and masks may take together.
        idle_s: After so long without a word a conversation leaves memory.
        patience_s: How long somebody waits for a place when all are taken.
        grace_s: The same after the last listener has gone.
        forget_s: After so long a conversation in which nothing was said is forgotten, and an upload thrown away that
            no conversation is about.
        reading: What reading one image may take.
    """

    most_open: int = 24
    most_bytes: int = 2**33
    idle_s: float = _HOUR_S / 4
    patience_s: float = 20.0
    grace_s: float = 30.0
    forget_s: float = 24 * _HOUR_S
    reading: Allowance = field(default_factory=Allowance)


class Places:
    """The places of conversations in memory.

    Args:
        limits: How many there are.
        talks: Gives every conversation that is known.
        put_away: Takes one out of memory, where that can be; gives back whether it was.
    """

    def __init__(self, limits: Limits, talks: Callable[[], Sequence[Talk]], put_away: Callable[[Talk], bool]) -> None:
        self._limits, self._talks, self._put_away = limits, talks, put_away
        self._guard = threading.Lock()
        self._coming = 0

    @contextmanager
    def one(self, progress: Progress) -> Generator[None]:
        """A place for one more conversation, as long as it is being opened; waits for one for a while.

        Raises:
            BusyError: Everybody is at work.
        """
        deadline = time.monotonic() + self._limits.patience_s
        while not self._take():
            if time.monotonic() >= deadline:
                raise busy(f"at most {self._limits.most_open} conversations at work", "one more")
            progress("waiting for a place", 0, 0)
            time.sleep(_TICK_S)
        try:
            yield
        finally:
            with self._guard:
                self._coming -= 1

    def _take(self) -> bool:
        """Put away what was not used for longest until there is room for one more, where that can be."""
        there = sorted((talk for talk in self._talks() if talk.is_there), key=lambda talk: talk.used)
        while True:
            with self._guard:
                is_room = len(there) + self._coming < self._limits.most_open
                if is_room and sum(talk.nbytes for talk in there) < self._limits.most_bytes:
                    self._coming += 1
                    return True
            away = next((talk for talk in there if talk.is_idle and self._put_away(talk)), None)
            if away is None:
                return False
            there.remove(away)


def busy(expected: str, got: str) -> BusyError:
    """Word that a server cannot do it now."""
    return BusyError(say("the server is busy", expected=expected, got=got, next_step="Try again in a while"))
