"""Models that every conversation shares: opened once, by names that the server was started with."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from limis.errors import InputError, say
from limis.models.engines import Engines
from limis.models.registry import open_engines
from limis.models.weights import EMBEDDED_SETS

__all__ = ["SharedEngines"]


class SharedEngines:
    """The models of a server.

    Args:
        names: What clients may choose from, the default first; the sets that come with limis are always among them.
            A name may be a path or a hub's: that is for whoever starts the server to say, never for a client.
        device: As `limis.models.registry.open_engines` takes it.
        opened: Engines that are open already, by name: they need not be opened.
    """

    def __init__(self, names: Sequence[str] = (), device: str = "auto", *, opened: Sequence[Engines] = ()) -> None:
        self._opened = {engines.name: engines for engines in opened}
        self.names = tuple(dict.fromkeys((*self._opened, *names, *EMBEDDED_SETS)))
        self._device = device
        self._guard = threading.Lock()

    def get(self, name: str | None = None) -> Engines:
        """The models of a name; None for the default.

        Raises:
            InputError: They are not among those that this server offers.
            ModelError: They cannot be opened.
        """
        wanted = self.names[0] if name is None else name
        if wanted not in self.names:
            raise InputError(
                say(
                    f"no models called {wanted[:80]!r} here",
                    expected=", ".join(self.names),
                    got=repr(wanted[:80]),
                    next_step="Choose one of these, or start the server with --models",
                )
            )
        with self._guard:
            if wanted not in self._opened:
                self._opened[wanted] = open_engines(wanted, self._device)
            return self._opened[wanted]
