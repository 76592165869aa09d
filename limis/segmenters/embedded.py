"""The segmenter that comes with limis: anything, from a box, points, scribbles or a previous mask.

It works on a square crop around the thing, so that small things keep their detail. A crop is encoded once
and kept: further prompts on the same crop cost a decode.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from limis.errors import PromptError, say
from limis.imaging.heat import resize
from limis.models.weights import WeightSet, set_called
from limis.protocols import EngineInfo, Prediction, PromptKind, View, ViewPrompt
from limis.runtime.onnx import Graph

__all__ = ["FINE", "LARGE", "SMALL", "Crop", "EmbeddedSegmenter", "open_segmenter"]

_MARGIN = 1.35
#: Sides of a crop in pixels: of small things, of large ones, and of large ones that are thin. Training uses the same.
SMALL, LARGE, FINE = 128, 160, 512
_THIN = 3.5
_RADIUS = 3
_KEPT = 64


@dataclass(frozen=True)
class Crop:
    """A square window of a view, and the side it is resampled to.

    Attributes:
        left: First column, may lie outside the view.
        top: First row.
        extent: Pixels of the view along a side.
        side: Pixels of the crop along a side.
    """

    left: int
    top: int
    extent: int
    side: int

    def to_crop(self, points_xy: NDArray[np.floating]) -> NDArray[np.float64]:
        """View pixels to crop pixels."""
        return (np.asarray(points_xy, np.float64) - (self.left, self.top)) * (self.side / self.extent)

    def cut(self, layer: NDArray[np.float32]) -> NDArray[np.float32]:
        """Resample a layer of the view, ``(h, w)`` or ``(h, w, c)``, to ``(side, side, c)``; zero outside."""
        layer = layer if layer.ndim == 3 else layer[..., None]
        window = np.zeros((self.extent, self.extent, layer.shape[2]), np.float32)
        inner, outer = self._overlap(layer.shape[:2])
        window[inner] = layer[outer]
        return resize(window, (self.side, self.side))

    def paste(self, values: NDArray[np.float32], size: tuple[int, int]) -> NDArray[np.float32]:
        """Put ``(side, side)`` values back into a view of a size; zero outside the crop."""
        view = np.zeros(size, np.float32)
        inner, outer = self._overlap(size)
        view[outer] = resize(values[..., None], (self.extent, self.extent))[..., 0][inner]
        return view

    def _overlap(self, size: tuple[int, ...]) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
        inner: list[slice] = []
        outer: list[slice] = []
        for start, length in ((self.top, size[0]), (self.left, size[1])):
            low, high = max(0, start), min(length, start + self.extent)
            inner.append(slice(low - start, high - start))
            outer.append(slice(low, high))
        return (inner[0], inner[1]), (outer[0], outer[1])


@dataclass(eq=False)
class _Encoding:
    """A view and the crops of it that were encoded so far, the latest last."""

    view: View
    crops: OrderedDict[Crop, tuple[NDArray[np.float32], ...]] = field(
        default_factory=OrderedDict[Crop, tuple[NDArray[np.float32], ...]]
    )


class EmbeddedSegmenter:
    """A U-Net with prompt maps and a previous mask, for anything; what a thing is called helps with those it knows.

    Args:
        weights: The set to use; some know no names.
        threads: Threads per run; None for all cores.
        graph: Opens a graph; another may listen to what it is fed.

    Raises:
        WeightsError: Files are missing or damaged.
    """

    def __init__(self, weights: WeightSet, threads: int | None = None, graph: type[Graph] = Graph) -> None:
        self._encode = graph(weights.path("segmenter.encode.onnx"), threads)
        self._decode = graph(weights.path("segmenter.decode.onnx"), threads)
        self._shift = np.float32(logit(float(weights.segmenter["level"])))
        self._names = {name: n for n, name in enumerate(weights.segmenter.get("names", ()), start=1)}
        kinds: tuple[PromptKind, ...] = ("box", "points", "scribbles", "mask")
        self.accepts: frozenset[PromptKind] = frozenset((*kinds, "concept") if self._names else kinds)
        self.info = EngineInfo(weights.name, "segmenter", weights.sha256("segmenter"), weights.licence, "cpu")

    def encode(self, view: View) -> _Encoding:
        """Remember a view; its crops are encoded when first prompted and kept. See `limis.protocols.Segmenter`."""
        return _Encoding(view)

    def predict(self, encoding: _Encoding, prompts: Sequence[ViewPrompt]) -> list[Prediction]:
        """Segment each prompt in an encoded view; see `limis.protocols.Segmenter`.

        Where there is no previous mask, the first answer becomes one, and both answers count alike. What turns out
        to be thin on a large crop, such as vessels, is looked at again in twice the detail.
        """
        return [self._one(encoding, prompt) for prompt in prompts]

    def _one(self, encoding: _Encoding, prompt: ViewPrompt) -> Prediction:
        crop = crop_for(prompt, encoding.view.size)
        mask = self._look(encoding, prompt, crop)
        if crop.extent >= FINE * 3 // 4 and 0 < thickness(mask > self._shift) < _THIN:
            crop = replace(crop, side=FINE)
            mask = self._look(encoding, prompt, crop)
        inside = expit(mask - self._shift)
        sure = np.abs(inside - 0.5)[inside > 0.25]
        score = float(2 * sure.mean()) if sure.size else 0.0
        return Prediction(crop.paste(inside, encoding.view.size), score)

    def _look(self, encoding: _Encoding, prompt: ViewPrompt, crop: Crop) -> NDArray[np.float32]:
        """Mask logits ``(side, side)`` on one crop."""
        maps = self._crop_maps(encoding, crop)
        feeds: dict[str, NDArray[Any]] = dict(zip(self._encode.outputs, maps, strict=True))
        feeds["prompt"] = said = prompt_maps(prompt, crop)[None]
        if self._names:
            feeds["name"] = np.array([self._names.get(prompt.concept or "", 0)])
        mask = self._decode(feeds)[0][0, 0]
        if prompt.prior is None:
            said[0, 3], said[0, 4] = expit(mask), 1
            mask = (mask + self._decode(feeds)[0][0, 0]) / 2
        return mask

    def _crop_maps(self, encoding: _Encoding, crop: Crop) -> tuple[NDArray[np.float32], ...]:
        if crop not in encoding.crops:
            pixels = np.moveaxis(crop.cut(encoding.view.pixels), 2, 0)
            image = np.ascontiguousarray(np.broadcast_to(pixels, (3, crop.side, crop.side)))[None]
            encoding.crops[crop] = self._encode({"image": image})
            while len(encoding.crops) > _KEPT:
                encoding.crops.popitem(last=False)
        encoding.crops.move_to_end(crop)
        return encoding.crops[crop]


def thickness(inside: NDArray[np.bool_]) -> float:
    """Mean thickness of a mask ``(h, w)`` in pixels: twice its area by the length of its border; 0 for an empty one.

    Example:
        >>> line = np.zeros((9, 40), bool)
        >>> line[4] = True
        >>> thickness(line)
        2.0
    """
    padded = np.pad(inside, 1)
    core = inside & padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:]
    border = int(inside.sum()) - int(core.sum())
    return 2.0 * int(inside.sum()) / border if border else 0.0


def crop_for(prompt: ViewPrompt, size: tuple[int, int]) -> Crop:
    """Choose the window for a prompt: around its box, else around its mask and strokes, else the whole view.

    Raises:
        PromptError: A prompt that says nothing, or lies outside the view.
    """
    spots = _extent_of(prompt)
    low, high = spots.min(0), spots.max(0)
    if not (np.isfinite(spots).all() and (high > 0).all() and (low < (size[1], size[0])).all()):
        raise PromptError(
            say(
                "a prompt outside the image",
                expected=f"pixels within {size[1]} x {size[0]}",
                got=f"{low.tolist()} to {high.tolist()}",
                next_step="Give a prompt inside the image",
            )
        )
    if prompt.box_xyxy is None and prompt.prior is None:
        low, high = np.zeros(2), np.array([size[1], size[0]], float)
    longest = float((high - low).max())
    extent = max(16, round(longest * _MARGIN))
    side = SMALL if extent <= 1.5 * SMALL else LARGE
    left, top = np.round((low + high) / 2 - extent / 2).astype(int)
    return Crop(int(left), int(top), extent, side)


def _extent_of(prompt: ViewPrompt) -> NDArray[np.float64]:
    spots: list[NDArray[np.float64]] = []
    if prompt.box_xyxy is not None:
        return np.asarray(prompt.box_xyxy, np.float64).reshape(2, 2)
    if prompt.prior is not None and (prompt.prior > 0.5).any():
        ys, xs = np.nonzero(prompt.prior > 0.5)
        spots.append(np.array([[xs.min(), ys.min()], [xs.max() + 1, ys.max() + 1]], float))
    spots += [np.asarray(p, float) for p in (prompt.points_xy, *(s for s, _ in prompt.scribbles)) if len(p)]
    if not spots:
        raise PromptError(
            say(
                "an empty prompt",
                expected="a box, points, scribbles or a previous mask",
                got="none of them",
                next_step="Say where the thing is",
            )
        )
    return np.concatenate(spots)


def prompt_maps(prompt: ViewPrompt, crop: Crop) -> NDArray[np.float32]:
    """Draw a prompt onto a crop: ``(5, side, side)`` as `limis.training.prompts.prompt_maps` describes."""
    maps = np.zeros((5, crop.side, crop.side), np.float32)
    if prompt.box_xyxy is not None:
        corners = crop.to_crop(np.asarray(prompt.box_xyxy, float).reshape(2, 2))
        low = np.clip(np.floor(corners[0] + 0.5), 0, crop.side - 1).astype(int)
        high = np.clip(np.ceil(corners[1] - 0.5), low + 1, crop.side).astype(int)
        maps[0, low[1] : high[1], low[0] : high[0]] = 1
    for point, positive in zip(prompt.points_xy, prompt.positive, strict=True):
        _dab(maps[1 if positive else 2], crop.to_crop(point + 0.5))
    for stroke, positive in prompt.scribbles:
        for spot in _densely(crop.to_crop(stroke + 0.5)):
            _dab(maps[1 if positive else 2], spot)
    if prompt.prior is not None:
        maps[3], maps[4] = crop.cut(prompt.prior)[..., 0], 1
    return maps


def _dab(channel: NDArray[np.float32], spot: NDArray[np.float64]) -> None:
    x, y = (int(v) for v in spot)
    channel[max(0, y - _RADIUS) : max(0, y + _RADIUS + 1), max(0, x - _RADIUS) : max(0, x + _RADIUS + 1)] = 1


def _densely(path: NDArray[np.float64]) -> NDArray[np.float64]:
    pieces = [path[:1]]
    for start, stop in pairwise(path):
        steps = max(1, int(np.abs(stop - start).max() // 2))
        pieces.append(start + (stop - start) * (np.arange(1, steps + 1)[:, None] / steps))
    return np.concatenate(pieces)


def open_segmenter(location: str, device: str = "auto") -> EmbeddedSegmenter:
    """Open an embedded segmenter by the name of its set, or the folder of one; it always runs on the CPU."""
    return EmbeddedSegmenter(set_called(location))
