"""What remains of everything that a text says: questions come first, and nothing is done twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from limis.commands import Clarify, Command, Deny, Edit, Exclude, Stop, Target, dump
from limis.prompts.lexicon import DETERMINERS
from limis.prompts.vocabulary import vocabulary

__all__ = ["is_order_for_others", "is_told_of_somebody", "settled"]

_LEAVING_OUT = frozenset({"exclude", "without", "excluding"})
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
        "reset",
    ]
)
"""Ops that a speaker says twice without meaning to have them twice: "it is too rough, smooth it"."""


def settled(commands: list[Command]) -> list[Command]:
    """Ask before doing anything, stop before everything, and leave a "don't" out where something else is asked for.

    Args:
        commands: Everything that was said.

    Returns:
        What is to be done; nothing where it says both yes and no.

    Example:
        >>> from limis.commands import Undo
        >>> settled([Deny(), Undo()])
        [Undo(op='undo', count=1)]
    """
    for command in commands:
        if isinstance(command, Clarify | Stop):
            return [command]
    said = {command.op for command in commands}
    if {"confirm", "deny"} <= said:
        return []
    asked: list[Command] = [command for command in commands if not isinstance(command, Deny)]
    return _once(asked) or commands[:1]


def is_order_for_others(words: Sequence[str], commands: Sequence[Command]) -> bool:
    """Say whether "exclude pneumonia" and "without contrast" are words of a request form rather than of an outline.

    Args:
        words: The words of the sentence.
        commands: What they would mean.

    Returns:
        True where a disease, or something unknown, is left out without an article, or with an indefinite one.

    Example:
        >>> from limis.commands import Exclude, Target
        >>> fracture = Target(concept="fracture", text="fracture")
        >>> is_order_for_others(["exclude", "a", "fracture"], [Exclude(targets=(fracture,))])
        True
    """
    named = list(words[1:])
    if words[0] not in _LEAVING_OUT or len(commands) != 1 or not isinstance(commands[0], Exclude) or not named:
        return False
    targets = [target for target in commands[0].targets if isinstance(target, Target)]
    vague = named[0] in ("a", "an", "any") or (named[0] not in DETERMINERS and not named[-1].endswith("s"))
    return vague and any(_is_finding(target) for target in targets)


def is_told_of_somebody(words: Sequence[str], commands: Sequence[Command]) -> bool:
    """Say whether an edit is said of somebody's organ: "his kidneys need to be bigger".

    Example:
        >>> from limis.commands import Grow
        >>> kidney = Target(concept="kidney", text="kidneys")
        >>> is_told_of_somebody(["his", "kidneys", "need", "to", "be", "bigger"], [Grow(targets=(kidney,))])
        True
    """
    edited = any(isinstance(command, Edit) and command.targets for command in commands)
    return edited and words[:1] in (["his"], ["her"], ["their"])


def _is_finding(target: Target) -> bool:
    return target.concept is None or vocabulary().get(target.concept).kind in ("lesion", "fluid")


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
    if targets and targets not in ([{"ref": "active"}], [{"ref": "active", "plural": True}]):
        fields["targets"] = targets
    return fields
