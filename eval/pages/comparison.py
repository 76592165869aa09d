"""The page about runs side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from limis.eval.comparison import SCHEMA
from limis.eval.pages.charts import differences
from limis.eval.pages.markup import Markup, element, page, paragraph, section, table
from limis.eval.pages.measured import conventions, engines_table, facts
from limis.eval.pages.numbers import interval, p_value

__all__ = ["NAMES", "comparison_page"]

#: What metrics are called, and how many digits they are told with.
NAMES: Mapping[str, tuple[str, int]] = {
    "dice": ("Dice", 3),
    "f1": ("F1 of pieces", 3),
    "box_iou": ("box IoU", 3),
    "nsd": ("NSD", 3),
    "hd95_mm": ("HD95,\u00a0mm", 2),
    "assd_mm": ("ASSD,\u00a0mm", 2),
    "sensitivity": ("sensitivity", 3),
    "specificity": ("specificity", 3),
    "false_ml": ("drawn of absent things,\u00a0ml", 2),
    "nonsense": ("specificity, nonsense", 3),
}
_HOW = """

Difference: second minus first, case by case, over the cases in which both runs define the number; the mean is over
pairs as above, the median over patients of each patient's mean difference.

p: Wilcoxon's signed-rank test, two-sided, of patients' mean differences; patients without any difference (ties) are
left out of the ranking. Below {least} patients none is made. It weighs patients alike, the mean weighs pairs alike:
where the two disagree, they answer different questions.

Holm: p adjusted for all comparisons of the same metric (all protocols and pairs of runs); in the table of pairs for all
its lines of one protocol. Dice is what the comparison is about; the other metrics describe.
"""
_WHICH = {"known": "What the models of all runs know", "all": "Everything that was asked"}


def comparison_page(result: Mapping[str, Any]) -> str:
    """Make the page.

    Args:
        result: As `limis.eval.comparison.compare` gives it.

    Returns:
        HTML that loads nothing.
    """
    runs: Sequence[Mapping[str, Any]] = result["runs"]
    parts = [which for which in _WHICH if which in result]
    return page(
        f"Comparison of {' and '.join(run['label'] for run in runs)}",
        paragraph(
            f"Runs over the same data, split “{result['data']['split']}”. Differences are second minus first, each "
            "with its 95 % interval over patients.",
            class_="dim",
        ),
        *(section(_WHICH[which], *_compared(result[which])) for which in parts),
        _unpaired(result["all"]["unpaired"]),
        section("What was compared", *(part for run in runs for part in _run(run)), _data(result)),
        conventions(_HOW.format(least=result["test"]["least_patients"])),
        section("Every pair", *_pairs(result["all"]["table"])),
    )


def _compared(part: Mapping[str, Any]) -> Iterator[Markup]:
    lines: Sequence[Mapping[str, Any]] = part["comparisons"]
    yield differences(
        [(_who(line), line["difference"]) for line in lines if line["metric"] == "dice"],
        across="difference of Dice",
        title="Mean differences of Dice with their intervals",
    )
    for first, second in dict.fromkeys((line["first"], line["second"]) for line in lines):
        yield table(
            ("protocol", "metric", "patients, cases", first, second, "difference", "p", "Holm",
             "median difference", "ties", "undefined in one"),
            [(line["protocol"], NAMES[line["metric"]][0], *_numbers(line))
             for line in lines if (line["first"], line["second"]) == (first, second)],
            words=2,
            caption=f"{first} → {second}. Less is better of HD95, ASSD and what was drawn of absent things, else more.",
        )  # fmt: skip


def _numbers(line: Mapping[str, Any]) -> tuple[object, ...]:
    digits = NAMES[line["metric"]][1]
    return (
        f"{line['patients']}, {line['cases']}",
        interval(line["first_mean"], digits - 1),
        interval(line["second_mean"], digits - 1),
        interval(line["difference"], digits, signed=True),
        p_value(line["p"]),
        p_value(line["p_holm"]),
        interval(line["median"], digits, signed=True),
        line["ties"],
        line["undefined_first"] + line["undefined_second"],
    )


def _who(line: Mapping[str, Any]) -> str:
    return f"{line['protocol']}: {line['first']} → {line['second']}"


def _unpaired(lines: Sequence[Mapping[str, Any]]) -> Markup | None:
    if not lines:
        return None
    rows = [(_who(line), "; ".join(line["listed"][:3]), line["only_first"], line["only_second"]) for line in lines]
    return section(
        "Not compared",
        paragraph(
            "Cases that only one of two runs holds; absent things are drawn from what the models know.", class_="dim"
        ),
        table(("protocol and runs", "for example", "only first", "only second"), rows, words=2),
    )


def _run(run: Mapping[str, Any]) -> Iterator[Markup]:
    yield element("h3", run["label"])
    yield engines_table(run["models"])
    knows = None if run["knows"] is None else f"{run['knows']} pairs of concept and kind of imaging"
    settings = ", ".join(f"{name} = {value}" for name, value in run["settings"].items())
    cases = f"{run['cases']}, of which {run['failures']} ended in an error"
    yield facts({"folder": run["folder"], "cases": cases, "knows": knows, "settings": settings or None})


def _data(result: Mapping[str, Any]) -> Markup:
    plan = ", ".join(f"{name} = {value}" for name, value in result["data"]["plan"].items())
    drawn = result["bootstrap"]
    return facts(
        {
            "data": element("code", f"index sha256 {result['data']['index_sha256']}"),
            "plan": plan,
            "intervals": f"{drawn['resamples']} resamples of patients, seed {drawn['seed']}",
            "format": SCHEMA,
        }
    )


def _pairs(lines: Sequence[Mapping[str, Any]]) -> Iterator[Markup]:
    for title in dict.fromkeys(map(_who, lines)):
        mine = [line for line in lines if _who(line) == title]
        yield element("h3", title)
        yield table(
            ("dataset", "concept", "side", "patients", "cases",
             mine[0]["first"], mine[0]["second"], "difference", "p", "Holm"),
            [
                (line["dataset"], line["concept"], line["side"] or "", line["patients"], line["cases"],
                 interval(line["first_mean"]), interval(line["second_mean"]),
                 interval(line["difference"], signed=True), p_value(line["p"]), p_value(line["p_holm"]))
                for line in mine
            ],
            words=3,
        )  # fmt: skip
