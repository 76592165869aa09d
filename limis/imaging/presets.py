"""The window in which a thing is read on CT."""

from __future__ import annotations

__all__ = ["preset_for", "reading_preset"]

_AIR = ("lung", "bronch", "trachea", "airway", "pneumothorax", "ground_glass", "consolidation", "lingula")
_HARD = frozenset({"bone", "joint"})
_HARD_THINGS = frozenset({"bone", "bone_tumor", "fracture", "rib_fracture", "vertebral_fracture", "tooth"})


def preset_for(concept: str | None) -> str:
    """Name the preset of `limis.imaging.window.PRESETS` in which a concept is best seen on CT.

    Args:
        concept: Canonical name; None for free text.

    Example:
        >>> preset_for("lung_lower_lobe"), preset_for("liver")
        ('lung', 'soft_tissue')
    """
    return "lung" if concept is not None and concept.startswith(_AIR) and "tumor" not in concept else "soft_tissue"


def reading_preset(concept: str, kind: str, region: str) -> str:
    """Name the preset in which people read a thing on CT: for models of photographs, which have learned no windows.

    Args:
        concept: Canonical name.
        kind: What it is, as the vocabulary says.
        region: Where it is, as the vocabulary says.

    Source: Radiopaedia, "Windowing (CT)": brain, bone, mediastinum, lung and liver are read in windows of their own.

    Example:
        >>> reading_preset("femur", "bone", "whole_body"), reading_preset("brain_tumor", "lesion", "brain")
        ('bone', 'brain')
    """
    known = preset_for(concept)
    if known != "soft_tissue":
        return known
    if kind in _HARD or concept in _HARD_THINGS:
        return "bone"
    if region == "brain":
        return "brain"
    if region == "heart" or concept.startswith("mediastin"):
        return "mediastinum"
    return "liver" if concept.startswith(("liver", "hepatic")) else "soft_tissue"
