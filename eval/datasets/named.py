"""Data sets of images in one folder and label maps of the same names in another: BTCV, AMOS22, WORD, FLARE22.

Label numbers and file names are those of the sets' own pages: BTCV https://doi.org/10.7303/syn3193805,
AMOS22 https://zenodo.org/records/7262581, WORD https://github.com/HiLab-git/WORD,
FLARE22 https://flare22.grand-challenge.org; the numbers of all four stand side by side in label_systems.py of
https://github.com/uni-medical/A-Eval.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from limis.eval.datasets.reader import Reader, labelled_volume, numbered, roots, seen
from limis.eval.index import LabelledVolume

__all__ = ["AMOS22", "BTCV", "FLARE22", "WORD"]

_TRAINING = ("train", "imagesTr", "labelsTr")


@dataclass(frozen=True)
class _Named:
    """How such a set names things.

    Attributes:
        image: Matches the whole name of an image; ``case`` is the case, ``end`` the file's ending.
        label: The name of its label map, from both.
        parts: (Split, folder of images, folder of label maps).
        archives: Folders that the set's archives unpack into.
        values: Label → what it is.
        kind: From the case to the data set's name and its kind of imaging.
    """

    image: str
    label: str
    parts: tuple[tuple[str, str, str], ...]
    archives: tuple[str, ...]
    values: Mapping[int, str]
    kind: Callable[[str], tuple[str, str]]

    def cases(self, folder: Path) -> Iterator[LabelledVolume]:
        """Every image whose folder has a neighbour with label maps."""
        for root in roots(folder, *self.archives):
            for split, images, labels in self.parts:
                if (root / labels).is_dir():
                    yield from self._part(split, root / images, root / labels)

    def _part(self, split: str, images: Path, labels: Path) -> Iterator[LabelledVolume]:
        for path in seen(images):
            match = re.fullmatch(self.image + r"(?P<end>\.nii(\.gz)?)", path.name)
            if match is not None:
                dataset, modality = self.kind(match["case"])
                label = labels / (self.label.format(case=match["case"]) + match["end"])
                yield labelled_volume(dataset, split, path, label, self.values, modality, match["case"])


_BTCV = _Named(
    image=r"img(?P<case>\d{4})",
    label="label{case}",
    parts=(("train", "img", "label"), _TRAINING),
    archives=("Training", "RawData/Training"),
    values=numbered(
        "spleen, right kidney, left kidney, gallbladder, esophagus, liver, stomach, aorta, inferior vena cava, "
        "portal vein and splenic vein, pancreas, right adrenal gland, left adrenal gland"
    ),
    kind=lambda _: ("btcv", "CT"),
)

#: Beyond the Cranial Vault, abdomen, which is also called Synapse.
BTCV = Reader(
    name="btcv",
    expects="CT volumes img####.nii.gz with label maps label####.nii.gz of 13 abdominal organs.",
    tree="Training/\n  img/img0001.nii.gz\n  label/label0001.nii.gz",
    source="https://doi.org/10.7303/syn3193805 (RawData)",
    licence="CC BY 4.0 after registration",
    labels=tuple(_BTCV.values.values()),
    cases=_BTCV.cases,
)

_AMOS22 = _Named(
    image=r"(?P<case>amos_\d{4})",
    label="{case}",
    parts=(_TRAINING, ("val", "imagesVa", "labelsVa"), ("test", "imagesTs", "labelsTs")),
    archives=("amos22",),
    values=numbered(
        "spleen, right kidney, left kidney, gallbladder, esophagus, liver, stomach, aorta, postcava, pancreas, "
        "right adrenal gland, left adrenal gland, duodenum, bladder, prostate/uterus"
    ),
    kind=lambda case: ("amos22_ct", "CT") if int(case[-4:]) < 500 else ("amos22_mri", "MRI"),
)

#: Abdominal multi-organ segmentation 2022: cases below 500 are CT, the others MRI.
AMOS22 = Reader(
    name="amos22",
    expects="CT (amos_0001 to 0499) and MRI (from amos_0500) with label maps of the same names, 15 organs.",
    tree="amos22/\n  imagesTr/amos_0001.nii.gz\n  labelsTr/amos_0001.nii.gz\n  imagesVa/…  labelsVa/…\n  dataset.json",
    source="https://zenodo.org/records/7262581",
    licence="CC BY 4.0",
    labels=tuple(_AMOS22.values.values()),
    cases=_AMOS22.cases,
    outside=("prostate/uterus",),
)

_WORD = _Named(
    image=r"(?P<case>word_\d{4})",
    label="{case}",
    parts=(_TRAINING, ("val", "imagesVal", "labelsVal"), ("test", "imagesTs", "labelsTs")),
    archives=("WORD-V*",),
    # Its own words for 11, 12, 15 and 16 are "intestine", which leaves the colon out, "adrenal", and
    # "Head of Femur (L)" and "(R)".
    values=numbered(
        "liver, spleen, left kidney, right kidney, stomach, gallbladder, esophagus, pancreas, duodenum, colon, "
        "small bowel, adrenal gland, rectum, bladder, left femoral head, right femoral head"
    ),
    kind=lambda _: ("word", "CT"),
)

#: Whole abdominal organs.
WORD = Reader(
    name="word",
    expects="CT volumes word_####.nii.gz with label maps of the same names, 16 organs.",
    tree="WORD-V0.1.0/\n  imagesTr/word_0002.nii.gz\n  labelsTr/word_0002.nii.gz\n  imagesVal/…  labelsVal/…",
    source="https://github.com/HiLab-git/WORD",
    licence="for academic research, asked for by mail",
    labels=tuple(_WORD.values.values()),
    cases=_WORD.cases,
)

_FLARE22 = _Named(
    image=r"(?P<case>FLARE\w*_\d{4})_0000",
    label="{case}",
    parts=(("train", "images", "labels"), _TRAINING),
    archives=("FLARE22Train", "FLARE_22_LabeledCase50", "FLARE22_LabeledCase50"),
    values=numbered(
        "liver, right kidney, spleen, pancreas, aorta, inferior vena cava, right adrenal gland, "
        "left adrenal gland, gallbladder, esophagus, stomach, duodenum, left kidney"
    ),
    kind=lambda _: ("flare22", "CT"),
)

#: Fast and low-resource abdominal organ segmentation 2022, the 50 labelled cases.
FLARE22 = Reader(
    name="flare22",
    expects="CT volumes FLARE22_Tr_####_0000.nii.gz with label maps FLARE22_Tr_####.nii.gz, 13 organs.",
    tree="FLARE22Train/\n  images/FLARE22_Tr_0001_0000.nii.gz\n  labels/FLARE22_Tr_0001.nii.gz",
    source="https://flare22.grand-challenge.org",
    licence="of the sets it is made from",
    labels=tuple(_FLARE22.values.values()),
    cases=_FLARE22.cases,
)
