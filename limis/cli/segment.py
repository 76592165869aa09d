"""``limis segment``: a sentence and an image in, a folder of masks out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from limis.cli.found import tell_found, tell_outcome
from limis.cli.output import AsJson, Device, Models, Output, Quiet, Verbose
from limis.cli.reading import Frame, Modality, Orientation, Series, Spacing, reading_of
from limis.errors import InputError, say

if TYPE_CHECKING:
    from limis.jobs.job import Reading
    from limis.jobs.run import Outcome
    from limis.models.engines import Engines
    from limis.report.saved import SaveFormat

__all__ = ["segment"]


def segment(
    image: Annotated[
        Path | None, typer.Argument(help="NIfTI, DICOM file, folder or zip, PNG, JPEG, TIFF, BMP.")
    ] = None,
    text: Annotated[str | None, typer.Argument(help='What to segment, e.g. "the liver and both kidneys".')] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Folder for the results.")] = None,
    jobs: Annotated[Path | None, typer.Option(help='Lines of {"image", "text", "out"} instead of one image.')] = None,
    form: Annotated[
        str | None, typer.Option("--format", help="Of the masks: nifti, png or dicom_seg; what suits when left out.")
    ] = None,
    models: Models = None,
    device: Device = None,
    modality: Modality = None,
    orientation: Orientation = None,
    spacing: Spacing = None,
    frame: Frame = None,
    series: Series = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Segment what a sentence names.

    The folder gets a mask per structure, or one DICOM segmentation of all; a label map, a preview and a report. What
    is not there is answered "not found", with the reason.

    Example: limis segment scan.nii.gz "the liver and both kidneys" -o results
    """
    output = Output(quiet=quiet, verbose=verbose, as_json=as_json)
    reading = reading_of(modality, orientation, spacing, frame, series)
    mask_format = _mask_format(form)
    if jobs is not None:
        _refuse_beside_jobs(image, text, out)
        _segment_many(jobs, models, device, reading, mask_format, output)
    elif image is None or text is None:
        raise _missing("an image" if image is None else "a sentence")
    else:
        _segment_one(image, text, out, models, device, reading, mask_format, output)


def _segment_one(
    image: Path,
    text: str,
    out: Path | None,
    models: str | None,
    device: str | None,
    reading: Reading,
    form: SaveFormat | None,
    output: Output,
) -> None:
    """One image, one sentence, one folder."""
    from limis.jobs.job import Job, carry_out
    from limis.prompts.single import read_single
    from limis.report.folder import default_folder

    text = text.encode("utf-8", "replace").decode()  # a shell may hand over anything
    read_single(text)  # before models are loaded
    folder = out or default_folder(image)
    engines = output.introduce(_open_engines(models, device))
    with output.progress() as progress:
        report = carry_out(Job(image, text, folder), engines, reading, form=form, progress=progress).report
    tell_found(report, folder, output)
    output.print_json(report)


def _segment_many(
    path: Path,
    models: str | None,
    device: str | None,
    reading: Reading,
    form: SaveFormat | None,
    output: Output,
) -> None:
    """The jobs of a file; exit code 1 if any of them failed."""
    from limis.jobs.run import run_jobs

    def tell(outcome: Outcome) -> None:
        tell_outcome(outcome, output)

    engines = output.introduce(_open_engines(models, device))
    with output.progress() as progress:
        outcomes = run_jobs(path, engines, reading, form=form, on_outcome=tell, progress=progress)
    output.print_json([outcome.as_json() for outcome in outcomes])
    failed = sum(outcome.status == "failed" for outcome in outcomes)
    output.say(f"{len(outcomes)} jobs, {failed} failed")
    if failed:
        raise typer.Exit(1)


def _open_engines(models: str | None, device: str | None) -> Engines:
    """The models that flag, environment, ``limis.toml`` or default name."""
    from limis.config import resolve_config
    from limis.models.registry import open_engines

    config = resolve_config({"models": models, "device": device})
    return open_engines(config.models, config.device)


def _mask_format(name: str | None) -> SaveFormat | None:
    """The format that ``--format`` names."""
    formats: dict[str | None, SaveFormat | None] = {
        None: None,
        "nifti": "nifti",
        "png": "png",
        "dicom_seg": "dicom_seg",
    }
    if name in formats:
        return formats[name]
    hints = {"json": "Leave it out: report.json is always written", "rtstruct": "It is not written yet: give dicom_seg"}
    raise InputError(
        say(
            "cannot use --format",
            expected="nifti, png or dicom_seg",
            got=repr(name),
            next_step=hints.get(str(name), "Give one of these, or leave it out"),
        )
    )


def _refuse_beside_jobs(image: Path | None, text: str | None, out: Path | None) -> None:
    if image is not None or text is not None or out is not None:
        raise InputError(
            say(
                "--jobs names images, sentences and folders itself",
                expected="nothing beside it",
                got=f"also {image or text or out}",
                next_step="Leave IMAGE, TEXT and --out away",
            )
        )


def _missing(what: str) -> InputError:
    return InputError(
        say(
            f"{what} is missing",
            expected="an image and a sentence",
            got="less",
            next_step='Run for example: limis segment scan.nii.gz "the liver" -o results',
        )
    )
