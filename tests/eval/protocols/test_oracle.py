from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from limis.eval.data import Plan, read_data
from limis.eval.product import Product
from limis.eval.protocols import protocol
from limis.eval.protocols.oracle import Oracle
from limis.eval.run import measure
from limis.io.load import load
from limis.models.registry import open_engines
from limis.progress import silent
from limis.protocols import Query, View

ORACLE = protocol("oracle")


def product_with(segmenter: str, product: Product) -> Product:
    return replace(product, segmenter=open_engines(segmenter).segmenter)


@pytest.mark.parametrize("side", ["left", "right", "both"])
def test_a_segmenter_that_fills_boxes_is_right_about_rectangles(
    side: str, index: Path, product_that: Callable[..., Product]
) -> None:
    """Two lungs drawn as rectangles: box by box nothing is lost, where one box around both would take the middle."""
    product = product_with("whole-box", product_that(lambda *_: []))
    ask = next(ask for ask in ORACLE.plan(read_data(index, "val"), Plan()) if ask.side == side)
    row = measure(ORACLE, ask, product, load(ask.image, modality="X-ray"))
    assert row.failed == ""
    assert row.dice == 1
    assert not row.swapped


def test_boxes_are_those_of_the_pieces_in_the_pixels_of_the_view() -> None:
    inside = np.zeros((10, 20), bool)
    inside[2:5, 3:9] = inside[7:9, 12:20] = True
    view = View(np.zeros((20, 20), np.float32))
    ((seen,),) = Oracle(inside).ground([view], [Query("lung", "lung")], silent)
    assert seen.boxes_xyxy.tolist() == [[3, 4, 9, 10], [12, 14, 20, 18]]


def test_nothing_is_seen_where_nothing_is() -> None:
    ((seen,),) = Oracle(np.zeros((4, 5), bool)).ground([View(np.zeros((4, 5), np.float32))], [Query(None, "x")], silent)
    assert not seen.present
    assert seen.boxes_xyxy.shape == (0, 4)
