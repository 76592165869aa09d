"""Making one picture look like many, without ever telling a lie about it.

Nothing is turned by a right angle unless its kind of imaging has no up and down (tissue, cells, skin, the
inside of a bowel, an eye), and nothing mirrored unless it has no left and right either (ultrasound besides: a
probe is held either way): a mirrored body is a wrong body. Everything else is a small rotation, zoom, shift
and bend and a change of brightness, contrast, sharpness, noise, colour and inhomogeneity, and a patch that
hides what lies under it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

__all__ = ["Pose", "cut", "draw_pose", "jitter", "place", "to_rgb"]

_FREE = frozenset({"microscopy", "pathology", "dermoscopy", "endoscopy", "fundus photography", "OCT"})
_MIRRORED = _FREE | {"ultrasound"}
_CALM = 0.15


@dataclass(frozen=True, eq=False)
class Pose:
    """Where a picture lands on a square canvas: canvas → picture, both in -1…1.

    Attributes:
        matrix: float, ``(2, 3)``.
        bend: Displacements at a coarse lattice, ``(2, 5, 5)``, in the same units; None for none.
    """

    matrix: tuple[tuple[float, float, float], tuple[float, float, float]]
    bend: NDArray[np.float32] | None = None


def draw_pose(size: tuple[int, int], modality: str, rng: np.random.Generator) -> Pose:
    """Draw how a picture of (height, width) is placed; one in seven is placed as it is when it is looked at."""
    height, width = size
    x, y = max(size) / width, max(size) / height
    if rng.random() < _CALM:
        return Pose(((x, 0.0, 0.0), (0.0, y, 0.0)))
    angle = float(rng.normal(0, 10))
    zoom = float(np.exp(rng.uniform(-0.35, 0.4)))
    left, up = (float(v) for v in rng.normal(0, 0.09, 2))
    angle += 90.0 * int(rng.integers(4)) if modality in _FREE else 0.0
    flip = float(rng.choice((-1.0, 1.0))) if modality in _MIRRORED else 1.0
    c, s = math.cos(math.radians(angle)) / zoom, math.sin(math.radians(angle)) / zoom
    bend = rng.normal(0, 0.05, (2, 5, 5)).astype(np.float32) if rng.random() < 0.5 else None
    return Pose(((flip * c * x, -s * x, left * x), (flip * s * y, c * y, up * y)), bend)


def cut(size: tuple[int, ...], rng: np.random.Generator) -> tuple[slice, slice]:
    """Draw a part of the field of view of a picture of (height, width): at least two fifths of either side."""
    spans = [max(1, round(n * float(rng.uniform(0.4, 1.0)))) for n in size]
    lows = [int(rng.integers(0, n - span + 1)) for n, span in zip(size, spans, strict=True)]
    rows, columns = (slice(low, low + span) for low, span in zip(lows, spans, strict=True))
    return rows, columns


def to_rgb(picture: NDArray[np.uint8]) -> Tensor:
    """A uint8 picture as float ``(3, h, w)`` in 0…1."""
    tensor = torch.from_numpy(picture.astype(np.float32)) / 255.0
    return tensor.expand(3, -1, -1) if tensor.ndim == 2 else tensor.permute(2, 0, 1)


def place(layers: Tensor, pose: Pose, side: int) -> Tensor:
    """Resample ``(c, h, w)`` onto a square canvas, ``(c, side, side)``, black outside the picture."""
    shrink = max(layers.shape[1:]) / side
    if shrink > 1.6:
        size = [max(1, round(n / shrink * 1.2)) for n in layers.shape[1:]]
        layers = F.interpolate(layers[None], size=size, mode="area")[0]
    grid = F.affine_grid(torch.tensor([pose.matrix]), [1, layers.shape[0], side, side], align_corners=False)
    if pose.bend is not None:
        bend = F.interpolate(torch.from_numpy(pose.bend)[None], size=(side, side), mode="bicubic", align_corners=True)
        grid = grid + bend.permute(0, 2, 3, 1)
    return F.grid_sample(layers[None], grid, align_corners=False, padding_mode="zeros")[0]


def jitter(image: Tensor, rng: np.random.Generator) -> Tensor:
    """Change how a picture ``(3, h, w)`` looks, not what it shows."""
    if rng.random() < 0.8:
        image = image.clamp(0, 1) ** float(np.exp(rng.normal(0, 0.4)))
        mean = image.mean()
        image = (image - mean) * float(np.exp(rng.normal(0, 0.25))) + mean + float(rng.normal(0, 0.08))
    if rng.random() < 0.3:
        image = image * _field(image.shape[-1], rng)
    if rng.random() < 0.25:
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
    if rng.random() < 0.25:
        image = _hide_a_patch(image, rng)
    return image.clamp(0, 1)


def _hide_a_patch(image: Tensor, rng: np.random.Generator) -> Tensor:
    height, width = (int(n * f) for n, f in zip(image.shape[1:], rng.uniform(0.05, 0.2, 2), strict=True))
    top, left = (int(rng.integers(0, n - m)) for n, m in zip(image.shape[1:], (height, width), strict=True))
    image = image.clone()
    image[:, top : top + height, left : left + width] = float(rng.random())
    return image


def _field(side: int, rng: np.random.Generator) -> Tensor:
    coarse = torch.tensor(np.exp(rng.normal(0, 0.2, (1, 1, 3, 3))), dtype=torch.float32)
    return F.interpolate(coarse, size=(side, side), mode="bicubic", align_corners=True)[0]
