"""Every layout that a reader knows, in miniature: made file by file, named as the real ones are."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import nibabel as nib
import numpy as np
import phantoms
import pytest
from PIL import Image as Pillow
from pydicom import dcmread

SHAPE = (20, 6, 4)
T2SPIR = "T2SPIR/DICOM_anon"
Array = np.ndarray[Any, Any]


def labelled(*values: int) -> Array:
    """A label map with a block for every value, from the first row on."""
    marks = np.zeros(SHAPE, np.uint8)
    for row, value in enumerate(values):
        marks[row, 1:5, 1:3] = value
    return marks


def nifti(path: Path, values: Array) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    nib.Nifti1Image(values, phantoms.oblique_affine()).to_filename(path)


def scan(path: Path, frames: int = 1) -> None:
    """A volume, or several as frames; frame n is around 100 n."""
    values = np.stack([phantoms.numbered(SHAPE) % 90 + 100 * n for n in range(1, frames + 1)], axis=-1)
    nifti(path, values.astype(np.int16).squeeze())


def picture(path: Path, colour: tuple[int, int, int] = (200, 120, 90)) -> None:
    """A dark picture of 60 x 40 with a bright rectangle."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.full((40, 60, 3), 30, np.uint8)
    pixels[10:30, 15:40] = colour
    Pillow.fromarray(pixels).save(path, quality=80)


