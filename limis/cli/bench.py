"""``limis bench``: how fast limis is, as ratios against baselines that run beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from limis.cli.output import AsJson, Device, Models, Output, Quiet, Verbose

__all__ = ["bench"]


def bench(
    out: Annotated[
        Path | None, typer.Option("--out", "-o", file_okay=False, help="Folder for bench.json and bench.md.")
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Measure less: to see that it works.")] = False,
    segmenter: Annotated[
        str | None, typer.Option(help="Measure a large segmenter alone: a SAM's name or folder, or random-sam.")
    ] = None,
    models: Models = None,
    device: Device = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Measure cold start, first answer, turns, a volume, memory, and how work grows, on images made in code.

    Every figure stands beside a baseline that runs in turns with it. Takes some minutes; nothing is written before
    all is measured. With --segmenter: what keeping embeddings saves, memory and, on a GPU, many pictures at once.
    """
    from limis.config import resolve_config
    from limis.eval.bench.big import run_big_bench
    from limis.eval.bench.suite import run_bench
    from limis.eval.bench.tables import as_markdown
    from limis.io.atomic import write_json, write_text

    output = Output(quiet=quiet, verbose=verbose, as_json=as_json)
    config = resolve_config({"models": models, "device": device})
    with output.progress() as progress:
        if segmenter is None:
            measured = run_bench(config.models, config.device, quick=quick, progress=progress)
        else:
            measured = run_big_bench(segmenter, config.device, quick=quick, progress=progress)
    if out is not None:
        write_json(out / "bench.json", measured)
        write_text(out / "bench.md", as_markdown(measured))
    output.print_json(measured)
    if not as_json:
        typer.echo(as_markdown(measured), nl=False)
