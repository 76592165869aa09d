"""The critic looks at numbers: what is not there, tiny, cut off, or on the other side."""

from __future__ import annotations

import numpy as np
import pytest
from chat_server import Says, call, concept
from phantoms import body

from limis.agents.conversation import Conversation
from limis.agents.critic import concerns
from limis.commands import Segment, Target
from limis.geometry import Geometry
from limis.session import Session
from limis.session.turn import Outcome
from limis.types import Image, Structure

WISH = "work your magic on this film and give me the lung, would you"


@pytest.fixture
def torso():
    data, affine = body()
    return Image(data, Geometry(data.shape, affine), "CT")


def judged(structure, midline=None):
    asked = Segment(targets=(Target(concept=structure.concept, text=structure.text),))
    missed = () if structure.found else (structure,)
    outcome = Outcome(asked, names=(structure.name,) if structure.found else (), missed=missed)
    return [concern.kind for concern in concerns(outcome, {structure.name: structure}, midline)]


def test_what_is_not_there_is_a_concern():
    assert judged(Structure("kidney", "kidney", "kidney")) == ["not found"]


def test_a_few_voxels_are_tiny_and_so_is_an_organ_of_a_drop(torso, found):
    few, drop, good = (np.zeros(torso.geometry.shape, bool) for _ in range(3))
    few[40:42, 40:42, 5] = True
    drop[40:43, 40:43, 5:8] = True
    good[40:50, 40:50, 5:8] = True
    geometry = Geometry(torso.geometry.shape, np.diag([0.5, 0.5, 0.5, 1]))
    assert judged(found("polyp", few, torso.geometry)) == ["tiny"]
    assert judged(found("kidney", drop, geometry)) == ["tiny"]
    assert judged(found("polyp", drop, geometry)) == []
    assert judged(found("kidney", good, torso.geometry)) == []


def test_what_reaches_the_edge_of_the_image_is_told(torso, found):
    data = np.zeros(torso.geometry.shape, bool)
    data[40:60, 40:60, 8:] = True
    assert judged(found("liver", data, torso.geometry)) == ["touching the border of the image"]
    film = np.zeros((30, 40), bool)
    film[5:20, 0:10] = True
    assert judged(found("lung", film, Geometry((30, 40)))) == ["touching the border of the image"]


def test_the_other_side_is_computed(torso, found, fake_engines):
    midline = Session(torso, fake_engines).bench.find_midline()
    data = np.zeros(torso.geometry.shape, bool)
    data[24:32, 16:24, 3:9] = True
    on_the_left, on_the_right = (
        found("kidney_right", inside, torso.geometry, concept="kidney", side="right") for inside in (data, data[::-1])
    )
    assert midline is not None
    assert judged(on_the_left, midline) == ["on the other side"]
    assert judged(on_the_right, midline) == []
    assert judged(on_the_left) == []


def test_one_alternative_is_tried_and_what_stays_odd_is_told(chat, model):
    model.script = [
        call("segment", targets=[concept("kidney_stone")]),
        call("segment", targets=[concept("lung")]),
        call("shrink", amount={"value": 4, "unit": "voxel"}),
        Says("The lung is perfect."),
    ]
    turn = chat.say(WISH)
    assert "kidney_stone is not found; try one other way" in model.told(1)[-1]["content"]
    assert "lung is tiny; do not try again" in model.told(3)[-1]["content"]
    assert "Kidney stone not found" in turn.reply
    assert turn.reply.endswith("Worth a look: lung is tiny.")


def test_nothing_odd_nothing_told(chat, model):
    model.script = [call("segment", targets=[concept("lung")])]
    assert "Worth a look" not in chat.say(WISH).reply


def test_the_grammar_is_answered_without_a_critic(chat):
    assert "Worth a look" not in chat.say("segment the lung and shrink it by 4 pixels").reply


def test_a_volume_is_told_in_millilitres(volume, fake_engines, tmp_path, planner, model):
    chat = Conversation(Session(volume, fake_engines), tmp_path, planner=planner)
    model.script = [call("segment", targets=[concept("liver")])]
    turn = chat.say(WISH)
    assert "ml in 1 piece" in model.told()[-1]["content"]
    assert "Worth a look: liver is tiny" in turn.reply
