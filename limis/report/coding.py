"""What a structure is, in codes that other systems know: SNOMED CT where there is one, else limis' own scheme.

A code of limis' scheme ``99LIMIS`` has the concept's canonical name as its value. DICOM keeps designators that begin
with 99 for private schemes (Source: DICOM PS3.16 section 8.2).
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from limis.prompts.vocabulary import Concept, vocabulary
from limis.session.segments import OWN_SCHEME
from limis.types import Side, Structure

__all__ = ["SCHEME", "Code", "code_of", "laterality_of", "property_category", "property_type", "region_of"]

SCHEME = OWN_SCHEME
"""The designator of limis' own codes."""

_LONGEST_MEANING = 64
_PLAIN_FLUIDS = frozenset({"amniotic_fluid", "cerebrospinal_fluid", "fluid"})
_BOUND = frozenset({"lesion", "device", "fluid"})


class Code(NamedTuple):
    """A coded word.

    Attributes:
        value: The code.
        scheme: Designator of the coding scheme, ``"SCT"`` for SNOMED CT.
        meaning: In words, at most 64 characters.
    """

    value: str
    scheme: str
    meaning: str


_ANATOMY = Code("91723000", "SCT", "Anatomical Structure")
_TISSUE = Code("85756007", "SCT", "Tissue")
_FLUID = Code("91720002", "SCT", "Body Substance")
_ABNORMAL = Code("49755003", "SCT", "Morphologically Abnormal Structure")
_OBJECT = Code("260787004", "SCT", "Physical object")
_PLACE = Code("309825002", "SCT", "Spatial and Relational Concept")
_CATEGORIES = {"tissue": _TISSUE, "lesion": _ABNORMAL, "device": _OBJECT}
_SIDES: dict[Side, Code] = {"left": Code("7771000", "SCT", "Left"), "right": Code("24028007", "SCT", "Right")}


def property_category(structure: Structure) -> Code:
    """The category of what was outlined.

    Words that the vocabulary does not know may mean anything: only that they are a place is certain.

    Source: DICOM PS3.16 CID 7150, Segmentation Property Category.

    Example:
        >>> property_category(Structure("liver_tumor", "liver_tumor", "tumour")).meaning
        'Morphologically Abnormal Structure'
    """
    concept = _concept(structure)
    if concept is None:
        return _PLACE
    if concept.kind == "fluid":
        return _FLUID if concept.name in _PLAIN_FLUIDS else _ABNORMAL
    return _CATEGORIES.get(concept.kind, _ANATOMY)


def property_type(structure: Structure) -> Code:
    """What was outlined, without its side.

    Example:
        >>> property_type(Structure("kidney_left", "kidney", "left kidney", side="left"))
        Code(value='64033007', scheme='SCT', meaning='Kidney')
        >>> property_type(Structure("liver_tumor", "liver_tumor", "tumour"))
        Code(value='liver_tumor', scheme='99LIMIS', meaning='liver tumor')
    """
    concept = _concept(structure)
    return _of_words(structure.concept or structure.text or structure.name) if concept is None else code_of(concept)


def code_of(concept: Concept) -> Code:
    """The code of a concept: SNOMED CT where the vocabulary has it, else its name in limis' scheme."""
    if concept.snomed is not None:
        return Code(concept.snomed.code, "SCT", concept.snomed.meaning)
    return Code(concept.name, SCHEME, concept.phrase)


def laterality_of(structure: Structure) -> Code | None:
    """The side of a structure; None where it was not computed.

    Source: DICOM PS3.16 CID 244, Laterality.
    """
    return None if structure.side is None else _SIDES[structure.side]


def region_of(structure: Structure) -> Code | None:
    """The anatomy that something abnormal or foreign lies in, as SNOMED CT names it; None for anatomy itself.

    Example:
        >>> region_of(Structure("liver_tumor", "liver_tumor", "tumour")).meaning
        'Liver'
    """
    concept = _concept(structure)
    if concept is None or concept.kind not in _BOUND:
        return None
    wholes = (whole for whole in vocabulary().whole(concept.name) if whole.kind not in _BOUND)
    coded = next((whole for whole in wholes if whole.snomed is not None), None)
    return None if coded is None else code_of(coded)


def _concept(structure: Structure) -> Concept | None:
    """What the vocabulary knows of a structure; None for free words."""
    if structure.concept is None or structure.concept not in vocabulary():
        return None
    return vocabulary().get(structure.concept)


def _of_words(words: str) -> Code:
    """A code for words that the vocabulary does not know: the same words always get the same one."""
    plain = " ".join(words.casefold().split())
    return Code(f"text_{hashlib.sha256(plain.encode()).hexdigest()[:11]}", SCHEME, plain[:_LONGEST_MEANING])
