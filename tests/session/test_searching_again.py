"""Somebody who looks at the image insists on what was not found."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import phantoms
import pytest

from limis.errors import InputError
from limis.geometry import Geometry
from limis.io.load import load
from limis.models.engines import Engines
from limis.models.registry import open_engines
from limis.prompts.reader import read
from limis.session import Session
from limis.types import Image

FLAT = Image(np.pad(np.full((95, 96), 120, np.uint8), ((0, 1), (0, 0)), constant_values=121), Geometry((96, 96)))
"""Nearly so: where everything is the same, nothing is looked for."""


def say(session, text):
    return session.apply(read(text, session.context), text)


def embedded():
    return Session(FLAT, open_engines("embedded"))


def test_you_missed_it_outlines_the_likeliest_place_and_says_how_unsure_that_is():
    session = embedded()
    first = say(session, "segment the polyp")
    assert not first.result[0].found
    assert 'say "you missed it"' in first.outcomes[0].remark
    second = say(session, "you missed it")
    (polyp,) = second.result
    assert (polyp.concept, polyp.found) == ("polyp", True)
    assert "because you insist" in second.outcomes[0].remark


@pytest.mark.parametrize(
    "sentence", ["you missed the polyp", "there is a polyp in the lower left", "it is at the top", "look again"]
)
def test_who_sees_it_has_it_outlined(sentence):
    session = embedded()
    assert not say(session, "segment the polyp").result[0].found
    assert say(session, sentence).result[0].found


def test_to_ask_again_by_name_is_not_to_insist():
    session = embedded()
    for _ in range(3):
        assert not say(session, "segment the polyp").result[0].found
    assert say(session, "you missed it").result[0].found


def test_to_look_again_for_what_is_there_says_that_it_is_as_it_was():
    cells = load(Path(__file__).parents[2] / "docs" / "cells.png")
    session = Session(cells, open_engines("embedded"))
    first = say(session, "segment the nuclei")
    assert "is as it was" not in first.outcomes[0].remark
    for sentence in ("segment the nuclei", "you missed it"):
        again = say(session, sentence)
        assert again.state == first.state
        assert "nucleus is as it was" in again.outcomes[0].remark
    say(session, "make it 2 px bigger")
    assert "is as it was" not in say(session, "segment the nuclei").outcomes[0].remark


def test_it_is_the_active_structure_where_nothing_was_missed_just_before():
    session = embedded()
    say(session, "segment the polyp")
    say(session, "what have we got?")
    assert not any(s.found for s in session.structures)
    with pytest.raises(InputError):
        say(session, "you missed it")


def test_what_is_not_known_at_all_cannot_be_insisted_on():
    session = embedded()
    assert say(session, "segment the stapes").outcomes[0].remark == ""
    again = say(session, "you missed it")
    assert not any(s.found for s in again.result)


def test_in_a_volume_the_one_likeliest_place_of_what_was_seen_is_outlined_without_looking_again(fake_engines):
    class Doubtful(type(fake_engines.grounder)):
        """Sees where it is only faintly, and does not say that it is there."""

        def ground(self, views, queries, progress):
            found = super().ground(views, queries, progress)
            return [[replace(g, present=False, score=0.1, heat=g.heat * 0.3) for g in row] for row in found]

    data = np.zeros((20, 20, 20), np.int16)
    data[3:9, 3:9, 3:8] = data[13:16, 13:16, 14:16] = 100
    volume, grounder = Image(data, Geometry(data.shape, np.eye(4))), Doubtful()
    session = Session(volume, Engines("fake", grounder, fake_engines.segmenter))
    first = say(session, "segment the liver")
    assert not first.result[0].found
    assert 'say "you missed it"' in first.outcomes[0].remark
    looked = grounder.views_seen
    again = say(session, "you missed it")
    assert grounder.views_seen == looked
    (liver,) = again.result
    assert liver.found
    assert "because you insist" in again.outcomes[0].remark
    assert not liver.mask.data[10:].any()
    assert liver.mask.data[4:8, 4:8, 4:7].all()


def test_in_a_volume_that_shows_nothing_there_is_no_likeliest_place(fake_engines):
    volume = Image(np.zeros((12, 12, 12), np.int16), Geometry((12, 12, 12), np.eye(4)))
    session = Session(
        volume, Engines("fake", type(fake_engines.grounder)({"liver": (2.0, 3.0)}), fake_engines.segmenter)
    )
    assert not say(session, "segment the liver").result[0].found
    assert not any(s.found for s in say(session, "you missed it").result)


@pytest.fixture
def one_faint(fake_engines):
    """A body whose right kidney is paler than the left one, and a grounder that sees the pale one ``warmth`` warm."""

    def talk(warmth):
        class OneFaint(type(fake_engines.grounder)):
            def ground(self, views, queries, progress):
                found = super().ground(views, queries, progress)
                pale = [(view.pixels > 0.58) & (view.pixels < 0.61) for view in views]
                return [
                    [replace(g, heat=np.maximum(g.heat, warmth * p.astype(np.float32))) for g in row]
                    for row, p in zip(found, pale, strict=True)
                ]

        data, affine = phantoms.body()
        right = data == 60
        right[: len(data) // 2] = False
        data[right] = 78
        image = Image(data, Geometry(data.shape, affine), "CT", "HU")
        return Session(image, Engines("fake", OneFaint({"kidney": (0.53, 0.58)}), fake_engines.segmenter))

    return talk


def test_of_two_of_which_one_was_missed_only_that_one_is_looked_for_again(one_faint):
    session = one_faint(warmth=0.2)
    left, right = say(session, "segment both kidneys").result
    assert (left.name, left.found, left.side) == ("kidney_left", True, "left")
    assert (right.name, right.found, right.side) == ("kidney_right", False, "right")
    again = say(session, "you missed it")
    found = {s.name: s for s in again.result}["kidney_right"]
    assert (found.name, found.found, found.text) == ("kidney_right", True, "right kidney")
    assert "because you insist" in again.outcomes[0].remark
    kept = session.history.state.structures["kidney_left"].mask
    assert np.array_equal(kept.data, left.mask.data)
    assert not (kept.data & found.mask.data).any()
    say(session, "undo")
    assert list(session.history.state.structures) == ["kidney_left"]


def test_what_is_insisted_on_in_vain_is_said_to_be_nowhere_to_be_seen(one_faint):
    session = one_faint(warmth=0.0)
    before = say(session, "segment both kidneys").state
    again = say(session, "you missed it")
    assert again.state == before
    assert [target.side for target in again.resolved[0].targets] == ["right"]
    assert "however faintly" in again.outcomes[0].remark
