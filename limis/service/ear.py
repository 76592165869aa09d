"""The recogniser that every conversation of a server shares: opened when somebody speaks for the first time."""

from __future__ import annotations

import threading
from importlib.util import find_spec

from limis.agents.voice import Recogniser, Understood, open_recogniser, understand
from limis.commands import Context

__all__ = ["Ear"]


class Ear:
    """Listens for a server; may be used from any thread.

    Args:
        recogniser: One that is open already; None for the one that the extra ``voice`` brings.
    """

    def __init__(self, recogniser: Recogniser | None = None) -> None:
        self._recogniser = recogniser
        self._guard = threading.Lock()

    @property
    def is_there(self) -> bool:
        """Whether it can listen; nothing is opened to find out."""
        return self._recogniser is not None or find_spec("pocketsphinx") is not None

    def understand(self, wav: bytes, context: Context) -> Understood:
        """What a recording is taken for; see `limis.agents.voice.understand`. Its first call opens the model.

        Raises:
            ReadError: It is no WAV file.
            MissingExtraError: The extra ``voice`` is not installed.
        """
        return understand(wav, self._open(), context)

    def _open(self) -> Recogniser:
        with self._guard:
            if self._recogniser is None:
                self._recogniser = open_recogniser()
            return self._recogniser
