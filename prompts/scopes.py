"""Scopes: "only on this slice", "from slice 40 to 60"."""

from __future__ import annotations

from limis.commands import Plane, Scope
from limis.prompts.patterns import Captures

__all__ = ["scope_of"]


def scope_of(found: Captures) -> Scope | None:
    """Make a scope of what the pattern of one has found.

    Args:
        found: ``from``, ``to`` and ``plane`` where they were said.

    Returns:
        The scope; None where the numbers cannot be those of slices.

    Example:
        >>> scope_of((("from", 60), ("to", 40)))
        Scope(slice=None, from_=40, to=60, plane=None)
        >>> scope_of(())
        Scope(slice='current', from_=None, to=None, plane=None)
    """
    said = dict(found)
    first: int | None = said.get("from")
    if first is None:
        return Scope(slice="current")
    last: int = said.get("to", first)
    plane: Plane | None = said.get("plane")
    low, high = sorted((first, last))
    return Scope.model_validate({"from": low, "to": high, "plane": plane}) if low >= 1 else None
