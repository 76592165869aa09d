"""What people and grounders point out on a whole picture, simulated from the truth: boxes, clicks, strokes, masks.

`limis.training.prompts` draws the same things onto a crop; here they are what a `limis.protocols.Segmenter` is given.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import ndimage

from limis.protocols import ViewPrompt
from limis.training.prompts import loose_box, rough_guess, stroke_through, worst_spots

__all__ = ["correct", "first_gesture"]

_SHARES = {"box": 0.5, "clicks": 0.2, "scribble": 0.15, "box and clicks": 0.15}
_PRIOR, _NOT_HERE = 0.2, 0.12
_BESIDE = 12
_ndimage = cast("Any", ndimage)


def first_gesture(target: NDArray[np.bool_], rng: np.random.Generator) -> ViewPrompt:
    """Draw what somebody says before there is any mask.

    Args:
        target: The truth on a square picture ``(s, s)``; not empty.
        rng: Random draws.

    Returns:
        A box, one to three clicks, a stroke, or a box and clicks; now and then with a click beside the thing, and a
        box with a rough mask.
    """
    kind = str(rng.choice(list(_SHARES), p=list(_SHARES.values())))
    prompt = ViewPrompt()
    if kind.startswith("box"):
        left, top, right, bottom = loose_box(target, rng)
        prompt = replace(prompt, box_xyxy=(float(left), float(top), float(right), float(bottom)))
    if kind == "box" and rng.random() < _PRIOR:
        prompt = replace(prompt, prior=rough_guess(target, rng))
    if kind.endswith("clicks"):
        prompt = _clicked(prompt, _some_of(target, int(rng.integers(1, 4)), rng), inside=True)
    if kind == "scribble":
        path = [(float(y), float(x)) for x, y in _some_of(target, int(rng.integers(2, 5)), rng)]
        stroke = np.array([(x, y) for y, x in stroke_through(path) if target[int(y), int(x)]], np.float32)
        prompt = replace(prompt, scribbles=((stroke, True),))
    beside = _ndimage.binary_dilation(target, iterations=_BESIDE) & ~target
    if rng.random() < _NOT_HERE and beside.any():
        prompt = _clicked(prompt, _some_of(beside, 1, rng), inside=False)
    return prompt


def correct(prompt: ViewPrompt, guess: NDArray[np.float32], target: NDArray[np.bool_]) -> ViewPrompt:
    """Answer a mask as somebody would: a click where it is most wrong.

    Args:
        prompt: What was said so far.
        guess: The mask, 0…1, ``(s, s)``.
        target: The truth ``(s, s)``.

    Returns:
        What was said so far with that click, and the mask as previous mask; without a click where nothing is wrong.
    """
    maps = (torch.from_numpy(m.astype(np.float32))[None, None] for m in (guess, target))
    wrong, spot = worst_spots(*maps)
    y, x = divmod(int(spot[0]), target.shape[1])
    told = replace(prompt, prior=guess)
    if wrong[0, 0, y, x] < 0.5:
        return told
    return _clicked(told, np.array([[x, y]], np.float32), inside=bool(target[y, x]))


def _some_of(where: NDArray[np.bool_], count: int, rng: np.random.Generator) -> NDArray[np.float32]:
    """Places ``(count, 2)``, x before y."""
    ys, xs = np.nonzero(where)
    picks = rng.integers(0, len(ys), count)
    return np.stack([xs[picks], ys[picks]], axis=1).astype(np.float32)


def _clicked(prompt: ViewPrompt, spots_xy: NDArray[np.float32], *, inside: bool) -> ViewPrompt:
    points = np.concatenate([prompt.points_xy, spots_xy])
    return replace(prompt, points_xy=points, positive=np.append(prompt.positive, [inside] * len(spots_xy)))
