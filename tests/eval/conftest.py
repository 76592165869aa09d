"""A miniature data set, and a product that draws what it is told to."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import nibabel as nib
import numpy as np
import pytest
from PIL import Image as Pillow

from limis.eval.product import Product
from limis.geometry import Geometry
from limis.io.load import load
from limis.protocols import EngineInfo, Prediction, View, ViewPrompt
from limis.session.turn import Turn
from limis.types import Box, Image, Mask, Result, Structure

SIZE = (20, 24)
LEFT, RIGHT = (slice(4, 12), slice(14, 20)), (slice(4, 12), slice(3, 9))
SPACING = (1.5, 2.0, 4.0)


class BoxFiller:
    """A segmenter that fills every box."""

    accepts = frozenset({"box"})
    info = EngineInfo("filler", "segmenter", "0", "CC0", "cpu")

    def encode(self, view: View) -> View:
        return view

    def predict(self, encoding: View, prompts: Sequence[ViewPrompt]) -> list[Prediction]:
        return [self._fill(encoding, prompt) for prompt in prompts]

    def _fill(self, view: View, prompt: ViewPrompt) -> Prediction:
        inside = np.zeros(view.size, np.float32)
        assert prompt.box_xyxy is not None
        x0, y0, x1, y1 = (round(v) for v in prompt.box_xyxy)
        inside[y0:y1, x0:x1] = 1
        return Prediction(inside, 1.0)


Draw = Callable[[Image, str], Sequence[Structure]]


@pytest.fixture
def structure() -> Callable[..., Structure]:
    """Makes a found structure from an array, on a picture's grid unless another is given."""

    def make(inside: np.ndarray[Any, Any], concept: str = "lung", geometry: Geometry | None = None, **more: Any):
        box = Box.around(inside)
        assert box is not None
        mask = Mask(inside, geometry or Geometry(inside.shape))
        name = "_".join(part for part in (concept, more.get("side")) if part)
        return Structure(name, concept, concept, found=True, score=0.9, boxes=(box,), mask=mask, **more)

    return make


@pytest.fixture
def product_that() -> Callable[[Draw], Product]:
    """Makes a product whose sentences are answered by a function."""

    def make(draw: Draw) -> Product:
        def ask(image: Image, sentence: str) -> Turn:
            found = tuple(draw(image, sentence))
            return Turn(sentence, (), Result(found, "" if found else "not seen in this image"))

        return Product("fake", (BoxFiller.info,), lambda path, _: load(path), ask, BoxFiller())

    return make


def rectangle(*places: tuple[slice, ...], shape: tuple[int, ...] = SIZE) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """A mask that is true in some places."""
    inside = np.zeros(shape, np.bool_)
    for place in places:
        inside[place] = True
    return inside


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """An index of two films, a fundus picture, a head and heart slice, and a volume with two kidneys."""
    rows = [
        *(_pair(tmp_path, "covid_cxr14", f"p{n}", "lung", "X-ray", side) for n in (1, 2) for side in _SIDES),
        _pair(tmp_path, "drishti_fundus", "e1", "optic_disc", "fundus photography", None),
        _pair(tmp_path, "msd_hippocampus", "h1", "hippocampus", "MRI", None),
        _pair(tmp_path, "acdc_slices", "a1", "myocardium", "MRI", None),
        _pair(tmp_path, "acdc_slices", "a2", "myocardium", "MRI", None, split="train"),
        _volume(tmp_path),
    ]
    path = tmp_path / "index.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


_SIDES = {"left": (LEFT,), "right": (RIGHT,), "both": (LEFT, RIGHT)}


def _pair(
    root: Path, dataset: str, subject: str, concept: str, modality: str, side: str | None, split: str = "val"
) -> dict[str, Any]:
    inside = rectangle(*_SIDES[side or "left"])
    image, mask = f"{dataset}_{subject}.png", f"{dataset}_{subject}_{concept}_{side}.png"
    picture = (rectangle(LEFT, RIGHT) if side else inside).astype(np.uint8) * 200
    Pillow.fromarray(picture).save(root / image)
    Pillow.fromarray(inside.astype(np.uint8) * 255).save(root / mask)
    row = {"dataset": dataset, "split": split, "image": image, "mask": mask, "concept": concept, "licence": "CC0"}
    row |= {"modality": modality, "subject": subject, "tier": "permissive"}
    return row | ({"side": side} if side else {})


def volume_affine() -> np.ndarray[Any, Any]:
    """A tilted affine with three spacings."""
    turn = np.array([[0.96, -0.28, 0], [0.28, 0.96, 0], [0, 0, 1]])
    affine = np.eye(4)
    affine[:3, :3] = turn @ np.diag(SPACING)
    affine[:3, 3] = (-12, 5, 30)
    return affine


def _volume(root: Path) -> dict[str, Any]:
    labels = np.zeros((14, 9, 7), np.uint8)
    labels[1:6, 1:7, 1:6], labels[8:13, 1:7, 1:6], labels[7, 8, 3] = 1, 2, 3
    nib.Nifti1Image(labels.astype(np.float32) * 100, volume_affine()).to_filename(root / "ct.nii.gz")
    nib.Nifti1Image(labels, volume_affine()).to_filename(root / "ct_labels.nii.gz")
    values = {
        "1": {"concept": "kidney", "side": "left"},
        "2": {"concept": "kidney", "side": "right"},
        "3": "gallbladder",
    }
    row = {"dataset": "totalseg_example_ct", "split": "val", "image": "ct.nii.gz", "labels": "ct_labels.nii.gz"}
    row |= {"values": values, "modality": "CT", "subject": "example", "tier": "auto-labels", "volume": True}
    return row
