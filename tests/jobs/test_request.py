from __future__ import annotations

import pytest

from limis.errors import PromptError
from limis.jobs.request import read_request


def test_segment_and_exclude_are_carried_out() -> None:
    assert [command.op for command in read_request("segment the liver without the gallbladder")] == [
        "segment",
        "exclude",
    ]


def test_a_sentence_that_is_not_understood_is_carried_out_as_finding_nothing() -> None:
    assert [command.op for command in read_request("purple monkey dishwasher")] == ["unknown"]


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_nothing_is_no_request(text: str) -> None:
    with pytest.raises(PromptError, match="nothing was asked"):
        read_request(text)


def test_other_commands_are_refused_with_what_can_be_said() -> None:
    with pytest.raises(PromptError, match="'deny' cannot be done to a single image"):
        read_request("don't segment the liver")


def test_a_sentence_with_two_readings_is_refused_with_both() -> None:
    with pytest.raises(PromptError, match=r"left ventricle.* or .*right ventricle"):
        read_request("segment the ventricle")
