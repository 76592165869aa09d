"""Prompts as SAM understands them: corners, points, and a low-resolution mask. NumPy only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from limis.errors import PromptError, say
from limis.imaging.boxes import Corners
from limis.imaging.heat import resize
from limis.protocols import ViewPrompt

__all__ = ["Clicks", "Signature", "by_signature", "clicks_of", "fitted", "prior_logits"]

_POINTS_PER_SCRIBBLE = 8
_SUREST_LOGIT = 10.0
"""Far enough from 0 to mean certain, within what SAM's own decoder gives back as mask logits."""


@dataclass(frozen=True)
class Signature:
    """The make-up of a prompt; prompts that share it fit into one batch.

    Attributes:
        points: How many points.
        has_box: Whether there is a box.
        has_prior: Whether there is a previous mask.
    """

    points: int
    has_box: bool
    has_prior: bool

    @property
    def is_ambiguous(self) -> bool:
        """Whether several masks could be meant: it is a single click.

        Source: Kirillov et al., "Segment Anything", 2023, section 3, "Resolving ambiguity".
        """
        return self.points == 1 and not self.has_box and not self.has_prior


@dataclass(frozen=True, eq=False)
class Clicks:
    """A prompt in SAM's terms; whole numbers are pixel centres.

    Attributes:
        corners_xy: First and last pixel of the box, shape ``(2, 2)``; None without a box.
        points_xy: Shape ``(n, 2)``; scribbles are among them.
        positive: bool, shape ``(n,)``.
        prior: float32 in 0…1 of the view's size, or None.
    """

    corners_xy: NDArray[np.float64] | None
    points_xy: NDArray[np.float64]
    positive: NDArray[np.bool_]
    prior: NDArray[np.float32] | None

    @property
    def signature(self) -> Signature:
        """Its make-up."""
        return Signature(len(self.points_xy), self.corners_xy is not None, self.prior is not None)


def by_signature(clicks: Sequence[Clicks]) -> dict[Signature, list[int]]:
    """Group prompts, by their place in the sequence, that fit into one batch."""
    groups: dict[Signature, list[int]] = {}
    for place, one in enumerate(clicks):
        groups.setdefault(one.signature, []).append(place)
    return groups


def clicks_of(prompt: ViewPrompt, size: tuple[int, int]) -> Clicks:
    """Put a prompt into SAM's terms.

    A scribble becomes a few points along it. A previous mask alone tells SAM little, so its bounds are added
    as a box where nothing else says where the thing is.

    Args:
        prompt: What the session says.
        size: Height and width of the view.

    Raises:
        PromptError: A prompt that says nothing, or lies outside the view.
    """
    strokes = [(prompt.points_xy, prompt.positive)]
    for path, is_inside in prompt.scribbles:
        spots = _along(path)
        strokes.append((spots, np.full(len(spots), is_inside)))
    points = np.concatenate([np.asarray(xy, np.float64).reshape(-1, 2) for xy, _ in strokes])
    positive = np.concatenate([np.asarray(inside, np.bool_).reshape(-1) for _, inside in strokes])
    corners = None if prompt.box_xyxy is None else _corners(prompt.box_xyxy, size)
    if corners is None and not positive.any():
        corners = _bounds(prompt.prior)
    if corners is None and not positive.any():
        raise _says_nothing(len(points))
    if not _within(points, size):
        raise _outside(points, size)
    return Clicks(corners, points, positive, prompt.prior)


def _along(path: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    """A few points of a stroke, its ends among them."""
    places = np.linspace(0, len(path) - 1, min(len(path), _POINTS_PER_SCRIBBLE))
    return path[np.unique(np.rint(places).astype(int))] if len(path) else path


def _corners(box_xyxy: Corners, size: tuple[int, int]) -> NDArray[np.float64]:
    """First and last pixel centre of a half-open box, cut to the view."""
    box = np.asarray(box_xyxy, np.float64).reshape(2, 2)
    edge = np.array([size[1], size[0]], np.float64)
    low, high = np.clip(box[0], 0, edge), np.clip(box[1], 0, edge)
    if not np.isfinite(box).all() or (low >= high).any():
        raise _outside(box, size)
    return np.stack([low, np.maximum(high - 1, low)])


def _bounds(prior: NDArray[np.float32] | None) -> NDArray[np.float64] | None:
    """First and last pixel, ``(x, y)``, of where a previous mask is inside; None where it is nowhere."""
    rows, columns = np.nonzero(prior > 0.5) if prior is not None else ((), ())
    return np.array([[min(columns), min(rows)], [max(columns), max(rows)]], np.float64) if len(rows) else None


def _within(points: NDArray[np.float64], size: tuple[int, int]) -> bool:
    last = np.array([size[1], size[0]]) - 0.5
    return bool((np.isfinite(points) & (points >= -0.5) & (points <= last)).all())


def _outside(where: NDArray[np.float64], size: tuple[int, int]) -> PromptError:
    return PromptError(
        say(
            "a prompt outside the image",
            expected=f"pixels within {size[1]} x {size[0]}",
            got=str(where.tolist()),
            next_step="Give a prompt inside the image",
        )
    )


def _says_nothing(negatives: int) -> PromptError:
    return PromptError(
        say(
            "a prompt that says nothing",
            expected="a box, a point or scribble inside the thing, or a previous mask",
            got=f"{negatives} points outside it and nothing else" if negatives else "none of them",
            next_step="Say where the thing is",
        )
    )


def fitted(size: tuple[int, int], side: int) -> tuple[int, int]:
    """Height and width of a view whose longer side is made `side`, rounded as SAM rounds them.

    Example:
        >>> fitted((40, 60), 64)
        (43, 64)
    """
    height, width = (int(n * side / max(size) + 0.5) for n in size)
    return height, width


def prior_logits(prior: NDArray[np.float32], input_size: tuple[int, int], side: int) -> NDArray[np.float32]:
    """Turn a previous mask into the logits that SAM's prompt encoder takes.

    Args:
        prior: 0…1, of the view's size.
        input_size: Height and width that the view was resized to; the longer one fills the model's input.
        side: Rows and columns of the logits; 256 for the published models.

    Returns:
        float32 ``(side, side)``; padding below and to the right counts as outside.
    """
    height, width = (max(1, round(n * side / max(input_size))) for n in input_size)
    shrunk = resize(prior[..., None], (height, width))[..., 0]
    chance = np.clip(shrunk.astype(np.float64), 1e-9, 1 - 1e-9)
    logits = np.full((side, side), -_SUREST_LOGIT, np.float32)
    logits[:height, :width] = np.clip(np.log(chance / (1 - chance)), -_SUREST_LOGIT, _SUREST_LOGIT)
    return logits
