"""What is said of one thing by way of another: the same for the right kidney, the ribs out of the lung mask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from limis.commands import (
    OPPOSITE,
    Command,
    Context,
    Edit,
    Exclude,
    Include,
    Placed,
    Reference,
    Segment,
    Select,
    Target,
)
from limis.prompts.filling import one
from limis.prompts.things import Things, is_there
from limis.prompts.vocabulary import vocabulary

__all__ = ["RELATING"]

_DONE_BY_HAND = frozenset({"lesion", "device", "fluid"})
"""What a surgeon takes out of an organ."""


def _same(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Do the last edit on another structure; where there was none, look for it: "do the same for the right kidney"."""
    last = cast(Context, said.pop("context")).last_edit
    if things is None or said:
        return None
    if isinstance(last, Edit):
        return [last.model_copy(update={"targets": things.targets})]
    return [Segment(targets=things.targets)]


def _same_side(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Do the last edit on the other side of the mask, or look for the structure on that side of the patient."""
    last = cast(Context, said.pop("context")).last_edit
    text: str = said.get("side", "other side")
    word: Any = text.split(maxsplit=1)[0]
    if isinstance(last, Placed) and last.where in ("left", "right"):
        return [last.model_copy(update={"where": OPPOSITE[last.where] if word == "other" else word})]
    side = "opposite" if word == "other" else word
    return [Segment(targets=(Reference(ref="active", side=side, text=text),))]


def _taken_out(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Take one structure out of another, where that is about outlines: "take the ribs out of the lung mask"."""
    by_hand = said.pop("by_hand", None)
    context: Context = said.pop("context")
    whole: Things = said.pop("whole")
    if things is None or said:
        return None
    drawn = whole.drawn or not (by_hand and (_is_operated_on(things) or _is_region(whole)))
    return _in_whole(Exclude(targets=things.targets), whole, context, drawn=drawn)


def _taken_in(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Put one structure into another: "the caudate lobe belongs to the liver, too"."""
    asked = said.pop("asked", None) is not None
    context: Context = said.pop("context")
    whole: Things = said.pop("whole")
    if things is None or said:
        return None
    return _in_whole(Include(targets=things.targets), whole, context, drawn=whole.drawn or asked)


def _in_whole(command: Command, whole: Things, context: Context, *, drawn: bool) -> list[Command] | None:
    """Change the whole, which is made the active one first where it is not."""
    if is_there(whole, Context(structures=(context.active,) if context.active else ())):
        return [command]
    if is_there(whole, context):
        return [Select(targets=whole.targets), command]
    return [command] if drawn and not context.structures else None


def _is_operated_on(things: Things) -> bool:
    """Say whether a surgeon may mean the things themselves: one organ, or a stone; nobody takes out "the vessels"."""
    return any(
        not isinstance(target, Target)
        or target.concept is None
        or vocabulary().get(target.concept).kind in _DONE_BY_HAND
        or not target.text.endswith("s")
        for target in things.targets
    )


def _is_region(things: Things) -> bool:
    names = [target.concept for target in things.targets if isinstance(target, Target)]
    return any(name is None or vocabulary().get(name).kind == "region" for name in names)


def _onto(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Say towards what it runs over: "it bleeds out towards the diaphragm"; of a patient that is said, too."""
    context: Context = said.pop("context")
    drawn = things is not None and not things.active
    return one("excess", said, things) if drawn or context.active is not None else None


RELATING: Mapping[str, Callable[[dict[str, Any], Things | None], list[Command] | None]] = {
    "same": _same,
    "same_side": _same_side,
    "taken_out": _taken_out,
    "taken_in": _taken_in,
    "onto": _onto,
}
"""Turns of speech about two things; each takes the session's context with what was said."""
