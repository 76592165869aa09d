"""``limis eval``: measure a model set on labelled images, and write down what came out."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from textwrap import indent
from typing import Annotated, Any, cast

import typer

from limis.cli.folds import folds, pool
from limis.cli.hearing import hearing
from limis.cli.output import AsJson, Device, Models, Output, Quiet, Verbose, escaped, report_error
from limis.cli.reports import Overlays, compare, digest, report

__all__ = ["app", "card", "datasets", "protocols", "run", "verifier"]

app = typer.Typer(help="Measure models on labelled images.", no_args_is_help=True)
app.command()(hearing)

Data = Annotated[Path, typer.Option("--data", exists=True, dir_okay=False, help="An index.jsonl of images and masks.")]
Where = Annotated[
    Path,
    typer.Option(
        "--data", exists=True, help="An index.jsonl, or the folder of a data set that `limis eval datasets` lists."
    ),
]
Dataset = Annotated[str | None, typer.Option(help="Which data set the folder is, where its layout does not tell.")]
Split = Annotated[
    str | None, typer.Option(help="Which part of it. Default: what is held out (test, else val, all or train).")
]
Told = Annotated[bool, typer.Option(help="State the kind of imaging; else it is guessed.")]
Limit = Annotated[
    int | None,
    typer.Option(min=1, help="Most cases per dataset, concept and side; of absent things, most images per dataset."),
]
Absent = Annotated[int, typer.Option(min=1, help="Absent things asked of each image, of each kind.")]
Seed = Annotated[int, typer.Option(help="Of every draw.")]
_PROTOCOLS = (
    "What to ask, see `limis eval protocols`; repeat for several. Default: text, box and absence; of volumes alone "
    "volumes, box-volumes and absence-volumes; of models without a grounder what needs no words."
)


@app.command()
def run(
    data: Where,
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the results; a run that was stopped goes on.")],
    protocol: Annotated[list[str] | None, typer.Option("--protocol", help=_PROTOCOLS)] = None,
    dataset: Dataset = None,
    split: Split = None,
    models: Models = None,
    device: Device = None,
    tell_modality: Told = False,
    limit: Limit = None,
    absent_each: Absent = 1,
    seed: Seed = 0,
    overlays: Overlays = 6,
    parquet: Annotated[bool, typer.Option("--parquet", help="Write cases.parquet, too.")] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Ask a model set for every labelled thing, and measure the answers; report.html tells what came out.

    For a first look at a data set: --limit 2. docs/measuring.md tells what is measured, and how to read it.
    Peers to compare with need no weights: --models whole-box, grabcut or random-walker, alone or as the segmenter
    of a grounder (embedded+grabcut).
    """
    from limis.config import resolve_config
    from limis.eval.card import accuracy_table
    from limis.eval.data import Plan
    from limis.eval.datasets import open_data
    from limis.eval.overlays import draw_overlays
    from limis.eval.pages.report import write_report
    from limis.eval.parquet import write_parquet
    from limis.eval.phrasing import failures_text
    from limis.eval.product import knowledge_of, open_product
    from limis.eval.protocols import protocol as find
    from limis.eval.protocols import usual
    from limis.eval.run import read_rows
    from limis.eval.run import run as carry_out
    from limis.eval.summary import summarise
    from limis.extras import require
    from limis.io.atomic import write_json

    output = Output(quiet=quiet, verbose=verbose)
    if parquet:
        require("pyarrow", "eval")
    asked = [find(name) for name in protocol or ()]
    config = resolve_config({"models": models, "device": device})
    opened = open_data(data, dataset, split)
    known = knowledge_of(config.models)
    plan = Plan(seed=seed, limit=limit, absent_each=absent_each, known=known)
    product = open_product(config.models, device=config.device, tell_modality=tell_modality)
    chosen = asked or usual(opened, product)
    with output.progress() as progress:
        settings, command = {"tell_modality": tell_modality}, _typed()
        carry_out(chosen, opened, product, out, plan=plan, settings=settings, command=command, progress=progress)
        rows = read_rows(out)
        summary = summarise(rows, known=known, seed=seed)
        write_json(out / "summary.json", summary)
        if parquet:
            write_parquet(rows, out / "cases.parquet")
        draw_overlays(opened, plan, product, rows, out, each=overlays, progress=progress)
    output.say(accuracy_table({product.name: summary}))
    page = write_report(out, summary)
    if told := failures_text(rows):
        report_error(f"{told}; see {page}", colour="yellow")
    output.say(f"Report: {escaped(str(page))}")


