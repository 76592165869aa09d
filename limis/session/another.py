"""A whole one of several that is not outlined yet: "there is another one on the left"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from limis.commands import Direction, Missing, Target, Which
from limis.edits.shapes import Edited
from limis.geometry import Geometry
from limis.orientation import PictureOrientation
from limis.session.ranking import Numbers, ids_of, numbers_of, ranked
from limis.session.wishes import wishes_of
from limis.session.work import Work
from limis.types import Mask, Structure

__all__ = ["with_another"]

_OUTLINED = 0.1
"""How much of one may lie in the mask for it to be another one."""

_FURTHEST: Mapping[Direction, Which] = {
    "left": "leftmost",
    "right": "rightmost",
    "superior": "uppermost",
    "inferior": "lowermost",
}


def with_another(
    command: Missing, structure: Structure, mask: Mask, region: NDArray[np.bool_] | None, work: Work
) -> Edited | None:
    """Add one of those that were found in the image and are not in the mask.

    Args:
        command: Where it is said to be: the furthest that way, beyond the middle of the mask. Nowhere: the largest.
        structure: What it is one of.
        mask: What is outlined of it.
        region: Voxels that may change; None for all.
        work: The sentence.

    Returns:
        The mask with it, as an instance of its own; None where there is none such, or nobody knows which side is which.
    """
    target = Target(concept=structure.concept, text=structure.text)
    (found,) = work.bench.finder.find([wish.query for wish in wishes_of([target])], work.progress)
    if found.mask is None:
        return None
    numbers = numbers_of(found.mask) if region is None else np.where(region, numbers_of(found.mask), 0)
    chosen = _chosen(command, numbers, _not_outlined(numbers, mask), mask)
    if chosen is None:
        return None
    own = numbers_of(mask)
    added = (numbers == chosen) & ~mask.data
    numbered = None if mask.instances is None else np.where(added, own.max() + 1, own).astype(np.int32)
    return Edited(Mask(mask.data | added, mask.geometry, numbered), "one more was found there")


def _not_outlined(numbers: Numbers, mask: Mask) -> list[int]:
    sizes = np.bincount(numbers.ravel())
    inside = np.bincount(numbers[mask.data], minlength=len(sizes))
    return [n for n in ids_of(numbers) if inside[n] <= _OUTLINED * sizes[n]]


def _chosen(command: Missing, numbers: Numbers, ids: Sequence[int], mask: Mask) -> int | None:
    """The one that is meant of those that are not outlined."""
    if not ids:
        return None
    if command.where is None:
        places = ranked(numbers, ids, "largest", mask.geometry)
        return ids[int(np.argmin(places))]
    which = _FURTHEST.get(command.where) if isinstance(command.where, str) else None
    if which is None or not (mask.geometry.is_picture or mask.geometry.has_patient_axes):
        return None
    seen = _as_seen(mask.geometry) if command.frame == "image" else mask.geometry
    (middle,) = ranked(mask.data.astype(np.int32), [1], which, seen)
    places = ranked(numbers, ids, which, seen)
    at = int(np.argmin(places))
    return ids[at] if places[at] < middle else None


def _as_seen(geometry: Geometry) -> Geometry:
    """A picture's grid by its own directions, whatever those of the patient are."""
    return replace(geometry, orientation=PictureOrientation.unknown()) if geometry.is_picture else geometry
