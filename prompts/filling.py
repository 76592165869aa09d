"""Fill in the fields of a command with what a rule has found."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import TypeAdapter

from limis.commands import OPPOSITE, Command, Direction, Edit, Measure, Save, Where
from limis.prompts.things import Things

__all__ = ["one"]

_KINDS: dict[str, type[Any]] = {kind.model_fields["op"].default: kind for kind in get_args(get_args(Command)[0])}
_COMMAND: TypeAdapter[Command] = TypeAdapter(Command)
_OPTIONAL = (*(kind for kind in _KINDS.values() if issubclass(kind, Edit)), Measure, Save)
_TURNED = {"grow": "shrink", "shrink": "grow", "missing": "excess", "excess": "missing"}
_ONE_WAY = frozenset({"shift", "keep", "remove"})
"""Ops that have one direction, or a corner."""

_OTHERS = frozenset({"exclude", "include"})
"""Ops that cannot be about the active structure itself."""


def one(op: str, said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Make one command.

    Args:
        op: Its op.
        said: What was said of it, as slots have it.
        things: What it is about, if it says so.

    Returns:
        The command; None where it has no field for what was said.

    Raises:
        pydantic.ValidationError: Values that the algebra does not have.

    Example:
        >>> one("undo", {"count": 2}, None)
        [Undo(op='undo', count=2)]
    """
    op = _with_amount(op, said)
    if not op:
        return None
    where = said.pop("where", None)
    if where is not None:
        said.update(_placed(*where))
    kind: type[Any] = _KINDS[op]
    if op in _ONE_WAY and _is_both_ways(said.get("where")):
        return None
    if things is not None and things.active and op in _OTHERS:
        return None
    if things is not None and not (things.active and issubclass(kind, _OPTIONAL)):
        said["targets"] = things.targets
    if any(name not in kind.model_fields for name in said):
        return None
    return [_COMMAND.validate_python(kind(**said))]


def _is_both_ways(where: Where | None) -> bool:
    """Say whether directions cancel out: nothing moves to both sides."""
    return isinstance(where, tuple) and any(OPPOSITE.get(way) in where for way in where)


def _placed(directions: tuple[Direction, ...], framed: bool) -> dict[str, Any]:
    where: Where = directions[0] if len(directions) == 1 else directions
    return {"where": where, "frame": "image"} if framed else {"where": where}


def _with_amount(op: str, said: dict[str, Any]) -> str:
    """Put the amount in; a negative one turns the verb round. An empty op says that it cannot."""
    if "amount" not in said:
        return op
    amount, sign = said["amount"]
    said["amount"] = amount
    if sign > 0:
        return op
    if op == "shift" and "where" in said:
        directions, framed = said["where"]
        if any(direction not in OPPOSITE for direction in directions):
            return ""
        said["where"] = (tuple(OPPOSITE[direction] for direction in directions), framed)
        return op
    return _TURNED.get(op, "")
