"""Simulated scribbles, of the three kinds that people draw.

A *line* crosses the thing, a *centreline* runs along its middle, a *contour* follows its border from within. Each is
cut short at random, a line wavers, and one stroke beside the thing says what is not meant.

Source: Wong et al., "ScribblePrompt", ECCV 2024, section 3 (the kinds, and that strokes are broken and warped).
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from limis.eval.overlap import Inside
from limis.eval.scribbles import strokes_in
from limis.types import Scribble

__all__ = ["KINDS", "Kind", "simulated_strokes"]

Kind = Literal["line", "centreline", "contour"]
Path = NDArray[np.float64]

#: What people draw.
KINDS: tuple[Kind, ...] = ("line", "centreline", "contour")

_ndimage: Any = import_module("scipy.ndimage")
_measure: Any = import_module("skimage.measure")
_PAIRS, _WAVER = 3, 0.08
_MOST, _SHORTEST = 3, 0.5
_WITHIN, _BESIDE = (0.25, 0.6), 0.3


def simulated_strokes(truth: Inside, kind: Kind, seed: str) -> list[Scribble]:
    """Scribble on a slice.

    Args:
        truth: bool ``(rows, columns)``, not empty.
        kind: What the strokes within look like.
        seed: The same seed gives the same strokes.

    Returns:
        Up to three strokes all of whose points lie inside, and up to one whose points all lie outside.
    """
    rng = np.random.default_rng(list(f"{seed}/{kind}".encode()))
    draw = {"line": _line, "centreline": _centreline, "contour": _contour}[kind]
    within = _longest([run for path in draw(truth, rng) for run in _runs(path, truth)])
    beside = _longest([run for path in _around(truth, rng) for run in _runs(path, ~truth)])[:1]
    return [
        *(Scribble(path) for path in within or [np.argwhere(truth)[:1].astype(np.float64)]),
        *(Scribble(path, positive=False) for path in beside),
    ]


def _line(truth: Inside, rng: np.random.Generator) -> list[Path]:
    """From one point inside to another, the furthest apart of a few, wavering on the way."""
    spots = np.argwhere(truth).astype(np.float64)
    pairs = spots[rng.integers(len(spots), size=(_PAIRS, 2))]
    start, stop = max(pairs, key=lambda pair: float(np.linalg.norm(pair[1] - pair[0])))
    length = float(np.linalg.norm(stop - start))
    along = np.linspace(0, 1, max(2, int(length) + 1))[:, None]
    waver = _WAVER * length * np.sin(np.pi * along * rng.integers(1, 4)) * rng.uniform(-1, 1)
    across = np.array([stop[1] - start[1], start[0] - stop[0]]) / max(length, 1.0)
    return [_cut(start + (stop - start) * along + waver * across, rng)]


def _centreline(truth: Inside, rng: np.random.Generator) -> list[Path]:
    return [_cut(path, rng) for path in _longest(list(strokes_in(truth)))]


def _contour(truth: Inside, rng: np.random.Generator) -> list[Path]:
    """Along the border, some way in."""
    depth = _ndimage.distance_transform_edt(np.pad(truth, 1))
    lines: list[Path] = _measure.find_contours(depth, max(0.6, float(depth.max()) * rng.uniform(*_WITHIN)))
    return [_cut(path - 1, rng) for path in _longest(lines)[:1]]


def _around(truth: Inside, rng: np.random.Generator) -> list[Path]:
    """Along the border, some way out; nothing where the thing fills the picture."""
    if truth.all():
        return []
    away = max(2.0, _BESIDE * float(np.sqrt(truth.sum() / np.pi)))
    lines: list[Path] = _measure.find_contours(_ndimage.distance_transform_edt(~truth), away)
    return [_cut(path, rng) for path in _longest(lines)[:1]]


def _longest(paths: Sequence[Path]) -> list[Path]:
    """The longest few."""
    return sorted(paths, key=len, reverse=True)[:_MOST]


def _cut(path: Path, rng: np.random.Generator) -> Path:
    """A connected part, from half of it to all."""
    kept = max(1, round(len(path) * rng.uniform(_SHORTEST, 1)))
    first = int(rng.integers(len(path) - kept + 1))
    return path[first : first + kept]


def _runs(path: Path, allowed: Inside) -> list[Path]:
    """The parts of a path whose pixels are all allowed."""
    pixels = np.clip(np.rint(path).astype(int), 0, np.array(allowed.shape) - 1)
    good = allowed[pixels[:, 0], pixels[:, 1]]
    breaks = np.flatnonzero(np.diff(good)) + 1
    return [run for run, ok in zip(np.split(path, breaks), np.split(good, breaks), strict=True) if ok.any()]
