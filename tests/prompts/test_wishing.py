"""Wishes in the past tense, and what an explanation adds to the command beside it."""

from __future__ import annotations

import pytest
from spoken import ops, said


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("I'd be grateful if you segmented the oesophagus", ["segment"]),
        ("it would be nice if you outlined the liver", ["segment"]),
        ("I'd appreciate it if you hid the liver", ["hide"]),
        ("it would be great if you smoothed it", ["smooth"]),
        ("it would be great if you did not smooth it", ["deny"]),
        ("you segmented the oesophagus", ["exclude"]),
    ],
)
def test_a_wish_in_the_past_asks_for_now(sentence: str, expected: list[str]) -> None:
    assert ops(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("the surgeon wants it as nifti, save it", {"format": "nifti"}),
        ("radiotherapy wants it as an rtstruct, so export that", {"format": "rtstruct"}),
        ("save it because they no longer want nifti", {}),
        ("save as png, er, dicom seg", {"format": "dicom_seg"}),
    ],
)
def test_an_explanation_names_the_format(sentence: str, expected: dict[str, str]) -> None:
    assert said(sentence) == [{"op": "save", **expected}]


@pytest.mark.parametrize(
    "sentence", ["the nodule is in one of them", "the gallbladder is in it", "the tumour is in the liver"]
)
def test_what_is_inside_is_neither_left_out_nor_taken_in(sentence: str) -> None:
    assert ops(sentence) == ["unknown"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("the left adrenal belongs in there, so include it", ["include"]),
        ("the gallbladder is part of this, include it", ["include"]),
        ("hang on to the lower half only", ["keep"]),
        ("scrap the last three", ["undo"]),
        ("toss the duodenum, I don't need it any more", ["delete"]),
        ("hide or maybe delete the spleen", ["clarify"]),
        ("save it as nifti or maybe png", ["clarify"]),
    ],
)
def test_said_another_way(sentence: str, expected: list[str]) -> None:
    assert ops(sentence) == expected


def test_edges_are_no_structures() -> None:
    assert said("the edges look like a staircase, smooth them") == [{"op": "smooth"}]
