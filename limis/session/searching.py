"""Commands that look for things: segment, and taking things out of others or adding them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from limis.commands import Exclude, Include, Reference, Segment, Target, What
from limis.edits.shapes import with_data
from limis.render.words import readable_name
from limis.session.choosing import choose
from limis.session.facts import bits_digest
from limis.session.instances import boxed
from limis.session.resolving import definite, explicit, meant
from limis.session.turn import Outcome
from limis.session.wishes import Wish, structure_name, wishes_of
from limis.session.work import Work
from limis.types import Mask, Structure

__all__ = ["combine", "segment"]

_NO_SUBJECT = {
    "exclude": "there is nothing to take anything out of: say what to segment first",
    "include": "there is nothing to add anything to: say what to segment first",
}
_INSIST = 'if it is there, say "you missed it", and the likeliest place is outlined'
_NOT_EVEN_FAINTLY = "nothing like it can be made out there, however faintly"
_SAY_WHERE = 'say where it is wrong, for example "you missed the lower part"'
_NOT_DONE = {"exclude": "was not taken out", "include": "was not added"}


def segment(command: Segment, work: Work) -> Outcome:
    """Find and outline the targets; what is not found is answered and leaves the state as it is."""
    there, new = _sort(command.targets, work)
    wishes = wishes_of(new)
    region = work.region(command.scope)
    fresh: dict[str, Structure] = {}
    can_insist = work.bench.finder.can_be_insisted_on
    wishes = [_insisted(wish) if _is_insistence(command, work) and can_insist(wish.query) else wish for wish in wishes]
    for wish, structure in _look(wishes, work):
        name = structure_name(wish, fresh)
        fresh[name] = _within(replace(structure, name=name), region)
    found = [s for s in fresh.values() if s.found]
    work.answered.update(fresh)
    same = [s for s in found if _is_there(s, work)]
    work.take(*found)
    names = (*there, *(s.name for s in found))
    if names:
        work.state = work.state.activate(names[-1])
    work.made = names
    missed = tuple(s for s in fresh.values() if not s.found)
    work.lost = "" if names else _spoken(missed)
    spelt = (*explicit(there, work.state), *new)
    done = command.model_copy(update={"targets": spelt})
    answers = list(zip(wishes, fresh.values(), strict=True))
    doubts = [s.reason for wish, s in answers if wish.query.insisted and s.found]
    hints = [_INSIST for wish, s in answers if not s.found and can_insist(wish.query)]
    hints += [_NOT_EVEN_FAINTLY for wish, s in answers if not s.found and wish.query.insisted]
    as_before = [f"{readable_name(s)} is as it was: {_SAY_WHERE}" for s in same]
    remark = "; ".join(dict.fromkeys([*doubts, *hints, *as_before]))
    return Outcome(done, "done" if names else "unchanged", names, missed, remark=remark)


def _is_there(structure: Structure, work: Work) -> bool:
    """Whether the state has it already, voxel by voxel."""
    known = work.state.structures.get(structure.name)
    if known is None or known.mask is None or structure.mask is None:
        return False
    return bits_digest(known.mask) == bits_digest(structure.mask)


def _is_insistence(command: Segment, work: Work) -> bool:
    """Whether "it" is what was just not found; to ask again by name is no more than to ask again."""
    said = command.targets[-1]
    return bool(work.missed_before) and isinstance(said, Reference) and said.ref == "active" and said.side is None


def _insisted(wish: Wish) -> Wish:
    return replace(wish, query=replace(wish.query, insisted=True))


def _sort(targets: Sequence[What], work: Work) -> tuple[tuple[str, ...], list[What]]:
    """What is there already, where a target is named by what is; and what has to be looked for."""
    there: list[str] = []
    new: list[What] = []
    for target in targets:
        spelt = definite(target, work)
        if isinstance(spelt, Reference) and spelt.plural and work.group:
            together = [work.state.structures[name] for name in work.group]
            new += [Target(concept=s.concept, side=s.side, text=s.text) for s in together]
            continue
        is_relative = isinstance(target, Reference) or target.side == "opposite"
        known = meant([spelt], work).names if is_relative and target.side is not None else ()
        there += known
        if not known:
            new.append(_named(spelt, work))
    return tuple(there), new


def _named(target: What, work: Work) -> What:
    """The active structure by name, so that "segment it again" looks for it again; or what was just not found."""
    if isinstance(target, Target) or target.ref == "all" or work.lost:
        return target
    if work.missed_before and target.side is None:
        return work.missed_before[-1]
    active = work.state.structures.get(work.state.active or "")
    if active is None:
        return target
    choice = {"which": target.which, "nth": target.nth, "count": target.count}
    exact = Target(concept=active.concept, side=active.side, text=active.text)
    return exact.model_copy(update=choice)


def _look(wishes: Sequence[Wish], work: Work) -> list[tuple[Wish, Structure]]:
    """Look for wishes, all together."""
    bench = work.bench
    work.lay_out(bench.infer_orientation(wishes))
    findings = bench.finder.find([wish.query for wish in wishes], work.progress)
    return [
        (wish, choose(wish, structure_name(wish, ()), finding, bench.find_midline))
        for wish, finding in zip(wishes, findings, strict=True)
    ]


def combine(command: Exclude | Include, work: Work) -> Outcome:
    """Take things out of structures, or add them: what the same sentence segmented just before, else the active one."""
    subjects = tuple(n for n in _subjects(work) if n in work.state.structures)
    if not subjects:
        work.reasons.append(_NO_SUBJECT[command.op])
        return Outcome(command, "refused", remark=_NO_SUBJECT[command.op])
    region = work.region(command.scope)
    targets: list[What] = []
    remarks: list[str] = []
    before = work.state
    for target in command.targets:
        things, spelt = _things(target, subjects, work)
        targets += spelt
        for thing in things:
            remarks += _apply(command, thing, subjects, region, work)
    changed = tuple(n for n in subjects if work.state.structures.get(n) is not before.structures.get(n))
    made = command.model_copy(update={"targets": tuple(targets) or command.targets})
    work.edits.append(command)
    work.reasons += remarks
    return Outcome(made, "done" if changed else "unchanged", changed or subjects, remark="; ".join(remarks))


def _subjects(work: Work) -> tuple[str, ...]:
    if work.made is not None:
        return work.made
    return () if work.lost or work.state.active is None else (work.state.active,)


@dataclass(frozen=True, eq=False)
class _Thing:
    """What is taken out or added.

    Attributes:
        words: As it was said.
        mask: Its voxels; None where it is not there.
        reason: Why not.
    """

    words: str
    mask: Mask | None
    reason: str = ""


def _things(target: What, subjects: Sequence[str], work: Work) -> tuple[list[_Thing], list[What]]:
    """What a target means: structures of the session where it is one of them, else what is found in the image."""
    known = meant([target], work, single=True)
    others = {s.name: s for s in known.structures(work.state) if s.name not in subjects or s.name in known.parts}
    if others:
        words = {name: f" ({part})" for name, part in known.words.items()}
        things = [_Thing(f"{readable_name(s)}{words.get(name, '')}", s.mask) for name, s in others.items()]
        return things, [spelt for name in others for spelt in known.only(name).spelt(work.state)]
    if known.names and work.made is None:
        words = " and ".join(readable_name(work.state.structures[name]) for name in known.names)
        return [_Thing(words, None, "that is the very structure that is being changed")], [
            *explicit(known.names, work.state)
        ]
    if isinstance(target, Reference) and not known.names:
        return [_Thing(target.text or "that", None, known.reason)], [target]
    spelt = _named(definite(target, work), work)
    found = _look(wishes_of([spelt]), work)
    return [_Thing(wish.words, structure.mask, structure.reason) for wish, structure in found], [spelt]


def _apply(
    command: Exclude | Include, thing: _Thing, subjects: Sequence[str], region: NDArray[np.bool_] | None, work: Work
) -> list[str]:
    """Take one thing out of all subjects, or add it to them; give back what a person should know."""
    if thing.mask is None:
        return [f"{thing.words} {_NOT_DONE[command.op]}: {thing.reason}"]
    data = thing.mask.data if region is None else thing.mask.data & region
    remarks: list[str] = []
    for name in subjects:
        structure = work.state.structures.get(name)
        if structure is None or structure.mask is None:
            continue
        remark = _apply_one(command, structure, structure.mask, data, thing.words, work)
        remarks += [remark] if remark else []
    return remarks


def _apply_one(
    command: Exclude | Include, structure: Structure, mask: Mask, data: NDArray[np.bool_], words: str, work: Work
) -> str:
    combined = mask.data & ~data if isinstance(command, Exclude) else mask.data | data
    if np.array_equal(combined, mask.data):
        here = "does not overlap" if isinstance(command, Exclude) else "is all within"
        return f"nothing changed: {words} {here} {readable_name(structure)}"
    if isinstance(command, Include):
        left, boxes = boxed(with_data(mask, combined))
    else:
        left, boxes = boxed(replace(mask, data=combined))
    if left is not None:
        work.take(replace(structure, boxes=boxes, mask=left))
        return ""
    reason = f"nothing is left without {words}"
    if work.made is None:
        return f"nothing changed: of {readable_name(structure)} {reason}"
    work.state = work.state.without([structure.name])
    work.answered[structure.name] = replace(structure, found=False, reason=reason, boxes=(), mask=None)
    return f"of {readable_name(structure)} {reason}"


def _within(structure: Structure, region: NDArray[np.bool_] | None) -> Structure:
    """What of a structure lies on the slices that were asked for."""
    if region is None or structure.mask is None:
        return structure
    left, boxes = boxed(replace(structure.mask, data=structure.mask.data & region))
    reason = structure.reason if left is not None else "none of it lies on these slices"
    return replace(structure, found=left is not None, reason=reason, boxes=boxes, mask=left)


def _spoken(missed: Sequence[Structure]) -> str:
    return " and ".join(s.text for s in missed) or "that"
