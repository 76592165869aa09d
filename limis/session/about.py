"""What is known of a stored session besides its turns."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from limis.geometry import Geometry
from limis.session.canonical import canonical, sha256_of
from limis.session.damage import damaged

__all__ = ["About", "describe_grid"]


@dataclass(frozen=True)
class About:
    """What is known of a session besides its turns.

    Attributes:
        id: Its name.
        created: When it began, ISO 8601, UTC.
        image_path: The image's file or folder; None for an image made in memory.
        image_sha256: As its source states it.
        grid: Shape, spacing, axes and affine of the image.
        modality: Kind of imaging, stated or guessed.
        options: How the image was read and which models looked at it.
        used: When its last turn was.
        turns: How many sentences were said.
        structures: Names of the current structures.
        head: The hash that its audit ends in.
    """

    id: str
    created: str
    image_path: Path | None
    image_sha256: str
    grid: Mapping[str, Any]
    modality: str | None
    options: Mapping[str, Any]
    used: str
    turns: int
    structures: tuple[str, ...]
    head: str

    @property
    def digest(self) -> str:
        """sha256 of what never changes, written into the audit's first row."""
        image = None if self.image_path is None else str(self.image_path), self.image_sha256
        return sha256_of([self.id, self.created, image, self.grid, self.modality, self.options])

    def as_json(self) -> dict[str, Any]:
        """Everything, as JSON values."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        path = None if self.image_path is None else str(self.image_path)
        return {**values, "image_path": path, "structures": list(self.structures)}

    def as_row(self) -> tuple[Any, ...]:
        """The columns of table ``session`` after the first."""
        image = [None if self.image_path is None else str(self.image_path), self.image_sha256]
        fixed = (canonical(v) for v in (image, self.grid, self.modality, self.options))
        return self.id, self.created, *fixed, self.used, self.turns, canonical(self.structures), self.head

    @classmethod
    def read(cls, connection: sqlite3.Connection) -> About:
        """Read it from a session's file.

        Raises:
            StoreDamagedError: There is no such row, or it makes no sense.
        """
        row = connection.execute(
            "SELECT id, created, image, grid, modality, options, used, turns, structures, head FROM session"
        ).fetchone()
        if row is None:
            raise damaged("no row in table session")
        try:
            (path, sha256), grid, modality, options = (json.loads(text) for text in row[2:6])
            names = tuple(str(name) for name in json.loads(row[8]))
            if any(datetime.fromisoformat(at).tzinfo is None for at in (row[1], row[6])) or "shape" not in grid:
                raise ValueError("a time without a zone, or a grid without a shape")
            where = None if path is None else Path(path)
            return cls(row[0], row[1], where, sha256, grid, modality, options, row[6], int(row[7]), names, row[9])
        except (TypeError, ValueError) as error:
            raise damaged(str(error)) from error


def describe_grid(geometry: Geometry) -> dict[str, Any]:
    """A grid as JSON values: shape, spacing in millimetres, axis codes, affine to RAS millimetres."""
    affine = geometry.affine_ras
    return {
        "shape": list(geometry.shape),
        "spacing_mm": None if geometry.spacing_mm is None else list(geometry.spacing_mm),
        "axes": geometry.axis_codes,
        "affine_ras": None if affine is None else affine.tolist(),
    }
