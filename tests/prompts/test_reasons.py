"""Commands beside reasons, asides and remarks of open form, and beside clauses that only sound like them.

`reasons` holds sentences whose clause changes nothing of what is asked for, and near misses, none of which may do
anything: what is reported, joked about, put off, asked, said to somebody else, or half taken back.
"""

from __future__ import annotations

import pytest
from spoken import check, rows

from limis.commands import dump
from limis.prompts.reader import read

_NOTHING = {"unknown", "deny", "stop", "clarify"}


def test_every_sentence_is_read_exactly_and_none_does_what_it_does_not_say() -> None:
    check("reasons", 1.0)


def test_many_near_misses_are_held() -> None:
    quiet = [row for row in rows("reasons") if {command["op"] for command in row["commands"]} <= _NOTHING]
    assert len(quiet) >= 150


@pytest.mark.parametrize("command", ["hide the liver", "zoom in", "smooth it", "go to slice 42", "segment the spleen"])
@pytest.mark.parametrize(
    "reason",
    [
        "our registrar wants a look",
        "which the students always enjoy",
        "before she goes to the loo",
        "theatre needs it",
        "for the follow up in three months",
        "if that's alright",
        "excisions need margins",
        "my elbow hit something",
    ],
)
def test_a_clause_of_open_form_changes_nothing_of_what_is_asked_for(command: str, reason: str) -> None:
    assert dump(read(f"{command}, {reason}")) == dump(read(command))


@pytest.mark.parametrize(
    "reason", ["my battery dies in ten minutes", "I am scared to press anything", "the power flickers"]
)
def test_what_follows_from_a_reason_may_be_written(reason: str) -> None:
    assert [said["op"] for said in dump(read(f"{reason} so save it"))] == ["save"]


@pytest.mark.parametrize("command", ["delete the spleen", "reset everything", "undo that"])
@pytest.mark.parametrize(
    "clause",
    [
        "my boss adores it",
        "the students admire it",
        "it took an hour",
        "which we still need",
        "correct me if I'm wrong",
    ],
)
def test_what_destroys_is_not_done_for_a_reason_that_might_spare_it(command: str, clause: str) -> None:
    assert {said["op"] for said in dump(read(f"{command}, {clause}"))} <= _NOTHING


@pytest.mark.parametrize("clause", ["the urologist operates on Friday", "my thesis covers spleens"])
def test_an_unknown_thing_is_no_statement(clause: str) -> None:
    assert dump(read(f"segment the prostate, {clause}")) == dump(read("segment the prostate"))
