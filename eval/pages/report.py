"""The page about one run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from limis.eval.cases import Row
from limis.eval.folder import Run, open_run
from limis.eval.overlays import read_overlays
from limis.eval.pages.figures import figures
from limis.eval.pages.markup import Markup, element, page, paragraph, section, table
from limis.eval.pages.measured import conventions, engines_table, facts, made_with
from limis.eval.pages.numbers import count, interval
from limis.eval.pages.pictures import by_dataset, by_turn
from limis.eval.summary import summarise
from limis.io.atomic import write_text

__all__ = ["report_page", "write_report"]

_FAILURES = 50
Summary = Mapping[str, Any]


def write_report(folder: Path, summary: Summary | None = None) -> Path:
    """Write ``report.html`` into a run's folder, from what lies there.

    Args:
        folder: A run's folder.
        summary: Of that run, where it is at hand; else it is made.

    Returns:
        Where the page lies.

    Raises:
        ReadError: There is no run in the folder.
    """
    run = open_run(folder)
    path = folder / "report.html"
    write_text(path, report_page(run, summary or summarise(run.rows, known=run.known, seed=run.plan.seed)))
    return path


def report_page(run: Run, summary: Summary) -> str:
    """Make the page.

    Args:
        run: What was measured.
        summary: As `limis.eval.summary.summarise` gives it.

    Returns:
        HTML that loads nothing.
    """
    return page(
        f"Measurement of {run.engine}",
        _lead(run),
        section("Accuracy", *_accuracy(summary)),
        section("Found and not found", *_presence(run.rows, summary)),
        by_turn(run.rows, summary, run.known),
        by_dataset(run.rows),
        figures(read_overlays(run.folder)),
        _errors(run.rows),
        _what(run, summary),
        conventions(),
        section("Every pair", *_pairs(summary)),
    )


def _lead(run: Run) -> Markup:
    patients, failures = len({row.patient for row in run.rows}), sum(bool(row.failed) for row in run.rows)
    asked, datasets = len({row.protocol for row in run.rows}), len({row.dataset for row in run.rows})
    return paragraph(
        f"{len(run.rows)} cases of {patients} patients in {datasets} dataset{'' if datasets == 1 else 's'}, split "
        f"“{run.manifest['split']}”, by {asked} {'protocol' if asked == 1 else 'protocols'}; {failures} ended in an "
        f"error and count{'s' if failures == 1 else ''} as wrong. "
        "Every mean stands with its 95 % interval over patients.",
        class_="dim",
    )


def _parts(summary: Summary) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Protocol, which part of what was asked, and its numbers."""
    for protocol, numbers in summary["all"]["protocols"].items():
        if (known := summary.get("known", {}).get("protocols", {}).get(protocol)) is not None:
            yield protocol, "known", known
        yield protocol, "all", numbers


def _accuracy(summary: Summary) -> Iterator[Markup]:
    yield table(
        ("protocol", "of", "pairs (of one patient)", "patients, cases", "errors",
         "Dice", "IoU", "F1 of pieces", "box IoU", "swapped", "median s"),
        [
            (protocol, which, f"{part['pairs']} ({sum(line['subjects'] == 1 for line in part['table'])})",
             f"{part['dice']['clusters']}, {part['cases']}", part["failures"],
             interval(part["dice"]), interval(part["iou"]), interval(part["f1"]), interval(part["box_iou"]),
             count(part["swaps"]["swapped"], part["swaps"]["judged"]), _seconds(part))
            for protocol, which, part in _parts(summary)
        ],
        words=2,
        caption="Overlap with the truth: 1 is perfect.",
    )  # fmt: skip
    yield table(
        ("protocol", "of", "volume error", "cases", "NSD", "cases", "HD95, mm", "ASSD, mm", "cases"),
        [
            (protocol, which, interval(part["volume_error"], signed=True), part["volume_error"]["cases"],
             interval(part["nsd"]), part["nsd"]["cases"],
             interval(part["hd95_mm"], 1), interval(part["assd_mm"], 1), part["assd_mm"]["cases"])
            for protocol, which, part in _parts(summary)
        ],
        words=2,
        caption="Size and surfaces. After each number the cases in which it is defined; without a scale in mm there "
        "are no surface distances.",
    )  # fmt: skip


def _seconds(part: Mapping[str, Any]) -> str:
    median = part["seconds"]["median"]
    return "–" if median is None else f"{median:.2f}"


