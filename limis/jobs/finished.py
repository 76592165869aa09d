"""Whether a folder already holds the answer to a job."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from limis.errors import ReadError
from limis.io.write import mask_suffix
from limis.models.engines import Engines
from limis.report.folder import PREVIEW, read_report
from limis.report.saved import SaveFormat
from limis.report.schema import Report, validate
from limis.types import Image

__all__ = ["finished_report"]


def finished_report(
    folder: Path,
    image: Image,
    text: str,
    engines: Engines,
    form: SaveFormat | None = None,
    reading: Mapping[str, Any] | None = None,
) -> Report | None:
    """The report in a folder, if it answers the same question.

    Args:
        folder: Of the results.
        image: Of the same content, by hash, and looked at as the same kind of imaging where one is stated.
        text: The same sentence.
        engines: The same weights, by hash.
        form: The same format of the masks.
        reading: Read the same way: what was said of it, as the report holds it.

    Returns:
        The report; None where there is none, it is that of a failure or of another question, or files are gone.
    """
    try:
        report = validate(read_report(folder))
    except ReadError:
        return None
    if "error" in report:
        return None
    asked = (image.source.sha256, dict(reading or {}), text, sorted(i.sha256 for i in engines.infos))
    entry, weights = report["image"], sorted(m["sha256"] for m in report["models"])
    answered = (entry["sha256"], entry.get("reading", {}), report["request"], weights)
    same_kind = image.modality is None or image.modality == report["modality"]
    same_grid = list(image.geometry.shape) == report["grid"]["shape"]
    suffix = ".dcm" if form == "dicom_seg" else mask_suffix(image)
    is_same = asked == answered and same_kind and same_grid
    return report if is_same and _is_complete(folder, report, suffix) else None


def _is_complete(folder: Path, report: Report, suffix: str) -> bool:
    """Whether every file the report names is still there, and is of the right kind."""
    files = [entry["file"] for entry in report["structures"] if entry["file"]]
    return all(name.endswith(suffix) for name in files) and all((folder / n).is_file() for n in (PREVIEW, *files))
