"""Carries out ``save``: structures become new files in a folder, and no file that is there is ever touched."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from limis import __version__
from limis.commands import Save, dump
from limis.errors import GeometryError, say
from limis.io.atomic import write_json
from limis.io.write import mask_suffix, write_mask
from limis.progress import Progress, silent
from limis.protocols import EngineInfo
from limis.report.entries import describe_engine, describe_grid, describe_structure
from limis.report.fresh import adding_files
from limis.report.saved import NotSaved, Saved, SaveFormat
from limis.report.schema import NOTICE, ImageEntry, Report
from limis.types import Image, Structure

if TYPE_CHECKING:
    from highdicom.seg import Segmentation

__all__ = ["measured", "save", "suitable_format", "why_not"]


def suitable_format(image: Image) -> SaveFormat:
    """The format in which masks of an image go on in their own world.

    Returns:
        ``"dicom_seg"`` for what was read from DICOM, else ``"png"`` for a picture and ``"nifti"`` for a volume.
    """
    return "dicom_seg" if image.source.format == "dicom" else _plain_format(image)


def _plain_format(image: Image) -> SaveFormat:
    return "png" if image.is_picture else "nifti"


def why_not(image: Image, form: SaveFormat) -> NotSaved | None:
    """Why structures of an image cannot be saved in a format; None when they can.

    Example:
        >>> import numpy as np
        >>> from limis.geometry import Geometry
        >>> why_not(Image(np.zeros((4, 5)), Geometry((4, 5))), "dicom_seg").instead
        'save as png'
    """
    instead = f"save as {_plain_format(image)}"
    if form == "rtstruct":
        return NotSaved(form, "RT Structure Sets cannot be written yet", instead)
    if form == "png" and not image.is_picture:
        return NotSaved(form, "a volume does not fit into one picture", instead)
    if form == "nifti" and image.is_picture:
        return NotSaved(form, "a picture has no place in space, which NIfTI would state", instead)
    if form != "dicom_seg":
        return None
    from limis.report.dicom_source import find_sources

    sources = find_sources(image)
    return sources if isinstance(sources, NotSaved) else None


def save(
    structures: Sequence[Structure],
    image: Image,
    folder: Path,
    form: SaveFormat | None = None,
    *,
    edited: bool | Collection[str] = False,
    models: Sequence[EngineInfo] = (),
    request: str = "",
    progress: Progress = silent,
) -> Saved | NotSaved:
    """Write structures into a folder, all of them or none; files that are there are left alone.

    - ``"nifti"``: a mask per structure of a volume, on the image's own grid.
    - ``"png"``: a mask per structure of a picture.
    - ``"dicom_seg"``: one DICOM segmentation of all structures of an image that was read from DICOM.
    - ``"json"``: what can be measured of them, in the form of a report.

    Args:
        structures: Those that were not found are left out.
        image: The image they belong to.
        folder: Made where it does not exist.
        form: None for `suitable_format`, and where that cannot be, for plain masks.
        edited: Whether a person has corrected the masks, or the names of those that were corrected.
        models: The engines that worked.
        request: The sentence that asked, for the JSON.
        progress: Called for every file.

    Returns:
        The new files; or why there are none, and what to say instead.

    Raises:
        GeometryError: A mask that is on another grid than the image.
        InputError: The folder cannot be written to.
    """
    found = [structure for structure in structures if structure.mask is not None]
    if not found:
        return NotSaved(form, "there is no structure with a mask to save", "segment the liver")
    for structure in found:
        _check_grid(structure, image)
    chosen = form or suitable_format(image)
    if chosen == "dicom_seg":
        from limis.report.dicom_seg import build_segmentation

        corrected = {structure.name for structure in found} if edited is True else edited or ()
        built = build_segmentation(found, image, edited=corrected, models=models)
        if not isinstance(built, NotSaved):
            return _save_segmentation(*built, folder)
        return built if form is not None else _save_masks(found, image, folder, progress, built.reason)
    refused = why_not(image, chosen)
    if refused is not None:
        return refused
    if chosen == "json":
        return _save_json(found, image, folder, models, request)
    return _save_masks(found, image, folder, progress)


def _check_grid(structure: Structure, image: Image) -> None:
    if structure.mask is not None and not structure.mask.geometry.same_grid(image.geometry):
        raise GeometryError(
            say(
                f"cannot save {structure.name}",
                expected=f"a mask on the image's grid of shape {image.geometry.shape}",
                got=f"one of shape {structure.mask.geometry.shape} elsewhere",
                next_step="Put it on the image's grid first",
            )
        )


def _save_masks(found: Sequence[Structure], image: Image, folder: Path, progress: Progress, reason: str = "") -> Saved:
    """A mask per structure; `reason` says why it is not another format."""
    form = _plain_format(image)
    with adding_files(folder, progress) as fresh:
        paths = fresh.paths([structure.name for structure in found], mask_suffix(image))
        for done, (structure, path) in enumerate(zip(found, paths, strict=True)):
            progress("writing masks", done, len(found))
            if structure.mask is not None:
                write_mask(structure.mask, path, image)
        progress("writing masks", len(found), len(found))
    return Saved(form, fresh.files, (f"saved as {form}, for {reason}",) if reason else ())


def _save_segmentation(made: Segmentation, notes: tuple[str, ...], folder: Path) -> Saved:
    from limis.report.dicom_seg import write_segmentation

    with adding_files(folder) as fresh:
        write_segmentation(made, fresh.paths(["segmentation"], ".dcm")[0])
    return Saved("dicom_seg", fresh.files, notes)


def _save_json(
    found: Sequence[Structure], image: Image, folder: Path, models: Sequence[EngineInfo], request: str
) -> Saved:
    report = measured(found, image, models=models, request=request)
    with adding_files(folder) as fresh:
        write_json(fresh.paths(["structures"], ".json")[0], report)
    return Saved("json", fresh.files)


def measured(
    structures: Sequence[Structure], image: Image, *, models: Sequence[EngineInfo] = (), request: str = ""
) -> Report:
    """What can be measured of structures, as a report that names no files.

    Args:
        structures: Found or not.
        image: The image they belong to.
        models: The engines that worked.
        request: The sentence that asked.
    """
    path = image.source.path
    return Report(
        schema="limis.report/1",
        request=request,
        commands=dump([Save(format="json")]),
        image=ImageEntry(name=path.name if path else "", sha256=image.source.sha256),
        modality=image.modality,
        modality_reason="",
        grid=describe_grid(image.geometry),
        structures=[describe_structure(structure, image, None, None) for structure in structures],
        reason="",
        models=[describe_engine(info) for info in models],
        seconds={},
        notes=list(image.source.notes),
        version=__version__,
        notice=NOTICE,
    )
