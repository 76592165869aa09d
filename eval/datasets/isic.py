"""ISIC, skin lesions under the dermoscope: segmentation tasks of 2016, 2017 and 2018.

Source: https://challenge.isic-archive.com/data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from limis.eval.datasets.reader import Reader, labelled_picture, seen
from limis.eval.index import Pair

__all__ = ["ISIC"]

_SPLITS = {"Training": "train", "Validation": "val", "Test": "test"}
_YEAR_AND_PART = re.compile(r".*(201[678]).*(Training|Validation|Test).*")


def _cases(folder: Path) -> Iterator[Pair]:
    """Every picture of a folder whose folder of masks is there too."""
    pictures = {key: path for path in seen(folder, "*_[DI]*") if (key := _key(path, "Data", "Input")) is not None}
    for masks in seen(folder, "*_GroundTruth"):
        key = _key(masks, "GroundTruth")
        if key in pictures and next(masks.glob("*_[Ss]egmentation.png"), None) is not None:
            ending = "_Segmentation.png" if key[0] == "2016" else "_segmentation.png"
            for path in seen(pictures[key], "ISIC_*.jpg"):
                mask = masks / f"{path.stem}{ending}"
                split = _SPLITS[key[1]]
                yield labelled_picture(f"isic{key[0]}", split, path, mask, "skin lesion", "dermoscopy", path.stem)


def _key(folder: Path, *kinds: str) -> tuple[str, str] | None:
    """Year and part of a folder of some kind."""
    match = _YEAR_AND_PART.fullmatch(folder.name)
    return (match[1], match[2]) if match is not None and folder.name.endswith(kinds) else None


#: Skin lesions.
ISIC = Reader(
    name="isic",
    expects="Folders of pictures ISIC_#######.jpg and of masks ISIC_#######_segmentation.png, named by year and part.",
    tree="ISIC2018_Task1-2_Training_Input/ISIC_0000000.jpg\n"
    "ISIC2018_Task1_Training_GroundTruth/ISIC_0000000_segmentation.png",
    source="https://challenge.isic-archive.com/data",
    licence="CC0 (2016, 2017), CC BY-NC 4.0 (2018)",
    labels=("skin lesion",),
    cases=_cases,
)
