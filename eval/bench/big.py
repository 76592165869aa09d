"""A large segmenter alone: what keeping a picture's embedding saves, how much memory it takes, what a GPU gains.

Weights drawn at random cost exactly what trained ones cost, so a SAM of base size needs nothing to be fetched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from limis.errors import InputError, say
from limis.eval.bench.cells import draw_cells
from limis.eval.bench.figures import Beside, Ratio, Taken, side_by_side, timed
from limis.eval.bench.fresh import run_fresh
from limis.eval.bench.gpu import many_pictures
from limis.eval.bench.machine import describe_machine
from limis.eval.bench.ratios import CELLS_SENTENCE
from limis.eval.bench.size import QUICK, Size
from limis.eval.bench.talks import CORRECTIONS, begin, found
from limis.extras import require
from limis.models.engines import Engines
from limis.models.registry import open_engines
from limis.progress import Progress, silent
from limis.protocols import View, ViewPrompt
from limis.runtime.checkpoints import save_checkpoint
from limis.segmenters.sam_family import SamFamily

__all__ = ["BIG", "RANDOM", "refine_alone", "run_big_bench", "save_random_sam"]

SCHEMA = "limis.bench/1"

#: A SAM of base size with random weights.
RANDOM = "random-sam"

BIG = replace(QUICK, runs=2, picture=(11, 11))
_SMALL_ENCODER = {"hidden_size": 96, "num_hidden_layers": 2, "num_attention_heads": 2, "global_attn_indexes": [1]}
_REFINE = "import sys\nfrom limis.eval.bench.big import refine_alone\nrefine_alone(*sys.argv[1:])\n"


def save_random_sam(folder: Path, *, quick: bool = False) -> Path:
    """Write a SAM with random weights as ``save_pretrained`` does.

    Args:
        folder: Where to.
        quick: Whether a small encoder will do; else it has base size (ViT-B), which takes 375 MB.

    Source: the sizes are the defaults of transformers' ``SamConfig``, those of ``sam-vit-base``.
    """
    transformers = require("transformers", "sam")
    require("torch", "sam").manual_seed(0)
    config = transformers.SamConfig(vision_config=_SMALL_ENCODER if quick else {})
    processor = transformers.SamProcessor(transformers.SamImageProcessor())
    save_checkpoint(folder, processor, transformers.SamModel(config))
    return folder


def run_big_bench(
    segmenter: str, device: str = "auto", *, quick: bool = False, progress: Progress = silent
) -> dict[str, Any]:
    """Measure a segmenter of the SAM family.

    Args:
        segmenter: `RANDOM`, or a name, a folder or a file as ``--models embedded+NAME`` takes it.
        device: Where it runs.
        quick: To see that it works.
        progress: Called before every step.

    Returns:
        As `limis.eval.bench.suite.run_bench`; without laws.

    Raises:
        InputError: Not of this family.
        ModelError: It cannot be opened.
        MissingExtraError: The extra ``sam`` is not installed.
    """
    machine, size = describe_machine(), replace(BIG, runs=1) if quick else BIG
    with TemporaryDirectory(prefix="limis_bench_") as name:
        folder = Path(name)
        where = str(save_random_sam(folder / "sam", quick=quick)) if segmenter == RANDOM else segmenter
        engines = open_engines(f"embedded+{where}", device)
        sam = _of_the_family(engines, segmenter)
        info = replace(sam.info, name=segmenter)
        steps: dict[str, Callable[[], list[Ratio]]] = {
            "a refinement": lambda: [refinement(sam, size)],
            "a turn": lambda: [turn(engines, sam, size)],
            "pictures together": lambda: many_pictures(sam, size.runs),
            "memory": lambda: [memory(where, device, folder)],
        }
        ratios: list[Ratio] = []
        for done, (step, measure) in enumerate(steps.items()):
            progress(step, done, len(steps))
            ratios += measure()
        progress("done", len(steps), len(steps))
    return {
        "schema": SCHEMA,
        "models": {"name": segmenter, "engines": [asdict(info)]},
        "quick": quick,
        "machine": machine,
        "ratios": [asdict(ratio) for ratio in ratios],
        "laws": [],
    }


def refinement(sam: SamFamily, size: Size) -> Ratio:
    """Ask again with a click more, beside asking a pipeline that keeps no embedding."""
    view = _view(size)
    height, width = view.size
    prior = np.zeros((height, width), np.float32)
    prior[height // 3 : height // 2, width // 3 : width // 2] = 1
    box = (width / 4, height / 4, width * 3 / 4, height * 3 / 4)
    click = np.array([[width / 2, height / 2]], np.float32)
    prompt = ViewPrompt(box, click, np.array([True]), prior=prior)
    drawn: dict[bool, Any] = {}

    def ask(keeps: bool) -> Taken:
        def work() -> None:
            drawn[keeps] = sam.predict(sam.encode(view), [prompt])[0].probability

        if not keeps:
            sam.forget()
        return timed(work)

    return Ratio(
        "a refinement",
        f"a box, a click and the previous mask in a picture of {width} x {height} that was encoded before",
        "the same, encoded again",
        *side_by_side(lambda: ask(True), lambda: ask(False), size.runs),
        same_masks=bool(np.array_equal(drawn[True], drawn[False])),
    )


def turn(engines: Engines, sam: SamFamily, size: Size) -> Ratio:
    """A correction in words, all of it, beside the same where nothing encoded was kept; each is taken back."""
    image = draw_cells(*size.picture)
    imported = found(image, open_engines("embedded"), CELLS_SENTENCE)
    states: dict[bool, str] = {}
    with begin(image, engines, imported) as conversation:

        def correct(keeps: bool) -> Taken:
            if not keeps:
                sam.forget()

            def work() -> None:
                states[keeps] = conversation.say(CORRECTIONS[0]).state

            taken = timed(work)
            conversation.say("undo")
            return taken

        beside = side_by_side(lambda: correct(True), lambda: correct(False), size.runs)
    return Ratio(
        "a turn",
        f'"{CORRECTIONS[0]}" in a conversation about a picture, from words to reply',
        "the same, encoded again",
        *beside,
        same_masks=states[True] == states[False],
    )


def memory(where: str, device: str, folder: Path) -> Ratio:
    """The most memory that a process holds which encodes and segments a picture, beside one that opens the model."""
    work, bare = (run_fresh(_REFINE, where, device, how, home=folder) for how in ("segment", "open"))
    peaks = Beside.of([(work.peak_mb, bare.peak_mb)])
    what = "a process that opens the model, encodes a picture and segments a thing in it"
    return Ratio("memory", what, "a process that opens the model", peak_mb=peaks)


def refine_alone(where: str, device: str, how: str) -> None:
    """What a process does whose memory is measured: open a segmenter and, with ``"segment"``, use it once."""
    sam = _of_the_family(open_engines(f"embedded+{where}", device), where)
    if how == "segment":
        view = _view(BIG)
        sam.predict(sam.encode(view), [ViewPrompt((10, 10, 100, 100))])


def _view(size: Size) -> View:
    return View((draw_cells(*size.picture).data / 255).astype(np.float32))


def _of_the_family(engines: Engines, name: str) -> SamFamily:
    if isinstance(engines.segmenter, SamFamily):
        return engines.segmenter
    raise InputError(
        say(
            f"{name} is no segmenter that keeps embeddings",
            expected=f"{RANDOM}, or a SAM, SAM-HQ, SAM 2 or SAM 3",
            got=type(engines.segmenter).__name__,
            next_step="`limis bench --models` measures whole pipelines",
        )
    )
