import hashlib
import json

import numpy as np
import pytest

from limis.errors import InputError, PromptError
from limis.geometry import Geometry
from limis.session.state import Look, State, changes, state_digest
from limis.types import Box, Mask, Structure


@pytest.fixture
def block(oblique, found):
    """Makes a structure out of a block: ``block("liver", 1, 4)`` has rows 1 to 3."""

    def make(name, start=1, stop=4, **more):
        data = np.zeros(oblique.shape, bool)
        data[start:stop, 1:3] = True
        return found(name, data, oblique, **more)

    return make


def absent(name):
    return Structure(name, name, name, reason="not seen")


def test_a_state_knows_its_structures_in_order(block):
    state = State().put(block("liver"), absent("spleen"), active="liver").put(block("kidney"))
    assert list(state.structures) == ["liver", "spleen", "kidney"]
    assert (state.active, list(state.masks)) == ("liver", ["liver", "kidney"])


def test_a_namesake_takes_the_place_of_the_old_one(block):
    state = State().put(block("liver"), block("spleen")).put(block("liver", 2))
    assert list(state.structures) == ["liver", "spleen"]
    assert state.masks["liver"].data[1].sum() == 0


def test_taking_the_active_structure_away_makes_the_last_one_found_active(block):
    state = State().put(block("liver"), block("kidney"), absent("spleen"), block("lung"), active="lung")
    assert state.without(["lung"]).active == "kidney"
    assert state.without(["liver"]).active == "lung"
    assert state.without(state.structures).active is None


def test_what_is_gone_is_not_hidden_any_more(block):
    state = State().put(block("liver"), block("lung")).hide(["liver", "lung"])
    assert state.without(["lung"]).hidden == {"liver"}
    assert state.show(["liver"]).hidden == {"lung"}
    assert state.hiding(["liver", "spleen"]).hidden == {"liver"}


@pytest.mark.parametrize("wrong", [{"active": "lung"}, {"hidden": frozenset({"lung"})}])
def test_a_name_that_no_structure_has_is_refused(block, wrong):
    with pytest.raises(InputError, match="lung"):
        State({"liver": block("liver")}, **wrong)


def test_a_structure_under_another_name_is_refused(block):
    with pytest.raises(InputError):
        State({"lung": block("liver")})


def test_a_state_cannot_be_changed_from_outside(block):
    given = {"liver": block("liver")}
    state = State(given)
    given["lung"] = block("lung")
    assert list(state.structures) == ["liver"]
    with pytest.raises(TypeError):
        state.structures["lung"] = block("lung")


def test_the_digest_is_of_names_order_active_and_bits(block):
    state = State().put(block("liver"), block("lung"), absent("spleen"), active="liver")
    others = [
        state.put(block("liver", 2)),
        state.activate("lung"),
        state.activate(None),
        state.without(["spleen"]),
        State().put(block("lung"), block("liver"), absent("spleen"), active="liver"),
        State().put(block("liver"), block("lungs"), absent("spleen"), active="liver"),
        State().put(block("liver"), absent("lung"), absent("spleen"), active="liver"),
    ]
    assert len({state_digest(one) for one in (state, *others)}) == len(others) + 1


def test_the_digest_is_of_nothing_else(block, oblique):
    state = State().put(block("liver"), active="liver")
    liver = state.structures["liver"]
    turned = Geometry(oblique.shape, np.diag([1.0, 1.0, 1.0, 1.0]))
    numbered = Mask(np.asfortranarray(liver.mask.data), turned, liver.mask.data.astype(np.int32))
    same = [
        state.hide(["liver"]),
        State().put(block("liver", text="the big liver", score=0.1, side="left", reason="odd"), active="liver"),
        State().put(
            Structure("liver", None, "x", found=True, boxes=(Box((0, 0, 0), (1, 1, 1)),), mask=numbered),
            active="liver",
        ),
    ]
    assert {state_digest(one) for one in same} == {state_digest(state)}


