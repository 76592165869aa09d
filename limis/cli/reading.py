"""What a person may say about how an image is to be read: the same words at every command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from limis.errors import InputError, say

if TYPE_CHECKING:
    from limis.jobs.job import Reading

__all__ = ["Frame", "Modality", "Orientation", "Series", "Spacing", "millimetres", "reading_of"]

Modality = Annotated[str | None, typer.Option(help="Kind of imaging, e.g. CT, MRI, X-ray, ultrasound.")]
Orientation = Annotated[str | None, typer.Option(help=r"Where a picture's right and bottom lie, e.g. L\F.")]
Spacing = Annotated[str | None, typer.Option(help="Millimetres: ROW,COLUMN; PAGE,ROW,COLUMN for pages.")]
Frame = Annotated[int | None, typer.Option(min=1, help="Which time point, echo, page or cine frame.")]
Series = Annotated[str | None, typer.Option(help="UID of the series in a DICOM folder.")]


def reading_of(
    modality: str | None, orientation: str | None, spacing: str | None, frame: int | None, series: str | None
) -> Reading:
    """How an image is to be read.

    Raises:
        InputError: A spacing that is no numbers.
    """
    from limis.jobs.job import Reading

    return Reading(modality, orientation, millimetres(spacing), frame, series)


def millimetres(spacing: str | None) -> tuple[float, ...] | None:
    """The numbers in ``--spacing``.

    Raises:
        InputError: There is something else in it.

    Example:
        >>> millimetres("0.7,0.7")
        (0.7, 0.7)
    """
    if spacing is None:
        return None
    try:
        return tuple(float(part) for part in spacing.replace("x", ",").split(","))
    except ValueError as error:
        raise InputError(
            say(
                "cannot use --spacing",
                expected="millimetres with commas between",
                got=repr(spacing),
                next_step="Give for example --spacing 0.7,0.7",
            )
        ) from error
