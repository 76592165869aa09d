"""Vertebrae are counted, not recognised one by one: neighbours look alike, but their order is known.

A grounder that is asked for one level sees it in two bodies, or in the wrong one. Here the bodies seen at any level
are put in order along the spine and numbered in turn, as a reader does it: upwards from the fifth lumbar where it is
in view, else so that most of what was seen agrees.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from limis.volumes.evidence import Evidence, boxes_in

__all__ = ["LEVELS", "count_vertebrae"]

LEVELS = tuple(f"vertebra_{part}{n}" for part, count in (("c", 7), ("t", 12), ("l", 5)) for n in range(1, count + 1))
"""Concepts of the vertebrae above the sacrum, from head to foot."""

_SURE, _SEEN = 200, 127
_LEAST_BODIES = 3
_LEAST_SHARE = 0.3
_DOUBLE = 1.5
_LEAST_ORDER = 0.8
_HALF_WIDTH = 0.5
_REMARK = "vertebrae were counted from those in view"
_ndimage = cast("Any", ndimage)


def count_vertebrae(seen: Sequence[Evidence]) -> list[Evidence]:
    """Give every vertebra that was seen at some level the level that its place in the row says.

    Args:
        seen: What was seen of levels, and perhaps of other things, in the same views.

    Returns:
        The same evidence; that of levels with heat only where the vertebra of that number lies. As it came where
        fewer than three bodies are seen, or where they are in no order.
    """
    levels = [LEVELS.index(e.query.concept) if e.query.concept in LEVELS else None for e in seen]
    shown = [
        (n, e.heat) for n, e in zip(levels, seen, strict=True) if n is not None and e.heat is not None and e.present
    ]
    if len(shown) < _LEAST_BODIES:
        return list(seen)
    heats = np.stack([heat for _, heat in shown])
    number_of = _number(heats, np.array([n for n, _ in shown]))
    if number_of is None:
        return list(seen)
    best = heats.max(0)
    return [
        e if n is None or e.heat is None else _counted(e, np.where(number_of == n, best, 0))
        for n, e in zip(levels, seen, strict=True)
    ]


def _counted(evidence: Evidence, heat: NDArray[np.uint8]) -> Evidence:
    boxes = boxes_in(heat)
    remark = "; ".join(part for part in (evidence.remark, _REMARK) if part)
    return replace(evidence, present=bool(boxes), boxes=boxes, heat=heat, remark=remark)


def _number(heats: NDArray[np.uint8], levels: NDArray[np.int_]) -> NDArray[np.int_] | None:
    """The level of every place, an index of `LEVELS`; -1 where there is no vertebra. None where there is no row."""
    best, guess = heats.max(0), levels[heats.argmax(0)]
    pieces = _pieces(best > _SURE, guess)
    if pieces.max() < _LEAST_BODIES:
        return None
    numbers = np.arange(1, int(pieces.max()) + 1)
    sizes = np.bincount(pieces.ravel())[1:].astype(float)
    evidence = np.stack([_ndimage.mean(heat, pieces, numbers) for heat in heats], axis=1)
    guesses = levels[evidence.argmax(1)]
    centres = np.array(_ndimage.center_of_mass(best, pieces, numbers))
    row = _row(centres, guesses, sizes)
    if row is None:
        return None
    bodies, places = row
    counted = np.empty(len(sizes), int)
    counted[bodies] = _in_turn(places, evidence[bodies] / 255, levels)
    for piece in set(range(len(sizes))) - set(bodies.tolist()):
        counted[piece] = _number_beside(piece, bodies, counted, centres, guesses)
    nearest = _ndimage.distance_transform_edt(pieces == 0, return_distances=False, return_indices=True)
    return np.where(best > _SEEN, counted[pieces[tuple(nearest)] - 1], -1)


def _pieces(sure: NDArray[np.bool_], guess: NDArray[np.int_]) -> NDArray[np.int_]:
    """Connected pieces; one as large as two bodies that holds a good part of two levels is cut between them."""
    whole: NDArray[np.int_] = _ndimage.label(sure, structure=np.ones((3,) * sure.ndim))[0]
    sizes = np.bincount(whole.ravel())[1:]
    double = _DOUBLE * np.median(sizes[sizes >= _LEAST_SHARE * sizes.max(initial=0)]) if sizes.size else 0
    pieces, count = np.zeros(sure.shape, int), 0
    for n, window in enumerate(_ndimage.find_objects(whole), start=1):
        inside = whole[window] == n
        for part in _levels_in(guess[window], inside) if sizes[n - 1] > double else [inside]:
            count += 1
            pieces[window][part] = count
    return pieces


def _levels_in(guess: NDArray[np.int_], inside: NDArray[np.bool_]) -> list[NDArray[np.bool_]]:
    """The parts of a piece that were taken for one level each, small ones left out."""
    seen, sizes = np.unique(guess[inside], return_counts=True)
    return [inside & (guess == level) for level in seen[sizes >= _LEAST_SHARE * sizes.sum()]]


def _row(
    centres: NDArray[np.float64], guesses: NDArray[np.int_], sizes: NDArray[np.float64]
) -> tuple[NDArray[np.int_], NDArray[np.float64]] | None:
    """The pieces that are bodies, from head to foot, and how far down each lies; None where there is no order.

    Bodies lie on a gentle curve along the spine, spinous processes beside it.
    """
    large = np.flatnonzero(sizes >= _LEAST_SHARE * np.median(sizes[sizes >= _LEAST_SHARE * sizes.max()]))
    if len(large) < _LEAST_BODIES or np.ptp(guesses[large]) == 0:
        return None
    spread = centres[large] - np.average(centres[large], axis=0, weights=sizes[large])
    direction = ((guesses[large] - guesses[large].mean()) * sizes[large]) @ spread
    direction /= max(float(np.linalg.norm(direction)), 1e-9)
    places = spread @ direction
    beside = np.linalg.norm(spread - np.outer(places, direction), axis=1) * _sign_beside(spread, places, direction)
    on = _on_a_curve(places, beside, sizes[large])
    bodies, places = large[on], places[on]
    order = np.argsort(places)
    if len(bodies) < _LEAST_BODIES or float(np.corrcoef(places, guesses[bodies])[0, 1]) < _LEAST_ORDER:
        return None
    return bodies[order], places[order]


def _sign_beside(
    spread: NDArray[np.float64], places: NDArray[np.float64], direction: NDArray[np.float64]
) -> NDArray[np.float64]:
    """On which side of the axis each piece lies, -1 or 1, along the direction in which they scatter most."""
    across = spread - np.outer(places, direction)
    main = np.linalg.svd(across, full_matrices=False)[2][0]
    return np.where(across @ main < 0, -1.0, 1.0)


def _on_a_curve(
    places: NDArray[np.float64], beside: NDArray[np.float64], sizes: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Which pieces lie on the parabola along the spine that passes through most of what was seen."""
    reach = _HALF_WIDTH * float(np.median(sizes)) ** 0.5
    best = np.zeros(len(places), np.bool_)
    for three in combinations(range(len(places)), 3):
        curve = np.polynomial.Polynomial.fit(places[list(three)], beside[list(three)], 2)
        on = np.abs(curve(places) - beside) < reach
        if sizes[on].sum() > sizes[best].sum():
            best = on
    return best


