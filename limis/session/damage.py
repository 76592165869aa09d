"""What is wrong with a stored session, and how that is noticed."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any, TypeVar, cast

from limis.errors import StoreDamagedError, say

__all__ = ["damaged", "loaded", "typed"]

_Row = TypeVar("_Row")


def damaged(got: str) -> StoreDamagedError:
    """The error for rows that make no sense."""
    return StoreDamagedError(
        say(
            "a stored session is damaged",
            expected="rows as limis writes them",
            got=got,
            next_step="Run `limis sessions verify` to see what is wrong with it",
        )
    )


def loaded(text: str) -> Any:
    """The value of a column of JSON.

    Raises:
        StoreDamagedError: It is none.
    """
    try:
        return json.loads(text)
    except ValueError as error:
        raise damaged(str(error)) from error


def typed(row: _Row) -> _Row:
    """A row whose columns hold what they shall: SQLite itself takes anything anywhere.

    Raises:
        StoreDamagedError: One of them does not.
    """
    values: Any = row
    if any(type(getattr(values, f.name)).__name__ != f.type for f in fields(cast("Any", type(values)))):
        raise damaged(f"{type(values).__name__} {values.number} with values of another kind")
    return row
