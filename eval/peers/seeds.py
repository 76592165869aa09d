"""What a prompt says for sure: which pixels are inside, which outside, and which part of the view matters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageDraw

from limis.errors import PromptError, say
from limis.imaging.heat import resize
from limis.protocols import ViewPrompt

__all__ = ["INSIDE", "OUTSIDE", "UNKNOWN", "Seeds", "box_of", "sow", "stretch"]

UNKNOWN, INSIDE, OUTSIDE = 0, 1, 2
_RADIUS = 2
_CORE = 0.5
_LONGEST = 192


@dataclass(frozen=True, eq=False)
class Seeds:
    """A part of a view, and what is known of its pixels.

    Attributes:
        place: Rows and columns of the view.
        known: uint8 of that part's shape: `UNKNOWN`, `INSIDE` or `OUTSIDE`.
    """

    place: tuple[slice, slice]
    known: NDArray[np.uint8]

    def shrink(self, pixels: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
        """The part of a view's pixels and what is known of them, 192 pixels long at most.

        A pixel of the smaller part is sown where any pixel that it stands for is.
        """
        seen, whole = pixels[self.place], self.known.shape
        scale = min(1.0, _LONGEST / max(whole))
        small = max(1, round(whole[0] * scale)), max(1, round(whole[1] * scale))
        marks = np.full(small, UNKNOWN, np.uint8)
        for mark in (INSIDE, OUTSIDE):
            rows, columns = np.nonzero(self.known == mark)
            marks[rows * small[0] // whole[0], columns * small[1] // whole[1]] = mark
        layers = seen if seen.ndim == 3 else seen[..., None]
        return (layers if small == whole else resize(layers, small)), marks

    def paste(self, values: NDArray[np.floating], size: tuple[int, int]) -> NDArray[np.float32]:
        """Put values of the part into a view of a size; zero elsewhere."""
        whole = np.zeros(size, np.float32)
        whole[self.place] = values
        return whole


def sow(prompt: ViewPrompt, size: tuple[int, int], margin: float) -> Seeds:
    """Draw a prompt: strokes and points are sure, and so is everything outside the box.

    Where nothing says what is inside, an ellipse in the middle of the box is taken to be, half as wide and as high.
    (Without it GrabCut answers that there is nothing in most boxes that are tight.)

    Args:
        prompt: A box, points or scribbles. Without a box, the edge of the view counts as outside.
        size: Height and width of the view.
        margin: How much of what surrounds the box is looked at, as a share of its longer side; a pixel at least.

    Returns:
        What is known, around the box; of the whole view where there is no box.

    Raises:
        PromptError: The prompt says nothing, or lies outside the view.
    """
    known = np.full(size, OUTSIDE, np.uint8)
    if prompt.box_xyxy is None:
        _expect_strokes(prompt)
        place = (slice(0, size[0]), slice(0, size[1]))
        known[1:-1, 1:-1] = UNKNOWN
    else:
        box = box_of(prompt, size)
        known[box] = UNKNOWN
        if not any(positive for _, positive in _strokes(prompt)):
            known[box][_core(known[box].shape)] = INSIDE
        place = _around(box, size, margin)
    return Seeds(place, _drawn(known, _strokes(prompt))[place])


def stretch(values: NDArray[np.float32], shape: tuple[int, ...]) -> NDArray[np.float32]:
    """Bring values of a shrunken part back to its own shape."""
    return values if values.shape == shape else resize(values[..., None], (shape[0], shape[1]))[..., 0]


def box_of(prompt: ViewPrompt, size: tuple[int, int]) -> tuple[slice, slice]:
    """The rows and columns of a prompt's box, a pixel at least.

    Raises:
        PromptError: There is no box, or it lies outside the view.
    """
    if prompt.box_xyxy is None:
        raise _bad_prompt("no box", size)
    left, top, right, bottom = prompt.box_xyxy
    sides = ((top, bottom, size[0]), (left, right, size[1]))
    if not np.isfinite(prompt.box_xyxy).all() or any(high <= 0 or low >= end for low, high, end in sides):
        raise _bad_prompt(f"the box {tuple(round(v, 1) for v in prompt.box_xyxy)}", size)
    return _whole(*sides[0]), _whole(*sides[1])


def _core(shape: tuple[int, ...]) -> NDArray[np.bool_]:
    down, across = (np.abs(np.arange(n, dtype=np.float64) - (n - 1) / 2) / max(_CORE * n / 2, 0.75) for n in shape)
    return down[:, None] ** 2 + across[None] ** 2 <= 1


def _whole(low: float, high: float, end: int) -> slice:
    start = min(max(0, round(low)), end - 1)
    return slice(start, min(end, max(start + 1, round(high))))


def _around(box: tuple[slice, slice], size: tuple[int, int], margin: float) -> tuple[slice, slice]:
    wider = max(1, round(margin * max(side.stop - side.start for side in box)))
    rows, columns = (
        slice(max(0, side.start - wider), min(end, side.stop + wider)) for side, end in zip(box, size, strict=True)
    )
    return rows, columns


def _strokes(prompt: ViewPrompt) -> list[tuple[NDArray[np.float32], bool]]:
    """Scribbles, and points as strokes of a single spot; ``(x, y)``."""
    points = zip(prompt.points_xy, prompt.positive, strict=True)
    return [*((point[None], bool(positive)) for point, positive in points), *prompt.scribbles]


def _drawn(known: NDArray[np.uint8], strokes: Iterable[tuple[NDArray[np.float32], bool]]) -> NDArray[np.uint8]:
    canvas = Pillow.fromarray(known)
    pen = ImageDraw.Draw(canvas)
    for stroke, positive in strokes:
        spots: list[tuple[float, float]] = [(float(x), float(y)) for x, y in stroke]
        pen.line(spots, INSIDE if positive else OUTSIDE, width=2 * _RADIUS + 1)
        for x, y in spots:
            pen.circle((x, y), _RADIUS, INSIDE if positive else OUTSIDE)
    return np.array(canvas)


def _expect_strokes(prompt: ViewPrompt) -> None:
    if not any(len(stroke) for stroke, _ in _strokes(prompt)):
        raise _bad_prompt("none of them", (0, 0))


def _bad_prompt(got: str, size: tuple[int, int]) -> PromptError:
    where = f" within {size[1]} x {size[0]} pixels" if all(size) else ", points or scribbles"
    return PromptError(
        say("a prompt that cannot be outlined", expected=f"a box{where}", got=got, next_step="Say where the thing is")
    )
