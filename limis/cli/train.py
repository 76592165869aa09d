"""``limis train``: make the embedded models from labelled images, and adapt a Grounding DINO to them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from limis.errors import InputError, say

__all__ = ["app"]

app = typer.Typer(help="Train the models that come with limis, or adapt a detector.", no_args_is_help=True)


@app.callback()
def train() -> None:
    """Train the models that come with limis (extra `train`), or adapt a Grounding DINO (extra `lora`)."""


@app.command()
def embedded(
    data: Annotated[Path, typer.Option("--data", help="An index.jsonl of images and masks.")],
    recipe: Annotated[
        str, typer.Option("--set", help="embedded, embedded-research, or the TOML file of a recipe of your own.")
    ] = "embedded",
    only: Annotated[list[str] | None, typer.Option(help="A run of the recipe, or pack; all by default.")] = None,
    runs: Annotated[Path, typer.Option(help="Where checkpoints go.")] = Path("runs"),
    weights: Annotated[Path, typer.Option(help="Where the finished set goes.")] = Path("limis/weights"),
    device: Annotated[str, typer.Option(help="cpu or cuda.")] = "cpu",
    threads: Annotated[int, typer.Option(min=1, help="CPU threads.")] = 2,
    scale: Annotated[
        float, typer.Option(min=1e-5, max=100, help="Make every run that much longer: 0.01 for a trial.")
    ] = 1.0,
) -> None:
    """Train a weight set by its recipe, pack it, set its thresholds. Cut short, the same command goes on."""
    from limis.extras import require

    require("torch", "train").set_num_threads(threads)
    require("onnx", "train")
    from limis.training.embedded import Kitchen, pack, train_run
    from limis.training.recipe import read_recipe

    made = read_recipe(recipe)
    kitchen = Kitchen(data, runs, weights, device, scale)
    steps = {run.name: run for run in made.runs} | {"pack": None}
    for name in only or steps:
        if name not in steps:
            raise InputError(
                say(
                    f"no run {name!r} in this recipe",
                    expected=", ".join(steps),
                    got=name,
                    next_step="Choose one of these with --only",
                )
            )
    for name in only or steps:
        run = steps[name]
        typer.echo(f"{made.set}: {name}", err=True)
        typer.echo(pack(made, kitchen) if run is None else train_run(made, run, kitchen), err=True)


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


@app.command()
def grounder(
    base: Annotated[str, typer.Option("--base", help="A Grounding DINO: its folder or hub name.")],
    data: Annotated[Path, typer.Option("--data", help="An index.jsonl of images and masks.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder of the adapter; checkpoints go below it.")],
    rank: Annotated[int, typer.Option(min=1, max=512, help="Rank of the LoRA matrices.")] = 16,
    alpha: Annotated[int, typer.Option(min=1, max=1024, help="What they learn counts alpha / rank times.")] = 32,
    target: Annotated[
        list[str] | None, typer.Option(help="Linear layers that learn, such as value_proj; all by default.")
    ] = None,
    minutes: Annotated[float, typer.Option(min=0.01, max=10000, help="Time to train, over all runs together.")] = 60.0,
    rate: Annotated[float, typer.Option(min=1e-6, max=0.1, help="Peak learning rate.")] = 3e-4,
    batch: Annotated[int, typer.Option(min=1, max=256, help="Pictures per step.")] = 4,
    tier: Annotated[list[str] | None, typer.Option(help="Licence tiers of the index to use; all by default.")] = None,
    check: Annotated[int, typer.Option(min=0, help="Measure on this many pictures of the split val at most.")] = 100,
    device: Annotated[str, typer.Option(help="auto, cpu, cuda …")] = "auto",
    seed: Annotated[int, typer.Option(help="Of all random draws.")] = 0,
) -> None:
    """Adapt a Grounding DINO to labelled images with LoRA, and measure it on unseen ones before and after.

    Use it by its folder: `--models ADAPTER+SEGMENTER`. Stopped or cut short, the same command goes on where it was.
    """
    from limis.extras import require

    for package in ("torch", "torchvision", "transformers", "peft"):
        require(package, "lora")
    from limis.training.detector import check_adapter, train_detector
    from limis.training.loop import Schedule
    from limis.training.lora import Lora
    from limis.training.samples import load_samples

    schedule, lora = Schedule(minutes=minutes, rate=rate), Lora(rank, alpha, tuple(target or ()))
    samples = load_samples(data, tiers=tier)
    train_detector(base, samples, out, schedule, lora=lora, batch=batch, device=device, seed=seed)
    typer.echo(f"adapter trained on {len(samples)} pictures: {out}", err=True)
    unseen = load_samples(data, split="val", tiers=tier) if check else []
    if unseen:
        some = unseen[:: -(-len(unseen) // check)]
        before, after = check_adapter(out, some, device)
        typer.echo(f"box recall at IoU 0.5 on {len(some)} unseen pictures: {before:.3f} before, {after:.3f} after")


@app.command()
def merge(
    adapter: Annotated[str, typer.Argument(help="An adapter's folder; it knows the model it was trained on.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder of the new checkpoint.")],
) -> None:
    """Add an adapter to its Grounding DINO for good: a checkpoint that needs no adapter, and no peft."""
    from limis.extras import require

    require("peft", "lora")
    from limis.training.lora import merge as add

    typer.echo(f"{adapter} added to its model: {add(adapter, out)}", err=True)
