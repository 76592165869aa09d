"""Which way axes point: the letters of a picture's two directions and of a volume's three.

Pictures use the letters of DICOM's Patient Orientation, L R A P H F (Source: DICOM PS3.3 C.7.6.1.1.1).
Volumes use NIfTI's, L R A P S I: the letter is where an axis points *to* as its index grows.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from limis.errors import GeometryError, say

__all__ = ["OPPOSITE", "Edges", "PictureOrientation", "Status", "closest_axes", "codes_of"]

Status = Literal["known", "assumed", "unknown"]

OPPOSITE = {"L": "R", "R": "L", "A": "P", "P": "A", "H": "F", "F": "H", "S": "I", "I": "S"}
"""The letter at the other end of each direction."""

_SAME = {"S": "H", "I": "F"}
_SEPARATORS = "\\/, "
_ASSUMED_L = ("X-ray", "CT", "MRI")


@dataclass(frozen=True)
class Edges:
    """The letters at the four edges of a picture or slice; None where nobody knows."""

    top: str | None
    bottom: str | None
    left: str | None
    right: str | None

    @classmethod
    def towards(cls, right: str | None, down: str | None) -> Edges:
        """The edges of a picture whose columns run towards `right` and whose rows run towards `down`."""
        return cls(OPPOSITE.get(down or ""), down, OPPOSITE.get(right or ""), right)


@dataclass(frozen=True)
class PictureOrientation:
    """Where a picture's right edge and its bottom lie in the patient: DICOM's Patient Orientation pair.

    Attributes:
        right: The letter that columns run towards, one of L R A P H F; None when unknown.
        down: The letter that rows run towards; None when unknown.
        right_status: Whether `right` was stated, assumed, or is unknown.
        down_status: The same of `down`.

    Raises:
        GeometryError: A letter that is none of the six, two letters of one axis, or a status that
            contradicts its letter.
    """

    right: str | None = None
    down: str | None = None
    right_status: Status = "unknown"
    down_status: Status = "unknown"

    def __post_init__(self) -> None:
        for letter, status in ((self.right, self.right_status), (self.down, self.down_status)):
            if letter not in (None, *"LRAPHF") or (letter is None) != (status == "unknown"):
                raise GeometryError(_bad_orientation(f"{letter!r} ({status})"))
        if self.right is not None and self.down in (self.right, OPPOSITE[self.right]):
            raise GeometryError(_bad_orientation(f"{self.right}\\{self.down}, twice the same axis"))

    @classmethod
    def unknown(cls) -> PictureOrientation:
        """The orientation of a picture nobody said anything about."""
        return cls()

    @classmethod
    def parse(cls, text: str) -> PictureOrientation:
        r"""Read a pair as DICOM or ``--orientation`` writes it.

        Each half may be empty (unknown) or hold several letters, of which the first is the main direction.
        ``S`` and ``I`` are read as ``H`` and ``F``. Separators: backslash, slash, comma, space, or none between
        two letters.

        Raises:
            GeometryError: Text that is not such a pair.

        Example:
            >>> PictureOrientation.parse("L\\P").down
            'P'
        """
        trimmed = text.strip().upper()
        mark = next((s for s in _SEPARATORS if s in trimmed), None)
        halves = [h.strip() for h in trimmed.split(mark)] if mark else list(trimmed)
        if len(halves) != 2:
            raise GeometryError(_bad_orientation(repr(text)))
        right, down = (_SAME.get(half[:1], half[:1]) or None for half in halves)
        return cls(right, down, "known" if right else "unknown", "known" if down else "unknown")

    @classmethod
    def assume(cls, modality: str | None) -> PictureOrientation:
        """What may be assumed of a picture without orientation.

        Radiographs and CT or MR sections are shown with the patient's left on the right; nothing else is assumed.

        Args:
            modality: Kind of imaging, stated or guessed; None when unknown.
        """
        return cls("L", None, "assumed") if modality in _ASSUMED_L else cls()

    @property
    def edges(self) -> Edges:
        """The letters at the four edges."""
        return Edges.towards(self.right, self.down)

    def direction_of(self, letter: str) -> tuple[int, int] | None:
        """The picture axis (0 rows, 1 columns) and sign (+1, -1) that point to a letter; None when unknown."""
        letter = _SAME.get(letter, letter)
        for axis, towards in ((0, self.down), (1, self.right)):
            if towards is not None and letter in (towards, OPPOSITE[towards]):
                return axis, 1 if letter == towards else -1
        return None

    def __str__(self) -> str:
        """The pair as DICOM writes it, with ``?`` for what is unknown."""
        return f"{self.right or '?'}\\{self.down or '?'}"


def _bad_orientation(got: str) -> str:
    return say(
        "not a picture orientation",
        expected="two of the letters L R A P H F on different axes, where the picture's right and bottom lie",
        got=got,
        next_step=r"Give for example --orientation 'L\P' for an axial section or 'L\F' for a frontal film",
    )


def closest_axes(directions_ras: NDArray[np.float64]) -> tuple[int, int, int]:
    """Give each patient axis the voxel axis that runs along it most closely, each used once.

    Shear is taken out first by a polar decomposition. Exact ties (45 degrees) are broken by the lines
    themselves, not by their order, so that flipping or reordering the voxel axes changes nothing.

    Args:
        directions_ras: Shape ``(3, 3)``, one column per voxel axis, any length but zero, not singular.

    Returns:
        The voxel axes along right, anterior and superior (or their opposites).

    Source: the assignment of ``nibabel.orientations.io_orientation``, made optimal instead of greedy.
    """
    unit = directions_ras / np.linalg.norm(directions_ras, axis=0)
    left, _, right = np.linalg.svd(unit)
    rotation = np.round(np.asarray(left @ right, np.float64), 9)
    lines = [_canonical(rotation[:, axis]) for axis in range(3)]

    def fit(axes: tuple[int, ...]) -> tuple[float, list[tuple[float, ...]]]:
        return round(float(sum(abs(rotation[p, a]) for p, a in enumerate(axes))), 6), [lines[a] for a in axes]

    best = max(permutations(range(3)), key=fit)
    return best[0], best[1], best[2]


def codes_of(directions_ras: NDArray[np.float64]) -> str:
    """Name where each voxel axis points, e.g. ``"LPS"``.

    Args:
        directions_ras: As in `closest_axes`.
    """
    names = ["", "", ""]
    for patient, axis in enumerate(closest_axes(directions_ras)):
        names[axis] = ("RL", "AP", "SI")[patient][int(directions_ras[patient, axis] < 0)]
    return "".join(names)


def _canonical(line: NDArray[np.float64]) -> tuple[float, ...]:
    """A direction with its sign taken away: the first component that is not zero is positive."""
    rounded = np.round(line, 6)
    first = rounded[np.flatnonzero(rounded)[0]]
    return tuple(float(v) + 0.0 for v in (rounded if first > 0 else -rounded))
