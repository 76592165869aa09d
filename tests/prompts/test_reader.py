"""The reader turns honest sentences into the commands they mean, and leaves the others alone."""

from __future__ import annotations

import pytest
from utterances import CLARIFY, DENY, READ, UNKNOWN

from limis.commands import Clarify, Command, Context, Exclude, Reference, Segment, Target, dump
from limis.prompts.english.phrases import LISTS, PHRASES
from limis.prompts.phrases import table
from limis.prompts.reader import read
from limis.prompts.spelling import distance


def short(commands: list[Command]) -> str:
    return "; ".join(_short(command) for command in commands)


def _short(command: Command) -> str:
    if not isinstance(command, Segment | Exclude):
        return command.op.upper()
    return ("-" if isinstance(command, Exclude) else "") + ", ".join(_word(target) for target in command.targets)


def _word(target: Target | Reference) -> str:
    if isinstance(target, Reference):
        return "/".join(part for part in (f"@{target.ref}", target.side) if part)
    return "/".join(part for part in (target.concept or f"?{target.text}", target.side, target.which) if part)


@pytest.mark.parametrize(("sentence", "meaning"), READ)
def test_a_request_is_read(sentence: str, meaning: str) -> None:
    assert short(read(sentence)) == meaning


@pytest.mark.parametrize("sentence", UNKNOWN)
def test_what_is_not_accounted_for_is_unknown_as_a_whole(sentence: str) -> None:
    assert dump(read(sentence)) == [{"op": "unknown", "text": sentence.strip()}]


@pytest.mark.parametrize("sentence", DENY)
def test_a_sentence_that_only_forbids_does_nothing(sentence: str) -> None:
    assert dump(read(sentence)) == [{"op": "deny"}]


@pytest.mark.parametrize("sentence", CLARIFY)
def test_an_ambiguous_noun_is_asked_about_and_every_option_can_be_read(sentence: str) -> None:
    (command,) = read(sentence)
    assert isinstance(command, Clarify)
    for option in command.options:
        (answer,) = read(option)
        assert isinstance(answer, Segment)


def test_the_kind_of_imaging_settles_an_ambiguous_noun() -> None:
    assert short(read("segment the disc", Context(modality="fundus photography"))) == "optic_disc"
    assert short(read("segment the discs", Context(modality="CT"))) == "intervertebral_disc"
    assert short(read("segment the disc in this fundus photo")) == "optic_disc"


@pytest.mark.parametrize("text", ["", " ", "\t\n"])
def test_a_blank_text_asks_for_nothing(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("sentence", "texts"),
    [
        ("segment the liver and both kidneys", ["liver", "both kidneys"]),
        ("not the left kidney, the right one", ["right one"]),
        ("Segment the  LEFT\tKidney", ["LEFT Kidney"]),
        ("left and right kidney", ["left kidney", "right kidney"]),
        ("the lfet kidny", ["lfet kidny"]),
        ("segment all the nuclei", ["all the nuclei"]),
        ("L1 to L3", ["L1", "L2", "L3"]),
        ("the kidney on the left side in this CT", ["kidney on the left side"]),
        ("segment the upper lobe of the left lung", ["upper lobe of the left lung"]),
    ],
)
def test_the_phrase_is_quoted_without_its_article(sentence: str, texts: list[str]) -> None:
    (command,) = read(sentence)
    assert isinstance(command, Segment)
    assert [target.text for target in command.targets] == texts


def test_the_contract_examples_print_exactly() -> None:
    assert dump(read("segment the liver and both kidneys")) == [
        {
            "op": "segment",
            "targets": [
                {"concept": "liver", "text": "liver"},
                {"concept": "kidney", "side": "both", "text": "both kidneys"},
            ],
        }
    ]
    assert dump(read("not the left kidney, the right one")) == [
        {"op": "segment", "targets": [{"concept": "kidney", "side": "right", "text": "right one"}]}
    ]
    assert dump(read("purple monkey dishwasher")) == [{"op": "unknown", "text": "purple monkey dishwasher"}]


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("noun", ["kidney", "lung", "femoral head", "upper lobe", "optic nerve", "7th rib"])
@pytest.mark.parametrize("form", ["the {side} {noun}", "{noun} on the {side}", "{side}-sided {noun}"])
def test_a_side_is_never_lost_nor_turned(side: str, noun: str, form: str) -> None:
    (command,) = read(form.format(side=side, noun=noun))
    assert isinstance(command, Segment)
    assert [target.side for target in command.targets] == [side]


@pytest.mark.parametrize("verb", ["smooth", "grow", "shrink", "hide", "delete", "undo", "save", "export", "measure"])
def test_another_command_is_never_read_in_part(verb: str) -> None:
    assert short(read(f"{verb} the liver yesterday")) == "UNKNOWN"
    assert short(read(f"segment the liver and {verb} it, my friend")) == "UNKNOWN"
    assert short(read(f"segment the liver, then {verb} the spleen if you saw it")) == "UNKNOWN"


def test_reading_is_deterministic() -> None:
    sentence = "could you outline the lfet kidny and the larger of the two lungs, please"
    assert read(sentence) == read(sentence)


@pytest.mark.parametrize("text", ["liver " * 1000, "and " * 400, "the " * 300, "(" * 200, "left right " * 100])
def test_long_nonsense_is_unknown(text: str) -> None:
    assert short(read(text)) == "UNKNOWN"


def test_no_phrase_list_is_named_twice() -> None:
    assert len(PHRASES) == sum(len(table(text)) for text in LISTS)


def test_a_swap_counts_as_one_slip() -> None:
    assert distance("lvier", "liver") == 1
    assert distance("", "abc") == 3
    assert distance("kitten", "sitting") == 3
