"""Turns of speech that take more than filling in the fields of one command."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from limis.commands import (
    OPPOSITE,
    Amount,
    Clarify,
    Command,
    Context,
    Deny,
    Direction,
    Hide,
    Reference,
    Remove,
    Scope,
    Segment,
    Show,
    Target,
)
from limis.prompts.amending import AMENDING
from limis.prompts.filling import one
from limis.prompts.relating import RELATING
from limis.prompts.remaining import REMAINING
from limis.prompts.seeing import SEEING
from limis.prompts.things import Things

__all__ = ["IN_SESSION", "TURNS"]

_WHOLE = frozenset({"both", "all", "every", "each"})
_CHOICE = ("which", "nth", "count")
IN_SESSION = frozenset({"elsewhere", "onward", *SEEING, *RELATING, *AMENDING, *REMAINING})
"""Turns of speech that mean something else in another session."""


def _show_only(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    if said:
        return None
    shown = things.targets if things is not None else (Reference(ref="active"),)
    return [Hide(targets=(Reference(ref="all"),)), Show(targets=shown)]


def _show_but(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Show everything but some: "show everything except the liver"."""
    return None if said or things is None else [Show(targets=(Reference(ref="all"),)), Hide(targets=things.targets)]


def _either(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Ask whether a structure is to be thrown away, or taken out of the active one."""
    if things is None or said:
        return None
    texts = [target.text for target in things.targets if target.text]
    what = " and ".join(text if text.split()[0] in _WHOLE else f"the {text}" for text in texts)
    question = f"Do you want to throw {what} away, or to take it out of the active structure?"
    return [Clarify(question=question, options=(f"delete {what}", f"exclude {what}"))]


def _chosen(op: str) -> Callable[[dict[str, Any], Things | None], list[Command] | None]:
    """Keep or remove some instances of a structure: "keep the two largest nuclei"."""

    def make(said: dict[str, Any], things: Things | None) -> list[Command] | None:
        target = things.targets[0] if things is not None and len(things.targets) == 1 else None
        if not isinstance(target, Target) or (target.which is None and target.nth is None):
            return None
        said.update({name: value for name in _CHOICE if (value := getattr(target, name)) is not None})
        whole = target.model_copy(update=dict.fromkeys(_CHOICE))
        return one(op, said, Things((whole,)))

    return make


def _keep_slices(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Remove what is on all other slices; which these are nobody knows where only the one on view is kept."""
    scope: Scope = said.pop("scope")
    if scope.from_ is None or said:
        return None
    rests = [(1, scope.from_ - 1)] if scope.from_ > 1 else []
    rests += [(scope.to + 1, None)] if scope.to is not None else []
    return [
        Remove(scope=Scope.model_validate({"from": first, "to": last, "plane": scope.plane})) for first, last in rests
    ]


def _go_back(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Ask whether the last sentence is to be taken back, or the slice before to be looked at."""
    question = "Do you want to undo the last step, or to see the previous slice?"
    return [Clarify(question=question, options=("undo", "previous slice"))]


def _deny(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """What is ruled out does not matter."""
    return [Deny()]


def _step(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    said["count"] = said.get("count", 1) * int(said.pop("sign", 1))
    return one("step", said, things) if said["count"] else None


def _hide_or_show(op: str) -> Callable[[dict[str, Any], Things | None], list[Command] | None]:
    def make(said: dict[str, Any], things: Things | None) -> list[Command] | None:
        return one(op, said, things or Things((Reference(ref="all"),)))

    return make


def _goto(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    said["index"] = int(said["index"])
    return one("goto_slice", said, things)


def _choose(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    said["index"] = int(said["index"])
    return one("choose", said, things)


def _invert(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    return one("repeat", {**said, "invert": True}, things)


def _border(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Move one side of an outline: down is smaller where it is the upper side, larger where it is the lower."""
    wheres: tuple[Direction, ...] = said["where"][0]
    way: Any = said.pop("way")
    ways: tuple[Direction, ...] = cast(Any, (way,) if isinstance(way, str) else way[0])
    if len(wheres) != 1 or len(ways) != 1 or said["where"][1]:
        return None
    turns: dict[Direction | None, str] = {wheres[0]: "grow", "lateral": "grow", "medial": "shrink"}
    turns[OPPOSITE.get(wheres[0])] = "shrink"
    op = turns.get(ways[0])
    return one(op, said, things) if op is not None else None


def _beside(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Say which way one side of an outline is off: an upper border too low leaves out what is above it."""
    wheres: tuple[Direction, ...] = said["where"][0]
    ways: tuple[Direction, ...] = said.pop("way")[0]
    if len(wheres) != 1 or len(ways) != 1:
        return None
    turns: dict[Direction | None, str] = {wheres[0]: "excess", "lateral": "excess", "medial": "missing"}
    turns[OPPOSITE.get(wheres[0])] = "missing"
    op = turns.get(ways[0])
    if op is not None and said.pop("short", 0):
        op = "missing" if op == "excess" else "excess"
    return one(op, said, things) if op is not None else None


def _put_back(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Move back what is too far to one side."""
    ways, framed = said.pop("way")
    if any(way not in OPPOSITE for way in ways):
        return None
    return one("shift", {**said, "where": (tuple(OPPOSITE[way] for way in ways), framed)}, things)


def _unitless(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Ask for the unit of "grow it by 3"."""
    verb, value = said["verb"], said["value"]
    directions, framed = said.get("where", ((), False))
    texts = [f"the {target.text}" for target in things.targets if isinstance(target, Target)] if things else []
    if value <= 0 or framed or (things is not None and len(texts) != len(things.targets)):
        return None
    what = " ".join([verb, " and ".join(texts) or ("it" if verb == "move" else "")]).strip()
    by = f"{what} " if verb == "move" else f"{what} by "
    options = tuple(" ".join([f"{by}{value} {unit}", *directions]) for unit in ("mm", "voxels"))
    return [Clarify(question=f"{value} millimetres, or {value} voxels?", options=options)]


def _which_way(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Ask which way, of "move it 3 mm"."""
    amount, _ = said["amount"]
    texts = [target.text for target in things.targets] if things is not None else ["it"]
    if things is not None and not (things.known and all(isinstance(target, Target) for target in things.targets)):
        return None
    what = " and ".join(f"the {text}" for text in texts) if things is not None else "it"
    ways = ("left", "right", "up", "down", "forwards", "backwards")
    options = tuple(f"move {what} {amount.value} {amount.unit} {way}" for way in ways)
    return [Clarify(question="Which way?", options=options)]


def _elsewhere(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Do the last edit again on one side, or ask which way where there is none: "a bit more on the left"."""
    last = cast(Context, said.pop("context")).last_edit
    if last is not None and {"where", "amount"} <= set(type(last).model_fields):
        return one(last.op, said, things)
    if "where" not in said:
        return one("repeat", said, things)
    (directions, framed), (amount, _) = said["where"], said["amount"]
    if amount.degree is None:
        return one("missing", said, things)
    if framed:
        return None
    how = {"slight": "a bit", "moderate": "somewhat", "strong": "a lot"}[amount.degree]
    options = tuple(" ".join([verb, how, *directions]) for verb in ("grow it", "shrink it"))
    return [Clarify(question="Should the outline be larger there, or smaller?", options=options)]


def _off(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Ask what is wrong with a border: "the left edge is wrong"."""
    directions, framed = said["where"]
    if framed or things is not None:
        return None
    there = " ".join(directions)
    options = (f"there is too much {there}", f"something is missing {there}")
    return [Clarify(question="Is there too much, or is something missing?", options=options)]


def _inwards_or_outwards(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Ask which way a border is to go: "move the border 2 mm"."""
    amount: Amount = said["amount"][0]
    if things is not None:
        return None
    options = tuple(f"move the border {way} by {amount.value} {amount.unit}" for way in ("out", "in"))
    return [Clarify(question="Outwards, or inwards?", options=options)]


def _onward(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Do the last edit on another side: "further down"; without one it is anybody's."""
    last = cast(Context, said.pop("context")).last_edit
    if last is None or "where" not in type(last).model_fields or last.op in ("keep", "remove"):
        return None
    return one(last.op, said, things)


def _only_there(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Miss the other side: "you only have the left half"."""
    ways, framed = said["where"]
    if any(way not in OPPOSITE for way in ways):
        return None
    return one("missing", {**said, "where": (tuple(OPPOSITE[way] for way in ways), framed)}, things)


def _missing_one(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Miss a whole one of several: "there is another one on the left"."""
    return one("missing", {**said, "another": True}, things)


def _nothing(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Ask for nothing: what is praised before something else is said."""
    return []


def _side(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Ask for the same thing on the other side: "I meant the left"."""
    word = said["side"].split()[0]
    reference = Reference(ref="active", side="opposite" if word == "other" else word, text=said["side"])
    return [Segment(targets=(reference,))]


TURNS: dict[str, Callable[[dict[str, Any], Things | None], list[Command] | None]] = {
    "show_only": _show_only,
    "show_but": _show_but,
    "deny": _deny,
    "keep_slices": _keep_slices,
    "go_back": _go_back,
    "either": _either,
    "kept": _chosen("keep"),
    "removed": _chosen("remove"),
    "put_back": _put_back,
    "beside": _beside,
    "onward": _onward,
    "off": _off,
    "inwards_or_outwards": _inwards_or_outwards,
    "only_there": _only_there,
    "missing_one": _missing_one,
    "nothing": _nothing,
    "side": _side,
    **SEEING,
    **RELATING,
    **AMENDING,
    **REMAINING,
    "border": _border,
    "unitless": _unitless,
    "elsewhere": _elsewhere,
    "which_way": _which_way,
    "step": _step,
    "hide": _hide_or_show("hide"),
    "show": _hide_or_show("show"),
    "goto_slice": _goto,
    "choose": _choose,
    "invert": _invert,
}
"""Turns of speech that take more than filling in fields."""
