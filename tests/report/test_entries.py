from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from limis.geometry import Geometry
from limis.orientation import PictureOrientation
from limis.report.entries import describe_grid, describe_structure
from limis.types import Box, Image, Structure


def test_a_volume_has_its_axes_and_scale(oblique: Geometry) -> None:
    grid = describe_grid(oblique)
    assert grid["shape"] == [7, 5, 3]
    assert grid["spacing"] == [0.8, 1.1, 2.5]
    assert grid["axes"] == list(oblique.axis_codes or "")
    assert grid["orientation"]["status"] == "known"
    assert grid["scale"] == "known"


def test_a_picture_says_what_is_assumed() -> None:
    film = describe_grid(Geometry((4, 5), orientation=PictureOrientation.assume("X-ray")))
    assert film["axes"] == ["row", "column"]
    assert film["spacing"] is None
    assert film["orientation"] == {"value": "L\\?", "status": "assumed"}
    assert film["scale"] == "unknown"
    assert describe_grid(Geometry((4, 5)))["orientation"] == {"value": None, "status": "unknown"}
    stack = describe_grid(Geometry((3, 4, 5), spacing_mm=(2.0, 1.0, 1.0)))
    assert stack["axes"] == ["page", "row", "column"]


def test_a_structure_of_a_volume_is_measured(volume: Image, found: Callable[..., Structure]) -> None:
    inside = volume.data == 200
    entry = describe_structure(found("liver", inside, volume.geometry), volume, 1, "liver.nii.gz")
    assert entry["voxels"] == 10
    assert entry.get("volume_ml") == round(10 * 0.8 * 1.1 * 2.5 / 1000, 4)
    assert "area_px" not in entry
    assert entry["boxes"] == [[2, 1, 1, 5, 4, 3]]
    assert entry["intensity"] == {"mean": 200.0, "sd": 0.0, "min": 200.0, "max": 200.0, "unit": "1"}
    assert entry["diameters"] is not None
    assert entry["touches_border"] is True
    assert (entry["label"], entry["file"]) == (1, "liver.nii.gz")


def test_a_structure_of_a_picture_has_its_box_as_x_before_y(picture: Image, found: Callable[..., Structure]) -> None:
    entry: Any = describe_structure(found("liver", picture.data == 240, picture.geometry), picture, 2, "liver.png")
    assert entry["boxes"] == [[20, 18, 36, 26]]
    assert entry["area_px"] == entry["voxels"] == 16 * 8
    assert not {"volume_ml", "area_mm2"} & set(entry)
    assert entry["diameters"] is None
    assert entry["touches_border"] is False


def test_a_picture_with_scale_has_an_area_and_diameters(found: Callable[..., Structure]) -> None:
    geometry = Geometry((30, 40), spacing_mm=(0.5, 0.25))
    image = Image(np.zeros((30, 40), np.uint8), geometry)
    inside = np.zeros((30, 40), bool)
    inside[4:8, 4:20] = True
    entry: Any = describe_structure(found("mole", inside, geometry), image, 1, "mole.png")
    assert entry["area_mm2"] == 4 * 16 * 0.125
    assert 4.0 <= entry["diameters"]["longest_mm"] <= 4.5


def test_what_was_not_found_has_a_reason_and_no_measures(picture: Image) -> None:
    absent = Structure("spleen", "spleen", "spleen", score=0.123456, reason="not seen", boxes=(Box((0, 0), (1, 1)),))
    entry: Any = describe_structure(absent, picture, None, None)
    assert (entry["found"], entry["reason"], entry["score"]) == (False, "not seen", 0.1235)
    assert entry["voxels"] == entry.get("area_px") == 0
    assert [entry["intensity"], entry["diameters"], entry["touches_border"], entry["label"], entry["file"]] == [
        None
    ] * 5
