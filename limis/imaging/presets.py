"""The window in which a thing is read on CT."""

from __future__ import annotations

__all__ = ["preset_for"]

_AIR = ("lung", "bronch", "trachea", "airway", "pneumothorax", "ground_glass", "consolidation", "lingula")


def preset_for(concept: str | None) -> str:
    """Name the preset of `limis.imaging.window.PRESETS` in which a concept is best seen on CT.

    Args:
        concept: Canonical name; None for free text.

    Example:
        >>> preset_for("lung_lower_lobe"), preset_for("liver")
        ('lung', 'soft_tissue')
    """
    return "lung" if concept is not None and concept.startswith(_AIR) and "tumor" not in concept else "soft_tissue"
