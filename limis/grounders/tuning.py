"""How an open-vocabulary detector is asked and believed, from an optional ``limis.json`` beside its weights."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field

from limis.runtime.settings import Settings, read_settings

__all__ = ["Tuning", "read_tuning"]

Fraction = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0, le=50)]


class Tuning(Settings):
    """What can be set for a checkpoint or an adapter, besides what can be set for any model.

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

    threshold: Fraction = 0.35
    thresholds: Mapping[str, Fraction] = {}
    nms_iou: Fraction = 0.5
    synonyms: Count = 2
    rivals: Count = 6

    def threshold_of(self, name: str) -> float:
        """The threshold for a concept, or for the words of a free text."""
        return self.thresholds.get(name, self.threshold)


def read_tuning(*folders: Path) -> Tuning:
    """Read what is set for a detector; see `limis.runtime.settings.read_settings`."""
    return read_settings(Tuning, *folders)
