"""How large, how bright, how many; and what there is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from limis.commands import Listing, Measure
from limis.measure.diameters import diameters_of
from limis.measure.intensity import intensity_of
from limis.render.words import readable_name
from limis.session.ranking import count_of
from limis.session.resolving import meant
from limis.session.turn import Fact, Outcome
from limis.session.work import Work
from limis.types import Mask, Structure

__all__ = ["list_structures", "measure", "size_fact"]


def measure(command: Measure, work: Work) -> Outcome:
    """Measure the targets, or the active structure."""
    found = meant(command.targets, work, single=True)
    if found.reason:
        return Outcome(command, "refused", remark=found.reason)
    facts: list[Fact] = []
    remarks: list[str] = []
    for structure in found.structures(work.state):
        if structure.mask is None:
            continue
        fact = _KINDS[command.what](structure, structure.mask, work)
        if isinstance(fact, Fact):
            facts.append(_of_part(fact, found.words.get(structure.name, "")))
        else:
            remarks.append(fact)
    work.name(command.targets, found.names)
    spelt = command.model_copy(update={"targets": found.spelt(work.state)})
    status = "done" if facts else "refused"
    return Outcome(
        spelt, status, found.names, parts=found.words, facts=tuple(facts), remark="; ".join(dict.fromkeys(remarks))
    )


def _of_part(fact: Fact, words: str) -> Fact:
    """A fact about some instances of a structure says so."""
    return replace(fact, more=", ".join(part for part in (fact.more, words) if part)) if words else fact


def list_structures(command: Listing, work: Work) -> Outcome:
    """Tell what there is, how large it is, and what is hidden."""
    structures = work.state.structures
    facts = [
        size_fact(s, s.mask, more="hidden" if name in work.state.hidden else "")
        for name, s in structures.items()
        if s.mask is not None
    ]
    return Outcome(command, names=tuple(structures), facts=tuple(facts))


def size_fact(structure: Structure, mask: Mask, more: str = "") -> Fact:
    """How large a mask is, in the unit that means most: ml, square millimetres, or pixels without a scale."""
    if mask.volume_ml is not None:
        return Fact(structure.name, "volume", mask.volume_ml, "ml", more)
    if mask.area_mm2 is not None:
        return Fact(structure.name, "area", mask.area_mm2, "mm2", more)
    return Fact(structure.name, "area", float(mask.voxels), "px", more)


def _volume(structure: Structure, mask: Mask, work: Work) -> Fact | str:
    return size_fact(structure, mask)


def _area(structure: Structure, mask: Mask, work: Work) -> Fact | str:
    """The area of a picture's mask, or in the slice on view."""
    plane = work.plane
    if mask.geometry.is_picture or plane is None:
        return size_fact(structure, mask)
    geometry, number = mask.geometry, work.number_in(plane)
    axis = geometry.axis_of_plane(plane)
    pixels = int(np.count_nonzero(np.take(mask.data, geometry.slice_index(plane, number), axis)))
    step = (geometry.spacing_mm or (1.0,) * 3)[axis]
    volume_mm3 = (geometry.voxel_volume_ml or 0.0) * 1000
    return Fact(structure.name, "area", pixels * volume_mm3 / step, "mm2", f"in {plane} slice {number}")


def _diameter(structure: Structure, mask: Mask, work: Work) -> Fact | str:
    found = diameters_of(mask)
    if found is None:
        return "the scale of this picture is not known, so nothing can be said in mm: load it with --spacing"
    across = f"{found.perpendicular_mm:.1f} mm across"
    if not mask.geometry.is_picture:
        frame = mask.geometry.view("axial")
        index = frame.shape[0] - 1 - found.slice_index if frame.flips[0] else found.slice_index
        across += f", in axial slice {mask.geometry.slice_number('axial', index)}"
    return Fact(structure.name, "diameter", found.longest_mm, "mm", across)


def _intensity(structure: Structure, mask: Mask, work: Work) -> Fact | str:
    found = intensity_of(work.bench.image, mask)
    if found is None:
        return f"{readable_name(structure)} is empty"
    unit = "" if found.unit == "1" else found.unit
    return Fact(structure.name, "intensity", found.mean, unit, f"± {found.sd:.3g}, {found.min:g} to {found.max:g}")


def _count(structure: Structure, mask: Mask, work: Work) -> Fact | str:
    return Fact(structure.name, "count", float(count_of(mask)))


_KINDS: Mapping[str, Callable[[Structure, Mask, Work], Fact | str]] = {
    "volume": _volume,
    "area": _area,
    "diameter": _diameter,
    "intensity": _intensity,
    "count": _count,
}
