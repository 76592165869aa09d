"""Every session that was kept: begun, taken up again, listed, checked and deleted."""

from __future__ import annotations

import secrets
import string
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from limis import __version__
from limis.config import user_data_folder
from limis.errors import StoreError, StoreWriteError, UnknownSessionError, say
from limis.session.about import About, describe_grid
from limis.session.audit import FIRST_LINK
from limis.session.database import UNFINISHED, create, open_to_read, remove, translated
from limis.session.history import History
from limis.session.home import make_private_folder
from limis.session.identity import image_digest
from limis.session.journal import Clock, Journal, now
from limis.session.lease import Lease
from limis.session.rows import write_first_rows
from limis.session.state import Look
from limis.session.turns import Entry, TurnRow
from limis.session.verify import Verdict, verify
from limis.types import Image

__all__ = ["Entry", "Journal", "Listed", "Store", "Verdict"]

_FOLDER = "sessions"
_SUFFIX = ".sqlite3"
_LOCK = ".lock"
_ID_BYTES = 6
_ABANDONED_S = 3600


@dataclass(frozen=True)
class Listed:
    """A session in a list.

    Attributes:
        id: Its name.
        about: What is known of it; None when it cannot be read.
        problem: Why it cannot be read.
    """

    id: str
    about: About | None
    problem: str = ""


