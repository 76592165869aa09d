"""Where a recipe is carried out, and whether that can be done to its end."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from limis.errors import InputError, say
from limis.eval.index import OPEN_TIERS, read_lines, read_pairs
from limis.models.weights import EMBEDDED_SETS, open_set
from limis.training.claims import check_folder
from limis.training.recipe import Recipe

__all__ = ["Kitchen", "check_recipe", "not_there", "tiers_of"]


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


def check_recipe(recipe: Recipe, kitchen: Kitchen, steps: Collection[str]) -> None:
    """See that a recipe can be carried out to its end, before anything is begun.

    Args:
        recipe: The recipe.
        kitchen: Where.
        steps: Names of its runs, ``"pack"``, ``"widespread"``: what is to be done.

    Raises:
        InputError: A folder cannot be used, the index is missing or has no pictures to set thresholds on, the recipe
            leaves out what there is not, or it makes no set.
        WeightsError: It has no grounder, and the set that comes with limis is not there.
    """
    check_folder(kitchen.runs, "--runs")
    _check_left(recipe, kitchen.index)
    if "pack" in steps:
        _check_packs(recipe)
    if {"pack", "widespread"} & set(steps):
        check_folder(kitchen.weights, "--weights")
    if "widespread" in steps or ("pack" in steps and recipe.last("grounder")):
        _check_unseen(recipe, kitchen.index)


def _check_left(recipe: Recipe, index: Path) -> None:
    there = {str(row[name]) for row in read_lines(index) for name in ("dataset", "modality")}
    unknown = [name for name in recipe.leave if name not in there]
    if unknown:
        raise InputError(
            say(
                f"no data set or kind of imaging {unknown[0]!r} to leave out",
                expected=f"any of {', '.join(sorted(there))}",
                got=", ".join(recipe.leave),
                next_step="Correct leave in the recipe",
            )
        )


def _check_packs(recipe: Recipe) -> None:
    if recipe.last("grounder") and not recipe.last("segmenter"):
        raise not_there("a segmenter to pack", "a run of it in the recipe", "a grounder alone")
    if not recipe.last("grounder"):
        open_set(recipe.set)


def _check_unseen(recipe: Recipe, index: Path) -> None:
    if not read_pairs(index, split="val", tiers=tiers_of(recipe)):
        raise InputError(
            say(
                "nothing to set thresholds on",
                expected="pictures of the split val, of subjects that train nothing",
                got=f"none in {index}",
                next_step="Give some subjects of the index the split val, or leave pack out: name runs with --only",
            )
        )


def tiers_of(recipe: Recipe) -> frozenset[str] | None:
    """The licence tiers that teach the recipe's set; None for all."""
    return OPEN_TIERS if recipe.set == EMBEDDED_SETS[0] else None


def not_there(what: str, expected: str, got: str) -> InputError:
    """The error for a network that has not been trained."""
    return InputError(say(f"{what}: not there", expected=expected, got=got, next_step="Train it first"))
