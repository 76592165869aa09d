"""Makes conversations: new ones, and those that were put away."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, replace
from pathlib import Path

from limis.agents.conversation import Conversation
from limis.api import converse, open_session, resume
from limis.errors import ImageChangedError, UnknownSessionError, say
from limis.progress import Progress, silent
from limis.protocols import Planner
from limis.service.engines import SharedEngines
from limis.service.opening import Opening
from limis.service.roots import Roots
from limis.service.sandbox import Allowance, read_apart
from limis.session.about import About
from limis.session.store import Journal, Store
from limis.types import Image, Structure

__all__ = ["Opener", "Origin"]

_READERS = 2
_TICK_S = 0.2


@dataclass(eq=False)
class Origin:
    """Where a conversation came from, which is what it takes to bring it back.

    Attributes:
        opening: How it was begun; None where it was found on disk.
        journal: Keeps one that is away and in which nothing was said: it would be thrown away if it were closed.
    """

    opening: Opening | None = None
    journal: Journal | None = None


class Opener:
    """Makes conversations, whose images are read in processes of their own.

    Args:
        roots: What may be opened, besides uploads.
        uploads: The folder of these.
        engines: The models of all conversations.
        home: Folder for what is kept.
        allowance: What reading an image may take.
        planner: Is asked about sentences that the grammar cannot read; None for nobody, whatever is configured.
    """

    def __init__(
        self,
        roots: Roots,
        uploads: Path,
        engines: SharedEngines,
        home: Path,
        allowance: Allowance,
        planner: Planner | None = None,
    ) -> None:
        self._roots, self._uploads, self._engines = roots, uploads, engines
        self._home, self._allowance, self._planner = home, allowance, planner
        self.store = Store(home)
        self._readers = threading.BoundedSemaphore(_READERS)

    def begin(self, opening: Opening, progress: Progress = silent) -> Conversation:
        """Begin a conversation; errors as `limis.service.desk.Desk.open` has them."""
        engines = self._engines.get(opening.models)
        image, imported = self._read(opening, progress)
        progress("opening", 0, 1)
        conversation = converse(
            image,
            imported=imported,
            models=engines,
            modality=opening.options.get("modality"),
            options=opening.options,
            planner=self._planner or "none",
            home=self._home,
        )
        conversation.folder = self.folder(conversation.id or secrets.token_hex(12))
        return conversation

    def back(self, name: str, origin: Origin, progress: Progress = silent) -> Conversation:
        """Bring a conversation back.

        Args:
            name: Its id.
            origin: Where it came from.
            progress: Called at least twice a second.

        Raises:
            ImageChangedError: Its image is gone, or another one.
            StoreError: It is open elsewhere, or damaged.
        """
        if origin.journal is not None and origin.opening is not None:
            return self._anew(name, origin.opening, origin.journal, progress)
        about, _ = self.store.read(name)
        path, used = self._allowed(about), about.options.get("models")
        engines = self._engines.get(used if used in self._engines.names else None)
        image, _ = self._read(Opening(path, about.options), progress)
        planner = self._planner or "none"
        return resume(name, image=image, models=engines, out=self.folder(name), planner=planner, home=self._home)

    def may_see(self, about: About) -> bool:
        """Whether clients may know of a stored session: its image lies where they may open images."""
        path = about.image_path
        return path is not None and (self._roots.covers(path) or self._uploads.resolve() in path.resolve().parents)

    def folder(self, name: str) -> Path:
        """Where what is saved in a conversation goes."""
        return self._home / "saved" / name

    def _anew(self, name: str, opening: Opening, journal: Journal, progress: Progress) -> Conversation:
        """Begin once more where nothing was said."""
        image, imported = self._read(opening, progress)
        engines = self._engines.get(opening.models)
        session = open_session(image, models=engines, modality=opening.options.get("modality"), imported=imported)
        journal.adopt(session.history)
        return Conversation(session, self.folder(name), journal, self._planner)

    def _allowed(self, about: About) -> Path:
        if not self.may_see(about) or about.image_path is None:
            raise UnknownSessionError(
                say(
                    "there is no such session here",
                    expected="one about an image that may be opened here",
                    got=about.id,
                    next_step="Start the server with the folder of its image",
                )
            )
        if not about.image_path.exists():
            raise ImageChangedError(
                say(
                    f"the image of session {about.id} is missing",
                    expected="the file it was read from",
                    got="none",
                    next_step="Put it back where it was, or open the image where it is now",
                )
            )
        return about.image_path

    def _read(self, opening: Opening, progress: Progress) -> tuple[Image, tuple[Structure, ...]]:
        """Read an image when one of the readers is free."""
        while not self._readers.acquire(timeout=_TICK_S):
            progress("waiting to read", 0, 0)
        try:
            image, found = read_apart(opening, self._allowance, progress)
        finally:
            self._readers.release()
        return replace(image, source=replace(image.source, path=opening.path)), found
