"""Numbers and names as people read them; no pixels."""

from __future__ import annotations

import re

from limis.types import Structure

__all__ = ["readable_name", "readable_number", "readable_size"]

_LEVEL = re.compile("[clst][0-9]{1,2}")


def readable_number(value: float) -> str:
    """A number with about three digits that mean something.

    Example:
        >>> [readable_number(v) for v in (0.01234, 1.234, 45.67, 1234.5)]
        ['0.0123', '1.23', '45.7', '1,234']
    """
    if value >= 100:
        return f"{value:,.0f}"
    if value >= 1:
        return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
    return f"{value:.3g}"


def readable_name(structure: Structure) -> str:
    """A structure's name as people say it: ``kidney_left_2`` is "left kidney 2", ``vertebra_l1`` "vertebra L1"."""
    words = [word.upper() if _LEVEL.fullmatch(word) else word for word in structure.name.split("_")]
    if structure.side in words:
        words.remove(structure.side)
        words.insert(0, structure.side)
    return " ".join(word for word in words if word) or structure.text


def readable_size(structure: Structure) -> str:
    """How large a structure is: millilitres, square millimetres, or pixels where there is no scale."""
    mask = structure.mask
    if mask is None:
        return "not found"
    if mask.volume_ml is not None:
        return f"{readable_number(mask.volume_ml)} ml"
    if mask.area_mm2 is not None:
        large = mask.area_mm2 >= 100
        return f"{readable_number(mask.area_mm2 / 100)} cm²" if large else f"{readable_number(mask.area_mm2)} mm²"
    return f"{mask.voxels:,} px"
