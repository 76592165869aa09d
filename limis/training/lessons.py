"""What a detector is taught from: pictures of one data set, one text for them, and the boxes that its words mean.

A text names what the pictures show, under one of its names, mixed with what their data set would have labelled and
with what belongs elsewhere in a body. All pictures of a lesson share it, since transformers' loss is right for this
case alone: it looks up the words for every picture but the first in the text of the second.

Source: Heinemann et al., "LIMIS: Towards Language-based Interactive Medical Image Segmentation", 2024, which adapts
Grounding DINO with sequences of labels, some of which are not in the image.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from limis.eval.absence import Atlas
from limis.grounders.phrases import Reader, Text, Tokens
from limis.grounders.rivals import are_rivals
from limis.grounders.tuning import Tuning
from limis.grounders.wording import wordings
from limis.prompts.vocabulary import vocabulary
from limis.protocols import Query
from limis.training.augment import place_all
from limis.training.boxes import boxes_of
from limis.training.grounder import GrounderData
from limis.training.samples import Sample, concept_of

__all__ = ["Lesson", "Lessons"]

_MISSING, _ELSEWHERE = 4, 4


@dataclass(frozen=True)
class Lesson:
    """What one step teaches.

    Attributes:
        pictures: RGB, uint8 ``(s, s, 3)``, of any sizes.
        text: The words for all of them.
        labels: For each picture ``class_labels``, ``(n,)``: which phrase of the text, counted from 0; and ``boxes``,
            ``(n, 4)``: centre and size in fractions of the picture. Of a picture that shows none of it, n is 0.
    """

    pictures: list[NDArray[np.uint8]]
    text: Text
    labels: list[dict[str, Tensor]]


class Lessons:
    """Draws lessons.

    Args:
        samples: What to draw from.
        reader: How the detector reads.
        seed: Of the random draws.
    """

    def __init__(self, samples: Sequence[Sample], reader: Reader, seed: int) -> None:
        self.reader = reader
        self.pictures = GrounderData(samples, sorted({key for s in samples for key in s.masks}), seed)
        self.rng = self.pictures.rng
        labelled = {(s.dataset, concept_of(key), s.modality) for s in samples for key in s.masks}
        atlas = Atlas(labelled, besides=(concept.name for concept in vocabulary()))
        self.elsewhere = {dataset: atlas.absent(dataset) for dataset in self.pictures.datasets}

    def draw(self, size: int) -> Lesson:
        """Draw pictures of one data set, some words for them, and the boxes that these words mean."""
        first = self.pictures.draw()
        rows = sorted({n for group in self.pictures.by_key[first.dataset].values() for n in group})
        more = [self.pictures.samples[int(n)] for n in self.rng.choice(rows, size - 1)]
        concepts, phrases = self._words([first, *more])
        text = self.reader.pack([(phrases, ())])[0]
        placed = [place_all(one.image, one.masks, one.modality, self.rng) for one in (first, *more)]
        labels = [_labels(masks, concepts) for _, masks in placed]
        return Lesson([picture for picture, _ in placed], text, labels)

    def _words(self, samples: Sequence[Sample]) -> tuple[list[str], list[str]]:
        """Choose concepts, none of which lies in another, and a phrase for each; as many as a text holds."""
        here = {concept_of(key) for sample in samples for key in sample.masks}
        asked = {concept_of(key) for key in frozenset[str].intersection(*(s.labelled for s in samples))}
        missing = self._shuffled(asked - here)[:_MISSING]
        elsewhere = self._shuffled(self.elsewhere[samples[0].dataset])[:_ELSEWHERE]
        chosen: dict[str, str] = {}
        taken: set[Tokens] = set()
        room = self.reader.limit - 2
        for concept in [*self._shuffled(asked & here), *missing, *elsewhere]:
            phrase = self._phrase(concept)
            tokens = self.reader.tokens(phrase)
            if len(tokens) < room and tokens not in taken and all(are_rivals(concept, c) for c in chosen):
                chosen[concept], room = phrase, room - len(tokens) - 1
                taken.add(tokens)
        concepts = self._shuffled(chosen)
        return concepts, [chosen[concept] for concept in concepts]

    def _phrase(self, concept: str) -> str:
        names = wordings([Query(concept, concept)], None, Tuning(rivals=0), self.reader.knows)[0].names
        return names[int(self.rng.integers(len(names)))]

    def _shuffled(self, words: Iterable[str]) -> list[str]:
        return [str(word) for word in self.rng.permutation(sorted(words))]


def _labels(masks: Mapping[str, NDArray[np.bool_]], concepts: Sequence[str]) -> dict[str, Tensor]:
    """Of a placed picture, which is square, what `Lesson.labels` holds."""
    shown = [(n, box) for n, c in enumerate(concepts) if c in masks for box in boxes_of(masks, c)]
    side = next(iter(masks.values())).shape[0] if masks else 1
    corners = torch.tensor([[*box.lower_ijk, *box.upper_ijk] for _, box in shown]).reshape(-1, 4) / side
    top, left, bottom, right = corners.unbind(1)
    boxes = torch.stack([(left + right) / 2, (top + bottom) / 2, right - left, bottom - top], dim=1)
    return {"class_labels": torch.tensor([n for n, _ in shown], dtype=torch.int64), "boxes": boxes}
