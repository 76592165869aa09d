"""What is set for a model by an optional ``limis.json`` beside its weights."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from limis.errors import WeightsError, say
from limis.protocols import Sight

__all__ = ["SETTINGS_FILE", "Settings", "read_settings", "write_settings"]

SETTINGS_FILE = "limis.json"

Preset = Literal["soft_tissue", "lung", "bone", "brain", "mediastinum", "liver"]


class Settings(BaseModel):
    """What can be set for any model; see `limis.protocols.Sight`.

    Attributes:
        neighbours: Whether slices are shown between their neighbours.
        windows: Concept → the window in which it is shown on CT.

    Example:
        >>> Settings(windows={"femur": "bone"}).sight
        Sight(neighbours=False, windows={'femur': 'bone'})
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    neighbours: bool = False
    windows: Mapping[str, Preset] = {}

    @property
    def sight(self) -> Sight:
        """How the model wants volumes shown."""
        return Sight(self.neighbours, dict(self.windows))


Kind = TypeVar("Kind", bound=Settings)


def read_settings(kind: type[Kind], *folders: Path) -> Kind:
    """Read what is set for a model; where folders set the same thing, the last one's word counts.

    Args:
        kind: What can be set.
        folders: Where a ``limis.json`` may lie: the checkpoint's folder, then its adapter's.

    Raises:
        WeightsError: A file that says something else than can be set.
    """
    told: dict[str, Any] = {}
    for file in (folder / SETTINGS_FILE for folder in folders):
        if file.is_file():
            told |= _checked(kind, file).model_dump(exclude_unset=True)
    return kind(**told)


def write_settings(settings: Settings, folder: Path) -> None:
    """Write what is set, if anything is, as `read_settings` reads it."""
    told = settings.model_dump_json(exclude_unset=True, indent=2)
    if told != "{}":
        (folder / SETTINGS_FILE).write_text(told + "\n", encoding="utf-8")


def _checked(kind: type[Kind], file: Path) -> Kind:
    try:
        return kind.model_validate(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise WeightsError(
            say(
                f"cannot use {file}",
                expected=f"JSON with any of {', '.join(kind.model_fields)}",
                got=_what_is_wrong(error),
                next_step="Correct the file, or remove it to use the defaults",
            )
        ) from error


def _what_is_wrong(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return str(error).splitlines()[0]
    first = error.errors()[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
