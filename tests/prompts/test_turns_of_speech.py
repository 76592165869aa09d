"""Ways to say a thing: what leads in, what stands in another place, and what has to be asked about."""

from __future__ import annotations

from typing import Any

import pytest

from limis.commands import Context, Grow, Repeat, Shrink, Smooth, dump
from limis.prompts.reader import read


@pytest.mark.parametrize(
    ("sentence", "same"),
    [
        ("I'd also need the liver", "segment the liver"),
        ("we could do with the liver", "segment the liver"),
        ("what I need is the liver", "segment the liver"),
        ("I was wondering if you could outline the liver for me", "outline the liver"),
        ("rather than the colon segment the liver", "segment the liver"),
        ("instead of the colon, the liver", "segment the liver"),
        ("rather than shrinking it grow it", "grow it"),
        ("could the border be a little smoother", "smooth it a little"),
        ("could the mask be moved 5 mm left", "move it 5 mm left"),
        ("I'm afraid it leaks at the back", "it leaks at the back"),
        ("it seems to me that it is too big", "it is too big"),
        ("good start, but the top is missing", "the top is missing"),
        ("so like could you make it smaller", "make it smaller"),
        ("smoothe it", "smooth it"),
        ("let's begin again from scratch", "start over"),
        ("don't save anything yet", "don't save it"),
        ("nobody said smooth", "don't smooth it"),
        ("another millimetre", "another 1 mm"),
        ("the top centimetre is missing", "the top 1 cm is missing"),
        ("that's not liver", "no"),
        ("a bit smaller at the back, 3 mm", "shrink it at the back by 3 mm"),
        ("make it a bit bigger, about 2 mm", "grow it by 2 mm"),
        ("grow it a bit, 2 mm", "grow it by 2 mm"),
        ("mach sie hinten etwas kleiner, 3 mm", "shrink it at the back by 3 mm"),
    ],
)
def test_what_leads_in_changes_nothing(sentence: str, same: str) -> None:
    assert dump(read(sentence)) == dump(read(same))
    assert dump(read(sentence))[0]["op"] != "unknown"


def test_a_list_needs_no_commas_between_organs() -> None:
    (command,) = dump(read("segment liver kidneys and spleen"))
    assert [target["concept"] for target in command["targets"]] == ["liver", "kidney", "spleen"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("the upper border should come down by 3 mm", Shrink(where="superior", amount={"value": 3, "unit": "mm"})),
        ("raise the lower border by 2 mm", Shrink(where="inferior", amount={"value": 2, "unit": "mm"})),
        ("lower the bottom by 2 mm", Grow(where="inferior", amount={"value": 2, "unit": "mm"})),
        ("the left border should move right by 2 mm", Shrink(where="left", amount={"value": 2, "unit": "mm"})),
    ],
)
def test_a_border_moves_in_or_out(sentence: str, expected: Any) -> None:
    assert read(sentence) == [expected]


@pytest.mark.parametrize(
    ("sentence", "options"),
    [
        ("grow it by 3", ["grow by 3 mm", "grow by 3 voxels"]),
        ("make it 3 smaller", ["shrink by 3 mm", "shrink by 3 voxels"]),
        ("shrink the spleen by 2", ["shrink the spleen by 2 mm", "shrink the spleen by 2 voxels"]),
        ("move it 3 to the left", ["move it 3 mm left", "move it 3 voxels left"]),
        ("a bit more on the left", ["grow it a bit left", "shrink it a bit left"]),
    ],
)
def test_what_is_left_open_is_asked_about(sentence: str, options: list[str]) -> None:
    (command,) = dump(read(sentence))
    assert command["op"] == "clarify"
    assert command["options"] == options
    assert all(dump(read(option))[0]["op"] in ("grow", "shrink", "shift") for option in options)


def test_a_bit_more_somewhere_is_the_last_edit_there() -> None:
    (command,) = dump(read("a bit more on the left", Context(last_edit=Shrink())))
    assert command == {"op": "shrink", "amount": {"degree": "slight"}, "where": "left"}
    assert dump(read("a bit more on the left", Context(last_edit=Smooth())))[0]["op"] == "clarify"
    assert read("a bit more", Context(last_edit=Smooth()))[0].op == Repeat().op


@pytest.mark.parametrize(
    ("sentence", "same"),
    [
        ("for fuck's sake undo that", "undo that"),
        ("damn it, that's wrong, undo", "undo"),
        ("this is crap, start over", "start over"),
        ("you stupid machine, I said the LEFT kidney", "the LEFT kidney"),
        ("ugh, not again. undo the last two", "undo the last two"),
        ("it's fucking too big", "it's too big"),
        ("bloody hell, stop", "stop"),
        ("hell no", "no"),
        ("scheiße, rückgängig", "undo"),
        ("putain, annule", "undo"),
        ("joder, deshacer", "undo"),
        ("porra, desfazer", "undo"),
    ],
)
def test_an_oath_changes_nothing(sentence: str, same: str) -> None:
    assert dump(read(sentence)) == dump(read(same))


