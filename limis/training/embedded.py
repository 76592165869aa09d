"""From an index of pictures to a weight set: train the recipe's networks, pack them, set their thresholds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from limis.errors import InputError, say
from limis.eval.index import read_pairs
from limis.models.weights import open_set
from limis.training.average import average_networks
from limis.training.calibration import calibrate_set, set_levels
from limis.training.claims import claim, digest_of, held, source_of
from limis.training.grounder import train_grounder
from limis.training.kitchen import Kitchen, check_recipe, not_there, tiers_of
from limis.training.loop import Schedule
from limis.training.pack import copy_set, making_anew, pack_set, put_segmenter
from limis.training.quantise import quantise_set
from limis.training.recipe import SHIPPED, Recipe, Run
from limis.training.samples import Sample, load_samples, picture_samples
from limis.training.segmenter import train_segmenter
from limis.training.unpack import unpack
from limis.training.widespread import fit_widespread

__all__ = ["pack", "train_run", "widespread"]

_PACKED_AT = 288
_LATER = frozenset({"index", "tiers", "leave", "start_sha256"})
"""What runs did not always write down."""


def train_run(recipe: Recipe, run: Run, kitchen: Kitchen) -> str:
    """Carry out one run of a recipe; finished, it is left as it is, and stopped, it goes on.

    Returns:
        A line that says what came out.

    Raises:
        InputError: Its folder holds the run of another recipe or of other data, or another training is writing into
            it; what it starts from is not there; or the recipe leaves out what there is not.
    """
    folder = kitchen.runs / recipe.set / run.name
    check_recipe(recipe, kitchen, [run.name])
    mine = _identity(recipe, run, kitchen, finished=(folder / run.file).exists())
    with held(folder, "--runs"):
        claim(
            folder / "run.json",
            mine,
            _LATER,
            f"the folder {folder} holds another run",
            "Give --runs another folder, or the run another name in the recipe",
        )
        return _carried_out(recipe, run, kitchen, folder)


def _carried_out(recipe: Recipe, run: Run, kitchen: Kitchen, folder: Path) -> str:
    made = folder / run.file
    if made.exists():
        return f"{run.name}: there already, {made}"
    if run.mean:
        return f"{run.name}: mean of {average_networks(_parts(recipe, run, kitchen), made)}"
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

    The set of a recipe without a grounder has the one that comes with limis, and its thresholds. A set that is there
    already is replaced when the new one is complete.

    Returns:
        A line that says what the thresholds are worth.

    Raises:
        InputError: A network is not there, or nothing to set thresholds on.
    """
    check_recipe(recipe, kitchen, ["pack"])
    lasts = [recipe.last(network) for network in ("grounder", "segmenter", "pointing")]
    paths = {run.network: _network(run, f"{recipe.set}/{run.name}", kitchen) for run in lasts if run is not None}
    with held(kitchen.weights, "--weights"), making_anew(kitchen.weights / recipe.set) as folder:
        return _packed(recipe, replace(kitchen, weights=folder.parent), paths)


def _packed(recipe: Recipe, kitchen: Kitchen, paths: Mapping[str, Path]) -> str:
    samples = _samples(recipe, kitchen.index, _PACKED_AT)
    folder = kitchen.weights / recipe.set
    if "grounder" in paths:
        pack_set(recipe.set, paths["grounder"], paths["segmenter"], folder, samples, recipe.side)
    else:
        copy_set(open_set(recipe.set), folder)
        if "segmenter" in paths:
            put_segmenter(paths["segmenter"], folder)
    if "pointing" in paths:
        put_segmenter(paths["pointing"], folder, pointing=True)
    if recipe.quantised:
        quantise_set(recipe.set, kitchen.weights, samples)
    if "grounder" not in paths:
        return "packed with the grounder that comes with limis"
    set_levels(recipe.set, kitchen.weights, samples)
    told = calibrate_set(recipe.set, kitchen.weights, _unseen(recipe, kitchen.index)).unseen
    again = _learned_again(recipe, kitchen, samples)
    figures = f"sensitivity {told.sensitivity:.3f}, specificity {told.specificity:.3f}"
    return f"presence on unseen subjects: {figures}; {again}"


