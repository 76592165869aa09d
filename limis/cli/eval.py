"""``limis eval``: measure a model set on labelled images, and write down what came out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from limis.cli.output import Device, Models, Output, Quiet, Verbose

__all__ = ["app", "card", "run"]

app = typer.Typer(help="Measure models on labelled images.", no_args_is_help=True)

Data = Annotated[Path, typer.Option("--data", exists=True, dir_okay=False, help="An index.jsonl of images and masks.")]
_PROTOCOLS = (
    "text, box, box-each, absence, volumes, words, words-box or words-volumes; repeat for several. "
    "Default: text, box and absence."
)


@app.command()
def run(
    data: Data,
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the results; an earlier run goes on.")],
    protocol: Annotated[list[str] | None, typer.Option("--protocol", help=_PROTOCOLS)] = None,
    split: Annotated[str, typer.Option(help="Which part of the index.")] = "val",
    models: Models = None,
    device: Device = None,
    tell_modality: Annotated[bool, typer.Option(help="State the kind of imaging; else it is guessed.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="Most cases per dataset, concept and side.")] = None,
    absent_each: Annotated[int, typer.Option(min=1, help="Absent concepts per image, of each half.")] = 1,
    seed: Annotated[int, typer.Option(help="Of every draw.")] = 0,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Ask a model set for every labelled thing, and measure the answers."""
    from limis.config import resolve_config
    from limis.eval.card import accuracy_table
    from limis.eval.data import Plan, read_data
    from limis.eval.product import knowledge_of, open_product
    from limis.eval.protocols import protocol as find
    from limis.eval.run import read_rows
    from limis.eval.run import run as carry_out
    from limis.eval.summary import summarise
    from limis.io.atomic import write_json

    output = Output(quiet=quiet, verbose=verbose)
    chosen = [find(name) for name in protocol or ("text", "box", "absence")]
    config = resolve_config({"models": models, "device": device})
    known = knowledge_of(config.models)
    plan = Plan(seed=seed, limit=limit, absent_each=absent_each, known=known)
    product = open_product(config.models, device=config.device, tell_modality=tell_modality)
    with output.progress() as progress:
        settings = {"tell_modality": tell_modality}
        carry_out(chosen, read_data(data, split), product, out, plan=plan, settings=settings, progress=progress)
    summary = summarise(read_rows(out), known=known, seed=seed)
    write_json(out / "summary.json", summary)
    output.say(accuracy_table({product.name: summary}))


@app.command()
def card(
    result: Annotated[Path, typer.Argument(exists=True, help="A run's folder, or its summary.json.")],
    weights: Annotated[Path, typer.Option(exists=True, file_okay=False, help="Folder of the model set; gets CARD.md.")],
    data: Data,
    every_tier: Annotated[bool, typer.Option(help="The set was trained on all tiers, not on the open ones.")] = False,
    note: Annotated[list[str] | None, typer.Option(help="A known failure, a sentence; repeat for several.")] = None,
    readme: Annotated[Path | None, typer.Option(exists=True, help="Page whose accuracy table is replaced.")] = None,
    beside: Annotated[list[Path] | None, typer.Option(exists=True, help="Other sets' runs for that table.")] = None,
) -> None:
    """Write a model set's card, and perhaps the README's accuracy table, from a run."""
    from limis.eval.card import accuracy_table, model_card, replace_block
    from limis.eval.data import read_provenance
    from limis.eval.index import OPEN_TIERS
    from limis.io.atomic import write_text

    summary = _summary(result)
    sources = read_provenance(data, None if every_tier else OPEN_TIERS)
    write_text(weights / "CARD.md", model_card(_manifest(weights), summary, sources, note or ()))
    if readme is not None:
        summaries = [summary, *(_summary(path) for path in beside or ())]
        by_name = {each["engine"]: each for each in summaries}
        sets = {name: weights.parent / name for name in by_name}
        manifests = {name: _manifest(folder) for name, folder in sets.items() if (folder / "set.json").is_file()}
        replace_block(readme, accuracy_table(by_name, manifests))


def _manifest(weights: Path) -> dict[str, Any]:
    return {"name": weights.resolve().name} | json.loads((weights / "set.json").read_text(encoding="utf-8"))


def _summary(path: Path) -> dict[str, Any]:
    """A run's summary.

    Raises:
        ReadError: There is none.
    """
    from limis.errors import ReadError, say

    file = path / "summary.json" if path.is_dir() else path
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ReadError(
            say(
                f"cannot read {file}",
                expected="the summary of a finished run",
                got=str(error),
                next_step="Run `limis eval run -o` into this folder first",
            )
        ) from error
