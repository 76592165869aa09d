"""What keeps a session while it goes on: one transaction per turn, and the way back after a crash."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from limis.errors import ImageChangedError, StoreError, StoreWriteError, say
from limis.session.about import About
from limis.session.audit import FIRST_LINK, AuditRow
from limis.session.canonical import canonical
from limis.session.database import open_to_read, open_to_write, remove, transaction, translated
from limis.session.history import History, PackedState
from limis.session.identity import check_image
from limis.session.keeping import restore_masks, restore_state
from limis.session.lease import Lease
from limis.session.packing import PackedMask
from limis.session.rows import drop_masks, write_link, write_mask, write_turn
from limis.session.state import Look
from limis.session.turns import Entry, TurnRow, fold
from limis.types import Image

__all__ = ["Clock", "Journal", "now"]

Clock = Callable[[], datetime]


_NOT_KEPT = "this session goes on in memory only and will be lost when it ends: {why}"
_KEPT_AGAIN = "this session is kept again, with all turns that were said meanwhile"


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, eq=False)
class _Event:
    """Something that waits to be written down: one link of the audit, and the turn that it is about."""

    link: int
    at: str
    name: str
    body: Mapping[str, Any]
    turn: TurnRow | None = None
    masks: tuple[PackedMask, ...] = ()


@dataclass(frozen=True)
class _File:
    """Where a session is kept, open to be written to."""

    path: Path
    connection: sqlite3.Connection
    lease: Lease


class Journal:
    """Keeps one session on disk as it goes, or says why it cannot.

    A turn is written in one transaction, synced to disk before `record` returns. When writing fails, the session
    goes on in memory: `record` says so once, `notice` says so as long as it lasts, and the next turn that can be
    written brings what is missing along. May be used from several threads.

    Attributes:
        about: The session.
        turns: The turns that were stored when it was opened.

    `limis.session.store.Store` makes them.

    Args:
        about: The session.
        notice: Why nothing is kept; empty when nobody wanted it kept.
        clock: Tells the time.
    """

    def __init__(self, about: About, *, notice: str = "", clock: Clock = now) -> None:
        self.about = about
        self.turns: tuple[TurnRow, ...] = ()
        self._clock = clock
        self._notice = _NOT_KEPT.format(why=notice) if notice else ""
        self._told = self._id = ""
        self._guard = threading.Lock()
        self._file: _File | None = None
        self._waiting: list[_Event] = []
        self._stack: tuple[PackedState, ...] = ()
        self._position = self._number = self._link = 0

    @classmethod
    def open(cls, path: Path, lease: Lease | None, *, notice: str = "", clock: Clock = now) -> Self:
        """Read a stored session, and keep it from now on.

        Args:
            path: Its file.
            lease: The right to write to it, given back by `close`; None to read only.
            notice: Why there is no lease.
            clock: Tells the time.

        Raises:
            StoreDamagedError: What is stored makes no sense.
            StoreVersionError: It was written by a newer limis.
            StoreWriteError: It cannot even be read.
        """
        connection, cannot = _open_somehow(path, writable=lease is not None)
        try:
            with translated(path):
                journal = cls(About.read(connection), notice=notice or cannot, clock=clock)
                journal._read(connection)
        except BaseException:
            connection.close()
            raise
        if lease is None:
            connection.close()
        elif cannot:
            connection.close()
            lease.release()
        else:
            journal._file, journal._id = _File(path, connection, lease), path.stem
        return journal

    def _read(self, connection: sqlite3.Connection) -> None:
        """Take over the turns and the states that they lead to."""
        masks = restore_masks(connection)
        self.turns = tuple(TurnRow.read(connection))
        steps, self._position = fold(self.turns)
        self._stack = tuple(restore_state(step, masks) for step in steps)
        self._number = self.turns[-1].number
        (self._link,) = connection.execute("SELECT coalesce(max(number), 0) FROM audit").fetchone()

    def adopt(self, history: History) -> None:
        """Take note that this history, not a copy of it, is what was stored."""
        self._stack, self._position = history.steps, history.position

    @property
    def id(self) -> str:
        """The session's name, by which it can be taken up again; empty when it is not kept."""
        return self._id

    @property
    def notice(self) -> str:
        """Why the session is not being kept; empty while it is, or when nobody wanted it kept."""
        return self._notice

    @property
    def look(self) -> Look:
        """Where somebody looked last, before the session was taken up again."""
        return self.turns[-1].look if self.turns else Look()

    @property
    def image_path(self) -> Path:
        """The image's file or folder.

        Raises:
            ImageChangedError: It is not there any more.
        """
        path = self.about.image_path
        if path is None or not path.exists():
            raise ImageChangedError(
                say(
                    f"the image of session {self.about.id} is missing",
                    expected=f"{path or 'an image made in memory'} with sha256 {self.about.image_sha256}",
                    got="no such file or folder" if path else "no file to read it from",
                    next_step="Put it back where it was, or open the image where it is now as a new session",
                )
            )
        return path

    def history(self, image: Image) -> History:
        """Every state of the session, as it was: what was said before can still be undone.

        Args:
            image: The image, read again the way it was read before.

        Raises:
            ImageChangedError: It is another image, or lies on another grid.
            StoreDamagedError: What is stored makes no sense.
        """
        check_image(self.about, image)
        hidden = self.turns[-1].hidden if self.turns else ()
        return History.resume(image.geometry, self._stack, self._position, hidden)

    def record(self, entry: Entry, history: History, look: Look | None = None) -> str:
        """Write down a turn. Returns when it is on disk, or cannot be.

        Args:
            entry: What was said and what came of it.
            history: The session's states after it.
            look: Where somebody looks after it.

        Returns:
            What the person should hear about it; empty as long as all is well.
        """
        with self._guard:
            if self._file is None:
                return self._to_be_told()
            kept = _common(self._stack, history.steps)
            added = history.steps[kept:]
            self._number += 1
            row = TurnRow.of(
                entry,
                number=self._number,
                at=self._time(),
                digest=history.digest,
                kept=kept,
                steps=added,
                position=history.position,
                look=look or Look(),
                hidden=history.state.hidden,
            )
            self._stack, self._position = history.steps, history.position
            masks = tuple(mask for state in added for mask in state.masks)
            self._append("turn", {"turn": row.number, "row": row.row_digest}, row, masks)
            self._write()
            return self._to_be_told()

    def note(self, event: str, **facts: Any) -> None:
        """Write something else into the audit, e.g. that masks were saved.

        Args:
            event: What happened, in a word.
            facts: What is told of it: JSON values, no paths and nothing about the patient.
        """
        with self._guard:
            if self._file is not None:
                self._append(event, facts)
                self._write()

    def close(self) -> None:
        """Let others open the session. One in which nothing was said is not kept."""
        with self._guard:
            file = self._file
            if file is None:
                return
            if self._waiting:
                self._write()
            self._file = None
            file.connection.close()
            if self._number == 0:
                self._id = ""
                with suppress(StoreError):
                    remove(file.path)
            file.lease.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _time(self) -> str:
        return self._clock().isoformat(timespec="seconds")

    def _append(
        self, name: str, body: Mapping[str, Any], turn: TurnRow | None = None, masks: tuple[PackedMask, ...] = ()
    ) -> None:
        self._link += 1
        self._waiting.append(_Event(self._link, self._time(), name, body, turn, masks))

    def _to_be_told(self) -> str:
        """What was not said yet about whether the session is kept."""
        before, self._told = self._told, self._notice
        return "" if before == self._notice else self._notice or _KEPT_AGAIN

    def _write(self) -> None:
        """Write what waits, all of it or nothing."""
        if self._file is None:
            return
        try:
            with translated(self._file.path), transaction(self._file.connection):
                about = self._write_events(self._file.connection)
        except StoreError as error:
            self._notice = _NOT_KEPT.format(why=error)
            return
        self.about, self._notice = about, ""
        self._waiting.clear()

    def _write_events(self, connection: sqlite3.Connection) -> About:
        """Write the events that are not written yet: an interrupt may have come just after they were."""
        last = connection.execute("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1").fetchone()
        number, head = last or (0, FIRST_LINK)
        stored: dict[str, str | None] = dict(connection.execute("SELECT key, base FROM masks"))
        about = self.about
        for event in self._waiting:
            if event.link <= number:
                continue
            for mask in event.masks:
                write_mask(connection, mask, stored)
            if event.turn is not None:
                write_turn(connection, event.turn)
                about = replace(about, used=event.turn.at, turns=event.turn.number)
            head = write_link(connection, AuditRow.after(event.link, head, event.at, event.name, event.body))
        drop_masks(connection, self._stack, stored)
        names = tuple(one.bare.name for one in self._stack[self._position].structures)
        about = replace(about, structures=names, head=head)
        connection.execute(
            "UPDATE session SET used = ?, turns = ?, structures = ?, head = ?",
            (about.used, about.turns, canonical(about.structures), about.head),
        )
        return about


def _open_somehow(path: Path, *, writable: bool) -> tuple[sqlite3.Connection, str]:
    """Open a file to write, or to read where that is all that can be had; and say why."""
    if writable:
        try:
            return open_to_write(path), ""
        except StoreWriteError as error:
            return open_to_read(path), str(error)
    return open_to_read(path), "it lies where nothing may be written"


def _common(one: tuple[PackedState, ...], other: tuple[PackedState, ...]) -> int:
    """How many states two histories share at their beginning."""
    pairs: Iterator[tuple[PackedState, PackedState]] = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a is not b), min(len(one), len(other)))