def _in_turn(places: NDArray[np.float64], evidence: NDArray[np.float64], levels: NDArray[np.int_]) -> NDArray[np.int_]:
    """Number bodies from head to foot; a gap as wide as two bodies leaves one number out."""
    gaps = np.diff(places)
    steps = np.maximum(1, np.round(gaps / np.median(gaps))).astype(int)
    offsets = np.concatenate([[0], np.cumsum(steps)])
    last = len(LEVELS) - 1
    if levels[evidence[-1].argmax()] == last:
        return np.maximum(-1, last - offsets[-1] + offsets)
    table = np.zeros((len(places), len(LEVELS)))
    table[:, levels] = evidence
    starts = range(len(LEVELS) - int(offsets[-1]))
    agreement = [table[np.arange(len(places)), start + offsets].sum() for start in starts]
    return int(np.argmax(agreement)) + offsets if agreement else np.full(len(places), -1)


def _number_beside(
    piece: int,
    bodies: NDArray[np.int_],
    counted: NDArray[np.int_],
    centres: NDArray[np.float64],
    guesses: NDArray[np.int_],
) -> int:
    """The number of what is no whole body: as far from its guess as the nearest body's number is from its own.

    A process goes with the nearest body that was taken for the same level.
    """
    same = bodies[guesses[bodies] == guesses[piece]]
    near = same if len(same) else bodies
    body = int(near[np.argmin(((centres[near] - centres[piece]) ** 2).sum(1))])
    return int(guesses[piece] + counted[body] - guesses[body])
