"""Requests in orders of words, and with light verbs, that no rule foresees; and talk that holds the same words."""

from __future__ import annotations

import pytest
from spoken import check

from limis.commands import dump
from limis.prompts.reader import read


def test_nearly_every_sentence_is_read_exactly_and_none_does_what_it_does_not_say() -> None:
    check("gists", 0.99)


@pytest.mark.parametrize(
    "request_", ["apply some smoothing to the liver", "give the liver some smoothing", "I want the liver smoothed"]
)
@pytest.mark.parametrize("left_over", ["yesterday", "by the nurse", "if it helps him", "and phone the ward"])
def test_with_one_word_left_over_nothing_is_read(request_: str, left_over: str) -> None:
    assert "smooth" in [command["op"] for command in dump(read(request_))]
    assert "smooth" not in [command["op"] for command in dump(read(f"{request_} {left_over}"))]


@pytest.mark.parametrize("told", ["he asked me to", "we tried to", "I was told to", "the registrar wanted to"])
def test_what_is_told_is_not_done(told: str) -> None:
    assert [command["op"] for command in dump(read(f"{told} apply some smoothing to the liver"))] == ["unknown"]


@pytest.mark.parametrize("purpose", ["for the volumetry", "before the planning meeting", "ahead of the tumour board"])
@pytest.mark.parametrize("request_", ["I need the liver and the spleen", "smooth it", "export it as nifti"])
def test_what_something_is_wanted_for_may_come_first_or_last(purpose: str, request_: str) -> None:
    assert dump(read(f"{purpose} {request_}")) == dump(read(f"{request_} {purpose}")) == dump(read(request_))


@pytest.mark.parametrize("request_", ["delete it", "reset everything"])
def test_nothing_is_destroyed_or_written_for_a_meeting(request_: str) -> None:
    assert [command["op"] for command in dump(read(f"{request_} for the meeting"))] == ["unknown"]


@pytest.mark.parametrize("verb", ["delete", "bin", "smooth", "save"])
def test_the_rest_is_not_everything(verb: str) -> None:
    assert dump(read(f"{verb} the rest"))[0]["op"] == "unknown"
    assert dump(read(f"keep the largest piece, {verb} the rest"))[0] == {"op": "keep", "which": "largest"}


def test_a_dictated_full_stop_stops_nothing() -> None:
    assert dump(read("no acute finding full stop"))[0]["op"] != "stop"
    assert dump(read("no wait stop"))[0]["op"] == "stop"
