from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from limis.geometry import Geometry
from limis.imaging.window import Window
from limis.render.palette import colour_of
from limis.render.preview import preview
from limis.render.slices import Telling
from limis.types import Image, Mask, Result, Structure


def pixels_of(shown: np.ndarray, colour: tuple[int, int, int]) -> int:
    return int((np.abs(shown.astype(int) - colour).max(axis=2) <= 2).sum())


def test_a_picture_shows_every_structure_in_its_colour(picture: Image, found: Callable[..., Structure]) -> None:
    first = found("lung", picture.data == 150, picture.geometry)
    second = found("liver", picture.data == 240, picture.geometry)
    shown = preview(picture, Result((first, second)), title="lung and liver")
    assert shown.dtype == np.uint8
    assert min(pixels_of(shown, colour_of(0)), pixels_of(shown, colour_of(1))) > 300


def test_nothing_found_is_still_a_picture(picture: Image) -> None:
    shown = preview(picture, Result(reason="nothing that limis can do"), title="good morning")
    assert shown.shape[2] == 3
    assert pixels_of(shown, colour_of(0)) == 0
    assert pixels_of(shown, (255, 200, 97)) > 50


def test_spacing_gives_the_picture_its_proportions(picture: Image) -> None:
    tall = replace(picture, geometry=Geometry((30, 40), spacing_mm=(4.0, 1.0)))
    wide = replace(picture, geometry=Geometry((30, 40), spacing_mm=(1.0, 4.0)))
    assert preview(tall, Result()).shape[1] < preview(wide, Result()).shape[1]


def test_a_volume_shows_three_planes(volume: Image, found: Callable[..., Structure]) -> None:
    structure = found("liver", volume.data == 200, volume.geometry)
    one_slice = Image(volume.data[:, :, :1], Geometry((7, 5, 1), volume.geometry.affine_ras))
    assert preview(volume, Result((structure,))).shape[1] > preview(one_slice, Result()).shape[1]


def test_one_slice_can_be_shown_in_a_window_of_choice(volume: Image) -> None:
    frame = volume.geometry.view("axial")
    shown = [
        preview(volume, Result(), slices=(Telling(frame, k),), window=Window(centre, 10))
        for k, centre in ((1, 100), (2, 100), (1, 400))
    ]
    assert shown[0].shape[1] < preview(volume, Result()).shape[1]
    assert shown[0].mean() > shown[1].mean() > shown[2].mean()


@pytest.mark.parametrize("shape", [(1, 1), (1, 900), (900, 1), (3, 4)])
def test_odd_pictures_can_be_shown(shape: tuple[int, int], found: Callable[..., Structure]) -> None:
    geometry = Geometry(shape, spacing_mm=(0.1, 30.0))
    image = Image(np.zeros((*shape, 3), np.uint8), geometry)
    shown = preview(image, Result((found("x", np.ones(shape, bool), geometry),)), title="odd")
    assert max(shown.shape) < 2500


def test_forty_structures_fit(picture: Image) -> None:
    data = np.zeros((30, 40), bool)
    data[3:6, 3:6] = True
    many = tuple(
        Structure(f"part_{n}", None, f"part {n}", found=True, mask=Mask(np.roll(data, n, 1), picture.geometry))
        for n in range(40)
    )
    assert preview(picture, Result(many)).shape[0] < 1200


def test_the_image_is_not_changed(picture: Image, found: Callable[..., Structure]) -> None:
    before = picture.data.copy()
    preview(picture, Result((found("lung", picture.data == 150, picture.geometry),)))
    assert np.array_equal(picture.data, before)
