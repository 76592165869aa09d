"""A turn as JSON values: what every mouth that answers programs says of it, in the same words."""

from __future__ import annotations

from typing import Any

from limis.commands import dump
from limis.geometry import Geometry
from limis.session.turn import Turn
from limis.types import Structure

__all__ = ["tell_structure", "tell_turn"]


def tell_turn(turn: Turn, geometry: Geometry) -> dict[str, Any]:
    """A turn as one line of JSON says it.

    Args:
        turn: What came of a sentence.
        geometry: The image's grid.
    """
    files = turn.files
    return {
        "turn": turn.number,
        "text": turn.text,
        "commands": dump(turn.commands),
        "resolved": dump(turn.resolved),
        "reply": turn.reply,
        "structures": [
            {**tell_structure(one, geometry), **({"file": str(files[one.name])} if one.name in files else {})}
            for one in turn.result
        ],
        "active": turn.active,
        "pending": None if turn.pending is None else turn.pending.model_dump(mode="json"),
        "state": turn.state,
        "seconds": round(sum(turn.seconds.values()) if "turn" not in turn.seconds else turn.seconds["turn"], 3),
    }


def tell_structure(structure: Structure, geometry: Geometry) -> dict[str, Any]:
    """A structure, found or not, and how large it is."""
    mask = structure.mask
    voxels = 0 if mask is None else mask.voxels
    per_voxel = geometry.voxel_volume_ml
    size = {"area_px": voxels} if per_voxel is None else {"volume_ml": round(voxels * per_voxel, 4)}
    return {
        "name": structure.name,
        "concept": structure.concept,
        "side": structure.side,
        "found": structure.found,
        "reason": structure.reason,
        "voxels": voxels,
        **size,
    }