@app.command()
def verifier(
    second_look: Annotated[
        str,
        typer.Argument(metavar="VERIFIER", help="What looks again: a name of `limis models`, or a folder."),
    ],
    data: Where,
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for two runs, without and with it.")],
    dataset: Dataset = None,
    split: Split = None,
    models: Models = None,
    device: Device = None,
    tell_modality: Told = False,
    limit: Limit = None,
    absent_each: Absent = 1,
    seed: Seed = 0,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Measure what a verifier changes: the same pictures asked for what is there and what is not, without and with it.

    compare.html tells what differs; the last lines, what scores tell at any threshold.
    """
    from limis.config import resolve_config

    plain = resolve_config({"models": models}).models
    runs = {out / "without": plain, out / "with": f"{plain}+verifier:{second_look}"}
    for folder, asked in runs.items():
        run(
            data, folder, ["text", "absence"], dataset, split, asked, device, tell_modality, limit, absent_each, seed,
            overlays=0, quiet=quiet, verbose=verbose,
        )  # fmt: skip
    compare(list(runs), out, quiet=quiet, verbose=verbose)
    for folder in runs:
        told = _summary(folder)["all"]["separation"]
        if told is not None:
            at = ", ".join(f"{value:.3f} at sensitivity {share}" for share, value in told["specificity_at"].items())
            typer.echo(f"{folder.name}: what is there scores higher {told['auroc']:.3f} of the time; specificity {at}")


@app.command()
def protocols(as_json: AsJson = False) -> None:
    """List what can be asked with `--protocol`."""
    from limis.eval.protocols import described

    listed = described()
    Output(as_json=as_json).print_json(listed)
    for name, summary in () if as_json else listed.items():
        typer.echo(f"{name}: {summary}")


@app.command()
def datasets(as_json: AsJson = False) -> None:
    """List the data sets that `--data` takes a folder of, and what each expects there."""
    from dataclasses import asdict

    from limis.eval.datasets import READERS

    listed = [{k: v for k, v in asdict(reader).items() if k != "cases"} for reader in READERS.values()]
    Output(as_json=as_json).print_json(listed)
    if not as_json:
        for reader in READERS.values():
            typer.echo(f"{reader.name}: {reader.expects}\n{indent(reader.tree, '    ')}")
            typer.echo(f"  from {reader.source}; licence: {reader.licence}")
            if reader.outside:
                typer.echo(f"  not in the vocabulary, asked as spelt: {', '.join(reader.outside)}")
            typer.echo()
        typer.echo("To measure on one: limis eval run --data FOLDER -o OUT")


@app.command()
def card(
    result: Annotated[Path, typer.Argument(exists=True, help="A run's folder, or its summary.json.")],
    weights: Annotated[Path, typer.Option(exists=True, file_okay=False, help="Folder of the model set; gets CARD.md.")],
    data: Data,
    every_tier: Annotated[
        bool, typer.Option(help="The set was trained on all tiers, not on the open ones; for one that does not tell.")
    ] = False,
    note: Annotated[list[str] | None, typer.Option(help="A known failure, a sentence; repeat for several.")] = None,
    readme: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Page whose accuracy table is replaced.")
    ] = None,
    beside: Annotated[list[Path] | None, typer.Option(exists=True, help="Other sets' runs for that table.")] = None,
) -> None:
    """Write a model set's card, and perhaps the README's accuracy table, from a run."""
    from limis.eval.card import accuracy_table, model_card, with_block
    from limis.eval.data import read_provenance
    from limis.eval.packed import expect_run_of, read_set, trained_tiers
    from limis.eval.places import called
    from limis.io.atomic import write_text

    summary, manifest = _summary(result), read_set(weights)
    if told := expect_run_of(weights, manifest, result, summary["engine"]):
        report_error(told, colour="yellow")
    sources = read_provenance(data, trained_tiers(manifest, every_tier=every_tier))
    pages = {weights / "CARD.md": model_card(manifest, summary, sources, note or ())}
    if readme is not None:
        summaries = [summary, *(_summary(path) for path in beside or ())]
        by_name = {called(each["engine"]): each for each in sorted(summaries, key=lambda one: str(one["engine"]))}
        sets = {name: weights.parent / Path(name).name for name in by_name}
        manifests = {name: read_set(folder) for name, folder in sets.items() if (folder / "set.json").is_file()}
        pages[readme] = with_block(readme, accuracy_table(by_name, manifests))
    for path, text in pages.items():
        write_text(path, text)


app.command()(report)
app.command()(compare)
app.command()(digest)
app.command()(folds)
app.command()(pool)


def _typed() -> str:
    """What was typed to get here."""
    return shlex.join(["limis", *sys.argv[1:]])


def _summary(path: Path) -> dict[str, Any]:
    """A run's summary.

    Raises:
        ReadError: There is none, or it is something else.
    """
    from limis.eval.parts import Summary, read_part

    read = read_part(path / "summary.json" if path.is_dir() else path, Summary)
    return cast("dict[str, Any]", read)
