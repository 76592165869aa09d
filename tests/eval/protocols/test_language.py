"""Conversations are measured through the conversation itself, with engines that see brightness."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from PIL import Image as Pillow

from limis.eval.data import Plan, read_data
from limis.eval.product import Product, open_product
from limis.eval.protocols import protocol
from limis.eval.run import measure, read_rows, run
from limis.eval.summary import summarise
from limis.eval.turns import turns_table
from limis.models import registry
from limis.models.engines import Engines
from limis.progress import Progress
from limis.protocols import EngineInfo, Grounding, Prediction, Query, View, ViewPrompt


class HalfBright:
    """Finds what is bright but only its left half, and draws what is bright within any box."""

    vocabulary: Literal["open", "closed"] = "closed"
    accepts = frozenset({"box", "mask"})
    info = EngineInfo("half", "grounder", "0", "CC0", "cpu")

    def why_not(self, query: Query, modality: str | None) -> str | None:
        return None

    def kinds(self, query: Query) -> frozenset[str]:
        return frozenset()

    def ground(self, views: Sequence[View], queries: Sequence[Query], progress: Progress) -> list[list[Grounding]]:
        return [[self._look(view) for _ in queries] for view in views]

    def _look(self, view: View) -> Grounding:
        rows, columns = np.nonzero(view.pixels > 0.5)
        middle = (columns.min() + columns.max() + 1) / 2
        box = np.array([[columns.min(), rows.min(), middle, rows.max() + 1]], np.float32)
        return Grounding(0.9, True, box, np.ones(1, np.float32))

    def encode(self, view: View) -> View:
        return view

    def predict(self, encoding: View, prompts: Sequence[ViewPrompt]) -> list[Prediction]:
        return [Prediction(self._fill(encoding, prompt), 1.0) for prompt in prompts]

    def _fill(self, view: View, prompt: ViewPrompt) -> np.ndarray:
        inside = np.zeros(view.size, np.float32)
        left, top, right, bottom = (max(0, round(v)) for v in prompt.box_xyxy or (0, 0, *view.size[::-1]))
        inside[top:bottom, left:right] = 1
        return inside * (view.pixels > 0.5)


@pytest.fixture
def product(monkeypatch: pytest.MonkeyPatch) -> Product:
    monkeypatch.setattr(registry, "open_engines", lambda name, device: Engines(name, HalfBright(), HalfBright()))
    return open_product("half", tell_modality=True)


@pytest.fixture
def films(index: Path) -> Path:
    """The films of the index, larger: a lung has to have room for an error."""
    for path in index.parent.glob("*.png"):
        with Pillow.open(path) as small:
            small.resize((24 * 6, 20 * 6), Pillow.Resampling.NEAREST).save(path)
    return index


def test_words_alone_bring_back_what_is_missing(films: Path, product: Product) -> None:
    words = protocol("words")
    ask = next(a for a in words.plan(read_data(films, "val"), Plan()) if a.dataset == "drishti_fundus")
    row = measure(words, ask, product, product.load(ask.image, ask.modality))
    assert row.failed == ""
    assert [step.op for step in row.steps[:2]] == ["start", "missing"]
    assert all(step.understood for step in row.steps)
    assert row.steps[0].dice < 0.7
    assert row.steps[-1].dice > row.steps[0].dice + 0.15
    assert row.dice == row.steps[-1].dice


def test_pairs_of_organs_are_left_out(films: Path) -> None:
    asks = protocol("words-box").plan(read_data(films, "val"), Plan())
    assert asks
    assert {ask.side for ask in asks} == {None, "left", "right"}


def test_a_careless_box_is_the_same_again_and_a_run_tells_dice_by_turn(
    films: Path, product: Product, tmp_path: Path
) -> None:
    data = read_data(films, "val")
    rows = run([protocol("words-box")], data, product, tmp_path / "out")
    assert read_rows(tmp_path / "out") == rows
    assert all(row.steps for row in rows)
    summary = summarise(rows)
    words = summary["all"]["protocols"]["words-box"]["words"]
    assert words["all"]["cases"] == len(rows)
    assert list(words["all"]["after"]) == ["0", "1", "3", "5", "10"]
    assert "after 5" in turns_table({"half": summary})
    again = run([protocol("words-box")], data, product, tmp_path / "again")
    assert [[s.text for s in row.steps] for row in again] == [[s.text for s in row.steps] for row in rows]
