"""What turns of a conversation do to Dice: after so many, and each by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from statistics import fmean, median
from typing import Any

from limis.eval.cases import Row, Step
from limis.eval.statistics import Estimate, mean_of_groups

__all__ = ["AFTER", "BELOW", "turn_summary", "turns_table"]

#: Numbers of corrections after which Dice is told.
AFTER = (0, 1, 3, 5, 10)
#: First masks below this Dice are told of apart.
BELOW = 0.85
_CHANGED = 0.0005
_GAIN_AFTER = 5


def turn_summary(rows: Sequence[Row], average: Callable[..., Estimate] = mean_of_groups) -> dict[str, Any]:
    """Sum conversations up.

    A conversation that ended earlier counts with its last Dice; one that failed counts as 0.

    Args:
        rows: Rows of one protocol.
        average: Takes values, groups and patients, as `limis.eval.statistics.mean_of_groups` does.

    Returns:
        JSON values: ``all`` and ``below`` (first Dice below `BELOW`), each with ``after`` (number of corrections →
        estimate) and ``gain`` (estimate after five corrections); ``turns`` with ``count``, ``median``, ``mean``,
        ``rise``, ``cost`` (shares), ``understood`` and ``seconds`` (median), and ``ops``, the same by op.
    """
    below = [row for row in rows if _after(row, 0) < BELOW]
    changes = [change for row in rows for change in _changes(row)]
    ops = sorted({step.op for step, _ in changes})
    return {
        "all": _part(rows, average),
        "below": _part(below, average),
        "turns": _told(changes),
        "ops": {op: _told([(step, change) for step, change in changes if step.op == op]) for op in ops},
    }


def turns_table(summaries: Mapping[str, Mapping[str, Any]]) -> str:
    """The same for a reader: empty where nobody talked.

    Args:
        summaries: Name of each model set → its summary.

    Returns:
        Markdown.
    """
    parts = [
        _told_in_words(f"{name}, {protocol}", numbers["words"])
        for name, summary in summaries.items()
        for protocol, numbers in summary["all"]["protocols"].items()
        if "words" in numbers
    ]
    return "\n\n".join(parts)


def _after(row: Row, count: int) -> float:
    return row.steps[min(count, len(row.steps) - 1)].dice if row.steps else 0.0


def _changes(row: Row) -> list[tuple[Step, float]]:
    """Every correction, and by how much Dice changed."""
    return [(now, now.dice - before.dice) for before, now in zip(row.steps, row.steps[1:], strict=False)]


def _part(rows: Sequence[Row], average: Callable[..., Estimate]) -> dict[str, Any]:
    def estimate(values: Sequence[float]) -> dict[str, Any]:
        return asdict(average(values, [row.pair for row in rows], [row.patient for row in rows]))

    if not rows:
        return {"cases": 0, "after": {}, "gain": None}
    return {
        "cases": len(rows),
        "after": {str(count): estimate([_after(row, count) for row in rows]) for count in AFTER},
        "gain": estimate([_after(row, _GAIN_AFTER) - _after(row, 0) for row in rows]),
    }


def _told(changes: Sequence[tuple[Step, float]]) -> dict[str, Any]:
    if not changes:
        return {"count": 0}
    values = [change for _, change in changes]
    return {
        "count": len(values),
        "median": round(median(values), 6),
        "mean": round(fmean(values), 6),
        "rise": round(fmean(value > _CHANGED for value in values), 4),
        "cost": round(fmean(value < -_CHANGED for value in values), 4),
        "understood": round(fmean(step.understood for step, _ in changes), 4),
        "seconds": round(median(step.seconds for step, _ in changes), 3),
    }


def _told_in_words(title: str, words: Mapping[str, Any]) -> str:
    head = [f"| {title} | cases | {' | '.join(f'after {n}' for n in AFTER)} | gain after {_GAIN_AFTER} |"]
    head.append("|---" * (len(AFTER) + 3) + "|")
    lines = [
        f"| {label} | {part['cases']} | {' | '.join(_number(part['after'][str(n)]) for n in AFTER)} "
        f"| {_number(part['gain'], signed=True)} |"
        for label, part in (("all", words["all"]), (f"first below {BELOW}", words["below"]))
        if part["cases"]
    ]
    turns = [
        "| turn | count | median | mean | rise | cost | understood | s |",
        "|---|---|---|---|---|---|---|---|",
        *(
            f"| {op} | {t['count']} | {t['median']:+.4f} | {t['mean']:+.4f} | {t['rise']:.0%} | {t['cost']:.0%} "
            f"| {t['understood']:.0%} | {t['seconds']:.2f} |"
            for op, t in (("every", words["turns"]), *words["ops"].items())
            if t["count"]
        ),
    ]
    return "\n".join([*head, *lines]) + "\n\n" + "\n".join(turns)


def _number(estimate: Mapping[str, Any], *, signed: bool = False) -> str:
    form = "+.3f" if signed else ".3f"
    return f"{estimate['mean']:{form}} ({estimate['low']:{form}} to {estimate['high']:{form}})"
