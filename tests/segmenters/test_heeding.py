"""Strokes and points have a say of their own about what they lie on."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import numpy as np
import pytest

from limis.models.registry import open_engines
from limis.models.weights import set_called
from limis.protocols import View, ViewPrompt
from limis.runtime.onnx import Graph
from limis.segmenters.crops import Crop
from limis.segmenters.embedded import EmbeddedSegmenter
from limis.segmenters.heeding import heed

CROP = Crop(10, 20, 64, 64)
CORNER = np.array([10, 20], np.float32)


@pytest.fixture
def halves() -> np.ndarray:
    """A dark left half and a bright right one."""
    pixels = np.full((64, 64, 1), 0.2, np.float32)
    pixels[:, 32:] = 0.8
    return pixels


@pytest.fixture
def square() -> np.ndarray:
    """Logits: a square is inside, the rest is not."""
    logits = np.full((64, 64), -2.0, np.float32)
    logits[20:44, 20:44] = 2.0
    return logits


def at(*spots: tuple[float, float], inside: bool = True) -> ViewPrompt:
    """Points on the crop, as pixels of the view."""
    return ViewPrompt(None, np.array(spots, np.float32) + CORNER, np.full(len(spots), inside))


def test_a_point_changes_what_lies_near_and_looks_alike(square: np.ndarray, halves: np.ndarray) -> None:
    added = heed(square, at((48, 30)), CROP, halves) > 0
    assert added[30, 48]
    assert added[30, 46]
    assert not added[30, 16], "too far"
    assert not added[30, 18], "another brightness"
    assert added[square > 0].all()
    taken = heed(square, at((40, 40), inside=False), CROP, halves) > 0
    assert not taken[40, 40]
    assert taken[40, 25], "another brightness"
    assert taken[21, 40], "too far"
    assert not (taken & (square < 0)).any()


def test_those_for_and_against_are_weighed(square: np.ndarray, halves: np.ndarray) -> None:
    both = ViewPrompt(None, np.array([[58, 50], [58, 51]], np.float32), np.array([True, False]))
    assert (heed(square, both, CROP, halves) > 0)[30, 48] == (square > 0)[30, 48]
    twice = heed(square, at((48, 30), (50, 30)), CROP, halves)
    assert twice[30, 49] > heed(square, at((48, 30)), CROP, halves)[30, 49]


def test_a_stroke_has_one_say_along_its_path(square: np.ndarray, halves: np.ndarray) -> None:
    path = np.array([[48.0, 22.0], [48.0, 42.0]], np.float32) + CORNER
    along = heed(square, ViewPrompt(scribbles=((path, True),)), CROP, halves)
    assert (along[22:43, 48] > 0).all()
    assert along.max() < 2.0 + 3.1


def test_without_strokes_or_with_none_on_the_crop_nothing_changes(square: np.ndarray, halves: np.ndarray) -> None:
    assert heed(square, ViewPrompt((10, 20, 40, 40)), CROP, halves) is square
    assert np.allclose(heed(square, at((500, 500)), CROP, halves), square)


def test_many_vertices_say_no_more_than_few(square: np.ndarray, halves: np.ndarray) -> None:
    few = np.linspace((48.0, 10.0), (48.0, 54.0), 12).astype(np.float32) + CORNER
    many = np.linspace((48.0, 10.0), (48.0, 54.0), 3000).astype(np.float32) + CORNER
    said = [heed(square, ViewPrompt(scribbles=((path, True),)), CROP, halves) for path in (few, many)]
    assert ((said[0] > 0) != (said[1] > 0)).mean() < 0.01
    often = heed(square, at(*[(48, 30)] * 200), CROP, halves)
    assert often.max() <= 2.0 + 6.0, "clicks add up to a limit"
    assert ((often > 0) & (square < 0) & (halves[..., 0] < 0.5)).sum() == 0


def test_how_far_a_point_reaches_grows_with_the_thing(square: np.ndarray, halves: np.ndarray) -> None:
    speck = np.full_like(square, -2.0)
    speck[30:34, 44:48] = 2.0
    flat = np.full_like(halves, 0.5)
    reached = [(heed(thing, at((50, 50)), CROP, flat) > thing + 1).sum() for thing in (speck, square)]
    assert reached[1] > 3 * reached[0] > 0


def test_pixels_that_are_no_number_say_nothing(square: np.ndarray, halves: np.ndarray) -> None:
    halves[:, 60:] = np.nan
    assert np.isfinite(heed(square, at((58, 30)), CROP, halves)).all()


class Deaf:
    """A graph that ignores all that it is told: nothing is inside."""

    outputs = ("full", "half", "quarter")

    def __init__(self, path: Path, threads: int | None) -> None:
        self.is_encoder = "encode" in path.name

    def __call__(self, feeds: dict[str, np.ndarray]) -> list[np.ndarray]:
        side = next(iter(feeds.values())).shape[-1]
        if self.is_encoder:
            return [np.zeros((1, 1, side, side), np.float32)] * 3
        return [np.full((1, 1, feeds["prompt"].shape[-1], feeds["prompt"].shape[-1]), -2.0, np.float32)]


@pytest.mark.parametrize("prior", [None, np.zeros((90, 90), np.float32)], ids=["at first", "as a correction"])
def test_what_a_segmenter_does_not_hear_its_clicks_and_strokes_say(prior: np.ndarray | None) -> None:
    segmenter = EmbeddedSegmenter(set_called("embedded"), graph=cast("type[Graph]", Deaf))
    encoding = segmenter.encode(View(np.full((90, 90), 0.5, np.float32), "CT"))
    box = (10.0, 10.0, 80.0, 80.0)
    click = ViewPrompt(box, np.array([[40, 50]], np.float32), np.array([True]), prior=prior)
    stroke = ViewPrompt(box, scribbles=((np.array([[40, 50], [60, 50]], np.float32), True),), prior=prior)
    for prompt in (click, stroke):
        (answer,) = segmenter.predict(encoding, [prompt])
        inside = answer.probability > 0.5
        assert inside[50, 40]
        assert not inside[20, 20]
        assert answer.score < 0.8, "a click does not make the segmenter surer of itself"


def test_a_click_on_the_first_row_is_in_the_view_and_one_far_beyond_it_costs_nothing() -> None:
    segmenter = open_engines("embedded").segmenter
    encoding = segmenter.encode(View(np.random.default_rng(0).random((64, 48), np.float32), "CT"))
    spots = np.array([[0.0, 0.0], [20.0, 20.0], [3e6, 3e6]], np.float32)
    prompt = ViewPrompt(None, spots, np.array([True, True, False]), prior=np.ones((64, 48), np.float32))
    (answer,) = segmenter.predict(encoding, [prompt])
    assert answer.probability.shape == (64, 48)
    segmenter.predict(encoding, [ViewPrompt(None, spots[:1], np.array([True]))])
