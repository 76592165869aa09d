"""The parts of a report that are drawn: Dice turn by turn, and every case of a dataset."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from limis.eval.cases import Row
from limis.eval.data import Known
from limis.eval.pages.charts import Curve, curves, strips
from limis.eval.pages.markup import Markup, element, paragraph, section, table
from limis.eval.pages.numbers import interval
from limis.eval.statistics import mean_of_groups
from limis.eval.summary import known_only, plain
from limis.eval.turns import BELOW

__all__ = ["by_dataset", "by_turn"]


def by_turn(rows: Sequence[Row], summary: Mapping[str, Any], known: Known | None) -> Markup | None:
    """Dice after every correction, with a chart and a table for each protocol that talks; None where nobody talked."""
    talks = dict.fromkeys(row.protocol for row in rows if row.steps and row.dice is not None)
    if not talks:
        return None
    parts = [part for protocol in talks for part in _talk(protocol, rows, summary, known)]
    return section(
        "Dice by turn",
        paragraph(
            "Somebody who sees the truth says what is wrong, or clicks there, turn after turn. What ended earlier "
            "counts with its last Dice, what failed as 0; bands are 95 % intervals over patients.",
            class_="dim",
        ),
        *parts,
    )


def by_dataset(rows: Sequence[Row]) -> Markup:
    """Every case as a dot, a strip a dataset and a chart a protocol."""
    parts: list[Markup] = []
    for protocol in dict.fromkeys(row.protocol for row in rows if row.expected):
        groups: dict[str, list[Row]] = {}
        for row in rows:
            if row.protocol == protocol and row.dice is not None:
                groups.setdefault(row.dataset, []).append(row)
        named = {
            f"{name} ({len({row.patient for row in group})} / {len(group)})": [row.dice or 0.0 for row in group]
            for name, group in sorted(groups.items())
        }
        parts += [element("h3", protocol), strips(named, across="Dice", title=f"Dice of every case, {protocol}")]
    words = (
        "Every case is a dot, the bar their median, the box their middle half where there are five (patients / cases)."
    )
    return section("By dataset", paragraph(words, class_="dim"), *parts)


def _talk(protocol: str, rows: Sequence[Row], summary: Mapping[str, Any], known: Known | None) -> Iterator[Markup]:
    mine = [row for row in rows if row.protocol == protocol and row.dice is not None]
    groups = {"all that was asked": mine}
    if known is not None:
        groups = {"what the models know": known_only(mine, known)} | groups
    groups |= {f"{name}, first below {BELOW}": [row for row in group if _after(row, 0) < BELOW]
               for name, group in groups.items()}  # fmt: skip
    last = max(len(row.steps) for row in mine)
    measured = {f"{name} ({len(group)})": [_dice(group, turn, summary["bootstrap"]) for turn in range(last)]
                for name, group in groups.items() if group}  # fmt: skip
    lines = [
        Curve(name, [(turn, each["mean"], each["low"], each["high"]) for turn, each in enumerate(estimates)])
        for name, estimates in measured.items()
    ]
    yield element("h3", protocol)
    yield curves(lines, across="corrections", title=f"Mean Dice after every correction, {protocol}")
    told = [turn for turn in (0, 1, 2, 3, 5, 10) if turn < last]
    yield table(
        ("of (cases)", *(f"after {turn}" for turn in told)),
        [(name, *(interval(estimates[turn]) for turn in told)) for name, estimates in measured.items()],
    )
    words = summary["all"]["protocols"][protocol]["words"]
    yield _turns(words)
    yield _goals(words)
    yield _clicks(words)


def _turns(words: Mapping[str, Any]) -> Markup:
    """What single turns did; these are counts and medians over turns, not means over patients."""
    kinds = {"every": words["turns"]} | words["ops"]
    return table(
        ("turn", "count", "median change of Dice", "rose", "fell", "understood", "s, median"),
        [
            (op, each["count"], f"{each['median']:+.4f}",
             *(f"{each[name]:.0%}" for name in ("rise", "cost", "understood")), f"{each['seconds']:.2f}")
            for op, each in kinds.items()
            if each["count"]
        ],
        caption="Single turns, over everything that was asked.",
    )  # fmt: skip


def _goals(words: Mapping[str, Any]) -> Markup:
    """How many corrections it takes to get somewhere."""
    needed: Mapping[str, Mapping[str, Any]] = words["all"]["needed"]
    return table(
        ("to Dice", "corrections", "never, of cases"),
        [(goal, interval(each), f"{each['never']:.0%}") for goal, each in needed.items()],
        caption="Corrections that it takes, over everything that was asked; "
        f"what never gets there counts as {max((each['of'] for each in needed.values()), default=0)}.",
    )


_CLICKS = {
    "dsc_auc": "area under Dice after 1 to 5 clicks, 0…4",
    "nsd_auc": "area under NSD after 1 to 5 clicks, 0…4",
    "dsc_final": "Dice after the last click",
    "nsd_final": "NSD after the last click",
    "seconds": "seconds a turn",
}


def _clicks(words: Mapping[str, Any]) -> Markup:
    """What interactive segmentation is ranked by; empty where nobody clicked."""
    clicks: Mapping[str, Any] = words["clicks"] or {}
    return table(
        ("as ranked in CVPR 2025", "cases", "mean"),
        [(told, clicks[name]["cases"], interval(clicks[name])) for name, told in _CLICKS.items() if name in clicks],
        caption="Clicks, over everything that was asked; NSD is 0 where Dice is 0.2 or less.",
    )


def _dice(rows: Sequence[Row], turn: int, drawn: Mapping[str, Any]) -> dict[str, Any]:
    values, pairs, patients = zip(*((_after(row, turn), row.pair, row.patient) for row in rows), strict=True)
    estimate = mean_of_groups(values, pairs, patients, resamples=drawn["resamples"], seed=drawn["seed"])
    return plain(vars(estimate))


def _after(row: Row, turn: int) -> float:
    return row.steps[min(turn, len(row.steps) - 1)].dice if row.steps else 0.0
