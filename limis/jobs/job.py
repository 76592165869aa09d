"""The main path, from a sentence to a folder: read both, look, write down."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from limis.api import load, open_session
from limis.jobs.finished import finished_report
from limis.models.engines import Engines
from limis.progress import Progress, silent
from limis.prompts.single import read_single
from limis.report.folder import check_folder
from limis.report.report import write_report
from limis.report.save import why_not
from limis.report.saved import SaveFormat
from limis.report.schema import Report

__all__ = ["Carried", "Job", "Reading", "carry_out"]


@dataclass(frozen=True)
class Job:
    """What to do.

    Attributes:
        image: A file, series folder or archive.
        text: The sentence.
        out: Folder for the results.
    """

    image: Path
    text: str
    out: Path


@dataclass(frozen=True)
class Reading:
    """How images are to be read; None leaves it to the file.

    Attributes:
        modality: Kind of imaging.
        orientation: Of a picture, e.g. ``"L/P"``.
        spacing: Millimetres, of a picture or of pages that form a volume.
        frame: Which time point, echo, page or cine frame, from 1.
        series: UID of a DICOM series.
    """

    modality: str | None = None
    orientation: str | None = None
    spacing: tuple[float, ...] | None = None
    frame: int | None = None
    series: str | None = None

    @property
    def said(self) -> dict[str, Any]:
        """What was said, as JSON has it; the kind of imaging stands in a report anyway."""
        spacing = None if self.spacing is None else list(self.spacing)
        values = {"orientation": self.orientation, "spacing": spacing, "frame": self.frame, "series": self.series}
        return {name: value for name, value in values.items() if value is not None}


@dataclass(frozen=True)
class Carried:
    """A job that was carried out.

    Attributes:
        report: As it stands in the folder.
        is_kept: Whether the folder held the answer already and was left as it is.
    """

    report: Report
    is_kept: bool = False


def carry_out(
    job: Job,
    engines: Engines,
    reading: Reading | None = None,
    *,
    form: SaveFormat | None = None,
    keep_finished: bool = False,
    progress: Progress = silent,
) -> Carried:
    """Segment one image by one sentence and write the results into a folder.

    Args:
        job: What to do.
        engines: The models.
        reading: How the image is to be read.
        form: Of the masks; None for the one that suits the image.
        keep_finished: Whether a folder that already holds the answer is left as it is.
        progress: Called at least twice a second.

    Returns:
        The report, and whether it was there before.

    Raises:
        InputError: An image, sentence, format or folder that cannot be used.
        ModelError: An engine failed.
    """
    commands = read_single(job.text)
    check_folder(job.out, job.image)
    started = time.perf_counter()
    reading = reading or Reading()
    image = load(job.image, **asdict(reading), progress=progress)
    seconds = {"read": time.perf_counter() - started}
    refused = None if form is None else why_not(image, form)
    if refused is not None:
        raise refused.as_error()
    earlier = finished_report(job.out, image, job.text, engines, form, reading.said) if keep_finished else None
    if earlier is not None:
        return Carried(earlier, is_kept=True)
    session = open_session(image, models=engines)
    turn = session.apply(commands, job.text, progress)
    report = write_report(
        turn,
        session.image,
        job.out,
        request=job.text,
        reading=reading.said,
        seconds=seconds,
        form=form,
        progress=progress,
    )
    return Carried(report)
