"""How a wish to save ended: with files, or with what to say instead."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from limis.errors import InputError, say

__all__ = ["NotSaved", "SaveFormat", "Saved"]

SaveFormat = Literal["nifti", "dicom_seg", "rtstruct", "png", "json"]
"""What ``save`` may name; ``rtstruct`` is known but not yet written."""


@dataclass(frozen=True)
class Saved:
    """Files that were written.

    Attributes:
        form: Their format.
        files: All of them, in the folder that was given; none existed before.
        notes: What a reader should know of them.
    """

    form: SaveFormat
    files: tuple[Path, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class NotSaved:
    """Nothing was written.

    Attributes:
        form: The format that was asked for; None where it would have been chosen.
        reason: Why not, as a clause without a full stop.
        instead: A sentence that would do, e.g. ``"save as nifti"``.
    """

    form: SaveFormat | None
    reason: str
    instead: str

    def as_error(self) -> InputError:
        """The same as an error, for callers that name formats and hold no conversation."""
        return InputError(
            say(
                f"cannot write {self.form}",
                expected="a format that suits this image",
                got=self.reason,
                next_step="Name another format, or leave it out",
            )
        )
