"""A session applies the whole algebra: sentences in, states out."""

from pathlib import Path

import numpy as np
import phantoms
import pytest
from conftest import FakeGrounder, FakeSegmenter

from limis.agents.dialogue import reply
from limis.commands import Amount, Grow, Include, Reference, Segment, Shrink, Smooth, Target, ops
from limis.errors import Cancelled, GeometryError, InputError, PromptError
from limis.geometry import Geometry
from limis.models.engines import Engines
from limis.prompts.reader import read
from limis.session import Session
from limis.session.importing import imported_mask
from limis.session.turn import Filed
from limis.types import Image, Source


@pytest.fixture
def talk(picture, fake_engines):
    """A session on the picture, and a way to say things to it."""
    return Talk(Session(picture, fake_engines))


@pytest.fixture
def body_talk():
    data, affine = phantoms.body()
    image = Image(data, Geometry(data.shape, affine), "CT", "HU", Source(numbers=tuple(range(101, 113))))
    bands = {"kidney": (0.53, 0.58), "liver": (0.6, 0.75)}
    return Talk(Session(image, Engines("fake", FakeGrounder(bands), FakeSegmenter())))


class Talk:
    def __init__(self, session):
        self.session = session

    def __call__(self, text, **more):
        return self.session.apply(read(text, self.session.context), text, **more)

    @property
    def state(self):
        return self.session.history.state

    def voxels(self, name):
        return self.state.masks[name].voxels


def remarks(turn):
    return "; ".join(o.remark for o in turn.outcomes)


def test_what_is_not_found_is_answered_and_never_enters_the_state(talk):
    talk("segment the lung")
    turn = talk("segment the hippocampus")
    assert [(s.name, s.found) for s in turn.result] == [("lung", True), ("hippocampus", False)]
    assert list(talk.state.structures) == ["lung"]
    assert talk.state.active == "lung"
    assert talk.session.history.can_undo == 1


def test_an_edit_changes_the_active_structure_and_says_by_how_much(talk):
    talk("segment the lung and the liver")
    turn = talk("make it 2 pixels larger")
    (change,) = turn.changes
    assert (change.name, change.voxels_removed, change.unit) == ("liver", 0, "px")
    assert talk.voxels("liver") == 8 * 16 + change.voxels_added
    assert turn.resolved[0].targets[0].concept == "liver"
    assert talk.voxels("lung") == 100


def test_the_last_structure_that_is_named_becomes_active(talk):
    talk("segment the lung and the liver")
    talk("shrink the lung by 1 pixel")
    assert talk.state.active == "lung"
    assert talk.voxels("lung") == 64
    talk("smooth everything")
    assert talk.state.active == "lung"


def test_an_edit_of_what_is_not_there_says_what_to_say_and_changes_nothing(talk):
    before = talk("segment the lung").state
    turn = talk("smooth the spleen")
    assert turn.state == before
    assert turn.resolved == ()
    assert 'there is no spleen yet: say "segment the spleen"' in remarks(turn)


def test_it_never_means_another_structure_than_the_one_that_was_not_found(talk):
    before = talk("segment the lung").state
    turn = talk("segment the hippocampus and shrink it by 1 pixel")
    assert turn.state == before
    assert "hippocampus is not there" in remarks(turn)


def test_an_edit_that_cannot_be_takes_the_whole_sentence_back(talk):
    before = talk("segment the lung").state
    with pytest.raises(PromptError, match="scale"):
        talk("segment the liver and grow it by 3 mm")
    assert talk.session.history.digest == before
    assert talk.session.history.can_undo == 1


def test_a_cancelled_sentence_leaves_everything_as_it_was(talk):
    talk("segment the lung")

    def stop(step, done, total):
        raise Cancelled("stop")

    with pytest.raises(Cancelled):
        talk("shrink it by 1 pixel and segment the liver", progress=stop)
    assert talk.voxels("lung") == 100
    assert list(talk.state.structures) == ["lung"]


def test_a_mask_that_did_not_change_is_said_to(talk):
    talk("segment the lung")
    turn = talk("fill the holes")
    assert turn.outcomes[0].status == "unchanged"
    assert "nothing changed" in turn.outcomes[0].remark
    assert turn.changes == ()


def test_undo_and_redo_go_by_sentences_and_looking_is_none(talk):
    talk("segment the lung")
    talk("shrink it by 1 pixel and segment the liver")
    talk("zoom in")
    talk("hide the lung")
    assert talk("undo").changes != ()
    assert talk.voxels("lung") == 100
    assert list(talk.state.structures) == ["lung"]
    talk("redo")
    assert talk.voxels("lung") == 64
    assert talk.state.hidden == {"lung"}
    talk("undo")
    talk("undo")
    assert "nothing that could be taken back" in remarks(talk("undo"))


