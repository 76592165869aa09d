"""Two lungs of 8 x 6 pixels: one click takes one of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from limis.errors import InputError
from limis.eval.cases import Row
from limis.eval.data import Plan, read_data
from limis.eval.product import Product
from limis.eval.protocols import protocol
from limis.eval.run import measure
from limis.io.load import load

Make = Callable[[object], Product]


def both_lungs(name: str, index: Path, product: Product, **options: object) -> Row:
    asked = protocol(name)
    ask = next(ask for ask in asked.plan(read_data(index, "val"), Plan()) if ask.side == "both")
    return measure(asked, ask, product, load(ask.image, **options))


def test_one_click_takes_the_piece_it_lies_in(index: Path, flood, with_segmenter: Make) -> None:
    row = both_lungs("point", index, with_segmenter(flood))
    assert row.dice == pytest.approx(2 / 3, abs=1e-6)
    (prompt,) = flood.prompts
    assert prompt.box_xyxy is None
    assert prompt.points_xy.tolist() in ([[5.0, 7.0]], [[6.0, 7.0]], [[5.0, 8.0]], [[6.0, 8.0]])


def test_clicks_follow_the_errors_and_stop_when_none_is_left(index: Path, flood, with_segmenter: Make) -> None:
    row = both_lungs("points-5", index, with_segmenter(flood))
    assert row.dice == 1
    assert [len(prompt.points_xy) for prompt in flood.prompts] == [1, 2]
    assert flood.prompts[0].prior is None
    assert flood.prompts[1].prior is not None
    assert flood.encoded == 1


def test_random_points_are_given_at_once(index: Path, flood, with_segmenter: Make) -> None:
    row = both_lungs("points-random-10", index, with_segmenter(flood))
    (prompt,) = flood.prompts
    assert (len(prompt.points_xy), row.dice) == (10, 1)
    again = type(flood)()
    both_lungs("points-random-10", index, with_segmenter(again))
    assert np.array_equal(again.prompts[0].points_xy, prompt.points_xy)


def test_clicks_hit_their_pixel_where_pixels_are_not_square(index: Path, flood, with_segmenter: Make) -> None:
    assert both_lungs("points-2", index, with_segmenter(flood), spacing=(1.0, 2.0)).dice == 1


def test_every_slice_of_a_volume_is_clicked_by_itself(index: Path, flood, with_segmenter: Make) -> None:
    asked = protocol("point-volumes")
    ask = next(ask for ask in asked.plan(read_data(index, "val"), Plan()) if ask.side == "right")
    row = measure(asked, ask, with_segmenter(flood), load(ask.image))
    assert (row.protocol, row.dice, row.failed) == ("point-volumes", 1, "")
    assert len(flood.prompts) == 5


def test_a_segmenter_without_points_fails_and_counts_as_nothing(index: Path, flood, with_segmenter: Make) -> None:
    flood.accepts = frozenset({"box"})
    row = both_lungs("point", index, with_segmenter(flood))
    assert (row.dice, row.found) == (0, False)
    assert "cannot be asked this way" in row.failed


@pytest.mark.parametrize(
    "name", ["points", "points-0", "points-", "points-random", "points-1000", "point-3", "box-off-x"]
)
def test_a_number_that_makes_no_sense_is_an_input_error(name: str) -> None:
    with pytest.raises(InputError, match="no such protocol"):
        protocol(name)


@pytest.mark.parametrize(
    "name", ["points-5", "points-5-volumes", "points-random-3-volumes", "box-off-10", "language-wrong"]
)
def test_a_protocol_is_called_what_it_was_asked_by(name: str, index: Path) -> None:
    found = protocol(name)
    assert found.name == name
    assert {ask.protocol for ask in found.plan(read_data(index, "val"), Plan())} == {name}


def test_an_engine_that_breaks_counts_as_an_empty_mask_everywhere(index: Path, flood, with_segmenter: Make) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("out of memory")

    flood.predict = broken
    for name in ("box", "box-each", "box-off-5", "point", "points-3", "points-random-3", "scribble", "interactive"):
        row = both_lungs(name, index, with_segmenter(flood))
        assert (row.dice, row.found, row.failed) == (0, False, "RuntimeError: out of memory"), name
