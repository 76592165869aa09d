"""How a person would ask for something: the sentences that protocols speak."""

from __future__ import annotations

from limis.prompts.vocabulary import vocabulary

__all__ = ["Target", "noun", "sentence"]

Target = tuple[str, str | None]
"""Canonical concept, and ``"left"``, ``"right"``, ``"both"`` or None."""


def sentence(*targets: Target) -> str:
    """Ask for some things in plain English.

    Args:
        targets: At least one; a concept that the vocabulary lacks is spoken as it is spelt.

    Example:
        >>> sentence(("lung", "left"))
        'segment the left lung'
        >>> sentence(("liver", None), ("optic_disc", None), ("kidney", "both"))
        'segment the liver, the optic disc and both kidneys'
    """
    *first, last = (noun(target) for target in targets)
    return f"segment {', '.join(first)} and {last}" if first else f"segment {last}"


def noun(target: Target) -> str:
    """What one is called, with its article.

    Example:
        >>> noun(("kidney", "left"))
        'the left kidney'
    """
    concept, side = target
    words = vocabulary()
    singular = words.get(concept).phrase if concept in words else concept.replace("_", " ")
    if side == "both":
        plural = words.get(concept).plural if concept in words else f"{singular}s"
        return f"both {plural}"
    return f"the {side} {singular}" if side else f"the {singular}"
