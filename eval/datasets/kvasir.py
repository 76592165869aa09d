"""Kvasir-SEG, polyps in colonoscopy.

Source: https://datasets.simula.no/kvasir-seg: masks are JPEG; the file of boxes is spelt ``kavsir_bboxes.json``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from limis.eval.datasets.reader import Reader, labelled_picture, roots, seen
from limis.eval.index import Pair

__all__ = ["KVASIR_SEG"]


def _cases(folder: Path) -> Iterator[Pair]:
    """Pictures of a folder that has the set's file of boxes, or its name: images and masks are common names."""
    for root in roots(folder, "Kvasir-SEG"):
        is_it = root.name.lower().startswith("kvasir") or any(root.glob("k[av][va]sir_bboxes.json"))
        for path in seen(root / "images", "*.jpg") if is_it and (root / "masks").is_dir() else ():
            mask = root / "masks" / path.name
            yield labelled_picture("kvasir_seg", "all", path, mask, "polyp", "endoscopy", path.stem)


#: Polyps.
KVASIR_SEG = Reader(
    name="kvasir-seg",
    expects="Pictures and masks of the same names in images and masks, and kavsir_bboxes.json (not used).",
    tree="Kvasir-SEG/\n  images/cju0qkwl35piu0993l0dewei2.jpg\n  masks/cju0qkwl35piu0993l0dewei2.jpg\n"
    "  kavsir_bboxes.json",
    source="https://datasets.simula.no/kvasir-seg",
    licence="for research and education",
    labels=("polyp",),
    cases=_cases,
)
