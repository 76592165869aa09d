"""What is peculiar to data sets of volumes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from limis.errors import ReadError
from limis.eval.data import Data, Plan
from limis.eval.datasets import open_data
from limis.eval.images import open_image
from limis.eval.index import LabelledVolume
from limis.eval.product import Product
from limis.eval.protocols import protocol
from limis.eval.run import run
from limis.eval.truth import VolumeTruth, read_labels
from limis.io.load import load

Layout = Callable[..., Path]


def by_name(data: Data) -> dict[str, LabelledVolume]:
    return {data.name_of(volume.image): volume for volume in data.volumes}


def test_amos_is_ct_below_500_and_mri_above(layout: Layout) -> None:
    found = {v.subject: (v.dataset, v.modality) for v in open_data(layout("amos22")).volumes}
    assert found == {"amos_0008": ("amos22_ct", "CT"), "amos_0507": ("amos22_mri", "MRI")}


def test_sides_and_numbers_are_those_of_the_set(layout: Layout) -> None:
    (btcv,) = open_data(layout("btcv")).volumes
    assert (btcv.values[2], btcv.values[9], btcv.values[13]) == (
        ("kidney", "right"),
        ("inferior_vena_cava", None),
        ("adrenal_gland", "left"),
    )
    (flare,) = open_data(layout("flare22")).volumes
    assert (flare.values[1], flare.values[13]) == (("liver", None), ("kidney", "left"))
    (word,) = open_data(layout("word")).volumes
    assert (word.values[11], word.values[15]) == (("small_bowel", None), ("femoral_head", "left"))


def test_brain_tumours_are_asked_in_the_frame_that_shows_them(layout: Layout) -> None:
    found = by_name(open_data(layout("msd") / "Task01_BrainTumour"))
    assert {name: set(v.targets().items()) for name, v in found.items()} == {
        "imagesTr/BRATS_001.nii.gz/1": {(("peritumoral_edema", None), (1,)), (("brain_tumor", None), (1, 2, 3))},
        "imagesTr/BRATS_001.nii.gz/3": {
            (("necrotic_tumor_core", None), (2,)),
            (("enhancing_tumor", None), (3,)),
            (("tumor_core", None), (2, 3)),
        },
    }
    for name, volume in found.items():
        image = open_image(volume.image, volume.modality)
        assert image.geometry.shape == (20, 6, 4)
        assert image.data.min() == 100 * int(name[-1])


def test_a_liver_holds_its_tumours(layout: Layout) -> None:
    (liver,) = open_data(layout("msd") / "Task03_Liver").volumes
    assert liver.targets() == {("liver", None): (1, 2), ("liver_tumor", None): (2,)}


def test_a_kind_of_imaging_is_told_only_where_that_is_wanted(layout: Layout) -> None:
    (spleen,) = open_data(layout("msd") / "Task09_Spleen").volumes
    assert open_image(spleen.image, "CT").modality is None
    assert open_image(spleen.image, "CT", tell=True).modality == "CT"


def test_slices_named_from_the_top_down_lie_where_their_dicom_says(layout: Layout) -> None:
    data = open_data(layout("chaos"))
    assert len(data.volumes) == 4
    for volume in data.volumes:
        image = load(volume.image)
        marks = read_labels(volume.labels, image.geometry)
        greys = (0, 255, 255, 0) if volume.modality == "CT" else (63, 126, 189, 252)
        assert [int(marks[0, 0, k]) for k in range(4)] == list(greys)
        assert marks[2, 1].any()
        assert not marks[3:].any()
        assert not marks[:, 2:].any()


def test_a_slice_without_its_picture_is_a_read_error(layout: Layout) -> None:
    volume = next(v for v in open_data(layout("chaos")).volumes if v.modality == "CT")
    next(volume.labels.glob("*.png")).unlink()
    with pytest.raises(ReadError, match="each of 4 DICOM slices, got 3"):
        read_labels(volume.labels)


def test_of_many_masks_only_those_asked_for_are_read(layout: Layout) -> None:
    data = open_data(layout("totalsegmentator"))
    volume = next(v for v in data.volumes if v.modality == "CT")
    assert volume.targets()["kidney", "right"] == (2,)
    (volume.labels / "liver.nii.gz").write_bytes(b"torn")
    truth = VolumeTruth(volume.labels, (2,), (("left", (1,)), ("right", (2,)))).read(load(volume.image).geometry)
    assert truth.inside[1].any()
    assert not np.delete(truth.inside, 1, axis=0).any()
    assert truth.sides["left"][0].any()
    with pytest.raises(ReadError, match="liver"):
        VolumeTruth(volume.labels, volume.targets()["liver", None]).read(load(volume.image).geometry)


def test_the_table_of_total_segmentator_says_what_is_held_out(layout: Layout) -> None:
    data = open_data(layout("totalsegmentator"))
    assert (data.split, {v.subject for v in data.volumes}) == ("test", {"s0001", "s0002"})
    assert {v.dataset for v in data.volumes} == {"totalsegmentator_ct", "totalsegmentator_mri"}
    (data.index / "meta.csv").write_text("image_id,split\ns0000,train\n")
    with pytest.raises(ReadError, match=r"meta\.csv.*semicolons"):
        open_data(data.index)


def test_both_labelled_frames_of_a_heart_are_cases_and_its_film_is_not(layout: Layout) -> None:
    data = open_data(layout("acdc"))
    assert sorted(by_name(data)) == [
        f"database/testing/patient101/patient101_frame{frame}.nii.gz" for frame in ("01", "12")
    ]


def test_brats_knows_the_names_and_numbers_of_its_years(layout: Layout) -> None:
    data = open_data(layout("brats"))
    core = {v.subject: v.targets()["tumor_core", None] for v in data.volumes if ("tumor_core", None) in v.targets()}
    assert core == {"BraTS20_Training_001": (1, 4), "BraTS20_Training_355": (1, 4), "BraTS-GLI-00000-000": (1, 3)}
    assert {v.image.name for v in data.volumes if "355" in v.subject} == {
        "BraTS20_Training_355_flair.nii",
        "BraTS20_Training_355_t1ce.nii",
    }


def test_one_bad_truth_is_a_row_that_measures_nothing(
    layout: Layout, product_that: Callable[..., Product], tmp_path: Path
) -> None:
    folder = layout("acdc")
    (folder / "database/testing/patient101/patient101_frame12_gt.nii.gz").unlink()
    rows = run(
        [protocol("volumes")], open_data(folder), product_that(lambda *_: []), tmp_path / "out", plan=Plan(smallest=1)
    )
    bad = [row for row in rows if row.failed]
    assert (len(rows), len(bad)) == (6, 3)
    assert all("patient101_frame12_gt.nii.gz" in row.failed and row.dice is None for row in bad)
    assert all(row.dice == 0 for row in rows if not row.failed)


def test_volumes_beyond_the_limit_are_not_read(layout: Layout) -> None:
    data = open_data(layout("acdc"))
    for path in (data.volumes[1].labels, data.volumes[1].image):
        path.write_bytes(b"torn")
    asks = protocol("volumes").plan(data, Plan(smallest=1, limit=1))
    assert {ask.image for ask in asks} == {data.volumes[0].image}
