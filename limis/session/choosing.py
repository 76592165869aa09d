"""From everything that was found to the instance that was meant: side, largest, leftmost."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from limis.measure.pairs import lungs_midline
from limis.measure.sides import Midline, side_of, split_sides
from limis.prompts.vocabulary import vocabulary
from limis.session.finder import Finding
from limis.session.instances import boxed
from limis.session.ranking import ids_of, numbers_of, ranked, taken
from limis.session.wishes import Wish
from limis.types import Mask, Structure

__all__ = ["choose", "instances_of"]

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
    if mask is not None and wish.chooses:
        mask, why = instances_of(mask, wish)
        reason = why or reason
    kept, boxes = (None, ()) if mask is None else boxed(mask)
    return Structure(
        name=name,
        concept=wish.query.concept,
        text=wish.text,
        side=wish.side,
        which=wish.which if wish.nth in (None, 1) else None,
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


def instances_of(mask: Mask, wish: Wish) -> tuple[Mask | None, str]:
    """Keep the instances that a wish chooses: by size, or by where their centres lie.

    Args:
        mask: With instances.
        wish: With a choice.

    Returns:
        What is left; None and the reason where there are not as many.
    """
    numbers = numbers_of(mask)
    ids = ids_of(numbers)
    chosen = taken(ranked(numbers, ids, wish.which, mask.geometry), wish.nth, wish.count)
    if not chosen:
        return None, f"only {len(ids)} can be seen"
    kept = np.isin(numbers, [ids[at] for at in chosen])
    return Mask(kept, mask.geometry, np.where(kept, numbers, 0).astype(np.int32)), ""
