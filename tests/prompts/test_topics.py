"""What is said of a structure that is named first: with a colon, after "for the …," or with nothing but a comma."""

from __future__ import annotations

from typing import Any

import pytest

from limis.commands import Context, dump
from limis.prompts.reader import read

DRAWN = Context(structures=("liver", "kidney_left"), active="kidney_left")
NEW = Context()


def said(sentence: str, context: Context = NEW) -> list[tuple[str, list[Any]]]:
    """Each op with the concepts, or the references, that it is about."""
    return [
        (command["op"], [target.get("concept") or target.get("ref") for target in command.get("targets", [])])
        for command in dump(read(sentence, context))
    ]


@pytest.mark.parametrize(
    ("sentence", "op"),
    [
        ("for the spleen, keep just the largest piece", "keep"),
        ("on the spleen, smooth it by 2 mm", "smooth"),
        ("spleen: goes too far down", "excess"),
        ("the spleen, you missed the top", "missing"),
        ("the spleen, there is too much at the back", "excess"),
    ],
)
def test_it_is_of_what_is_named(sentence: str, op: str) -> None:
    assert said(sentence) == [(op, ["spleen"])]


def test_what_is_to_be_done_with_a_new_thing_asks_for_it_first() -> None:
    assert said("liver, smooth it") == [("segment", ["liver"]), ("smooth", [])]
    assert said("liver, smooth it", DRAWN) == [("smooth", ["liver"])]


def test_a_side_is_no_new_thing() -> None:
    assert said("the other one, make it bigger") == [("grow", ["active"])]


@pytest.mark.parametrize(
    "sentence", ["for the liver, 12 cm", "for the spleen, it is enlarged", "for the liver, segment the tumor"]
)
def test_a_finding_or_another_structure_is_nothing_to_do(sentence: str) -> None:
    assert [op for op, _ in said(sentence)] == ["unknown"]


@pytest.mark.parametrize(
    ("sentence", "ops"),
    [
        ("smooth it, then remove everything but the largest piece", ["smooth", "keep"]),
        ("smooth everything but the left", ["unknown"]),
        ("as for the aorta, it leaks", ["unknown"]),
        ("segment the pancreas and once that's done erode it by 1 mm", ["segment", "shrink"]),
        ("do not shift the aorta, is that clear", ["deny"]),
        ("it leaks on the left, can you fix that?", ["excess"]),
    ],
)
def test_what_stands_beside_it_is_heard(sentence: str, ops: list[str]) -> None:
    assert [op for op, _ in said(sentence)] == ops