def test_undo_in_a_sequence_means_what_was_before_the_sentence(talk):
    talk("segment the lung")
    talk("shrink it by 1 pixel")
    turn = talk("undo that and grow it by 1 pixel")
    assert talk.voxels("lung") > 100
    assert turn.state == talk.session.history.digest
    talk("undo")
    assert talk.voxels("lung") == 100


def test_a_change_of_the_active_structure_can_be_undone(talk):
    talk("segment the lung and the liver")
    talk("back to the lung")
    assert talk.state.active == "lung"
    talk("undo")
    assert talk.state.active == "liver"


def test_again_half_as_much_and_the_other_way(talk):
    talk("segment the liver")
    talk("shrink it by 2 pixels")
    assert talk.voxels("liver") == 4 * 12
    turn = talk("again, but half as much")
    assert turn.resolved[0].amount == Amount(value=1, unit="voxel")
    assert talk.voxels("liver") == 2 * 10
    turn = talk("no, the other way")
    assert isinstance(turn.resolved[0], Grow)
    assert turn.resolved[0].amount == Amount(value=1, unit="voxel")


def test_a_bit_less_after_less_goes_on_that_way(talk):
    talk("segment the lung")
    talk("grow it by 3 pixels")
    assert [c.op for c in talk("less").resolved] == ["shrink"]
    assert [c.op for c in talk("a little less").resolved] == ["shrink"]
    assert [c.op for c in talk("no, the other way").resolved] == ["grow"]


def test_less_that_changes_nothing_turns_nothing_round(talk):
    talk("segment the lung")
    talk("grow it by 60 pixels")
    assert "nothing changed" in remarks(talk("less"))
    assert [c.op for c in talk("a little less").resolved] == ["shrink"]


def test_again_without_an_edit_says_so(talk):
    assert "nothing was edited yet" in remarks(talk("again"))


def test_what_has_no_opposite_says_so(talk):
    talk("segment the liver")
    talk("smooth it")
    assert "has no opposite" in remarks(talk("no, the other way"))


def test_exclude_in_a_later_sentence_concerns_the_active_structure_only(picture):
    grounder = FakeGrounder({"liver": (0.4, 1.01), "lung": (0.45, 0.75), "spleen": (0.4, 1.01)})
    talk = Talk(Session(picture, Engines("fake", grounder, FakeSegmenter())))
    talk("segment the liver and the spleen")
    talk("without the lung")
    assert talk.voxels("liver") == 228
    assert talk.voxels("spleen") == 128
    assert "lung" not in talk.state.structures


def test_exclude_right_after_segment_concerns_all_that_it_made(picture):
    grounder = FakeGrounder({"liver": (0.4, 1.01), "lung": (0.45, 0.75), "spleen": (0.4, 1.01)})
    talk = Talk(Session(picture, Engines("fake", grounder, FakeSegmenter())))
    talk("segment the liver and the spleen without the lung")
    assert talk.voxels("liver") == talk.voxels("spleen") == 128


def test_what_is_taken_out_is_the_sessions_own_where_it_is_there(picture):
    grounder = FakeGrounder({"liver": (0.4, 1.01), "lung": (0.45, 0.75)})
    talk = Talk(Session(picture, Engines("fake", grounder, FakeSegmenter())))
    talk("segment the lung")
    talk("shrink it by 1 pixel")
    talk("segment the liver without the lung")
    assert talk.voxels("liver") == 228 - 64


def test_include_adds_and_what_is_absent_changes_nothing(talk):
    talk("segment the liver")
    talk.session.apply([Include(targets=(Target(concept="lung", text="lung"),))])
    assert talk.voxels("liver") == 228
    turn = talk.session.apply([Include(targets=(Target(concept=None, text="purple thing"),))])
    assert turn.changes == ()
    assert "was not added" in remarks(turn)


def test_taking_everything_out_of_an_older_structure_is_refused(talk):
    talk("segment the liver")
    turn = talk("without the liver")
    assert turn.changes == ()
    assert "the very structure" in remarks(turn)
    assert talk.voxels("liver") == 128


def test_the_other_one_is_looked_for_and_then_selected(body_talk):
    body_talk("segment the left kidney")
    turn = body_talk("the other one")
    assert list(body_talk.state.structures) == ["kidney_left", "kidney_right"]
    assert body_talk.state.active == "kidney_right"
    assert turn.resolved[0].targets[0].side == "right"
    body_talk("shrink it by 1 voxel")
    smaller = body_talk.voxels("kidney_right")
    body_talk("the other one")
    assert body_talk.state.active == "kidney_left"
    body_talk("the other kidney")
    assert body_talk.state.active == "kidney_right"
    assert body_talk.voxels("kidney_right") == smaller


