"""Edits of a mask's shape: exact ones, and corrections that the segmenter is asked for."""

from __future__ import annotations

from dataclasses import replace

from limis.commands import Excess, Missing, Shape
from limis.edits.directions import Surroundings
from limis.edits.shapes import Edited, apply_shape
from limis.render.words import readable_name
from limis.session.instances import boxed
from limis.session.resolving import explicit, meant
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
    found = meant(command.targets, work)
    if found.reason:
        work.lost = work.lost if command.targets is None else "what was named"
        return Outcome(command, "refused", remark=found.reason)
    spelt = command.model_copy(update={"targets": explicit(found.names, work.state)})
    region = work.region(command.scope)
    changed: list[str] = []
    remarks: list[str] = []
    for name in found.names:
        structure = work.state.structures[name]
        if structure.mask is None:
            continue
        around = Surroundings(work.plane, structure.side, work.bench.find_midline)
        if isinstance(command, Missing | Excess):
            corrector = work.bench.corrector(structure)
            edited = corrector.correct(command, structure.mask, region, around, work.progress)
        else:
            edited = apply_shape(command, structure.mask, work.bench.image, region, around)
        changed += [name] if _take(edited, structure, structure.mask, work) else []
        remarks.append(_told(edited, structure, structure.mask, several=len(found.names) > 1))
    work.name(command.targets, found.names)
    work.edits.append(command)
    remark = "; ".join(dict.fromkeys(r for r in remarks if r))
    return Outcome(spelt, "done" if changed else "unchanged", found.names, remark=remark)


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
