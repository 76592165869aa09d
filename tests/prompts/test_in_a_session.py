"""What a sentence means where the session knows what it speaks of, and where it does not."""

from __future__ import annotations

from typing import Any

import pytest

from limis.commands import Context, Missing, Shift, dump
from limis.prompts.reader import read

NEW = Context()
MISSED = Context(missed="polyp")
WITH_POLYP = Context(structures=("polyp",), active="polyp")
UNKNOWN: dict[str, Any] = {"op": "unknown"}
AGAIN: dict[str, Any] = {"op": "segment", "targets": [{"ref": "active"}]}
POLYP = [{"concept": "polyp", "text": "polyp"}]
LOWER_LEFT = ["inferior", "left"]


def said(sentence: str, context: Context) -> dict[str, Any]:
    """The one command of a sentence, without the words that stand for "it" and for what is not understood."""
    (command,) = dump(read(sentence, context))
    for target in command.get("targets", []):
        if "ref" in target:
            target.pop("text", None)
    return {name: value for name, value in command.items() if name != "text"}


@pytest.mark.parametrize(
    ("sentence", "new", "there"),
    [
        ("there is a polyp in the lower left", UNKNOWN, {"op": "missing", "targets": POLYP, "where": LOWER_LEFT}),
        ("the polyp is in the lower left", UNKNOWN, {"op": "missing", "targets": POLYP, "where": LOWER_LEFT}),
        ("it is in the lower left", *2 * [{"op": "missing", "where": LOWER_LEFT}]),
        ("you missed the lower left", *2 * [{"op": "missing", "where": LOWER_LEFT}]),
        ("you missed the polyp", *2 * [{"op": "segment", "targets": POLYP}]),
        ("look again", AGAIN, AGAIN),
    ],
)
def test_what_somebody_sees_is_looked_for_again_where_it_was_not_found(
    sentence: str, new: dict[str, Any], there: dict[str, Any]
) -> None:
    assert said(sentence, NEW) == new
    assert said(sentence, WITH_POLYP) == there
    assert said(sentence, MISSED) == AGAIN


def test_that_something_else_is_there_remains_a_finding() -> None:
    for context in (NEW, MISSED, WITH_POLYP):
        assert said("there is a cyst on the left", context) == UNKNOWN


def test_what_is_missing_of_a_structure_is_not_what_was_missed_beside_it() -> None:
    beside = Context(structures=("liver",), active="liver", missed="polyp")
    assert said("the lower tip is missing", beside) == {"op": "missing", "where": "inferior"}


@pytest.mark.parametrize(("sentence", "op"), [("the polyp is too big", "shrink"), ("the polyp is too small", "grow")])
def test_what_is_said_of_a_structure_of_the_session_is_said_of_its_outline(sentence: str, op: str) -> None:
    assert said(sentence, NEW) == UNKNOWN
    assert said(sentence, WITH_POLYP) == {"op": op, "targets": POLYP}


@pytest.mark.parametrize("edit", [Missing(where="left"), Shift(where="left")])
def test_further_down_goes_on_with_the_last_edit(edit: Any) -> None:
    assert said("further down", NEW) == UNKNOWN
    assert said("further down", Context(last_edit=edit)) == {"op": edit.op, "where": "inferior"}


def test_only_what_the_session_has_is_moved() -> None:
    assert said("move the lamp up a little", NEW) == UNKNOWN
    command = said("move the lamp up a little", Context(structures=("lamp",)))
    assert (command["op"], command["where"]) == ("shift", "superior")
