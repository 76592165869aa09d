"""What happens in a conversation, told to whoever listens."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

__all__ = ["Bell", "Listener"]

Listener = Callable[[Mapping[str, Any]], object]
"""Is given every event, as JSON values with their ``event``; called from the thread where it happens, so be quick."""


class Bell:
    """Rings for everybody who listens."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Listen from now on.

        Returns:
            What ends it; nothing happens the second time.
        """
        with self._guard:
            self._listeners = [*self._listeners, listener]

        def leave() -> None:
            with self._guard, suppress(ValueError):
                kept = list(self._listeners)
                kept.remove(listener)
                self._listeners = kept

        return leave

    @property
    def is_heard(self) -> bool:
        """Whether anybody listens."""
        return bool(self._listeners)

    def ring(self, event: str, **facts: Any) -> None:
        """Tell everybody what happens. A listener that fails does not keep it from the others."""
        for listener in self._listeners:
            with suppress(Exception):
                listener({"event": event, **facts})