def test_the_other_one_of_two_that_have_no_twin_is_the_other_structure(body_talk):
    body_talk("segment the liver")
    assert "there is no other liver" in remarks(body_talk("hide the other one"))
    body_talk("segment the spleen")
    body_talk("shrink the other one by 1 voxel")
    assert body_talk.state.active == "liver"


def test_a_side_means_the_structures_on_it_also_where_nobody_asked_for_one(body_talk):
    body_talk("segment the liver and both kidneys")
    body_talk("smooth the right liver")
    assert body_talk.state.active == "liver"
    before = body_talk.voxels("kidney_left")
    body_talk("shrink the right kidney by 1 voxel")
    assert body_talk.voxels("kidney_left") == before


def test_one_of_several_is_the_largest_or_the_leftmost(body_talk):
    body_talk("segment both kidneys")
    body_talk("select the leftmost kidney")
    assert body_talk.state.active == "kidney_left"


def test_a_scope_confines_an_edit_to_slices(body_talk):
    body_talk("segment the liver")
    before = body_talk.state.masks["liver"].data
    body_talk("shrink it by 1 voxel on slices 3 to 4")
    changed = before ^ body_talk.state.masks["liver"].data
    assert np.flatnonzero(changed.any(axis=(0, 1))).tolist() == [2, 3]
    body_talk("go to slice 7")
    before = body_talk.state.masks["liver"].data
    body_talk("shrink it by 1 voxel only on this slice")
    changed = before ^ body_talk.state.masks["liver"].data
    assert np.flatnonzero(changed.any(axis=(0, 1))).tolist() == [6]


def test_a_scope_confines_what_is_segmented(body_talk):
    body_talk.session.apply(read("segment the liver only on slices 3 to 4"))
    assert np.flatnonzero(body_talk.state.masks["liver"].data.any(axis=(0, 1))).tolist() == [2, 3]


def test_one_looks_at_the_largest_section_first_and_then_where_one_goes(body_talk):
    assert body_talk.session.context.plane == "axial"
    data = body_talk.session.image.data.copy()
    body_talk("segment the liver")
    assert data.shape[2] >= body_talk.session.context.slice >= 1
    body_talk("coronal view")
    index = body_talk.session.context.slice
    largest = int(body_talk.state.masks["liver"].data.sum(axis=(0, 2)).max())
    assert int(body_talk.state.masks["liver"].data[:, index - 1].sum()) == largest
    body_talk("go to axial slice 4")
    assert (body_talk.session.context.plane, body_talk.session.context.slice) == ("axial", 4)
    body_talk("two back")
    assert body_talk.session.context.slice == 2


def test_a_slice_that_is_not_there_is_an_error_that_says_which_are(body_talk):
    with pytest.raises(GeometryError, match="expected 1 to 12, got 40"):
        body_talk("go to slice 40")
    body_talk("go to slice 12")
    with pytest.raises(GeometryError, match="expected 1 to 12, got 13"):
        body_talk("next slice")
    assert body_talk.session.context.slice == 12


def test_an_instance_number_of_a_series_means_that_instance_and_both_are_told(body_talk):
    (outcome,) = body_talk("go to slice 105").outcomes
    assert body_talk.session.context.slice == 5
    assert "instance 105" in outcome.facts[0].more


def test_looking_around_knows_windows_and_zoom(body_talk, talk):
    assert body_talk("bone window").outcomes[0].facts[0].value == 400
    assert body_talk("level 40 width 80").outcomes[0].facts[0].more == "width 80"
    body_talk("zoom in")
    assert body_talk.session.look.zoom > 1
    body_talk("reset the zoom")
    with pytest.raises(PromptError, match="cannot zoom further out"):
        body_talk("zoom out")
    with pytest.raises(InputError, match="no window"):
        talk("bone window")
    with pytest.raises(PromptError, match="only slice"):
        talk("next slice")
    assert body_talk.session.history.can_undo == 0


