"""The speaker says what is true, and the product reads what was meant."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray

from limis.commands import Excess, FillHoles, Grow, Keep, Missing, Remove, Shift, Shrink, Smooth
from limis.eval.speaker import Speaker
from limis.eval.wordings import Place, say_amount, say_bits, say_holes, say_smoother, say_wrong
from limis.geometry import Geometry
from limis.orientation import PictureOrientation
from limis.prompts.reader import read

PICTURE = Geometry((60, 60))


def disc(centre: tuple[float, ...], radius: float, shape: tuple[int, ...] = (60, 60)) -> NDArray[np.bool_]:
    grid = np.indices(shape)
    return np.asarray(sum((g - c) ** 2 for g, c in zip(grid, centre, strict=True)) <= radius**2)


def words_about(mask: NDArray[np.bool_], truth: NDArray[np.bool_], geometry: Geometry = PICTURE):
    spoken = [Speaker(geometry, str(seed)).say(mask, truth, 0) for seed in range(30)]
    return [said for said in spoken if said is not None]


PLACES = [Place((way,), on_screen) for way in ("superior", "left", "right", "inferior") for on_screen in (True, False)]
PLACES += [Place(("anterior",), False), Place(("posterior",), False)]
PLACES += [Place(("inferior", "right"), True), Place(("superior", "posterior"), False)]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("kind", ["missing", "excess"])
@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.adjective}-{place.frame}")
def test_every_sentence_is_read_as_it_was_meant(seed, kind, place):
    draw, ways, on_screen = Random(seed), place.ways, place.on_screen  # noqa: S311 - a choice of words
    spoken = [
        say_wrong(draw, kind, place),
        *(
            say_amount(draw, op, Place(ways[:1], on_screen), value, unit)
            for op in ("grow", "shrink", "shift")
            for value, unit in ((1, "pixel"), (3, "mm"), (12, "pixel"))
        ),
        say_holes(draw),
        say_bits(draw, are_small=True),
        say_bits(draw, are_small=False),
        say_smoother(draw),
    ]
    for said in spoken:
        assert read(said.text) == [said.command], said.text


def test_a_bite_is_said_to_be_missing_where_it_is():
    truth = disc((30, 30), 20)
    for said in words_about(truth & ~disc((10, 30), 10), truth):
        assert isinstance(said.command, Missing | Grow)
        assert said.command.where == "superior"


def test_a_bump_is_said_to_be_too_much_where_it_is():
    truth = disc((30, 24), 14)
    for said in words_about(truth | disc((30, 42), 8), truth):
        assert isinstance(said.command, Excess | Shrink)
        assert said.command.where == "right"
        assert said.command.frame == "image"


def test_a_hole_and_specks_are_called_so():
    truth = disc((30, 30), 20)
    assert {type(s.command) for s in words_about(truth & ~disc((30, 30), 5), truth)} == {FillHoles}
    speck = disc((4, 4), 3)
    assert {type(s.command) for s in words_about(truth | speck, truth)} <= {Remove, Keep}


def test_a_straight_border_is_not_called_ragged():
    """Blurring would cut its corners, which are too much; yet a square is as smooth as a mask can be."""
    square = np.zeros((60, 60), bool)
    square[24:37, 24:37] = True
    spoken = words_about(square, disc((30, 30), 6))
    assert spoken
    assert not any(isinstance(said.command, Smooth) for said in spoken)


def test_a_mask_beside_the_thing_may_be_moved_by_what_it_is_off():
    truth, mask = disc((30, 36), 12), disc((30, 24), 12)
    shifts = [s.command for s in words_about(mask, truth) if isinstance(s.command, Shift)]
    assert shifts
    for shift in shifts:
        assert shift.where == "right"
        assert shift.amount.value == 12


def test_of_a_mask_that_is_elsewhere_nothing_is_said_but_where_the_thing_is():
    truth, mask = disc((14, 20), 8), disc((44, 30), 8)
    said = words_about(mask, truth)
    assert {(s.command.op, s.command.where, s.command.amount.value) for s in said} == {("shift", "superior", 30)}


def test_nobody_complains_of_what_is_right_nor_of_nothing():
    truth = disc((30, 30), 20)
    assert words_about(truth, truth) == []
    assert words_about(np.zeros_like(truth), np.zeros_like(truth)) == []


def test_what_was_overlooked_altogether_is_said_once():
    truth = disc((30, 30), 20)
    speaker = Speaker(Geometry(truth.shape), "0")
    said = speaker.say(np.zeros_like(truth), truth, 0)
    assert read(said.text) == [said.command]
    assert speaker.say(np.zeros_like(truth), truth, 1) is None


def test_the_patients_words_are_used_where_the_picture_tells_them():
    geometry = Geometry((60, 60), orientation=PictureOrientation.parse(r"L\P"))
    truth = disc((30, 30), 20)
    said = words_about(truth & ~disc((10, 30), 10), truth, geometry)
    wheres = {(s.command.where, s.command.frame) for s in said}
    assert wheres == {("superior", "image"), ("anterior", None)}


def test_in_a_volume_directions_are_the_patients_whatever_the_axes():
    affine = np.array([[0, 0, -3.0, 0], [-1.0, 0, 0, 0], [0, 2.0, 0, 0], [0, 0, 0, 1]])
    truth = np.zeros((30, 24, 12), bool)
    truth[5:25, 5:20, 2:10] = True
    mask = truth.copy()
    mask[:, :, 6:] = False
    for said in words_about(mask, truth, Geometry(truth.shape, affine)):
        assert said.command.where == "left"
        assert said.command.frame is None
