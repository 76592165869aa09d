"""The letters at the edges of a picture, and which of them are only assumed."""

from __future__ import annotations

from limis.geometry import Geometry
from limis.viewframe import ViewFrame

__all__ = ["edge_letters", "orientation_words"]


def edge_letters(geometry: Geometry, frame: ViewFrame) -> dict[str, str]:
    """The letters to write at the edges of a slice.

    Args:
        geometry: The image's grid.
        frame: How the slice is laid out.

    Returns:
        ``top``, ``bottom``, ``left`` and ``right`` to a letter, in parentheses where it is assumed; edges of
        which nobody knows are left out.

    Example:
        >>> from limis.orientation import PictureOrientation
        >>> film = Geometry((4, 5), orientation=PictureOrientation.assume("X-ray"))
        >>> edge_letters(film, film.view())
        {'left': '(R)', 'right': '(L)'}
    """
    edges, orientation = frame.edges, geometry.orientation
    assumed_across = geometry.is_picture and orientation.right_status == "assumed"
    assumed_down = geometry.is_picture and orientation.down_status == "assumed"
    letters = {
        "top": (edges.top, assumed_down),
        "bottom": (edges.bottom, assumed_down),
        "left": (edges.left, assumed_across),
        "right": (edges.right, assumed_across),
    }
    return {edge: f"({letter})" if assumed else letter for edge, (letter, assumed) in letters.items() if letter}


def orientation_words(geometry: Geometry) -> str:
    """What the legend says about the letters; empty when all of them are stated.

    Args:
        geometry: The image's grid.
    """
    if not geometry.is_picture:
        return "" if geometry.has_patient_axes else "Orientation not stated in the file: no letters, no sides."
    statuses = {geometry.orientation.right_status, geometry.orientation.down_status}
    if "assumed" in statuses:
        return "Letters in parentheses are assumed, not stated."
    return "Orientation not stated." if statuses == {"unknown"} else ""
