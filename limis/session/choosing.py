"""From everything that was found to the instance that was meant: side, largest, leftmost."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from limis.geometry import Geometry
from limis.measure.pairs import lungs_midline
from limis.measure.sides import Midline, side_of, split_sides
from limis.prompts.vocabulary import vocabulary
from limis.session.finder import Finding
from limis.session.instances import boxed
from limis.session.wishes import Wish
from limis.types import Mask, Structure

__all__ = ["best_of", "choose", "instance_of"]

_SIDE_UNKNOWN = "side unknown: {why}; ask for {thing} without a side"
_NO_SIDE = "the {thing} lies on both sides of the body and has no {side} one; ask for {thing} without a side"


def choose(wish: Wish, name: str, finding: Finding, midline: Callable[[], Midline | None]) -> Structure:
    """Make the structure that a wish asked for.

    Args:
        wish: What was asked for.
        name: The structure's name.
        finding: Everything that was found.
        midline: Works out the body's midline, when it is needed.

    Returns:
        The structure, found or not.
    """
    mask, reason = finding.mask, finding.reason
    if mask is not None and wish.side is not None:
        plane = lungs_midline(mask, midline()) if wish.query.concept == "lung" else midline()
        mask, reason = _on_side(wish, mask, plane, reason)
    if mask is not None and wish.which is not None:
        mask = instance_of(mask, wish.which)
    kept, boxes = (None, ()) if mask is None else boxed(mask)
    return Structure(
        name=name,
        concept=wish.query.concept,
        text=wish.text,
        side=wish.side if kept is not None else None,
        which=wish.which,
        found=kept is not None,
        reason=reason,
        score=finding.score,
        boxes=boxes,
        mask=kept,
    )


def _on_side(wish: Wish, mask: Mask, midline: Midline | None, reason: str) -> tuple[Mask | None, str]:
    thing = (wish.query.concept or wish.text).replace("_", " ")
    if midline is None:
        known = not mask.geometry.is_picture or mask.geometry.orientation.direction_of("L") is not None
        why = "no midline of the body in view" if known else "the picture's orientation is not known"
        return None, _SIDE_UNKNOWN.format(why=why, thing=thing)
    if _is_single_organ(wish.query.concept) and side_of(mask, midline) is None:
        return None, _NO_SIDE.format(thing=thing, side=wish.side)
    half = split_sides(mask, midline).get(wish.side or "left")
    if half is None or not half.data.any():
        return None, f"no {thing} seen on the {wish.side} side"
    return half, reason


def _is_single_organ(concept: str | None) -> bool:
    """Whether it is an organ of which a body has one: half a liver is not the left liver."""
    known = vocabulary().get(concept) if concept is not None and concept in vocabulary() else None
    return known is not None and known.kind == "organ" and not known.paired


def instance_of(mask: Mask, which: str) -> Mask:
    """Keep one instance: by size, or by where its centre lies in the patient (in the picture, where unknown).

    Args:
        mask: With instances.
        which: As a target says it, e.g. ``"largest"``.
    """
    numbers = mask.instances if mask.instances is not None else mask.data.astype(np.int32)
    ids = [int(n) for n in np.unique(numbers[mask.data]) if n]
    if len(ids) < 2:
        return mask
    best = ids[best_of([numbers == n for n in ids], which, mask.geometry)]
    kept = numbers == best
    return Mask(kept, mask.geometry, np.where(kept, numbers, 0).astype(np.int32))


def best_of(insides: Sequence[NDArray[np.bool_]], which: str, geometry: Geometry) -> int:
    """The place of the one that `which` means among several things, each given by its voxels."""
    measure = _size_of if which in ("largest", "smallest") else _towards(which, geometry)
    values = [measure(inside) for inside in insides]
    return int(np.argmin(values) if which == "smallest" else np.argmax(values))


def _size_of(inside: NDArray[np.bool_]) -> float:
    return float(np.count_nonzero(inside))


def _towards(which: str, geometry: Geometry) -> Callable[[NDArray[np.bool_]], float]:
    patient = {"leftmost": "L", "rightmost": "R", "uppermost": "H", "lowermost": "F"}[which]
    if geometry.is_picture:
        fallback = {"L": (1, -1), "R": (1, 1), "H": (0, -1), "F": (0, 1)}[patient]
        axis, sign = geometry.orientation.direction_of(patient) or fallback
        return lambda inside: sign * float(np.mean(np.nonzero(inside)[axis]))
    axis, sign = {"L": (0, -1), "R": (0, 1), "H": (2, 1), "F": (2, -1)}[patient]
    return lambda inside: sign * float(geometry.to_ras_mm(np.argwhere(inside).mean(0))[axis])
