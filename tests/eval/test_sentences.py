from __future__ import annotations

import pytest

from limis.commands import Segment, Target
from limis.eval.sentences import sentence
from limis.prompts.reader import read


@pytest.mark.parametrize("side", [None, "left", "right", "both"])
def test_what_is_said_is_what_is_understood(side: str | None) -> None:
    (command,) = read(sentence(("kidney", side)))
    assert isinstance(command, Segment)
    (target,) = command.targets
    assert isinstance(target, Target)
    assert (target.concept, target.side) == ("kidney", side)


def test_a_list_is_understood_item_by_item() -> None:
    wanted = [("liver", None), ("rib_7", "left"), ("vertebra_l1", None), ("kidney", "both")]
    (command,) = read(sentence(*wanted))
    assert isinstance(command, Segment)
    assert [(t.concept, t.side) for t in command.targets if isinstance(t, Target)] == wanted


def test_a_concept_without_words_is_spoken_as_it_is_spelt() -> None:
    assert sentence(("made_up_thing", None)) == "segment the made up thing"
