"""Many jobs in a row: one that fails is written down and does not stop the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from limis.errors import Cancelled, InputError, LimisError
from limis.jobs.job import Reading, carry_out
from limis.jobs.lines import Line, read_lines
from limis.models.engines import Engines
from limis.progress import Progress, silent
from limis.report.report import write_failure
from limis.report.saved import SaveFormat
from limis.report.schema import Report

__all__ = ["Outcome", "run_jobs"]


@dataclass(frozen=True)
class Outcome:
    """How a job ended.

    Attributes:
        line: Its line number in the file.
        status: ``"done"``, ``"kept"`` where its folder already held the answer, or ``"failed"``.
        out: Its folder; None for a line that names none of its own.
        error: Why it failed; else empty.
        report: What stands in its folder; None where it failed.
    """

    line: int
    status: Literal["done", "kept", "failed"]
    out: Path | None
    error: str = ""
    report: Report | None = None

    def as_json(self) -> dict[str, Any]:
        """Everything but the report, which lies in the folder."""
        out = None if self.out is None else str(self.out)
        return {"line": self.line, "status": self.status, "out": out, "error": self.error}


def run_jobs(
    path: Path,
    engines: Engines,
    reading: Reading | None = None,
    *,
    form: SaveFormat | None = None,
    on_outcome: Callable[[Outcome], None] = lambda outcome: None,
    progress: Progress = silent,
) -> list[Outcome]:
    """Carry out the jobs of a file, with models that are loaded already.

    A job whose folder holds the answer to the same image, sentence and weights is kept as it is. One that fails
    writes ``error`` into the ``report.json`` of its folder.

    Args:
        path: Lines of ``{"image", "text", "out"}``; paths are relative to the working directory.
        engines: The models.
        reading: How all images are to be read.
        form: Of all masks; None for the one that suits each image.
        on_outcome: Called after every job.
        progress: Called at least twice a second.

    Returns:
        How each job ended, in order.

    Raises:
        ReadError: The file cannot be read.
        Cancelled: The progress callback asked to stop; finished jobs stay.
    """
    lines = read_lines(path)
    outcomes: list[Outcome] = []
    for position, line in enumerate(lines):
        outcome = _run_line(line, engines, reading, form, _counted(progress, position, lines))
        on_outcome(outcome)
        outcomes.append(outcome)
    return outcomes


def _counted(progress: Progress, position: int, lines: Sequence[Line]) -> Progress:
    """The caller's progress, told which job it is."""

    def counted(step: str, done: int, total: int) -> None:
        progress(f"job {position + 1} of {len(lines)} · {step}", done, total)

    return counted


def _run_line(
    line: Line, engines: Engines, reading: Reading | None, form: SaveFormat | None, progress: Progress
) -> Outcome:
    """Carry out one line; whatever is wrong with it becomes its outcome."""
    if line.job is None:
        return _failed(line, line.error)
    try:
        carried = carry_out(line.job, engines, reading, form=form, keep_finished=True, progress=progress)
    except Cancelled:
        raise
    except LimisError as error:
        return _failed(line, str(error))
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one job, the others are carried out
        return _failed(line, f"{type(error).__name__}: {error}")
    return Outcome(line.number, "kept" if carried.is_kept else "done", line.out, report=carried.report)


def _failed(line: Line, error: str) -> Outcome:
    """Write a failure down where there is a folder for it."""
    if line.out is not None:
        name, text = (line.job.image.name, line.job.text) if line.job else ("", "")
        try:
            write_failure(line.out, request=text, image_name=name, error=error)
        except (InputError, OSError, RuntimeError) as unwritten:
            error = f"{error} ({unwritten})" if str(unwritten) != error else error
    return Outcome(line.number, "failed", line.out, error)
