"""From what a rule has found to commands of the algebra."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from limis.commands import Command, Context
from limis.prompts.amounts import Signed
from limis.prompts.filling import one
from limis.prompts.patterns import Captures
from limis.prompts.remarks import is_about_others, is_remark
from limis.prompts.seeing import insist
from limis.prompts.things import Things
from limis.prompts.turns import IN_SESSION, TURNS

__all__ = ["build"]

_EMPTY = Context()


def build(op: str, constants: Mapping[str, Any], captures: Captures, context: Context = _EMPTY) -> list[Command] | None:
    """Make the commands that a rule stands for.

    Args:
        op: An op, or the name of one of the turns of speech that are several commands.
        constants: What the rule says by itself.
        captures: What its slots have found.
        context: What is known of the session.

    Returns:
        The commands; None where what was found contradicts itself or the algebra.

    Example:
        >>> build("undo", {}, (("count", 2),))
        [Undo(op='undo', count=2)]
    """
    said: dict[str, Any] = {**constants, "context": context} if op in IN_SESSION else dict(constants)
    for name, value in captures:
        if name in said and said[name] != value and not (name == "amount" and _says_how_much(said[name], value)):
            return None
        said[name] = value
    if said.pop("framed", None) is not None:
        if "where" not in said:
            return None
        said["where"] = (said["where"][0], True)
    things: Things | None = said.pop("things", None)
    if things is not None and things.question is not None:
        return [things.question]
    if is_remark(said, things, context) or (things is not None and is_about_others(op, things, context)):
        return None
    if op == "missing" and things is None and context.missed is not None and context.active is None:
        return insist()
    try:
        return TURNS[op](said, things) if op in TURNS else one(op, said, things)
    except ValidationError:
        return None


def _says_how_much(before: Signed, now: Signed) -> bool:
    """Whether a measure tells how much a degree said before it is: "a bit smaller at the back, 3 mm"."""
    return before[0].degree is not None and now[0].unit is not None and now[1] > 0
