"""What is wrong where, in an order of words that no rule foresees."""

from __future__ import annotations

import pytest

from limis.commands import dump
from limis.prompts.reader import read


@pytest.mark.parametrize(
    ("sentence", "same"),
    [
        ("the bottom is underestimated", "the bottom is missing"),
        ("you are underestimating it on the left", "the left is missing"),
        ("you got the edge too short by 3 mm at the top", "3 mm are missing at the top"),
        ("it stops before the bottom edge", "the bottom is missing"),
        ("you painted over the edge at the bottom", "too much at the bottom"),
        ("the right part is just background", "too much on the right"),
    ],
)
def test_a_sentence_about_nothing_else_says_what_is_wrong_where(sentence: str, same: str) -> None:
    assert dump(read(sentence)) == dump(read(same))
    assert dump(read(sentence))[0]["op"] in ("missing", "excess")


@pytest.mark.parametrize(
    "sentence",
    [
        "the budget is underestimated at the bottom",
        "the bottom of the page is underestimated",
        "he is underestimating it on the left",
        "the bottom is not underestimated",
        "it is underestimated",
        "it is underestimated at the top and overestimated",
        "it is underestimated at the top, not at the bottom",
        "never underestimate the left side",
    ],
)
def test_one_word_about_something_else_and_nothing_is_read(sentence: str) -> None:
    assert dump(read(sentence)) == [{"op": "unknown", "text": sentence}]
