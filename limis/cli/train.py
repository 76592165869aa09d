"""``limis train``: make the embedded models from labelled images."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from limis.errors import InputError, say

__all__ = ["app"]

app = typer.Typer(help="Train the models that come with limis.", no_args_is_help=True)


@app.callback()
def train() -> None:
    """Train the models that come with limis (extra `train`)."""


@app.command()
def embedded(
    data: Annotated[Path, typer.Option("--data", help="An index.jsonl of images and masks.")],
    name: Annotated[str, typer.Option("--set", help="embedded, or embedded-research.")] = "embedded",
    stage: Annotated[list[str] | None, typer.Option(help="grounder, segmenter or pack; all by default.")] = None,
    grounder_minutes: Annotated[float, typer.Option(min=0.01, max=120, help="Time for the grounder.")] = 52.0,
    segmenter_minutes: Annotated[float, typer.Option(min=0.01, max=120, help="Time for the segmenter.")] = 50.0,
    runs: Annotated[Path, typer.Option(help="Where checkpoints go.")] = Path("runs"),
    weights: Annotated[Path, typer.Option(help="Where the finished sets go.")] = Path("limis/weights"),
    device: Annotated[str, typer.Option(help="cpu or cuda.")] = "cpu",
    threads: Annotated[int, typer.Option(min=1, help="CPU threads.")] = 2,
    seed: Annotated[int, typer.Option(help="Of all random draws.")] = 0,
    start: Annotated[Path | None, typer.Option(help="A network to go on from, with the one --stage it is for.")] = None,
    rate: Annotated[float, typer.Option(min=1e-6, max=0.1, help="Peak learning rate.")] = 2e-3,
) -> None:
    """Train, pack and calibrate a weight set. Stopped or cut short, the same command goes on where it was."""
    from limis.extras import require

    require("torch", "train").set_num_threads(threads)
    require("onnx", "train")
    from limis.training.embedded import STAGES, Recipe, train_set

    if start is not None and stage not in (["grounder"], ["segmenter"]):
        raise InputError(
            say(
                "a network to start from is for one stage",
                expected="--stage grounder or --stage segmenter",
                got=", ".join(stage or STAGES),
                next_step="Name the stage that it belongs to",
            )
        )
    recipe = Recipe(
        name, data, runs, weights, grounder_minutes, segmenter_minutes, device=device, seed=seed, start=start, rate=rate
    )
    for step in stage or STAGES:
        typer.echo(f"{name}: {step}", err=True)
        typer.echo(train_set(recipe, step), err=True)


@app.command()
def mean(
    networks: Annotated[list[Path], typer.Argument(help="Networks of one kind, each trained from the one before.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The new file, such as runs/embedded/grounder/grounder.pt.")],
) -> None:
    """Average networks that runs after each other have trained: better on unseen subjects than the last of them."""
    from limis.extras import require

    require("torch", "train")
    from limis.training.average import average_networks

    typer.echo(f"mean of {len(networks)} networks: {average_networks(networks, out)}", err=True)
