"""Vertebrae are counted, however many of them are asked for."""

import numpy as np
import pytest
from conftest import FakeGrounder, FakeSegmenter

from limis.geometry import Geometry
from limis.models.engines import Engines
from limis.prompts.reader import read
from limis.session import Session
from limis.types import Image

LEVELS = ("vertebra_t12", "vertebra_l1", "vertebra_l2", "vertebra_l3", "vertebra_l4", "vertebra_l5")
GREYS = (0.30, 0.40, 0.50, 0.60, 0.70, 0.76)


def body(number: int) -> tuple[slice, slice]:
    top, left = 12 + 36 * number, 60 + round(10 * np.sin(number / 2))
    return slice(top, top + 26), slice(left, left + 30)


@pytest.fixture
def spine() -> Session:
    """Six bodies in a row; the lower two are both taken for the fifth lumbar, and each above for the one below it."""
    data = np.zeros((240, 160), np.uint8)
    for number, grey in enumerate(GREYS):
        data[body(number)] = round(255 * grey)
    taken_for = {level: (grey - 0.03, grey + 0.03) for level, grey in zip(LEVELS[1:], GREYS[:-1], strict=True)}
    grounder = FakeGrounder({**taken_for, "vertebra_t12": (2.0, 3.0), "vertebra_l5": (0.67, 0.8)})
    return Session(Image(data, Geometry((240, 160)), "MRI"), Engines("fake", grounder, FakeSegmenter()))


@pytest.mark.parametrize("sentence", ["L4", "L1 to L5", "T12 to L5", "segment T12, L1, L2, L3, L4 and L5"])
def test_each_body_gets_the_number_of_its_place(spine: Session, sentence: str) -> None:
    result = spine.apply(read(sentence), sentence).result
    assert len(result) > 0
    for structure in result:
        assert structure.mask is not None, structure.reason
        own = structure.mask.data[body(LEVELS.index(structure.name))]
        assert own.mean() > 0.9, structure.name
        assert structure.mask.data.sum() < 1.2 * own.sum(), structure.name
