"""What is read like a command and may be said of the patient, or to somebody in the room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from limis.commands import Context, Direction, Target, What
from limis.prompts.things import Things, is_there
from limis.prompts.vocabulary import vocabulary

__all__ = ["is_about_others", "is_remark"]

_NOT_OF_DEVICES = frozenset({"shift", "missing", "excess", "shrink"})
"""Ops that are orders to somebody else where a tube or a needle is named: "pull the tube back by 2 cm"."""

_OF_OURS = frozenset({"shift", "grow", "shrink", "smooth", "select"})
"""Ops whose verbs are said of all kinds of things, "move the lamp up": the session has to have what is not known."""

_CERTAIN = frozenset({"delete", "save"})
"""Ops that take only what is known."""

_MEASURES = frozenset({"diameter", "volume", "area", "size", "intensity", "length", "width", "number", "count"})
_SOMEBODYS = frozenset({"your", "his", "her"})


def is_about_others(op: str, things: Things, context: Context) -> bool:
    """Say whether an op is not for what it names.

    Args:
        op: An op, or the name of a turn of speech.
        things: What it is about.
        context: What is known of the session.

    Example:
        >>> tube = Things((Target(concept="tube", text="tube"),))
        >>> is_about_others("shift", tube, Context()), is_about_others("hide", tube, Context())
        (True, False)
    """
    if op in _CERTAIN and (not things.known or _is_somebodys(things)):
        return True
    if op == "measure" and any(_is_measure(target) for target in things.targets):
        return True
    if is_there(things, context):
        return False
    return (op in _OF_OURS and not things.known) or (op in _NOT_OF_DEVICES and _names_device(things))


def is_remark(said: dict[str, Any], things: Things | None, context: Context) -> bool:
    """Say whether a sentence may be a remark on the patient rather than on an outline; takes its flags out.

    Args:
        said: What was said, with the flags of its rule: ``stated`` of what no session may have, ``sized`` of how large
            something is, ``lone`` of what needs a place or a mask, ``held`` of what needs a mask, ``handled`` of what
            hands do.
        things: What it is about.
        context: What is known of the session.

    Example:
        >>> is_remark({"lone": 1}, None, Context())
        True
        >>> is_remark({"lone": 1, "where": (("left",), False)}, None, Context())
        False
    """
    flags = ("stated", "sized", "lone", "held", "handled")
    stated, sized, lone, held, handled = (said.pop(name, None) is not None for name in flags)
    if held and context.active is None:
        return True
    if handled and things is not None and not (things.drawn or is_there(things, context)) and not _is_measured(said):
        return True
    if stated and not _is_counted(said):
        return "where" not in said or (sized and _is_side(said["where"][0]))
    return lone and not said and things is None and context.active is None


def _is_measured(said: Mapping[str, Any]) -> bool:
    return "amount" in said and said["amount"][0].unit is not None


def _is_counted(said: Mapping[str, Any]) -> bool:
    """Say whether it is counted in voxels, of which only outlines are made."""
    return "amount" in said and said["amount"][0].unit == "voxel"


def _is_somebodys(things: Things) -> bool:
    """Say whether somebody wears it: "remove your mask"."""
    return any(not _SOMEBODYS.isdisjoint((target.text or "").lower().split()[:1]) for target in things.targets)


def _is_side(where: Sequence[Direction]) -> bool:
    """Say whether it is a patient's left or right: "the heart is too big on the left" is what reports say."""
    return set(where) <= {"left", "right"}


def _is_measure(target: What) -> bool:
    """Say whether what is to be measured is a measure: "the trachea, no, the diameter"."""
    return isinstance(target, Target) and target.concept is None and (target.text or "").lower() in _MEASURES


def _names_device(things: Things) -> bool:
    names = (target.concept for target in things.targets if isinstance(target, Target))
    return any(name is not None and vocabulary().get(name).kind == "device" for name in names)
