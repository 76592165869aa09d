"""What is said of all structures but some: "delete everything except the liver", "keep only the kidneys"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from limis.commands import Command, Context, Delete, Reference, Select, Target, What
from limis.prompts.things import Things, is_there
from limis.prompts.vocabulary import vocabulary

__all__ = ["REMAINING"]

_SIDES = ("left", "right")


def _all_but(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Throw away what is not to stay, if that is there and no part of a structure; what alone is there is selected."""
    context = cast(Context, said.pop("context"))
    if said or things is None or not things.known or not all(map(_is_whole, things.targets)):
        return None
    if not all(_names(target, context) for target in things.targets):
        return None
    kept = {name for target in things.targets for name in _names(target, context)}
    return _delete([name for name in context.structures if name not in kept]) or [Select(targets=things.targets)]


def _others(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Throw away all but what was named last: "delete everything else"."""
    context = cast(Context, said.pop("context"))
    if said or things is not None or context.active is None or context.active not in context.named:
        return None
    return _delete([name for name in context.structures if name not in context.named])


def _delete(names: list[str]) -> list[Command] | None:
    """Throw structures away by their names."""
    return [Delete(targets=tuple(map(_exactly, names)))] if names else None


def _exactly(name: str) -> Target:
    """The target that means one structure of the session and no other."""
    thing, _, end = name.rpartition("_")
    side: Any = end if thing and end in _SIDES else None
    concept = thing if side is not None else name
    return Target(concept=concept if concept in vocabulary() else None, side=side, text=name)


def _is_whole(target: What) -> bool:
    return target.which is None and target.nth is None and target.side in (None, "both", *_SIDES)


def _names(target: What, context: Context) -> list[str]:
    """The structures of the session that are meant."""
    if isinstance(target, Reference):
        plain = target.ref == "active" and target.side is None and target.plural is None
        return [context.active] if plain and context.active is not None else []
    each = ((name, Context(structures=(name,))) for name in context.structures)
    own = "_".join((target.text or "").lower().split())
    of_it = [name for name, alone in each if name == own or is_there(Things((target,)), alone)]
    return [name for name in of_it if target.side not in _SIDES or target.side in name.split("_")[1:]]


REMAINING: Mapping[str, Callable[[dict[str, Any], Things | None], list[Command] | None]] = {
    "all_but": _all_but,
    "others": _others,
}
"""Turns of speech about the rest; each takes the session's context with what was said."""
