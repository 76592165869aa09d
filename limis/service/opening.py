"""What shall be talked about: an image, how it is read, and what is outlined on it already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

__all__ = ["READING", "Opening"]

READING = ("series", "frame", "modality", "orientation", "spacing")
"""The options that `limis.load` takes and a client may give."""


@dataclass(frozen=True)
class Opening:
    """What shall be talked about.

    Attributes:
        path: The image: allowed already, as `limis.service.desk.Desk.find` gives it.
        reading: Options of `READING`; those that are None count as not given.
        masks: Files with what is outlined already, and what each shows; None where the file says it.
        models: A name that `limis.service.engines.SharedEngines` offers; None for its first.
    """

    path: Path
    reading: Mapping[str, Any] = field(default_factory=dict[str, Any])
    masks: tuple[tuple[Path, str | None], ...] = ()
    models: str | None = None

    @property
    def options(self) -> dict[str, Any]:
        """The options of `READING` that were given."""
        return {name: value for name, value in self.reading.items() if name in READING and value is not None}
