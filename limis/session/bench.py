"""What a session works with on one image, and keeps from sentence to sentence: an encode is never done twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from limis.edits.corrector import Corrector
from limis.geometry import Geometry
from limis.imaging.kinds import as_kind
from limis.imaging.modality import guess_modality
from limis.imaging.window import Window
from limis.measure.sides import Midline, midline, side_of
from limis.models.engines import Engines
from limis.protocols import Query
from limis.session.finder import Finder, is_paired
from limis.session.wishes import Wish
from limis.types import Image, Side, Structure

__all__ = ["Bench"]

_SHOWN_FROM_THE_FRONT = frozenset({"X-ray", "CT", "MRI"})


@dataclass(frozen=True, eq=False)
class _Before:
    image: Image
    reason: str
    midline: tuple[Midline | None] | None


class Bench:
    """An image, the engines that look at it, and what they have seen.

    Args:
        image: What is looked at.
        engines: A grounder and a segmenter.
        modality: Kind of imaging when the caller knows it; else the header's word, else a guess.

    Attributes:
        image: With what is known or assumed of its kind and orientation.
        modality: Kind of imaging.
        modality_reason: How it is known.
        finder: Looks for things.

    Raises:
        InputError: A modality that is no kind of imaging.
    """

    def __init__(self, image: Image, engines: Engines, modality: str | None = None) -> None:
        guessed, how = guess_modality(image)
        self.modality, self.modality_reason = (as_kind(modality), "stated") if modality else (guessed, how)
        unit = "HU" if self.modality == "CT" and image.geometry.affine_ras is not None else image.unit
        geometry = image.geometry.assuming(self.modality)
        self.image = replace(image, geometry=geometry, modality=self.modality, unit=unit)
        self.engines = engines
        self.finder = Finder(self.image, engines, self.modality, is_sure=_is_sure(image, modality))
        self._midline: tuple[Midline | None] | None = None
        self._correctors: dict[Window, Corrector] = {}

    def find_midline(self) -> Midline | None:
        """The body's midline, worked out once."""
        if self._midline is None:
            self._midline = (midline(self.image),)
        return self._midline[0]

    def side_of(self, structure: Structure) -> Side | None:
        """The patient's side that a structure is on: the one it was asked for, else the one that it lies on."""
        if structure.side is not None or structure.mask is None:
            return structure.side
        plane = self.find_midline()
        return None if plane is None else side_of(structure.mask, plane)

    def corrector(self, structure: Structure) -> Corrector:
        """What corrects a structure, in the window that it is read in."""
        stack = self.finder.main_stack(Query(structure.concept, structure.text))
        if stack.window not in self._correctors:
            self._correctors[stack.window] = Corrector(stack, self.engines.segmenter)
        return self._correctors[stack.window]

    def infer_orientation(self, wishes: Sequence[Wish]) -> Geometry | None:
        """Assume a picture's orientation where nobody states its kind but what is asked for leaves no doubt.

        A thing that the grounder knows only in radiographs and in CT or MR sections is asked for in one of them.

        Returns:
            The geometry that is assumed from now on; None where nothing new is.
        """
        if self.modality is not None or not self.image.is_picture:
            return None
        for wish in wishes:
            kinds = self.engines.grounder.kinds(wish.query)
            if _has_sides(wish) and kinds and kinds <= _SHOWN_FROM_THE_FRONT:
                geometry = self.image.geometry.assuming(sorted(kinds)[0])
                if geometry is self.image.geometry:
                    return None
                self._lay_out(replace(self.image, geometry=geometry), None)
                self.modality_reason += f"; {wish.text} is looked for in {' or '.join(sorted(kinds))}"
                return geometry
        return None

    def snapshot(self) -> _Before:
        """Remember what is assumed of the image."""
        return _Before(self.image, self.modality_reason, self._midline)

    def restore(self, before: _Before) -> None:
        """Go back to what was assumed of the image."""
        self.modality_reason = before.reason
        if before.image is not self.image:
            self._lay_out(before.image, before.midline)
        self._midline = before.midline

    def _lay_out(self, image: Image, plane: tuple[Midline | None] | None) -> None:
        self.image, self._midline = image, plane
        self._correctors.clear()
        self.finder.lay_out(image.geometry)


def _has_sides(wish: Wish) -> bool:
    """Whether it matters, now or for what is said next, which side is which: "the lungs" are a left and a right one."""
    return wish.side is not None or is_paired(wish.query)


def _is_sure(image: Image, stated: str | None) -> bool:
    """Whether the kind of imaging is beyond doubt: colours alone tell stained cells from skin, but not always."""
    return stated is not None or image.modality is not None or not image.is_colour
