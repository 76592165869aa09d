"""``limis eval report``, ``compare`` and ``digest``: what runs have measured, for people who judge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from limis.cli.output import AsJson, Device, Models, Output, Quiet, Verbose, escaped

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["Overlays", "compare", "digest", "report"]

Overlays = Annotated[
    int, typer.Option(min=0, help="Pictures a protocol in the report: the worst and best cases, asked for once more.")
]
_COLUMNS = ("protocol", "metric", "cases", "first", "second", "second - first", "p, Holm")


def report(
    result: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="A run's folder.")],
    data: Annotated[
        Path | None, typer.Option("--data", exists=True, help="What it was measured on, to draw pictures again.")
    ] = None,
    dataset: Annotated[str | None, typer.Option(help="Which data set that is, as for `limis eval run`.")] = None,
    models: Models = None,
    device: Device = None,
    overlays: Overlays = 6,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Write report.html into a run's folder again; with --data, its pictures too."""
    from limis.config import resolve_config
    from limis.eval.datasets import open_data
    from limis.eval.folder import open_run
    from limis.eval.overlays import draw_overlays
    from limis.eval.pages.report import write_report
    from limis.eval.product import open_product

    output = Output(quiet=quiet, verbose=verbose)
    made = open_run(result)
    if data is not None:
        config = resolve_config({"models": models or made.engine, "device": device})
        told = made.manifest["settings"].get("tell_modality", False)
        product = open_product(config.models, device=config.device, tell_modality=told)
        images = open_data(data, dataset, made.manifest["split"])
        made.check(images, product)
        with output.progress() as progress:
            draw_overlays(images, made.plan, product, made.rows, result, each=overlays, progress=progress)
    output.say(f"Report: {escaped(str(write_report(result)))}")


def compare(
    results: Annotated[list[Path], typer.Argument(exists=True, file_okay=False, help="Folders of two runs or more.")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Folder for compare.json and compare.html.")] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Compare runs over the same data, case by case; differences are second minus first."""
    from limis.eval.comparison import compare as compare_runs
    from limis.eval.folder import open_run
    from limis.eval.pages.comparison import comparison_page
    from limis.io.atomic import write_json, write_text

    output = Output(quiet=quiet, verbose=verbose, as_json=as_json)
    result = compare_runs([open_run(path) for path in results])
    output.print_json(result)
    for table in () if as_json else _tables(result):
        output.show(table)
    if out is not None:
        write_json(out / "compare.json", result)
        write_text(out / "compare.html", comparison_page(result))
        output.say(f"Comparison: {escaped(str(out / 'compare.html'))}")


def digest(
    results: Annotated[list[Path], typer.Argument(exists=True, file_okay=False, help="Folders of finished runs.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for results.json and results.md.")],
    renew: Annotated[
        bool, typer.Option("--renew", help="Keep what is in results.json there already, unless it was made again.")
    ] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Sum runs up in a small JSON file and a page, each number with the command that gives it."""
    from limis.eval.digest import digest as digest_of
    from limis.eval.digest import digest_page, renewed
    from limis.eval.parts import read_part
    from limis.io.atomic import write_json, write_text

    made = digest_of(results)
    if renew and (out / "results.json").exists():
        made = renewed(read_part(out / "results.json", dict[str, Any]), made)
    write_json(out / "results.json", made)
    write_text(out / "results.md", digest_page(made))
    Output(quiet=quiet, verbose=verbose).say(f"Digest: {escaped(str(out / 'results.md'))}")


def _tables(result: Mapping[str, Any]) -> Iterator[Table]:
    """A table for each part of a comparison, as `limis.eval.comparison.compare` gives it."""
    from rich.table import Table

    for which, words in (("known", "what the models of all runs know"), ("all", "everything that was asked")):
        lines = result.get(which, {}).get("comparisons", [])
        for first, second in dict.fromkeys((line["first"], line["second"]) for line in lines):
            title = escaped(f"{first} → {second}: {words}")
            table = Table(title=title, box=None, title_justify="left", padding=(0, 1, 0, 0))
            for number, name in enumerate(_COLUMNS):
                table.add_column(name, justify="right" if number > 1 else "left", no_wrap=number > 1)
            for line in lines:
                if (line["first"], line["second"]) == (first, second):
                    table.add_row(*_cells(line))
            yield table


def _cells(line: Mapping[str, Any]) -> tuple[str, ...]:
    from limis.eval.pages.numbers import interval, p_value

    means = (f"{line[each]['mean']:.3f}" for each in ("first_mean", "second_mean"))
    change = interval(line["difference"], 3, signed=True)
    return line["protocol"], line["metric"], str(line["cases"]), *means, change, p_value(line["p_holm"])
