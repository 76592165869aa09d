"""A second look at what a plan has outlined: at its numbers, never at its pixels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from limis.commands import Search, Shape
from limis.measure.sides import Midline, side_of
from limis.prompts.vocabulary import vocabulary
from limis.session.turn import Outcome
from limis.types import Mask, Structure

__all__ = ["Concern", "concerns"]

_FEWEST_VOXELS = 20
_SMALLEST_ORGAN_ML = 0.3
_SMALLEST_ORGAN_SHARE = 0.0005


@dataclass(frozen=True)
class Concern:
    """Something odd about a result.

    Attributes:
        name: Of the structure.
        kind: What is odd, as it follows "is": ``"not found"``, ``"tiny"`` …
    """

    name: str
    kind: str


def concerns(outcome: Outcome, structures: Mapping[str, Structure], midline: Midline | None) -> list[Concern]:
    """What is odd about what a command has outlined.

    Args:
        outcome: What came of the command; those that outline nothing give no concern.
        structures: Name → structure, after it.
        midline: Of the body; None where it shows none.

    Returns:
        In the order of the structures: what was not found, is tiny, touches the border of the image, or lies on another
        side than its own.
    """
    if not isinstance(outcome.command, (*get_args(Search), *get_args(Shape))):
        return []
    found = [Concern(structure.name, "not found") for structure in outcome.missed]
    for name in outcome.names:
        structure = structures.get(name)
        if structure is not None and structure.mask is not None:
            found += [Concern(name, kind) for kind in _odd(structure, structure.mask, midline)]
    return found


def _odd(structure: Structure, mask: Mask, midline: Midline | None) -> list[str]:
    side = None if midline is None else side_of(mask, midline)
    kinds = {
        "tiny": _is_tiny(structure, mask),
        "touching the border of the image": _touches_border(structure, mask),
        "on the other side": None not in (side, structure.side) and side != structure.side,
    }
    return [kind for kind, applies in kinds.items() if applies]


def _is_tiny(structure: Structure, mask: Mask) -> bool:
    if mask.voxels < _FEWEST_VOXELS:
        return True
    known = structure.concept is not None and structure.concept in vocabulary()
    if not known or vocabulary().get(structure.concept or "").kind != "organ":
        return False
    if mask.volume_ml is not None:
        return mask.volume_ml < _SMALLEST_ORGAN_ML
    return mask.geometry.is_picture and mask.voxels < _SMALLEST_ORGAN_SHARE * mask.data.size


def _touches_border(structure: Structure, mask: Mask) -> bool:
    """Whether it reaches the edge of the grid; a single slice has none across."""
    shape = mask.geometry.shape
    wide = [axis for axis, size in enumerate(shape) if size > 1]
    return any(box.lower_ijk[a] == 0 or box.upper_ijk[a] == shape[a] for box in structure.boxes for a in wide)