class Store:
    """The folder of a user's sessions, one SQLite file each.

    The folder opens for its owner only and is made when the first session is kept. Nothing of a header is
    stored, the image's path once and its values never.

    Args:
        home: Folder for what limis keeps, as `limis.config.Config.home` says it; None for the platform's.
        clock: Tells the time, in UTC.

    Example:
        >>> Store("/tmp/nowhere").list()
        []
    """

    def __init__(self, home: str | Path | None = None, *, clock: Clock = now) -> None:
        self.folder = user_data_folder(None if home is None else str(home)) / _FOLDER
        self._clock = clock

    def start(
        self,
        image: Image,
        history: History,
        *,
        modality: str | None = None,
        options: Mapping[str, Any] | None = None,
        look: Look | None = None,
        keep: bool = True,
    ) -> Journal:
        """Begin to keep a session. Where that cannot be, its journal says why and keeps nothing.

        Args:
            image: What is talked about.
            history: Its first state is turn 0.
            modality: Kind of imaging, stated or guessed.
            options: How the image was read and which models look at it: JSON values, nothing of a header.
            look: Where somebody looks at first.
            keep: False keeps nothing at all, as ``--no-history`` asks for.

        Returns:
            What each turn is given to.
        """
        about = self._describe(image, modality, options)
        if not keep:
            return Journal(about)
        try:
            make_private_folder(self.folder)
            self._sweep()
            lease = Lease(self._lock(about.id), about.id)
        except StoreError as error:
            return Journal(about, notice=str(error))
        try:
            path = self.folder / f"{about.id}{_SUFFIX}"
            create(path, lambda connection: write_first_rows(connection, about, history, look or Look()))
            journal = Journal.open(path, lease, clock=self._clock)
        except StoreError as error:
            lease.release()
            return Journal(about, notice=str(error))
        except BaseException:
            lease.release()
            raise
        journal.adopt(history)
        return journal

    def resume(self, prefix: str) -> Journal:
        """Take a session up again.

        Args:
            prefix: Its id, or as much of it as no other begins with.

        Returns:
            Its journal: `Journal.image_path` and ``about.options`` tell what to read, `Journal.history` gives
            every state back.

        Raises:
            UnknownSessionError: No session is meant, or more than one.
            SessionBusyError: Somebody else has it open.
            StoreDamagedError: What is stored makes no sense.
            StoreVersionError: It was written by a newer limis.
        """
        path = self._find(prefix)
        lease, notice = self._lease_or_why_not(path)
        try:
            journal = Journal.open(path, lease, notice=notice, clock=self._clock)
        except BaseException:
            if lease is not None:
                lease.release()
            raise
        journal.note("resumed", version=__version__)
        return journal

    def list(self) -> list[Listed]:
        """Every session, the one that was used last first; those that cannot be read come last."""
        found = [self._listed(path) for path in self._files()]
        return sorted(found, key=lambda one: one.about.used if one.about else "", reverse=True)

    def read(self, prefix: str) -> tuple[About, list[TurnRow]]:
        """Look at a session, also while somebody else has it open.

        Raises:
            UnknownSessionError: No session is meant, or more than one.
            StoreDamagedError: What is stored makes no sense.
            StoreVersionError: It was written by a newer limis.
        """
        path = self._find(prefix)
        with closing(open_to_read(path)) as connection, translated(path):
            return About.read(connection), TurnRow.read(connection)

    def verify(self, prefix: str) -> Verdict:
        """Check whether a session is what was once written.

        Raises:
            UnknownSessionError: No session is meant, or more than one.
            StoreVersionError: It was written by a newer limis.
        """
        return verify(self._find(prefix))

    def delete(self, prefix: str) -> str:
        """Delete a session, whatever state it is in.

        Returns:
            Its whole id.

        Raises:
            UnknownSessionError: No session is meant, or more than one.
            SessionBusyError: Somebody has it open.
            StoreWriteError: Nothing may be deleted there.
        """
        path = self._find(prefix)
        lease = Lease(self._lock(path.stem), path.stem)
        try:
            remove(path)
        finally:
            lease.release()
        return path.stem

    def unused_for(self, age: timedelta) -> list[About]:
        """The sessions whose last turn is longer ago, the oldest first. What cannot be read is not among them."""
        at = self._clock()
        abouts = [one.about for one in self.list() if one.about is not None]
        return [about for about in reversed(abouts) if at - datetime.fromisoformat(about.used) > age]

    def resolve(self, prefix: str) -> str:
        """The whole id of the session that an id or the beginning of one means.

        Raises:
            UnknownSessionError: No session is meant, or more than one.
        """
        return self._find(prefix).stem

    def _describe(self, image: Image, modality: str | None, options: Mapping[str, Any] | None) -> About:
        at = self._clock().isoformat(timespec="seconds")
        path = None if image.source.path is None else image.source.path.absolute()
        return About(
            id=secrets.token_hex(_ID_BYTES),
            created=at,
            image_path=path,
            image_sha256=image_digest(image),
            grid=describe_grid(image.geometry),
            modality=modality,
            options=dict(options or {}),
            used=at,
            turns=0,
            structures=(),
            head=FIRST_LINK,
        )

    def _files(self) -> Iterator[Path]:
        return iter(sorted(self.folder.glob(f"*{_SUFFIX}")))

    def _lock(self, name: str) -> Path:
        return self.folder / f"{name}{_LOCK}"

    def _find(self, prefix: str) -> Path:
        wanted = prefix.strip().lower()
        is_id = wanted != "" and set(wanted) <= set(string.hexdigits)
        found = [path for path in self._files() if is_id and path.stem.startswith(wanted)]
        if len(found) != 1:
            several = ", ".join(path.stem for path in found[:5])
            raise UnknownSessionError(
                say(
                    f"cannot tell which session {prefix!r} is",
                    expected="an id, or as much of it as no other begins with",
                    got=f"{len(found)} sessions: {several}" if found else "none that begins so",
                    next_step="`limis sessions list` shows them all",
                )
            )
        return found[0]

    def _lease_or_why_not(self, path: Path) -> tuple[Lease | None, str]:
        """The right to write to a session; or, where nobody can write, why not."""
        try:
            return Lease(self._lock(path.stem), path.stem), ""
        except StoreWriteError as error:
            return None, str(error)

    def _listed(self, path: Path) -> Listed:
        try:
            with closing(open_to_read(path)) as connection, translated(path):
                return Listed(path.stem, About.read(connection))
        except StoreError as error:
            return Listed(path.stem, None, str(error))

    def _sweep(self) -> None:
        """Remove what a crash left of sessions that were never finished being made."""
        for path in self.folder.glob(f"*{UNFINISHED}"):
            with suppress(OSError, StoreError):
                if self._clock().timestamp() - path.stat().st_mtime > _ABANDONED_S:
                    remove(path)
