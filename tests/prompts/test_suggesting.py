"""What of a sentence that was not understood is shown as a proposal."""

from __future__ import annotations

import pytest

from limis.commands import dump
from limis.prompts.reader import read
from limis.prompts.suggesting import suggestion

RAVING = "in the name of all that glitters"


@pytest.mark.parametrize("command", ["find the polyp", "smooth it a bit", "show me the coronal view", "save it as png"])
def test_the_part_that_is_understood_alone_is_proposed(command: str) -> None:
    text = f"{command}, {RAVING}"
    assert dump(read(text))[0]["op"] == "unknown"
    assert suggestion(text) == command


@pytest.mark.parametrize(
    "text",
    [
        f"delete it, {RAVING}",
        f"do not smooth it, {RAVING}",
        f"smooth it, {RAVING}, if you dare",
        f"segment the blorp, {RAVING}",
        "purple monkey dishwasher",
        "nurse, hand me the clamp",
        "",
    ],
)
def test_nothing_is_proposed_that_destroys_or_that_nobody_asked_for(text: str) -> None:
    assert suggestion(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "shrink everything, except the liver, or so I am told by the stars",
        "save it, provided the boss agrees",
        "undo, when the patient leaves",
        "I cannot undo it, undo it, zebra",
        "the nurse asked me, undo the last two, whatever",
    ],
)
def test_nothing_is_proposed_without_what_binds_it(text: str) -> None:
    assert suggestion(text) is None
