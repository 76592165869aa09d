"""What the vocabulary knows of one thing that can be outlined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

__all__ = ["KINDS", "MODALITIES", "Concept", "Sense", "Snomed"]

MODALITIES = (
    "CT",
    "MRI",
    "X-ray",
    "ultrasound",
    "PET",
    "mammography",
    "microscopy",
    "pathology",
    "fundus photography",
    "OCT",
    "dermoscopy",
    "endoscopy",
)
"""Kinds of imaging, spelt as in the data index."""

KINDS = (
    "organ",
    "part",
    "vessel",
    "duct",
    "bone",
    "joint",
    "cartilage",
    "ligament",
    "tendon",
    "muscle",
    "nerve",
    "tissue",
    "fluid",
    "region",
    "lesion",
    "device",
)
"""What a concept can be."""


@dataclass(frozen=True, slots=True)
class Snomed:
    """A code of SNOMED CT, as ``pydicom.sr.codedict`` has it.

    Attributes:
        code: The concept identifier.
        meaning: Its code meaning, letter for letter.
    """

    code: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that can be outlined in an image.

    Attributes:
        name: Canonical snake_case name.
        plural: English plural, with spaces.
        synonyms: English and Latin synonyms and abbreviations, in lower case.
        sided: Abbreviations that also say a side: ``("rul", "right")``.
        adjectives: Adjectives that name it, such as "renal".
        paired: Whether a body has a left and a right one.
        part_of: Name of the whole it belongs to.
        region: Body region.
        modalities: Kinds of imaging it is seen in, from `MODALITIES`.
        kind: One of `KINDS`.
        snomed: Its SNOMED CT code, where pydicom has one.

    Example:
        >>> kidney = Concept("kidney", "kidneys", region="abdomen", kind="organ", modalities=("CT",), paired=True)
        >>> kidney.phrase, kidney.forms
        ('kidney', ('kidney', 'kidneys'))
    """

    name: str
    plural: str
    region: str
    kind: str
    modalities: tuple[str, ...]
    synonyms: tuple[str, ...] = ()
    sided: tuple[tuple[str, Literal["left", "right"]], ...] = ()
    adjectives: tuple[str, ...] = ()
    paired: bool = False
    part_of: str | None = None
    snomed: Snomed | None = None

    @property
    def phrase(self) -> str:
        """The name as English words."""
        return self.name.replace("_", " ")

    @property
    def forms(self) -> tuple[str, ...]:
        """Every phrase that names it without saying a side."""
        return (self.phrase, self.plural, *self.synonyms, *self.adjectives)

    def as_json(self) -> dict[str, Any]:
        """The concept as JSON values, its adjectives among its synonyms.

        Example:
            >>> Concept("liver", "livers", region="abdomen", kind="organ", modalities=("CT",)).as_json()["synonyms"]
            []
        """
        return {
            "name": self.name,
            "plural": self.plural,
            "synonyms": [*self.synonyms, *self.adjectives],
            "sided": dict(self.sided),
            "paired": self.paired,
            "part_of": self.part_of,
            "region": self.region,
            "kind": self.kind,
            "modalities": list(self.modalities),
            "snomed": {"code": self.snomed.code, "meaning": self.snomed.meaning} if self.snomed else None,
        }


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a phrase can mean.

    Attributes:
        concept: Canonical name.
        side: The side that the phrase says as well ("RUL"), or None.
    """

    concept: str
    side: Literal["left", "right"] | None = None
