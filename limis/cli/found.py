"""What was found, in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from limis.cli.output import Output

if TYPE_CHECKING:
    from limis.jobs.run import Outcome
    from limis.report.schema import Report, StructureEntry

__all__ = ["amount", "summary", "tell_found", "tell_outcome"]


def tell_found(report: Report, folder: Path, output: Output) -> None:
    """Show every structure with its size or why it is not there, and where the results lie.

    Args:
        report: Of the run.
        folder: Its folder.
        output: Where to show it.
    """
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for entry in report["structures"]:
        mark = "[green]✓[/]" if entry["found"] else "[yellow]–[/]"
        table.add_row(mark, escape(entry["name"]), escape(amount(entry)), f"[dim]{escape(entry['reason'])}[/]")
    if table.row_count:
        output.say(table)
    if report["reason"]:
        output.say(f"[yellow]{escape(report['reason'])}[/]")
    for step, taken in report["seconds"].items():
        output.detail(f"[dim]{escape(step)} {taken:.2f} s[/]")
    for note in report["notes"]:
        output.detail(f"[dim]{escape(note)}[/]")
    output.say(f"[dim]results in[/] {escape(str(folder))}  [dim]preview.png, report.json · not a medical device[/]")


def amount(entry: StructureEntry) -> str:
    """How large a structure is, in the unit that means most."""
    from limis.render.words import readable_number

    if not entry["found"]:
        return "not found"
    if "volume_ml" in entry:
        return f"{readable_number(entry['volume_ml'])} ml"
    if "area_mm2" in entry:
        return f"{readable_number(entry['area_mm2'])} mm²"
    return f"{entry['voxels']:,} px"


def tell_outcome(outcome: Outcome, output: Output) -> None:
    """Show in a line how a job ended."""
    from rich.markup import escape

    words = {"done": "[green]done[/]  ", "kept": "[dim]kept[/]  ", "failed": "[red]failed[/]"}[outcome.status]
    detail = outcome.error if outcome.report is None else summary(outcome.report)
    output.say(f"{words} line {outcome.line}  {escape(str(outcome.out or ''))}  [dim]{escape(detail)}[/]")


def summary(report: Report) -> str:
    """What was found, in a line."""
    found = [f"{entry['name']} {amount(entry)}" for entry in report["structures"]]
    return ", ".join(found) or report["reason"] or "nothing was asked"
