"""English as it is spoken: sentences that somebody else wrote down, with the commands they mean."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest
from spoken import CHANGING, is_right, rows

from limis.commands import dump, ops
from limis.prompts.english.common import COMMON
from limis.prompts.reader import read
from limis.prompts.requests import grammar
from limis.prompts.vocabulary import vocabulary

RIGHT_AT_LEAST = {
    "english": 0.999,
    "english_second": 0.99,
    "english_third": 0.99,
    "english_fourth": 0.97,
    "english_fifth": 0.98,
}
DESTROYING = {"delete", "reset", "save"}
Read = tuple[str, list[dict[str, Any]], list[dict[str, Any]]]
"""A sentence, what it means, and what it is read as."""

MEAN_SECONDS_AT_MOST = 0.005


@pytest.fixture(scope="module")
def tables() -> dict[str, list[Read]]:
    return {
        name: [(row["text"], row["commands"], dump(read(row["text"]))) for row in rows(name)] for name in RIGHT_AT_LEAST
    }


@pytest.fixture(scope="module")
def table(tables: dict[str, list[Read]]) -> list[Read]:
    return [row for table in tables.values() for row in table]


@pytest.mark.parametrize("name", RIGHT_AT_LEAST)
def test_nearly_every_sentence_is_read_exactly(name: str, tables: dict[str, list[Read]]) -> None:
    wrong = [(text, said) for text, expected, said in tables[name] if not is_right(said, expected)]
    rate = 1 - len(wrong) / len(tables[name])
    assert rate >= RIGHT_AT_LEAST[name], f"{rate:.3f} of {len(tables[name])}: {wrong}"


@pytest.mark.parametrize("name", RIGHT_AT_LEAST)
def test_no_sentence_changes_anything_that_it_does_not_say(name: str, tables: dict[str, list[Read]]) -> None:
    unsafe = [
        (text, command["op"])
        for text, expected, said in tables[name]
        for command in said
        if command["op"] in CHANGING and command["op"] not in {other["op"] for other in expected}
    ]
    assert unsafe == []


@pytest.mark.parametrize("op", sorted(ops()))
def test_every_op_can_be_said(op: str, table: list[Read]) -> None:
    assert any(command["op"] == op for _, _, said in table for command in said)


def test_every_option_of_a_question_has_one_reading(table: list[Read]) -> None:
    asked = [command for _, _, said in table for command in said if command["op"] == "clarify"]
    assert asked
    for option in (option for command in asked for option in command["options"]):
        assert next(command["op"] for command in dump(read(option))) not in ("clarify", "unknown"), option


def test_word_salad_never_raises() -> None:
    words = sorted(grammar().literals)
    names = [concept.name.replace("_", " ") for concept in vocabulary()][::20]
    chance = random.Random(7)  # noqa: S311
    for _ in range(150):
        salad = " ".join(chance.choices(words + names * 3, k=chance.randint(1, 9)))
        assert read(salad)


@pytest.mark.parametrize("word", ["undo", "delete", "reset", "save", "confirm"])
def test_a_slip_in_a_command_never_makes_another(word: str) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    slips = {word[:at] + letter + word[at + 1 :] for at in range(len(word)) for letter in letters}
    slips |= {word[:at] + word[at + 1 :] for at in range(len(word))}
    slips |= {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    for slip in slips - {word} - COMMON - grammar().literals:
        read_as = {command["op"] for command in dump(read(f"{slip} it"))}
        assert read_as <= ({"unknown", "undo"} if word == "undo" else {"unknown"}), slip


def test_a_sentence_is_read_at_once() -> None:
    sentences = [row["text"] for name in RIGHT_AT_LEAST for row in rows(name)][::5]
    for sentence in sentences:
        read(sentence)
    started = time.process_time()
    for sentence in sentences:
        read(sentence)
    assert (time.process_time() - started) / len(sentences) < MEAN_SECONDS_AT_MOST
