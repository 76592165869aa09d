"""What the last edit should have been: "no, 2 mm", "not at the back, at the front"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from limis.commands import OPPOSITE, Amount, Command, Context, Direction, Placed
from limis.prompts.filling import one
from limis.prompts.things import Things
from limis.prompts.vocabulary import vocabulary

__all__ = ["AMENDING"]


def _amended(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Do the last edit another way, in place of what it did; what it did not have cannot be put right."""
    context = cast(Context, said.pop("context"))
    last = context.last_edit if context.just_edited else None
    had = _had(last)
    if things is not None or not _dismisses(said, had):
        return None
    if said.pop("opposite", None) is not None:
        other = _other_way(had.get("where"))
        said.update({} if other is None else {"where": ((other,), had.get("frame") == "image")})
    if not said or last is None or any(name not in type(last).model_fields for name in said):
        return None
    if "where" in said and (("where" not in had and not isinstance(last, Placed)) or _is_of_a_pair(said, had, context)):
        return None
    if "amount" in said and _is_of_slices(said["amount"][0]) and not _is_of_slices(had.get("amount")):
        return None
    return one("repeat", {**said, "instead": True}, None)


def _had(last: Command | None) -> Mapping[str, Any]:
    """What the last edit said of how much, and where."""
    return {name: value for name in ("amount", "where", "frame") if (value := getattr(last, name, None)) is not None}


def _dismisses(said: dict[str, Any], had: Mapping[str, Any]) -> bool:
    """Whether what is called wrong, if anything is, is what the last edit had: the 3 mm of "not 3 mm, 2 mm"."""
    amount: Amount | None = had.get("amount")
    wrong, number = said.pop("wrong_amount", None), said.pop("wrong_number", None)
    if wrong is not None and wrong[0] != amount:
        return False
    if number is not None and (amount is None or amount.value != number):
        return False
    place = said.pop("wrong_place", None)
    return place is None or _as_tuple(had.get("where")) == place[0]


def _is_of_a_pair(said: dict[str, Any], had: Mapping[str, Any], context: Context) -> bool:
    """Whether another one of a pair may be meant, and no side of the mask: "I meant the left", of a right kidney."""
    sides = {"left", "right"}
    thing = (context.active or "").removesuffix("_left").removesuffix("_right")
    paired = thing in vocabulary() and vocabulary().get(thing).paired
    return paired and bool(sides.intersection(said["where"][0])) and sides.isdisjoint(_as_tuple(had.get("where")))


def _is_of_slices(amount: Amount | None) -> bool:
    """Whether slices are counted: a "no, 5 slices" puts right how far somebody scrolled."""
    return amount is not None and amount.unit == "slice"


def _as_tuple(where: Any) -> tuple[Direction, ...]:
    return (where,) if isinstance(where, str) else tuple(where or ())


def _other_way(where: Any) -> Direction | None:
    (way,) = ways if len(ways := _as_tuple(where)) == 1 else (None,)
    return None if way is None else OPPOSITE.get(way)


AMENDING: Mapping[str, Callable[[dict[str, Any], Things | None], list[Command] | None]] = {"amended": _amended}
"""Turns of speech about the last edit; each takes the session's context with what was said."""
