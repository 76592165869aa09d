"""Commands in words, for a person who checks what was understood."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from limis.agents.phrases import amount_words, listed, where_words
from limis.commands import Clarify, Command, Reference, Scope, Unknown, What

__all__ = ["choice_words", "worded"]

_PLACES = {1: "first", 2: "second", 3: "third"}
_CHOICE = ("which", "nth", "count")


def worded(command: Command) -> str:
    """A command with all of its fields in words, whatever op it is.

    Example:
        >>> from limis.commands import Amount, Grow, Scope
        >>> worded(Grow(amount=Amount(value=3, unit="mm"), where="anterior", scope=Scope(from_=40, to=60)))
        'grow by 3 mm at the front on slices 40 to 60'
    """
    if isinstance(command, Unknown):
        return f"not understood: {command.text}"
    if isinstance(command, Clarify):
        numbered = "  ".join(f"{number}) {option}" for number, option in enumerate(command.options, start=1))
        return f"{command.question} {numbered}"
    said: dict[str, Any] = {name: getattr(command, name) for name in type(command).model_fields if name != "op"}
    targets = listed([_named(target) for target in said.pop("targets", None) or ()])
    choice = choice_words(*(said.pop(name) for name in _CHOICE)) if "which" in said else ""
    verb = command.op.replace("_", " ")
    if (what := said.pop("what", None)) is not None:
        verb, targets = f"{verb} {what}", targets and f"of {targets}"
    known = [(name, said.pop(name, None)) for name in _FIELDS]
    rest = [_FIELDS[name](value, command) for name, value in known if value is not None]
    other = [f"{name} {value}" for name, value in said.items() if value is not None]
    return " ".join(part for part in (verb, choice, targets, *rest, *other) if part)


def choice_words(which: str | None, nth: int | None, count: int | None) -> str:
    """Which of several, in words.

    Example:
        >>> choice_words("largest", 2, None), choice_words("largest", None, 3), choice_words(None, 7, None)
        ('second largest', '3 largest', '7th')
    """
    place = "" if nth is None else _PLACES.get(nth, f"{nth}th")
    return " ".join(part for part in (place, str(count or ""), which) if part)


def _named(what: What) -> str:
    choice = choice_words(what.which, what.nth, what.count)
    if isinstance(what, Reference):
        several = "what was named together" if what.plural else "the active structure"
        whole = "everything" if what.ref == "all" else several
        which = " ".join(part for part in (choice, what.side) if part)
        return f"{which} of {whole}" if which else whole
    name = what.concept.replace("_", " ") if what.concept else f"{what.text!r} (unknown name)"
    return " ".join(part for part in (choice, what.side, name) if part)


def _where(where: Any, command: Command) -> str:
    view = " of the image" if getattr(command, "frame", None) else ""
    return f"{where_words(where, 'to' if command.op == 'shift' else 'at')}{view}"


def _scope(scope: Scope, command: Command) -> str:
    plane = f"{scope.plane} " if scope.plane else ""
    if scope.slice:
        return f"on this {plane}slice"
    return (
        f"from {plane}slice {scope.from_} on" if scope.to is None else f"on {plane}slices {scope.from_} to {scope.to}"
    )


def _alone(value: Any, command: Command) -> str:
    return str(value).replace("_", " ")


_FIELDS: Mapping[str, Callable[[Any, Command], str]] = {
    "part": _alone,
    "preset": _alone,
    "direction": _alone,
    "index": _alone,
    "count": _alone,
    "plane": _alone,
    "amount": lambda amount, command: amount_words(amount),
    "where": _where,
    "frame": lambda frame, command: "",
    "low": lambda low, command: f"from {low:g}",
    "high": lambda high, command: f"up to {high:g}",
    "format": lambda form, command: f"as {form}",
    "invert": lambda invert, command: "the other way round",
    "another": lambda another, command: "a whole one",
    "instead": lambda instead, command: "in its place",
    "scope": _scope,
}
"""How each field is said, in this order; any other is said by its name."""
