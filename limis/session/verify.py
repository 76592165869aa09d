"""Whether a stored session is what was once written, looked at from every side."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from limis.errors import LimisError, StoreDamagedError
from limis.geometry import Geometry
from limis.session.about import About
from limis.session.audit import FIRST_LINK, AuditRow
from limis.session.database import open_to_read, translated
from limis.session.keeping import restore_masks
from limis.session.packing import PackedMask, unpack
from limis.session.state import digest_of
from limis.session.turns import TurnRow, fold, replay
from limis.types import Mask

__all__ = ["Verdict", "verify"]


@dataclass(frozen=True)
class Verdict:
    """What a check of a stored session found.

    Attributes:
        id: The session.
        problems: What is wrong; nothing, for a sound one.
        turns: How many turns there are, turn 0 not counted.
        head: The hash that the audit ends in. Whoever wrote it down elsewhere can tell that nothing was rewritten.
    """

    id: str
    problems: tuple[str, ...]
    turns: int = 0
    head: str = ""

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify(path: Path) -> Verdict:
    """Check a session's file: SQLite's own checks, the audit's chain, every turn, every mask.

    Raises:
        StoreVersionError: It was written by a newer limis, and nothing can be said about it.
        StoreWriteError: It cannot be opened.
        SessionBusyError: Somebody is writing and does not finish.
    """
    try:
        with closing(open_to_read(path)) as connection, translated(path):
            return _verify(connection, path.stem)
    except StoreDamagedError as error:
        return Verdict(path.stem, (str(error),))


def _verify(connection: sqlite3.Connection, name: str) -> Verdict:
    about, turns, links = About.read(connection), TurnRow.read(connection), AuditRow.read(connection)
    checks = (
        _check_file(connection),
        _check_chain(about, links, name),
        _check_rows(about, turns, links),
        _check_states(turns, about),
        _check_masks(connection, turns, about),
    )
    problems = tuple(problem for check in checks for problem in _caught(check))
    return Verdict(name, problems, len(turns) - 1, about.head)


def _caught(check: Iterator[str]) -> Iterator[str]:
    """The problems that a check finds; one that cannot go on is a problem too."""
    try:
        yield from check
    except (LimisError, KeyError, TypeError, ValueError) as error:
        yield str(error)


def _check_file(connection: sqlite3.Connection) -> Iterator[str]:
    """What SQLite itself says."""
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield f"SQLite: {line}"
    for row in connection.execute("PRAGMA foreign_key_check"):
        yield f"SQLite: a row of {row[0]} names one of {row[2]} that is not there"


def _check_chain(about: About, links: list[AuditRow], name: str) -> Iterator[str]:
    """Every link follows the one before it, and the last is the one that the session names."""
    if about.id != name:
        yield f"the file is named {name}, the session in it {about.id}"
    previous = FIRST_LINK
    for number, link in enumerate(links, start=1):
        if link.number != number:
            yield f"audit row {link.number} stands where row {number} should"
        if link.previous != previous:
            yield f"audit row {link.number} does not follow the row before it"
        if not link.is_sound:
            yield f"audit row {link.number} was changed"
        previous = link.hash
    if previous != about.head:
        yield "the audit does not end where the session says: rows are missing or were added"


def _check_rows(about: About, turns: list[TurnRow], links: list[AuditRow]) -> Iterator[str]:
    """What the audit says of the rows is what the rows are."""
    if not links or links[0].event != "created" or json.loads(links[0].body).get("about") != about.digest:
        yield "the session's image, grid, options or dates are not those it began with"
    told = {body["turn"]: body["row"] for link in links if link.event == "turn" for body in (json.loads(link.body),)}
    for turn in turns:
        if told.pop(turn.number, None) != turn.row_digest:
            yield f"turn {turn.number} was changed or added"
    yield from (f"turn {number} is missing" for number in told)
    if turns and about.turns != turns[-1].number:
        yield "the session's count of turns is not that of its turns"
    if turns and about.used != turns[-1].at:
        yield "the session was not last used when its last turn was"


def _check_states(turns: list[TurnRow], about: About) -> Iterator[str]:
    """The state that follows from the turns is, after each of them, the one it says, and at last the one listed."""
    names: list[str] = []
    for turn, steps, position in replay(turns):
        names = [str(structure["name"]) for structure in _structures(steps[position])]
        if _digest(steps[position]) != turn.digest:
            yield f"turn {turn.number} leads to another state than it says"
    if list(about.structures) != names:
        yield "the session's list of structures is not that of its last turn"


def _check_masks(connection: sqlite3.Connection, turns: list[TurnRow], about: About) -> Iterator[str]:
    """Every mask that a state needs is there, holds what its key says, and no other mask is there."""
    masks = restore_masks(connection)
    grid = Geometry(tuple(about.grid["shape"]), spacing_mm=(1.0,) * len(about.grid["shape"]))
    yield from _check_voxels(masks.values(), grid)
    needed: set[str] = set()
    for step in fold(turns)[0]:
        for structure in _structures(step):
            key = structure["mask"]
            if key in masks and masks[key].digest == structure["bits"]:
                needed.update(one.key for one in masks[key].chain)
            elif key is not None:
                yield f"the mask of {structure['name']} is missing or another one"
    for key in masks.keys() - needed:
        yield f"mask {key[:12]} belongs to nothing"


def _check_voxels(masks: Iterable[PackedMask], grid: Geometry) -> Iterator[str]:
    """Unpack every mask, the differences right after what they differ from."""
    last: tuple[PackedMask, Mask] | None = None
    for packed in sorted(masks, key=lambda mask: [one.key for one in mask.chain]):
        try:
            mask = unpack(packed, grid, last[1] if last is not None and packed.base is last[0] else None)
        except LimisError as error:
            yield f"mask {packed.key[:12]}: {error}"
        else:
            last = packed, mask


def _digest(step: Mapping[str, Any]) -> str:
    return digest_of(step["active"], ((s["name"], s["bits"]) for s in _structures(step)))


def _structures(step: Mapping[str, Any]) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", step["structures"])
