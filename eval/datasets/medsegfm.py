"""The data of CVPR 2025's challenges on foundation models for 3D biomedical segmentation.

Source: https://huggingface.co/datasets/junma/CVPR-BiomedSegFM and https://github.com/JunMa11/CVPR-MedSegFMCompetition:
``imgs``, ``gts`` and ``spacing`` (one step per axis, as its CVPR25_text_eval.py takes it) in an .npz a case; labels
of validation cases lie apart, once for each track: those of the text track are taken where both are there. What a
label is called stands in ``text_prompts``, or for a whole data set in CVPR25_TextSegFMData_with_class.json. The boxes
of the interactive track are not used: a protocol draws its own from the truth.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import numpy as np

from limis.errors import ReadError
from limis.eval.datasets.labels import target
from limis.eval.datasets.pickled import read_plain
from limis.eval.datasets.reader import TIER, Reader, read_json, seen, stem_of
from limis.eval.index import LabelledVolume
from limis.eval.inner import read_array
from limis.eval.sentences import Target

__all__ = ["MEDSEGFM"]

_KINDS = {"CT": "CT", "MR": "MRI", "PET": "PET", "US": "ultrasound", "US3D": "ultrasound", "Microscopy": "microscopy"}
_WORDS_OF_ALL = "CVPR25_TextSegFMData_with_class.json"
#: Folders of labels beside a folder of images: by hand, as the page has them, and as its archives unpack.
_APART = ("{0}", "{0}/{0}_text", "{0}_text_seg", "{0}/{0}_interactive", "{0}_interactive_seg")
_DEEPEST = ("*.npz", "*/*.npz", "*/*/*.npz", "*/*/*/*.npz")
_EVERY_INSTANCE = tuple(range(1, 2**16))
_AFTERWARDS = re.compile(r"[.,;:]|\b(in|within|visible|seen|shown|on|from)\b")
_BEFORE = re.compile(r"^(please )?(segment|find|outline|show|delineate)\b|\b(the|a|an|all)\b")

Prompts = Mapping[str, Any]


def _cases(folder: Path) -> Iterator[LabelledVolume]:
    """Archives with images and labels."""
    of_all = _words_of_all(folder)
    for file in (path for pattern in _DEEPEST for path in seen(folder, pattern)):
        truth, kind = _truth(file), _KINDS.get(file.stem.partition("_")[0])
        if truth is not None and kind is not None:
            dataset = _dataset(file, of_all)
            yield LabelledVolume(
                f"medsegfm_{dataset}",
                _split(file, folder),
                file / "imgs",
                truth,
                {},
                kind,
                stem_of(file),
                TIER,
                _targets(file, truth, of_all.get(dataset)),
            )


def _words_of_all(folder: Path) -> Prompts:
    found = [path for place in (folder, folder.parent) for path in seen(place, _WORDS_OF_ALL)]
    return read_json(found[0]) if found else {}


def _truth(file: Path) -> Path | None:
    """Where a case's labels are: in a ``…_gt`` folder beside its own, or with the image; None of what has none."""
    called = re.sub(r"_(npz|imgs?)$", "_gt", file.parent.name)
    for place in _APART if called != file.parent.name else ():
        apart = file.parent.parent / place.format(called) / file.name
        if apart.is_file():
            return apart / "gts"
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return file / "gts"
    return file / "gts" if {"imgs.npy", "gts.npy"} <= {*members} else None


def _dataset(file: Path, of_all: Prompts) -> str:
    """The data set that a case is from, as the file of words calls it, else by its own name: kind and source."""
    known = [name for name in of_all if file.parent.name == name or file.stem.startswith(f"{name}_")]
    return max(known, key=len, default="_".join(file.stem.split("_")[:-1][:2]))


def _split(file: Path, folder: Path) -> str:
    """By the name of the archive it was unpacked from, e.g. ``3D_val_npz``."""
    where = f"{folder.name}/{file.relative_to(folder).parent.as_posix()}"
    match = re.search(r"3D_(train|val|test)", where)
    return match[1] if match is not None else "all"


def _targets(file: Path, truth: Path, of_all: Prompts | None) -> dict[Target, tuple[int, ...]]:
    """What the labels are, by the file's own words, else by its data set's, else by number."""
    words = _own_words(file) or of_all or {}
    several = bool(words.get("instance_label"))
    targets: dict[Target, tuple[int, ...]] = {}
    for value, said in words.items():
        if str(value).isdigit() and said:
            one = _target(said if isinstance(said, str) else str(said[0]))
            targets[one] = _EVERY_INSTANCE if several else (*targets.get(one, ()), int(value))
    return targets or {target(f"label {value}"): (value,) for value in _values(truth)}


def _own_words(file: Path) -> Prompts | None:
    """A file's own words; none where they are missing, or more than words."""
    try:
        words = read_plain(file, "text_prompts")
    except ReadError:
        return None
    return cast(Prompts, words) if isinstance(words, dict) else None


def _values(truth: Path) -> list[int]:
    """The values of a label map; 1 where it cannot be read: whoever asks for that will say so."""
    try:
        found: list[int] = np.unique(read_array(truth)).tolist()
    except ReadError:
        return [1]
    return [int(value) for value in found if value > 0]


def _target(sentence: str) -> Target:
    """What a prompt asks for: its words up to where it says in what."""
    thing = _AFTERWARDS.split(_BEFORE.sub("", sentence.lower()).strip())[0]
    return target(thing or sentence)


#: Volumes of many data sets.
MEDSEGFM = Reader(
    name="medsegfm",
    expects="An .npz a case, named by kind of imaging, with imgs, gts and spacing; text_prompts in it, or "
    f"{_WORDS_OF_ALL} beside, say what the labels are.",
    tree="3D_val_npz/CT_AMOS_amos_0018.npz\n3D_val_gt/3D_val_gt_text/CT_AMOS_amos_0018.npz\n"
    f"3D_train_npz_all/CT/CT_AMOS/CT_AMOS_amos_0001.npz\n{_WORDS_OF_ALL}",
    source="https://huggingface.co/datasets/junma/CVPR-BiomedSegFM",
    licence="of each source",
    labels=(),
    cases=_cases,
)
