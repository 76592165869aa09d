"""BiomedParseData: pictures from many data sets with masks whose names say what they are.

Source: https://github.com/microsoft/BiomedParse (README, "File Name Convention"; create-customer-datasets.py;
register_biomed_datasets.py for the folders).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from limis.errors import InputError
from limis.eval.datasets.labels import target
from limis.eval.datasets.reader import TIER, Reader, damaged, read_json, seen
from limis.eval.index import Pair
from limis.imaging.kinds import as_kind

__all__ = ["BIOMEDPARSE"]

_KINDS = {"endoscope": "endoscopy", "dermoscope": "dermoscopy"}
_SEQUENCES = ("MRI", "T1", "T2", "FLAIR", "ADC", "DWI")
#: Folders that hold several data sets, which are then called by both names.
_FAMILIES = frozenset({"amos22", "MSD", "Radiography", "Totalsegmentator2"})
_DEEPEST = ("*_mask", "*/*_mask", "*/*/*_mask")


def _cases(folder: Path) -> Iterator[Pair]:
    """Masks of every ``PART_mask`` that has a ``PART`` beside it, two folders deep at most."""
    for masks in (path for pattern in _DEEPEST for path in seen(folder, pattern)):
        root, part = masks.parent, masks.name.removesuffix("_mask")
        if (root / part).is_dir():
            sentences = _sentences(root / f"{part}.json")
            for mask in seen(masks, "*_*_*_*.png"):
                yield _pair(_called(root), part, root / part, mask, sentences.get(mask.name, ""))


def _called(root: Path) -> str:
    family = f"{root.parent.name}_" if root.parent.name in _FAMILIES else ""
    return f"biomedparse_{family}{root.name}"


def _pair(dataset: str, part: str, pictures: Path, mask: Path, sentence: str) -> Pair:
    image, label = mask.stem.rsplit("_", 1)
    subject, modality, site = image.rsplit("_", 2)
    concept, side = target(label.replace("+", " "), site.replace("+", " "))
    path = pictures / f"{image}.png"
    return Pair(dataset, part, path, mask, concept, side, _kind(modality), subject, TIER, sentence)


def _kind(modality: str) -> str:
    if modality.startswith(_SEQUENCES):
        return "MRI"
    try:
        return as_kind(_KINDS.get(modality, modality))
    except InputError:
        return modality


def _sentences(path: Path) -> dict[str, str]:
    """Mask → the first sentence that asks for it; nothing without the file."""
    if not path.is_file():
        return {}
    entries = read_json(path).get("annotations")
    try:
        said = [(Path(entry["mask_file"]).name, entry["sentences"]) for entry in entries or ()]
        return {mask: str(sentences[0]["raw"]) for mask, sentences in said if sentences}
    except (TypeError, KeyError, IndexError) as error:
        raise damaged(path, "a mask_file and sentences in each annotation", repr(error)) from error


#: BiomedParse's data; its own sentences are spoken.
BIOMEDPARSE = Reader(
    name="biomedparse",
    expects="A folder a data set: pictures IMAGE_MODALITY_SITE.png in train and test, masks with _TARGET.png behind "
    "that in train_mask and test_mask, sentences in train.json and test.json.",
    tree="BiomedParseData/amos22/CT/\n  test/amos_0001_12_CT_abdomen.png\n"
    "  test_mask/amos_0001_12_CT_abdomen_left+kidney.png\n  test.json",
    source="https://huggingface.co/datasets/microsoft/BiomedParseData",
    licence="CC BY-NC-SA 4.0",
    labels=(
        *("adrenal gland", "aorta", "duodenum", "gallbladder", "kidney", "kidney cyst", "left adrenal gland"),
        *("left kidney", "liver", "pancreas", "postcava", "right adrenal gland", "right kidney", "spleen", "stomach"),
        *("colon tumor", "liver tumor", "lung tumor", "breast tumor", "tumor", "liver vessel", "COVID-19 infection"),
        *("lung nodule", "uterus", "lower-grade glioma", "enhancing tumor", "non-enhancing tumor", "tumor core"),
        *("anterior hippocampus", "posterior hippocampus", "left heart atrium", "left heart ventricle", "myocardium"),
        *("right heart ventricle", "prostate", "retinal edema", "left lung", "lung", "right lung", "lung opacity"),
        *("viral pneumonia", "melanoma", "polyp", "neoplastic polyp", "non-neoplastic polyp", "optic cup"),
        *("optic disc", "glandular structure", "connective tissue cells", "inflammatory cells", "neoplastic cells"),
        *("fetal head", "public symphysis"),
    ),
    cases=_cases,
    outside=(
        "lower-grade glioma",
        "lung opacity",
        "viral pneumonia",
        "neoplastic polyp",
        "non-neoplastic polyp",
        "connective tissue cells",
        "inflammatory cells",
        "neoplastic cells",
    ),
)
