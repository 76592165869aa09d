from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from limis.errors import ModelError
from limis.eval.data import Plan, read_data
from limis.eval.product import Product
from limis.eval.protocols import protocol
from limis.eval.run import measure
from limis.io.load import load
from limis.types import Image, Structure

VOLUMES = protocol("volumes")


def test_structures_too_small_to_judge_are_not_asked_for(index: Path) -> None:
    data = read_data(index, "val")
    assert [(a.concept, a.side) for a in VOLUMES.plan(data, Plan())] == [("kidney", "left"), ("kidney", "right")]
    assert len(VOLUMES.plan(data, Plan(smallest=1))) == 3


def test_a_kidney_one_slice_too_tall_is_off_by_its_spacing(
    index: Path, product_that: Callable[..., Product], structure: Callable[..., Structure]
) -> None:
    def draw(image: Image, sentence: str) -> list[Structure]:
        assert sentence == "segment the left kidney and the right kidney"
        inside = np.zeros(image.data.shape, np.bool_)
        inside[1:6, 1:7, 1:7] = True
        return [structure(inside, "kidney", image.geometry, side="left")]

    ask = VOLUMES.plan(read_data(index, "val"), Plan())[0]
    row = measure(VOLUMES, ask, product_that(draw), load(ask.image))
    assert row.dice == pytest.approx(2 * 5 / (5 + 6), abs=1e-6)
    assert row.box_iou == pytest.approx(5 / 6, abs=1e-6)
    assert row.volume_error == pytest.approx(0.2)
    assert row.hd95_mm == pytest.approx(4.0)
    assert row.nsd is not None
    assert 0.5 < row.nsd < 1
    assert row.swapped is False


def test_one_sentence_answers_for_every_structure_of_a_volume(
    index: Path, product_that: Callable[..., Product], structure: Callable[..., Structure]
) -> None:
    heard: list[str] = []

    def draw(image: Image, sentence: str) -> list[Structure]:
        heard.append(sentence)
        inside = image.data == 200
        return [structure(inside, "kidney", image.geometry, side="right")]

    product, asks = product_that(draw), VOLUMES.plan(read_data(index, "val"), Plan())
    image = load(asks[0].image)
    rows = {ask.side: measure(VOLUMES, ask, product, image) for ask in asks}
    assert len(heard) == 1
    assert (rows["right"].dice, rows["right"].found) == (1, True)
    assert (rows["left"].dice, rows["left"].found) == (0, False)


def test_a_label_that_names_one_of_two_things_is_answered_by_either(
    index: Path, product_that: Callable[..., Product], structure: Callable[..., Structure]
) -> None:
    index.write_text(index.read_text(encoding="utf-8").replace('"gallbladder"', '"prostate_uterus"'), encoding="utf-8")
    data = read_data(index, "val")
    asks = {ask.concept: ask for ask in VOLUMES.plan(data, Plan(smallest=1))}

    def draw(image: Image, sentence: str) -> list[Structure]:
        return [structure(image.data == 300, "uterus", image.geometry)]

    rows = [
        measure(VOLUMES, asks[thing], product_that(draw), load(asks[thing].image))
        for thing in ("prostate_uterus", "kidney")
    ]
    assert [(row.found, row.dice) for row in rows] == [(True, 1), (False, 0)]


def test_an_error_fails_every_structure_of_the_sentence(index: Path, product_that: Callable[..., Product]) -> None:
    def draw(image: Image, sentence: str) -> list[Structure]:
        raise ModelError("out of breath")

    asks = VOLUMES.plan(read_data(index, "val"), Plan())
    image, product = load(asks[0].image), product_that(draw)
    assert {measure(VOLUMES, ask, product, image).failed for ask in asks} == {"ModelError: out of breath"}
