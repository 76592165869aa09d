"""Making one picture look like many, without ever telling a lie about it.

Nothing is mirrored or turned by a right angle unless its kind of imaging has no up, down, left or right
(tissue, cells, skin): a mirrored body is a wrong body. Everything else is a small rotation, zoom and shift
and a change of brightness, contrast, sharpness, noise, colour and inhomogeneity.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

__all__ = ["Pose", "draw_pose", "jitter", "place", "to_rgb"]

_FREE = frozenset({"microscopy", "pathology", "dermoscopy"})


@dataclass(frozen=True)
class Pose:
    """Where a picture lands on a square canvas: canvas → picture, both in -1…1.

    Attributes:
        matrix: float, ``(2, 3)``.
    """

    matrix: tuple[tuple[float, float, float], tuple[float, float, float]]


def draw_pose(size: tuple[int, int], modality: str, rng: np.random.Generator, *, calm: bool = False) -> Pose:
    """Draw how a picture of (height, width) is placed; `calm` fits it to the canvas and no more."""
    height, width = size
    long = max(height, width)
    angle, zoom, flip, shift = 0.0, 1.0, 1.0, (0.0, 0.0)
    if not calm:
        angle = float(rng.normal(0, 8)) if rng.random() < 0.7 else 0.0
        zoom = float(np.exp(rng.uniform(-0.3, 0.35)))
        shift = (float(rng.normal(0, 0.08)), float(rng.normal(0, 0.08)))
        if modality in _FREE:
            angle += 90.0 * int(rng.integers(4))
            flip = float(rng.choice((-1.0, 1.0)))
    c, s = math.cos(math.radians(angle)) / zoom, math.sin(math.radians(angle)) / zoom
    x, y = long / width, long / height
    return Pose(((flip * c * x, -s * x, shift[0] * x), (flip * s * y, c * y, shift[1] * y)))


def to_rgb(picture: NDArray[np.uint8]) -> Tensor:
    """A uint8 picture as float ``(3, h, w)`` in 0…1."""
    tensor = torch.from_numpy(np.ascontiguousarray(picture)).float() / 255.0
    return tensor.expand(3, -1, -1) if tensor.ndim == 2 else tensor.permute(2, 0, 1)


def place(layers: Tensor, pose: Pose, side: int) -> Tensor:
    """Resample ``(c, h, w)`` onto a square canvas, ``(c, side, side)``, black outside the picture."""
    shrink = max(layers.shape[1:]) / side
    if shrink > 1.6:
        size = [max(1, round(n / shrink * 1.2)) for n in layers.shape[1:]]
        layers = F.interpolate(layers[None], size=size, mode="area")[0]
    grid = F.affine_grid(torch.tensor([pose.matrix]), [1, layers.shape[0], side, side], align_corners=False)
    return F.grid_sample(layers[None], grid, align_corners=False, padding_mode="zeros")[0]


def jitter(image: Tensor, rng: np.random.Generator) -> Tensor:
    """Change how a picture ``(3, h, w)`` looks, not what it shows."""
    if rng.random() < 0.8:
        image = image.clamp(0, 1) ** float(np.exp(rng.normal(0, 0.3)))
        mean = image.mean()
        image = (image - mean) * float(np.exp(rng.normal(0, 0.2))) + mean + float(rng.normal(0, 0.06))
    if rng.random() < 0.3:
        image = image * _field(image.shape[-1], rng)
    if rng.random() < 0.15:
        low = float(rng.uniform(0.35, 0.8))
        image = F.interpolate(
            F.interpolate(image[None], scale_factor=low, mode="area"), size=image.shape[1:], mode="bilinear"
        )[0]
    if rng.random() < 0.25:
        image = image + torch.randn(image.shape) * float(rng.uniform(0.005, 0.06))
    if rng.random() < 0.3:
        image = image * torch.tensor(np.exp(rng.normal(0, 0.1, (3, 1, 1))), dtype=image.dtype)
    if rng.random() < 0.08:
        image = image.mean(0, keepdim=True).expand(3, -1, -1)
    return image.clamp(0, 1)


def _field(side: int, rng: np.random.Generator) -> Tensor:
    coarse = torch.tensor(np.exp(rng.normal(0, 0.2, (1, 1, 3, 3))), dtype=torch.float32)
    return F.interpolate(coarse, size=(side, side), mode="bicubic", align_corners=True)[0]
