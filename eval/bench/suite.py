"""All that is measured, one after the other, in one call.

Each ratio stands beside a baseline that runs in turns with it: a cold start beside a process that only imports
NumPy, a first answer beside the bare calls of its engines, a turn beside the same turn of pipelines that keep less
from turn to turn, a volume beside a sentence for each thing in it. Laws say how work grows, as exponents.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from limis.eval.bench.cells import draw_cells
from limis.eval.bench.figures import Law, Ratio
from limis.eval.bench.laws import grow_with_concepts, grow_with_slices, grow_with_turns
from limis.eval.bench.machine import describe_machine
from limis.eval.bench.processes import cold_start, import_time, memory
from limis.eval.bench.ratios import CELLS_SENTENCE, first_answer, turns_in_picture, turns_in_volume, whole_volume
from limis.eval.bench.size import FULL, QUICK
from limis.eval.bench.talks import found
from limis.models.registry import open_engines
from limis.progress import Progress, silent

__all__ = ["SCHEMA", "run_bench"]

SCHEMA = "limis.bench/1"

_Measured = list[Ratio] | list[Law]


def run_bench(
    models: str = "embedded", device: str = "auto", *, quick: bool = False, progress: Progress = silent
) -> dict[str, Any]:
    """Measure everything.

    Args:
        models: Name or path of a model set.
        device: Where it runs.
        quick: Measure less, to see that it works.
        progress: Called before each measurement; may raise to stop. Nothing that was made stays behind.

    Returns:
        JSON values: ``schema``, ``models`` (name, and each engine's name, hash, device), ``quick``, ``machine``,
        ``ratios`` (as `Ratio`), ``laws`` (as `Law`).

    Raises:
        InputError: Models that find nothing in drawn images: there is nothing to measure.
        ModelError: Models that cannot be opened.
    """
    machine, size, engines = describe_machine(), QUICK if quick else FULL, open_engines(models, device)
    found(draw_cells(*size.picture), engines, CELLS_SENTENCE)
    ratios: list[Ratio] = []
    laws: list[Law] = []
    with TemporaryDirectory(prefix="limis_bench_") as name:
        folder = Path(name)
        of_ratios: dict[str, Callable[[], list[Ratio]]] = {
            "import": lambda: [import_time(size, folder)],
            "cold start": lambda: [cold_start(models, device, size, folder)],
            "first answer": lambda: [first_answer(engines, size)],
            "turns in a picture": lambda: turns_in_picture(engines, size),
            "turns in a volume": lambda: turns_in_volume(engines, size),
            "a volume": lambda: [whole_volume(engines, size)],
            "memory": lambda: memory(models, device, size, folder),
        }
        of_laws: dict[str, Callable[[], list[Law]]] = {
            "more slices": lambda: [grow_with_slices(engines, size)],
            "more concepts": lambda: [grow_with_concepts(engines, size)],
            "more turns": lambda: grow_with_turns(engines, size, folder / "home"),
        }
        total = len(of_ratios) + len(of_laws)
        for done, (step, measure) in enumerate(of_ratios.items()):
            progress(step, done, total)
            ratios += measure()
        for done, (step, grow) in enumerate(of_laws.items(), len(of_ratios)):
            progress(step, done, total)
            laws += grow()
        progress("done", total, total)
    infos = (engines.grounder.info, engines.segmenter.info)
    return {
        "schema": SCHEMA,
        "models": {"name": engines.name, "engines": [asdict(info) for info in infos]},
        "quick": quick,
        "machine": machine,
        "ratios": [asdict(ratio) for ratio in ratios],
        "laws": [asdict(law) for law in laws],
    }
