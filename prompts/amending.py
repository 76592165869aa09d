"""What the last edit should have been: "no, 2 mm", "not at the back, at the front"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any, cast

from limis.commands import (
    OPPOSITE,
    Amount,
    Command,
    Context,
    Deny,
    Direction,
    Edit,
    Excess,
    Missing,
    Placed,
    Reference,
    Repeat,
    Segment,
    Unknown,
)
from limis.prompts.figures import tidy
from limis.prompts.filling import one
from limis.prompts.normalise import tokenize
from limis.prompts.phrases import word_set
from limis.prompts.things import Things, thing_of
from limis.prompts.vocabulary import vocabulary

__all__ = ["AMENDING", "instead"]

_DEGREES = ("slight", "moderate", "strong")
_HALF = 50
_NO = word_set("no nope nah nein nee nö non não nao")
_BESIDE = word_set("""
    more further extra also too another additional additionally again as mehr noch weitere weiter auch más mas también
    plus encore aussi mais também everywhere around over überall ueberall rundherum partout todas todos
    """)
"""Words for what comes in addition, or all around, and so in nothing's place."""

_ANYWHERE = word_set("""
    up down back higher lower deeper forward forwards backward backwards outward outwards inward inwards outside inside
    out in hoch runter rauf herunter geradeaus arriba abajo atrás atras adelante derecho arrière droit acima abaixo trás
    reto
    """)
"""Directions that are said of anything; "the back" is a side."""

_JUDGED = frozenset((before, "right") for before in ("it", "this", "that", "be"))
"""Ends of "make it right", which is no side."""


def instead(commands: list[Command], plain: Callable[[], list[Command]], text: str, context: Context) -> list[Command]:
    """Put the last edit right only where nothing else can be meant.

    Args:
        commands: What was understood.
        plain: How the text is read without an edit that could be put right.
        text: What was said.
        context: What is known of the session.

    Returns:
        What was understood, or its plain reading.

    Example:
        >>> right = [Repeat(where="anterior", instead=True)]
        >>> instead(right, lambda: [Unknown(text="no, also there")], "no, also there", Context())
        [Unknown(op='unknown', text='no, also there')]
    """
    if len(commands) != 1 or not isinstance(commands[0], Repeat | Placed):
        return _without(commands, plain)
    words = [token.word for token in tokenize(text)]
    if not context.just_edited or context.pending is not None:
        return _no_share(_without(commands, plain), words, text)
    unsure = text.rstrip().endswith("?") or _adds(words) or _is_said_of_anything(words)
    if not _is_amended(commands[0]):
        again = None if unsure else _said_again(commands[0], words, context)
        return _no_share(commands, words, text) if again is None else [again]
    old = [] if unsure else plain()
    return commands if old and all(map(_gives_way, old)) else _no_share(_without(commands, plain), words, text)


def _no_share(commands: list[Command], words: list[str], text: str) -> list[Command]:
    """Understand nothing where a "no, half of that" cannot put an edit right: it asks for no more of it."""
    refused = words[:1] and words[0] in _NO and words[1:2] == [","]
    shared = len(commands) == 1 and isinstance(commands[0], Repeat) and not commands[0].invert
    share = getattr(commands[0], "amount", None) if shared else None
    return [Unknown(text=text.strip())] if refused and share is not None and share.unit == "percent" else commands


def _without(commands: list[Command], plain: Callable[[], list[Command]]) -> list[Command]:
    return plain() if any(map(_is_amended, commands)) else commands


def _is_amended(command: Command) -> bool:
    return isinstance(command, Repeat) and command.instead is True


def _gives_way(command: Command) -> bool:
    """Whether a plain reading is none, a complaint, or one of which nothing but a side or a share is said."""
    if isinstance(command, Repeat):
        return command.amount is not None and command.amount.unit == "percent"
    if isinstance(command, Segment):
        return len(command.targets) == 1 and isinstance(command.targets[0], Reference)
    return isinstance(command, Unknown | Deny | Excess | Missing)


def _adds(words: list[str]) -> bool:
    """Whether something is said that comes in addition: "no, also at the back", but not "too much, only 2 mm"."""
    return any(word in _BESIDE and words[at + 1 : at + 2] not in (["much"], ["far"]) for at, word in enumerate(words))


