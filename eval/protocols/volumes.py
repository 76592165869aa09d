"""Sentence only, in whole volumes, with sides."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from limis.eval.cases import Ask
from limis.eval.data import Data, Plan
from limis.eval.index import LabelledVolume
from limis.eval.protocols.protocol import Protocol, at_most
from limis.eval.protocols.text import answer_sentence
from limis.eval.truth import VolumeTruth, read_labels

__all__ = ["VOLUMES", "plan_volumes"]


def plan_volumes(data: Data, plan: Plan) -> list[Ask]:
    """Ask for every labelled structure of every volume that is large enough to be judged.

    Args:
        data: The index.
        plan: Smallest size in voxels, and the limit.

    Returns:
        One question per volume, concept and side.

    Raises:
        ReadError: A label map cannot be read.
    """
    return at_most(plan.limit, (ask for volume in data.volumes for ask in _asks(data, volume, plan.smallest)))


def _asks(data: Data, volume: LabelledVolume, smallest: int) -> Iterator[Ask]:
    marks = read_labels(volume.labels)
    sizes = dict(zip(*(part.tolist() for part in np.unique(marks, return_counts=True)), strict=True))
    for (concept, side), values in _targets(volume).items():
        if sum(sizes.get(value, 0) for value in values) < smallest:
            continue
        yield Ask(
            "volumes",
            volume.dataset,
            volume.subject,
            volume.image,
            data.name_of(volume.image),
            volume.modality,
            concept,
            side,
            VolumeTruth(volume.labels, values, _sides(volume, concept)),
        )


def _targets(volume: LabelledVolume) -> dict[tuple[str, str | None], tuple[int, ...]]:
    """(concept, side) → values; a concept may own several."""
    targets: dict[tuple[str, str | None], tuple[int, ...]] = {}
    for value, target in volume.values.items():
        targets[target] = (*targets.get(target, ()), value)
    return targets


def _sides(volume: LabelledVolume, concept: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
    found = {side: values for (c, side), values in _targets(volume).items() if c == concept and side is not None}
    return tuple((side, found[side]) for side in ("left", "right") if side in found)


#: A sentence such as "segment the left kidney", for every labelled thing of every volume.
VOLUMES = Protocol("volumes", "a sentence only, whole volumes", plan_volumes, answer_sentence)
