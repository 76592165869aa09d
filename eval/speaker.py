"""Somebody who sees the truth and says in words, one sentence at a time, what is wrong with a mask.

The largest error is what is spoken of: the largest connected region that is missing or too much, a hole, bits and
pieces beside the structure, a border that is off by some distance all around or all along one side, a mask that lies
beside the thing, another thing that was taken for a part of it; or, once, that it was overlooked altogether. What is
said is true, and nothing else of the truth is given away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from random import Random
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from limis.commands import Command
from limis.eval.compass import Way, steps_of_image, ways_of
from limis.eval.overlap import Inside, dice
from limis.eval.sentences import Target
from limis.eval.wordings import (
    PLAIN,
    Place,
    Said,
    Words,
    say_amount,
    say_bits,
    say_exclude,
    say_holes,
    say_overlooked,
    say_smoother,
    say_wrong,
)
from limis.geometry import Geometry

__all__ = ["Speaker"]

_ndimage: Any = import_module("scipy.ndimage")
_CONTENT = 0.01
_FEWEST = 8
_TRIES = 5
_MOSTLY = 0.8
_SMALL = 0.1
_CORNER = 0.6
_AMOUNTS = 0.3
_EVEN = 0.6
_BY_SIDE = 0.3
_RAGGED, _JAGGED = 0.01, 1.1
_SOFT = 1.5
_FACING = 0.6
_BESIDE = 0.1


class Speaker:
    """One person in one conversation.

    Args:
        geometry: The image's grid, with what is known of its orientation.
        seed: The same seed, masks and truth give the same words.
        varied: Whether the same is said in many ways; else always in the same one. What is meant is the same.
        others: Other things in the image that can be named, none of which is part of the truth.

    Example:
        >>> truth, mask = np.zeros((40, 40), bool), np.zeros((40, 40), bool)
        >>> truth[10:30, 10:30] = True
        >>> mask[10:22, 10:30] = True
        >>> Speaker(Geometry((40, 40)), "0").say(mask, truth, 0).command.where
        'inferior'
    """

    def __init__(
        self, geometry: Geometry, seed: str, *, varied: bool = True, others: Mapping[Target, Inside] | None = None
    ) -> None:
        self._seed, self._geometry, self._varied, self._others = seed, geometry, varied, others or {}
        self._steps = steps_of_image(geometry)
        self._screen, self._patient = (ways_of(geometry, on_screen=flag) for flag in (True, False))

    def say(self, mask: Inside, truth: Inside, turn: int, refused: Sequence[Command] = ()) -> Said | None:
        """Say what is wrong.

        Args:
            mask: What there is, bool on the grid.
            truth: What should be, bool on the grid.
            turn: How many corrections there were before; it varies the words.
            refused: What was said of this very mask before, in vain: the next largest error is spoken of instead.

        Returns:
            A sentence and what it means; None from somebody who is content, or has nothing else to point at.
        """
        wrong = mask ^ truth
        if truth.any() and not mask.any():
            return say_overlooked() if turn == 0 else None
        if not mask.any() or not truth.any() or int(wrong.sum()) < max(_FEWEST, _CONTENT * int(truth.sum())):
            return None
        draw = Random(f"{self._seed}/{turn}")  # noqa: S311 - a choice of words, not a secret
        spoken = (self._about(draw, mask, truth, region, kind) for region, kind in _largest(mask, truth))
        return next((said for said in spoken if said.command not in refused), None)

    def _about(
        self, draw: Random, mask: Inside, truth: Inside, region: Inside, kind: Literal["missing", "excess"]
    ) -> Said:
        """What is said of one error."""
        said = self._of_another(draw, region) if kind == "excess" else None
        said = said or self._of_place(draw, mask, truth)
        said = said or self._of_pieces(draw, mask, truth, int(region.sum()))
        if said is None and draw.random() < _AMOUNTS:
            said = self._by_distance(draw, mask, truth, region, kind)
        return said or say_wrong(self._words(draw), kind, self._place(draw, mask, truth, region))

    def _words(self, draw: Random) -> Words:
        return draw if self._varied else PLAIN

    def _of_another(self, draw: Random, region: Inside) -> Said | None:
        """The name of what nearly all of a region belongs to."""
        for target, other in self._others.items():
            if int((region & other).sum()) >= _MOSTLY * int(region.sum()):
                return say_exclude(self._words(draw), target)
        return None

    def _of_place(self, draw: Random, mask: Inside, truth: Inside) -> Said | None:
        """How far to move a mask that lies beside the thing: what else is wrong with it matters later."""
        if int((mask & truth).sum()) > _BESIDE * min(int(mask.sum()), int(truth.sum())):
            return None
        way, far = self._away(mask, truth, self._ways(draw))
        if far < max(1.0, float(self._steps.max())) or dice(self._put(mask, way, far), truth) < dice(mask, truth):
            return None
        return self._say_shift(draw, way, far)

    def _put(self, mask: Inside, way: Way, far: int) -> Inside:
        return _moved(mask, way.vector * far / self._steps)

    def _say_shift(self, draw: Random, way: Way, far: int) -> Said:
        return say_amount(self._words(draw), "shift", Place((way.word,), way.on_screen), far, self._unit)

    def _away(self, mask: Inside, truth: Inside, ways: Sequence[Way]) -> tuple[Way, int]:
        """The direction in which the middle of the truth lies furthest from that of the mask, and how far."""
        away = (np.argwhere(truth).mean(0) - np.argwhere(mask).mean(0)) * self._steps
        way = max(ways, key=lambda each: float(each.vector @ away))
        return way, round(float(way.vector @ away))

    @property
    def _unit(self) -> str:
        return "mm" if self._geometry.spacing_mm else "pixel"

    def _of_pieces(self, draw: Random, mask: Inside, truth: Inside, least: int) -> Said | None:
        """Holes, and pieces beside the main one, where they are more than the largest error."""
        holes = _ndimage.binary_fill_holes(mask) & ~mask
        if int((holes & truth).sum()) >= max(least, _MOSTLY * int(holes.sum()), 1):
            return say_holes(self._words(draw))
        pieces, count = _ndimage.label(mask, structure=np.ones((3,) * mask.ndim, bool))
        if count > 1:
            sizes = np.bincount(pieces.ravel())
            sizes[0] = 0
            small = (sizes < _SMALL * sizes.max())[pieces] & mask
            others = mask & (pieces != int(sizes.argmax()))
            for bits, are_small in ((others, False), (small, True)):
                far_off = int((bits & ~truth).sum()) >= max(least, _MOSTLY * int(bits.sum()), 1)
                if far_off and dice(mask & ~bits, truth) > dice(mask, truth):
                    return say_bits(self._words(draw), are_small=are_small and not np.array_equal(bits, others))
        if draw.random() > _AMOUNTS:
            return None
        softer = _ndimage.gaussian_filter(mask.astype(np.float32), _SOFT * self._steps.min() / self._steps) > 0.5
        is_ragged = _faces(mask) > _JAGGED * _faces(softer) and dice(softer, truth) > dice(mask, truth) + _RAGGED
        return say_smoother(self._words(draw)) if is_ragged else None

    def _place(self, draw: Random, mask: Inside, truth: Inside, region: Inside) -> Place:
        """Where a region lies, seen from the middle of the mask; of the truth, where the mask is nothing else."""
        ways = self._ways(draw)
        spots, own = np.argwhere(region) * self._steps, np.argwhere(mask) * self._steps
        away = spots.mean(0) - own.mean(0)
        if np.abs(away).max() < 0.5 * self._steps.min():
            away = spots.mean(0) - np.argwhere(truth).mean(0) * self._steps
        if draw.random() < _BY_SIDE:
            away = away / np.maximum(own.std(0), 0.5 * self._steps.min())
        along = sorted(((float(way.vector @ away), n) for n, way in enumerate(ways)), reverse=True)
        (first, one), (second, two) = along[:2]
        both = second > _CORNER * first and second > 0 and draw.random() < 1 / 2
        chosen = [ways[one], ways[two]] if both else [ways[one]]
        chosen.sort(key=lambda way: way.word not in ("superior", "inferior"))
        return Place(tuple(way.word for way in chosen), chosen[0].on_screen)

    def _ways(self, draw: Random) -> Sequence[Way]:
        """The directions of the patient where they are known, or those of the picture."""
        return self._patient if len(self._patient) > 2 and (not self._screen or draw.random() < 1 / 2) else self._screen

    def _by_distance(
        self, draw: Random, mask: Inside, truth: Inside, region: Inside, kind: Literal["missing", "excess"]
    ) -> Said | None:
        """A distance, where one puts right what is wrong: of all of it, else of the border on one side."""
        ways = self._ways(draw)
        way, far = self._away(mask, truth, ways)
        if far >= 1 and dice(self._put(mask, way, far), truth) > dice(mask, truth) + _RAGGED:
            return self._say_shift(draw, way, far)
        return self._of_border(draw, mask, truth, region, kind, ways, self._unit)

    def _of_border(
        self,
        draw: Random,
        mask: Inside,
        truth: Inside,
        region: Inside,
        kind: Literal["missing", "excess"],
        ways: Sequence[Way],
        unit: str,
    ) -> Said | None:
        """By how much the border is off all around, or on one side, where it is off nearly all along it."""
        target = ~mask if kind == "missing" else mask
        depth = _ndimage.distance_transform_edt(target, sampling=self._steps)
        thick = round(2 * float(depth[region].mean()) - float(self._steps.min()))
        if thick < 1:
            return None
        outward = (np.argwhere(region) - np.argwhere(mask).mean(0)) * self._steps
        way = max(ways, key=lambda each: float(each.vector @ outward.mean(0)))
        shell = target & (depth <= thick)
        side = shell & _facing(mask, way.vector, self._steps)
        place = Place((way.word,), way.on_screen)
        for part, where in ((shell, None), (side, place)):
            is_even = part.any() and float((part & region).sum()) >= _EVEN * float(part.sum())
            if is_even and dice(mask ^ part, truth) >= dice(mask, truth) + _RAGGED:
                op = "grow" if kind == "missing" else "shrink"
                return say_amount(self._words(draw), op, where, thick, unit)
        return None


def _largest(mask: Inside, truth: Inside) -> Iterator[tuple[Inside, Literal["missing", "excess"]]]:
    """The largest connected regions that are wrong, and in which way each is; the largest first."""
    found: list[tuple[int, NDArray[np.int32], int, Literal["missing", "excess"]]] = []
    kinds: tuple[tuple[Inside, Literal["missing", "excess"]], ...]
    kinds = ((truth & ~mask, "missing"), (mask & ~truth, "excess"))
    for wrong, kind in kinds:
        labels, count = _ndimage.label(wrong, structure=np.ones((3,) * mask.ndim, bool))
        sizes = np.bincount(labels.ravel(), minlength=count + 1)[1:]
        order = np.argsort(-sizes, kind="stable")[:_TRIES].tolist()
        found.extend((int(sizes[n]), labels, int(n) + 1, kind) for n in order)
    for _, labels, number, kind in sorted(found, key=lambda each: -each[0])[:_TRIES]:
        yield labels == number, kind


def _facing(mask: Inside, vector: NDArray[np.float64], steps: NDArray[np.float64]) -> Inside:
    """The voxels that lie in a direction from the middle of a mask."""
    middle = np.argwhere(mask).mean(0)
    along, squared = np.zeros(mask.shape), np.zeros(mask.shape)
    for axis, length in enumerate(mask.shape):
        offset: NDArray[np.float64] = (np.arange(length, dtype=np.float64) - middle[axis]) * steps[axis]
        turned = offset.reshape([-1 if a == axis else 1 for a in range(mask.ndim)])
        along += float(vector[axis]) * turned
        squared += turned**2
    return along > _FACING * np.sqrt(squared)


def _faces(mask: Inside) -> int:
    """How long a border is: the number of neighbours of which one is inside and one is not."""
    return sum(int(np.diff(mask, axis=axis).sum()) for axis in range(mask.ndim))


def _moved(mask: Inside, offset: NDArray[np.float64]) -> Inside:
    """A mask moved by whole voxels; what leaves the grid is lost."""
    return _ndimage.shift(mask.astype(np.uint8), np.rint(offset).astype(int), order=0) > 0
