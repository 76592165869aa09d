"""Keeping and removing instances of a mask by their order: "keep the three largest", "remove the second one"."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from limis.commands import Keep, Remove
from limis.edits.pieces import pieces_of
from limis.edits.shapes import Edited
from limis.session.ranking import Numbers, ids_of, numbers_of, ranked, taken
from limis.types import Mask

__all__ = ["pick"]


def pick(command: Keep | Remove, mask: Mask, region: NDArray[np.bool_] | None) -> Edited | None:
    """Keep or remove instances.

    Args:
        command: What to keep or to remove.
        mask: Left as it is.
        region: Voxels that may change; instances are counted in it. None for all.

    Returns:
        The new mask; None where no instances are meant, or where a mask of one instance is asked for a piece of it.
    """
    if command.which is None and command.nth is None:
        return None
    numbers = numbers_of(mask) if region is None else np.where(region, numbers_of(mask), 0)
    if len(ids_of(numbers)) < 2:
        if command.nth is None and command.count is None:
            return None
        numbers = _pieces(mask, region)
    ids = ids_of(numbers)
    places = ranked(numbers, ids, command.which, mask.geometry)
    chosen = np.isin(numbers, [ids[at] for at in taken(places, command.nth, command.count)])
    dropped = (numbers > 0) & (~chosen if isinstance(command, Keep) else chosen)
    left = mask.data & ~dropped
    if not chosen.any() or not dropped.any() or not left.any():
        return Edited(mask, f"nothing changed: {_why_not(len(ids), nothing_left=not left.any())}")
    own = None if mask.instances is None else np.where(left, mask.instances, 0).astype(np.int32)
    return Edited(Mask(left, mask.geometry, own))


def _pieces(mask: Mask, region: NDArray[np.bool_] | None) -> Numbers:
    return pieces_of(mask.data if region is None else mask.data & region).labels


def _why_not(total: int, *, nothing_left: bool) -> str:
    if nothing_left and total > 1:
        return "that would leave nothing"
    return "it is one piece" if total == 1 else f"it has only {total} pieces"
