from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import Encoded, FakeGrounder, FakeSegmenter

from limis.eval.cases import Ask
from limis.eval.data import Plan, read_data
from limis.eval.product import Product
from limis.eval.protocols import protocol
from limis.eval.run import measure
from limis.eval.truth import Nowhere, Truth
from limis.geometry import Geometry
from limis.imaging.window import PRESETS
from limis.io.load import load
from limis.models.engines import Engines
from limis.prompts.reader import read
from limis.protocols import PromptKind, Sight, View
from limis.session import Session
from limis.session.windows import window_of
from limis.types import Image
from limis.volumes.stack import Stack, main_plane


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


@dataclass
class Seer(FakeSegmenter):
    """Remembers what it was shown; it wants the liver in a window of its own."""

    sight: Sight = field(default_factory=lambda: Sight(windows={"liver": "brain"}))
    shown: set[bytes] = field(default_factory=set)
    accepts: frozenset[PromptKind] = frozenset({"box", "points", "scribbles", "mask"})

    def encode(self, view: View) -> Encoded:
        self.shown.add(view.pixels.tobytes())
        return super().encode(view)


@pytest.mark.parametrize("name", ["box-volumes", "point-volumes", "scribble-volumes", "interactive-volumes"])
@pytest.mark.parametrize(("concept", "preset"), [("liver", "brain"), ("femur", "bone"), ("spleen", "soft_tissue")])
def test_ct_is_shown_in_the_window_in_which_a_sentence_has_it_outlined(
    name: str, concept: str, preset: str, product_that: Callable[..., Product]
) -> None:
    """In every window of a ramp of values, other voxels are black and white."""
    shape, affine = (9, 8, 3), np.diag([1.0, 1.5, 4.0, 1.0])
    data = np.linspace(-600, 1400, 9 * 8 * 3).reshape(shape)
    image, inside = Image(data, Geometry(shape, affine), "CT"), np.zeros(shape, np.bool_)
    inside[3:6, 2:6, 1] = True
    seer, grounder = Seer(), FakeGrounder({concept: (0.0, 1.1)}, vocabulary="open")
    engines = Engines("fake", grounder, seer)
    product = replace(product_that(lambda *_: []), segmenter=seer, window=partial(window_of, engines))
    ask = Ask(name, "d", "s", Path("i"), "i", "CT", concept, None, Nowhere(), "")
    protocol(name).answer(product, ask, image, Truth(inside))
    frame = image.geometry.view(main_plane(image))
    views = Stack(image, frame, PRESETS[preset], "CT").views()
    assert seer.shown <= (allowed := {view.pixels.tobytes() for view in views})
    assert seer.shown
    seer.shown.clear()
    Session(image, engines).apply(read(f"segment the {concept}"), f"segment the {concept}")
    assert seer.shown
    assert seer.shown <= allowed
