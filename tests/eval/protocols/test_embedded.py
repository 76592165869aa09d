"""Each kind of protocol once, from a sentence or a prompt to a row, with the engines that come with limis."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow
from scipy.ndimage import gaussian_filter

from limis.eval.data import Plan, read_data
from limis.eval.product import Product, open_product
from limis.eval.protocols import protocol
from limis.eval.run import measure

_ALL_BUT_PERFECT = 0.99


@pytest.fixture(scope="module")
def embedded() -> Product:
    return open_product("embedded", device="cpu", tell_modality=True)


@pytest.fixture
def eye(tmp_path: Path) -> Path:
    """A dark picture with a bright bean, as soft at its edge as lenses are, noisy."""
    rows, columns = np.indices((120, 140))
    bean = (rows - 55) ** 2 + (columns - 60) ** 2 < 28**2
    bean |= (rows - 68) ** 2 + (columns - 85) ** 2 < 20**2
    noise = np.random.default_rng(0).normal(0, 8, bean.shape)
    soft = gaussian_filter(bean.astype(np.float64), 2)
    Pillow.fromarray(np.clip(60 + 120 * soft + noise, 0, 255).astype(np.uint8)).save(tmp_path / "eye.png")
    Pillow.fromarray(bean.astype(np.uint8) * 255).save(tmp_path / "bean.png")
    row = {"dataset": "drishti_fundus", "split": "val", "image": "eye.png", "mask": "bean.png", "licence": "CC0"}
    row |= {"concept": "optic_disc", "modality": "fundus photography", "subject": "1", "tier": "permissive"}
    (tmp_path / "index.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return tmp_path / "index.jsonl"


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("box-off-10", 0.8),
        ("point", 0.6),
        ("points-3", 0.8),
        ("points-random-3", 0.6),
        ("scribble", 0.8),
        ("interactive", 0.9),
        ("language", 0),
        ("language-noise-box", 0.7),
        ("language-wrong", 0.7),
    ],
)
def test_a_drawn_picture_is_measured(name: str, least: float, eye: Path, embedded: Product) -> None:
    asked = protocol(name)
    (ask,) = asked.plan(read_data(eye, "val"), Plan())
    row = measure(asked, ask, embedded, embedded.load(ask.image, ask.modality))
    assert row.failed == ""
    assert row.dice is not None
    assert row.dice >= least
    if row.steps:
        assert row.dice == row.steps[-1].dice >= min(row.steps[0].dice, _ALL_BUT_PERFECT)


def test_nobody_finds_a_unicorn(eye: Path, embedded: Product) -> None:
    asked = protocol("absence")
    (ask,) = [ask for ask in asked.plan(read_data(eye, "val"), Plan()) if ask.same_kind is None]
    row = measure(asked, ask, embedded, embedded.load(ask.image, ask.modality))
    assert (row.found, row.failed) == (False, "")
    assert ask.concept in row.reason
