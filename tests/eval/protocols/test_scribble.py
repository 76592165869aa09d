from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from limis.eval.data import Plan, read_data
from limis.eval.product import Product
from limis.eval.protocols import protocol
from limis.eval.run import measure
from limis.geometry import Geometry
from limis.io.load import load
from limis.types import Scribble


class Drawn:
    """A stroke through the right lung (columns 3 to 8), and a dot beside it."""

    def read(self, geometry: Geometry) -> Sequence[Scribble]:
        assert geometry.shape == (20, 24)
        return [Scribble(np.array([[6.0, 4.0], [9.0, 7.0]])), Scribble(np.array([[1.0, 1.0]]), positive=False)]


@pytest.mark.parametrize("name", ["scribble", "scribble-line", "scribble-centreline", "scribble-contour"])
def test_a_simulated_stroke_finds_what_it_crosses(
    name: str, index: Path, flood, with_segmenter: Callable[[object], Product]
) -> None:
    asked = protocol(name)
    ask = next(ask for ask in asked.plan(read_data(index, "val"), Plan()) if ask.side == "left")
    row = measure(asked, ask, with_segmenter(flood), load(ask.image))
    (prompt,) = flood.prompts
    assert (row.dice, row.failed) == (1, "")
    assert {positive for _, positive in prompt.scribbles} == {True, False}
    assert prompt.box_xyxy is None
    assert not len(prompt.points_xy)


def test_what_somebody_drew_is_used_as_it_is(index: Path, flood, with_segmenter: Callable[[object], Product]) -> None:
    asked = protocol("scribble")
    ask = next(ask for ask in asked.plan(read_data(index, "val"), Plan()) if ask.side == "right")
    row = measure(asked, replace(ask, strokes=Drawn()), with_segmenter(flood), load(ask.image))
    assert row.dice == 1
    (prompt,) = flood.prompts
    assert [(stroke.tolist(), positive) for stroke, positive in prompt.scribbles] == [
        ([[4.0, 6.0], [7.0, 9.0]], True),
        ([[1.0, 1.0]], False),
    ]
