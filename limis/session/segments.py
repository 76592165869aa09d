"""The segments of a DICOM segmentation as structures: their codes and sides, resolved to concepts."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from limis.prompts.vocabulary import vocabulary
from limis.types import Side

if TYPE_CHECKING:
    from limis.io.dicom_segments import Segment

__all__ = ["OWN_SCHEME", "concept_of", "name_of", "words_of"]

OWN_SCHEME = "99LIMIS"
"""The designator of limis' own codes, whose values are concepts."""


@cache
def _by_code() -> dict[tuple[str, str], str]:
    coded = {("SCT", concept.snomed.code): concept.name for concept in vocabulary() if concept.snomed is not None}
    return coded | {(OWN_SCHEME, concept.name): concept.name for concept in vocabulary()}


def concept_of(segment: Segment) -> str | None:
    """The concept that a segment's code stands for; None where the vocabulary has none for it."""
    return _by_code().get(segment.code)


def words_of(segment: Segment) -> str:
    """What a segment is called, in words: its label, else the meaning of its code."""
    return " ".join((segment.label or segment.meaning or "structure").replace("_", " ").split())


def name_of(segment: Segment, concept: str | None, side: Side | None) -> str | None:
    """The name that a segment had in a session of limis; None for what others wrote.

    Example:
        >>> import numpy as np
        >>> from limis.io.dicom_segments import Segment
        >>> one = Segment("nucleus_2", ("99LIMIS", "nucleus"), "nucleus", None, np.ones((1, 1), bool))
        >>> name_of(one, "nucleus", None)
        'nucleus_2'
    """
    base = "_".join(part for part in (concept, side) if part)
    return segment.label if base and re.fullmatch(rf"{re.escape(base)}(_\d+)?", segment.label) else None
