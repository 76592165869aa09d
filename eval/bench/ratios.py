"""The ratios: first answer, a turn, a volume, each beside its baseline with the same engines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from limis.eval.bench.cells import draw_cells
from limis.eval.bench.figures import Ratio, Taken, side_by_side, timed
from limis.eval.bench.size import Size
from limis.eval.bench.talks import CORRECTIONS, Memory, Talk, found, talk
from limis.eval.phantom import make_phantom
from limis.imaging.window import window_for
from limis.models.engines import Engines
from limis.progress import silent
from limis.prompts.reader import read
from limis.protocols import Query, ViewPrompt
from limis.session import Session
from limis.types import Image, Structure
from limis.volumes.stack import Stack

__all__ = ["CELLS_SENTENCE", "ORGANS_SENTENCE", "first_answer", "turns_in_picture", "turns_in_volume", "whole_volume"]

CELLS_SENTENCE = "segment the nuclei"
ORGANS_SENTENCE = "segment the spleen and the left kidney"
_ORGANS = ("segment the spleen", "segment the left kidney")

_NAIVE: Mapping[Memory, tuple[str, str]] = {
    "looks again": ("a turn", "the naive pipeline: both engines look at the image again each turn"),
    "forgets": ("a turn's encode", "the segmenter alone encodes again each turn"),
}


def first_answer(engines: Engines, size: Size) -> Ratio:
    """From a sentence to masks, beside the bare calls of both engines."""
    image = draw_cells(*size.picture)
    modality = Session(image, engines).modality
    taken = side_by_side(
        lambda: timed(lambda: found(image, engines, CELLS_SENTENCE)),
        lambda: timed(lambda: _by_hand(image, engines, modality)),
        size.runs,
    )
    what = f'"{CELLS_SENTENCE}" in a picture, models loaded'
    return Ratio("first answer", what, "the same calls of grounder and segmenter by hand", *taken)


def _by_hand(image: Image, engines: Engines, modality: str | None) -> None:
    """All that both engines are asked for a picture, and nothing else."""
    stack = Stack(image, image.geometry.view(), window_for(image, modality), modality)
    ((seen,),) = engines.grounder.ground([stack.view(0)], [Query("nucleus", "nuclei")], silent)
    priors = [None, seen.heat] if "mask" in engines.segmenter.accepts else [None]
    boxes = [(float(a), float(b), float(c), float(d)) for a, b, c, d in seen.boxes_xyxy]
    encoding = engines.segmenter.encode(stack.view(0))
    for prior in priors:
        engines.segmenter.predict(encoding, [ViewPrompt(box, prior=prior, concept="nucleus") for box in boxes])


def turns_in_picture(engines: Engines, size: Size) -> list[Ratio]:
    """Corrections in words in a picture, beside those of pipelines that keep less."""
    image = draw_cells(*size.picture)
    imported = found(image, engines, CELLS_SENTENCE)
    return [_turn("picture", image, engines, imported, memory, size) for memory in _NAIVE]


def turns_in_volume(engines: Engines, size: Size) -> list[Ratio]:
    """The same in a volume."""
    image = make_phantom(slices=size.volume[0], thickness_mm=size.volume[1])
    imported = found(image, engines, _ORGANS[0])
    return [_turn("volume", image, engines, imported, memory, size) for memory in _NAIVE]


def _turn(
    where: str, image: Image, engines: Engines, imported: Sequence[Structure], memory: Memory, size: Size
) -> Ratio:
    held: dict[Memory, Talk] = {}

    def converse(how: Memory) -> Taken:
        held[how] = talk(image, engines, imported, CORRECTIONS, how)
        return held[how].mean

    taken = side_by_side(lambda: converse("keeps"), lambda: converse(memory), size.runs)
    name, against = _NAIVE[memory]
    return Ratio(
        f"{name}, {where}",
        f"a correction in words, mean over {len(CORRECTIONS)} turns",
        against,
        *taken,
        encodes=(held["keeps"].encodes, held[memory].encodes),
        same_masks=held["keeps"].states == held[memory].states,
    )


def whole_volume(engines: Engines, size: Size) -> Ratio:
    """Two organs of a volume in one sentence, beside a sentence and a session for each."""
    slices, thickness = size.volume
    image = make_phantom(slices=slices, thickness_mm=thickness)
    seen: dict[str, list[Structure]] = {}

    def answer(how: str, sentences: Sequence[str]) -> Taken:
        def work() -> None:
            seen[how] = [structure for said in sentences for structure in _answered(image, engines, said)]

        return timed(work)

    return Ratio(
        "a 3D volume",
        f'"{ORGANS_SENTENCE}" in {slices} slices of {thickness:g} mm',
        "a sentence for each organ, the volume looked at and encoded again",
        *side_by_side(lambda: answer("together", [ORGANS_SENTENCE]), lambda: answer("apart", _ORGANS), size.runs),
        same_masks=_same(seen["together"], seen["apart"]),
    )


def _answered(image: Image, engines: Engines, sentence: str) -> tuple[Structure, ...]:
    session = Session(image, engines)
    session.apply(read(sentence), sentence)
    return session.structures


def _same(first: Sequence[Structure], second: Sequence[Structure]) -> bool:
    masks = [{s.name: s.mask.data for s in each if s.mask is not None} for each in (first, second)]
    return masks[0].keys() == masks[1].keys() and all(np.array_equal(masks[0][n], masks[1][n]) for n in masks[0])
