"""What only a new process can tell: how long a cold start takes, and how much memory work takes at its peak."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, cast

import nibabel
from PIL import Image as Pillow

from limis.eval.bench.cells import draw_cells
from limis.eval.bench.figures import Beside, Ratio, side_by_side
from limis.eval.bench.fresh import Fresh, run_fresh
from limis.eval.bench.ratios import CELLS_SENTENCE, ORGANS_SENTENCE
from limis.eval.bench.size import Size
from limis.eval.bench.talks import CORRECTIONS, Memory, found, talk
from limis.eval.phantom import make_phantom
from limis.io.atomic import write_bytes
from limis.io.load import load
from limis.models.registry import open_engines

__all__ = ["cold_start", "converse_alone", "import_time", "memory"]

_NUMPY = "import numpy\n"
_IMPORT = "import limis\nlimis.segment\n"
_SEGMENT = "import sys, limis\nlimis.segment(sys.argv[1], sys.argv[2], models=sys.argv[3], device=sys.argv[4])\n"
_TALK = "import sys\nfrom limis.eval.bench.processes import converse_alone\nconverse_alone(*sys.argv[1:])\n"


def import_time(size: Size, folder: Path) -> Ratio:
    """``import limis`` in a new process, beside one that imports NumPy."""
    ours, bare = (partial(run_fresh, code, home=folder) for code in (_IMPORT, _NUMPY))
    taken = side_by_side(lambda: ours().taken, lambda: bare().taken, size.runs)
    return Ratio("import", "a new process: import limis", "a new process: import numpy", *taken)


def cold_start(models: str, device: str, size: Size, folder: Path) -> Ratio:
    """From nothing to the first masks of a picture, beside a process that imports NumPy."""
    picture = _write_picture(folder, size)
    ours = partial(run_fresh, _SEGMENT, str(picture), CELLS_SENTENCE, models, device, home=folder)
    bare = partial(run_fresh, _NUMPY, home=folder)
    taken = side_by_side(lambda: ours().taken, lambda: bare().taken, size.runs)
    what = "a new process: import, open the models, segment a picture"
    return Ratio("cold start", what, "a new process: import numpy", *taken)


def memory(models: str, device: str, size: Size, folder: Path) -> list[Ratio]:
    """The most memory that a picture, a volume and a conversation take."""
    picture, volume = _write_picture(folder, size), _write_volume(folder, size)
    bare = partial(run_fresh, _NUMPY, home=folder)
    segment = partial(run_fresh, _SEGMENT, home=folder)
    converse = partial(run_fresh, _TALK, str(picture), models, device, home=folder)
    numpy_alone, naive = "a process that imports NumPy", "the same conversation, encoded again each turn"
    numpy_alone, naive = "a process that imports NumPy", "the same conversation, nothing kept from turn to turn"
    held = f"a process that holds a conversation of {len(CORRECTIONS)} corrections"
    return [
        _peaks(
            "memory, picture",
            "a process that segments a picture",
            numpy_alone,
            segment(str(picture), CELLS_SENTENCE, models, device),
            bare(),
        ),
        _peaks(
            "memory, volume",
            f"a process that segments {size.volume[0]} slices",
            numpy_alone,
            segment(str(volume), ORGANS_SENTENCE, models, device),
            bare(),
        ),
        _peaks("memory, conversation", held, naive, converse("keeps"), converse("looks again")),
    ]


def _peaks(name: str, what: str, against: str, mine: Fresh, other: Fresh) -> Ratio:
    """Peaks hardly differ from run to run: one of each is enough."""
    return Ratio(name, what, against, peak_mb=Beside.of([(mine.peak_mb, other.peak_mb)]))


def converse_alone(picture: str, models: str, device: str, how: Memory) -> None:
    """Hold a conversation: what a process does whose memory is measured.

    Args:
        picture: Path of the picture.
        models: Names of models.
        device: Where they run.
        how: What is kept from turn to turn.
    """
    image, engines = load(picture), open_engines(models, device)
    talk(image, engines, found(image, engines, CELLS_SENTENCE), CORRECTIONS, how)


def _write_picture(folder: Path, size: Size) -> Path:
    Pillow.fromarray(draw_cells(*size.picture).data).save(folder / "cells.png")
    return folder / "cells.png"


def _write_volume(folder: Path, size: Size) -> Path:
    image = make_phantom(slices=size.volume[0], thickness_mm=size.volume[1])
    content = cast("Any", nibabel).Nifti1Image(image.data, image.geometry.affine_ras).to_bytes()
    write_bytes(folder / "torso.nii", content)
    return folder / "torso.nii"
