"""CHAOS, healthy abdomens: CT with the liver, MRI with four organs.

Source: https://chaos.grand-challenge.org/Data and https://doi.org/10.5281/zenodo.3431873: slices are DICOM, labels a
grey picture a slice. In MRI grey 55 to 70 is liver, 110 to 135 the right kidney, 175 to 200 the left one, 240 to 255
spleen (they are 63, 126, 189 and 252); in CT the liver is white. Both parts of T1DUAL share their labels, which are
named after the one in phase; the UIDs of MRI differ from slice to slice (https://github.com/jonasteuwen/chaos-challenge).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from limis.eval.datasets.reader import Reader, labelled_volume, roots, seen
from limis.eval.index import LabelledVolume

__all__ = ["CHAOS"]

_CT = {"liver": tuple(range(1, 256))}
_MR = {
    "liver": tuple(range(55, 71)),
    "right kidney": tuple(range(110, 136)),
    "left kidney": tuple(range(175, 201)),
    "spleen": tuple(range(240, 256)),
}
_SERIES = ("T1DUAL/DICOM_anon/InPhase", "T1DUAL/DICOM_anon/OutPhase", "T2SPIR/DICOM_anon")


def _cases(folder: Path) -> Iterator[LabelledVolume]:
    """Series that have a folder of labels; the test sets have none."""
    for root in roots(folder, "Train_Sets", "CHAOS_Train_Sets", "CHAOS_Train_Sets/Train_Sets"):
        for patient in seen(root, "CT/*"):
            yield from _series("chaos_ct", "CT", patient, patient / "DICOM_anon", patient / "Ground", _CT)
        for patient in seen(root, "MR/*"):
            for series in _SERIES:
                truth = patient / series.partition("/")[0] / "Ground"
                yield from _series("chaos_mri", "MRI", patient, patient / series, truth, _MR)


def _series(
    dataset: str, modality: str, patient: Path, image: Path, truth: Path, greys: dict[str, tuple[int, ...]]
) -> Iterator[LabelledVolume]:
    if image.is_dir() and truth.is_dir():
        yield labelled_volume(dataset, "train", image, truth, {}, modality, f"{dataset}_{patient.name}", greys)


#: Combined healthy abdominal organ segmentation.
CHAOS = Reader(
    name="chaos",
    expects="CT and MR folders a patient: DICOM_anon with the slices, Ground with a grey PNG a slice, by name.",
    tree="Train_Sets/\n  CT/1/\n    DICOM_anon/i0000,0000b.dcm\n    Ground/liver_GT_000.png\n  MR/1/\n"
    "    T1DUAL/DICOM_anon/InPhase/IMG-0004-00002.dcm\n    T1DUAL/Ground/IMG-0004-00002.png\n    T2SPIR/…",
    source="https://doi.org/10.5281/zenodo.3431873",
    licence="CC BY-NC-SA 4.0",
    labels=tuple(_MR),
    cases=_cases,
)
