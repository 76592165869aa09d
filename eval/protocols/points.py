"""Clicks: the most interior point, clicks that follow the errors, or points anywhere inside.

``point`` clicks once, where the largest piece of the truth is deepest. ``points-K`` goes on: each further click lies in
the middle of the largest error that is left, positive where something is missing, and the earlier answer is told as
well. ``points-random-K`` gives K positive points, drawn from the truth, at once.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from limis.eval.cases import Ask
from limis.eval.clicks import next_click, random_clicks
from limis.eval.overlap import Inside
from limis.eval.protocols.protocol import Protocol
from limis.eval.protocols.slices import Outliner, Prompt, Slices, in_pictures, in_volumes
from limis.protocols import Prediction
from limis.types import Point

__all__ = ["POINT", "POINT_VOLUMES", "points", "random_points"]


def points(count: int) -> tuple[Protocol, Protocol]:
    """Protocols in pictures and in volumes: `count` clicks, each into the largest error.

    Source: Mazurowski et al., Medical Image Analysis 89, 2023 (first click and those that follow errors).
    """
    summary = f"{count} clicks into the largest errors"
    return in_pictures(f"points-{count}", summary, _clicks(count)), in_volumes(
        f"points-{count}", summary, _clicks(count)
    )


def random_points(count: int) -> tuple[Protocol, Protocol]:
    """Protocols in pictures and in volumes: `count` points drawn from the truth.

    Source: Roy et al., "SAM.MD", arXiv 2304.05396, 2023 (1, 3 and 10 points a slice).
    """
    name, summary = f"points-random-{count}", f"{count} points anywhere inside"
    return in_pictures(name, summary, _anywhere(count)), in_volumes(name, summary, _anywhere(count))


def _clicks(count: int) -> Outliner:
    def outline(slices: Slices, k: int, _ask: Ask, truth: Inside) -> Sequence[Prediction]:
        clicks: list[Point] = []
        answer: Prediction | None = None
        mask = np.zeros_like(truth)
        for _ in range(count):
            click = next_click(mask, truth)
            if click is None:
                break
            clicks.append(click)
            prior = answer.probability if answer is not None and mask.any() else None
            answer = slices.ask(k, Prompt(points=clicks, prior=prior))
            mask = slices.inside(answer.probability)
        return [] if answer is None else [answer]

    return outline


def _anywhere(count: int) -> Outliner:
    def outline(slices: Slices, k: int, ask: Ask, truth: Inside) -> Sequence[Prediction]:
        return [slices.ask(k, Prompt(points=random_clicks(truth, count, f"{ask.seed}/{k}")))]

    return outline


_ONCE = "one click where the thing is deepest"

#: One positive click.
POINT = in_pictures("point", _ONCE, _clicks(1))

#: One positive click in every slice.
POINT_VOLUMES = in_volumes("point", _ONCE, _clicks(1))
