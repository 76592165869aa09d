"""All structures in one map of labels, and the names of their files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from limis.prompts.vocabulary import vocabulary
from limis.types import Box, Structure

__all__ = ["combine", "painting_order", "unique_stems"]

_DEVICES = {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)}
_RESERVED = {"labels", "preview", "report", "con", "prn", "aux", "nul", *_DEVICES}
_LONGEST_STEM = 80


def combine(structures: Sequence[Structure], shape: tuple[int, ...]) -> NDArray[np.uint16]:
    """Paint structures into one map.

    Where they overlap a part wins over its whole, then the later one over the earlier.

    Args:
        structures: Found ones; the first gets label 1, the next 2 and so on.
        shape: Of the grid.

    Returns:
        uint16, 0 where nothing is.
    """
    labels = np.zeros(shape, np.uint16)
    for position in painting_order(structures):
        mask = structures[position].mask
        box = None if mask is None else Box.around(mask.data)
        if mask is not None and box is not None:
            labels[box.slices][mask.data[box.slices]] = position + 1
    return labels


def painting_order(structures: Sequence[Structure]) -> list[int]:
    """Positions in the order in which structures are painted: wholes before their parts, else as they come."""
    wholes = [_wholes(structure.concept) for structure in structures]
    waiting = list(range(len(structures)))
    order: list[int] = []
    while waiting:
        left = {structures[position].concept for position in waiting}
        position = next(p for p in waiting if not wholes[p] & left)
        waiting.remove(position)
        order.append(position)
    return order


def _wholes(concept: str | None) -> frozenset[str]:
    """Everything a concept is part of."""
    if concept is None or concept not in vocabulary():
        return frozenset()
    return frozenset(whole.name for whole in vocabulary().whole(concept))


def unique_stems(names: Sequence[str], suffix: str, taken: Collection[str] = ()) -> list[str]:
    """File stems for structure names: plain ASCII, unlike each other on every file system.

    Args:
        names: Of the structures.
        suffix: That the files will have.
        taken: File names, in small letters, that must not be used.

    Returns:
        One stem per name.

    Example:
        >>> unique_stems(["kidney_left", "Läsion (groß)", "腫瘍", "labels"], ".png", {"kidney_left.png"})
        ['kidney_left_2', 'lasion_gro', 'structure', 'labels_2']
    """
    used = {name.casefold() for name in taken} | {name + suffix for name in _RESERVED}
    stems: list[str] = []
    for name in names:
        slug = _slug(name)
        candidates = (slug if n == 1 else f"{slug}_{n}" for n in range(1, len(used) + 2))
        stem = next(candidate for candidate in candidates if candidate + suffix not in used)
        used.add(stem + suffix)
        stems.append(stem)
    return stems


def _slug(name: str) -> str:
    """Small ASCII letters, digits and underscores."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:_LONGEST_STEM].rstrip("_") or "structure"
