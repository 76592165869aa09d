from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from limis.geometry import Geometry
from limis.render.legend import colours_of, legend_entries
from limis.render.palette import colour_of
from limis.render.text import drawable, fit, text_width, wrap
from limis.render.words import readable_name, readable_size
from limis.types import Result, Structure


def test_colours_count_only_what_was_found(found: Callable[..., Structure]) -> None:
    geometry = Geometry((4, 5))
    inside = np.ones(geometry.shape, bool)
    absent = Structure("spleen", "spleen", "spleen", reason="not seen")
    result = Result((found("liver", inside, geometry), absent, found("lung", inside, geometry)))
    entries = legend_entries(result, colours_of(result))
    assert [entry.colour for entry in entries] == [colour_of(0), None, colour_of(1)]
    assert entries[1].amount == "not found"
    assert entries[1].remark == "not seen"


def test_a_colour_keeps_to_the_number_of_its_structure(found: Callable[..., Structure]) -> None:
    geometry = Geometry((4, 5))
    only = Result((found("lung", np.ones(geometry.shape, bool), geometry),))
    assert colours_of(only, {"liver": 1, "lung": 2}) == {"lung": colour_of(1)}


def test_names_are_those_that_people_say(found: Callable[..., Structure]) -> None:
    geometry = Geometry((4, 5))
    inside = np.ones(geometry.shape, bool)
    assert readable_name(found("kidney_left_2", inside, geometry, side="left")) == "left kidney 2"
    assert readable_name(found("vertebra_l1", inside, geometry)) == "vertebra L1"


def test_sizes_come_in_the_unit_that_is_known(found: Callable[..., Structure], oblique: Geometry) -> None:
    plain, scaled = Geometry((40, 50)), Geometry((40, 50), spacing_mm=(0.5, 2.0))
    inside = np.ones((40, 50), bool)
    assert readable_size(found("mole", inside, plain)) == "2,000 px"
    assert readable_size(found("mole", inside, scaled)) == "20.0 cm²"
    assert readable_size(found("mole", inside & (np.arange(50) < 1), scaled)) == "40.0 mm²"
    one = np.zeros(oblique.shape, bool)
    one[0, 0, 0] = True
    assert readable_size(found("speck", one, oblique)) == "0.0022 ml"


def test_text_never_gets_wider_than_its_room() -> None:
    words = "a sentence of many words and one supercalifragilisticexpialidocious name"
    assert text_width(fit(words, 18, 100), 18) <= 100
    lines = wrap(words, 14, 120, most_lines=3)
    assert len(lines) == 3
    assert all(text_width(line, 14) <= 120 for line in lines)
    assert lines[-1].endswith("…")


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("mach das rückgängig", "mach das ruckgangig"),
        ("größer", "grosser"),
        ("œsophage à gauche", "oesophage a gauche"),
        ("3 mm² – 5", "3 mm2 - 5"),
        ("肝脏", "??"),
        ("plain", "plain"),
    ],
)
def test_words_are_drawn_without_boxes(text: str, drawn: str) -> None:
    assert drawable(text) == drawn
