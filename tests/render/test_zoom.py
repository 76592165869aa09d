"""A part of a slice, larger: around what is meant, within the slice, in its proportions."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from limis.geometry import Geometry
from limis.render.palette import colour_of
from limis.render.panel import panel_caption, panel_size_mm
from limis.render.preview import preview
from limis.render.slices import Telling, zoomed
from limis.types import Image, Mask, Result, Structure


def test_the_part_lies_around_what_is_meant_and_within_the_slice() -> None:
    geometry = Geometry((40, 60))
    whole = Telling(geometry.view(), 0)
    inside = np.zeros(geometry.shape, bool)
    inside[30:40, 2:8] = True
    part = zoomed(whole, 2, Mask(inside, geometry))
    assert part.part == (slice(20, 40), slice(0, 30))
    assert part.shape == (20, 30)
    assert zoomed(whole, 1, Mask(inside, geometry)) is whole
    nothing = Mask(np.zeros(geometry.shape, bool), geometry)
    assert zoomed(whole, 2, nothing).part == zoomed(whole, 2).part == (slice(10, 30), slice(15, 45))
    assert min(zoomed(whole, 1000).shape) >= 1


def test_what_is_shown_of_image_and_mask_is_the_same_part(volume: Image) -> None:
    frame = volume.geometry.view("axial")
    part = zoomed(Telling(frame, 1), 1.5)
    assert np.array_equal(part.take(volume.data), frame.take(volume.data, 1)[part.part])
    assert panel_size_mm(part) < panel_size_mm(Telling(frame, 1))
    assert panel_caption(volume.geometry, part).endswith("zoomed in")


def test_a_structure_is_drawn_larger(picture: Image, found: Callable[..., Structure]) -> None:
    lung = found("lung", picture.data == 150, picture.geometry)
    whole = Telling(picture.geometry.view(), 0)
    result = Result((lung,))
    tinted = []
    for zoom in (1, 2):
        shown = preview(picture, result, slices=(zoomed(whole, zoom, lung.mask),)).astype(int)
        panel = shown[80:, :780]
        tinted.append(int((np.abs(panel - colour_of(0)).max(axis=2) <= 2).sum()))
    assert tinted[1] > 1.5 * tinted[0] > 0
