"""What is written down of a session and its turns, and how it becomes rows and comes back."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar, cast

from limis.errors import StoreDamagedError, say
from limis.geometry import Geometry
from limis.protocols import EngineInfo
from limis.session.canonical import canonical, sha256_of
from limis.session.history import PackedState, PackedStructure
from limis.session.packing import PackedMask
from limis.session.state import Change, Look
from limis.types import Box, Structure

__all__ = [
    "FIRST_LINK",
    "About",
    "AuditRow",
    "Entry",
    "TurnRow",
    "describe_grid",
    "describe_state",
    "fold",
    "replay",
    "restore_masks",
    "restore_state",
]

FIRST_LINK = "0" * 64
"""What the first audit row names as the hash before it."""


@dataclass(frozen=True, eq=False)
class Entry:
    """One sentence and what came of it, to be written down.

    Attributes:
        said: The sentence.
        understood: Commands as the parser or planner gave them, as `limis.commands.dump` writes them.
        resolved: The same with references, "again" and missing targets spelt out.
        reply: What was answered.
        changes: What happened to the structures.
        models: The engines that worked.
        seconds: Step → seconds.
    """

    said: str
    understood: Sequence[Mapping[str, Any]] = ()
    resolved: Sequence[Mapping[str, Any]] = ()
    reply: str = ""
    changes: Sequence[Change] = ()
    models: Sequence[EngineInfo] = ()
    seconds: Mapping[str, float] = field(default_factory=dict[str, float])


@dataclass(frozen=True)
class About:
    """What is known of a session besides its turns.

    Attributes:
        id: Its name.
        created: When it began, ISO 8601, UTC.
        image_path: The image's file or folder; None for an image made in memory.
        image_sha256: As its source states it.
        grid: Shape, spacing, axes and affine of the image.
        modality: Kind of imaging, stated or guessed.
        options: How the image was read and which models looked at it.
        used: When its last turn was.
        turns: How many sentences were said.
        structures: Names of the current structures.
        head: The hash that its audit ends in.
    """

    id: str
    created: str
    image_path: Path | None
    image_sha256: str
    grid: Mapping[str, Any]
    modality: str | None
    options: Mapping[str, Any]
    used: str
    turns: int
    structures: tuple[str, ...]
    head: str

    @property
    def digest(self) -> str:
        """sha256 of what never changes, written into the audit's first row."""
        image = None if self.image_path is None else str(self.image_path), self.image_sha256
        return sha256_of([self.id, self.created, image, self.grid, self.modality, self.options])

    def as_json(self) -> dict[str, Any]:
        """Everything, as JSON values."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        path = None if self.image_path is None else str(self.image_path)
        return {**values, "image_path": path, "structures": list(self.structures)}

    def as_row(self) -> tuple[Any, ...]:
        """The columns of table ``session`` after the first."""
        image = [None if self.image_path is None else str(self.image_path), self.image_sha256]
        fixed = (canonical(v) for v in (image, self.grid, self.modality, self.options))
        return self.id, self.created, *fixed, self.used, self.turns, canonical(self.structures), self.head

    @classmethod
    def read(cls, connection: sqlite3.Connection) -> About:
        """Read it from a session's file.

        Raises:
            StoreDamagedError: There is no such row, or it makes no sense.
        """
        row = connection.execute(
            "SELECT id, created, image, grid, modality, options, used, turns, structures, head FROM session"
        ).fetchone()
        if row is None:
            raise _damaged("no row in table session")
        try:
            (path, sha256), grid, modality, options = (json.loads(text) for text in row[2:6])
            names = tuple(str(name) for name in json.loads(row[8]))
            if any(datetime.fromisoformat(at).tzinfo is None for at in (row[1], row[6])) or "shape" not in grid:
                raise ValueError("a time without a zone, or a grid without a shape")
            where = None if path is None else Path(path)
            return cls(row[0], row[1], where, sha256, grid, modality, options, row[6], int(row[7]), names, row[9])
        except (TypeError, ValueError) as error:
            raise _damaged(str(error)) from error


@dataclass(frozen=True, eq=False)
class TurnRow:
    """A turn as it is stored.

    Attributes:
        number: From 0, which is what was there before anything was said.
        at: When, ISO 8601, UTC.
        said: The sentence.
        understood: JSON of the commands.
        resolved: JSON of the commands that were carried out.
        reply: What was answered.
        changes: JSON of what happened to the structures.
        models: JSON of the engines that worked.
        seconds: JSON of step → seconds.
        digest: Of the state after the turn.
        kept: How many steps of the history before the turn are still in it.
        steps: JSON of the states that follow these.
        position: Which step is current after the turn.
        view: JSON of where one looks, and what is hidden.
    """

    number: int
    at: str
    said: str
    understood: str
    resolved: str
    reply: str
    changes: str
    models: str
    seconds: str
    digest: str
    kept: int
    steps: str
    position: int
    view: str

    @classmethod
    def of(
        cls,
        entry: Entry,
        *,
        number: int,
        at: str,
        digest: str,
        kept: int,
        steps: Sequence[PackedState],
        position: int,
        look: Look,
        hidden: Iterable[str],
    ) -> TurnRow:
        """Make the row of a turn."""
        return cls(
            number,
            at,
            _sayable(entry.said),
            canonical([dict(command) for command in entry.understood]),
            canonical([dict(command) for command in entry.resolved]),
            _sayable(entry.reply),
            canonical([change.as_json() for change in entry.changes]),
            canonical([asdict(model) for model in entry.models]),
            canonical({step: round(taken, 6) for step, taken in entry.seconds.items()}),
            digest,
            kept,
            canonical([describe_state(step) for step in steps]),
            position,
            canonical({**look.as_json(), "hidden": sorted(hidden)}),
        )

    @classmethod
    def read(cls, connection: sqlite3.Connection) -> list[TurnRow]:
        """Read every turn of a session, in order.

        Raises:
            StoreDamagedError: A row that makes no sense.
        """
        return [_typed(cls(*row)) for row in connection.execute(_SELECT_TURNS)]

    @property
    def columns(self) -> tuple[Any, ...]:
        """The columns of table ``turns``."""
        return tuple(getattr(self, f.name) for f in fields(self))

    @property
    def row_digest(self) -> str:
        """sha256 of all columns, written into the audit."""
        return sha256_of(self.columns)

    @property
    def look(self) -> Look:
        """Where somebody looked after the turn.

        Raises:
            StoreDamagedError: Not a look.
        """
        try:
            return Look.from_json(json.loads(self.view))
        except (AttributeError, TypeError, ValueError) as error:
            raise _damaged(str(error)) from error

    @property
    def hidden(self) -> tuple[str, ...]:
        """Names of what was hidden after the turn."""
        view = _loaded(self.view)
        return tuple(cast("Mapping[str, Any]", view).get("hidden", ())) if isinstance(view, Mapping) else ()

    def as_json(self) -> dict[str, Any]:
        """What a reader wants to know of the turn, as JSON values."""
        texts = {"number": self.number, "at": self.at, "said": self.said, "reply": self.reply, "state": self.digest}
        told = ("understood", "resolved", "changes", "models", "seconds", "view")
        return {**texts, "position": self.position, **{name: _loaded(getattr(self, name)) for name in told}}


@dataclass(frozen=True)
class AuditRow:
    """One link of the chain that shows whether what is stored was changed.

    Attributes:
        number: From 1.
        at: When, ISO 8601, UTC.
        event: ``"created"``, ``"turn"``, ``"resumed"``, or what else was noted.
        body: Canonical JSON of what is told of it.
        previous: The hash of the row before.
        hash: sha256 of `previous` and the canonical JSON of the other columns.
    """

    number: int
    at: str
    event: str
    body: str
    previous: str
    hash: str

    @classmethod
    def after(cls, number: int, previous: str, at: str, event: str, body: Mapping[str, Any]) -> AuditRow:
        """Make the next link."""
        text = canonical(body)
        return cls(number, at, event, text, previous, _link(previous, number, at, event, text))

    @property
    def is_sound(self) -> bool:
        """Whether its hash is that of its columns."""
        return self.hash == _link(self.previous, self.number, self.at, self.event, self.body)

    @property
    def columns(self) -> tuple[Any, ...]:
        """The columns of table ``audit``."""
        return self.number, self.at, self.event, self.body, self.previous, self.hash

    @classmethod
    def read(cls, connection: sqlite3.Connection) -> list[AuditRow]:
        """Read the whole chain.

        Raises:
            StoreDamagedError: A row that makes no sense.
        """
        found = connection.execute("SELECT number, at, event, body, previous, hash FROM audit ORDER BY number")
        return [_typed(cls(*row)) for row in found]


def describe_grid(geometry: Geometry) -> dict[str, Any]:
    """A grid as JSON values: shape, spacing in millimetres, axis codes, affine to RAS millimetres."""
    affine = geometry.affine_ras
    return {
        "shape": list(geometry.shape),
        "spacing_mm": None if geometry.spacing_mm is None else list(geometry.spacing_mm),
        "axes": geometry.axis_codes,
        "affine_ras": None if affine is None else affine.tolist(),
    }


def describe_state(state: PackedState) -> dict[str, Any]:
    """A state as JSON values; its masks by their keys, and by the digests of their bits."""
    return {
        "active": state.active,
        "structures": [
            {
                **{f.name: getattr(one.bare, f.name) for f in fields(Structure) if f.name not in _NOT_PLAIN},
                "boxes": [[list(box.lower_ijk), list(box.upper_ijk)] for box in one.bare.boxes],
                "mask": None if one.mask is None else one.mask.key,
                "bits": None if one.mask is None else one.mask.digest,
            }
            for one in state.structures
        ],
    }


def restore_state(described: Mapping[str, Any], masks: Mapping[str, PackedMask]) -> PackedState:
    """The inverse of `describe_state`.

    Raises:
        StoreDamagedError: A mask that is missing, or values that make no state.
    """
    try:
        return PackedState.of([_restore_structure(s, masks) for s in described["structures"]], described["active"])
    except KeyError as error:
        raise _damaged(f"no {error}") from error
    except (TypeError, ValueError) as error:
        raise _damaged(str(error)) from error


def replay(turns: Iterable[TurnRow]) -> Iterator[tuple[TurnRow, list[dict[str, Any]], int]]:
    """Go through the turns of a session once more.

    Yields:
        Every turn, with all states that could be reached after it, as JSON values, and which one was current.

    Raises:
        StoreDamagedError: Turns that do not follow each other.
    """
    steps: list[dict[str, Any]] = []
    for number, turn in enumerate(turns):
        added = _loaded(turn.steps)
        if turn.number != number or not 0 <= turn.kept <= len(steps) or not isinstance(added, list):
            raise _damaged(f"turn {turn.number} that does not follow the one before it")
        steps = [*steps[: turn.kept], *cast("list[dict[str, Any]]", added)]
        if not 0 <= turn.position < len(steps):
            raise _damaged(f"turn {turn.number} at step {turn.position} of {len(steps)}")
        yield turn, steps, turn.position


def fold(turns: Iterable[TurnRow]) -> tuple[list[dict[str, Any]], int]:
    """Where the history of a session stands after all of its turns.

    Returns:
        Every state that can be reached, as JSON values, and which one is current.

    Raises:
        StoreDamagedError: No turns, or turns that do not follow each other.
    """
    steps: list[dict[str, Any]] = []
    position = 0
    for _, steps, position in replay(turns):  # noqa: B007 - the last one counts
        pass
    if not steps:
        raise _damaged("no turns")
    return steps, position


def restore_masks(connection: sqlite3.Connection) -> dict[str, PackedMask]:
    """Read every mask of a session, still packed, by key.

    Raises:
        StoreDamagedError: A mask whose base is missing, or values that make no mask.
    """
    rows = {key: rest for key, *rest in connection.execute("SELECT key, base, form, data FROM masks")}
    masks: dict[str, PackedMask] = {}
    for key in rows:
        chain = [key]
        while chain[-1] not in masks and (base := rows[chain[-1]][0]) is not None:
            if base not in rows or base in chain:
                raise _damaged(f"mask {chain[-1][:12]} without its base")
            chain.append(base)
        for name in reversed([name for name in chain if name not in masks]):
            base, form, data = rows[name]
            described = _loaded(form)
            if not isinstance(described, Mapping) or not isinstance(data, bytes):
                raise _damaged(f"mask {name[:12]} of other kinds of values")
            masks[name] = PackedMask.restore(
                name, cast("Mapping[str, Any]", described), data, None if base is None else masks[base]
            )
    return masks


_SELECT_TURNS = (
    "SELECT number, at, said, understood, resolved, reply, changes, models, seconds, digest, kept, steps,"
    " position, view FROM turns ORDER BY number"
)
_Row = TypeVar("_Row", TurnRow, AuditRow)
_NOT_PLAIN = ("found", "boxes", "mask")


def _restore_structure(described: Mapping[str, Any], masks: Mapping[str, PackedMask]) -> PackedStructure:
    known = {f.name for f in fields(Structure)} - {"found", "mask"}
    values: dict[str, Any] = {name: value for name, value in described.items() if name in known}
    values["boxes"] = tuple(Box(tuple(lower), tuple(upper)) for lower, upper in described["boxes"])
    bare, key = Structure(**values), described["mask"]
    return PackedStructure(bare, None if key is None else masks[key])


def _typed(row: _Row) -> _Row:
    """A row whose columns hold what they shall: SQLite itself takes anything anywhere."""
    if any(type(getattr(row, f.name)).__name__ != f.type for f in fields(row)):
        raise _damaged(f"{type(row).__name__} {row.number} with values of another kind")
    return row


def _link(previous: str, number: int, at: str, event: str, body: str) -> str:
    told = canonical({"number": number, "at": at, "event": event, "body": body})
    return hashlib.sha256((previous + told).encode()).hexdigest()


def _sayable(text: str) -> str:
    """Text without the halves of characters that no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise _damaged(str(error)) from error


def _damaged(got: str) -> StoreDamagedError:
    return StoreDamagedError(
        say(
            "a stored session is damaged",
            expected="rows as limis writes them",
            got=got,
            next_step="Run `limis sessions verify` to see what is wrong with it",
        )
    )
