"""From an index of pictures to a weight set: train the recipe's networks, pack them, set their thresholds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from limis.errors import InputError, say
from limis.eval.index import OPEN_TIERS, read_pairs
from limis.models.weights import EMBEDDED_SETS, open_set
from limis.training.average import average_networks
from limis.training.calibration import calibrate_set, set_levels
from limis.training.grounder import train_grounder
from limis.training.loop import Schedule
from limis.training.pack import copy_set, pack_set, put_segmenter
from limis.training.quantise import quantise_set
from limis.training.recipe import SHIPPED, Recipe, Run
from limis.training.samples import Sample, load_samples, picture_samples
from limis.training.segmenter import train_segmenter
from limis.training.unpack import unpack
from limis.training.widespread import fit_widespread

__all__ = ["Kitchen", "pack", "train_run", "widespread"]

_PACKED_AT = 288


@dataclass(frozen=True)
class Kitchen:
    """Where a recipe is carried out.

    Attributes:
        index: Path of ``index.jsonl``.
        runs: Where checkpoints go, a folder per set and run.
        weights: The folder that holds the packed sets.
        device: ``"cpu"`` or ``"cuda"``.
        scale: Every run is that much longer than its recipe says.
    """

    index: Path
    runs: Path
    weights: Path
    device: str = "cpu"
    scale: float = 1.0


def train_run(recipe: Recipe, run: Run, kitchen: Kitchen) -> str:
    """Carry out one run of a recipe; finished, it is left as it is, and stopped, it goes on.

    Returns:
        A line that says what came out.

    Raises:
        InputError: Its folder holds the run of another recipe, or what it starts from is not there.
    """
    folder = kitchen.runs / recipe.set / run.name
    made = folder / run.file
    _claim(folder, run, kitchen.scale)
    if made.exists():
        return f"{run.name}: there already, {made}"
    if run.mean:
        parts = [_network(run, f"{recipe.set}/{name}", kitchen) for name in run.mean]
        return f"{run.name}: mean of {average_networks(parts, made)}"
    samples = _samples(recipe, kitchen.index, run.longest)
    segmenter = partial(train_segmenter, corrected=run.corrected, unboxed=run.unboxed)
    train = train_grounder if run.network == "grounder" else segmenter
    minutes, steps = run.minutes * kitchen.scale, run.steps and max(1, round(run.steps * kitchen.scale))
    train(
        samples,
        folder,
        Schedule(minutes=minutes, steps=steps, rate=run.rate, settled=run.settled),
        start=_start(recipe, run, kitchen, samples),
        batch=run.batch,
        device=kitchen.device,
        seed=run.seed,
        looks=run.looks,
    )
    return f"{run.name}: trained on {len(samples)} pictures, {made}"


def pack(recipe: Recipe, kitchen: Kitchen) -> str:
    """Export the last network of each kind and set thresholds on the subjects of the split ``val``.

    The set of a recipe without a grounder has the one that comes with limis, and its thresholds.

    Returns:
        A line that says what the thresholds are worth.

    Raises:
        InputError: A network is not there.
    """
    lasts = [recipe.last(network) for network in ("grounder", "segmenter", "pointing")]
    paths = {run.network: _network(run, f"{recipe.set}/{run.name}", kitchen) for run in lasts if run is not None}
    samples = _samples(recipe, kitchen.index, _PACKED_AT)
    folder = kitchen.weights / recipe.set
    if "grounder" not in paths:
        copy_set(open_set(recipe.set), folder)
        if "segmenter" in paths:
            put_segmenter(paths["segmenter"], folder)
    elif "segmenter" in paths:
        pack_set(recipe.set, paths["grounder"], paths["segmenter"], folder, samples, recipe.side)
    else:
        raise _missing("a segmenter to pack", "a run of it in the recipe", ", ".join(paths))
    if "pointing" in paths:
        put_segmenter(paths["pointing"], folder, pointing=True)
    if recipe.quantised:
        quantise_set(recipe.set, kitchen.weights, samples)
    if "grounder" not in paths:
        return "packed with the grounder that comes with limis"
    set_levels(recipe.set, kitchen.weights, samples)
    unseen = picture_samples(read_pairs(kitchen.index, split="val", tiers=_tiers(recipe)), longest=_PACKED_AT)
    told = calibrate_set(recipe.set, kitchen.weights, list(unseen)).unseen
    again = widespread(recipe, kitchen, samples)
    figures = f"sensitivity {told.sensitivity:.3f}, specificity {told.specificity:.3f}"
    return f"presence on unseen subjects: {figures}; {again}"


def widespread(recipe: Recipe, kitchen: Kitchen, samples: Sequence[Sample] | None = None) -> str:
    """Learn the presence of what may be anywhere once more, the last step of packing; also of a set that is packed.

    Returns:
        A line that says what was learned again.
    """
    samples = _samples(recipe, kitchen.index, _PACKED_AT) if samples is None else samples
    unseen = picture_samples(read_pairs(kitchen.index, split="val", tiers=_tiers(recipe)), longest=_PACKED_AT)
    again = fit_widespread(recipe.set, kitchen.weights, samples, list(unseen))
    return f"widespread things: {', '.join(again) or 'none'}"


def _samples(recipe: Recipe, index: Path, longest: int) -> list[Sample]:
    samples = load_samples(index, tiers=_tiers(recipe), longest=longest)
    return [s for s in samples if s.dataset not in recipe.leave and s.modality not in recipe.leave]


def _tiers(recipe: Recipe) -> frozenset[str] | None:
    return OPEN_TIERS if recipe.set == EMBEDDED_SETS[0] else None


def _start(recipe: Recipe, run: Run, kitchen: Kitchen, samples: Sequence[Sample]) -> Path | None:
    """What a run starts from; what comes with limis is unpacked, once for each weights."""
    if run.start is None:
        return None
    home, _, name = run.start.rpartition("/")
    home = home or recipe.set
    if name != SHIPPED:
        return _network(run, f"{home}/{name}", kitchen)
    weights = open_set(home)
    made = kitchen.runs / weights.name / f"{SHIPPED}-{weights.sha256(run.network)[:12]}" / run.file
    return made if made.exists() else unpack(weights, run.network, made, samples)


def _network(run: Run, named: str, kitchen: Kitchen) -> Path:
    """What the run of a name, ``SET/RUN``, made of a run's kind of network."""
    path = kitchen.runs / named / run.file
    if not path.is_file():
        raise _missing(f"the {run.network} of run {named}", "a run that is finished", str(path))
    return path


def _claim(folder: Path, run: Run, scale: float) -> None:
    """Keep a folder for one run: another one under the same name would go on from what is not its own."""
    about = folder / "run.json"
    mine = {**run.model_dump(mode="json"), "scale": scale}
    if about.exists() and json.loads(about.read_text(encoding="utf-8")) != mine:
        raise InputError(
            say(
                f"the folder {folder} holds another run",
                expected="the run of this recipe, at this scale",
                got=about.read_text(encoding="utf-8").strip(),
                next_step="Give it another name in the recipe, or other --runs",
            )
        )
    folder.mkdir(parents=True, exist_ok=True)
    about.write_text(json.dumps(mine) + "\n", encoding="utf-8")


def _missing(what: str, expected: str, got: str) -> InputError:
    return InputError(say(f"{what}: not there", expected=expected, got=got or "none", next_step="Train it first"))