_PRESENCE = {
    "sensitivity": "sensitivity: found, of what is there (protocol {spoken})",
    "sensitivity_over_pairs": "the same as a mean over pairs",
    "specificity": "specificity: not found, of what is absent (its kinds weighed alike)",
    "specificity_in_view": "… of things that other patients' labels name and this one's do not hold",
    "specificity_same_kind": "… of other body regions, which this kind of imaging may show",
    "specificity_other_kind": "… of other body regions, which only other kinds show",
    "specificity_nonsense": "specificity for things that are in no body",
    "false_ml": "millilitres drawn of something absent",
    "false_ml_found": "… where anything was drawn",
}
_PRESENCES = {"presence": ("text", "Pictures."), "presence_volumes": ("volumes", "Whole volumes.")}


def _presence(rows: Sequence[Row], summary: Summary) -> Iterator[Markup]:
    tables = [
        table(
            ("share", "of", "cases", "patients", "mean"), list(_shares(summary, part, spoken)), words=2, caption=where
        )
        for part, (spoken, where) in _PRESENCES.items()
    ]
    yield from [each for each in tables if each] or [paragraph("Not measured.")]
    for part, (_, where) in _PRESENCES.items():
        if told := summary["all"].get(part.replace("presence", "separation")):
            yield _separation(where, told)
    alarms: dict[tuple[str, str], list[bool]] = {}
    for row in rows:
        if not row.expected:
            alarms.setdefault((row.concept, row.modality), []).append(row.found)
    worst = sorted((item for item in alarms.items() if any(item[1])), key=lambda item: -sum(item[1]))
    yield table(
        ("absent thing", "asked of", "found"),
        [(concept, kind, count(sum(found), len(found))) for (concept, kind), found in worst[:15]],
        words=2,
        caption="Most often found where it is not" + (f" (15 of {len(worst)})." if len(worst) > 15 else "."),
    )


def _separation(where: str, told: Mapping[str, Any]) -> Markup:
    kept = "; ".join(
        f"where {float(share):.0%} of what is there is kept, {value:.3f} of what is absent is turned down"
        for share, value in told["specificity_at"].items()
    )
    return paragraph(
        f"{where} By scores alone, whatever the threshold: what is there scores higher than what is absent "
        f"{told['auroc']:.3f} of the time; {kept} ({told['present']} and {told['absent']} cases)."
    )


def _shares(summary: Summary, part: str, spoken: str) -> Iterator[tuple[object, ...]]:
    """A line a share, of what is known and of everything; those without any case are left out."""
    for name, words in _PRESENCE.items():
        for which in ("known", "all"):
            estimate = summary.get(which, {}).get(part, {}).get(name)
            if estimate and estimate["cases"]:
                yield words.format(spoken=spoken), which, estimate["cases"], estimate["clusters"], interval(estimate)


def _errors(rows: Sequence[Row]) -> Markup | None:
    failed = [row for row in rows if row.failed]
    if not failed:
        return None
    listed = [(row.protocol, row.image, row.concept, row.failed) for row in failed[:_FAILURES]]
    more = f"The first {_FAILURES} of {len(failed)}; cases.csv has all." if len(failed) > _FAILURES else ""
    return section("Errors", table(("protocol", "image", "concept", "error"), listed, words=4, caption=more))


def _what(run: Run, summary: Summary) -> Markup:
    manifest, plan, drawn = run.manifest, run.plan, summary["bootstrap"]
    limit = "no limit" if plan.limit is None else f"at most {plan.limit} cases a pair"
    settings = ", ".join(f"{name} = {value}" for name, value in manifest["settings"].items())
    return section(
        "What was measured",
        engines_table(manifest["models"]),
        facts(
            {
                "data": element("span", "index ", element("code", f"sha256 {manifest['index_sha256']}")),
                "plan": f"split {manifest['split']}; {limit}; {plan.absent_each} absent things an image and kind; "
                f"structures of volumes from {plan.smallest} voxels; seed {plan.seed}",
                "settings": settings or None,
                "known": None if plan.known is None else f"{len(plan.known)} pairs of concept and kind of imaging",
                "intervals": f"{drawn['resamples']} resamples of patients, seed {drawn['seed']}",
            }
        ),
        made_with(run.environment),
        paragraph("Every case is a line of cases.csv, every turn of a conversation one of turns.csv.", class_="dim"),
    )


def _pairs(summary: Summary) -> Iterator[Markup]:
    for protocol, part in summary["all"]["protocols"].items():
        yield element("h3", protocol)
        yield table(
            ("dataset", "concept", "side", "patients", "cases", "found", "Dice", "box IoU"),
            [
                (line["dataset"], line["concept"], line["side"] or "", line["subjects"], line["cases"],
                 count(round(line["found"] * line["cases"]), line["cases"]),
                 interval(line["dice"]), interval(line["box_iou"]))
                for line in part["table"]
            ],
            words=3,
        )  # fmt: skip
