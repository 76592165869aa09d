"""Scribbles given to the segmenter: those that the data hold, else simulated ones."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np

from limis.eval.cases import Ask
from limis.eval.overlap import Inside
from limis.eval.protocols.protocol import Protocol
from limis.eval.protocols.slices import Outliner, Prompt, Slices, in_pictures, in_volumes
from limis.eval.strokes import KINDS, Kind, simulated_strokes
from limis.protocols import Prediction
from limis.types import Scribble

__all__ = ["SCRIBBLE", "SCRIBBLE_VOLUMES", "scribble_of"]


def scribble_of(kind: Kind) -> Protocol:
    """A protocol with simulated strokes of one kind, in pictures."""
    return in_pictures(f"scribble-{kind}", f"a simulated {kind}, and a stroke beside it", _simulated(kind))


def _simulated(kind: Kind | None) -> Outliner:
    def outline(slices: Slices, k: int, ask: Ask, truth: Inside) -> Sequence[Prediction]:
        seed = f"{ask.seed}/{k}"
        chosen = kind or Random(seed).choice(KINDS)  # noqa: S311 - a sample, not a secret
        return [slices.ask(k, Prompt(scribbles=simulated_strokes(truth, chosen, seed)))]

    return outline


def _given(slices: Slices, k: int, ask: Ask, truth: Inside) -> Sequence[Prediction]:
    """What somebody drew on this slice, where somebody did."""
    frame = slices.stack.frame
    drawn: list[Scribble] = []
    for stroke in () if ask.strokes is None else ask.strokes.read(slices.stack.image.geometry):
        laid = frame.from_ijk(stroke.points_ijk)
        here = laid[np.rint(laid[:, 0]) == k, 1:]
        drawn += [Scribble(here, stroke.positive)] if len(here) else []
    return [slices.ask(k, Prompt(scribbles=drawn))] if drawn else _ANY(slices, k, ask, truth)


_ANY = _simulated(None)
_SUMMARY = "scribbles that people drew, else simulated ones of a drawn kind"

#: Given scribbles; else a line, a centreline or a contour, by chance.
SCRIBBLE = in_pictures("scribble", _SUMMARY, _given)

#: The same in every slice.
SCRIBBLE_VOLUMES = in_volumes("scribble", _SUMMARY, _given)
