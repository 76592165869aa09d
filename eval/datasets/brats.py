"""BraTS, gliomas in MRI, in the names of 2018 to 2021 and in those of 2023.

Source: https://www.synapse.org/brats: until 2021 labels are 1 (necrotic core), 2 (oedema) and 4 (enhancing); in 2023
the last is 3, and files are called t1n, t1c, t2w and t2f.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from limis.eval.datasets.reader import Reader, labelled_volume, roots, seen
from limis.eval.index import LabelledVolume

__all__ = ["BRATS"]


@dataclass(frozen=True)
class _Edition:
    """How files of some years are called.

    Attributes:
        dataset: Name of the data set.
        looks: Pattern of an image → what its label map says of what is seen there, and what that makes together:
            oedema where it is bright, the core where it takes up contrast.
    """

    dataset: str
    looks: Mapping[str, tuple[Mapping[int, str], Mapping[str, tuple[int, ...]]]]


_EDITIONS = (
    _Edition(
        "brats",
        {
            "*_flair.nii*": ({2: "peritumoral edema"}, {"whole tumor": (1, 2, 4)}),
            "*_t1ce.nii*": ({1: "necrotic core", 4: "enhancing tumor"}, {"tumor core": (1, 4)}),
        },
    ),
    _Edition(
        "brats_2023",
        {
            "*-t2f.nii*": ({2: "peritumoral edema"}, {"whole tumor": (1, 2, 3)}),
            "*-t1c.nii*": ({1: "necrotic core", 3: "enhancing tumor"}, {"tumor core": (1, 3)}),
        },
    ),
)


def _cases(folder: Path) -> Iterator[LabelledVolume]:
    """Cases with labels; those of validation sets have none."""
    for case in roots(folder, "[Bb]ra[Tt][Ss]*", "*/[Bb]ra[Tt][Ss]*"):
        # Case 355 of 2020 calls its label map W39_1998.09.19_Segm.nii.
        labels = seen(case, "*[_-][Ss]eg*.nii*")
        for edition in _EDITIONS if labels else ():
            for pattern, (values, unions) in edition.looks.items():
                for image in seen(case, pattern):
                    yield labelled_volume(edition.dataset, "train", image, labels[0], values, "MRI", case.name, unions)


#: Brain tumours.
BRATS = Reader(
    name="brats",
    expects="A folder a case with its sequences and a label map seg: t1, t1ce, t2, flair, or t1n, t1c, t2w, t2f.",
    tree="BraTS2021_00000/\n  BraTS2021_00000_flair.nii.gz\n  BraTS2021_00000_t1ce.nii.gz\n"
    "  BraTS2021_00000_seg.nii.gz\nBraTS-GLI-00000-000/\n  BraTS-GLI-00000-000-t2f.nii.gz\n  …",
    source="https://www.synapse.org/brats",
    licence="by the terms of each year's challenge",
    labels=("whole tumor", "tumor core", "enhancing tumor", "necrotic core", "peritumoral edema"),
    cases=_cases,
)
