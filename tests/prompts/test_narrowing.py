"""What a later word narrows, corrects or brings back is read in its place."""

from __future__ import annotations

from typing import Any

import pytest

from limis.commands import dump
from limis.prompts.reader import read


@pytest.mark.parametrize(
    ("text", "op", "side"),
    [
        ("delete the kidneys, the left one only", "delete", "left"),
        ("delete both kidneys, just the right one", "delete", "right"),
        ("hide the kidneys, only the right one", "hide", "right"),
        ("segment the kidneys, the left one only", "segment", "left"),
        ("segment the kidneys but only the right one", "segment", "right"),
        ("delete the kidneys, but just the left side please", "delete", "left"),
    ],
)
def test_only_what_is_named_last_is_meant(text: str, op: str, side: str) -> None:
    (said,) = dump(read(text))
    assert said["op"] == op
    assert [(target["concept"], target["side"]) for target in said["targets"]] == [("kidney", side)]


@pytest.mark.parametrize(
    ("text", "ops"),
    [
        ("delete everything but only the left", ["unknown"]),
        ("do not segment the lungs but only the left one", ["segment"]),
        ("I don't want both kidneys but only the right one", ["segment"]),
        ("hide everything but just the left one", ["hide", "show"]),
        ("keep nothing but only the left side", ["keep"]),
    ],
)
def test_a_but_that_says_what_is_meant_instead_is_no_pause(text: str, ops: list[str]) -> None:
    assert [one["op"] for one in dump(read(text))] == ops


@pytest.mark.parametrize(
    "text",
    ["smooth it, only the left side", "smooth the liver but only at the top", "fill the holes but only the left side",
     "delete it but only the left side"],
)  # fmt: skip
def test_an_edit_that_has_no_place_does_not_cut_off_all_but_that_place(text: str) -> None:
    assert [one["op"] for one in dump(read(text))] == ["unknown"]


def test_what_is_kept_is_kept() -> None:
    assert [one["op"] for one in dump(read("smooth it and keep only the left side"))] == ["smooth", "keep"]


def test_two_things_stay_two() -> None:
    (said,) = dump(read("delete the left kidney and only the right lung"))
    assert [target["concept"] for target in said["targets"]] == ["kidney", "lung"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hide the liver and show the spleen, sorry, the pancreas", [("hide", "liver"), ("show", "pancreas")]),
        ("smooth the liver and hide the spleen, I mean the kidney", [("smooth", "liver"), ("hide", "kidney")]),
        ("segment the liver and the spleen, sorry, the pancreas", [("segment", "liver"), ("segment", "pancreas")]),
    ],
)
def test_a_correction_is_of_the_last_command(text: str, expected: list[tuple[str, str]]) -> None:
    said = dump(read(text))
    assert [(one["op"], target["concept"]) for one in said for target in one["targets"]] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bring them back", [{"op": "show", "targets": [{"ref": "all"}]}]),
        ("bring the liver back", [{"op": "show", "targets": [{"concept": "liver", "text": "liver"}]}]),
        ("bring it back", [{"op": "redo", "count": 1}]),
        ("bring the left edge back", [{"op": "shrink", "where": "left"}]),
        ("overshot, two slices back", [{"op": "step", "count": -2}]),
        ("it is larger on the left", [{"op": "missing", "where": "left"}]),
        ("it's smaller at the back", [{"op": "excess", "where": "posterior"}]),
        ("liver: 14 cm, smooth contour", [{"op": "unknown", "text": "liver: 14 cm, smooth contour"}]),
    ],
)
def test_words_that_have_another_meaning_elsewhere(text: str, expected: list[dict[str, Any]]) -> None:
    assert dump(read(text)) == expected


@pytest.mark.parametrize("text", ["hide the kidneys but not the left", "hide both kidneys, just not the left one"])
def test_what_is_left_of_a_pair_is_the_other_one(text: str) -> None:
    (said,) = dump(read(text))
    assert [(target["concept"], target["side"]) for target in said["targets"]] == [("kidney", "right")]


def test_nothing_is_deleted_of_which_one_is_spared() -> None:
    text = "delete the kidneys but not the left"
    assert dump(read(text)) == [{"op": "unknown", "text": text}]
