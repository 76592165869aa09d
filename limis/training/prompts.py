"""Prompts as a person or a grounder would give them, simulated from the truth.

Source: simulated boxes, clicks, scribbles and corrections after ScribblePrompt (arXiv:2312.07381).
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import ndimage
from torch import Tensor
from torch.nn import functional as F

from limis.training.strokes import strokes_beside, strokes_within

__all__ = ["corrections", "first_prompt", "loose_box", "prompt_maps", "rough_guess", "stroke_through", "worst_spots"]

_RADIUS = 3
_DRAWN, _DRAWN_WITH_BOX = 0.65, 0.5
_BESIDE, _BESIDE_DRAWN = 0.12, 0.6
_ndimage = cast("Any", ndimage)


def prompt_maps(side: int) -> Tensor:
    """Empty prompt maps ``(5, side, side)``: box, positive, negative, previous mask, whether there is one."""
    return torch.zeros(5, side, side)


def first_prompt(target: NDArray[np.bool_], rng: np.random.Generator, *, boxed: bool) -> Tensor:
    """Draw what somebody says before there is any mask.

    Args:
        target: The truth on the crop; not empty.
        rng: Random draws.
        boxed: Whether there is a box; without one there are clicks or strokes.

    Returns:
        float32 maps as `prompt_maps`.
    """
    maps = prompt_maps(target.shape[0])
    if boxed:
        left, top, right, bottom = loose_box(target, rng)
        maps[0, top:bottom, left:right] = 1
    drawn = rng.random() < (_DRAWN_WITH_BOX if boxed else _DRAWN)
    if not boxed or rng.random() < 0.15:
        _dab(maps[1], strokes_within(target, rng) if drawn else _clicks(target, rng, most=3))
    if rng.random() < (_BESIDE_DRAWN if drawn and not boxed else _BESIDE) and not target.all():
        near = _ndimage.binary_dilation(target, iterations=12) & ~target
        beside = _clicks(near if near.any() else ~target, rng, most=2)
        _dab(maps[2], strokes_beside(target, rng) if drawn else beside)
    if boxed and rng.random() < 0.25:
        maps[3], maps[4] = torch.from_numpy(rough_guess(target, rng)), 1
    return maps


def corrections(logits: Tensor, target: Tensor, maps: Tensor, rng: np.random.Generator) -> Tensor:
    """Answer a prediction as somebody would: clicks where it is most wrong.

    Args:
        logits: ``(n, 1, s, s)``.
        target: ``(n, 1, s, s)``, 0 or 1.
        maps: The prompts so far, ``(n, 5, s, s)``.
        rng: Random draws.

    Returns:
        New maps: the old ones, up to three more clicks or strokes each, and the prediction as previous mask.
    """
    maps = maps.clone()
    guess = torch.sigmoid(logits)
    maps[:, 3], maps[:, 4] = guess[:, 0], 1
    for _ in range(int(rng.integers(1, 4))):
        wrong, spot = worst_spots(guess, target)
        for n in range(len(maps)):
            y, x = divmod(int(spot[n]), target.shape[-1])
            if wrong[n, 0, y, x] < 0.5:
                continue
            radius = _RADIUS if rng.random() < 0.7 else int(rng.integers(4, 9))
            rows, columns = slice(max(0, y - radius), y + radius + 1), slice(max(0, x - radius), x + radius + 1)
            inside = bool(target[n, 0, y, x] > 0.5)
            right_here = (target[n, 0, rows, columns] > 0.5) == inside
            marked = right_here.float() if radius > _RADIUS else torch.ones_like(right_here, dtype=torch.float32)
            channel = maps[n, 1 if inside else 2, rows, columns]
            channel.copy_(torch.maximum(channel, marked))
            guess[n, 0, rows, columns] = target[n, 0, rows, columns]
    return maps


def worst_spots(guess: Tensor, target: Tensor) -> tuple[Tensor, Tensor]:
    """Where somebody would click next: about in the middle of what is most wrong.

    Args:
        guess: Probabilities ``(n, 1, s, s)``.
        target: ``(n, 1, s, s)``, 0 or 1.

    Returns:
        What is wrong, ``(n, 1, s, s)``, 0 or 1; and for each the place in the flattened picture, ``(n,)``, any place
        where nothing is wrong.
    """
    wrong = ((guess > 0.5).float() - target).abs()
    deep = F.avg_pool2d(wrong, 9, 1, 4) * (0.6 + 0.4 * torch.rand_like(wrong)) * wrong
    return wrong, deep.flatten(1).argmax(1)


def loose_box(target: NDArray[np.bool_], rng: np.random.Generator) -> tuple[int, int, int, int]:
    """Draw a box around a thing, exactly or as carelessly as people and grounders do: left, top, right, bottom.

    Args:
        target: The truth ``(s, s)``; not empty.
        rng: Random draws.
    """
    rows, columns = np.flatnonzero(target.any(1)), np.flatnonzero(target.any(0))
    side = target.shape[0]
    edges = np.array([columns[0], rows[0], columns[-1] + 1, rows[-1] + 1], float)
    size = np.array([edges[2] - edges[0], edges[3] - edges[1]] * 2)
    spread = 0.0 if rng.random() < 0.7 else 0.04 if rng.random() < 0.75 else 0.12
    edges += rng.normal(0, 1, 4) * spread * size
    left, top = np.clip(edges[:2], 0, side - 2).astype(int)
    right, bottom = np.clip(np.ceil(edges[2:]), (left + 2, top + 2), side).astype(int)
    return int(left), int(top), int(right), int(bottom)


def _clicks(where: NDArray[np.bool_], rng: np.random.Generator, most: int) -> NDArray[np.bool_]:
    """One to some pixels of where they may be."""
    spots = np.argwhere(where)
    picks = spots[rng.integers(len(spots), size=int(rng.integers(1, most + 1)))]
    clicked = np.zeros_like(where)
    clicked[tuple(picks.T)] = True
    return clicked


def _dab(channel: Tensor, ink: NDArray[np.bool_]) -> None:
    """Draw as `limis.segmenters.embedded` does: a square around each pixel, over borders too."""
    drawn = torch.from_numpy(_ndimage.maximum_filter(ink, 2 * _RADIUS + 1))
    channel.copy_(torch.maximum(channel, drawn.float()))


def stroke_through(path: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The places that a stroke of straight lines from place to place passes, about two pixels apart."""
    spots: list[tuple[float, float]] = []
    for (y0, x0), (y1, x1) in pairwise(path):
        steps = max(1, int(max(abs(y1 - y0), abs(x1 - x0)) // 2))
        spots += [(y0 + (y1 - y0) * t / steps, x0 + (x1 - x0) * t / steps) for t in range(steps + 1)]
    return spots


def rough_guess(target: NDArray[np.bool_], rng: np.random.Generator) -> NDArray[np.float32]:
    """A previous mask or a grounder's heat: the truth blurred, bent, swollen or thinned, with pieces lost.

    Args:
        target: The truth ``(s, s)``.
        rng: Random draws.

    Returns:
        0…1, ``(s, s)``.
    """
    side = target.shape[0]
    soft = target.astype(np.float32)
    bend = _ndimage.zoom(rng.normal(0, rng.uniform(0, 0.06) * side, (2, 4, 4)), (1, side / 4, side / 4), order=1)
    grid = np.mgrid[0:side, 0:side] + bend
    soft = np.asarray(_ndimage.map_coordinates(soft, grid, order=1, mode="nearest"), np.float32)
    if rng.random() < 0.5:
        lost = _ndimage.zoom(rng.random((5, 5)), side / 5, order=1) < rng.uniform(0, 0.3)
        soft[lost[:side, :side]] = float(rng.random() < 0.3)
    soft = np.asarray(_ndimage.gaussian_filter(soft, rng.uniform(0.3, 0.05 * side)), np.float32)
    sharp, centre = rng.uniform(3, 14), rng.uniform(0.25, 0.7)
    return (1 / (1 + np.exp(-sharp * (soft - centre)))).astype(np.float32)
