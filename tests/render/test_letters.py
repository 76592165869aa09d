from __future__ import annotations

import numpy as np

from limis.geometry import Geometry
from limis.orientation import PictureOrientation
from limis.render.letters import edge_letters, orientation_words


def test_a_volume_shows_its_letters_in_radiological_layout(oblique: Geometry) -> None:
    letters = edge_letters(oblique, oblique.view("axial"))
    assert letters == {"top": "A", "bottom": "P", "left": "R", "right": "L"}
    assert orientation_words(oblique) == ""


def test_assumed_letters_stand_in_parentheses_and_the_legend_says_so() -> None:
    film = Geometry((4, 5), orientation=PictureOrientation.assume("X-ray"))
    assert edge_letters(film, film.view()) == {"left": "(R)", "right": "(L)"}
    assert "assumed" in orientation_words(film)


def test_stated_letters_stand_bare() -> None:
    film = Geometry((4, 5), orientation=PictureOrientation.parse("L/F"))
    assert edge_letters(film, film.view()) == {"top": "H", "bottom": "F", "left": "R", "right": "L"}
    assert orientation_words(film) == ""


def test_unknown_edges_get_no_letter() -> None:
    skin = Geometry((4, 5))
    assert edge_letters(skin, skin.view()) == {}
    assert orientation_words(skin) == "Orientation not stated."


def test_a_header_that_only_has_sizes_gets_no_letters() -> None:
    grid = Geometry((4, 5, 6), np.eye(4), affine_status="assumed")
    assert edge_letters(grid, grid.view("coronal")) == {}
    assert "not stated" in orientation_words(grid)
