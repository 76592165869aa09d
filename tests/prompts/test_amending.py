"""What is said right after an edit and puts it right: "no, 2 mm", "not at the back, at the front"."""

from __future__ import annotations

from typing import Any

import pytest

from limis.commands import (
    Amount,
    Command,
    Context,
    Excess,
    Exclude,
    Grow,
    Keep,
    Question,
    Shift,
    Shrink,
    Smooth,
    Target,
    dump,
)
from limis.prompts.reader import read

_3_MM = Amount(value=3, unit="mm")
_SHRUNK = Shrink(amount=_3_MM, where="posterior")


def said(text: str, last: Command | None = _SHRUNK, *, just: bool = True) -> list[dict[str, Any]]:
    context = Context(structures=("liver",), active="liver", last_edit=last, just_edited=just)
    return dump(read(text, context))


@pytest.mark.parametrize(
    "text",
    [
        "no, 2 mm",
        "no 2 mm",
        "no, only 2 mm",
        "no, sorry, 2 mm",
        "I said 2 mm",
        "2 mm, I said",
        "I meant 2 mm",
        "make it 2 mm instead",
        "no, I meant 2 mm",
        "no, it should be 2 mm",
        "make that 2 mm",
        "2 mm instead of 3",
        "not 3 mm, 2 mm",
        "2 mm, not 3",
        "that was too much, only 2 mm",
        "nein, nur 2 mm",
        "non, seulement 2 mm",
        "não, só 2 mm",
    ],
)
def test_another_amount_puts_the_edit_right(text: str) -> None:
    assert said(text) == [{"op": "repeat", "amount": {"value": 2, "unit": "mm"}, "instead": True}]


@pytest.mark.parametrize(
    "text",
    [
        "no, at the front",
        "no, the front!",
        "I meant the front",
        "the front, I said",
        "at the front instead",
        "not at the back, at the front",
        "at the front, not the back",
        "not there, at the front",
        "wrong side, the front",
        "no, on the other side",
        "no, the other side",
        "nein, vorne",
        "non, devant",
        "no, delante",
        "não, na frente",
    ],
)
def test_another_place_puts_the_edit_right(text: str) -> None:
    assert said(text) == [{"op": "repeat", "where": "anterior", "instead": True}]


def test_amount_and_place_at_once() -> None:
    expected = {"op": "repeat", "amount": {"value": 2, "unit": "mm"}, "where": "anterior", "instead": True}
    assert said("no, 2 mm at the front") == [expected]
    assert said("no, at the front by 2 mm") == [expected]


def test_a_degree_puts_an_edit_right_where_it_is_told_from_more_of_it() -> None:
    half = {"op": "repeat", "amount": {"value": 1.5, "unit": "mm"}, "instead": True}
    assert said("no, just a little") == said("no, half of that") == [half]
    strong = Shrink(amount=Amount(degree="strong"))
    assert said("no, only a bit", strong) == [{"op": "repeat", "amount": {"degree": "slight"}, "instead": True}]
    assert said("no, only a bit", Shrink(amount=Amount(degree="slight")))[0]["op"] == "unknown"
    assert said("no, 2 mm more") == [{"op": "repeat", "amount": {"value": 2, "unit": "mm"}}]
    assert said("no, another 2 mm") == [{"op": "repeat", "amount": {"value": 2, "unit": "mm"}}]
    assert said("no, a bit less") == [{"op": "repeat", "amount": {"degree": "slight"}, "invert": True}]


@pytest.mark.parametrize("text", ["no, 2 mm", "no, at the front", "I said 2 mm", "not 3 mm, 2 mm", "nein, vorne"])
def test_without_an_edit_made_just_now_it_is_anybodys(text: str) -> None:
    assert said(text, None, just=False)[0]["op"] == "unknown"
    assert said(text, just=False)[0]["op"] == "unknown"


