"""The last edits, spelt out once more: "again", "half as much", "no, the other way"."""

from __future__ import annotations

from collections.abc import Sequence

from limis.commands import (
    OPPOSITE,
    Amount,
    Command,
    Direction,
    Excess,
    Exclude,
    Grow,
    Include,
    Missing,
    Placed,
    Repeat,
    Shift,
    Shrink,
    Where,
)

__all__ = ["spelt_again"]

_NAMES = {"amount": "amount", "where": "side"}
_DEGREES = {"slight": 0.05, "moderate": 0.10, "strong": 0.20}
_ASSUMED = "moderate"
_TURNED: dict[type, type] = {
    Grow: Shrink,
    Shrink: Grow,
    Missing: Excess,
    Excess: Missing,
    Exclude: Include,
    Include: Exclude,
}


def spelt_again(repeat: Repeat, last: Sequence[Command], *, turned: bool = False) -> tuple[list[Command], str]:
    """The commands that a repetition means.

    Args:
        repeat: Perhaps with another amount or side, or the other way round. Percent is of the last amount; of a degree
            it is the degree that comes nearest. In place of the last edits, percent is of the structure, and of several
            that one is meant which alone said such a thing.
        last: The edits of the last sentence that had any.
        turned: Whether they are the other way round already: after "less", "a bit less" goes on that way.

    Returns:
        The commands, and what a person should know of them; without commands, why there are none.

    Example:
        >>> again = Repeat(amount=Amount(value=50, unit="percent"), invert=True)
        >>> [shrink], _ = spelt_again(again, [Grow(amount=Amount(value=4, unit="mm"))])
        >>> shrink.op, shrink.amount.value
        ('shrink', 2)
    """
    if not last:
        return [], 'nothing was edited yet that could be done again: say for example "grow it by 2 mm"'
    if repeat.instead:
        return _put_right(repeat, last)
    commands: list[Command] = []
    remarks: list[str] = []
    goes_on = turned and repeat.amount is not None and repeat.amount.degree is not None
    for command in last:
        meant = _turned(command) if repeat.invert and not goes_on else command
        if meant is None:
            return [], f'{command.op.replace("_", " ")} has no opposite: say "undo" to take it back'
        amended, remark = _amended(meant, repeat)
        commands.append(amended)
        remarks += [remark] if remark else []
    return commands, "; ".join(dict.fromkeys(remarks))


def _turned(command: Command) -> Command | None:
    """The opposite of an edit; None where it has none."""
    if isinstance(command, Shift):
        where = _turned_where(command.where)
        return None if where is None else command.model_copy(update={"where": where})
    kind = _TURNED.get(type(command))
    if kind is None:
        return None
    fields = {name: getattr(command, name) for name in type(command).model_fields if name != "op"}
    return kind(**fields)


def _turned_where(where: Where) -> Where | None:
    if isinstance(where, str):
        return OPPOSITE.get(where)
    turned: tuple[Direction, ...] = tuple(OPPOSITE[word] for word in where if word in OPPOSITE)
    return turned if len(turned) == len(where) else None


def _put_right(repeat: Repeat, last: Sequence[Command]) -> tuple[list[Command], str]:
    """The edits with what they should have said; none where nothing of it can be said of them."""
    commands = [*last]
    for name, new in _said(repeat).items():
        sayers = _sayers(name, last)
        if not sayers:
            return [], f'{_ops(last)} takes no {_NAMES[name]}: say "undo" first, or what to change'
        if len(sayers) > 1:
            return [], 'several edits were made at once: say "undo" first, or which to change'
        for at in sayers:
            commands[at] = commands[at].model_copy(update=new)
    return commands, ""


def _said(repeat: Repeat) -> dict[str, dict[str, object]]:
    """What is said of how much, and of where, as the fields of an edit."""
    said: dict[str, dict[str, object]] = {}
    if repeat.amount is not None:
        said["amount"] = {"amount": repeat.amount}
    if repeat.where is not None:
        said["where"] = {"where": repeat.where, "frame": repeat.frame}
    return said


def _sayers(name: str, last: Sequence[Command]) -> list[int]:
    """Which of several edits said how much, or where; all that could have where none did."""
    said = [at for at, command in enumerate(last) if getattr(command, name, None) is not None]
    return said or [at for at, command in enumerate(last) if _takes(name, command)]


def _takes(name: str, command: Command) -> bool:
    """Whether an edit may be told how much, or where; what is kept or removed by size has no side."""
    return isinstance(command, Placed | Shift) if name == "where" else name in type(command).model_fields


def _ops(commands: Sequence[Command]) -> str:
    return " and ".join(dict.fromkeys(command.op.replace("_", " ") for command in commands))


def _amended(command: Command, repeat: Repeat) -> tuple[Command, str]:
    """An edit with another amount, or on another side."""
    new, remark = dict[str, object](), ""
    for name, fields in _said(repeat).items():
        if not _takes(name, command):
            return command, f"{_ops([command])} takes no {_NAMES[name]}"
        new |= fields
    if repeat.amount is not None:
        new["amount"], remark = _scaled(getattr(command, "amount", None), repeat.amount)
    return command.model_copy(update=new), remark


def _scaled(last: Amount | None, said: Amount) -> tuple[Amount, str]:
    """The amount that is meant: percent is of the last one."""
    if said.unit != "percent" or said.value is None:
        return said, ""
    share = float(said.value) / 100
    if last is not None and last.value is not None:
        value = float(last.value) * share
        return Amount(value=int(value) if value.is_integer() else value, unit=last.unit), ""
    wanted = _DEGREES[_ASSUMED if last is None or last.degree is None else last.degree] * share
    degree = min(("slight", "moderate", "strong"), key=lambda name: abs(_DEGREES[name] - wanted))
    exact = abs(_DEGREES[degree] - wanted) < 1e-9
    return Amount(degree=degree), "" if exact else f"no number was said before, so it is a {degree} change"
