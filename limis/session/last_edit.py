"""The edits of the last sentence that had any: what "again" repeats, and what "no, 2 mm" puts right."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from limis.commands import Command, Delete, Exclude, Include, Repeat, Reset, Segment, Select, Shape, Undo, load
from limis.session.history import History
from limis.session.store import Journal
from limis.session.turns import TurnRow

__all__ = ["LastEdit", "goes_back"]

_MORE = (Segment, Select, Delete, Reset)
"""What a sentence may do besides its edits that undoing it would take back as well."""


@dataclass(frozen=True)
class LastEdit:
    """The edits of one sentence, and between which states they led.

    Attributes:
        commands: As they were carried out.
        turned: Whether they were said as the other way round of the edits before them.
        before: Digest of the state that they changed; empty where they cannot be put right.
        after: Digest of the state that they made.
    """

    commands: tuple[Command, ...] = ()
    turned: bool = False
    before: str = ""
    after: str = ""

    @classmethod
    def of(
        cls, edits: Sequence[Command], understood: Iterable[Command], done: Iterable[Command], before: str, after: str
    ) -> LastEdit:
        """Make it from a sentence.

        Args:
            edits: What of it changed masks, as it was carried out.
            understood: All that was understood.
            done: All that was carried out.
            before: Digest of the state before it.
            after: Digest of the state after it.
        """
        turned = any(isinstance(command, Repeat) and command.invert for command in understood)
        alone = not any(isinstance(command, _MORE) for command in done)
        return cls(tuple(edits), turned, before if alone else "", after if alone else "")

    @classmethod
    def stored(cls, journal: Journal, history: History) -> LastEdit:
        """Read it from a session that is taken up."""
        just_now = True
        for row in reversed(journal.turns):
            done = load(json.loads(row.resolved))
            edits = [command for command in done if isinstance(command, Shape | Exclude | Include)]
            if edits:
                before = _before(row, history) if just_now else ""
                return cls.of(edits, load(json.loads(row.understood)), done, before, row.digest if before else "")
            just_now = just_now and goes_back(done)
        return cls()

    def over(self) -> LastEdit:
        """The same where something else was said since: it is too late to put it right."""
        return replace(self, before="", after="")

    def steps_back(self, history: History) -> int | None:
        """How many steps back lies what it changed: 0 where that is undone; None where it cannot be put right.

        Args:
            history: The states of the session.
        """
        if not self.before:
            return None
        steps, now = history.steps, history.position
        if history.digest == self.before:
            return 0
        led_here = now > 0 and history.digest == self.after and steps[now - 1].digest == self.before
        return 1 if led_here else None


def goes_back(commands: Sequence[Command]) -> bool:
    """Whether nothing was done but to undo."""
    return bool(commands) and all(isinstance(command, Undo) for command in commands)


def _before(row: TurnRow, history: History) -> str:
    """Digest of what a stored edit changed, which is what there is now where it was undone; empty for none."""
    steps, now = history.steps, history.position
    if row.digest == history.digest and now > 0 and json.loads(row.changes):
        return steps[now - 1].digest
    undone = now + 1 < len(steps) and steps[now + 1].digest == row.digest
    return history.digest if undone else ""
