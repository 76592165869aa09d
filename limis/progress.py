"""How long work reports that it is alive, and how a caller stops it.

Every slow function takes ``progress: Progress``. It is called at least twice a second with a short
sentence and how far the work has come; whatever it raises ends the work. A caller that wants to stop
raises `limis.errors.Cancelled`.
"""

from __future__ import annotations

from typing import Protocol

__all__ = ["Progress", "silent"]


class Progress(Protocol):
    """A callback for long work."""

    def __call__(self, step: str, done: int, total: int) -> None:
        """Take note of progress.

        Args:
            step: What is being done, e.g. ``"grounding"``.
            done: Units finished, ``0 <= done <= total``.
            total: Units in this step; 0 when it is not known.

        Raises:
            limis.errors.Cancelled: To stop the work.
        """
        ...


def silent(step: str, done: int, total: int) -> None:
    """Ignore progress: the default callback."""
