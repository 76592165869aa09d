"""What a data set's own words for its labels mean in the vocabulary."""

from __future__ import annotations

import re
from functools import cache

from limis.eval.sentences import Target
from limis.prompts.vocabulary import vocabulary

__all__ = ["target"]

_SIDE = re.compile(r"\b(left|right)\b ?")

#: Words of data sets that the vocabulary lacks, or that mean something else there.
_OWN = {
    "retinal edema": "macular edema",
    "public symphysis": "pubic symphysis",
    "left heart atrium": "left atrium",
    "left heart ventricle": "left ventricle",
    "right heart atrium": "right atrium",
    "right heart ventricle": "right ventricle",
    "heart atrium left": "left atrium",
    "heart atrium right": "right atrium",
    "heart ventricle left": "left ventricle",
    "heart ventricle right": "right ventricle",
    "liver vessel": "hepatic vessel",
    "pancreas tumor": "pancreatic tumor",
}


@cache
def target(label: str, site: str = "") -> Target:
    """The concept and side that a label means.

    Args:
        label: A data set's own word, e.g. ``"kidney_left"``, ``"right adrenal gland"``.
        site: The part of the body it is in, where the label alone says too little ("tumor" in the lung).

    Returns:
        Canonical concept and side; a label that the vocabulary lacks is its own concept, in snake case.

    Example:
        >>> target("kidney_left"), target("left ventricle"), target("tumor", "lung")
        (('kidney', 'left'), ('left_ventricle', None), ('lung_tumor', None))
    """
    words = re.sub(r"[^a-z0-9/-]+", " ", label.lower()).strip()
    for phrase in (f"{site.lower()} {words}".strip(), words):
        known = _OWN.get(phrase, phrase)
        found = _find(known, None) or _find_unsided(known)
        if found is not None:
            return found
    return re.sub(r"[^a-z0-9]+", "_", words).strip("_"), None


def _find_unsided(phrase: str) -> Target | None:
    """The concept that a phrase with its side taken out names."""
    sides = _SIDE.findall(phrase)
    return _find(_SIDE.sub("", phrase).strip(), sides[0]) if len(sides) == 1 else None


def _find(phrase: str, side: str | None) -> Target | None:
    senses = vocabulary().senses(phrase)
    return (senses[0].concept, senses[0].side or side) if len(senses) == 1 else None