def _is_said_of_anything(words: list[str]) -> bool:
    """Whether a direction may be told to anybody: "no, up"; "the back" and "at the back" are sides of a mask."""
    somewhere = any(word in _ANYWHERE and words[at - 1 : at] != ["the"] for at, word in enumerate(words))
    return somewhere or not _JUDGED.isdisjoint(pairwise(words))


def _said_again(command: Command, words: list[str], context: Context) -> Repeat | None:
    """The same edit after a "no", with what it should have said: "no, make it 2 mm larger"."""
    last = context.last_edit
    refused = words[:1] and words[0] in _NO and words[1:2] == [","]
    if not refused or not isinstance(command, Placed) or last is None or type(command) is not type(last):
        return None
    measured = command.amount is not None and command.amount.unit is not None
    if not measured or command.targets is not None or command.scope is not None:
        return None
    return Repeat(amount=command.amount, where=command.where, frame=command.frame, instead=True)


def _amended(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Do the last edit another way, in place of what it did; what it did not have cannot be put right."""
    context = cast(Context, said.pop("context"))
    last = context.last_edit if context.just_edited and context.pending is None else None
    had = _had(last)
    if things is not None or not isinstance(last, Edit) or not _dismisses(said, had):
        return None
    if said.pop("opposite", None) is not None:
        other = _other_way(had.get("where"))
        said.update({} if other is None else {"where": ((other,), had.get("frame") == "image")})
    if "amount" in said or "share" in said:
        amount = _amount(said.pop("amount", None), said.pop("share", None), had.get("amount"))
        if amount is None:
            return None
        said["amount"] = amount, 1
    if not said or any(name not in type(last).model_fields for name in said):
        return None
    if "where" in said and (("where" not in had and not isinstance(last, Placed)) or _is_of_a_pair(said, had, context)):
        return None
    return one("repeat", {**said, "instead": True}, None)


def _more(said: dict[str, Any], things: Things | None) -> list[Command] | None:
    """Do the last edit by so much more: "no, another 2 mm"; of slices that may be said of where one looks."""
    context = cast(Context, said.pop("context"))
    last = context.last_edit if context.just_edited and context.pending is None else None
    amount = said["amount"][0]
    if last is None or _is_of_slices(amount) is not _is_of_slices(getattr(last, "amount", None)):
        return None
    return one("repeat", said, things)


def _is_of_slices(amount: Amount | None) -> bool:
    return amount is not None and amount.unit == "slice"


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


def _amount(said: tuple[Amount, int] | None, share: int | None, had: Amount | None) -> Amount | None:
    """How much it should have been: a share of what it was, and "only a bit" is less than that."""
    if said is not None and said[1] < 0:
        return None
    amount = said[0] if said is not None else None
    if amount is not None and amount.degree is None:
        return amount if _is_of_slices(amount) <= _is_of_slices(had) else None
    if had is None:
        return amount
    if had.value is not None:
        return Amount(value=tidy(had.value * (share or _HALF) / 100), unit=had.unit)
    level = _DEGREES.index(had.degree or "")
    if amount is None:
        level += -1 if (share or _HALF) <= _HALF else 1
        return Amount.model_validate({"degree": _DEGREES[level]}) if 0 <= level < len(_DEGREES) else None
    return amount if _DEGREES.index(amount.degree or "") < level else None


def _is_of_a_pair(said: dict[str, Any], had: Mapping[str, Any], context: Context) -> bool:
    """Whether another one of a pair may be meant, and no side of the mask: "I meant the left", of a right kidney."""
    sides = {"left", "right"}
    thing = thing_of(context.active or "")
    paired = thing in vocabulary() and vocabulary().get(thing).paired
    return paired and bool(sides.intersection(said["where"][0])) and sides.isdisjoint(_as_tuple(had.get("where")))


def _as_tuple(where: Any) -> tuple[Direction, ...]:
    return (where,) if isinstance(where, str) else tuple(where or ())


def _other_way(where: Any) -> Direction | None:
    ways = _as_tuple(where)
    return OPPOSITE.get(ways[0]) if len(ways) == 1 else None


AMENDING: Mapping[str, Callable[[dict[str, Any], Things | None], list[Command] | None]] = {
    "amended": _amended,
    "more": _more,
}
"""Turns of speech about the last edit; each takes the session's context with what was said."""
