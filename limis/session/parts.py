"""Single instances of structures: which ones a target means, taken out by themselves and put back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from limis.commands import Target, What
from limis.edits.shapes import Edited
from limis.geometry import Geometry
from limis.measure.sides import Midline, split_sides
from limis.prompts.vocabulary import vocabulary
from limis.session.instances import boxed
from limis.session.ranking import Numbers, ids_of, numbers_of, ranked, taken
from limis.types import Mask, Structure

__all__ = ["Part", "by_choice", "by_side", "chooses", "merged", "put_back"]

_PAIR = 2
_LARGE = 0.3
"""How much of the larger piece the smaller one has to be, to be the other of a pair."""


@dataclass(frozen=True, eq=False)
class Part:
    """Some of the instances of a structure, not all.

    Attributes:
        targets: What means them.
        inside: bool, their voxels.
        count: How many they are.
        total: How many the structure has.
    """

    targets: tuple[Target, ...]
    inside: NDArray[np.bool_]
    count: int
    total: int

    @property
    def words(self) -> str:
        """How many of how many, and on which side where one was said: ``"1 of 12"``, ``"right, 1 of 3"``."""
        sides = {target.side for target in self.targets}
        side = next(iter(sides)) if len(sides) == 1 else None
        return f"{f'{side}, ' if side in ('left', 'right') else ''}{self.count} of {self.total}"

    def mask_of(self, structure: Structure) -> Mask:
        """The structure's mask with these instances only, which keep their numbers.

        Raises:
            ValueError: A structure without a mask.
        """
        if structure.mask is None:
            raise ValueError(f"{structure.name} has no mask")
        numbers = structure.mask.instances
        own = None if numbers is None else np.where(self.inside, numbers, 0).astype(np.int32)
        return Mask(self.inside, structure.mask.geometry, own)

    def alone(self, structure: Structure) -> Structure:
        """The structure as if there were only these instances."""
        mask, boxes = boxed(self.mask_of(structure))
        return replace(structure, mask=mask, boxes=boxes)

    def gone_from(self, structure: Structure) -> Structure:
        """The structure without these instances."""
        if structure.mask is None:
            return structure
        mask, boxes = boxed(replace(structure.mask, data=structure.mask.data & ~self.inside))
        return replace(structure, mask=mask, boxes=boxes)


def chooses(target: What) -> bool:
    """Whether a target names instances by their order."""
    return target.which is not None or target.nth is not None


def by_choice(
    target: Target, found: Sequence[Structure], parts: Mapping[str, Part] | None = None
) -> tuple[tuple[str, ...], dict[str, Part]] | None:
    """What a target's choice takes of the instances of all structures that it is about.

    Args:
        target: With a choice.
        found: Structures with masks.
        parts: Instances that its side has left already.

    Returns:
        Names, and the part of each that is not meant as a whole; None where there are not as many.
    """
    candidates: list[tuple[int, int, float]] = []
    numbered = [numbers_of(mask) for structure in found if (mask := structure.mask) is not None]
    for at, numbers in enumerate(numbered):
        part = (parts or {}).get(found[at].name)
        ids = ids_of(numbers if part is None else np.where(part.inside, numbers, 0))
        mask = found[at].mask
        places = [] if mask is None else ranked(numbers, ids, target.which, mask.geometry)
        candidates += [(at, number, place) for number, place in zip(ids, places, strict=True)]
    in_order = [float(n) for n in range(len(candidates))] if target.which is None else [c[2] for c in candidates]
    chosen = [candidates[n] for n in taken(in_order, target.nth, target.count)]
    if not chosen:
        return None
    names = tuple(dict.fromkeys(found[at].name for at, _, _ in chosen))
    made = {
        found[at].name: part_of(target, found[at], [n for k, n, _ in chosen if k == at], numbered[at])
        for at in dict.fromkeys(at for at, _, _ in chosen)
    }
    return names, {name: part for name, part in made.items() if part is not None}


def part_of(target: Target, structure: Structure, ids: Sequence[int], numbers: NDArray[np.int32]) -> Part | None:
    """Some instances of a structure; None where they are all of them."""
    total = len(ids_of(numbers))
    if len(ids) == total:
        return None
    exact = target.model_copy(update={"concept": structure.concept, "text": structure.name})
    return Part((exact,), np.isin(numbers, ids), len(ids), total)


def by_side(target: Target, structures: Iterable[Structure], plane: Midline | None) -> dict[str, Part]:
    """The instances on a side, of structures that lie on both: by the midline, else the one furthest that way.

    Args:
        target: With ``left`` or ``right``.
        structures: What it is about.
        plane: The body's midline, where there is one in view.

    Returns:
        Structure name → part; only those of several instances.
    """
    parts: dict[str, Part] = {}
    for structure in structures:
        mask = structure.mask
        if mask is None or target.side not in ("left", "right"):
            continue
        numbers = numbers_of(mask)
        ids = ids_of(numbers)
        half = None if plane is None else split_sides(mask, plane).get(target.side)
        sizes = np.bincount(numbers.ravel())
        within = np.zeros_like(sizes) if half is None else np.bincount(numbers[half.data], minlength=len(sizes))
        there = [n for n in ids if within[n] > sizes[n] / 2]
        if plane is None:
            told = _side_by_side(numbers, ids, mask.geometry) if _is_paired(structure) else ids
            which = "leftmost" if target.side == "left" else "rightmost"
            there = [told[at] for at in taken(ranked(numbers, told, which, mask.geometry), None, None)] if told else []
        part = part_of(target, structure, there, numbers) if there else None
        if part is not None:
            parts[structure.name] = part
    return parts


def _side_by_side(numbers: Numbers, ids: Sequence[int], geometry: Geometry) -> Sequence[int]:
    """The two large pieces of a pair, where one lies wholly to the patient's left of the other; else none.

    A single piece may be either of the two; two that lie beside each other tell which is which without a midline.
    """
    axis = geometry.orientation.direction_of("L") if geometry.is_picture else None
    sizes = np.bincount(numbers.ravel())
    large = [n for n in ids if sizes[n] >= _LARGE * max(sizes[m] for m in ids)]
    if axis is None or len(large) != _PAIR:
        return ()
    across = [np.flatnonzero((numbers == n).any(axis=1 - axis[0])) for n in large]
    apart = across[0].max() < across[1].min() or across[1].max() < across[0].min()
    return large if apart else ()


def _is_paired(structure: Structure) -> bool:
    """Whether it has a left and a right one: which is which, only the midline can tell."""
    concept = structure.concept
    return concept is not None and concept in vocabulary() and vocabulary().get(concept).paired


def merged(one: Part, other: Part, structure: Structure) -> Part | None:
    """What two targets mean of one structure together; None where that is all of it."""
    inside = one.inside | other.inside
    if structure.mask is None or np.array_equal(inside, structure.mask.data):
        return None
    count = len(ids_of(np.where(inside, numbers_of(structure.mask), 0)))
    return Part((*one.targets, *other.targets), inside, count, one.total)


def put_back(mask: Mask, part: Part, edited: Edited) -> Edited:
    """A mask in which some instances are edited: what belongs to the others stays theirs.

    Args:
        mask: The whole of it, before.
        part: What was edited.
        edited: What became of the part.
    """
    others = mask.data & ~part.inside
    own = edited.mask.data & ~others
    if np.array_equal(own, part.inside):
        return Edited(mask, edited.remark)
    data = others | own
    if mask.instances is None or edited.mask.instances is None:
        return Edited(Mask(data, mask.geometry), edited.remark)
    numbers = np.where(own, edited.mask.instances, np.where(others, mask.instances, 0)).astype(np.int32)
    return Edited(Mask(data, mask.geometry, numbers), edited.remark)
