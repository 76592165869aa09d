"""Two or more runs over the same data, side by side: what differs, by how much, and whether that may be chance.

Runs are compared case by case (protocol, image, concept, side). A case that only one of two runs holds cannot be
compared; neither can a number that only one of them defines (a surface distance where the other found nothing). Both
are counted beside every comparison.

Families for Holm's correction: all comparisons of one metric, over protocols and pairs of runs; and in the table by
concept, all of its lines. Dice is what the comparison is about; the other metrics describe.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from limis.errors import InputError, say
from limis.eval.cases import Key, Row
from limis.eval.data import Known
from limis.eval.folder import Run
from limis.eval.paired import LEAST, difference, holm
from limis.eval.statistics import mean_of_groups
from limis.eval.summary import known_only, plain

__all__ = ["METRICS", "SCHEMA", "compare", "labels"]

SCHEMA = "limis.eval.compare/1"
_LISTED = 20


@dataclass(frozen=True)
class Metric:
    """Something that runs are compared by.

    Attributes:
        name: What people call it.
        among: Which cases it is about.
        value: Reads it from a case; None where it is undefined.
        group: What a case is averaged in.
    """

    name: str
    among: Callable[[Row], bool]
    value: Callable[[Row], float | None]
    group: Callable[[Row], Hashable]


def _there(row: Row) -> bool:
    return row.expected


def _silent(row: Row) -> float:
    return float(not row.found and not row.failed)


#: What runs are compared by, the most telling first. Sensitivity is about what was asked for in a sentence,
#: nonsense about things that are in no body.
METRICS = (
    Metric("dice", _there, lambda row: row.dice, lambda row: row.pair),
    Metric("f1", _there, lambda row: row.f1, lambda row: row.pair),
    Metric("box_iou", _there, lambda row: row.box_iou, lambda row: row.pair),
    Metric("nsd", _there, lambda row: row.nsd, lambda row: row.pair),
    Metric("hd95_mm", _there, lambda row: row.hd95_mm, lambda row: row.pair),
    Metric("assd_mm", _there, lambda row: row.assd_mm, lambda row: row.pair),
    Metric(
        "sensitivity",
        lambda row: row.expected and row.protocol in ("text", "volumes"),
        lambda row: float(row.found),
        lambda _: 0,
    ),
    Metric(
        "specificity",
        lambda row: not row.expected and row.same_kind is not None,
        _silent,
        lambda row: (row.in_view, row.same_kind),
    ),
    Metric("false_ml", lambda row: not row.expected and row.same_kind is not None, lambda row: row.ml, lambda _: 0),
    Metric("nonsense", lambda row: not row.expected and row.same_kind is None, _silent, lambda _: 0),
)


def compare(runs: Sequence[Run], *, resamples: int = 2000, seed: int = 0) -> dict[str, Any]:
    """Compare runs with each other.

    Args:
        runs: At least two, over the same data.
        resamples: Of every bootstrap.
        seed: Of every bootstrap.

    Returns:
        JSON values: ``data``, ``runs`` and how it was tested; ``all`` and, where every run says what its models know,
        ``known`` (what all of them know). Each holds ``comparisons``, a line a protocol, metric and pair of runs;
        ``table``, the same of Dice for every dataset, concept and side; and ``unpaired``, the cases that one run lacks.

    Raises:
        InputError: There are fewer than two runs, or they were made over other data.
    """
    _check(runs)
    named = list(zip(labels(runs), runs, strict=True))
    shared = _shared(runs)
    parts = {"all": None} | ({} if shared is None else {"known": shared})
    plan = {name: value for name, value in runs[0].manifest["plan"].items() if name != "known"}
    return {
        "schema": SCHEMA,
        "data": {name: runs[0].manifest[name] for name in ("index_sha256", "split")} | {"plan": plan},
        "runs": [_told(label, run) for label, run in named],
        "bootstrap": {"resamples": resamples, "seed": seed, "level": 0.95, "cluster": "subject"},
        "test": {
            "name": "Wilcoxon signed-rank, two-sided, over patients' mean differences",
            "zeros": "left out of the ranking and counted",
            "least_patients": LEAST,
            "correction": "Holm",
        },
        **{name: _part(named, known, resamples, seed) for name, known in parts.items()},
    }


def labels(runs: Sequence[Run]) -> list[str]:
    """What to call each run: by its engine, where engines have one name by its folder, else by its number too."""
    for names in ([run.engine for run in runs], [run.folder.resolve().name for run in runs]):
        if len(set(names)) == len(names):
            return names
    return [f"{number} {run.folder.resolve().name}" for number, run in enumerate(runs, 1)]


def _check(runs: Sequence[Run]) -> None:
    if len(runs) < 2:
        raise InputError(
            say("nothing to compare", expected="two runs or more", got=str(len(runs)), next_step="Name another folder")
        )
    first = _over(runs[0])
    for run in runs[1:]:
        differing = [name for name, value in _over(run).items() if value != first.get(name)]
        if differing:
            raise InputError(
                say(
                    f"{run.folder} cannot be compared with {runs[0].folder}",
                    expected="runs over the same data, split and plan",
                    got=f"other {', '.join(differing)}",
                    next_step="Measure both with the same --data, --split, --limit and --seed",
                )
            )


def _over(run: Run) -> dict[str, Any]:
    """What has to be the same; what the models know is theirs."""
    plan = {f"plan.{name}": value for name, value in run.manifest["plan"].items() if name != "known"}
    return {name: run.manifest[name] for name in ("index_sha256", "split")} | plan


def _shared(runs: Sequence[Run]) -> Known | None:
    """What the models of every run know; None where one does not say."""
    shared = runs[0].known
    for run in runs[1:]:
        shared = None if shared is None or run.known is None else shared & run.known
    return shared


def _told(label: str, run: Run) -> dict[str, Any]:
    return {
        "label": label,
        "engine": run.engine,
        "folder": run.folder.resolve().name,
        "models": run.manifest["models"],
        "settings": run.manifest["settings"],
        "knows": None if run.known is None else len(run.known),
        "cases": len(run.rows),
        "failures": sum(bool(row.failed) for row in run.rows),
    }


def _part(named: Sequence[tuple[str, Run]], known: Known | None, resamples: int, seed: int) -> dict[str, Any]:
    rows = [(label, {row.key: row for row in known_only(run.rows, known)}) for label, run in named]
    lines: list[dict[str, Any]] = []
    table: list[dict[str, Any]] = []
    unpaired: list[dict[str, Any]] = []
    for (first, ours), (second, theirs) in itertools.combinations(rows, 2):
        names = {"first": first, "second": second}
        for protocol in dict.fromkeys(key[0] for key in (*ours, *theirs)):
            mine, yours = _of(ours, protocol), _of(theirs, protocol)
            both = [(row, yours[key]) for key, row in mine.items() if key in yours]
            alone = [key for key in (*mine, *yours) if (key in mine) != (key in yours)]
            where = names | {"protocol": protocol}
            lines += [where | line for line in _lines(both, resamples, seed)]
            table += [where | line for line in _table(both, resamples, seed)]
            unpaired += [where | _alone(mine, alone)] if alone else []
    _correct(lines, lambda line: line["metric"])
    _correct(table, lambda line: line["protocol"])
    return {"comparisons": lines, "table": table, "unpaired": unpaired}


def _of(rows: dict[Key, Row], protocol: str) -> dict[Key, Row]:
    return {key: row for key, row in rows.items() if row.protocol == protocol}


def _alone(mine: dict[Key, Row], keys: Sequence[Key]) -> dict[str, Any]:
    """How many cases only one run holds, and the first of them."""
    first = sum(key in mine for key in keys)
    return {
        "only_first": first,
        "only_second": len(keys) - first,
        "listed": [" ".join(part for part in key[1:] if part) for key in keys[:_LISTED]],
    }


def _lines(both: Sequence[tuple[Row, Row]], resamples: int, seed: int) -> list[dict[str, Any]]:
    """One line for every metric that both runs define anywhere."""
    lines = [_line(metric, [pair for pair in both if metric.among(pair[0])], resamples, seed) for metric in METRICS]
    return [line for line in lines if line["cases"]]


def _table(both: Sequence[tuple[Row, Row]], resamples: int, seed: int) -> list[dict[str, Any]]:
    """Dice of every dataset, concept and side."""
    groups: dict[tuple[str, str, str], list[tuple[Row, Row]]] = {}
    for pair in both:
        if pair[0].expected:
            groups.setdefault(pair[0].pair, []).append(pair)
    return [
        {"dataset": dataset, "concept": concept, "side": side or None} | _line(METRICS[0], group, resamples, seed)
        for (dataset, concept, side), group in sorted(groups.items())
    ]


def _line(metric: Metric, both: Iterable[tuple[Row, Row]], resamples: int, seed: int) -> dict[str, Any]:
    """One metric of two engines over the cases in which both define it."""
    valued = [(row, metric.value(row), metric.value(other)) for row, other in both]
    kept = [(row, ours, theirs) for row, ours, theirs in valued if ours is not None and theirs is not None]
    groups, patients = [metric.group(row) for row, _, _ in kept], [row.patient for row, _, _ in kept]
    values = [ours for _, ours, _ in kept], [theirs for _, _, theirs in kept]
    means = [mean_of_groups(each, groups, patients, resamples=resamples, seed=seed) for each in values]
    found = difference(*values, groups, patients, resamples=resamples, seed=seed)
    line = {
        "metric": metric.name,
        "cases": len(kept),
        "patients": len(set(patients)),
        "undefined_first": sum(ours is None and theirs is not None for _, ours, theirs in valued),
        "undefined_second": sum(ours is not None and theirs is None for _, ours, theirs in valued),
        "first_mean": asdict(means[0]),
        "second_mean": asdict(means[1]),
        "difference": asdict(found.mean),
        "median": {"median": found.median, "low": found.median_low, "high": found.median_high},
        "ties": found.ties,
    }
    return plain(line) | {"p": found.p}


def _correct(lines: list[dict[str, Any]], family: Callable[[dict[str, Any]], str]) -> None:
    """Add the adjusted p-value to every line, in place; small ones keep three digits."""
    for name in dict.fromkeys(map(family, lines)):
        mine = [line for line in lines if family(line) == name]
        for line, adjusted in zip(mine, holm([line["p"] for line in mine]), strict=True):
            line["p"], line["p_holm"] = (None if math.isnan(p) else float(f"{p:.3g}") for p in (line["p"], adjusted))
