"""How a person would ask for something: the sentences that protocols speak."""

from __future__ import annotations

from limis.prompts.vocabulary import vocabulary

__all__ = ["sentence"]


def sentence(concept: str, side: str | None) -> str:
    """Ask for a concept in plain English.

    Args:
        concept: Canonical concept; one that the vocabulary lacks is spoken as it is spelt.
        side: ``"left"``, ``"right"``, ``"both"`` or None.

    Example:
        >>> sentence("lung", "left"), sentence("lung", "both"), sentence("optic_disc", None)
        ('segment the left lung', 'segment both lungs', 'segment the optic disc')
    """
    words = vocabulary()
    singular = words.get(concept).phrase if concept in words else concept.replace("_", " ")
    if side == "both":
        plural = words.get(concept).plural if concept in words else f"{singular}s"
        return f"segment both {plural}"
    return f"segment the {side} {singular}" if side else f"segment the {singular}"
