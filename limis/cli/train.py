"""``limis train``: make the embedded models from labelled images, and adapt a Grounding DINO or a SAM to them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from limis.cli.output import Output, Verbose
from limis.errors import DeviceError, InputError, parts_of, say

__all__ = ["app"]

app = typer.Typer(help="Train the models that come with limis, or adapt larger ones.", no_args_is_help=True)


@app.callback()
def train() -> None:
    """Train the models that come with limis (extra `train`), or adapt a Grounding DINO or a SAM (extra `lora`)."""


@app.command()
def embedded(
    data: Annotated[Path, typer.Option("--data", help="An index.jsonl of images and masks.")],
    recipe: Annotated[
        str, typer.Option("--set", help="embedded, embedded-research, or the TOML file of a recipe of your own.")
    ] = "embedded",
    only: Annotated[
        list[str] | None,
        typer.Option(help="A run of the recipe, pack, or widespread, the last step of packing; all by default."),
    ] = None,
    runs: Annotated[Path, typer.Option(help="Where checkpoints go.")] = Path("runs"),
    weights: Annotated[Path, typer.Option(help="The folder that the finished set's folder goes to.")] = Path(
        "runs/weights"
    ),
    device: Annotated[str, typer.Option(help="auto, cpu, cuda …")] = "cpu",
    threads: Annotated[int, typer.Option(min=1, help="CPU threads.")] = 2,
    scale: Annotated[
        float, typer.Option(min=1e-5, max=100, help="Make every run that much longer: 0.01 for a trial.")
    ] = 1.0,
    verbose: Verbose = False,
) -> None:
    """Train a weight set by its recipe, pack it, set its thresholds. Cut short, the same command goes on."""
    from limis.extras import require

    Output(verbose=verbose)
    require("torch", "train").set_num_threads(threads)
    require("onnx", "train")
    from limis.training.embedded import pack, train_run, widespread
    from limis.training.kitchen import Kitchen, check_recipe
    from limis.training.recipe import STEPS, read_recipe

    made = read_recipe(recipe)
    kitchen = Kitchen(data, runs, weights, _device(device, "train"), scale)
    run_of = {run.name: run for run in made.runs}
    for name in only or ():
        if name not in run_of and name not in STEPS:
            raise InputError(
                say(
                    f"no run {name!r} in this recipe",
                    expected=", ".join((*run_of, *STEPS)),
                    got=name,
                    next_step="Choose one of these with --only",
                )
            )
    steps = only or [*run_of, "pack"]
    check_recipe(made, kitchen, steps)
    for name in steps:
        typer.echo(f"{made.set}: {name}", err=True)
        last = widespread if name == "widespread" else pack
        typer.echo(train_run(made, run_of[name], kitchen) if name in run_of else last(made, kitchen), err=True)
    if set(steps) & set(STEPS):
        typer.echo(f"use it by its folder: --models {weights / made.set}", err=True)


def _device(name: str, extra: str) -> str:
    """Where training runs, looked for before anything long begins."""
    from limis.runtime.torch_device import choose_device

    try:
        return choose_device(name, extra)
    except DeviceError as error:
        told = parts_of(error) | {"next_step": "Give one of these with --device"}
        raise InputError(say(**told)) from error


@app.command()
def mean(
    networks: Annotated[list[Path], typer.Argument(help="Networks of one kind, each trained from the one before.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The new file, such as runs/embedded/grounder/grounder.pt.")],
    verbose: Verbose = False,
) -> None:
    """Average networks that runs after each other have trained: better on unseen subjects than the last of them."""
    from limis.extras import require

    Output(verbose=verbose)
    require("torch", "train")
    from limis.training.average import average_networks
    from limis.training.claims import check_made

    check_made(out, "-o")

    typer.echo(f"mean of {len(networks)} networks: {average_networks(networks, out)}", err=True)


Data = Annotated[Path, typer.Option("--data", help="An index.jsonl of images and masks.")]
Adapter = Annotated[Path, typer.Option("--out", "-o", help="Folder of the adapter; checkpoints go below it.")]
Rank = Annotated[int, typer.Option(min=1, max=512, help="Rank of the LoRA matrices.")]
Alpha = Annotated[int, typer.Option(min=1, max=1024, help="What they learn counts alpha / rank times.")]
Minutes = Annotated[float, typer.Option(min=0.01, max=10000, help="Time to train, over all runs together.")]
Steps = Annotated[int | None, typer.Option(min=1, help="Steps to train instead of a time.")]
Rate = Annotated[float, typer.Option(min=1e-6, max=0.1, help="Peak learning rate.")]
Batch = Annotated[int, typer.Option(min=1, max=256, help="Pictures at once, in every process.")]
Accumulate = Annotated[int, typer.Option(min=1, max=1024, help="Batches that a step goes by.")]
Tier = Annotated[list[str] | None, typer.Option(help="Licence tiers of the index to use; all by default.")]
Check = Annotated[int, typer.Option(min=0, help="Measure on this many pictures of the split val at most.")]
Where = Annotated[str, typer.Option(help="auto, cpu, cuda …")]
Seed = Annotated[int, typer.Option(help="Of all random draws.")]


@app.command()
def grounder(
    base: Annotated[str, typer.Option("--base", help="A Grounding DINO: its folder or hub name.")],
    data: Data,
    out: Adapter,
    rank: Rank = 16,
    alpha: Alpha = 32,
    target: Annotated[
        list[str] | None, typer.Option(help="Linear layers that learn, such as value_proj; all by default.")
    ] = None,
    minutes: Minutes = 60.0,
    steps: Steps = None,
    rate: Rate = 3e-4,
    batch: Batch = 4,
    accumulate: Accumulate = 1,
    tier: Tier = None,
    check: Check = 100,
    device: Where = "auto",
    seed: Seed = 0,
    verbose: Verbose = False,
) -> None:
    """Adapt a Grounding DINO to labelled images with LoRA, and measure it on unseen ones before and after.

    Use it by its folder: `--models ADAPTER+SEGMENTER`. Stopped or cut short, the same command goes on where it was.
    `accelerate launch -m limis train grounder …` takes several GPUs.
    """
    Output(verbose=verbose)
    _check(out, device)
    from limis.training.claims import source_of
    from limis.training.detector import check_adapter, train_detector
    from limis.training.loop import Schedule
    from limis.training.lora import Lora
    from limis.training.processes import go_on_alone
    from limis.training.samples import load_samples

    schedule, lora = Schedule(minutes=minutes, steps=steps, rate=rate), Lora(rank, alpha, tuple(target or ()))
    samples, settings = load_samples(data, tiers=tier), {"batch": batch, "accumulate": accumulate, "seed": seed}
    source = source_of(data, tier)
    train_detector(base, samples, out, schedule, lora=lora, device=device, source=source, **settings)
    if not go_on_alone():
        return
    typer.echo(f"adapter trained on {len(samples)} pictures: {out}", err=True)
    some = _some_unseen(data, tier, check)
    if some:
        before, after = check_adapter(out, some, device)
        typer.echo(f"box recall at IoU 0.5 on {len(some)} unseen pictures: {before:.3f} before, {after:.3f} after")


@app.command()
def segmenter(
    base: Annotated[str, typer.Option("--base", help="A SAM, SAM-HQ, SAM 2 or SAM 3: its folder or name.")],
    data: Data,
    out: Adapter,
    rank: Rank = 8,
    alpha: Alpha = 16,
    target: Annotated[
        list[str] | None,
        typer.Option(help="Linear layers of the encoder that learn, such as qkv; all by default."),
    ] = None,
    minutes: Minutes = 60.0,
    steps: Steps = None,
    rate: Rate = 2e-4,
    batch: Batch = 2,
    accumulate: Accumulate = 1,
    tier: Tier = None,
    check: Check = 100,
    device: Where = "auto",
    seed: Seed = 0,
    verbose: Verbose = False,
) -> None:
    """Adapt a SAM to labelled images, its mask decoder whole and its encoder with LoRA, and measure it on unseen ones.

    Use it by its folder: `--models GROUNDER+ADAPTER`. Stopped or cut short, the same command goes on where it was.
    `accelerate launch -m limis train segmenter …` takes several GPUs.
    """
    Output(verbose=verbose)
    _check(out, device)
    from limis.training.claims import source_of
    from limis.training.loop import Schedule
    from limis.training.lora import Lora
    from limis.training.processes import go_on_alone
    from limis.training.sam import check_sam, train_sam
    from limis.training.samples import load_samples

    schedule, lora = Schedule(minutes=minutes, steps=steps, rate=rate), Lora(rank, alpha, tuple(target or ()))
    samples, settings = load_samples(data, tiers=tier), {"batch": batch, "accumulate": accumulate, "seed": seed}
    source = source_of(data, tier)
    train_sam(base, samples, out, schedule, lora=lora, device=device, source=source, **settings)
    if not go_on_alone():
        return
    typer.echo(f"adapter trained on {len(samples)} pictures: {out}", err=True)
    some = _some_unseen(data, tier, check)
    if some:
        before, after = check_sam(out, some, device)
        typer.echo(
            f"Dice on {after.things} things in {len(some)} unseen pictures: by box {before.box:.3f} before, "
            f"{after.box:.3f} after; by click {before.click:.3f} before, {after.click:.3f} after"
        )


def _check(out: Path, device: str) -> None:
    """See that all is there before anything long begins."""
    from limis.extras import require

    for package in ("torch", "torchvision", "transformers", "peft", "accelerate"):
        require(package, "lora")
    from limis.training.claims import check_folder

    _device(device, "lora")
    check_folder(out, "-o")


def _some_unseen(data: Path, tiers: list[str] | None, most: int) -> list[Any]:
    """At most so many pictures of the split val, from all over it."""
    from limis.training.samples import load_samples

    unseen = load_samples(data, split="val", tiers=tiers) if most else []
    return unseen[:: -(-len(unseen) // most)] if unseen else []


@app.command()
def merge(
    adapter: Annotated[str, typer.Argument(help="An adapter's folder; it knows the model it was trained on.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder of the new checkpoint.")],
    verbose: Verbose = False,
) -> None:
    """Add an adapter to its model for good: a checkpoint that needs no adapter, and no peft."""
    from limis.extras import require

    Output(verbose=verbose)
    require("peft", "lora")
    from limis.training.claims import check_folder
    from limis.training.lora import merge as add

    check_folder(out, "-o")
    typer.echo(f"{adapter} added to its model: {add(adapter, out)}", err=True)
