"""From what a rule has found to commands of the algebra."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast, get_args

from pydantic import TypeAdapter, ValidationError

from limis.commands import (
    OPPOSITE,
    Clarify,
    Command,
    Deny,
    Direction,
    Edit,
    Hide,
    Measure,
    Reference,
    Save,
    Show,
    Target,
    Where,
)
from limis.prompts.patterns import Captures
from limis.prompts.things import Things
from limis.prompts.vocabulary import vocabulary

__all__ = ["build"]

_KINDS: dict[str, type[Any]] = {kind.model_fields["op"].default: kind for kind in get_args(get_args(Command)[0])}
_COMMAND: TypeAdapter[Command] = TypeAdapter(Command)
_OPTIONAL = (*(kind for kind in _KINDS.values() if issubclass(kind, Edit)), Measure, Save)
_TURNED = {"grow": "shrink", "shrink": "grow", "missing": "excess", "excess": "missing"}
_OTHERS = frozenset({"exclude", "include"})
"""Ops that cannot be about the active structure itself."""

_WHOLE = frozenset({"both", "all", "every", "each"})
_CHOICE = ("which", "nth", "count")
_NOT_OF_DEVICES = frozenset({"shift", "missing", "excess"})
"""Ops that are orders to somebody else where a tube or a needle is named: "pull the tube back by 2 cm"."""

_CERTAIN = frozenset({"delete", "save"})
"""Ops that take only what is known."""


def build(
    op: str, constants: Mapping[str, Any], captures: Captures, last: Command | None = None
) -> list[Command] | None:
    """Make the commands that a rule stands for.

    Args:
        op: An op, or the name of one of the turns of speech that are several commands.
        constants: What the rule says by itself.
        captures: What its slots have found.
        last: The last edit of the session.

    Returns:
        The commands; None where what was found contradicts itself or the algebra.

    Example:
        >>> build("undo", {}, (("count", 2),))
        [Undo(op='undo', count=2)]
    """
    said: dict[str, Any] = {**constants, "last": last} if op == "elsewhere" else dict(constants)
    for name, value in captures:
        if name in said and said[name] != value:
            return None
        said[name] = value
    things: Things | None = said.pop("things", None)
    if things is not None and things.question is not None:
        return [things.question]
    if things is not None and op in _CERTAIN and not things.known:
        return None
    if said.pop("stated", None) and "where" not in said:
        return None
    if things is not None and op in _NOT_OF_DEVICES and _names_device(things):
        return None
    try:
        return _TURNS[op](said, things) if op in _TURNS else _one(op, said, things)
    except ValidationError:
        return None


def _names_device(things: Things) -> bool:
    names = (target.concept for target in things.targets if isinstance(target, Target))
    return any(name is not None and vocabulary().get(name).kind == "device" for name in names)


def _one(op: str, said: dict[str, Any], things: Things | None) -> list[Command] | None:
    op = _with_amount(op, said)
    if not op:
        return None
    where = said.pop("where", None)
    if where is not None:
        said.update(_placed(*where))
    kind: type[Any] = _KINDS[op]
    if things is not None and things.active and op in _OTHERS:
        return None
    if things is not None and not (things.active and issubclass(kind, _OPTIONAL)):
        said["targets"] = things.targets
    if any(name not in kind.model_fields for name in said):
        return None
    return [_COMMAND.validate_python(kind(**said))]


def _placed(directions: tuple[Direction, ...], framed: bool) -> dict[str, Any]:
    where: Where = directions[0] if len(directions) == 1 else directions
    return {"where": where, "frame": "image"} if framed else {"where": where}


def _with_amount(op: str, said: dict[str, Any]) -> str:
    """Put the amount in; a negative one turns the verb round. An empty op says that it cannot."""
    if "amount" not in said:
        return op
    amount, sign = said["amount"]
    said["amount"] = amount
    if sign > 0:
        return op
    if op == "shift" and "where" in said:
        directions, framed = said["where"]
        if any(direction not in OPPOSITE for direction in directions):
            return ""
        said["where"] = (tuple(OPPOSITE[direction] for direction in directions), framed)
        return op
    return _TURNED.get(op, "")


def _show_only(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    if said:
        return None
    shown = things.targets if things is not None else (Reference(ref="active"),)
    return [Hide(targets=(Reference(ref="all"),)), Show(targets=shown)]


def _either(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Ask whether a structure is to be thrown away, or taken out of the active one."""
    if things is None or said:
        return None
    texts = [target.text for target in things.targets if target.text]
    what = " and ".join(text if text.split()[0] in _WHOLE else f"the {text}" for text in texts)
    question = f"Do you want to throw {what} away, or to take it out of the active structure?"
    return [Clarify(question=question, options=(f"delete {what}", f"exclude {what}"))]


def _kept(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Keep some instances of a structure: "keep the two largest nuclei"."""
    target = things.targets[0] if things is not None and len(things.targets) == 1 else None
    if not isinstance(target, Target) or (target.which is None and target.nth is None):
        return None
    said.update({name: value for name in _CHOICE if (value := getattr(target, name)) is not None})
    whole = target.model_copy(update=dict.fromkeys(_CHOICE))
    return _one("keep", said, Things((whole,)))


def _go_back(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Ask whether the last sentence is to be taken back, or the slice before to be looked at."""
    question = "Do you want to undo the last step, or to see the previous slice?"
    return [Clarify(question=question, options=("undo", "previous slice"))]


def _deny(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """What is ruled out does not matter."""
    return [Deny()]


def _step(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    said["count"] = said.get("count", 1) * int(said.pop("sign", 1))
    return _one("step", said, things) if said["count"] else None


def _hide_or_show(op: str) -> Callable[[dict[str, Any], Things | None], list[Command] | None]:
    def make(said: dict[str, Any], things: Things | None) -> list[Command] | None:
        return _one(op, said, things or Things((Reference(ref="all"),)))

    return make


def _goto(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    said["index"] = int(said["index"])
    return _one("goto_slice", said, things)


def _choose(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    said["index"] = int(said["index"])
    return _one("choose", said, things)


def _invert(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    return _one("repeat", {**said, "invert": True}, things)


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
    return _one(op, said, things) if op is not None else None


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


def _elsewhere(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Do the last edit again on one side, or ask which way where there is none: "a bit more on the left"."""
    last: Command | None = said.pop("last", None)
    if last is not None and {"where", "amount"} <= set(type(last).model_fields):
        return _one(last.op, said, things)
    (directions, framed), (amount, _) = said["where"], said["amount"]
    if framed or amount.degree is None:
        return None
    how = {"slight": "a bit", "moderate": "somewhat", "strong": "a lot"}[amount.degree]
    options = tuple(" ".join([verb, how, *directions]) for verb in ("grow it", "shrink it"))
    return [Clarify(question="Should the outline be larger there, or smaller?", options=options)]


_TURNS: dict[str, Callable[[dict[str, Any], Things | None], list[Command] | None]] = {
    "show_only": _show_only,
    "deny": _deny,
    "go_back": _go_back,
    "either": _either,
    "kept": _kept,
    "border": _border,
    "unitless": _unitless,
    "elsewhere": _elsewhere,
    "step": _step,
    "hide": _hide_or_show("hide"),
    "show": _hide_or_show("show"),
    "goto_slice": _goto,
    "choose": _choose,
    "invert": _invert,
}
"""Turns of speech that take more than filling in fields."""
