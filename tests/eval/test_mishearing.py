from __future__ import annotations

from random import Random

import pytest

from limis.commands import Missing
from limis.eval.mishearing import NOISE, spoil
from limis.eval.wordings import PLAIN, Place, Said, say_holes, say_undo, say_wrong
from limis.prompts.reader import read

TOP = say_wrong(PLAIN, "missing", Place(("superior",), on_screen=True))


def spoiled(said: Said, count: int = 2000) -> list[tuple[str, str]]:
    return [spoil(said, Random(seed)) for seed in range(count)]  # noqa: S311


def test_a_tenth_of_the_sentences_is_spoiled() -> None:
    arrived = spoiled(TOP)
    assert sum(bool(how) for _, how in arrived) / len(arrived) == pytest.approx(NOISE, abs=0.02)
    assert all((text != TOP.text) == bool(how) for text, how in arrived)


def test_half_of_them_say_the_wrong_direction_and_half_are_misheard() -> None:
    ways = [how for _, how in spoiled(TOP) if how]
    assert {"direction", "word"} == set(ways)
    assert ways.count("word") / len(ways) == pytest.approx(0.5, abs=0.12)


def test_the_wrong_direction_is_the_opposite_one() -> None:
    (text,) = {text for text, how in spoiled(TOP) if how == "direction"}
    assert read(text) == [Missing(where="inferior", frame="image")]


@pytest.mark.parametrize("said", [say_undo(PLAIN), say_holes(PLAIN)])
def test_what_names_no_direction_is_only_misheard(said: Said) -> None:
    assert {how for _, how in spoiled(said, 400)} == {"", "word"}


def test_the_same_draw_spoils_the_same() -> None:
    assert spoiled(TOP, 100) == spoiled(TOP, 100)
