"""What is said of one thing by way of another, and what is only offered as a choice."""

from __future__ import annotations

from typing import Any

import pytest

from limis.commands import Amount, Context, Excess, Grow, Smooth, dump
from limis.prompts.reader import read

RIGHT_KIDNEY = [{"concept": "kidney", "side": "right", "text": "right kidney"}]
RIBS = {"op": "exclude", "targets": [{"concept": "rib", "text": "ribs"}]}
LUNG = Context(structures=("liver", "lung"), active="lung")
LIVER = Context(structures=("liver", "lung"), active="liver")


def ops(sentence: str, context: Context | None = None) -> list[str]:
    return [command["op"] for command in dump(read(sentence, context or Context()))]


@pytest.mark.parametrize("sentence", ["do the same for the right kidney", "same for the right kidney"])
def test_the_same_for_another_structure_is_the_last_edit(sentence: str) -> None:
    assert dump(read(sentence)) == [{"op": "segment", "targets": RIGHT_KIDNEY}]
    grown = Context(last_edit=Grow(amount=Amount(value=2, unit="mm")))
    amount = {"value": 2, "unit": "mm"}
    assert dump(read(sentence, grown)) == [{"op": "grow", "targets": RIGHT_KIDNEY, "amount": amount}]


def test_the_same_on_the_other_side_is_the_other_side_of_the_mask_or_the_other_organ() -> None:
    spilt = Context(last_edit=Excess(where="left"))
    assert dump(read("same on the other side", spilt)) == [{"op": "excess", "where": "right"}]
    other: dict[str, Any] = {"ref": "active", "side": "opposite", "text": "other side"}
    for context in (Context(), Context(last_edit=Smooth())):
        assert dump(read("same on the other side", context)) == [{"op": "segment", "targets": [other]}]


def test_one_structure_is_taken_out_of_another() -> None:
    sentence = "take the ribs out of the lung mask"
    assert dump(read(sentence)) == dump(read(sentence, LUNG)) == [RIBS]
    select = {"op": "select", "targets": [{"concept": "lung", "text": "lung"}]}
    assert dump(read(sentence, LIVER)) == [select, RIBS]
    assert ops(sentence, Context(structures=("liver",), active="liver")) == ["unknown"]


@pytest.mark.parametrize("order", ["take the stone out of the kidney", "remove the tube from the trachea"])
def test_what_a_surgeon_takes_out_is_no_outline(order: str) -> None:
    assert ops(order) == ["unknown"]


def test_a_part_belongs_to_a_structure_that_the_session_has() -> None:
    belongs = "the caudate lobe belongs to the liver"
    assert ops(belongs) == ["unknown"]
    assert ops(f"{belongs} too") == ops(belongs, LIVER) == ["include"]
    assert ops(belongs, LUNG) == ["select", "include"]


def test_what_somebody_says_of_a_bleeding_needs_an_outline() -> None:
    sentence = "it bleeds out towards the diaphragm"
    assert ops(sentence) == ["unknown"]
    assert ops(sentence, LUNG) == ["excess"]
    assert ops("the lung mask bleeds out on the left") == ["excess"]


def test_how_large_an_organ_is_on_a_side_is_a_finding_unless_the_session_has_it() -> None:
    assert ops("the lung is too big on the left") == ["unknown"]
    assert ops("the lung is too big on the left", LUNG) == ["excess"]
    assert ops("the lung mask is too big on the left") == ["excess"]


def test_who_went_too_far_is_clear_with_a_mask_or_a_place() -> None:
    assert ops("you went too far") == ["unknown"]
    assert ops("you went too far", LUNG) == ops("you went too far at the top") == ["excess"]


@pytest.mark.parametrize(
    ("sentence", "options"),
    [
        ("delete or hide the spleen", ["delete the spleen", "hide the spleen"]),
        ("move it up or down a bit", ["move it up a bit", "move it down a bit"]),
        ("go to slice 20 or 30", ["go to slice 20", "go to slice 30"]),
        ("undo or redo", ["undo", "redo"]),
        ("don't know, smooth it or fill the holes", None),
        ("liver or spleen", ["liver", "spleen"]),
        ("did you delete or save it", None),
        ("coffee or tea", None),
    ],
)
def test_a_choice_between_two_commands_is_asked_back(sentence: str, options: list[str] | None) -> None:
    (command,) = dump(read(sentence))
    assert (command["op"], command.get("options")) == (("clarify", options) if options else ("unknown", None))