def test_what_was_not_said_is_not_put_right() -> None:
    assert said("not 4 mm, 2 mm")[0]["op"] == "unknown"
    assert said("not at the top, at the front")[0]["op"] in ("unknown", "deny")
    assert said("no, 2 mm", Exclude(targets=(Target(concept="spleen", text="spleen"),)))[0]["op"] == "unknown"
    assert said("no, 5 slices")[0]["op"] != "repeat"
    assert said("no, at the front", Smooth())[0]["op"] == "unknown"
    assert said("no, at the front", Keep(which="largest"))[0]["op"] == "unknown"
    assert said("no, the other side", Grow(amount=_3_MM))[0]["op"] == "segment"


@pytest.mark.parametrize("last", [Grow(), Excess(), Shift(where="posterior", amount=_3_MM), Keep(where="posterior")])
def test_every_edit_that_takes_a_place_can_be_put_right(last: Command) -> None:
    assert said("no, at the front", last) == [{"op": "repeat", "where": "anterior", "instead": True}]


def test_the_edit_said_again_after_a_no_is_in_its_place() -> None:
    assert said("no, make it 2 mm smaller") == [{"op": "repeat", "amount": {"value": 2, "unit": "mm"}, "instead": True}]
    assert said("no, make it 2 mm larger")[0]["op"] == "grow"
    assert said("make it 2 mm smaller")[0]["op"] == "shrink"


@pytest.mark.parametrize(
    "text",
    [
        "delete the left kidney. No, right.",
        "make it 4 mm larger. No, 2 mm.",
        "segment the right kidney. I meant the left.",
        "show the left kidney. No, right.",
        "measure the left kidney. No, the right.",
        "grow it at the front. Sorry, at the back.",
        "smooth it by 2 mm. No, 3 mm.",
        "keep the left half. No, the right.",
        "move it 3 mm left. Sorry, right.",
        "next slice. no, up",
        "no, also at the back",
        "no, at the back too",
        "no, just a little more",
        "no, 2 mm more at the back",
        "nein, noch 2 mm",
        "nein, 2 mm mehr",
        "non, 2 mm de plus",
        "no, no a la izquierda",
        "não, não 2 mm",
        "no, 2 mm everywhere",
        "no, 2 mm?",
        "only 3 cm",
        "sorry, 5 cm",
        "12 mm instead",
        "thanks, only 2 mm",
        "no need, 2 mm is enough",
        "I asked for 5 mm",
        "that should be lower",
        "that should be right",
        "I said up",
        "no, up",
        "no, back",
        "no lower pole",
        "no midline",
        "non, tout droit",
        "no, one more slice",
        "oops, 2 more slices",
        "no, another 5 slices",
        "no, make it right",
        "make that right",
        "no, outwards",
        "no, 2 or 3 mm",
        "nein, hoch",
        "no, arriba",
    ],
)
def test_what_may_mean_something_else_is_read_as_without_an_edit(text: str) -> None:
    assert said(text) == said(text, just=False)
    assert not any(command.get("instead") for command in said(text))


@pytest.mark.parametrize("text", ["nein, nicht vorne", "nein, nicht 2 mm", "no, not at the front", "not 3 mm"])
def test_what_is_only_ruled_out_is_not_done(text: str) -> None:
    assert {command["op"] for command in said(text)} <= {"deny", "unknown"}


def test_the_answer_to_a_question_puts_nothing_right() -> None:
    asked = Question(question="Shall I?")
    context = Context(structures=("liver",), active="liver", last_edit=_SHRUNK, just_edited=True, pending=asked)
    for text in ("no, the left", "no, at the front", "no, 2 mm", "I said right", "left instead"):
        assert not any(command.get("instead") for command in dump(read(text, context))), text


def test_a_no_with_a_share_never_asks_for_more_of_it() -> None:
    strong = Grow(amount=Amount(degree="strong"))
    assert said("no, half of that", strong) == [{"op": "repeat", "amount": {"degree": "moderate"}, "instead": True}]
    for text in ("no, half of that", "no, half as much", "no, twice as much"):
        assert said(text, just=False)[0]["op"] == "unknown"
        assert said(text, Smooth())[0]["op"] == "unknown"
    assert said("half of that", just=False)[0]["op"] == "repeat"
