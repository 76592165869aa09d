"""The chain that shows whether what is stored of a session was changed."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from limis.session.canonical import canonical
from limis.session.damage import typed

__all__ = ["FIRST_LINK", "AuditRow"]

FIRST_LINK = "0" * 64
"""What the first audit row names as the hash before it."""


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
        return [typed(cls(*row)) for row in found]


def _link(previous: str, number: int, at: str, event: str, body: str) -> str:
    told = canonical({"number": number, "at": at, "event": event, "body": body})
    return hashlib.sha256((previous + told).encode()).hexdigest()
