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
    Repeat,
    Shift,
    Shrink,
    Where,
)

__all__ = ["spelt_again"]

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
        repeat: Perhaps with another amount, or the other way round. Percent is of the last amount; of a degree it is
            the degree that comes nearest.
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
    commands: list[Command] = []
    remarks: list[str] = []
    goes_on = turned and repeat.amount is not None and repeat.amount.degree is not None
    for command in last:
        meant = _turned(command) if repeat.invert and not goes_on else command
        if meant is None:
            return [], f'{command.op.replace("_", " ")} has no opposite: say "undo" to take it back'
        amended, remark = _amended(meant, repeat.amount)
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


def _amended(command: Command, amount: Amount | None) -> tuple[Command, str]:
    """An edit with another amount."""
    if amount is None:
        return command, ""
    if "amount" not in type(command).model_fields:
        return command, f"{command.op.replace('_', ' ')} takes no amount"
    new, remark = _scaled(getattr(command, "amount", None), amount)
    return command.model_copy(update={"amount": new}), remark


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