def widespread(recipe: Recipe, kitchen: Kitchen) -> str:
    """Learn the presence of what may be anywhere once more, the last step of packing, of a set that is packed.

    Returns:
        A line that says what was learned again.

    Raises:
        InputError: Nothing to set thresholds on.
        WeightsError: There is no such set.
    """
    check_recipe(recipe, kitchen, ["widespread"])
    weights = open_set(recipe.set, kitchen.weights)
    samples = _samples(recipe, kitchen.index, _PACKED_AT)
    with held(kitchen.weights, "--weights"), making_anew(weights.folder) as folder:
        copy_set(weights, folder)
        return _learned_again(recipe, replace(kitchen, weights=folder.parent), samples)


def _learned_again(recipe: Recipe, kitchen: Kitchen, samples: Sequence[Sample]) -> str:
    again = fit_widespread(recipe.set, kitchen.weights, samples, _unseen(recipe, kitchen.index))
    return f"widespread things: {', '.join(again) or 'none'}"


def _unseen(recipe: Recipe, index: Path) -> list[Sample]:
    """The pictures of the split val."""
    return list(picture_samples(read_pairs(index, split="val", tiers=tiers_of(recipe)), longest=_PACKED_AT))


def _samples(recipe: Recipe, index: Path, longest: int) -> list[Sample]:
    samples = load_samples(index, tiers=tiers_of(recipe), longest=longest)
    kept = [s for s in samples if s.dataset not in recipe.leave and s.modality not in recipe.leave]
    if not any(s.masks for s in kept):
        raise InputError(
            say(
                "nothing to learn from",
                expected="at least one picture with a mask to train on",
                got=f"{len(kept)} of {len(samples)} pictures",
                next_step="Check the index: its lines need the split train and, for embedded, an open tier",
            )
        )
    return kept


def _start(recipe: Recipe, run: Run, kitchen: Kitchen, samples: Sequence[Sample]) -> Path | None:
    """What a run starts from; what comes with limis is unpacked, once for each weights."""
    if run.start is None:
        return None
    home, name = _source(recipe, run.start)
    if name != SHIPPED:
        return _network(run, f"{home}/{name}", kitchen)
    weights = open_set(home)
    made = kitchen.runs / weights.name / f"{SHIPPED}-{weights.sha256(run.network)[:12]}" / run.file
    return made if made.exists() else unpack(weights, run.network, made, samples)


def _source(recipe: Recipe, start: str) -> tuple[str, str]:
    """The set and the run that a start names."""
    home, _, name = start.rpartition("/")
    return home or recipe.set, name


def _parts(recipe: Recipe, run: Run, kitchen: Kitchen) -> list[Path]:
    """The networks that a run is the mean of."""
    return [_network(run, f"{recipe.set}/{name}", kitchen) for name in run.mean]


def _network(run: Run, named: str, kitchen: Kitchen) -> Path:
    """What the run of a name, ``SET/RUN``, made of a run's kind of network."""
    path = kitchen.runs / named / run.file
    if not path.is_file():
        raise not_there(f"the {run.network} of run {named}", "a run that is finished", str(path))
    return path


def _identity(recipe: Recipe, run: Run, kitchen: Kitchen, *, finished: bool) -> dict[str, Any]:
    """What a run is, all that decides what comes out."""
    about = {**run.model_dump(mode="json"), "scale": kitchen.scale}
    about |= {**source_of(kitchen.index, tiers_of(recipe)), "leave": sorted(recipe.leave)}
    try:
        return about | {"start_sha256": _begins_with(recipe, run, kitchen)}
    except InputError:
        if not finished:
            raise
        return about


def _begins_with(recipe: Recipe, run: Run, kitchen: Kitchen) -> list[str]:
    """Hashes of the weights that a run starts from, or is the mean of."""
    if run.start is None:
        return [digest_of(path) for path in _parts(recipe, run, kitchen)]
    home, name = _source(recipe, run.start)
    if name == SHIPPED:
        return [open_set(home).sha256(run.network)]
    return [digest_of(_network(run, f"{home}/{name}", kitchen))]
