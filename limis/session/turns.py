"""The turns of a session as rows, and where its history stands after them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any, cast

from limis.protocols import EngineInfo
from limis.session.canonical import canonical, sha256_of
from limis.session.damage import damaged, loaded, typed
from limis.session.history import PackedState
from limis.session.keeping import describe_state
from limis.session.state import Change, Look

__all__ = ["Entry", "TurnRow", "fold", "replay"]

_SELECT_TURNS = (
    "SELECT number, at, said, understood, resolved, reply, changes, models, seconds, digest, kept, steps,"
    " position, view FROM turns ORDER BY number"
)


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
        return [typed(cls(*row)) for row in connection.execute(_SELECT_TURNS)]

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
            raise damaged(str(error)) from error

    @property
    def hidden(self) -> tuple[str, ...]:
        """Names of what was hidden after the turn."""
        view = loaded(self.view)
        return tuple(cast("Mapping[str, Any]", view).get("hidden", ())) if isinstance(view, Mapping) else ()

    def as_json(self) -> dict[str, Any]:
        """What a reader wants to know of the turn, as JSON values."""
        texts = {"number": self.number, "at": self.at, "said": self.said, "reply": self.reply, "state": self.digest}
        told = ("understood", "resolved", "changes", "models", "seconds", "view")
        return {**texts, "position": self.position, **{name: loaded(getattr(self, name)) for name in told}}


def replay(turns: Iterable[TurnRow]) -> Iterator[tuple[TurnRow, list[dict[str, Any]], int]]:
    """Go through the turns of a session once more.

    Yields:
        Every turn, with all states that could be reached after it, as JSON values, and which one was current.

    Raises:
        StoreDamagedError: Turns that do not follow each other.
    """
    steps: list[dict[str, Any]] = []
    for number, turn in enumerate(turns):
        added = loaded(turn.steps)
        if turn.number != number or not 0 <= turn.kept <= len(steps) or not isinstance(added, list):
            raise damaged(f"turn {turn.number} that does not follow the one before it")
        steps = [*steps[: turn.kept], *cast("list[dict[str, Any]]", added)]
        if not 0 <= turn.position < len(steps):
            raise damaged(f"turn {turn.number} at step {turn.position} of {len(steps)}")
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
        raise damaged("no turns")
    return steps, position


def _sayable(text: str) -> str:
    """Text without the halves of characters that no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
