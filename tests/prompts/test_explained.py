"""Commands beside their explanations, and beside what only sounds like one.

Two sets that other hands wrote from the contract alone are kept as data: `bedside`, everyday speech at the workstation,
of which 71 % were read exactly before its rules were mended, and `by_the_contract`, rule by rule, of which 93 % were.
`explained` holds clauses that explain a command, and clauses that take it back, doubt, delay, quote or joke about it.
"""

from __future__ import annotations

from typing import Any

import pytest
from spoken import check

from limis.commands import dump
from limis.prompts.reader import read

RIGHT_AT_LEAST = {"bedside": 0.97, "by_the_contract": 0.98, "explained": 1.0}


@pytest.mark.parametrize("name", RIGHT_AT_LEAST)
def test_nearly_every_sentence_is_read_exactly_and_none_does_what_it_does_not_say(name: str) -> None:
    check(name, RIGHT_AT_LEAST[name])


@pytest.mark.parametrize("command", ["hide the liver", "zoom in", "smooth it", "go to slice 42", "segment the spleen"])
@pytest.mark.parametrize(
    "reason",
    [
        "I can't see a thing like that",
        "it's for the tumour board",
        "the surgeon needs it",
        "otherwise I can't compare",
        "because it is in my way",
        "he breathed",
    ],
)
def test_a_reason_changes_nothing_of_what_is_asked_for(command: str, reason: str) -> None:
    assert dump(read(f"{command}, {reason}")) == dump(read(command))


@pytest.mark.parametrize(
    "command", ["hide the liver", "smooth it", "segment the spleen", "delete the spleen", "save it"]
)
@pytest.mark.parametrize(
    "clause",
    [
        "I'm only joking",
        "he said",
        "that would be a mistake",
        "I'm not sure",
        "the doctor will do it later",
        "that was a test",
        "I take that back",
        "unless it is small",
        "it's an example from the manual",
        "not now",
        "nobody asked for it",
    ],
)
def test_a_clause_that_takes_it_back_is_no_reason(command: str, clause: str) -> None:
    assert [said["op"] for said in dump(read(f"{command}, {clause}"))] in (["unknown"], ["deny"])


@pytest.mark.parametrize("command", ["delete the spleen", "reset everything", "undo that", "save it"])
@pytest.mark.parametrize("clause", ["it's in my way", "he breathed", "I like it", "it looks fine", "it is not wrong"])
def test_what_destroys_is_done_only_for_a_reason_that_fits(command: str, clause: str) -> None:
    assert [said["op"] for said in dump(read(f"{command}, {clause}"))] in (["unknown"], ["deny"])


@pytest.mark.parametrize(
    ("sentence", "same"),
    [
        ("the left kidney is rubbish, delete it", "delete the left kidney"),
        ("the spleen looks ragged, smooth it", "smooth the spleen"),
        ("we won't be needing the stomach any more, delete it", "delete the stomach"),
        ("it looks ragged, smooth it", "smooth it"),
    ],
)
def test_it_is_what_the_explanation_names(sentence: str, same: str) -> None:
    assert [{**c, "targets": _unnamed(c)} for c in dump(read(sentence))] == [
        {**c, "targets": _unnamed(c)} for c in dump(read(same))
    ]


def _unnamed(command: dict[str, Any]) -> list[dict[str, Any]]:
    return [{name: said for name, said in target.items() if name != "text"} for target in command.get("targets", [])]


@pytest.mark.parametrize(
    ("sentence", "same"),
    [
        ("shift it 4 mm to the right, er, left", "shift it 4 mm to the left"),
        ("delete the spleen, the gallbladder I mean", "delete the gallbladder"),
        ("the coronal, no hang on, the sagittal view", "sagittal view"),
        ("of the spleen keep only the largest part", "keep only the largest part of the spleen"),
        ("do that again, but half as much", "half as much"),
        ("wrong direction, do the opposite", "do the opposite"),
        ("zoom out, I'm lost", "zoom out"),
    ],
)
def test_one_thing_said_in_two_ways_is_done_once(sentence: str, same: str) -> None:
    assert dump(read(sentence)) == dump(read(same)) != [{"op": "unknown", "text": same}]
