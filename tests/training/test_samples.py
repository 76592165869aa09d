"""Pictures and masks that cannot be trained on are named, before anything is drawn from them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nibabel as nib
import numpy as np
import pytest
from PIL import Image as Pillow

from limis.errors import InputError, ReadError
from limis.training.samples import load_samples

SHAPE = (20, 24)


def pair(**more: str) -> dict[str, Any]:
    row = {"dataset": "eyes", "split": "train", "image": "eye.jpg", "mask": "mask.png", "concept": "optic_disc"}
    return row | {"modality": "fundus photography", "subject": "1", "tier": "permissive"} | more


@pytest.fixture
def index(tmp_path: Path) -> Path:
    rng = np.random.default_rng(0)
    Pillow.fromarray(rng.integers(0, 255, (*SHAPE, 3), np.uint8)).save(tmp_path / "eye.jpg")
    inside = np.zeros(SHAPE, np.uint8)
    inside[4:12, 5:17] = 255
    Pillow.fromarray(inside).save(tmp_path / "mask.png")
    (tmp_path / "index.jsonl").write_text(json.dumps(pair()), encoding="utf-8")
    return tmp_path / "index.jsonl"


def remove(path: Path) -> None:
    path.unlink()


def make_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200] if path.suffix == ".jpg" else path.read_bytes()[:60])


def write_text(path: Path) -> None:
    path.write_text("no picture", encoding="utf-8")


def test_a_picture_and_its_mask_are_read(index: Path) -> None:
    (sample,) = load_samples(index)
    assert sample.image.shape == (*SHAPE, 3)
    assert sample.masks["optic_disc"].sum() == 96


@pytest.mark.parametrize("name", ["eye.jpg", "mask.png"])
@pytest.mark.parametrize("spoil", [remove, make_a_folder, cut, write_text])
def test_a_file_that_cannot_be_read_is_named(spoil: Callable[[Path], None], name: str, index: Path) -> None:
    spoil(index.parent / name)
    with pytest.raises(ReadError, match=f"cannot train on .*{name}: expected a "):
        load_samples(index)


def test_a_mask_of_another_size_than_its_picture_is_refused(index: Path) -> None:
    Pillow.fromarray(np.full((10, 12), 255, np.uint8)).save(index.parent / "mask.png")
    with pytest.raises(
        ReadError, match=r"mask\.png: expected the shape \(20, 24\) of .*eye\.jpg, got shape \(10, 12\)"
    ):
        load_samples(index)


def test_a_label_map_of_another_size_than_its_volume_is_refused(tmp_path: Path) -> None:
    for name, shape in (("ct.nii.gz", (7, 5, 3)), ("labels.nii.gz", (7, 5, 4))):
        nib.Nifti1Image(np.ones(shape, np.int16), np.diag([1.5, 2.0, 4.0, 1.0])).to_filename(tmp_path / name)
    volume = pair(image="ct.nii.gz", labels="labels.nii.gz", modality="CT") | {"volume": True, "values": {"1": "liver"}}
    (tmp_path / "index.jsonl").write_text(json.dumps(volume), encoding="utf-8")
    with pytest.raises(ReadError, match=r"labels\.nii\.gz: expected the shape \(7, 5, 3\) of .*ct\.nii\.gz"):
        load_samples(tmp_path / "index.jsonl")


def test_an_index_without_a_line_to_train_on_is_refused(index: Path) -> None:
    assert load_samples(index, split="val") == []
    with pytest.raises(InputError, match=r"expected lines of the split train and the tiers cc0, got none"):
        load_samples(index, tiers=["cc0"])
