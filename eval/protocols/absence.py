"""Things that are not there: concepts of other body regions, half of them of the same kind of imaging, and nonsense.

What is *surely* absent is `limis.eval.absence`'s knowledge. Its other half, whether things that are there are
found, is read from the ``text`` protocol's rows.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from limis.eval.absence import NONSENSE, REGIONS, absent_concepts, regions_of
from limis.eval.cases import Ask
from limis.eval.data import Data, Plan
from limis.eval.index import Pair
from limis.eval.protocols.protocol import Protocol
from limis.eval.protocols.text import answer_sentence
from limis.eval.sentences import sentence
from limis.eval.truth import Nowhere

__all__ = ["ABSENCE", "plan_absence"]


def plan_absence(data: Data, plan: Plan) -> list[Ask]:
    """Draw absent concepts for every picture.

    Of each picture's surely absent concepts, `Plan.absent_each` are drawn from those that belong to its kind
    of imaging and as many from the others. Where the same kind has none (stained tissue looks like stained
    tissue), none are asked: halves are weighed when they are summed up. Of datasets whose body region is not known
    only nonsense is asked: as many things of `limis.eval.absence.NONSENSE`, which are counted by themselves.

    Args:
        data: The index; concepts and regions come from all its parts, pictures from one.
        plan: Seed, how many, and the concepts that the models know.

    Returns:
        Questions whose truth is empty; the same for the same seed, image and concepts.
    """
    labelled = [(d, c, m) for d, c, m in data.labelled() if d in REGIONS]
    regions = regions_of((d, c) for d, c, _ in labelled)
    pool = {(c, m) for _, c, m in labelled} if plan.known is None else set(plan.known)
    seen: dict[str, int] = {}
    asks: list[Ask] = []
    for pair in _one_per_image(data.pairs):
        seen[pair.dataset] = seen.get(pair.dataset, 0) + 1
        if plan.limit is not None and seen[pair.dataset] > plan.limit:
            continue
        draw = random.Random(f"{plan.seed}/{data.name_of(pair.image)}/nonsense")  # noqa: S311 - a sample, not a secret
        asks += [_ask(data, pair, thing, None) for thing in _some(draw, NONSENSE, plan.absent_each)]
        if pair.dataset not in REGIONS:
            continue
        absent = [c for c in absent_concepts(pair.dataset, regions) if any(c == known for known, _ in pool)]
        same = [c for c in absent if (c, pair.modality) in pool]
        other = [c for c in absent if (c, pair.modality) not in pool]
        draw = random.Random(f"{plan.seed}/{data.name_of(pair.image)}")  # noqa: S311 - a sample, not a secret
        asks += [_ask(data, pair, c, True) for c in _some(draw, same, plan.absent_each)]
        asks += [_ask(data, pair, c, False) for c in _some(draw, other, plan.absent_each)]
    return sorted(asks, key=lambda ask: (ask.dataset, ask.name))


def _one_per_image(pairs: Sequence[Pair]) -> Iterator[Pair]:
    seen: set[str] = set()
    for pair in pairs:
        if pair.image.as_posix() not in seen:
            seen.add(pair.image.as_posix())
            yield pair


def _some(draw: random.Random, concepts: Sequence[str], count: int) -> list[str]:
    return sorted(draw.sample(concepts, min(count, len(concepts))))


def _ask(data: Data, pair: Pair, concept: str, same_kind: bool | None) -> Ask:
    return Ask(
        "absence",
        pair.dataset,
        pair.subject,
        pair.image,
        data.name_of(pair.image),
        pair.modality,
        concept,
        None,
        Nowhere(),
        sentence((concept, None)),
        expected=False,
        same_kind=same_kind,
    )


#: Sentences for things of other body regions, and for what is in no body.
ABSENCE = Protocol("absence", "things of other body regions and nonsense, pictures", plan_absence, answer_sentence)
