"""MedScribble: pictures from 14 data sets, each with strokes that three people drew.

Source: https://github.com/halleewong/ScribblePrompt/tree/main/MedScribble (README.md). Arrays are of 256 x 256:
``img.npy`` and ``seg.npy`` between 0 and 1, ``scribble_N.npy`` with strokes inside, then strokes outside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from limis.eval.datasets.reader import Reader, labelled_picture, roots, seen
from limis.eval.index import Pair
from limis.eval.scribbles import DrawnStrokes

__all__ = ["MEDSCRIBBLE"]

#: Folder → what is outlined there, and the kind of imaging. Two more, AbdominalUS and SpineWeb, come as scribbles
#: alone; of the first the set does not say what was outlined.
_TASKS = {
    "ACDC": ("right ventricle", "MRI"),
    "BTCV": ("bladder", "CT"),
    "CAMUS": ("left ventricle", "ultrasound"),
    "CHAOS": ("liver", "CT"),
    "HipXRay": ("femur", "X-ray"),
    "OASIS": ("left white matter", "MRI"),
    "OCTA500": ("retinal vessel", "OCT"),
    "PAXRay": ("left lung", "X-ray"),
    "PanDental": ("mandible", "X-ray"),
    "SCD": ("myocardium", "MRI"),
    "STARE": ("retinal vessel", "fundus photography"),
    "SpineWeb": ("intervertebral disc", "MRI"),
    "WBC": ("cytoplasm", "microscopy"),
}


def _cases(folder: Path) -> Iterator[Pair]:
    """Cases with an image and a mask; what may not be passed on comes as scribbles alone."""
    for root in roots(folder, "MedScribble"):
        for task, (label, modality) in _TASKS.items():
            for image in seen(root, f"{task}/*/*/img.npy"):
                case, drawn = image.parent, tuple(seen(image.parent, "scribble_*.npy"))
                subject = case.name.partition("_axis")[0]
                dataset = f"medscribble_{task.lower()}"
                pair = labelled_picture(dataset, "all", image, case / "seg.npy", label, modality, subject)
                yield replace(pair, strokes=DrawnStrokes(drawn)) if drawn else pair


#: Pictures with strokes by hand.
MEDSCRIBBLE = Reader(
    name="medscribble",
    expects="A folder a case, three deep, with img.npy, seg.npy and scribble_N.npy.",
    tree="MedScribble/\n  ACDC/Challenge2017/patient004_axis2_maxslice/\n    img.npy\n    seg.npy\n    scribble_0.npy",
    source="https://github.com/halleewong/ScribblePrompt/tree/main/MedScribble",
    licence="of each source, see its README",
    labels=tuple(label for label, _ in _TASKS.values()),
    cases=_cases,
)
