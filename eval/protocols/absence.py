"""Things that are not there: concepts of other body regions, half of them of the same kind of imaging, and nonsense.

What is *surely* absent is `limis.eval.absence`'s knowledge. Its other half, whether things that are there are
found, is read from the rows of the ``text`` protocol, and in volumes from those of ``volumes``.

In volumes things are asked for, too, that the same labeller names in other patients' volumes and that this one's labels
do not hold: a gallbladder that was taken out, a kidney beyond the last slice. They are the hard ones, for the images of
the data set may show them. Whether such a thing is not there or was merely not labelled, labels cannot tell; so only
what the same labeller is known to look for is asked, and it is counted by itself. Other body regions and nonsense are
surely absent.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from limis.eval.absence import NONSENSE, Atlas
from limis.eval.cases import Ask
from limis.eval.data import Data, Plan
from limis.eval.index import LabelledVolume, Pair
from limis.eval.protocols.protocol import Protocol
from limis.eval.protocols.text import answer_sentence
from limis.eval.protocols.volumes import answer_volume, voxels_of
from limis.eval.sentences import Target, sentence
from limis.eval.truth import Nowhere
from limis.prompts.vocabulary import vocabulary

__all__ = ["ABSENCE", "ABSENCE_VOLUMES", "plan_absence", "plan_absence_volumes"]

Case = TypeVar("Case", Pair, LabelledVolume)
Thing = TypeVar("Thing")


def plan_absence(data: Data, plan: Plan) -> list[Ask]:
    """Draw absent concepts for every picture.

    Of each picture's surely absent concepts, `Plan.absent_each` are drawn from those that belong to its kind
    of imaging and as many from the others. Where the same kind has none (stained tissue looks like stained
    tissue), none are asked: halves are weighed when they are summed up. As many things of
    `limis.eval.absence.NONSENSE` are asked, which are counted by themselves; where it is not known what body region
    a dataset shows, these alone.

    Args:
        data: The index; concepts and regions come from all its parts, pictures from one.
        plan: Seed, how many, and the concepts that the models know. Models that do not say are asked for what the data
            label, or, where that is of one body region, for what the vocabulary names.

    Returns:
        Questions whose truth is empty; the same for the same seed, image and concepts.
    """
    far = _Far(data, plan)
    return _in_order(ask for pair in _first(plan.limit, data.pairs) for ask in (*far.nonsense(pair), *far.things(pair)))


def plan_absence_volumes(data: Data, plan: Plan) -> list[Ask]:
    """Draw absent things for every volume: as for pictures, and as many again of what its labeller names elsewhere.

    Args:
        data: The index; what a labeller names comes from all its parts, volumes from one.
        plan: As for `plan_absence`.

    Returns:
        Questions whose truth is empty. One sentence asks for everything of a volume, so that it is looked at once;
        nonsense has sentences of its own.
    """
    far, near = _Far(data, plan), _Near(data, plan)
    asks: list[Ask] = []
    for volume in _first(plan.limit, data.volumes):
        things = [*near.things(volume), *far.things(volume)]
        words = sentence(*((ask.concept, ask.side) for ask in things)) if things else ""
        asks += [*(replace(ask, sentence=words) for ask in things), *far.nonsense(volume)]
    return _in_order(asks)


class _Far:
    """Draws what is surely absent: things of other body regions, and nonsense."""

    def __init__(self, data: Data, plan: Plan) -> None:
        self._data, self._plan = data, plan
        labelled = data.labelled()
        named = {(concept.name, kind) for concept in vocabulary() for kind in concept.modalities}
        self._pools = [{(c, m) for _, c, m in labelled}, named] if plan.known is None else [{*plan.known}]
        self._atlas = Atlas(labelled, {concept for pool in self._pools for concept, _ in pool})

    def nonsense(self, case: Pair | LabelledVolume) -> list[Ask]:
        draw = _drawing(self._data, self._plan, case, "/nonsense")
        return [_ask(self._data, case, (thing, None), None) for thing in draw(NONSENSE)]

    def things(self, case: Pair | LabelledVolume) -> list[Ask]:
        """Those of the case's kind of imaging, then those of others."""
        draw = _drawing(self._data, self._plan, case)
        same, other = self._absent(case)
        asks = [_ask(self._data, case, (concept, None), True) for concept in draw(same)]
        return asks + [_ask(self._data, case, (concept, None), False) for concept in draw(other)]

    def _absent(self, case: Pair | LabelledVolume) -> tuple[list[str], list[str]]:
        absent = self._atlas.absent(case.dataset)
        for pool in self._pools:
            concepts = {concept for concept, _ in pool}
            if found := [concept for concept in absent if concept in concepts]:
                same = [concept for concept in found if (concept, case.modality) in pool]
                return same, [concept for concept in found if concept not in same]
        return [], []