def mask(path: Path) -> None:
    """The rectangle of `picture`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    inside = np.zeros((40, 60), np.uint8)
    inside[10:30, 15:40] = 255
    Pillow.fromarray(inside).save(path, quality=80)


def btcv(root: Path) -> Path:
    scan(root / "RawData/Training/img/img0001.nii.gz")
    nifti(root / "RawData/Training/label/label0001.nii.gz", labelled(*range(1, 14)))
    return root


def amos22(root: Path) -> Path:
    for part, case in (("Tr", "amos_0001"), ("Va", "amos_0008"), ("Va", "amos_0507")):
        scan(root / f"amos22/images{part}/{case}.nii.gz")
        nifti(root / f"amos22/labels{part}/{case}.nii.gz", labelled(*range(1, 16)))
    scan(root / "amos22/imagesTs/amos_0002.nii.gz")
    listed = {"training": [{"image": "./imagesTr/amos_0001.nii.gz", "label": "./labelsTr/amos_0001.nii.gz"}]}
    (root / "amos22/dataset.json").write_text(json.dumps(listed))
    return root / "amos22"


def word(root: Path) -> Path:
    for part in ("Tr", "Val"):
        scan(root / f"WORD-V0.1.0/images{part}/word_0002.nii.gz")
        nifti(root / f"WORD-V0.1.0/labels{part}/word_0002.nii.gz", labelled(*range(1, 17)))
    return root


def flare22(root: Path) -> Path:
    scan(root / "images/FLARE22_Tr_0001_0000.nii.gz")
    nifti(root / "labels/FLARE22_Tr_0001.nii.gz", labelled(*range(1, 14)))
    return root


def msd(root: Path) -> Path:
    for task, case, frames, labels in (
        ("Task01_BrainTumour", "BRATS_001", 4, (1, 2, 3)),
        ("Task03_Liver", "liver_0", 1, (1, 2)),
        ("Task04_Hippocampus", "hippocampus_001", 1, (1, 2)),
        ("Task05_Prostate", "prostate_00", 2, (1, 2)),
        ("Task09_Spleen", "spleen_2", 1, (1,)),
    ):
        scan(root / task / f"imagesTr/{case}.nii.gz", frames)
        nifti(root / task / f"labelsTr/{case}.nii.gz", labelled(*labels))
        (root / task / f"imagesTr/._{case}.nii.gz").write_bytes(b"\0\5\x16\7")
        listed = {"training": [{"image": f"./imagesTr/{case}.nii.gz", "label": f"./labelsTr/{case}.nii.gz"}]}
        (root / task / "dataset.json").write_text(json.dumps(listed | {"test": [f"./imagesTs/{case}.nii.gz"]}))
    return root


def dicom(folder: Path, pictures: Path, greys: Array, names: Sequence[str], labels: Sequence[str] = ()) -> None:
    """Slices whose names count from the top down, and a picture of grey values beside each."""
    for place in (folder.parent, pictures):
        place.mkdir(parents=True, exist_ok=True)
    files = phantoms.ct_series(count=len(greys), shape=greys.shape[1:])
    phantoms.save(files, folder, [f"{name}.dcm" for name in names[::-1]])
    for name, grey in zip((labels or names)[::-1], greys, strict=True):
        Pillow.fromarray(grey).save(pictures / f"{name}.png")


def scatter(folder: Path) -> None:
    """Make MR of a folder of slices, each in a series of its own, as the tool left them that took the names out."""
    for n, path in enumerate(sorted(folder.glob("*.dcm"))):
        file = dcmread(path)
        file.Modality, file.SeriesInstanceUID = "MR", f"1.2.3.{n + 100}"
        file.save_as(path)


def grey_slices(*greys: int) -> Array:
    """Slice k holds the k-th grey in its corner."""
    slices = np.zeros((len(greys), 4, 6), np.uint8)
    for k, grey in enumerate(greys):
        slices[k, :2, :3] = grey
    return slices


def chaos(root: Path) -> Path:
    patient = root / "Train_Sets/CT/1"
    names = [f"i{n:04d},0000b" for n in range(4)]
    labels = [f"liver_GT_{n:03d}" for n in range(4)]
    dicom(patient / "DICOM_anon", patient / "Ground", grey_slices(0, 255, 255, 0), names, labels)
    patient, greys = root / "Train_Sets/MR/1", grey_slices(63, 126, 189, 252)
    even, odd, each = ([f"IMG-0004-{n:05d}" for n in range(*span)] for span in ((2, 9, 2), (1, 8, 2), (1, 5)))
    for series, names in (("T1DUAL/DICOM_anon/InPhase", even), ("T1DUAL/DICOM_anon/OutPhase", odd), (T2SPIR, each)):
        truth = patient / series.partition("/")[0] / "Ground"
        dicom(patient / series, truth, greys, names, even if "T1DUAL" in series else each)
        scatter(patient / series)
    return root


def totalsegmentator(root: Path) -> Path:
    for case, image in (("s0000", "ct"), ("s0001", "ct"), ("s0002", "mri")):
        scan(root / case / f"{image}.nii.gz")
        for value, name in enumerate(("kidney_left", "kidney_right", "liver", "vertebrae_L1"), 1):
            nifti(root / case / f"segmentations/{name}.nii.gz", (labelled(1, 2, 3, 4) == value).astype(np.uint8))
    lines = ["image_id;age;gender;split", "s0000;69;m;train", "s0001;50;f;test", "s0002;50;f;test"]
    (root / "meta.csv").write_text("\n".join(lines) + "\n")
    return root


def acdc(root: Path) -> Path:
    for part, patient in (("training", "patient001"), ("testing", "patient101")):
        for frame in ("01", "12"):
            scan(root / f"database/{part}/{patient}/{patient}_frame{frame}.nii.gz")
            nifti(root / f"database/{part}/{patient}/{patient}_frame{frame}_gt.nii.gz", labelled(1, 2, 3))
        scan(root / f"database/{part}/{patient}/{patient}_4d.nii.gz", 2)
        (root / f"database/{part}/{patient}/Info.cfg").write_text("ED: 1\nES: 12\nGroup: DCM\n")
    return root


def brats(root: Path) -> Path:
    for case, end, names, seg in (
        ("BraTS20_Training_001", ".nii", ("t1", "t1ce", "t2", "flair"), "BraTS20_Training_001_seg"),
        ("BraTS20_Training_355", ".nii", ("t1", "t1ce", "t2", "flair"), "W39_1998.09.19_Segm"),
    ):
        for name in names:
            scan(root / case / f"{case}_{name}{end}")
        nifti(root / case / f"{seg}{end}", labelled(1, 2, 4))
    case = "BraTS-GLI-00000-000"
    for name in ("t1n", "t1c", "t2w", "t2f"):
        scan(root / case / f"{case}-{name}.nii.gz")
    nifti(root / case / f"{case}-seg.nii.gz", labelled(1, 2, 3))
    return root


def biomedparse(root: Path) -> Path:
    folder = root / "amos22/CT"
    for part in ("train", "test"):
        picture(folder / part / "amos_0001_12_CT_abdomen.png")
        for name in ("left+kidney", "tumor"):
            mask(folder / f"{part}_mask" / f"amos_0001_12_CT_abdomen_{name}.png")
        picture(folder / part / "x_1_MRI-T1-Gd_brain.png")
        mask(folder / f"{part}_mask" / "x_1_MRI-T1-Gd_brain_enhancing+tumor.png")
        said = {"raw": "left kidney in abdomen CT", "sent": "left kidney in abdomen ct", "sent_id": 0}
        entry = {"mask_file": "amos_0001_12_CT_abdomen_left+kidney.png", "sentences": [said]}
        (folder / f"{part}.json").write_text(json.dumps({"images": [], "annotations": [entry]}))
    return root


def medscribble(root: Path) -> Path:
    case = root / "MedScribble/ACDC/Challenge2017/patient004_axis2_maxslice"
    case.mkdir(parents=True)
    inside = np.zeros((32, 32), np.float32)
    inside[8:24, 6:20] = 1
    np.save(case / "img.npy", inside * 0.7 + 0.1)
    np.save(case / "seg.npy", np.maximum(inside, np.roll(inside, 1, axis=0) * 0.3))
    for person in range(2):
        drawn = np.zeros((2, 32, 32), np.float32)
        drawn[0, 12, 8 : 12 + person], drawn[1, 2, 3:28] = 1, 1
        np.save(case / f"scribble_{person}.npy", drawn)
    alone = root / "MedScribble/SpineWeb/Dataset7/Subject04_axis0_midslice"
    alone.mkdir(parents=True)
    np.save(alone / "scribble_0.npy", drawn)
    return root


def isic(root: Path) -> Path:
    for images, masks, ending in (
        ("ISIC2018_Task1-2_Training_Input", "ISIC2018_Task1_Training_GroundTruth", "_segmentation.png"),
        ("ISIC2018_Task1-2_Test_Input", "ISIC2018_Task1_Test_GroundTruth", "_segmentation.png"),
        ("ISIC-2017_Test_v2_Data", "ISIC-2017_Test_v2_Part1_GroundTruth", "_segmentation.png"),
        ("ISBI2016_ISIC_Part1_Test_Data", "ISBI2016_ISIC_Part1_Test_GroundTruth", "_Segmentation.png"),
    ):
        picture(root / images / "ISIC_0000003.jpg")
        mask(root / masks / f"ISIC_0000003{ending}")
    return root


def kvasir_seg(root: Path) -> Path:
    picture(root / "Kvasir-SEG/images/cju0qkwl35piu0993l0dewei2.jpg")
    mask(root / "Kvasir-SEG/masks/cju0qkwl35piu0993l0dewei2.jpg")
    (root / "Kvasir-SEG/kavsir_bboxes.json").write_text("{}")
    return root / "Kvasir-SEG"


def medsegfm(root: Path) -> Path:
    places = (
        "3D_val_npz",
        "3D_val_gt/3D_val_gt_text",
        "3D_train_npz_all/MR/MR_Spider",
        "3D_train_npz_all/Microscopy/Microscopy_Cell",
    )
    for folder in places:
        (root / folder).mkdir(parents=True)
    marks, spacing = np.swapaxes(labelled(1, 2), 0, 2), np.array([5.0, 0.8, 0.9])
    pixels = (marks * 100 + 20).astype(np.uint8)
    words = {"1": "Left kidney in abdominal CT", "2": "Aorta visible in CT", "instance_label": 0}
    np.savez_compressed(root / places[0] / "CT_X_1.npz", imgs=pixels, spacing=spacing, text_prompts=words)
    np.savez_compressed(root / places[1] / "CT_X_1.npz", gts=marks, spacing=spacing)
    for place, name in ((places[2], "MR_Spider_1.npz"), (places[3], "Microscopy_Cell_1.npz")):
        np.savez_compressed(root / place / name, imgs=pixels, gts=marks, spacing=spacing)
    of_all = {
        "MR_Spider": {"1": ["vertebra", "a bone of the spine"], "2": ["spinal canal"], "instance_label": 0},
        "Microscopy_Cell": {"1": ["nuclei in microscopy"], "instance_label": 1},
    }
    (root / "CVPR25_TextSegFMData_with_class.json").write_text(json.dumps(of_all))
    return root


LAYOUTS: dict[str, Callable[[Path], Path]] = {
    **{make.__name__: make for make in (msd, btcv, amos22, word, flare22, chaos, totalsegmentator, acdc, brats)},
    **{make.__name__: make for make in (biomedparse, medscribble, isic, medsegfm)},
    "kvasir-seg": kvasir_seg,
}


@pytest.fixture
def layout(tmp_path: Path) -> Callable[..., Path]:
    """Makes a layout by its reader's name, and gives the folder to point ``--data`` at."""

    def make(name: str, where: Path | None = None) -> Path:
        root = where or tmp_path / name
        root.mkdir(exist_ok=True)
        return LAYOUTS[name](root)

    return make
