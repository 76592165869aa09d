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
from limis.eval.separation import separation
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
        pair), ``concepts`` (a line a concept and kind of imaging); ``presence``, sensitivity and specificity in
        pictures; ``presence_volumes``, the same in volumes; ``separation`` and ``separation_volumes``, what the
        scores tell at any threshold (`limis.eval.separation`).
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
        "presence": _presence(rows, "text", "absence", average),
        "presence_volumes": _presence(rows, "volumes", "absence-volumes", average),
        "separation": separation(rows, "text", "absence"),
        "separation_volumes": separation(rows, "volumes", "absence-volumes"),
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


def _presence(rows: Sequence[Row], spoken: str, asked: str, average: Average) -> dict[str, Any]:
    """Sensitivity over the cases of one protocol, specificity over the absent things of another.

    Specificity weighs alike what is in other body regions, of the same kind of imaging and of others, and, in volumes,
    what the images may show. A question that ended in an error was not answered rightly: it lowers both; one whose
    truth cannot be read measures nothing. Nonsense is counted by itself. Of what was drawn all the same, the mean
    millilitres are told: of all absent things but nonsense, and of those that were found.
    """
    present = [row for row in rows if row.protocol == spoken and row.expected and row.dice is not None]
    absent = [row for row in rows if row.protocol == asked and not row.expected]
    real = [row for row in absent if row.same_kind is not None]
    kinds = {
        "specificity_in_view": [row for row in real if row.in_view],
        "specificity_same_kind": [row for row in real if row.same_kind and not row.in_view],
        "specificity_other_kind": [row for row in real if not row.same_kind],
        "specificity_nonsense": [row for row in absent if row.same_kind is None],
    }
    hits = [float(row.found) for row in present]
    passed = [_passed(row) for row in real]
    drawn = [(row, row.ml) for row in real if row.ml is not None]
    found = [(row, ml) for row, ml in drawn if row.found]
    return {
        "failures": sum(bool(row.failed) for row in absent),
        "sensitivity": _estimate(average, hits, [0] * len(present), present),
        "sensitivity_over_pairs": _estimate(average, hits, [row.pair for row in present], present),
        "specificity": _estimate(average, passed, [_kind(row) for row in real], real),
        "specificity_over_datasets": _estimate(average, passed, [(row.dataset, *_kind(row)) for row in real], real),
        **{name: _estimate(average, [_passed(r) for r in kind], [0] * len(kind), kind) for name, kind in kinds.items()},
        "false_ml": _estimate(average, [ml for _, ml in drawn], [0] * len(drawn), [row for row, _ in drawn]),
        "false_ml_found": _estimate(average, [ml for _, ml in found], [0] * len(found), [row for row, _ in found]),
    }


def _passed(row: Row) -> float:
    return float(not row.found and not row.failed)


def _kind(row: Row) -> tuple[bool, bool | None]:
    return row.in_view, row.same_kind


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
