"""Every conversation of a server: opened, found again, put away when nobody talks, and brought back from disk."""

from __future__ import annotations

import re
import secrets
import shutil
import threading
import time
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from limis.agents.conversation import Conversation
from limis.config import user_data_folder
from limis.errors import LimisError, StoreError, UnknownSessionError, say
from limis.progress import Progress, silent
from limis.protocols import Planner
from limis.service.engines import SharedEngines
from limis.service.job import Job
from limis.service.opener import Opener, Origin
from limis.service.opening import Opening
from limis.service.places import Limits, Places, busy
from limis.service.roots import Roots
from limis.service.talk import Talk
from limis.service.uploads import Uploads
from limis.session.store import Listed

__all__ = ["Desk", "Limits"]

_THREADS = 32
_LONGEST_WAIT_S = 10.0
_SWEPT_EVERY_S = 600.0
_ID = re.compile(r"m?[0-9a-f]{12}")


class Desk:
    """What every server holds on to, whatever it speaks.

    All of it may be used from any thread. What takes time gives back jobs that run in threads of the desk.

    Args:
        roots: What clients may open by path.
        engines: The models of all conversations.
        home: Folder for sessions, uploads and what is saved; None for the user's data folder.
        limits: How much it takes on.
        planner: Is asked, by all conversations, about sentences that the grammar cannot read; None for nobody.

    Example:
        >>> from limis.service.engines import SharedEngines
        >>> with Desk(Roots(), SharedEngines()) as desk:  # doctest: +SKIP
        ...     talk = desk.open(Opening(desk.find(path="scan.nii.gz")))
        ...     talk.say("segment the liver").future.result().reply
        'Liver found. Liver: 1,482 ml.'
    """

    def __init__(
        self,
        roots: Roots,
        engines: SharedEngines,
        *,
        home: str | Path | None = None,
        limits: Limits | None = None,
        planner: Planner | None = None,
    ) -> None:
        self.roots, self.engines, self.limits = roots, engines, limits or Limits()
        self.home = user_data_folder(None if home is None else str(home))
        self.uploads = Uploads(self.home / "uploads")
        self._opener = Opener(roots, self.uploads.folder, engines, self.home, self.limits.reading, planner)
        self.store = self._opener.store
        self._pool = ThreadPoolExecutor(_THREADS, "limis-desk")
        self._guard = threading.Lock()
        self._talks: dict[str, tuple[Talk, Origin]] = {}
        self._closed = threading.Event()
        self._places = Places(self.limits, self._all, self.put_away)
        threading.Thread(target=self._look_after, name="limis-janitor", daemon=True).start()

    # --- opening and finding -----------------------------------------------------------------------------

    def find(self, *, path: str | None = None, upload: str | None = None) -> Path:
        """The image or mask that a client means.

        Args:
            path: Under the roots.
            upload: The name of an upload.

        Raises:
            ReadError: There is none.
        """
        return self.uploads.find(upload) if upload is not None else self.roots.find(path or "")

    def start(self, opening: Opening, tell: Progress = silent) -> Job[Talk]:
        """Begin a conversation in a thread of the desk; see `open`."""
        job = Job[Talk](lambda progress: self.open(opening, progress), tell)
        self._pool.submit(job.run)
        return job

    def open(self, opening: Opening, progress: Progress = silent) -> Talk:
        """Begin a conversation.

        Args:
            opening: The image, by a path that `find` gave.
            progress: Called at least twice a second; `Cancelled` ends the reading at once.

        Raises:
            InputError: An image, mask or option that cannot be used.
            ModelError: Models that cannot be opened.
            BusyError: The server holds as many conversations as it can.
        """
        with self._places.one(progress):
            conversation = self._opener.begin(opening, progress)
        name, origin = conversation.id or f"m{secrets.token_hex(6)}", Origin(opening)
        talk = Talk(name, partial(self._bring_back, name, origin), self._pool, conversation)
        with self._guard:
            self._talks[name] = talk, origin
        return talk

    def get(self, name: str) -> Talk:
        """The conversation of an id, in memory or on disk.

        Raises:
            UnknownSessionError: There is none, or it is about an image that may not be opened here.
        """
        with self._guard:
            if name in self._talks:
                return self._talks[name][0]
        if not _ID.fullmatch(name) or not self._opener.may_see(self.store.read(name)[0]):
            raise _unknown(name)
        with self._guard:
            origin = Origin()
            fresh = Talk(name, partial(self._bring_back, name, origin), self._pool)
            return self._talks.setdefault(name, (fresh, origin))[0]

    def sessions(self) -> list[tuple[Listed, Talk | None]]:
        """Every conversation that clients may know of, the one that was used last first."""
        with self._guard:
            talks = {name: talk for name, (talk, _) in self._talks.items()}
        listed = (one for one in self.store.list() if one.about is not None and self._opener.may_see(one.about))
        return [(one, talks.get(one.id)) for one in listed]

    def delete(self, name: str) -> None:
        """Forget a conversation: what was said, its masks, what it saved, and the upload it was about.

        Raises:
            UnknownSessionError: There is none.
            BusyError: It does not stop what it is doing.
            SessionBusyError: Somebody else has it open.
        """
        talk, image = self.get(name), self._image_of(name)
        self._stop(talk)
        if not talk.is_idle:
            raise busy("a conversation that stops", "one that is still working")
        self._forget(name)
        with suppress(UnknownSessionError):
            self.store.delete(name)
        shutil.rmtree(self._opener.folder(name), ignore_errors=True)
        if image is not None:
            self._throw_away_upload(image)

    # --- coming and going --------------------------------------------------------------------------------

    @contextmanager
    def attending(self, talk: Talk) -> Generator[None]:
        """Listen to a conversation: when its last listener has gone for a while, its work stops and it is put away."""
        talk.attend()
        try:
            yield
        finally:
            if talk.leave() and not self._closed.is_set():
                timer = threading.Timer(self.limits.grace_s, self._when_left, [talk, time.monotonic()])
                timer.daemon = True
                timer.start()

    def put_away(self, talk: Talk) -> bool:
        """Take a conversation out of memory, unless it is at work; it comes back when somebody needs it."""
        with self._guard:
            _, origin = self._talks.get(talk.id, (talk, Origin()))
        found = talk.id.startswith("m")
        return not found and talk.put_away(partial(_close, origin))

    def close(self) -> None:
        """Stop all work and let others have the conversations."""
        self._closed.set()
        with self._guard:
            talks = [talk for talk, _ in self._talks.values()]
        for talk in talks:
            talk.cancel()
        for talk in talks:
            self._stop(talk)
            self._forget(talk.id)
        self._pool.shutdown(wait=False, cancel_futures=True)

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _bring_back(self, name: str, origin: Origin, progress: Progress) -> Conversation:
        with self._places.one(progress):
            conversation = self._opener.back(name, origin, progress)
        origin.journal = None
        return conversation

    def _all(self) -> list[Talk]:
        with self._guard:
            return [talk for talk, _ in self._talks.values()]

    def _look_after(self) -> None:
        """Put away what is idle and forget what is old, now and then, until the desk is closed."""
        every_s, swept = max(0.05, min(15.0, self.limits.idle_s / 4)), -_SWEPT_EVERY_S
        while not self._closed.wait(every_s):
            for talk in self._all():
                unused_s = time.monotonic() - talk.used
                if talk.is_there and talk.is_idle and unused_s > self.limits.idle_s:
                    self.put_away(talk)
                if unused_s > self.limits.forget_s and talk.is_idle and not talk.is_attended:
                    self._stop(talk)
                    self._forget(talk.id)
            if time.monotonic() - swept > _SWEPT_EVERY_S:
                swept = time.monotonic()
                with suppress(OSError, LimisError):
                    self._sweep()

    def _sweep(self) -> None:
        self.uploads.sweep(self._needed(), self.limits.forget_s)

    def _needed(self) -> list[Path]:
        """The files that sessions are about."""
        needed = [one.about.image_path for one in self.store.list() if one.about and one.about.image_path]
        with self._guard:
            openings = [origin.opening for _, origin in self._talks.values() if origin.opening]
        return needed + [path for opening in openings for path in (opening.path, *(mask for mask, _ in opening.masks))]

    def _when_left(self, talk: Talk, left: float) -> None:
        if not talk.is_attended and talk.used <= left and not self._closed.is_set():
            self._stop(talk)

    def _stop(self, talk: Talk) -> bool:
        """End what a conversation is doing and put it away."""
        talk.cancel()
        current = talk.current
        if current is not None:
            wait([current.future], _LONGEST_WAIT_S)
        return self.put_away(talk)

    def _forget(self, name: str) -> None:
        with self._guard:
            talk, origin = self._talks.pop(name, (None, Origin()))
        if origin.journal is not None:
            origin.journal.close()
        if talk is not None and talk.is_there:
            talk.put_away(lambda conversation: conversation.close())

    def _image_of(self, name: str) -> Path | None:
        with self._guard:
            _, origin = self._talks.get(name, (None, Origin()))
        if origin.opening is not None:
            return origin.opening.path
        with suppress(StoreError, UnknownSessionError):
            return self.store.read(name)[0].image_path
        return None

    def _throw_away_upload(self, image: Path) -> None:
        """Throw away what somebody uploaded, unless another session is about it."""
        folder = self.uploads.folder
        if folder in image.parents:
            upload = image.relative_to(folder).parts[0]
            if not any(folder / upload in (path, *path.parents) for path in self._needed()):
                self.uploads.drop(upload)


def _close(origin: Origin, conversation: Conversation) -> None:
    """Close a conversation; where nothing was said its journal stays open, or it would be thrown away."""
    if conversation.session.number == 0 and origin.opening is not None:
        origin.journal = conversation.journal
    else:
        conversation.close()


def _unknown(name: str) -> UnknownSessionError:
    return UnknownSessionError(
        say(
            "there is no such session here",
            expected="the id of one",
            got=repr(name[:40]),
            next_step="List the sessions to see which there are",
        )
    )
