"""A picture seen through a random filter: other brightness, other contrast, other texture, the same shapes.

A few small convolutions with weights drawn anew each time, mixed with the picture, at the picture's own brightness
and contrast. What a network learns through many of them hangs less on how one scanner, stain or lamp renders a thing.

Source: random convolutions, Xu et al. 2021 (arXiv:2007.13003); in layers and mixed with the picture as the global
intensity non-linear augmentation of Ouyang et al. 2021 (arXiv:2111.12525).
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

__all__ = ["filter_some", "through_a_filter"]

_LAYERS, _CHANNELS = 3, 4
_FLAT = 1e-3


def filter_some(image: Tensor, chance: float, rng: np.random.Generator) -> Tensor:
    """A picture ``(3, h, w)``; now and then as it is seen through a filter."""
    return through_a_filter(image, rng) if chance and rng.random() < chance else image


def through_a_filter(image: Tensor, rng: np.random.Generator) -> Tensor:
    """Look at a picture through a filter drawn at random.

    Args:
        image: float ``(3, h, w)``, 0…1; one whose channels are alike stays grey.
        rng: Draws.

    Returns:
        float ``(3, h, w)``, 0…1, with the mean and the spread of what came in, as far as 0…1 holds them.
    """
    grey = bool((image[0] == image[1]).all() and (image[1] == image[2]).all())
    seen = image[:1] if grey else image
    mean, spread = seen.mean(), seen.std()
    if not spread > _FLAT:
        return image
    made = _standard(seen)[None]
    widths = [seen.shape[0], *([_CHANNELS] * (_LAYERS - 1)), seen.shape[0]]
    for n, (inward, outward) in enumerate(pairwise(widths)):
        size = int(rng.choice((1, 3)))
        weight = rng.normal(0, (inward * size * size) ** -0.5, (outward, inward, size, size)).astype(np.float32)
        shift = rng.normal(0, 0.5, outward).astype(np.float32)
        padded = F.pad(made, (size // 2,) * 4, mode="replicate")
        made = F.conv2d(padded, torch.from_numpy(weight), torch.from_numpy(shift))
        made = F.leaky_relu(made, 0.2) if n < _LAYERS - 1 else made
    share = float(rng.uniform(0.1, 0.9))
    mixed = share * _standard(made[0]) + (1 - share) * _standard(seen)
    return (_standard(mixed) * spread + mean).clamp(0, 1).expand(3, -1, -1)


def _standard(image: Tensor) -> Tensor:
    return (image - image.mean()) / image.std().clamp(min=_FLAT)
