"""What a caller may say about how a file is to be read, and what every reader checks of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from limis.config import default_budget_bytes
from limis.errors import InputError, ReadError, say
from limis.geometry import PictureOrientation
from limis.progress import Progress, silent

__all__ = ["ReadOptions", "picture_spacing", "reject_unused", "unreadable"]


@dataclass(frozen=True)
class ReadOptions:
    """How a file is to be read.

    Attributes:
        series: UID of the DICOM series to take.
        frame: Which time point, echo, page or cine frame to take, counted from 1.
        modality: What the caller states, which always wins.
        orientation: Of a picture, as the caller states it.
        spacing_mm: Of a picture (row, column) or a stack (page, row, column), as the caller states it.
        budget_bytes: Memory that reading may take.
        progress: Called while reading.
    """

    series: str | None = None
    frame: int | None = None
    modality: str | None = None
    orientation: PictureOrientation | None = None
    spacing_mm: tuple[float, ...] | None = None
    budget_bytes: int = field(default_factory=default_budget_bytes)
    progress: Progress = silent


def unreadable(path: Path, expected: str, got: str, next_step: str) -> ReadError:
    """The error for a file that is not what it claims to be, in the house's one form."""
    return ReadError(say(f"cannot read {path}", expected=expected, got=got, next_step=next_step))


def reject_unused(path: Path, options: ReadOptions, *names: str) -> None:
    """Refuse options that mean nothing for this file, rather than ignore them.

    Args:
        path: The file.
        options: What the caller said.
        names: Fields of `ReadOptions` that do not apply here.

    Raises:
        InputError: One of them was given.
    """
    for name in names:
        if getattr(options, name) is not None:
            word = name.removesuffix("_mm")
            raise InputError(
                say(
                    f"--{word} does not apply to {path.name}",
                    expected=f"no {word}, for this image states its own or has none to choose",
                    got=str(getattr(options, name)),
                    next_step=f"Leave --{word} out",
                )
            )


def picture_spacing(path: Path, options: ReadOptions) -> tuple[float, float] | None:
    """The scale of a picture as the caller stated it; one number counts for both directions.

    Raises:
        InputError: More numbers than a picture has directions.
    """
    given = options.spacing_mm
    if given is None:
        return None
    if len(given) not in (1, 2):
        raise InputError(
            say(
                f"--spacing does not fit {path.name}",
                expected="ROW,COLUMN in mm for a picture",
                got=f"{len(given)} numbers",
                next_step="Give two numbers, or one for both directions",
            )
        )
    return given[0], given[-1]
