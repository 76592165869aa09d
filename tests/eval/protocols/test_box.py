from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from limis.eval.data import Plan, read_data
from limis.eval.product import Product
from limis.eval.protocols import protocol
from limis.eval.run import measure
from limis.io.load import load
from limis.types import Image


def dice_of_both_lungs(name: str, index: Path, product: Product, image_of: Callable[[Path], Image] = load) -> float:
    asks = protocol(name).plan(read_data(index, "val"), Plan())
    both = next(ask for ask in asks if ask.side == "both")
    dice = measure(protocol(name), both, product, image_of(both.image)).dice
    assert dice is not None
    return dice


def test_one_box_is_drawn_around_everything(index: Path, product_that: Callable[..., Product]) -> None:
    """Filling the box around two lungs of 6 columns, 5 apart, takes 17 columns for 12."""
    product = product_that(lambda *_: [])
    assert dice_of_both_lungs("box", index, product) == pytest.approx(2 * 12 / (12 + 17), abs=1e-6)


def test_a_box_each_follows_the_pieces(index: Path, product_that: Callable[..., Product]) -> None:
    assert dice_of_both_lungs("box-each", index, product_that(lambda *_: [])) == 1


def test_boxes_are_stretched_with_pixels_that_are_not_square(index: Path, product_that: Callable[..., Product]) -> None:
    stretched = dice_of_both_lungs(
        "box-each", index, product_that(lambda *_: []), lambda path: load(path, spacing=(1.0, 2.0))
    )
    assert stretched == 1


@pytest.mark.parametrize(("name", "told"), [("box", {None}), ("box-each", {None}), ("box-named", {"lung"})])
def test_only_one_protocol_tells_what_is_in_the_box(
    name: str, told: set[str | None], index: Path, flood: Any, with_segmenter: Callable[[Any], Product]
) -> None:
    flood.accepts |= {"concept"}
    dice_of_both_lungs(name, index, with_segmenter(flood))
    assert {prompt.concept for prompt in flood.prompts} == told


def test_a_segmenter_that_takes_no_names_is_told_none(
    index: Path, flood: Any, with_segmenter: Callable[[Any], Product]
) -> None:
    dice_of_both_lungs("box-named", index, with_segmenter(flood))
    assert {prompt.concept for prompt in flood.prompts} == {None}
