"""Sentence only, in whole volumes, with sides.

One sentence names everything that is asked of a volume, so that the volume is looked at once.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

import numpy as np

from limis.commands import Segment
from limis.commands import Target as Spoken
from limis.errors import Cancelled, InputError
from limis.eval.cases import Answer, Ask
from limis.eval.data import Data, Plan
from limis.eval.index import LabelledVolume
from limis.eval.product import Product
from limis.eval.protocols.protocol import Protocol, at_most
from limis.eval.protocols.text import gathered
from limis.eval.sentences import Target, sentence
from limis.eval.truth import Truth, VolumeTruth, read_labels
from limis.prompts.reader import read
from limis.prompts.vocabulary import vocabulary
from limis.types import Image, Result, Structure

__all__ = ["VOLUMES", "answer_volume", "plan_volumes", "voxels_of"]


def plan_volumes(data: Data, plan: Plan) -> list[Ask]:
    """Ask for every labelled structure of every volume that is large enough to be judged.

    Args:
        data: The index.
        plan: Smallest size in voxels, and the limit.

    Returns:
        One question per volume, concept and side; those of one volume share their sentence.
    """
    asks = at_most(plan.limit, _wanted(data, plan))
    targets: dict[str, list[Target]] = {}
    for ask in asks:
        targets.setdefault(ask.name, []).append((ask.concept, ask.side))
    return [replace(ask, sentence=sentence(*targets[ask.name])) for ask in asks]


def answer_volume(product: Product, ask: Ask, image: Image, _truth: Truth) -> Answer:
    """Take what one sentence about the whole volume found of a single target.

    Args:
        product: What is measured.
        ask: The question.
        image: The volume.
        _truth: Not looked at.

    Returns:
        The target's masks; its seconds are an equal share of the sentence's.

    Raises:
        limis.errors.LimisError: Whatever the product raises.
    """
    result, seconds = _said_once(product, image, ask.sentence)
    if isinstance(result, Exception):
        raise result
    mine = [structure for structure in result if _answers(structure, ask)]
    return gathered(mine, result.reason, seconds / max(1, len(result)))


def voxels_of(volume: LabelledVolume) -> dict[Target, int] | None:
    """Count the voxels of everything that a volume's label map names.

    Args:
        volume: The volume; its label map alone is read.

    Returns:
        (Concept, side or None) → voxels; None of a label map that cannot be read: whoever asks about it will say so.
    """
    try:
        marks = read_labels(volume.labels)
    except InputError:
        return None
    sizes: list[int] = np.bincount(np.maximum(marks, 0).ravel()).tolist()
    return {
        thing: sum(sizes[value] for value in values if value < len(sizes)) for thing, values in volume.targets().items()
    }


@lru_cache(maxsize=1)
def _said_once(product: Product, image: Image, words: str) -> tuple[Result | Exception, float]:
    """What a sentence gave, its error included: an hour of work is not repeated to fail again."""
    started = time.perf_counter()
    try:
        result: Result | Exception = product.ask(image, words).result
    except Cancelled:
        raise
    except Exception as error:  # noqa: BLE001 - raised again for every target
        result = error
    return result, time.perf_counter() - started


def _answers(structure: Structure, ask: Ask) -> bool:
    """Whether a structure is what was asked for; one that was not found may have its side in its name only."""
    sided = structure.side == ask.side or structure.name.startswith(f"{ask.concept}_{ask.side}")
    return _named(structure) in _meant(ask.concept) and (ask.side in (None, "both") or sided)


@cache
def _meant(concept: str) -> frozenset[str]:
    """What answers to a concept: itself, or what its words are read as ("prostate/uterus" is a label of AMOS)."""
    if concept in vocabulary():
        return frozenset({concept})
    commands = read(sentence((concept, None)))
    said = [each for command in commands if isinstance(command, Segment) for each in command.targets]
    return frozenset({concept, *(_named(each) for each in said if isinstance(each, Spoken))})


def _named(thing: Structure | Spoken) -> str:
    return thing.concept or thing.text.replace(" ", "_")


def _wanted(data: Data, plan: Plan) -> Iterator[Ask]:
    """Questions about every volume that can still add one within the limit: the others' label maps are not read."""
    counts: Counter[tuple[str, str, str | None]] = Counter()
    for volume in data.volumes:
        groups = [(volume.dataset, *target) for target in volume.targets()]
        if plan.limit is None or any(counts[group] < plan.limit for group in groups):
            for ask in _asks(data, volume, plan.smallest):
                counts[ask.dataset, ask.concept, ask.side] += 1
                yield ask


def _asks(data: Data, volume: LabelledVolume, smallest: int) -> Iterator[Ask]:
    voxels = voxels_of(volume)
    for (concept, side), values in volume.targets().items():
        if voxels is not None and voxels[concept, side] < smallest:
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


def _sides(volume: LabelledVolume, concept: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
    found = {side: values for (c, side), values in volume.targets().items() if c == concept and side is not None}
    return tuple((side, found[side]) for side in ("left", "right") if side in found)


#: A sentence such as "segment the liver, the left kidney and the right kidney", naming what a volume's labels name.
VOLUMES = Protocol("volumes", "a sentence only, whole volumes", plan_volumes, answer_volume)
