"""What remains of everything that a text says: questions come first, and nothing is done twice."""

from __future__ import annotations

from typing import Any

from limis.commands import Clarify, Command, Deny, Stop, dump

__all__ = ["settled"]

_ONCE = frozenset(
    [
        "exclude",
        "include",
        "smooth",
        "fill_holes",
        "keep",
        "remove",
        "delete",
        "hide",
        "show",
        "missing",
        "excess",
        "grow",
        "shrink",
        "confirm",
        "deny",
        "save",
        "select",
    ]
)
"""Ops that a speaker says twice without meaning to have them twice: "it is too rough, smooth it"."""


def settled(commands: list[Command]) -> list[Command]:
    """Ask before doing anything, stop before everything, and leave a "don't" out where something else is asked for.

    Args:
        commands: Everything that was said.

    Returns:
        What is to be done.

    Example:
        >>> from limis.commands import Undo
        >>> settled([Deny(), Undo()])
        [Undo(op='undo', count=1)]
    """
    for command in commands:
        if isinstance(command, Clarify | Stop):
            return [command]
    asked: list[Command] = [command for command in commands if not isinstance(command, Deny)]
    return _once(asked) or commands[:1]


def _once(commands: list[Command]) -> list[Command]:
    out: list[Command] = []
    for command in commands:
        if out and command.op == out[-1].op and command.op in _ONCE:
            before, now = _said(out[-1]), _said(command)
            if now in ({}, before):
                continue
            if not before:
                out[-1] = command
                continue
        out.append(command)
    return out


def _said(command: Command) -> dict[str, Any]:
    """What a command says beyond its op, without the words it was said in."""
    (fields,) = dump([command])
    fields.pop("op")
    targets = [
        {name: value for name, value in target.items() if name != "text"} for target in fields.pop("targets", [])
    ]
    if targets and targets != [{"ref": "active"}]:
        fields["targets"] = targets
    return fields
