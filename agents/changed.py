"""By how much a structure changed, in words."""

from __future__ import annotations

from collections.abc import Mapping

from limis.agents.phrases import named, number_words
from limis.session.state import Change
from limis.session.turn import Turn
from limis.types import Structure

__all__ = ["sizes"]


def sizes(change: Change, known: Mapping[str, Structure], turn: Turn) -> str | None:
    """How large a structure is now, and by how many percent that is more or less; None where it is gone.

    Args:
        change: What became of it.
        known: The structures after the turn.
        turn: Where it happened.
    """
    structure = known.get(change.name)
    if change.kind == "removed" or structure is None or structure.mask is None:
        gone = any(o.command.op in ("undo", "redo", "reset") for o in turn.outcomes)
        return f"{named(change.name, known)} is gone" if gone else None
    voxels = structure.mask.voxels
    now = _size(structure, voxels, change)
    before = voxels - change.voxels_added + change.voxels_removed
    if before <= 0:
        return f"{named(change.name, known)}: {now}"
    was, difference = _size(structure, before, change), (voxels - before) / before
    if voxels == before:
        moved = number_words(change.added, change.unit)
        return f"{named(change.name, known)}: still {now}, {moved} of it elsewhere"
    return f"{named(change.name, known)} was {was}, is {now} now ({difference:+.{0 if abs(difference) >= 0.1 else 1}%})"


def _size(structure: Structure, voxels: int, change: Change) -> str:
    mask = structure.mask
    geometry = None if mask is None else mask.geometry
    per_voxel = 1.0
    if geometry is not None and change.unit != "px":
        per_voxel = geometry.voxel_volume_ml or geometry.pixel_area_mm2 or 1.0
    return number_words(voxels * per_voxel, change.unit)
