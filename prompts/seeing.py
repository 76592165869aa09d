"""What somebody who looks at the image says is there: overlooked, elsewhere, or to be looked for again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from limis.commands import Command, Context, Reference, Segment, Select, Target
from limis.prompts.filling import one
from limis.prompts.things import Things, is_missed, is_there

__all__ = ["SEEING", "insist"]


def insist(text: str | None = "it") -> list[Command]:
    """Ask for the active structure again, or for what was just looked for in vain.

    Args:
        text: How it was called.

    Example:
        >>> from limis.commands import dump
        >>> dump(insist())
        [{'op': 'segment', 'targets': [{'ref': 'active', 'text': 'it'}]}]
    """
    return [Segment(targets=(Reference(ref="active", text=text),))]


def _again(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Look for the same thing once more."""
    return insist(None)


def _overlooked(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Ask for what was missed, and insist where it was just looked for: "you missed the polyp"."""
    context: Context = said.pop("context")
    if things is None or said:
        return None
    return insist(_words(things)) if is_missed(things, context) else [Segment(targets=things.targets)]


def _there(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Say where the thing is: "it is at the upper left", "the polyp is on the left"."""
    context: Context = said.pop("context")
    if things is None:
        return one("missing", said, None) if context.missed is None else insist()
    if is_missed(things, context):
        return insist(_words(things))
    return one("missing", said, things) if is_there(things, context) else None


def _exists(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Say that a thing is there; of what was not spoken of before, that is a finding and no request."""
    context: Context = said.pop("context")
    if things is None:
        return None
    if is_missed(things, context):
        return insist(_words(things))
    return one("missing", said, things) if "where" in said and is_there(things, context) else None


def _begun(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Go on with a structure that is there, and look for one that is not: "proceed with the liver segmentation"."""
    context: Context = said.pop("context")
    if things is None or said:
        return None
    return [Select(targets=things.targets) if is_there(things, context) else Segment(targets=things.targets)]


def _words(things: Things) -> str | None:
    return cast(Target, things.targets[0]).text


SEEING: Mapping[str, Callable[[dict[str, Any], Things | None], list[Command] | None]] = {
    "again": _again,
    "overlooked": _overlooked,
    "there": _there,
    "exists": _exists,
    "begun": _begun,
}
"""Turns of speech about what is in the image; each but the first takes the session's context with what was said."""
