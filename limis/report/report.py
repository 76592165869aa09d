"""A turn written down: masks, label map, picture, and last the report that names them."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PIL import Image as Pillow

from limis import __version__
from limis.commands import dump
from limis.io.atomic import open_atomic, write_json
from limis.io.write import mask_suffix, write_label_map, write_mask
from limis.progress import Progress, silent
from limis.render.preview import preview
from limis.report.entries import describe_engine, describe_grid, describe_structure
from limis.report.folder import PREVIEW, REPORT, Stage, replacing_results
from limis.report.labels import combine, unique_stems
from limis.report.saved import NotSaved, SaveFormat
from limis.report.schema import NOTICE, Failure, ImageEntry, Report, StructureEntry
from limis.session.turn import Turn
from limis.types import Image, Structure

__all__ = ["write_failure", "write_report"]

_QUICK = 3
"""How hard a preview is compressed: about as small as at 6, the default, in half the time."""


def write_report(
    turn: Turn,
    image: Image,
    folder: Path,
    *,
    request: str,
    reading: Mapping[str, Any] | None = None,
    seconds: Mapping[str, float] | None = None,
    form: SaveFormat | None = None,
    progress: Progress = silent,
) -> Report:
    """Write what a turn gave into a folder, in place of what an earlier run left there.

    The folder gets a mask per structure, ``labels.nii.gz`` or ``labels.png``, ``preview.png`` and, last,
    ``report.json``. With ``"dicom_seg"`` one DICOM segmentation holds all masks; its segments have the numbers of the
    labels. Other files in it are left alone. Whatever interrupts, Ctrl-C included, leaves the folder as
    it was.

    Args:
        turn: What the session did.
        image: The session's image.
        folder: Made where it does not exist.
        request: The sentence as it was given.
        reading: What was said of how to read the image, by the names that `limis.load` takes.
        seconds: Steps before the turn and how long they took, e.g. reading the image.
        form: Of the masks; None for NIfTI, or PNG for a picture.
        progress: Called for every file.

    Returns:
        The report, as it stands in ``report.json``.

    Raises:
        InputError: The folder cannot be used, or masks of this image cannot have that format.
    """
    started = time.perf_counter()
    with replacing_results(folder, progress) as stage:
        structures, notes = _write_masks(turn, image, stage, form, progress)
        progress("drawing the picture", 0, 1)
        _write_preview(turn, image, stage.folder / PREVIEW, request)
        taken = {**(seconds or {}), **turn.seconds, "write": time.perf_counter() - started}
        entry = _image_entry(image, reading or {})
        report = _report(turn, entry, image, request, structures, taken, notes)
        write_json(stage.folder / REPORT, report)
        progress("drawing the picture", 1, 1)
    return report


def write_failure(folder: Path, *, request: str, image_name: str, error: str) -> Failure:
    """Write down that a job could not be carried out, in place of what an earlier run left in the folder.

    Args:
        folder: Made where it does not exist.
        request: The sentence as it was given.
        image_name: Of the file, without folders.
        error: Why.

    Raises:
        InputError: The folder cannot be used.
    """
    failure = Failure(
        schema="limis.report/1",
        request=request,
        image=ImageEntry(name=image_name, sha256=""),
        structures=[],
        error=error,
        version=__version__,
        notice=NOTICE,
    )
    with replacing_results(folder) as stage:
        write_json(stage.folder / REPORT, failure)
    return failure


def _write_masks(
    turn: Turn, image: Image, stage: Stage, form: SaveFormat | None, progress: Progress
) -> tuple[list[StructureEntry], tuple[str, ...]]:
    """Write the masks and the label map; give back what the report says of each structure, and of the files."""
    found = [structure for structure in turn.result if structure.found]
    suffix, notes = mask_suffix(image), ()
    if form == "dicom_seg":
        files, notes = _write_segmentation(found, turn, image, stage)
    else:
        stems = unique_stems([structure.name for structure in found], suffix, stage.taken)
        files = {structure.name: stem + suffix for structure, stem in zip(found, stems, strict=True)}
    entries: list[StructureEntry] = []
    for position, structure in enumerate(turn.result):
        progress("writing masks", position, len(turn.result))
        file = files.get(structure.name)
        if structure.mask is not None and file is not None and form != "dicom_seg":
            write_mask(structure.mask, stage.folder / file, image)
        entries.append(describe_structure(structure, image, _label(structure, found), file))
    write_label_map(combine(found, image.geometry.shape), stage.folder / f"labels{suffix}", image)
    progress("writing masks", len(turn.result), len(turn.result))
    return entries, notes


def _write_segmentation(
    found: Sequence[Structure], turn: Turn, image: Image, stage: Stage
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Write one DICOM segmentation of everything that was found, if anything was."""
    if not found:
        return {}, ()
    from limis.report.dicom_seg import build_segmentation, write_segmentation

    built = build_segmentation(found, image, models=turn.models)
    if isinstance(built, NotSaved):
        raise built.as_error()
    segmentation, notes = built
    stem = unique_stems(["segmentation"], ".dcm", stage.taken)[0]
    write_segmentation(segmentation, stage.folder / f"{stem}.dcm")
    return {structure.name: f"{stem}.dcm" for structure in found}, notes


def _label(structure: Structure, found: Sequence[Structure]) -> int | None:
    """A structure's value in the label map: its place among what was found."""
    return found.index(structure) + 1 if structure.found else None


def _write_preview(turn: Turn, image: Image, path: Path, request: str) -> None:
    pixels = preview(replace(image, modality=turn.modality or image.modality), turn.result, title=request)
    with open_atomic(path) as file:
        Pillow.fromarray(pixels).save(file, format="PNG", compress_level=_QUICK)


def _image_entry(image: Image, reading: Mapping[str, Any]) -> ImageEntry:
    path = image.source.path
    entry = ImageEntry(name=path.name if path else "", sha256=image.source.sha256)
    if reading:
        entry["reading"] = dict(reading)
    return entry


def _report(
    turn: Turn,
    entry: ImageEntry,
    image: Image,
    request: str,
    structures: list[StructureEntry],
    seconds: Mapping[str, Any],
    notes: Sequence[str],
) -> Report:
    """Everything the report says."""
    return Report(
        schema="limis.report/1",
        request=request,
        commands=dump(turn.commands),
        image=entry,
        modality=turn.modality,
        modality_reason=turn.modality_reason,
        grid=describe_grid(image.geometry),
        structures=structures,
        reason=turn.result.reason,
        models=[describe_engine(info) for info in turn.models],
        seconds={step: round(taken, 3) for step, taken in seconds.items()},
        notes=list(dict.fromkeys((*image.source.notes, *turn.notes, *notes))),
        version=__version__,
        notice=NOTICE,
    )
