from __future__ import annotations

import pytest

from limis.commands import dump
from limis.errors import PromptError
from limis.prompts.single import read_single


def test_segment_and_exclude_are_carried_out() -> None:
    assert [command.op for command in read_single("segment the liver without the gallbladder")] == [
        "segment",
        "exclude",
    ]


def test_a_sentence_that_is_not_understood_is_carried_out_as_finding_nothing() -> None:
    assert [command.op for command in read_single("purple monkey dishwasher")] == ["unknown"]


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("liver and flumps", "flumps"),
        ("liver, spleen and the unicorn please", "unicorn"),
        ("liver, gluteus bogus", "gluteus bogus"),
    ],
)
def test_what_is_not_known_is_told_beside_what_is(text: str, unknown: str) -> None:
    (command,) = dump(read_single(text))
    assert command["targets"][0]["concept"] == "liver"
    assert {"concept": None, "text": unknown} in command["targets"]


@pytest.mark.parametrize(
    "text", ["the kidney for the transplant is on its way", "liver, it is enlarged", "spleen, normal in size"]
)
def test_what_tells_of_a_structure_is_no_list(text: str) -> None:
    assert [command.op for command in read_single(text)] == ["unknown"]


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_nothing_is_no_request(text: str) -> None:
    with pytest.raises(PromptError, match="nothing was asked"):
        read_single(text)


def test_other_commands_are_refused_with_what_can_be_said() -> None:
    with pytest.raises(PromptError, match="'deny' cannot be done to a single image"):
        read_single("don't segment the liver")


def test_a_sentence_with_two_readings_is_refused_with_both() -> None:
    with pytest.raises(PromptError, match=r"left ventricle.* or .*right ventricle"):
        read_single("segment the ventricle")


@pytest.mark.parametrize(
    "text",
    [
        "segment the liver without",
        "segment the liver except",
        "segment the liver but not",
        "segment the liver and exclude",
        "the liver minus",
        "the liver without the",
        "both not lungs and the heart",
        "the only kidney left",
    ],
)
def test_a_sentence_that_breaks_off_is_not_carried_out_in_part(text: str) -> None:
    assert dump(read_single(text)) == [{"op": "unknown", "text": text}]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("left ventricle of the heart", "left ventricle"),
        ("right atrium of the heart", "right atrium"),
        ("liver right lobe", "right lobe of the liver"),
        ("segment the patient's left kidney", "segment the left kidney"),
        ("left kindey", "left kidney"),
        ("the gall blader", "the gallbladder"),
    ],
)
def test_a_name_in_other_words_is_the_same_thing(text: str, same: str) -> None:
    def things(sentence: str) -> list[tuple[str | None, str | None]]:
        (command,) = dump(read_single(sentence))
        return [(target["concept"], target.get("side")) for target in command["targets"]]

    assert things(text) == things(same)


@pytest.mark.parametrize("text", ["the patient's fine", "the patient's back", "the patient's asleep"])
def test_how_the_patient_is_asks_for_nothing(text: str) -> None:
    assert dump(read_single(text)) == [{"op": "unknown", "text": text}]