def test_measuring_answers_in_the_images_units(body_talk, talk):
    body_talk("segment the liver")
    mask = body_talk.state.masks["liver"]
    (fact,) = body_talk("how many ml?").outcomes[0].facts
    assert (fact.value, fact.unit) == (pytest.approx(mask.volume_ml), "ml")
    (fact,) = body_talk("how bright is it?").outcomes[0].facts
    assert (fact.value, fact.unit) == (110, "HU")
    (fact,) = body_talk("what is its diameter?").outcomes[0].facts
    assert fact.value > 80
    body_talk("go to slice 3")
    (fact,) = body_talk("measure the area").outcomes[0].facts
    assert fact.value == pytest.approx(mask.data[..., 2].sum() * 16)
    talk("segment the liver")
    assert talk("how big is it?").outcomes[0].facts[0].unit == "px"
    assert "--spacing" in remarks(talk("what is its diameter?"))
    assert talk("how many are there?").outcomes[0].facts[0].value == 1


def test_deleting_waits_for_a_yes(talk):
    before = talk("segment the lung and the liver").state
    turn = talk("delete the lung")
    assert turn.state == before
    assert turn.pending is not None
    assert talk.session.context.pending == turn.pending
    turn = talk("yes")
    assert [c.op for c in turn.resolved] == ["delete"]
    assert list(talk.state.structures) == ["liver"]
    talk("undo")
    assert list(talk.state.structures) == ["lung", "liver"]


@pytest.mark.parametrize("answer", ["no", "stop", "zoom in", "purple monkey dishwasher"])
def test_anything_but_a_yes_drops_it(talk, answer):
    before = talk("segment the lung").state
    talk("delete it")
    turn = talk(answer)
    told = remarks(turn) + "; ".join(turn.remarks)
    assert '"delete it" was not done' in told
    assert turn.state == before
    assert talk("yes").state == before


def test_an_error_drops_it_too(talk):
    talk("segment the lung")
    talk("delete it")
    with pytest.raises(PromptError):
        talk("grow it by 3 mm")
    talk("yes")
    assert list(talk.state.structures) == ["lung"]


def test_the_whole_sentence_is_held(talk):
    talk("segment the lung")
    turn = talk("delete the lung and segment the liver")
    assert list(talk.state.structures) == ["lung"]
    assert turn.resolved == ()
    talk("yes")
    assert list(talk.state.structures) == ["liver"]


def test_deleting_what_is_not_there_asks_nothing(talk):
    turn = talk("delete the spleen")
    assert turn.pending is None
    assert "there is no spleen" in remarks(turn)


def test_start_over_waits_for_a_yes_and_is_one_step(talk):
    assert talk("start over").pending is None
    talk("segment the lung")
    talk("shrink it by 1 pixel")
    assert talk("start over").pending is not None
    talk("yes")
    assert talk.session.structures == ()
    talk("undo")
    assert talk.voxels("lung") == 64


def test_what_was_not_surely_heard_waits_for_a_yes(talk):
    turn = talk("segment the lung", confidence=0.4, threshold=0.6)
    assert turn.pending is not None
    assert talk.session.structures == ()
    talk("yes", confidence=0.4, threshold=0.6)
    assert talk.session.structures == ()
    talk("yes")
    assert talk.session.structures != ()
    assert talk("stop", confidence=0.1, threshold=0.6).pending is None


def test_two_readings_are_asked_about_and_a_number_chooses(talk):
    turn = talk("segment the ventricle")
    assert len(turn.pending.options) > 1
    assert "from 1 to" in remarks(talk("number 9"))
    assert talk.session.context.pending is not None
    turn = talk("number 1")
    assert [s.name for s in turn.result] == ["left_ventricle"]
    assert talk.session.context.pending is None


def test_a_chosen_reading_that_destroys_meets_the_gate_again(talk):
    talk("segment the liver")
    talk("remove the smallest liver")
    assert talk("1").pending.options == ()
    assert talk("yes").changes[0].kind == "removed"


def test_a_blank_line_is_no_turn_and_drops_nothing(talk):
    talk("segment the lung")
    talk("delete it")
    turn = talk("")
    assert (turn.number, turn.commands) == (2, ())
    assert talk("yes").number == 3


def test_a_session_without_files_says_so(talk):
    talk("segment the lung")
    assert "nothing can be written" in remarks(talk("save"))


def test_to_save_the_active_structure_alone_says_how_to_save_the_others(talk):
    talk.session.saver = lambda wish: Filed({s.name: Path(f"{s.name}.png") for s in wish.structures})
    talk("segment the lung")
    assert remarks(talk("save")) == ""
    talk("segment the liver")
    assert remarks(talk("save")) == 'lung is not in it: say "save all" for everything'
    assert remarks(talk("save the liver")) == ""
    assert remarks(talk("save all")) == ""


