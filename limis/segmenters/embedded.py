"""The segmenter that comes with limis: anything, from a box, points, scribbles or a previous mask.

It works on a square crop around the thing, so that small things keep their detail. A crop is encoded once
and kept: further prompts on the same crop cost a decode.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from limis.models.weights import POINTING, WeightSet, set_called
from limis.protocols import EngineInfo, Prediction, PromptKind, View, ViewPrompt
from limis.runtime.onnx import Graph
from limis.segmenters.crops import FINE, Crop, closer_crop, crop_for, densely, thickness
from limis.segmenters.heeding import heed
from limis.segmenters.together import mean_of

__all__ = ["EmbeddedSegmenter", "open_segmenter"]

_THIN = 3.5
_CLOSER_LOOKS = 2
_UNSURE = 1e-3
_LIKELY, _FAINTEST = 0.5, 1.5
_RADIUS, _STEP = 3, 2.0
_KEPT = 64


@dataclass(eq=False)
class _Encoding:
    """A view and the crops of it that networks have encoded so far, the latest last."""

    view: View
    crops: OrderedDict[tuple[_Network, Crop], tuple[NDArray[np.float32], ...]] = field(
        default_factory=OrderedDict["tuple[_Network, Crop]", "tuple[NDArray[np.float32], ...]"]
    )


class _Network:
    """A U-Net in two graphs: one looks at a crop, the other answers a prompt on it.

    `shift` is the logit from which a pixel is inside; `names` what it can be told, counted from 1.
    """

    def __init__(
        self, weights: WeightSet, called: str, settings: Mapping[str, Any], make: Callable[[Path], Graph]
    ) -> None:
        self.encode, self.decode = (make(weights.path(f"{called}.{part}.onnx")) for part in ("encode", "decode"))
        self.shift = np.float32(logit(float(settings["level"])))
        self.names = {name: n for n, name in enumerate(settings.get("names", ()), start=1)}


class EmbeddedSegmenter:
    """A U-Net with prompt maps and a previous mask, for anything; what a thing is called helps with those it knows.

    Some sets have another one for strokes without a box; both answer points without one, and their mean counts.

    Args:
        weights: The set to use; some know no names.
        threads: Threads per run; None for all cores.
        graph: Opens a graph; another may listen to what it is fed.

    Raises:
        WeightsError: Files are missing or damaged.
    """

    def __init__(self, weights: WeightSet, threads: int | None = None, graph: type[Graph] = Graph) -> None:
        self._make = partial(graph, threads=threads)
        self._weights = weights
        self._boxed = _Network(weights, "segmenter", weights.segmenter, self._make)
        kinds: tuple[PromptKind, ...] = ("box", "points", "scribbles", "mask")
        self.accepts: frozenset[PromptKind] = frozenset((*kinds, "concept") if self._boxed.names else kinds)
        self.info = EngineInfo(weights.name, "segmenter", weights.sha256("segmenter"), weights.licence, "cpu")

    @cached_property
    def _pointing(self) -> _Network:
        """Opened when it is first asked: most requests have boxes."""
        settings = self._weights.segmenter.get("pointing")
        return self._boxed if settings is None else _Network(self._weights, POINTING, settings, self._make)

    def _networks(self, prompt: ViewPrompt) -> list[_Network]:
        """Who answers: strokes without a box the network for those, points both, since a point tells so little."""
        if prompt.box_xyxy is not None or not (len(prompt.points_xy) or prompt.scribbles):
            return [self._boxed]
        if prompt.scribbles or self._pointing is self._boxed:
            return [self._pointing]
        return [self._boxed, self._pointing]

    def encode(self, view: View) -> _Encoding:
        """Remember a view; its crops are encoded when first prompted and kept. See `limis.protocols.Segmenter`."""
        return _Encoding(view)

    def predict(self, encoding: _Encoding, prompts: Sequence[ViewPrompt]) -> list[Prediction]:
        """Segment each prompt in an encoded view; see `limis.protocols.Segmenter`.

        Where there is no previous mask, the first answer becomes one, and both answers count alike. Where strokes or
        points correct one, what they mean without it counts as much, unless a single one says too little. Each of them
        has a say of its own, too, about what lies near it and looks alike (`limis.segmenters.heeding`). What only
        strokes or points tell is looked at again closer by, until it fills its crop; what turns out to be thin on a
        large crop, such as vessels, in more detail. A box alone always holds something.
        """
        return [mean_of([_answer(n, encoding, prompt) for n in self._networks(prompt)]) for prompt in prompts]


def _answer(network: _Network, encoding: _Encoding, prompt: ViewPrompt) -> Prediction:
    """What one network says to a prompt."""
    size = encoding.view.size
    crop = crop_for(prompt, size)
    crop, logits = _closer(network, encoding, prompt, crop, _look(network, encoding, prompt, crop))
    if crop.extent >= FINE * 3 // 4 and 0 < thickness(logits > 0) < _THIN:
        crop = replace(crop, side=FINE)
        logits = _look(network, encoding, prompt, crop)
    inside = expit(logits)
    sure = np.abs(inside - 0.5)[inside > 0.25]
    score = float(2 * sure.mean()) if sure.size else 0.0
    if len(prompt.points_xy) or prompt.scribbles:
        inside = expit(heed(logits, prompt, crop, crop.cut(encoding.view.pixels)))
    return Prediction(_not_empty(crop.paste(inside, size), prompt), score)


def _closer(
    network: _Network, encoding: _Encoding, prompt: ViewPrompt, crop: Crop, logits: NDArray[np.float32]
) -> tuple[Crop, NDArray[np.float32]]:
    """Look closer by, as long as what is meant is small on the crop."""
    for _ in range(_CLOSER_LOOKS):
        closer = closer_crop(prompt, crop.paste(expit(logits), encoding.view.size) > 0.5, crop)
        if closer is None:
            break
        crop, logits = closer, _look(network, encoding, prompt, closer)
    return crop, logits


def _look(network: _Network, encoding: _Encoding, prompt: ViewPrompt, crop: Crop) -> NDArray[np.float32]:
    """Mask logits ``(side, side)`` on one crop, above 0 where inside."""
    maps = _crop_maps(network, encoding, crop)
    feeds: dict[str, NDArray[Any]] = dict(zip(network.encode.outputs, maps, strict=True))
    feeds["prompt"] = prompt_maps(prompt, crop)[None]
    if network.names:
        feeds["name"] = np.array([network.names.get(prompt.concept or "", 0)])
    strokes = len(prompt.points_xy) + len(prompt.scribbles)
    if prompt.prior is None:
        mask = _twice(network, feeds)
    elif strokes == 0:
        mask = network.decode(feeds)[0][0, 0]
    else:
        mask = _corrected(network, feeds, meant=strokes > 1 or prompt.box_xyxy is not None)
    return mask - network.shift


def _twice(network: _Network, feeds: dict[str, NDArray[Any]]) -> NDArray[np.float32]:
    """The mean of what is said without a previous mask and what is said with that as one."""
    mask = network.decode(feeds)[0][0, 0]
    said = feeds["prompt"].copy()
    said[0, 3], said[0, 4] = expit(mask), 1
    return (mask + network.decode({**feeds, "prompt": said})[0][0, 0]) / 2


def _corrected(network: _Network, feeds: dict[str, NDArray[Any]], *, meant: bool) -> NDArray[np.float32]:
    """What is said with the previous mask, at the level it was said at.

    Where strokes and box are `meant` to tell the thing without it, the mean of that and what they tell alone.
    """
    said, alone = feeds["prompt"].copy(), feeds["prompt"].copy()
    said[0, 3] = expit(logit(np.clip(said[0, 3], _UNSURE, 1 - _UNSURE)) + network.shift)
    mask = network.decode({**feeds, "prompt": said})[0][0, 0]
    if not meant:
        return mask
    alone[0, 3:] = 0
    return (mask + _twice(network, {**feeds, "prompt": alone})) / 2


def _crop_maps(network: _Network, encoding: _Encoding, crop: Crop) -> tuple[NDArray[np.float32], ...]:
    """What a network makes of a crop, kept with the view."""
    which = network, crop
    if which not in encoding.crops:
        pixels = np.moveaxis(crop.cut(encoding.view.pixels), 2, 0)
        image = np.ascontiguousarray(np.broadcast_to(pixels, (3, crop.side, crop.side)))[None]
        encoding.crops[which] = network.encode({"image": image})
        while len(encoding.crops) > _KEPT:
            encoding.crops.popitem(last=False)
    encoding.crops.move_to_end(which)
    return encoding.crops[which]


def _not_empty(inside: NDArray[np.float32], prompt: ViewPrompt) -> NDArray[np.float32]:
    """Probabilities of which a box that is all that is said holds something: if nothing likely, then its likeliest."""
    strokes = len(prompt.points_xy) + len(prompt.scribbles)
    if prompt.box_xyxy is None or strokes or prompt.prior is not None:
        return inside
    left, top, right, bottom = (round(edge) for edge in prompt.box_xyxy)
    held = inside[max(0, top) : max(top + 1, bottom), max(0, left) : max(left + 1, right)]
    if held.size and held.max() <= _LIKELY:
        unlikely = logit(np.clip(held, _UNSURE, 1 - _UNSURE))
        held[:] = expit(unlikely - unlikely.max() + _FAINTEST)
    return inside


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
        for spot in densely(crop.to_crop(stroke + 0.5), _STEP):
            _dab(maps[1 if positive else 2], spot)
    if prompt.prior is not None:
        maps[3], maps[4] = crop.cut(prompt.prior)[..., 0], 1
    return maps


def _dab(channel: NDArray[np.float32], spot: NDArray[np.float64]) -> None:
    x, y = (int(v) for v in spot)
    channel[max(0, y - _RADIUS) : max(0, y + _RADIUS + 1), max(0, x - _RADIUS) : max(0, x + _RADIUS + 1)] = 1


def open_segmenter(location: str, device: str = "auto") -> EmbeddedSegmenter:
    """Open an embedded segmenter by the name of its set, or the folder of one; it always runs on the CPU."""
    return EmbeddedSegmenter(set_called(location))
