from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from limis.eval.data import Plan, read_data
from limis.eval.product import Product
from limis.eval.protocols import protocol
from limis.eval.run import measure
from limis.io.load import load
from limis.types import Image, Structure

TEXT = protocol("text")


def halves(image: Image) -> dict[str, np.ndarray[Any, Any]]:
    """The film's bright fields: the patient's left is on the right."""
    columns = np.arange(image.data.shape[1])
    return {"left": (image.data > 0) & (columns >= 12), "right": (image.data > 0) & (columns < 12)}


def test_every_labelled_thing_is_asked_for_once(index: Path) -> None:
    asks = TEXT.plan(read_data(index, "val"), Plan())
    assert len(asks) == len({ask.key for ask in asks}) == 9
    assert [ask.name for ask in asks] == sorted(ask.name for ask in asks)


def test_a_limit_keeps_every_pair(index: Path) -> None:
    asks = TEXT.plan(read_data(index, "val"), Plan(limit=1))
    assert len(asks) == 6


def test_both_is_scored_as_the_union(
    index: Path, product_that: Callable[..., Product], structure: Callable[..., Structure]
) -> None:
    heard: list[str] = []

    def draw(image: Image, sentence: str) -> list[Structure]:
        heard.append(sentence)
        return [structure(inside, side=side) for side, inside in halves(image).items()]

    both = next(ask for ask in TEXT.plan(read_data(index, "val"), Plan()) if ask.side == "both")
    row = measure(TEXT, both, product_that(draw), load(both.image))
    assert heard == ["segment both lungs"]
    assert (row.dice, row.box_iou, row.found, row.swapped) == (1, 1, True, False)


def test_left_taken_for_right_is_a_swap(
    index: Path, product_that: Callable[..., Product], structure: Callable[..., Structure]
) -> None:
    product = product_that(lambda image, _: [structure(halves(image)["right"], side="left")])
    left = next(ask for ask in TEXT.plan(read_data(index, "val"), Plan()) if ask.side == "left")
    row = measure(TEXT, left, product, load(left.image))
    assert (row.dice, row.swapped) == (0, True)


def test_nothing_found_keeps_its_reason(index: Path, product_that: Callable[..., Product]) -> None:
    ask = TEXT.plan(read_data(index, "val"), Plan())[0]
    row = measure(TEXT, ask, product_that(lambda *_: []), load(ask.image))
    assert (row.found, row.dice, row.box_iou, row.hd95_mm) == (False, 0, 0, None)
    assert row.reason == "not seen in this image"