def test_the_digest_is_the_same_on_every_machine(found):
    data = np.zeros((3, 9), bool)
    data[1, 2:9] = True
    state = State().put(found("liver", data, Geometry((3, 9))), absent("spleen"), active="liver")
    header = json.dumps([[3, 9], [[1, 2], [2, 9]], "uint8"]).encode()
    bits = hashlib.sha256(header + bytes([0b11111110])).hexdigest()
    told = f'["liver",[["liver","{bits}"],["spleen",null]]]'
    assert state_digest(state) == hashlib.sha256(told.encode()).hexdigest()
    assert state_digest(State()) == "97294f05c3603881a6466e787eb8726dde04588d242bea02914b0f0a8e12bdb2"


def test_changes_name_voxels_millilitres_and_the_box(block, oblique):
    before = State().put(block("liver", 1, 4), block("lung"), active="liver")
    after = before.put(block("liver", 2, 6), active="lung")
    (change,) = changes(before, after)
    assert (change.name, change.kind, change.unit) == ("liver", "changed", "ml")
    assert (change.voxels_added, change.voxels_removed) == (2 * 2 * 3, 1 * 2 * 3)
    assert change.added == pytest.approx(12 * 0.8 * 1.1 * 2.5 / 1000)
    assert change.removed == pytest.approx(6 * 0.8 * 1.1 * 2.5 / 1000)
    assert change.box == Box((1, 1, 0), (6, 3, 3))
    assert change.as_json()["box"] == [[1, 1, 0], [6, 3, 3]]


def test_what_comes_and_goes_is_a_change_too(block):
    before = State().put(block("lung"), absent("spleen"))
    after = State().put(block("liver"), absent("kidney"))
    told = [(c.name, c.kind, c.voxels_added, c.voxels_removed) for c in changes(before, after)]
    assert told == [
        ("liver", "added", 18, 0),
        ("kidney", "added", 0, 0),
        ("lung", "removed", 0, 18),
        ("spleen", "removed", 0, 0),
    ]


def test_a_mask_that_is_lost_or_found_is_a_change(block):
    seen, unseen = State().put(block("liver")), State().put(absent("liver"))
    assert [(c.kind, c.voxels_added) for c in changes(unseen, seen)] == [("changed", 18)]
    assert [(c.kind, c.voxels_removed) for c in changes(seen, unseen)] == [("changed", 18)]


def test_equal_bits_are_no_change(block):
    assert changes(State().put(block("liver")), State().put(block("liver", score=0.2)).hide(["liver"])) == ()


@pytest.mark.parametrize(
    ("spacing", "unit", "size"), [(None, "px", 1.0), ((0.5, 2.0), "mm2", 1.0), ((3, 2), "mm2", 6.0)]
)
def test_a_picture_changes_in_square_millimetres_or_pixels(found, spacing, unit, size):
    data = np.zeros((5, 6), bool)
    data[1:3, 1:4] = True
    (change,) = changes(State(), State().put(found("liver", data, Geometry((5, 6), spacing_mm=spacing))))
    assert (change.unit, change.added, change.box) == (unit, pytest.approx(6 * size), Box((1, 1), (3, 4)))


def test_a_look_survives_json():
    look = Look("axial", {"axial": 42, "coronal": 3}, (40.0, 400.0), 2.0)
    assert Look.from_json(look.as_json()) == look
    assert Look.from_json({}) == Look()
    assert Look.from_json(Look(window="lung").as_json()).window == "lung"


def test_looking_at_a_slice_remembers_the_others():
    look = Look().at("axial", 4).at("coronal", 2)
    assert (look.plane, dict(look.slices)) == ("coronal", {"axial": 4, "coronal": 2})


@pytest.mark.parametrize("wrong", [{"plane": "oblique"}, {"slices": {"axial": 0}}, {"slices": {"up": 1}}, {"zoom": 0}])
def test_what_cannot_be_looked_at_is_refused(wrong):
    with pytest.raises(PromptError):
        Look(**wrong)
