"""ACDC, the automated cardiac diagnosis challenge.

Source: https://www.creatis.insa-lyon.fr/Challenge/acdc/databases.html: two frames of each patient's film are
labelled, end-diastole and end-systole.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from limis.eval.datasets.reader import Reader, labelled_volume, roots, seen
from limis.eval.index import LabelledVolume

__all__ = ["ACDC"]

_VALUES = {1: "right ventricle", 2: "myocardium", 3: "left ventricle"}


def _cases(folder: Path) -> Iterator[LabelledVolume]:
    for root in roots(folder, "training", "testing", "database/training", "database/testing"):
        split = "test" if root.name == "testing" else "train"
        for patient in seen(root, "patient[0-9]*"):
            for image in seen(patient, f"{patient.name}_frame[0-9][0-9].nii*"):
                name, dot, end = image.name.partition(".")
                label = patient / f"{name}_gt{dot}{end}"
                yield labelled_volume("acdc", split, image, label, _VALUES, "MRI", patient.name)


#: Short-axis films of the heart.
ACDC = Reader(
    name="acdc",
    expects="A folder a patient with frames patient###_frame##.nii.gz and their label maps _gt, 3 parts of the heart.",
    tree="database/\n  training/patient001/\n    Info.cfg\n    patient001_frame01.nii.gz\n"
    "    patient001_frame01_gt.nii.gz\n  testing/patient101/…",
    source="https://www.creatis.insa-lyon.fr/Challenge/acdc/databases.html",
    licence="CC BY-NC-SA 4.0",
    labels=tuple(_VALUES.values()),
    cases=_cases,
)
