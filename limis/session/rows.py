"""The rows of a stored session, as they are written: its turns, their masks, the links of its audit."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace

from limis import __version__
from limis.session.about import About
from limis.session.audit import FIRST_LINK, AuditRow
from limis.session.canonical import canonical
from limis.session.history import History, PackedState
from limis.session.packing import PackedMask
from limis.session.state import Look
from limis.session.turns import Entry, TurnRow

__all__ = ["drop_masks", "write_first_rows", "write_link", "write_mask", "write_turn"]

_INSERT_SESSION = "INSERT INTO session VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_INSERT_TURN = "INSERT INTO turns VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_INSERT_MASK = "INSERT INTO masks VALUES (?, ?, ?, ?)"
_INSERT_LINK = "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?)"


def write_first_rows(connection: sqlite3.Connection, about: About, history: History, look: Look) -> None:
    """Write a new session: what it is about, turn 0, and the first links of its audit."""
    row = TurnRow.of(
        Entry(""),
        number=0,
        at=about.created,
        digest=history.digest,
        kept=0,
        steps=history.steps,
        position=history.position,
        look=look,
        hidden=history.state.hidden,
    )
    stored: dict[str, str | None] = {}
    for state in history.steps:
        for mask in state.masks:
            write_mask(connection, mask, stored)
    write_turn(connection, row)
    body = {"about": about.digest, "image": about.image_sha256, "version": __version__}
    head = write_link(connection, AuditRow.after(1, FIRST_LINK, about.created, "created", body))
    turn = {"turn": 0, "row": row.row_digest}
    head = write_link(connection, AuditRow.after(2, head, about.created, "turn", turn))
    names = tuple(history.state.structures)
    about = replace(about, structures=names, head=head)
    connection.execute(_INSERT_SESSION, about.as_row())


def write_mask(connection: sqlite3.Connection, mask: PackedMask, stored: dict[str, str | None]) -> None:
    """Write a mask that is not stored yet, after those that it differs from."""
    for one in mask.chain:
        if one.key in stored:
            continue
        base = None if one.base is None else one.base.key
        form = canonical(one.describe())
        connection.execute(_INSERT_MASK, (one.key, base, form, one.payload))
        stored[one.key] = base


def drop_masks(
    connection: sqlite3.Connection, stack: tuple[PackedState, ...], stored: Mapping[str, str | None]
) -> None:
    """Remove masks that no state which can be reached needs, neither itself nor as the base of another."""
    needed: set[str] = set()
    for key in {mask.key for state in stack for mask in state.masks}:
        link: str | None = key
        while link is not None and link not in needed:
            needed.add(link)
            link = stored.get(link)
    gone = [(key,) for key in stored.keys() - needed]
    connection.executemany("DELETE FROM masks WHERE key = ?", gone)


def write_link(connection: sqlite3.Connection, row: AuditRow) -> str:
    """Write a link of the audit; gives back its hash."""
    connection.execute(_INSERT_LINK, row.columns)
    return row.hash


def write_turn(connection: sqlite3.Connection, turn: TurnRow) -> None:
    """Write a turn."""
    connection.execute(_INSERT_TURN, turn.columns)
