"""A whole holds its parts: where the cup of an optic disc was seen, there is disc."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from limis.volumes.evidence import Evidence, boxes_in

__all__ = ["hold_parts"]


def hold_parts(seen: Sequence[Evidence], wholes: Mapping[str, str]) -> list[Evidence]:
    """Add to what was seen of a whole what was seen of its parts, in the same views.

    Args:
        seen: What was seen.
        wholes: Part → whole, concepts.

    Returns:
        The same evidence; that of a whole that is present with the heat of its present parts besides its own.
    """
    return [_with_parts(e, [p for p in seen if wholes.get(p.query.concept or "") == e.query.concept]) for e in seen]


def _with_parts(whole: Evidence, parts: Sequence[Evidence]) -> Evidence:
    heats = [part.heat for part in parts if part.present and part.heat is not None]
    if whole.heat is None or not whole.present or not heats:
        return whole
    heat = np.maximum.reduce([whole.heat, *heats])
    return replace(whole, heat=heat, boxes=boxes_in(heat))
