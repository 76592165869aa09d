"""``limis eval folds`` and ``pool``: every patient measured by models that never saw them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from limis.cli.output import Output, Quiet, Verbose, escaped

__all__ = ["folds", "pool"]


def folds(
    data: Annotated[Path, typer.Option("--data", exists=True, dir_okay=False, help="An index.jsonl.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for fold-0.jsonl, fold-1.jsonl …")],
    number: Annotated[int, typer.Option("--folds", min=2, max=100, help="How many.")] = 3,
    leave: Annotated[list[str] | None, typer.Option(help="A data set to leave out of all; repeat for several.")] = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Cut an index by patients into folds.

    Train with `limis train embedded --data DIR/fold-0.jsonl`, measure with `limis eval run` over the same file.
    """
    from limis.eval.folds import split_folds

    made = split_folds(data, out, number, leave=leave or ())
    Output(quiet=quiet, verbose=verbose).say("\n".join(escaped(str(path)) for path in made))


def pool(
    results: Annotated[list[Path], typer.Argument(exists=True, file_okay=False, help="A run's folder for each part.")],
    out: Annotated[Path, typer.Option("--out", "-o", dir_okay=False, help="The JSON file to write.")],
    at_least: Annotated[int, typer.Option(min=1, help="Patients that a pair needs; the others are listed.")] = 10,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Take runs over parts of one data set, such as its folds, together as one."""
    from limis.eval.card import accuracy_table
    from limis.eval.folder import open_run
    from limis.eval.pooling import pool as pool_of
    from limis.io.atomic import write_json

    made = pool_of([open_run(path).rows for path in results], at_least)
    write_json(out, made)
    output = Output(quiet=quiet, verbose=verbose)
    output.say(accuracy_table({"pooled": made["kept"]}))
    output.say(f"{len(made['others'])} pairs with fewer than {at_least} patients are listed in {escaped(str(out))}")