class _Near:
    """Draws what the same labeller names in other patients' volumes, and what this one's labels do not hold."""

    def __init__(self, data: Data, plan: Plan) -> None:
        self._data, self._plan = data, plan
        self._known = None if plan.known is None else {concept for concept, _ in plan.known}
        self._named: dict[str, dict[str, set[Target]]] = {}
        for volume in data.all_volumes:
            self._named.setdefault(volume.dataset, {}).setdefault(volume.subject, set()).update(volume.targets())

    def things(self, volume: LabelledVolume) -> list[Ask]:
        draw = _drawing(self._data, self._plan, volume, "/near")
        return [replace(_ask(self._data, volume, thing, True), in_view=True) for thing in draw(self._missing(volume))]

    def _missing(self, volume: LabelledVolume) -> list[Target]:
        """Nothing where the labels cannot be read."""
        held = voxels_of(volume)
        if held is None:
            return []
        present = {thing for thing, voxels in held.items() if voxels}
        by_subject = self._named[volume.dataset]
        named = {thing for subject, things in by_subject.items() if subject != volume.subject for thing in things}
        # What another image of this patient is asked for may be seen in this one: a tumour's oedema, say.
        asked_elsewhere = by_subject[volume.subject] - held.keys()
        missing = [thing for thing in named - present - asked_elsewhere if not _is_within(thing, present)]
        known = [thing for thing in missing if self._known is None or thing[0] in self._known]
        return sorted(known, key=lambda thing: (thing[0], thing[1] or ""))


def _is_within(thing: Target, present: set[Target]) -> bool:
    """Whether what is present is a part of a thing, or may be the thing itself with another word for its side."""
    concept, side = thing
    names = vocabulary()
    wholes = {whole.name for name, _ in present if name in names for whole in names.whole(name)}
    sides = {other for name, other in present if name == concept}
    return concept in wholes or bool(sides if side in (None, "both") else sides & {None, "both", side})


def _first(limit: int | None, cases: Sequence[Case]) -> Iterator[Case]:
    """One case an image, and no more than the limit of each dataset."""
    seen: set[str] = set()
    counts: dict[str, int] = {}
    for case in cases:
        if case.image.as_posix() not in seen and (limit is None or counts.get(case.dataset, 0) < limit):
            seen.add(case.image.as_posix())
            counts[case.dataset] = counts.get(case.dataset, 0) + 1
            yield case


def _drawing(
    data: Data, plan: Plan, case: Pair | LabelledVolume, what: str = ""
) -> Callable[[Sequence[Thing]], list[Thing]]:
    """A way to draw some things for a case, in the order they come in."""
    chance = random.Random(f"{plan.seed}/{data.name_of(case.image)}{what}")  # noqa: S311 - a sample, not a secret

    def draw(things: Sequence[Thing]) -> list[Thing]:
        places = chance.sample(range(len(things)), min(plan.absent_each, len(things)))
        return [things[place] for place in sorted(places)]

    return draw


def _ask(data: Data, case: Pair | LabelledVolume, thing: Target, same_kind: bool | None) -> Ask:
    return Ask(
        "absence" if isinstance(case, Pair) else "absence-volumes",
        case.dataset,
        case.subject,
        case.image,
        data.name_of(case.image),
        case.modality,
        *thing,
        Nowhere(),
        sentence(thing),
        expected=False,
        same_kind=same_kind,
    )


def _in_order(asks: Iterable[Ask]) -> list[Ask]:
    return sorted(asks, key=lambda ask: (ask.dataset, ask.name))


#: Sentences for things of other body regions, and for what is in no body.
ABSENCE = Protocol("absence", "things of other body regions and nonsense, pictures", plan_absence, answer_sentence)

#: The same in whole volumes, and what their labels do not hold.
ABSENCE_VOLUMES = Protocol(
    "absence-volumes",
    "things of other body regions, things that other patients' labels name, and nonsense, whole volumes",
    plan_absence_volumes,
    answer_volume,
)
