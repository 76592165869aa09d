"""A box without a name, and what a grounder takes it for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from limis.grounders.surveying import Seen
from limis.io.load import load
from limis.models.registry import open_engines
from limis.protocols import EngineInfo, Hint, Prediction, PromptKind, View, ViewPrompt, alone
from limis.segmenters.advised import AdvisedSegmenter
from limis.segmenters.embedded import EmbeddedSegmenter

CELLS = Path(__file__).parents[2] / "docs" / "cells.png"
BOX = (10.0, 20.0, 30.0, 60.0)
SIZE = (100, 80)


@dataclass
class Told:
    """A segmenter that remembers what it is told, and is surer the more that is; alone it may look `beside` it.

    Names may make it `unsure`.
    """

    beside: bool = False
    unsure: float = 0.0
    heard: list[ViewPrompt] = field(default_factory=list[ViewPrompt])
    accepts: frozenset[PromptKind] = frozenset({"box", "points", "scribbles", "mask", "concept"})

    @property
    def info(self) -> EngineInfo:
        return EngineInfo("told", "segmenter", "", "CC0-1.0", "cpu")

    def encode(self, view: View) -> View:
        return view

    def predict(self, encoding: View, prompts: Sequence[ViewPrompt]) -> list[Prediction]:
        self.heard += prompts
        return [self._answer(encoding.size, prompt) for prompt in prompts]

    def _answer(self, size: tuple[int, int], prompt: ViewPrompt) -> Prediction:
        value = 0.6 + 0.1 * (prompt.concept is not None) + 0.2 * (prompt.prior is not None)
        probability = np.zeros(size, np.float32)
        rows = slice(20, 60) if prompt.concept or not self.beside else slice(55, 60)
        probability[rows, 10:30] = value
        return Prediction(probability, value - self.unsure * (prompt.concept is not None))


@dataclass
class Adviser:
    """Sees a lung fill the left half of the canvas, and counts how often it looks."""

    looks: int = 0

    def survey(self, view: View) -> Seen:
        self.looks += 1
        heat = np.zeros((1, 50, 50), np.float32)
        heat[0, 10:30, 10:20] = 0.9
        return Seen(view.size, ["lung"], heat)


def view() -> View:
    return View(np.zeros(SIZE, np.float32), "X-ray")


def test_a_box_that_something_known_fills_is_asked_for_by_its_name_with_its_heat_and_without() -> None:
    inner, adviser = Told(), Adviser()
    segmenter = AdvisedSegmenter(inner, adviser)
    encoding = segmenter.encode(view())
    (answer,) = segmenter.predict(encoding, [ViewPrompt(BOX)])
    assert [prompt.concept for prompt in inner.heard] == [None, "lung", "lung"]
    _, bare, warm = inner.heard
    assert bare.prior is None
    assert warm.prior is not None
    assert warm.prior[20:60, 10:30].min() > 0.4
    assert float(answer.probability[30, 20]) == pytest.approx((0.7 + 0.9) / 2)
    segmenter.predict(encoding, [ViewPrompt(BOX)])
    assert adviser.looks == 1


def test_where_the_segmenter_sees_another_thing_the_advice_is_not_taken() -> None:
    """A box around the vessels of a liver is filled by the liver, too."""
    inner = Told(beside=True)
    segmenter = AdvisedSegmenter(inner, Adviser())
    (answer,) = segmenter.predict(segmenter.encode(view()), [ViewPrompt(BOX)])
    assert answer.score == pytest.approx(0.6)
    assert not answer.probability[:55].any()


@pytest.mark.parametrize(
    "prompt",
    [
        ViewPrompt((10.0, 20.0, 70.0, 90.0)),
        ViewPrompt(BOX, concept="liver"),
        ViewPrompt(BOX, np.array([[20.0, 30.0]], np.float32), np.array([True])),
        ViewPrompt(BOX, prior=np.ones(SIZE, np.float32)),
        ViewPrompt(None, np.array([[60.0, 80.0]], np.float32), np.array([True])),
        ViewPrompt(None, np.array([[20.0, 30.0]], np.float32), np.array([True]), prior=np.ones(SIZE, np.float32)),
        ViewPrompt(None, np.array([[20.0, 30.0]], np.float32), np.array([True]), concept="liver"),
    ],
    ids=["another box", "a name", "a point too", "a mask too", "a point beside", "a correction", "a point by name"],
)
def test_whatever_says_more_or_is_filled_by_nothing_is_left_as_it_is(prompt: ViewPrompt) -> None:
    inner = Told()
    segmenter = AdvisedSegmenter(inner, Adviser())
    segmenter.predict(segmenter.encode(view()), [prompt])
    assert inner.heard == [prompt]


def test_a_point_in_something_known_is_asked_for_by_its_name_and_by_its_box_too() -> None:
    inner = Told()
    segmenter = AdvisedSegmenter(inner, Adviser())
    (answer,) = segmenter.predict(segmenter.encode(view()), [clicked((20.0, 40.0))])
    assert [prompt.concept for prompt in inner.heard] == [None, "lung", "lung", "lung", "lung"]
    own, bare, warm, boxed, warm_box = inner.heard
    assert own.points_xy.tolist() == bare.points_xy.tolist() == warm.points_xy.tolist() == [[20.0, 40.0]]
    assert bare.prior is None
    assert warm.prior is not None
    assert boxed.box_xyxy == warm_box.box_xyxy == BOX
    assert len(boxed.points_xy) == 0
    assert boxed.prior is None
    assert warm_box.prior is not None
    assert float(answer.probability[30, 20]) == pytest.approx((0.6 + 0.7 + 0.9 + 0.7 + 0.9) / 5)


def test_a_stroke_tells_more_than_a_point_so_it_may_overrule_the_adviser() -> None:
    """The segmenter sees a thin thing beside: a stroke meant that, a point would not have told."""
    stroke = ViewPrompt(scribbles=((np.array([[15.0, 30.0], [25.0, 50.0]], np.float32), True),))
    for prompt, rows in ((stroke, [55]), (clicked((20.0, 40.0)), [30, 55])):
        segmenter = AdvisedSegmenter(Told(beside=True), Adviser())
        (answer,) = segmenter.predict(segmenter.encode(view()), [prompt])
        assert [row for row in (30, 55) if answer.probability[row, 20] > 0.5] == rows


def test_a_stroke_overrules_the_adviser_with_a_point_beside_it_too() -> None:
    stroke = (np.array([[15.0, 30.0], [25.0, 50.0]], np.float32), True)
    prompt = ViewPrompt(None, np.array([[60.0, 80.0]], np.float32), np.array([False]), (stroke,))
    segmenter = AdvisedSegmenter(Told(beside=True), Adviser())
    (answer,) = segmenter.predict(segmenter.encode(view()), [prompt])
    assert not answer.probability[30, 20]


def test_what_lies_outside_is_told_with_the_box_and_rules_out_what_holds_it() -> None:
    beside, within = np.array([[20.0, 40.0], [60.0, 80.0]]), np.array([[20.0, 40.0], [15.0, 25.0]])
    inner = Told()
    segmenter = AdvisedSegmenter(inner, Adviser())
    encoding = segmenter.encode(view())
    segmenter.predict(encoding, [ViewPrompt(None, beside.astype(np.float32), np.array([True, False]))])
    assert inner.heard[-1].box_xyxy == BOX
    assert inner.heard[-1].points_xy.tolist() == [[60.0, 80.0]]
    assert inner.heard[-1].positive.tolist() == [False]
    inner.heard.clear()
    segmenter.predict(encoding, [ViewPrompt(None, within.astype(np.float32), np.array([True, False]))])
    assert len(inner.heard) == 1
    far = np.array([[20.0, 40.0], [5000.0, 5000.0]], np.float32)
    segmenter.predict(encoding, [ViewPrompt(None, far, np.array([True, False]))])
    assert len(inner.heard) == 6, "what lies beyond the view rules nothing out"


def test_all_along_a_stroke_counts_not_its_ends_alone() -> None:
    """From the lung, far out and back: most of it lies outside."""
    path = np.array([[12.0, 30.0], [78.0, 30.0], [12.0, 32.0]], np.float32)
    inner = Told()
    segmenter = AdvisedSegmenter(inner, Adviser())
    segmenter.predict(segmenter.encode(view()), [ViewPrompt(scribbles=((path, True),))])
    assert len(inner.heard) == 1


def test_advice_that_makes_it_unsure_is_not_taken() -> None:
    """A bright bean that is taken for a vessel."""
    inner = Told(unsure=0.3)
    segmenter = AdvisedSegmenter(inner, Adviser())
    (answer,) = segmenter.predict(segmenter.encode(view()), [clicked((20.0, 40.0))])
    assert len(inner.heard) == 5
    assert answer.score == pytest.approx(0.6)


def test_spots_mean_what_they_lie_in_the_middle_of() -> None:
    heat = np.zeros((3, 100, 100), np.float32)
    heat[0, 10:90, 10:90] = 0.9
    heat[1, 60:80, 60:80] = 0.9
    heat[2, 12:30, 12:30] = 0.6
    seen = Seen((200, 200), ["lung", "lung_tumor", "heart"], heat)
    assert meant(seen, [(100, 100)]) == "lung"
    assert meant(seen, [(140, 140)]) == "lung_tumor"
    assert meant(seen, [(140, 140)], [(150, 130)]) is None, "both that are seen there are said not to be meant"
    assert meant(seen, [(140, 140), (60, 60), (80, 60), (60, 80)]) == "lung", "the tumour holds one of four"
    assert meant(seen, [(40, 40)]) == "lung", "a heart is hardly seen there"
    assert meant(seen, [(4, 4)]) is None
    assert meant(seen, []) is None
    assert meant(Seen((20, 20), [], np.zeros((0, 1, 1), np.float32)), [(3, 3)]) is None


def test_of_two_kidneys_only_the_one_that_was_touched_is_warm() -> None:
    heat = np.zeros((1, 300, 300), np.float32)
    heat[0, 60:120, 40:90], heat[0, 60:120, 200:250] = 1.0, 1.0
    hint = Seen((1200, 900), ["kidney"], heat).meant(np.array([[110.0, 360.0]]), np.zeros((0, 2)))
    assert hint is not None
    assert hint.heat.shape == (1200, 900)
    assert hint.heat[360, 110] > 0.9
    assert hint.heat[:, 450:].max() == 0


def meant(seen: Seen, inside: Sequence[tuple[int, int]], outside: Sequence[tuple[int, int]] = ()) -> str | None:
    hint = seen.meant(np.array(inside, float).reshape(-1, 2), np.array(outside, float).reshape(-1, 2))
    return None if hint is None else hint.concept


def clicked(*spots: tuple[float, float]) -> ViewPrompt:
    return ViewPrompt(None, np.array(spots, np.float32), np.ones(len(spots), bool))


def test_of_two_lungs_the_one_in_the_box_fills_it_and_the_rest_stays_cold() -> None:
    heat = np.zeros((2, 100, 100), np.float32)
    heat[0, 20:70, 10:40], heat[0, 20:70, 60:90] = 1.0, 1.0
    heat[1, 30:60, 15:45] = 0.4
    seen = Seen((200, 200), ["lung", "liver"], heat)
    hint = seen.hint((20.0, 40.0, 80.0, 140.0))
    assert isinstance(hint, Hint)
    assert hint.concept == "lung"
    assert hint.heat[:, 90:].max() == 0
    assert hint.heat[50:130, 30:70].min() > 0.9
    both = seen.hint((20.0, 40.0, 180.0, 140.0))
    assert both is not None
    assert seen.hint((20.0, 40.0, 50.0, 60.0)) is None


def test_a_box_outside_and_a_view_without_anything_have_no_hint() -> None:
    seen = Seen((20, 20), ["lung"], np.ones((1, 10, 10), np.float32))
    assert seen.hint((100.0, 100.0, 120.0, 130.0)) is None
    assert Seen((20, 20), [], np.zeros((0, 1, 1), np.float32)).hint((0.0, 0.0, 20.0, 20.0)) is None


def test_the_models_that_come_with_limis_see_that_a_box_around_cells_holds_nuclei() -> None:
    engines = open_engines("embedded")
    assert isinstance(engines.segmenter, AdvisedSegmenter)
    picture = load(CELLS)
    look = View((picture.data / 255).astype(np.float32), "microscopy")
    height, width = look.size
    encoding = engines.segmenter.encode(look)
    hint = encoding.survey.hint((0.0, 0.0, float(width), float(height)))
    assert hint is not None
    assert hint.concept == "nucleus"


def test_only_a_segmenter_that_takes_names_is_advised() -> None:
    assert isinstance(open_engines("embedded+whole-box").segmenter, AdvisedSegmenter) is False
    assert isinstance(open_engines("embedded-research+embedded").segmenter, AdvisedSegmenter)
    assert isinstance(open_engines("whole-box").segmenter, EmbeddedSegmenter) is False


def test_corrections_ask_the_segmenter_alone() -> None:
    """The boxes that they ask about are their own, not a person's."""
    inner = Told()
    assert alone(AdvisedSegmenter(inner, Adviser())) is inner
    assert alone(inner) is inner


def test_specks_do_not_fill_a_box_and_a_box_beyond_the_view_ends_with_it() -> None:
    heat = np.zeros((1, 100, 100), np.float32)
    heat[0, 0, 0] = heat[0, 60, 60] = heat[0, 80:95, 80:95] = 1.0
    seen = Seen((100, 100), ["polyp"], heat)
    assert seen.hint((0.0, 0.0, 61.0, 61.0)) is None
    assert seen.hint((79.0, 79.0, 120.0, 120.0)) is None
    assert Seen((20, 20), ["lung"], np.ones((1, 10, 10), np.float32)).hint((-3.0, -3.0, 25.0, 25.0)) is not None
