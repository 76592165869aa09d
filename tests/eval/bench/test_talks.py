from __future__ import annotations

from statistics import median

import numpy as np
import pytest
from conftest import FakeSegmenter

from limis.errors import InputError
from limis.eval.bench.cells import draw_cells
from limis.eval.bench.naive import Forgetful
from limis.eval.bench.talks import BLOCK, CORRECTIONS, Memory, Talk, begin, found, talk
from limis.models.engines import Engines
from limis.models.registry import open_engines
from limis.protocols import View, ViewPrompt
from limis.types import Image

SENTENCE = "segment the nuclei"


@pytest.fixture(scope="module")
def cells() -> Image:
    return draw_cells(3, 3)


@pytest.fixture(scope="module")
def engines() -> Engines:
    return open_engines("embedded")


def test_what_is_forgotten_is_encoded_again_and_gives_the_same(fake_segmenter: FakeSegmenter) -> None:
    watched = Forgetful(fake_segmenter)
    view, prompt = View(np.linspace(0, 1, 20, dtype=np.float32).reshape(4, 5)), ViewPrompt((0, 0, 5, 4))
    encoding = watched.encode(view)
    (first,), (second,) = (watched.predict(encoding, [prompt]) for _ in range(2))
    assert watched.encodes == fake_segmenter.encoded == 1
    watched.forget()
    (third,), (_,) = (watched.predict(encoding, [prompt]) for _ in range(2))
    assert watched.encodes == fake_segmenter.encoded == 2
    assert np.array_equal(first.probability, second.probability)
    assert np.array_equal(first.probability, third.probability)


class Keeping(FakeSegmenter):
    """A segmenter that keeps embeddings of its own."""

    kept = True

    def forget(self) -> None:
        self.kept = False


def test_what_a_segmenter_keeps_itself_is_forgotten_too() -> None:
    keeping = Keeping()
    Forgetful(keeping).forget()
    assert not keeping.kept


def test_a_turn_costs_less_than_in_the_naive_pipeline_and_draws_the_same(cells: Image, engines: Engines) -> None:
    imported = found(cells, engines, SENTENCE)
    held: dict[Memory, list[Talk]] = {"keeps": [], "forgets": [], "looks again": []}
    for _ in range(2):
        for memory, talks in held.items():
            talks.append(talk(cells, engines, imported, CORRECTIONS, memory))
    assert len({tuple(each.states) for talks in held.values() for each in talks}) == 1
    assert len(set(held["keeps"][0].states)) > 2
    assert [talks[0].encodes for talks in held.values()] == [1, len(CORRECTIONS), len(CORRECTIONS)]
    cost = {memory: median(each.mean.cpu for each in talks) for memory, talks in held.items()}
    assert cost["keeps"] < 1.1 * cost["looks again"]


def test_ten_turns_end_where_they_began(cells: Image, engines: Engines) -> None:
    imported = found(cells, engines, SENTENCE)
    with begin(cells, engines, imported) as conversation:
        states = [conversation.say(sentence).state for sentence in BLOCK]
    assert states[-1] == states[1]
    assert len(set(states)) > 3


def test_models_that_find_nothing_cannot_be_measured(cells: Image) -> None:
    with pytest.raises(InputError, match="outline nothing in the drawn image"):
        found(cells, open_engines("whole-box"), SENTENCE)
