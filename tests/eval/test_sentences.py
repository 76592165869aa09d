from __future__ import annotations

import pytest

from limis.commands import Segment, Target
from limis.eval.sentences import sentence
from limis.prompts.reader import read


@pytest.mark.parametrize("side", [None, "left", "right", "both"])
def test_what_is_said_is_what_is_understood(side: str | None) -> None:
    (command,) = read(sentence("kidney", side))
    assert isinstance(command, Segment)
    (target,) = command.targets
    assert isinstance(target, Target)
    assert (target.concept, target.side) == ("kidney", side)


def test_a_concept_without_words_is_spoken_as_it_is_spelt() -> None:
    assert sentence("made_up_thing", None) == "segment the made up thing"