def test_two_things_that_are_forbidden_are_not_asked_about() -> None:
    assert dump(read("don't smooth or grow it")) == [{"op": "deny"}]


def test_a_move_without_a_way_is_asked_about() -> None:
    (command,) = dump(read("move the spleen 3 mm"))
    assert command["op"] == "clarify"
    assert [ops(option) for option in command["options"]] == [["shift"]] * 6


@pytest.mark.parametrize(
    ("sentence", "same"),
    [
        ("grow it 2 mm on both sides", "grow it 2 mm on the left and right"),
        ("too much on both sides", "too much on the left and right"),
        ("the mask doesn't cover the apex", "something is missing"),
        ("your outline zigzags", "the outline is jagged"),
        ("the spleen needs some smoothing", "smooth the spleen"),
        ("the liver is fine but the spleen needs smoothing", "smooth the spleen"),
        ("remove all the small ones", "remove the specks"),
        ("segment the liver only", "segment the liver"),
        ("grow it by 1,5 mm", "grow it by 1.5 mm"),
        ("theres a hole in the middle close it", "there is a hole in the middle"),
        ("set the center to 80 and the width to 200", "window level 80 width 200"),
        ("write out a dicom seg", "save as dicom seg"),
        ("nah leave it", "no"),
        ("on this slice the left part is missing", "the left part is missing on this slice"),
        ("stretch it down by 1 cm", "grow it 1 cm downwards"),
        ("shrink a lot", "shrink it a lot"),
        ("not quite complete on the left side", "the left side is missing"),
        ("discard all but the largest", "keep only the largest"),
        ("start with the heart", "segment the heart"),
        ("all organs except the liver", "segment all organs except the liver"),
    ],
)
def test_another_way_to_say_the_same(sentence: str, same: str) -> None:
    assert dump(read(sentence)) == dump(read(same))
    assert ops(sentence) != ["unknown"]


@pytest.mark.parametrize("thing", ["top drawer", "left shoe", "second cupboard", "lower shelf", "second wheelchair"])
def test_things_of_the_room_are_not_looked_for(thing: str) -> None:
    assert ops(f"where is the {thing}") == ops(f"find the {thing}") == ["unknown"]


def test_only_after_a_correction_leaves_the_rest_out() -> None:
    assert dump(read("the aorta and the spleen, no wait, only the aorta")) == dump(read("the aorta"))


def test_one_is_made_larger_and_the_other_smaller() -> None:
    left = [{"concept": "kidney", "side": "left", "text": "left kidney"}]
    larger, smaller = dump(read("make the left kidney bigger and the right kidney smaller"))
    assert (larger, smaller) == ({"op": "grow", "targets": left}, {"op": "shrink", "targets": RIGHT_KIDNEY})


@pytest.mark.parametrize(
    "remark",
    [
        "his kidneys need to be bigger",
        "remove your mask",
        "pull the kidney up",
        "push the bowel to the right",
        "it's bleeding into the brain",
        "clip",
        "find his contacts",
    ],
)
def test_what_is_said_of_somebody_changes_nothing(remark: str) -> None:
    assert ops(remark) == ["unknown"]


def test_an_organ_that_the_session_has_is_pulled() -> None:
    assert ops("pull the lung up", LUNG) == ops("pull the lung up by 3 mm") == ["shift"]


@pytest.mark.parametrize(("said", "concept"), [("rib seven on the left", "rib_7"), ("T twelve", "vertebra_t12")])
def test_a_number_in_words_is_part_of_a_name(said: str, concept: str) -> None:
    (command,) = dump(read(said))
    assert [target["concept"] for target in command["targets"]] == [concept]


def test_nothing_moves_both_ways() -> None:
    assert ops("move it 2 mm on both sides") == ["unknown"]
