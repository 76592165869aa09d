"""Another contrast of the same section, made from its label map.

Every labelled structure, and every band of brightness in what nobody labelled, gets a brightness of its own; what
is textured stays textured, as strongly or weakly, the same way round or inverted. What air there is stays dark,
mostly. So one labelled CT or MR teaches shapes and places, not the grey values of one scanner.

Source: SynthSeg, Billot et al. 2023 (arXiv:2107.09559), here with the real picture's texture kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from limis.training.samples import Sample

__all__ = ["another_contrast", "look_at"]

#: Kinds of imaging whose grey values depend on the scanner, its settings and the window.
_SECTIONS = frozenset({"CT", "MRI"})

_AIR = 8
_KEEP_AIR = 0.8
_ndimage = cast("Any", ndimage)


def look_at(sample: Sample, chance: float, rng: np.random.Generator) -> NDArray[np.uint8]:
    """A sample's picture; now and then, where it is a grey section with something labelled, in another contrast."""
    fit = sample.modality in _SECTIONS and sample.image.ndim == 2 and bool(sample.masks)
    return another_contrast(sample.image, sample.masks, rng) if fit and rng.random() < chance else sample.image


def another_contrast(
    picture: NDArray[np.uint8], masks: Mapping[str, NDArray[np.bool_]], rng: np.random.Generator
) -> NDArray[np.uint8]:
    """Draw a new contrast of a section.

    Args:
        picture: uint8 ``(h, w)``.
        masks: Key → bool ``(h, w)``.
        rng: Draws.

    Returns:
        uint8 ``(h, w)``.
    """
    classes = _classes(picture, masks, int(rng.integers(4, 8)))
    number = int(classes.max()) + 1
    count = np.maximum(np.bincount(classes.ravel(), minlength=number), 1)
    mean = np.bincount(classes.ravel(), picture.ravel(), minlength=number) / count
    new = rng.uniform(15, 240, number)
    if rng.random() < _KEEP_AIR:
        new[0] = mean[0]
    texture = rng.uniform(0.2, 1.2, number) * rng.choice((-1.0, 1.0), number)
    made = new[classes] + texture[classes] * (picture - mean[classes])
    made = _ndimage.gaussian_filter(made, float(rng.uniform(0.2, 0.9)))
    return np.clip(made, 0, 255).astype(np.uint8)


def _classes(picture: NDArray[np.uint8], masks: Mapping[str, NDArray[np.bool_]], bands: int) -> NDArray[np.intp]:
    """0 for air, then bands of brightness, then structures, small ones over large ones; int ``(h, w)``."""
    smooth: NDArray[np.float64] = _ndimage.gaussian_filter(picture.astype(np.float64), 1.0)
    inside = smooth > _AIR
    edges = np.quantile(smooth[inside], np.linspace(0, 1, bands + 1)[1:-1]) if inside.any() else np.zeros(0)
    classes = np.where(inside, 1 + np.searchsorted(edges, smooth), 0)
    for n, mask in enumerate(sorted(masks.values(), key=lambda mask: -int(mask.sum()))):
        classes[mask] = bands + 1 + n
    return classes.astype(np.intp)
