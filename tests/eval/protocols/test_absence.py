from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from limis.commands import Segment
from limis.eval.absence import NONSENSE
from limis.eval.data import Plan, read_data
from limis.eval.product import Product
from limis.eval.protocols import protocol
from limis.eval.run import measure
from limis.eval.sentences import sentence
from limis.io.load import load
from limis.prompts.reader import read
from limis.types import Structure

ABSENCE = protocol("absence")


def test_only_concepts_of_other_regions_are_asked(index: Path) -> None:
    asks = ABSENCE.plan(read_data(index, "val"), Plan(absent_each=9))
    of_heads = {ask.concept for ask in asks if ask.dataset == "msd_hippocampus" and ask.same_kind is not None}
    assert of_heads == {"gallbladder", "kidney", "lung", "myocardium", "optic_disc"}
    assert not any(ask.expected for ask in asks)


def test_half_are_of_the_same_kind_of_imaging(index: Path) -> None:
    asks = [ask for ask in ABSENCE.plan(read_data(index, "val"), Plan()) if ask.dataset == "msd_hippocampus"]
    same, other = sorted((ask for ask in asks if ask.same_kind is not None), key=lambda ask: not ask.same_kind)
    assert (same.concept, same.same_kind) == ("myocardium", True)
    assert (other.concept != "myocardium", other.same_kind) == (True, False)


def test_models_are_asked_only_what_they_know(index: Path) -> None:
    known = frozenset({("optic_disc", "fundus photography"), ("hippocampus", "MRI")})
    asks = ABSENCE.plan(read_data(index, "val"), Plan(absent_each=9, known=known))
    assert {ask.concept for ask in asks if ask.same_kind is not None} == {"optic_disc", "hippocampus"}


def test_the_draw_depends_on_the_seed_and_image_alone(index: Path) -> None:
    data = read_data(index, "val")
    plans = [[ask.key for ask in ABSENCE.plan(data, Plan(seed=seed))] for seed in (0, 0, 1)]
    assert plans[0] == plans[1] != plans[2]


def test_every_picture_is_asked_for_nonsense_too(index: Path) -> None:
    data = read_data(index, "val")
    asks = [ask for ask in ABSENCE.plan(data, Plan(absent_each=2)) if ask.same_kind is None]
    images = [ask.name for ask in asks]
    assert {images.count(name) for name in images} == {2}
    assert set(images) == {data.name_of(pair.image) for pair in data.pairs}
    assert {ask.concept for ask in asks} <= set(NONSENSE)
    assert not any(ask.expected for ask in asks)


def test_of_a_data_set_that_says_nothing_of_its_region_only_nonsense_is_asked(index: Path) -> None:
    data = read_data(index, "val")
    told_nothing = tuple(replace(pair, dataset="knows_nothing", concept="label_1") for pair in data.pairs)
    unknown = replace(data, pairs=told_nothing, everything=(*data.everything, *told_nothing))
    assert {ask.same_kind for ask in ABSENCE.plan(unknown, Plan())} == {None}


@pytest.mark.parametrize("thing", NONSENSE)
def test_nonsense_is_understood_as_a_wish_for_something_unknown(thing: str) -> None:
    (command,) = read(sentence((thing, None)))
    assert isinstance(command, Segment)
    (target,) = command.targets
    assert (target.concept, target.text) == (None, thing)


def test_a_mask_of_something_absent_is_a_false_alarm(
    index: Path, product_that: Callable[..., Product], structure: Callable[..., Structure]
) -> None:
    ask = next(ask for ask in ABSENCE.plan(read_data(index, "val"), Plan()) if ask.same_kind is not None)
    row = measure(ABSENCE, ask, product_that(lambda image, _: [structure(image.data > 0)]), load(ask.image))
    assert (row.found, row.expected, row.dice, row.box_iou) == (True, False, 0, 0)
    row = measure(ABSENCE, ask, product_that(lambda *_: []), load(ask.image))
    assert (row.found, row.dice, row.box_iou) == (False, None, None)