def test_an_image_is_encoded_once_however_often_it_is_corrected(talk, fake_engines):
    talk("segment the lung")
    encoded = fake_engines.segmenter.encoded
    talk("you missed something on the left of the picture")
    once = fake_engines.segmenter.encoded
    talk("too much on the right of the picture")
    assert once - encoded <= 1
    assert fake_engines.segmenter.encoded == once


def test_a_session_starts_with_what_is_imported_and_goes_back_to_it(picture, fake_engines, found):
    structure = found("lung", picture.data == 150, picture.geometry)
    talk = Talk(Session(picture, fake_engines, imported=(structure,)))
    assert talk.state.active == "lung"
    talk("shrink it by 1 pixel")
    talk("start over")
    talk("yes")
    assert talk.voxels("lung") == 100


def test_a_reference_to_all_of_an_image_is_refused(talk):
    talk("segment the lung")
    with pytest.raises(PromptError, match="Name what to segment"):
        talk.session.apply([Segment(targets=(Reference(ref="all", text="everything"),))])


def test_structures_and_their_own_names_are_understood(body_talk):
    body_talk("segment both kidneys")
    turn = body_talk.session.apply([Smooth(targets=(Target(concept="kidney", side="left", text="kidney_left"),))])
    assert turn.outcomes[0].names == ("kidney_left",)
    again = body_talk.session.apply(turn.resolved)
    assert again.outcomes[0].names == ("kidney_left",)


SAID = {
    "segment": "segment the liver",
    "exclude": "without the kidney",
    "include": "include the left kidney",
    "missing": "you missed the lower tip",
    "excess": "too much on the left",
    "grow": "make it 3 mm larger",
    "shrink": "make it a bit smaller",
    "smooth": "smooth it",
    "fill_holes": "fill the holes",
    "keep": "keep the upper half",
    "remove": "drop the specks",
    "threshold": "only what is above 100 HU",
    "shift": "move it 5 mm down",
    "select": "back to the liver",
    "delete": "delete the liver",
    "show": "show the liver",
    "hide": "hide the liver",
    "goto_slice": "go to slice 4",
    "step": "next slice",
    "view": "coronal view",
    "window": "bone window",
    "zoom": "zoom in",
    "undo": "undo",
    "redo": "redo",
    "repeat": "again",
    "reset": "start over",
    "measure": "how big is it?",
    "list": "what have we got so far?",
    "save": "save",
    "confirm": "yes",
    "deny": "no",
    "choose": "number 1",
    "stop": "stop",
    "help": "help",
    "clarify": "segment the ventricle",
    "unknown": "purple monkey dishwasher",
}


@pytest.mark.parametrize("op", ops())
def test_every_op_has_words_an_effect_and_a_reply(op, body_talk):
    from limis.agents.dialogue import SPOKEN, reply

    body_talk("segment the liver and the left kidney")
    body_talk("shrink the liver by 1 voxel")
    (command,) = read(SAID[op], body_talk.session.context)
    assert command.op == op
    turn = body_talk(SAID[op])
    assert turn.outcomes
    assert op in SPOKEN
    assert len(reply(turn)) > 3


def test_repeating_scales_degrees_to_the_nearest():
    from limis.commands import Repeat
    from limis.session.repeating import spelt_again

    twice = Repeat(amount=Amount(value=200, unit="percent"))
    (grow,), remark = spelt_again(twice, [Grow()])
    assert (grow.amount, remark) == (Amount(degree="strong"), "")
    (shrink,), remark = spelt_again(Repeat(amount=Amount(value=300, unit="percent")), [Shrink()])
    assert shrink.amount == Amount(degree="strong")
    assert "no number was said" in remark


def test_a_move_of_no_whole_voxel_says_once_that_nothing_changed(fake_engines):
    grid = Geometry((9, 9, 5), np.diag([1.0, 1.0, 20.0, 1.0]))
    image = Image(np.zeros(grid.shape, np.int16), grid, "CT")
    inside = np.zeros(grid.shape, bool)
    inside[3:6, 3:6, 2] = True
    talk = Talk(Session(image, fake_engines, imported=[imported_mask(inside, image, "liver")]))
    for sentence in ("move it up by 0.1 mm", "move it up", "move it a bit up"):
        turn = talk(sentence)
        assert turn.outcomes[0].status == "unchanged"
        assert reply(turn).lower().count("nothing changed") == 1, sentence
        assert reply(turn).startswith("Nothing changed: "), sentence


def test_reaching_the_edge_is_told_once(talk):
    talk("segment the lung")
    talk("grow it by 1 pixel")
    assert "edge" in remarks(talk("grow it by 7 pixels"))
    assert "it now reaches" not in remarks(talk("grow it by 1 pixel at the bottom"))
