"""From an index of pictures to a weight set: train both networks, pack them, set their thresholds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from limis.errors import InputError, say
from limis.eval.index import OPEN_TIERS, read_pairs
from limis.models.weights import EMBEDDED_SETS
from limis.training.calibration import calibrate_set, set_levels
from limis.training.grounder import train_grounder
from limis.training.loop import Schedule
from limis.training.pack import pack_set
from limis.training.samples import load_samples, picture_samples
from limis.training.segmenter import train_segmenter

__all__ = ["STAGES", "Recipe", "train_set"]

STAGES = ("grounder", "segmenter", "pack")


@dataclass(frozen=True)
class Recipe:
    """How a set is made.

    Attributes:
        name: One of `limis.models.weights.EMBEDDED_SETS`; the open set is trained on open tiers only.
        index: Path of ``index.jsonl``.
        runs: Where checkpoints go, a folder per set and network.
        weights: The folder that holds the packed sets.
        grounder_minutes: Time for the grounder.
        segmenter_minutes: Time for the segmenter.
        side: Canvas side that the grounder looks at, in pixels.
        device: ``"cpu"`` or ``"cuda"``.
        seed: Of all draws.
        start: The network of an earlier run to go on from; None for the open set's where it is there, or nothing.
        rate: Peak learning rate; lower where a run goes on from a trained network.
    """

    name: str
    index: Path
    runs: Path
    weights: Path
    grounder_minutes: float = 52.0
    segmenter_minutes: float = 50.0
    side: int = 192
    device: str = "cpu"
    seed: int = 0
    start: Path | None = None
    rate: float = Schedule.rate

    def __post_init__(self) -> None:
        if self.name not in EMBEDDED_SETS:
            raise InputError(
                say(
                    f"no weight set {self.name!r}",
                    expected=" or ".join(EMBEDDED_SETS),
                    got=repr(self.name),
                    next_step="Name the set to train",
                )
            )
        if self.start is not None and not self.start.is_file():
            raise InputError(
                say(
                    "no network to start from",
                    expected="the grounder.pt or segmenter.pt of an earlier run",
                    got=str(self.start),
                    next_step="Name one, and the stage it belongs to",
                )
            )


def train_set(recipe: Recipe, stage: str) -> str:
    """Carry out one stage; each resumes where it was stopped.

    Unless it is told where to start, the research set starts from the open set's networks where they are there;
    never the other way round.

    Args:
        recipe: What to make.
        stage: One of `STAGES`.

    Returns:
        A line that says what came out.
    """
    folder = recipe.runs / recipe.name
    base = recipe.runs / EMBEDDED_SETS[0] if recipe.name != EMBEDDED_SETS[0] else None
    tiers = OPEN_TIERS if recipe.name == EMBEDDED_SETS[0] else None
    if stage == "pack":
        return _pack(recipe, folder, tiers)
    samples = load_samples(recipe.index, tiers=tiers, longest=288 if stage == "grounder" else 512)
    train, minutes = (
        (train_grounder, recipe.grounder_minutes)
        if stage == "grounder"
        else (train_segmenter, recipe.segmenter_minutes)
    )
    beside = base / stage / f"{stage}.pt" if base is not None else None
    made = train(
        samples,
        folder / stage,
        Schedule(minutes=minutes, rate=recipe.rate),
        start=recipe.start or (beside if beside is not None and beside.exists() else None),
        device=recipe.device,
        seed=recipe.seed,
    )
    return f"{stage} trained on {len(samples)} pictures: {made}"


def _pack(recipe: Recipe, folder: Path, tiers: frozenset[str] | None) -> str:
    samples = load_samples(recipe.index, tiers=tiers, longest=288)
    pack_set(recipe.name, folder, recipe.weights / recipe.name, samples, recipe.side)
    set_levels(recipe.name, recipe.weights, samples, seed=recipe.seed)
    unseen = list(picture_samples(read_pairs(recipe.index, split="val", tiers=tiers), longest=288))
    outcome = calibrate_set(recipe.name, recipe.weights, unseen, seed=recipe.seed)
    told = outcome.unseen
    return f"presence on unseen subjects: sensitivity {told.sensitivity:.3f}, specificity {told.specificity:.3f}"
