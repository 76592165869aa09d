"""What is spared, let be or only complained of is not done as well."""

from __future__ import annotations

import pytest

from limis.commands import dump
from limis.prompts.reader import read


@pytest.mark.parametrize(
    "text",
    [
        *(
            "shrink it everywhere but the left",
            "grow it by 2 mm but not at the top",
            "smooth both but not the left one",
        ),
        *(
            "fill all holes but one",
            "undo the last but one",
            "it's too big but never mind",
            "it's too big but leave it",
        ),
        *("delete the left kidney, keep the right", "grow it by 2 mm, leave the top", "hide everything save the liver"),
        *("take a left", "keep to the right", "faster", "get up", "delete the rest"),
        *("remove everything left of the spine", "remove everything to the right of the aorta"),
        *("clean up the left side", "move everything up but the liver", "grow everything by 2 mm except the spleen"),
    ],
)
def test_nothing_is_done_to_what_may_be_spared(text: str) -> None:
    assert [said["op"] for said in dump(read(text))] == ["unknown"]


@pytest.mark.parametrize(
    ("text", "ops"),
    [
        ("smooth it but not too much", ["smooth"]),
        ("segment the liver but not the gallbladder", ["segment", "exclude"]),
        ("smooth it and keep the largest piece", ["smooth", "keep"]),
        ("discard all but the largest", ["keep"]),
        ("hide all but the liver", ["hide", "show"]),
        ("it's good but the top is missing", ["missing"]),
    ],
)
def test_what_is_spared_where_the_command_says_so_is_read(text: str, ops: list[str]) -> None:
    assert [said["op"] for said in dump(read(text))] == ops


@pytest.mark.parametrize(
    ("text", "op"),
    [
        *(("zoom in, it's too small", "zoom"), ("reset, it got worse", "reset"), ("hide it, it's too big", "hide")),
        *(("move it up, it's 5 mm too low", "shift"), ("grow it by 2 mm, it's 3 mm too small", "grow")),
        *(("undo, now it leaks on the left", "undo"), ("segment the spleen, it's missing", "segment")),
    ],
)
def test_a_complaint_behind_what_answers_it_is_no_second_edit(text: str, op: str) -> None:
    assert [said["op"] for said in dump(read(text))] == [op]
    assert [said["op"] for said in dump(read("smooth it, it leaks at the back"))] == ["smooth", "excess"]


@pytest.mark.parametrize(
    ("text", "ops"),
    [
        ("undo that, it should reach further down", ["undo", "missing"]),
        ("hide it, I want it smoother", ["hide", "smooth"]),
        ("shrink it, it's leaking at the back", ["shrink", "excess"]),
    ],
)
def test_what_is_asked_for_beside_a_command_is_not_taken_for_a_complaint(text: str, ops: list[str]) -> None:
    assert [said["op"] for said in dump(read(text))] == ops


@pytest.mark.parametrize(
    "text",
    [
        *("you can clear everything and go", "delete it, shall I", "can the left go", "the left can go"),
        *("there are clips on the left", "dilatation 35 mm", "in the spleen 45 to 50 HU", "is it absent on the left"),
        *("displacement of 5 mm to the left", "the aorta bulges out on the left", "5 cm needed on the right"),
        *("return to how it was before the operation", "hide both kidneys, not just the left one"),
    ],
)
def test_what_is_said_of_patients_and_to_others_changes_nothing(text: str) -> None:
    assert [said["op"] for said in dump(read(text))] == ["unknown"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the left part should be taken out", {"op": "remove", "where": "left"}),
        ("the back should be moved back by 3 mm", {"op": "grow", "where": "posterior"}),
        ("it is 5 mm too far left, move it back", {"op": "shift", "where": "right"}),
        ("it sits two slices too low, move it up", {"op": "shift", "where": "superior"}),
    ],
)
def test_a_way_is_the_way_that_is_said(text: str, expected: dict[str, str]) -> None:
    (said,) = dump(read(text))
    assert {name: said[name] for name in expected} == expected
