"""Strokes and points have a say of their own about what they lie on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from limis.io.load import load
from limis.models.registry import open_engines
from limis.protocols import View, ViewPrompt
from limis.segmenters.crops import Crop
from limis.segmenters.heeding import heed

CROP = Crop(10, 20, 64, 64)
CORNER = np.array([10, 20], np.float32)
CELLS = Path(__file__).parents[2] / "docs" / "cells.png"


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


def test_a_click_on_what_was_missed_adds_it_and_hardly_more() -> None:
    """A whole nucleus that the previous mask lacks, clicked once."""
    segmenter = open_engines("embedded").segmenter
    picture = load(CELLS)
    encoding = segmenter.encode(View((picture.data / 255).astype(np.float32), "microscopy"))
    box = (0.0, 0.0, float(picture.data.shape[1]), float(picture.data.shape[0]))
    (first,) = segmenter.predict(encoding, [ViewPrompt(box)])
    inside = first.probability > 0.5
    down, across = np.argwhere(inside)[len(np.argwhere(inside)) // 2]
    spot = np.array([[across, down]], np.float32)
    (less,) = segmenter.predict(encoding, [ViewPrompt(box, spot, np.array([False]), prior=first.probability)])
    assert less.probability[down, across] < 0.5
    (again,) = segmenter.predict(encoding, [ViewPrompt(box, spot, np.array([True]), prior=less.probability)])
    assert again.probability[down, across] > 0.5
    for mask in (less, again):
        assert ((mask.probability > 0.5) ^ inside).mean() < 0.2
