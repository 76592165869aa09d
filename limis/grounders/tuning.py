"""How an open-vocabulary detector is asked and believed, from an optional ``limis.json`` beside its weights."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from limis.errors import WeightsError, say

__all__ = ["TUNING_FILE", "Tuning", "read_tuning"]

TUNING_FILE = "limis.json"

Fraction = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0, le=50)]


class Tuning(BaseModel):
    """What can be set for a checkpoint or an adapter.

    Attributes:
        threshold: Score from which a box counts as found. Source of the default: ``box_threshold`` of the demo in
            the repository of Grounding DINO's authors.
        thresholds: The same for single concepts, by canonical name; free text by its words.
        nms_iou: Of two boxes that overlap more than this, only the better one stays.
        synonyms: How many synonyms of a concept are asked for beside its name.
        rivals: How many things that may be mistaken for a concept are named beside it.

    Example:
        >>> Tuning(thresholds={"liver": 0.2}).threshold_of("liver"), Tuning().threshold_of("liver")
        (0.2, 0.35)
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    threshold: Fraction = 0.35
    thresholds: Mapping[str, Fraction] = {}
    nms_iou: Fraction = 0.5
    synonyms: Count = 2
    rivals: Count = 6

    def threshold_of(self, name: str) -> float:
        """The threshold for a concept, or for the words of a free text."""
        return self.thresholds.get(name, self.threshold)


def read_tuning(*folders: Path) -> Tuning:
    """Read what is set for a model; where folders set the same thing, the last one's word counts.

    Args:
        folders: Where a ``limis.json`` may lie: the checkpoint's folder, then its adapter's.

    Raises:
        WeightsError: A file that does not say what `Tuning` can be told.
    """
    told: dict[str, Any] = {}
    for file in (folder / TUNING_FILE for folder in folders):
        if file.is_file():
            told |= _checked(file).model_dump(exclude_unset=True)
    return Tuning(**told)


def _checked(file: Path) -> Tuning:
    try:
        return Tuning.model_validate(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise WeightsError(
            say(
                f"cannot use {file}",
                expected=f"JSON with any of {', '.join(Tuning.model_fields)}",
                got=_what_is_wrong(error),
                next_step="Correct the file, or remove it to use the defaults",
            )
        ) from error


def _what_is_wrong(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return str(error).splitlines()[0]
    first = error.errors()[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
