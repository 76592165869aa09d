"""The Medical Segmentation Decathlon, tasks 1 to 10.

Source: Antonelli et al., "The Medical Segmentation Decathlon", Nat Commun 2022, and each task's dataset.json.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from limis.eval.datasets.reader import Reader, damaged, labelled_volume, read_json, roots, stem_of
from limis.eval.index import LabelledVolume

__all__ = ["MSD"]


@dataclass(frozen=True)
class _Look:
    """What is asked of one image, or of one frame of it.

    Attributes:
        values: Label → what it is.
        unions: What labels make together.
        frame: The frame it is seen in, from 1; None of images with one.
    """

    values: Mapping[int, str] = field(default_factory=dict[int, str])
    unions: Mapping[str, tuple[int, ...]] = field(default_factory=dict[str, tuple[int, ...]])
    frame: int | None = None


#: Prefix of a task's files → data set, kind of imaging, looks. Frames of task 1 are FLAIR, T1, T1 with contrast and
#: T2: oedema is asked where it is bright, the core where it takes up contrast. Those of task 5 are T2 and ADC; its
#: zones were drawn on T2.
_TASKS: Mapping[str, tuple[str, str, tuple[_Look, ...]]] = {
    "BRATS": (
        "msd_brain_tumour",
        "MRI",
        (
            _Look({1: "peritumoral edema"}, {"whole tumor": (1, 2, 3)}, frame=1),
            _Look({2: "non-enhancing tumor", 3: "enhancing tumor"}, {"tumor core": (2, 3)}, frame=3),
        ),
    ),
    "la": ("msd_heart", "MRI", (_Look({1: "left atrium"}),)),
    "liver": ("msd_liver", "CT", (_Look({2: "liver tumor"}, {"liver": (1, 2)}),)),
    "hippocampus": (
        "msd_hippocampus",
        "MRI",
        (_Look({1: "anterior hippocampus", 2: "posterior hippocampus"}, {"hippocampus": (1, 2)}),),
    ),
    "prostate": (
        "msd_prostate",
        "MRI",
        (_Look({1: "peripheral zone", 2: "transition zone"}, {"prostate": (1, 2)}, frame=1),),
    ),
    "lung": ("msd_lung", "CT", (_Look({1: "lung tumor"}),)),
    "pancreas": ("msd_pancreas", "CT", (_Look({2: "pancreatic tumor"}, {"pancreas": (1, 2)}),)),
    "hepaticvessel": ("msd_hepaticvessel", "CT", (_Look({1: "hepatic vessel", 2: "liver tumor"}),)),
    "spleen": ("msd_spleen", "CT", (_Look({1: "spleen"}),)),
    "colon": ("msd_colon", "CT", (_Look({1: "colon tumor"}),)),
}


def _cases(folder: Path) -> Iterator[LabelledVolume]:
    """The labelled cases of a task, or of all tasks in a folder; of the others no labels are public."""
    for root in roots(folder, "Task*"):
        listed = root / "dataset.json"
        if listed.is_file() and (root / "labelsTr").is_dir():
            for image, labels in _listed(listed):
                yield from _looks(root / image, root / labels)


def _listed(listed: Path) -> list[tuple[str, str]]:
    """Image and label map of every training case, as the list has them."""
    entries = read_json(listed).get("training")
    try:
        return [(str(entry["image"]), str(entry["label"])) for entry in entries or ()]
    except (TypeError, KeyError) as error:
        raise damaged(listed, "an image and a label in each entry of its training list", repr(error)) from error


def _looks(image: Path, labels: Path) -> Iterator[LabelledVolume]:
    task = _TASKS.get(image.name.partition("_")[0])
    if task is not None and image.name.partition("_")[2][:1].isdigit():
        dataset, modality, looks = task
        for look in looks:
            path = image / str(look.frame) if look.frame else image
            yield labelled_volume(dataset, "train", path, labels, look.values, modality, stem_of(image), look.unions)


#: The decathlon.
MSD = Reader(
    name="msd",
    expects="A task's folder, or one of several tasks: dataset.json lists image and label map of every training case.",
    tree="Task09_Spleen/\n  dataset.json\n  imagesTr/spleen_2.nii.gz\n  labelsTr/spleen_2.nii.gz",
    source="http://medicaldecathlon.com",
    licence="CC BY-SA 4.0",
    labels=tuple(
        words for _, _, looks in _TASKS.values() for look in looks for words in (*look.values.values(), *look.unions)
    ),
    cases=_cases,
)
