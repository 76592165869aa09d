"""TotalSegmentator, version 2 of its CT data and its MR data.

Source: https://zenodo.org/records/10047292 (CT), https://zenodo.org/records/11367005 (MR) and class_details of
https://github.com/wasserth/TotalSegmentator: a mask per structure; meta.csv, parted by semicolons, says which case
belongs to which split.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from limis.eval.datasets.reader import Reader, damaged, labelled_volume, roots, seen, stem_of
from limis.eval.folders import masks_in
from limis.eval.index import LabelledVolume

__all__ = ["TOTALSEGMENTATOR"]

_IMAGES = {"ct.nii.gz": ("totalsegmentator_ct", "CT"), "mri.nii.gz": ("totalsegmentator_mri", "MRI")}
_PAIRED = (
    "kidney adrenal_gland kidney_cyst lung_upper_lobe lung_lower_lobe subclavian_artery common_carotid_artery "
    "brachiocephalic_vein iliac_artery iliac_vena humerus scapula clavicula femur hip gluteus_maximus gluteus_medius "
    "gluteus_minimus autochthon iliopsoas lung"
)
_SINGLE = (
    "spleen gallbladder liver stomach pancreas lung_middle_lobe_right esophagus trachea thyroid_gland small_bowel "
    "duodenum colon urinary_bladder prostate sacrum vertebrae_S1 heart aorta pulmonary_vein brachiocephalic_trunk "
    "atrial_appendage_left superior_vena_cava inferior_vena_cava portal_vein_and_splenic_vein spinal_cord brain skull "
    "sternum costal_cartilages vertebrae intervertebral_discs"
)
_LABELS = (
    *_SINGLE.split(),
    *(f"{name}_{side}" for name in _PAIRED.split() for side in ("left", "right")),
    *(f"vertebrae_{letter}{n}" for letter, count in (("C", 7), ("T", 12), ("L", 5)) for n in range(1, count + 1)),
    *(f"rib_{side}_{n}" for side in ("left", "right") for n in range(1, 13)),
)


def _cases(folder: Path) -> Iterator[LabelledVolume]:
    for root in roots(folder, "Totalsegmentator*"):
        splits = _splits(root / "meta.csv")
        for case in seen(root, "s[0-9][0-9][0-9][0-9]"):
            masks = case / "segmentations"
            for image, (dataset, modality) in _IMAGES.items():
                if masks.is_dir() and (case / image).is_file():
                    values = {value: stem_of(path) for value, path in enumerate(masks_in(masks), 1)}
                    split = splits.get(case.name, "all")
                    yield labelled_volume(dataset, split, case / image, masks, values, modality, case.name)


def _splits(meta: Path) -> dict[str, str]:
    """Case → split; nothing without the file."""
    if not meta.is_file():
        return {}
    try:
        with meta.open(encoding="utf-8-sig", newline="") as file:
            return {row["image_id"]: row["split"] for row in csv.DictReader(file, delimiter=";")}
    except (OSError, ValueError, KeyError, csv.Error) as error:
        got = f"{type(error).__name__}: {error}"
        raise damaged(meta, "columns image_id and split, parted by semicolons", got) from error


#: 117 structures in CT, 50 in MR.
TOTALSEGMENTATOR = Reader(
    name="totalsegmentator",
    expects="A folder s#### a case with ct.nii.gz (or mri.nii.gz) and a mask per structure, and meta.csv with splits.",
    tree="Totalsegmentator_dataset_v201/\n  meta.csv\n  s0000/\n    ct.nii.gz\n    segmentations/liver.nii.gz",
    source="https://zenodo.org/records/10047292 (CT), https://zenodo.org/records/11367005 (MR)",
    licence="CC BY 4.0 (CT); of the MR data, see their page",
    labels=_LABELS,
    cases=_cases,
)