@pytest.mark.parametrize("oath", ["shit", "fuck off", "what the hell is this", "this is useless", "ugh", "seriously?"])
def test_an_oath_alone_asks_for_nothing(oath: str) -> None:
    assert dump(read(oath)) == [{"op": "unknown", "text": oath}]


def test_that_one_too_confirms_nothing() -> None:
    assert dump(read("that one too"))[0]["op"] == "unknown"


@pytest.mark.parametrize(
    ("sentence", "op"), [("write it to disk", "save"), ("what can you segment?", "help"), ("zoom in on it", "zoom")]
)
def test_a_plain_wish_is_read(sentence: str, op: str) -> None:
    assert [command["op"] for command in dump(read(sentence))] == [op]


@pytest.mark.parametrize(
    ("sentence", "same"),
    [
        ("at the top left there's too much", "there's too much at the top left"),
        ("it's, it's leaking at the bottom", "it is leaking at the bottom"),
        ("the top is fine but the bottom is missing", "the bottom is missing"),
        ("you took too much off at the bottom", "the bottom is missing"),
        ("you only have the left half", "the right half is missing"),
        ("the upper border is too low", "the top is missing"),
        ("the upper border is not low enough", "too much at the top"),
        ("it is 5 mm too far left, move it back", "move it 5 mm to the right"),
        ("clean up the edge", "smooth it"),
        ("shrink it by point five millimetres", "shrink it by 0.5 mm"),
        ("trim the top by 2 mm and the bottom by 3 mm", "trim the top by 2 mm, trim the bottom by 3 mm"),
    ],
)
def test_the_same_is_said_in_another_order(sentence: str, same: str) -> None:
    assert dump(read(sentence)) == dump(read(same))
    assert dump(read(sentence))[0]["op"] != "unknown"


@pytest.mark.parametrize(
    "sentence",
    [
        "undo everything",
        "undo all of it",
        "revert all my changes",
        "take everything back",
        "take it all back",
        "could you undo every change so far?",
        "mach alles rückgängig",
        "annule tout",
        "deshaz todo",
        "desfaz todas as alterações",
    ],
)
def test_to_undo_everything_is_to_start_over(sentence: str) -> None:
    assert dump(read(sentence)) == [{"op": "reset"}]


@pytest.mark.parametrize(
    ("sentence", "op"),
    [
        ("don't undo everything", "deny"),
        ("did you undo everything?", "unknown"),
        ("undo everything but the last", "unknown"),
        ("undo everything on the left", "unknown"),
        ("take everything at the back", "remove"),
    ],
)
def test_less_than_everything_does_not_start_over(sentence: str, op: str) -> None:
    assert [command["op"] for command in dump(read(sentence))] == [op]


@pytest.mark.parametrize(
    "sentence", ["too much, half of that back", "give me half of that back", "too much, half of that"]
)
def test_half_of_that_back_is_no_part_of_the_body(sentence: str) -> None:
    assert dump(read(sentence)) == [
        {"op": "repeat", "amount": {"value": 50, "unit": "percent"}, "invert": True},
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "take everything in front of the kidney away",
        "remove everything in front of the spine",
        "the kidney isn't",
        "the liver is good but the kidney isn't",
    ],
)
def test_what_lies_before_something_or_is_only_judged_cuts_nothing(sentence: str) -> None:
    assert [command.op for command in read(sentence)] == ["unknown"]


_BOTH = Context(structures=("lung_left", "lung_right"), active="lung_right")
_ONE_MASK = Context(structures=("lung",), active="lung")


@pytest.mark.parametrize(
    "sentence",
    [
        "only the left",
        "keep only the left one",
        "only the left lung",
        "nur die linke",
        "seulement la gauche",
        "solo el izquierdo",
        "apenas o esquerdo",
    ],
)
def test_only_one_of_a_pair_takes_the_other_away(sentence: str) -> None:
    (delete,) = dump(read(sentence, _BOTH))
    assert (delete["op"], delete["targets"]) == ("delete", [{"concept": "lung", "side": "right", "text": "right lung"}])
    (exclude,) = dump(read(sentence, _ONE_MASK))
    assert (exclude["op"], exclude["targets"]) == ("exclude", [{"ref": "active", "side": "right", "text": "right one"}])


@pytest.mark.parametrize("sentence", ["keep the left half", "only the left side", "keep the leftmost piece"])
def test_some_of_one_of_a_pair_is_kept_as_ever(sentence: str) -> None:
    assert dump(read(sentence, _BOTH)) == dump(read(sentence))
    assert dump(read("only the left one", Context(structures=("polyp",), active="polyp")))[0]["op"] != "exclude"
