from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from limis.eval.data import Plan, read_data
from limis.eval.product import Product
from limis.eval.protocols import protocol
from limis.eval.run import measure
from limis.io.load import load
from limis.types import Structure

ABSENCE = protocol("absence")


def test_only_concepts_of_other_regions_are_asked(index: Path) -> None:
    asks = ABSENCE.plan(read_data(index, "val"), Plan(absent_each=9))
    of_heads = {ask.concept for ask in asks if ask.dataset == "msd_hippocampus"}
    assert of_heads == {"gallbladder", "kidney", "lung", "myocardium", "optic_disc"}
    assert not any(ask.expected for ask in asks)


def test_half_are_of_the_same_kind_of_imaging(index: Path) -> None:
    asks = [ask for ask in ABSENCE.plan(read_data(index, "val"), Plan()) if ask.dataset == "msd_hippocampus"]
    same, other = sorted(asks, key=lambda ask: not ask.same_kind)
    assert (same.concept, same.same_kind) == ("myocardium", True)
    assert (other.concept != "myocardium", other.same_kind) == (True, False)


def test_models_are_asked_only_what_they_know(index: Path) -> None:
    known = frozenset({("optic_disc", "fundus photography"), ("hippocampus", "MRI")})
    asks = ABSENCE.plan(read_data(index, "val"), Plan(absent_each=9, known=known))
    assert {ask.concept for ask in asks} == {"optic_disc", "hippocampus"}


def test_the_draw_depends_on_the_seed_and_image_alone(index: Path) -> None:
    data = read_data(index, "val")
    plans = [[ask.key for ask in ABSENCE.plan(data, Plan(seed=seed))] for seed in (0, 0, 1)]
    assert plans[0] == plans[1] != plans[2]


def test_a_mask_of_something_absent_is_a_false_alarm(
    index: Path, product_that: Callable[..., Product], structure: Callable[..., Structure]
) -> None:
    ask = ABSENCE.plan(read_data(index, "val"), Plan())[0]
    row = measure(ABSENCE, ask, product_that(lambda image, _: [structure(image.data > 0)]), load(ask.image))
    assert (row.found, row.expected, row.dice, row.box_iou) == (True, False, 0, 0)
    row = measure(ABSENCE, ask, product_that(lambda *_: []), load(ask.image))
    assert (row.found, row.dice, row.box_iou) == (False, None, None)
