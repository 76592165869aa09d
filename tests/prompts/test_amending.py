"""What is said right after an edit and puts it right: "no, 2 mm", "not at the back, at the front"."""

from __future__ import annotations

from typing import Any

import pytest

from limis.commands import Amount, Command, Context, Excess, Exclude, Grow, Keep, Shift, Shrink, Smooth, Target, dump
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
        "sorry, 2 mm",
        "I said 2 mm",
        "2 mm, I said",
        "I meant 2 mm",
        "make it 2 mm instead",
        "make that 2 mm",
        "2 mm instead of 3",
        "not 3 mm, 2 mm",
        "2 mm, not 3",
        "just 2 mm",
        "2 mm is enough",
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
    assert said("no, just a little") == [{"op": "repeat", "amount": {"degree": "slight"}, "instead": True}]
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
