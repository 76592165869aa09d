"""What turns of a conversation, or clicks, do to Dice: after so many, each by itself, and how many it takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from statistics import fmean, median
from typing import Any

from limis.eval.cases import Row, Step
from limis.eval.statistics import Estimate, mean_of_groups
from limis.eval.wrong import KINDS

__all__ = ["AFTER", "BELOW", "CLICKS", "GOALS", "TURNS", "WORSE", "area_under", "turn_summary", "turns_table"]

#: Most corrections of a conversation.
TURNS = 10
#: Clicks after a box.
CLICKS = 5
#: By more than this Dice has to fall for a turn to have made it worse.
WORSE = 0.005
#: Dice that somebody may want; told is how many turns it takes (number of interactions, NoI).
GOALS = (0.80, 0.85, 0.90)

#: Numbers of corrections after which Dice is told.
AFTER = (0, 1, 3, 5, 10)
#: First masks below this Dice are told of apart.
BELOW = 0.85
_CHANGED = 0.0005
_GAIN_AFTER = 5


def turn_summary(rows: Sequence[Row], average: Callable[..., Estimate] = mean_of_groups) -> dict[str, Any]:
    """Sum conversations up.

    A conversation that ended earlier counts with its last Dice; one that failed counts as 0, and one whose truth cannot
    be read does not count.

    Args:
        rows: Rows of one protocol.
        average: Takes values, groups and patients, as `limis.eval.statistics.mean_of_groups` does.

    Returns:
        JSON values: ``all`` and ``below`` (first Dice below `BELOW`), each with ``after`` (number of corrections →
        estimate), ``by_turn`` (mean Dice after 0, 1, 2 … of them), ``gain`` (estimate after five corrections) and
        ``needed`` (Dice → estimate of the corrections it takes, ``never`` the share of cases that do not get there,
        which count as the most there may be, ``of``); ``turns`` with ``count``, ``median``, ``mean``, ``rise``,
        ``cost``, ``regressions`` (more than `WORSE`; shares), ``understood`` and ``seconds`` (median), and ``ops``,
        the same by op; ``undone`` (share of turns that take one back), ``spoiled`` (as ``turns``, those that were
        misheard), ``starts`` (as ``all``, by how a first mask was spoiled) and ``clicks`` (see `_of_clicks`).
    """
    rows = [row for row in rows if row.dice is not None]
    below = [row for row in rows if _after(row, 0) < BELOW]
    changes = [change for row in rows for change in _changes(row)]
    ops = sorted({step.op for step, _ in changes})
    starts = sorted({row.steps[0].text for row in rows if row.steps} & set(KINDS))
    return {
        "all": _part(rows, average),
        "below": _part(below, average),
        "turns": _told(changes),
        "ops": {op: _told([(step, change) for step, change in changes if step.op == op]) for op in ops},
        "undone": round(fmean(step.op == "undo" for step, _ in changes), 4) if changes else None,
        "spoiled": _told([(step, change) for step, change in changes if step.spoiled]),
        "starts": {
            kind: _part([row for row in rows if row.steps and row.steps[0].text == kind], average) for kind in starts
        },
        "clicks": _of_clicks(rows, average) if _is_clicked(rows) else None,
    }


def area_under(values: Sequence[float]) -> float:
    """The area under a curve whose points are one apart, by trapezoids: 0…4 for the values after five clicks.

    Example:
        >>> area_under([0.5, 0.7, 0.8, 0.8, 0.9])
        3.0
    """
    return round(sum(values) - (values[0] + values[-1]) / 2, 6)


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


def _is_clicked(rows: Sequence[Row]) -> bool:
    return any(row.protocol.startswith("interactive") for row in rows)


def _needed(row: Row, goal: float, most: int) -> int | None:
    """How many corrections it takes to reach a Dice; None where it is not reached."""
    return next((n for n in range(most + 1) if _after(row, n) >= goal), None)


def _part(rows: Sequence[Row], average: Callable[..., Estimate]) -> dict[str, Any]:
    def estimate(values: Sequence[float]) -> dict[str, Any]:
        return asdict(average(values, [row.pair for row in rows], [row.patient for row in rows]))

    if not rows:
        return {"cases": 0, "after": {}, "by_turn": [], "gain": None, "needed": {}}
    most = CLICKS if _is_clicked(rows) else TURNS
    needed = {goal: [_needed(row, goal, most) for row in rows] for goal in GOALS}
    return {
        "cases": len(rows),
        "after": {str(count): estimate([_after(row, count) for row in rows]) for count in AFTER},
        "by_turn": [estimate([_after(row, n) for row in rows])["mean"] for n in range(most + 1)],
        "gain": estimate([_after(row, _GAIN_AFTER) - _after(row, 0) for row in rows]),
        "needed": {
            f"{goal:.2f}": estimate([most if count is None else count for count in counts])
            | {"never": round(fmean(count is None for count in counts), 4), "of": most}
            for goal, counts in needed.items()
        },
    }


def _of_clicks(rows: Sequence[Row], average: Callable[..., Estimate]) -> dict[str, Any]:
    """The numbers of interactive segmentation: areas under Dice and NSD (0…4), the last of both, seconds a turn.

    NSD rests on the cases that have a scale; one that failed counts as 0, too.

    Source: CVPR 2025, "Foundation Models for Interactive 3D Biomedical Image Segmentation", evaluation rules: the box
    alone does not count.
    """
    has_scale = any(row.nsd is not None for row in rows)
    scaled = [row for row in rows if row.nsd is not None or (row.failed and has_scale)]

    def estimate(rows: Sequence[Row], values: Sequence[float]) -> dict[str, Any]:
        return asdict(average(values, [row.pair for row in rows], [row.patient for row in rows]))

    timed = [row for row in rows if row.steps]
    overlap = [[_after(row, n) for n in range(1, CLICKS + 1)] for row in rows]
    near = [[_nsd_after(row, n) for n in range(1, CLICKS + 1)] for row in scaled]
    return {
        "dsc_auc": estimate(rows, [area_under(values) for values in overlap]),
        "nsd_auc": estimate(scaled, [area_under(values) for values in near]),
        "dsc_final": estimate(rows, [values[-1] for values in overlap]),
        "nsd_final": estimate(scaled, [values[-1] for values in near]),
        "seconds": estimate(timed, [fmean(step.seconds for step in row.steps) for row in timed]),
    }


def _nsd_after(row: Row, count: int) -> float:
    return (row.steps[min(count, len(row.steps) - 1)].nsd or 0.0) if row.steps else 0.0


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
        "regressions": round(fmean(value < -WORSE for value in values), 4),
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
    return "\n\n".join(part for part in ("\n".join([*head, *lines]), "\n".join(turns), _milestones(words)) if part)


def _milestones(words: Mapping[str, Any]) -> str:
    """How many turns it takes, what went wrong on the way, and how interactive segmentation is ranked."""
    clicks: Mapping[str, Any] = words.get("clicks") or {}
    noun = "clicks" if clicks else "turns"
    told = [
        f"{noun} to Dice {goal}: {needed['mean']:.1f} of {needed['of']}, never in {needed['never']:.0%}"
        for goal, needed in words["all"].get("needed", {}).items()
    ]
    if "regressions" in words["turns"]:
        told.append(f"{words['turns']['regressions']:.0%} of {noun} cost more than {WORSE}")
    told += [f"{words['undone']:.0%} take one back"] if words.get("undone") else []
    told += [
        f"{name.upper().replace('_', ' ')} {estimate['mean']:.3f}"
        for name, estimate in clicks.items()
        if estimate["cases"]
    ]
    text = "; ".join(told)
    return f"{text[0].upper()}{text[1:]}." if told else ""


def _number(estimate: Mapping[str, Any], *, signed: bool = False) -> str:
    form = "+.3f" if signed else ".3f"
    if estimate["low"] is None:
        return f"{estimate['mean']:{form}}"
    return f"{estimate['mean']:{form}} ({estimate['low']:{form}} to {estimate['high']:{form}})"
