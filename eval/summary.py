"""From rows to numbers one can quote: means over pairs with intervals, tables, presence, swaps.

Every mean is taken over the cases of each (dataset, concept, side) pair first and then over pairs. A number
that cannot be computed is null, never left out, and says how many cases it rests on.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import asdict
from functools import partial
from statistics import median
from typing import Any, cast

from limis.eval.cases import Row
from limis.eval.data import Known
from limis.eval.statistics import Estimate, mean_of_groups
from limis.eval.turns import turn_summary

__all__ = ["SCHEMA", "known_only", "plain", "summarise"]

SCHEMA = "limis.eval.summary/1"
_METRICS = ("dice", "iou", "f1", "box_iou", "volume_error", "nsd", "hd95_mm", "assd_mm")

Average = Callable[..., Estimate]


def known_only(rows: Iterable[Row], known: Known | None) -> list[Row]:
    """Keep the cases whose concept a model set knows.

    Args:
        rows: Any rows.
        known: What the set knows; None keeps all.

    Returns:
        Present things that the set knows in that kind of imaging, absent things that it knows in any, and nonsense.
    """
    if known is None:
        return list(rows)
    concepts = {concept for concept, _ in known}
    return [
        row
        for row in rows
        if ((row.concept, row.modality) in known if row.expected else row.same_kind is None or row.concept in concepts)
    ]


def summarise(
    rows: Sequence[Row], *, known: Known | None = None, resamples: int = 2000, seed: int = 0
) -> dict[str, Any]:
    """Sum a run up.

    Args:
        rows: All rows of one model set.
        known: What the set knows; adds the same numbers over those pairs alone.
        resamples: Of the bootstrap.
        seed: Of the bootstrap.

    Returns:
        JSON values: ``engine``; ``all`` and, with `known`, ``known``. Each holds ``protocols`` → name →
        ``pairs``, ``cases``, ``failures``, one estimate a metric, ``swaps``, ``seconds``, ``table`` (a line a
        pair), ``concepts`` (a line a concept and kind of imaging), and ``presence`` with sensitivity and
        specificity.
    """
    average: Average = partial(mean_of_groups, resamples=resamples, seed=seed)
    summary: dict[str, Any] = {
        "schema": SCHEMA,
        "engine": rows[0].engine if rows else None,
        "bootstrap": {"resamples": resamples, "seed": seed, "level": 0.95, "cluster": "subject"},
        "all": _part(rows, average),
    }
    if known is not None:
        summary["known"] = _part(known_only(rows, known), average)
    return summary


def _part(rows: Sequence[Row], average: Average) -> dict[str, Any]:
    names = dict.fromkeys(row.protocol for row in rows if row.expected)
    return {
        "protocols": {name: _protocol([r for r in rows if r.protocol == name], average) for name in names},
        "presence": _presence(rows, average),
    }


def _protocol(rows: Sequence[Row], average: Average) -> dict[str, Any]:
    return {
        "pairs": len({row.pair for row in rows}),
        "cases": len(rows),
        "failures": sum(bool(row.failed) for row in rows),
        **{name: _metric(rows, name, average) for name in _METRICS},
        "swaps": {
            "judged": sum(row.swapped is not None for row in rows),
            "swapped": sum(row.swapped is True for row in rows),
        },
        "seconds": _seconds(rows),
        "table": _table(rows, ("dataset", "concept", "side"), average),
        "concepts": _table(rows, ("concept", "modality"), average),
        **({"words": plain(turn_summary(rows, average))} if any(row.steps for row in rows) else {}),
    }


def _metric(rows: Sequence[Row], name: str, average: Average) -> dict[str, Any]:
    """One metric over the cases where it is defined."""
    defined = [(row, getattr(row, name)) for row in rows]
    kept = [(row, float(value)) for row, value in defined if value is not None]
    return _estimate(average, [value for _, value in kept], [row.pair for row, _ in kept], [row for row, _ in kept])


def _table(rows: Sequence[Row], by: tuple[str, ...], average: Average) -> list[dict[str, Any]]:
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(getattr(row, name) or "" for name in by), []).append(row)
    return [
        {name: value or None for name, value in zip(by, key, strict=True)}
        | {
            "cases": len(group),
            "subjects": len({row.patient for row in group}),
            "found": round(sum(row.found for row in group) / len(group), 6),
            "dice": _metric(group, "dice", average),
            "box_iou": _metric(group, "box_iou", average),
        }
        for key, group in sorted(groups.items())
    ]


def _presence(rows: Sequence[Row], average: Average) -> dict[str, Any]:
    """Sensitivity over the text protocol's cases, specificity over the absent ones.

    Specificity weighs absent things of the same kind of imaging and of other kinds equally. A question that ended
    in an error was not answered rightly: it lowers both. Nonsense is counted by itself.
    """
    present = [row for row in rows if row.protocol == "text" and row.expected]
    absent = [row for row in rows if not row.expected and row.same_kind is not None]
    nonsense = [row for row in rows if not row.expected and row.same_kind is None]
    same, other = ([row for row in absent if row.same_kind is kind] for kind in (True, False))
    hits = [float(row.found) for row in present]
    passed, same_passed, other_passed, nonsense_passed = (
        [float(not row.found and not row.failed) for row in group] for group in (absent, same, other, nonsense)
    )
    return {
        "failures": sum(bool(row.failed) for row in (*absent, *nonsense)),
        "sensitivity": _estimate(average, hits, [0] * len(present), present),
        "sensitivity_over_pairs": _estimate(average, hits, [row.pair for row in present], present),
        "specificity": _estimate(average, passed, [row.same_kind for row in absent], absent),
        "specificity_over_datasets": _estimate(
            average, passed, [(row.dataset, row.same_kind) for row in absent], absent
        ),
        "specificity_same_kind": _estimate(average, same_passed, [0] * len(same), same),
        "specificity_other_kind": _estimate(average, other_passed, [0] * len(other), other),
        "specificity_nonsense": _estimate(average, nonsense_passed, [0] * len(nonsense), nonsense),
    }


def _estimate(
    average: Average, values: Sequence[float], groups: Sequence[Hashable], rows: Sequence[Row]
) -> dict[str, Any]:
    estimate = average(values, groups, [row.patient for row in rows])
    return plain(asdict(estimate))


def _seconds(rows: Sequence[Row]) -> dict[str, Any]:
    """Median and longest, over answers that did not fail."""
    spent = [row.seconds for row in rows if not row.failed]
    return {"median": round(median(spent), 6) if spent else None, "longest": max(spent, default=None)}


def plain(value: Any) -> Any:
    """Make JSON values: undefined and infinite numbers null, others rounded to 6 digits, of everything within.

    Example:
        >>> plain({"mean": float("nan"), "cases": 3})
        {'mean': None, 'cases': 3}
    """
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return [plain(inner) for inner in cast("list[Any]", value)]
    if isinstance(value, float):
        return round(value, 6) if math.isfinite(value) else None
    return value
