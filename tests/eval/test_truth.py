from __future__ import annotations

from pathlib import Path

import nibabel as nib
import numpy as np
import pytest
from PIL import Image as Pillow

from limis.errors import ReadError
from limis.eval.truth import Nowhere, PictureTruth, VolumeTruth, read_labels
from limis.geometry import Geometry


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    marks = np.zeros((7, 5, 3), np.uint8)
    marks[1:4, 2, 1], marks[5, 0, 0] = 1, 4
    nib.Nifti1Image(marks, np.diag([-1.5, 2.0, 4.0, 1.0])).to_filename(tmp_path / "labels.nii.gz")
    return tmp_path / "labels.nii.gz"


def test_values_of_a_label_map_become_one_mask(labels: Path) -> None:
    geometry = Geometry((7, 5, 3), np.diag([-1.5, 2.0, 4.0, 1.0]))
    truth = VolumeTruth(labels, (1, 4), (("left", (4,)),)).read(geometry)
    assert truth.inside.sum() == 4
    assert truth.sides["left"].sum() == 1


def test_a_label_map_stored_the_other_way_round_lands_on_the_images_grid(labels: Path) -> None:
    turned = np.diag([1.5, 2.0, 4.0, 1.0])
    turned[0, 3] = -6 * 1.5
    marks = read_labels(labels, Geometry((7, 5, 3), turned))
    assert np.array_equal(marks, read_labels(labels)[::-1])


def test_a_mask_of_another_size_is_refused(tmp_path: Path) -> None:
    Pillow.fromarray(np.zeros((4, 6), np.uint8)).save(tmp_path / "mask.png")
    with pytest.raises(ReadError, match=r"shape \(7, 5\)"):
        PictureTruth(tmp_path / "mask.png").read(Geometry((7, 5)))


def test_what_is_nowhere_has_an_empty_mask() -> None:
    assert not Nowhere().read(Geometry((7, 5))).inside.any()


def test_a_missing_label_map_is_a_read_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="NIfTI label map"):
        read_labels(tmp_path / "nothing.nii.gz")


def test_a_nifti_of_nan_or_of_half_a_file_is_a_read_error_that_names_it(tmp_path: Path) -> None:
    marks = np.full((7, 5, 3), np.nan, np.float32)
    nib.Nifti1Image(marks, np.eye(4)).to_filename(tmp_path / "nan.nii.gz")
    nib.Nifti1Image(np.random.default_rng(0).random((7, 5, 3)), np.eye(4)).to_filename(tmp_path / "half.nii.gz")
    whole = (tmp_path / "half.nii.gz").read_bytes()
    (tmp_path / "half.nii.gz").write_bytes(whole[: len(whole) // 2])
    for name, got in (("nan", "labels that are numbers"), ("half", "a NIfTI label map")):
        with pytest.raises(ReadError, match=rf"{name}\.nii\.gz: expected {got}"):
            read_labels(tmp_path / f"{name}.nii.gz")


def test_a_label_map_with_an_empty_fourth_axis_is_a_volume(tmp_path: Path) -> None:
    marks = np.zeros((7, 5, 3, 1), np.uint8)
    marks[2, 3, 1] = 6
    nib.Nifti1Image(marks, np.eye(4)).to_filename(tmp_path / "labels.nii.gz")
    assert read_labels(tmp_path / "labels.nii.gz")[2, 3, 1] == 6


def test_masks_of_one_folder_must_be_of_one_shape(tmp_path: Path) -> None:
    for name, rows in (("liver", 7), ("spleen", 6)):
        nib.Nifti1Image(np.ones((rows, 5, 3), np.uint8), np.eye(4)).to_filename(tmp_path / f"{name}.nii.gz")
    with pytest.raises(
        ReadError, match=r"spleen\.nii\.gz: expected a mask of shape \(7, 5, 3\), got shape \(6, 5, 3\)"
    ):
        read_labels(tmp_path)
    with pytest.raises(ReadError, match="none of them"):
        read_labels(tmp_path, wanted=(9,))


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "I;16", "1"])
def test_what_is_not_black_is_inside_whatever_its_colour(mode: str, tmp_path: Path) -> None:
    inside = np.zeros((7, 5), np.uint8)
    inside[2:4, 1:3] = 1
    if mode == "P":
        picture = Pillow.fromarray(inside)
        picture.putpalette([0, 0, 0, 0, 0, 9])
    elif mode.startswith("RGB"):
        opaque = np.full_like(inside, 255)
        channels = (inside * 0, inside * 0, inside, opaque)[: len(mode)]
        picture = Pillow.fromarray(np.stack(channels, axis=-1))
    else:
        picture = Pillow.fromarray(inside.astype(np.uint16 if mode == "I;16" else np.bool_))
    assert picture.mode == mode
    picture.save(tmp_path / "mask.png")
    assert np.array_equal(PictureTruth(tmp_path / "mask.png").read(Geometry((7, 5))).inside, inside > 0)


def test_damaged_arrays_are_read_errors(tmp_path: Path) -> None:
    np.savez_compressed(tmp_path / "a.npz", gts=np.arange(1000))
    broken = bytearray((tmp_path / "a.npz").read_bytes())
    broken[80:400] = b"\xff" * 320
    (tmp_path / "a.npz").write_bytes(bytes(broken))
    np.save(tmp_path / "b.npy", np.arange(3))
    (tmp_path / "b.npy").rename(tmp_path / "b.npz")
    (tmp_path / "c.npy").write_bytes(b"\x93NUMPY\x01\x00v\x00{'descr': (((" + b" " * 120)
    for path in (tmp_path / "a.npz" / "gts", tmp_path / "b.npz" / "gts", tmp_path / "c.npy"):
        with pytest.raises(ReadError, match="an array of numbers"):
            read_labels(path)
