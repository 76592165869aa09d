"""Scopes: "only on this slice", "from slice 40 to 60"."""

from __future__ import annotations

from collections.abc import Mapping

from limis.commands import Plane, Scope
from limis.prompts.patterns import Captures

__all__ = ["scope_of"]


def scope_of(found: Captures) -> Scope | None:
    """Make a scope of what the pattern of one has found.

    Args:
        found: ``from``, ``to`` and ``plane`` where they were said; ``below``, ``above``, ``upto`` and ``onward`` for a
            range with one end.

    Returns:
        The scope; None where the numbers cannot be those of slices.

    Example:
        >>> scope_of((("from", 60), ("to", 40)))
        Scope(slice=None, from_=40, to=60, plane=None)
        >>> scope_of(())
        Scope(slice='current', from_=None, to=None, plane=None)
    """
    said = dict(found)
    plane: Plane | None = said.get("plane")
    if (ends := _one_end(said)) is not None:
        return _range(*ends, plane)
    first: int | None = said.get("from")
    if first is None:
        return Scope(slice="current")
    last: int = said.get("to", first)
    return _range(min(first, last), max(first, last), plane)


def _one_end(said: Mapping[str, int]) -> tuple[int, int | None] | None:
    """Read "below slice 30", "above slice 30", "up to slice 30" and "from slice 30 on"."""
    ends = {"below": (1, -1), "upto": (1, 0), "above": (None, 1), "onward": (None, 0)}
    for name, (first, step) in ends.items():
        if name in said:
            return (first, said[name] + step) if first else (said[name] + step, None)
    return None


def _range(first: int, last: int | None, plane: Plane | None) -> Scope | None:
    if first < 1 or (last is not None and last < first):
        return None
    return Scope.model_validate({"from": first, "to": last, "plane": plane})
