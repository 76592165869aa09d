"""Arrays of NumPy's: MedSegFM's archives, and paths that lead into files."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from limis.errors import GeometryError, ReadError
from limis.eval.datasets import open_data
from limis.eval.datasets.pickled import read_plain
from limis.eval.images import open_image
from limis.eval.inner import inner, read_array
from limis.eval.truth import PictureTruth, read_labels
from limis.geometry import Geometry
from limis.imaging.window import window_for

Layout = Callable[..., Path]


def test_a_cases_own_words_name_its_labels_and_its_truth_lies_beside(layout: Layout) -> None:
    (case,) = open_data(layout("medsegfm")).volumes
    assert (case.split, case.dataset, case.modality) == ("val", "medsegfm_CT_X", "CT")
    assert case.targets() == {("kidney", "left"): (1,), ("aorta", None): (2,)}
    image = open_image(case.image, case.modality)
    assert (image.geometry.shape, image.geometry.spacing_mm) == ((4, 6, 20), (5.0, 0.8, 0.9))
    assert (read_labels(case.labels, image.geometry) == 2).sum() == 8


def test_images_alone_may_be_pointed_at_with_their_labels_beside(layout: Layout) -> None:
    data = open_data(layout("medsegfm") / "3D_val_npz")
    (case,) = data.volumes
    assert (data.name_of(case.image), data.name_of(case.labels)) == (
        "CT_X_1.npz/imgs",
        "../3D_val_gt/3D_val_gt_text/CT_X_1.npz/gts",
    )
    assert data.fingerprint()


@pytest.mark.parametrize("place", ["3D_val_gt", "3D_val_gt_text_seg", "3D_val_gt/3D_val_gt_interactive"])
def test_labels_are_found_where_the_archives_unpack_them(layout: Layout, place: str) -> None:
    folder = layout("medsegfm")
    (folder / place).mkdir(exist_ok=True)
    (folder / "3D_val_gt/3D_val_gt_text/CT_X_1.npz").rename(folder / place / "CT_X_1.npz")
    (case,) = open_data(folder).volumes
    assert case.labels == folder / place / "CT_X_1.npz/gts"


def test_labels_of_the_text_track_come_before_those_of_the_interactive_one(layout: Layout) -> None:
    folder = layout("medsegfm")
    (folder / "3D_val_gt/3D_val_gt_interactive").mkdir()
    np.savez(folder / "3D_val_gt/3D_val_gt_interactive/CT_X_1.npz", gts=np.zeros((4, 6, 20), np.uint8))
    (case,) = open_data(folder).volumes
    assert "3D_val_gt_text" in case.labels.as_posix()


def test_ct_in_8_bits_looks_in_its_window_as_it_was_stored(layout: Layout) -> None:
    (case,) = open_data(layout("medsegfm")).volumes
    image = open_image(case.image, "CT")
    window = window_for(image, "CT")
    seen = (image.data - window.low) / window.width * 255
    assert np.allclose(seen, read_array(case.image), atol=1e-3)
    assert image.unit == "HU"


def test_a_sets_words_name_labels_and_instances(layout: Layout) -> None:
    found = {v.dataset: v for v in open_data(layout("medsegfm"), split="train").volumes}
    assert found["medsegfm_MR_Spider"].targets() == {("vertebra", None): (1,), ("spinal_canal", None): (2,)}
    (values,) = found["medsegfm_Microscopy_Cell"].targets().values()
    assert {1, 2, 65535} <= set(values)
    assert set(found["medsegfm_Microscopy_Cell"].targets()) == {("nucleus", None)}


def test_labels_without_words_go_by_number(layout: Layout) -> None:
    folder = layout("medsegfm")
    (folder / "CVPR25_TextSegFMData_with_class.json").unlink()
    found = {v.dataset: v.targets() for v in open_data(folder, split="train").volumes}
    assert found["medsegfm_MR_Spider"] == {("label_1", None): (1,), ("label_2", None): (2,)}


class _Calls:
    def __init__(self, command: str) -> None:
        self.command = command

    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, (self.command,)


def test_a_pickle_that_wants_to_call_something_is_refused(tmp_path: Path) -> None:
    touched = tmp_path / "touched"
    file = tmp_path / "CT_X_1.npz"
    np.savez(file, imgs=np.zeros((2, 3, 4), np.uint8), text_prompts=np.array({"1": _Calls(f"touch {touched}")}))
    with pytest.raises(ReadError, match=r"CT_X_1\.npz.*wants to call (posix|nt)\.system"):
        read_plain(file, "text_prompts")
    assert not touched.exists()


def test_a_case_whose_words_are_more_than_words_goes_by_number(layout: Layout) -> None:
    folder = layout("medsegfm")
    file = folder / "3D_val_npz/CT_X_1.npz"
    np.savez(file, imgs=read_array(file / "imgs"), spacing=np.ones(3), text_prompts=np.array({"1": _Calls("true")}))
    (case,) = open_data(folder).volumes
    assert case.targets() == {("label_1", None): (1,), ("label_2", None): (2,)}


def test_plain_words_come_out_of_a_pickle(tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", words=np.array({"1": ["liver", 2.5]}))
    assert read_plain(tmp_path / "a.npz", "words") == {"1": ["liver", 2.5]}
    assert read_plain(tmp_path / "a.npz", "boxes") is None


def test_a_torn_archive_is_a_case_that_cannot_be_read(layout: Layout) -> None:
    folder = layout("medsegfm")
    torn = folder / "3D_train_npz_all/MR/MR_Spider/MR_Spider_1.npz"
    torn.write_bytes(torn.read_bytes()[:80])
    case = next(v for v in open_data(folder, split="train").volumes if "Spider" in v.dataset)
    assert ("vertebra", None) in case.targets()
    with pytest.raises(ReadError, match="MR_Spider_1"):
        open_image(case.image, "MRI")


def test_a_path_may_lead_into_a_file_and_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "scan.nii.gz").write_bytes(b"")
    assert inner(tmp_path / "scan.nii.gz" / "2") == (tmp_path / "scan.nii.gz", "2")
    assert inner(tmp_path / "scan.nii.gz") == (tmp_path / "scan.nii.gz", "")
    assert inner(tmp_path / "nothing" / "2") == (tmp_path / "nothing" / "2", "")


@pytest.mark.parametrize("path", ["gone.npy", "gone.npz/gts", "a.npz/gone", "text.npy", "a.npz/objects"])
def test_an_array_that_is_not_there_is_a_read_error_that_names_it(path: str, tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", gts=np.zeros(3), objects=np.array([None, {}]))
    (tmp_path / "text.npy").write_text("not an array")
    with pytest.raises(ReadError, match=path):
        read_array(tmp_path / path)


def test_a_volume_without_spacing_is_refused(tmp_path: Path) -> None:
    np.save(tmp_path / "volume.npy", np.zeros((4, 5, 6), np.uint8))
    with pytest.raises((ReadError, GeometryError), match="spacing"):
        open_image(tmp_path / "volume.npy", "MRI")


def test_nan_is_no_label_and_no_mask(tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", gts=np.array([[[0.0, np.nan]]]))
    with pytest.raises(ReadError, match=r"a\.npz.*labels that are numbers"):
        read_labels(tmp_path / "a.npz" / "gts")
    np.save(tmp_path / "seg.npy", np.full((2, 2), np.nan))
    with pytest.raises(ReadError, match=r"seg\.npy"):
        PictureTruth(tmp_path / "seg.npy").read(Geometry((2, 2)))


def test_labels_of_another_shape_are_refused_where_no_affine_tells_how_they_lie(tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", gts=np.zeros((2, 3, 4), np.uint8))
    with pytest.raises(ReadError, match=r"shape \(4, 3, 2\), got shape \(2, 3, 4\)"):
        read_labels(tmp_path / "a.npz" / "gts", Geometry((4, 3, 2), None, (1.0, 1.0, 1.0)))
