"""From what a rule has found to commands of the algebra."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from limis.commands import Command, Context, Direction, Target
from limis.prompts.filling import one
from limis.prompts.patterns import Captures
from limis.prompts.seeing import insist
from limis.prompts.things import Things, is_there
from limis.prompts.turns import IN_SESSION, TURNS
from limis.prompts.vocabulary import vocabulary

__all__ = ["build"]

_EMPTY = Context()
_NOT_OF_DEVICES = frozenset({"shift", "missing", "excess", "shrink"})
"""Ops that are orders to somebody else where a tube or a needle is named: "pull the tube back by 2 cm"."""

_OF_OURS = frozenset({"shift", "grow", "shrink", "smooth"})
"""Ops whose verbs are said of all kinds of things, "move the lamp up": the session has to have what is not known."""

_CERTAIN = frozenset({"delete", "save"})
"""Ops that take only what is known."""


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
        if name in said and said[name] != value:
            return None
        said[name] = value
    things: Things | None = said.pop("things", None)
    if things is not None and things.question is not None:
        return [things.question]
    if things is not None and op in _CERTAIN and not (things.known and _is_of_the_session(things)):
        return None
    if _is_remark(said, things, context):
        return None
    if things is not None and op in _OF_OURS and not (things.known or is_there(things, context)):
        return None
    if things is not None and op in _NOT_OF_DEVICES and _names_device(things) and not is_there(things, context):
        return None
    if op == "missing" and things is None and context.missed is not None and context.active is None:
        return insist()
    try:
        return TURNS[op](said, things) if op in TURNS else one(op, said, things)
    except ValidationError:
        return None


def _is_remark(said: dict[str, Any], things: Things | None, context: Context) -> bool:
    """Say whether it may be said of the patient, or of somebody in the room, rather than of an outline."""
    flags = ("stated", "sized", "lone", "held", "handled")
    stated, sized, lone, held, handled = (said.pop(name, None) is not None for name in flags)
    if held and context.active is None:
        return True
    if handled and things is not None and not (things.drawn or is_there(things, context)) and not _is_measured(said):
        return True
    if stated:
        return "where" not in said or (sized and _is_side(said["where"][0]))
    return lone and not said and things is None and context.active is None


def _is_measured(said: Mapping[str, Any]) -> bool:
    return "amount" in said and said["amount"][0].unit is not None


def _is_of_the_session(things: Things) -> bool:
    """Say whether it may be thrown away or written: "remove your mask" is said to whoever wears one."""
    return not any((target.text or "").split()[:1] in (["your"], ["his"], ["her"]) for target in things.targets)


def _is_side(where: Sequence[Direction]) -> bool:
    """Say whether it is a patient's left or right: "the heart is too big on the left" is what reports say."""
    return set(where) <= {"left", "right"}


def _names_device(things: Things) -> bool:
    names = (target.concept for target in things.targets if isinstance(target, Target))
    return any(name is not None and vocabulary().get(name).kind == "device" for name in names)
