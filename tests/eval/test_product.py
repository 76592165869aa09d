from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from PIL import Image as Pillow

from limis.eval.product import knowledge_of, open_product
from limis.models import registry
from limis.models.engines import Engines
from limis.progress import Progress
from limis.protocols import EngineInfo, Grounding, Prediction, Query, View, ViewPrompt


class Brightness:
    """Takes whatever is bright for the lungs, and knows nothing else."""

    vocabulary: Literal["open", "closed"] = "closed"
    accepts = frozenset({"box"})
    info = EngineInfo("brightness", "grounder", "0", "CC0", "cpu")

    def why_not(self, query: Query, modality: str | None) -> str | None:
        return None if query.concept == "lung" else f"{query.text} is not known"

    def kinds(self, query: Query) -> frozenset[str]:
        return frozenset({"X-ray"})

    def ground(self, views: Sequence[View], queries: Sequence[Query], progress: Progress) -> list[list[Grounding]]:
        return [[self._look(view) for _ in queries] for view in views]

    def _look(self, view: View) -> Grounding:
        rows, columns = np.nonzero(view.pixels > 0.5)
        box = np.array([[columns.min(), rows.min(), columns.max() + 1, rows.max() + 1]], np.float32)
        return Grounding(0.9, True, box, np.ones(1, np.float32))

    def encode(self, view: View) -> View:
        return view

    def predict(self, encoding: View, prompts: Sequence[ViewPrompt]) -> list[Prediction]:
        return [Prediction((encoding.pixels > 0.5).astype(np.float32), 1.0) for _ in prompts]


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    pixels = np.zeros((20, 24), np.uint8)
    pixels[4:12, 5:17] = 200
    Pillow.fromarray(pixels).save(tmp_path / "film.png")
    return tmp_path / "film.png"


@pytest.fixture(autouse=True)
def brightness(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "open_engines", lambda name, device: Engines(name, Brightness(), Brightness()))


def test_a_sentence_goes_through_a_real_session(picture: Path) -> None:
    product = open_product("brightness")
    turn = product.ask(product.load(picture, "X-ray"), "segment the lung")
    assert [(s.name, s.found) for s in turn.result] == [("lung", True)]
    assert turn.result[0].mask.voxels == 8 * 12
    assert [info.name for info in product.models] == ["brightness"] * 2


def test_every_sentence_starts_a_fresh_session(picture: Path) -> None:
    product = open_product("brightness")
    image = product.load(picture, "X-ray")
    product.ask(image, "segment the lung")
    turn = product.ask(image, "segment the optic disc")
    assert [(s.name, s.found) for s in turn.result] == [("optic_disc", False)]


@pytest.mark.parametrize(("told", "modality"), [(True, "X-ray"), (False, None)])
def test_the_kind_of_imaging_is_stated_only_when_asked_to(picture: Path, told: bool, modality: str | None) -> None:
    assert open_product("brightness", tell_modality=told).load(picture, "X-ray").modality == modality


def test_engines_of_other_makers_do_not_say_what_they_know() -> None:
    assert knowledge_of("some/checkpoint") is None


def test_what_the_grounder_knows_is_known_whatever_stands_beside_it() -> None:
    known = knowledge_of("embedded")
    assert known
    assert knowledge_of("embedded+grabcut") == knowledge_of("embedded+verifier:some/checkpoint") == known
    assert knowledge_of("some/checkpoint+embedded") is None
