"""Edits of a mask's shape: exact ones, and corrections that the segmenter is asked for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from limis.commands import Excess, Keep, Missing, Remove, Shape
from limis.edits.directions import Surroundings
from limis.edits.shapes import Edited, apply_shape
from limis.render.words import readable_name
from limis.session.another import with_another
from limis.session.instances import boxed
from limis.session.parts import Part, put_back
from limis.session.picking import pick
from limis.session.resolving import meant
from limis.session.turn import Outcome
from limis.session.work import Work
from limis.types import Mask, Structure

__all__ = ["shape"]


def shape(command: Shape, work: Work) -> Outcome:
    """Edit the targets, or the active structure; the last one named becomes active.

    Raises:
        PromptError: An amount or a direction that this image does not know.
        GeometryError: Slices that are not there.
    """
    found = meant(command.targets, work, single=True)
    if found.reason:
        work.lost = work.lost if command.targets is None else "what was named"
        return Outcome(command, "refused", remark=found.reason)
    spelt = command.model_copy(update={"targets": found.spelt(work.state)})
    region = work.region(command.scope)
    changed: list[str] = []
    remarks: list[str] = []
    for name in found.names:
        structure = work.state.structures[name]
        if structure.mask is None:
            continue
        edited = _edit(command, structure, structure.mask, found.parts.get(name), region, work)
        changed += [name] if _take(edited, structure, structure.mask, work) else []
        remarks.append(_told(edited, structure, structure.mask, several=len(found.names) > 1))
    work.name(command.targets, found.names)
    work.edits.append(command)
    remark = "; ".join(dict.fromkeys(r for r in remarks if r))
    return Outcome(spelt, "done" if changed else "unchanged", found.names, parts=found.words, remark=remark)


def _edit(
    command: Shape, structure: Structure, mask: Mask, part: Part | None, region: NDArray[np.bool_] | None, work: Work
) -> Edited:
    """Edit a mask, or only some of its instances."""
    if part is not None:
        return put_back(mask, part, _edit(command, structure, part.mask_of(structure), None, region, work))
    if isinstance(command, Keep | Remove) and (picked := pick(command, mask, region)) is not None:
        return picked
    around = Surroundings(work.plane, structure.side, work.bench.find_midline, structure.concept)
    if isinstance(command, Missing) and command.another:
        if (added := with_another(command, structure, mask, region, work)) is not None:
            return added
        edited = work.bench.corrector(structure).correct(command, mask, region, around, work.progress)
        return Edited(edited.mask, "; ".join(filter(None, ("no whole one was found there", edited.remark))))
    if isinstance(command, Missing | Excess):
        return work.bench.corrector(structure).correct(command, mask, region, around, work.progress)
    return apply_shape(command, mask, work.bench.image, region, around, work.progress)


def _take(edited: Edited, structure: Structure, mask: Mask, work: Work) -> bool:
    """Put an edited mask into the state; say whether anything changed."""
    if edited.mask is mask:
        return False
    kept, boxes = boxed(edited.mask)
    if kept is None:
        return False
    work.take(replace(structure, boxes=boxes, mask=kept))
    return True


def _told(edited: Edited, structure: Structure, mask: Mask, *, several: bool) -> str:
    remark = edited.remark or ("nothing changed" if edited.mask is mask else "")
    return f"{readable_name(structure)}: {remark}" if several and remark else remark
