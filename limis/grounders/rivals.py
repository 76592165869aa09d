"""What else a spot may be: things that a closed vocabulary can mistake for each other.

In a slice of a volume, what a network learned of few patients warms up on what merely looks alike: a kidney on a
spleen. Where something else is clearly likelier, the warmth counts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from limis.prompts.vocabulary import vocabulary

__all__ = ["are_rivals", "can_rival", "neighbours", "uncontested"]

_SOLID = frozenset({"organ", "part", "vessel", "bone", "cartilage", "muscle", "nerve"})
_CLEARLY = 1.5
_COLD = -12.0


def can_rival(concepts: Iterable[str]) -> list[str]:
    """Keep what occupies its place alone; a tumour or a tissue lies within something else."""
    names = vocabulary()
    return [c for c in concepts if c in names and names.get(c).kind in _SOLID]


def are_rivals(concept: str, other: str) -> bool:
    """Whether a spot cannot be both: neither lies within the other, nor both within a third.

    Example:
        >>> are_rivals("kidney", "spleen"), are_rivals("liver_tumor", "liver"), are_rivals("kidney_tumor", "liver")
        (True, False, True)
    """
    return concept != other and not _lineage(concept) & _lineage(other)


def neighbours(concept: str, modality: str | None) -> list[str]:
    """What a concept of the vocabulary may be mistaken for: what lies in its region and is no part of it.

    Args:
        concept: Its name.
        modality: Kind of imaging; None when unknown. Only what is seen in it counts.

    Returns:
        Names, things of its own kind first.

    Example:
        >>> neighbours("spleen", "CT")[:2]
        ['liver', 'gallbladder']
    """
    own = vocabulary().get(concept)
    near = [c for c in vocabulary() if c.region == own.region and (modality is None or modality in c.modalities)]
    near.sort(key=lambda c: c.kind != own.kind)
    return [name for name in can_rival(c.name for c in near) if are_rivals(concept, name)]


def uncontested(
    heat: NDArray[np.float32], rivals: NDArray[np.float32], *, against: NDArray[np.bool_]
) -> NDArray[np.float32]:
    """Cool heat where something else is clearly likelier.

    Args:
        heat: Logits ``(k, h, w)`` of what is asked for.
        rivals: Logits ``(m, h, w)`` of what may be there instead.
        against: ``(k, m)``: which rivals count against which.

    Returns:
        Logits ``(k, h, w)``; -12 where a rival is above by 1.5 or more.
    """
    cooled = heat.copy()
    for k, counts in enumerate(against):
        if counts.any():
            cooled[k][rivals[counts].max(axis=0) > heat[k] + _CLEARLY] = _COLD
    return cooled


@cache
def _lineage(concept: str) -> frozenset[str]:
    """A concept and all that it is part of."""
    wholes = vocabulary().whole(concept) if concept in vocabulary() else ()
    return frozenset((concept, *(whole.name for whole in wholes)))
