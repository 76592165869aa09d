"""Training the embedded segmenter: any thing, from a box, clicks, scribbles or a previous mask.

Often it is told what the thing is called, and often not, so that it can do without. Each step encodes crops once and
decodes after a first prompt and, now and then, again after corrections of its own errors with its first answer as
previous mask. What is still drawn badly is practised more; most crops are shown the way up that people look at them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import ndimage
from torch import Tensor
from torch.nn import functional as F

from limis.segmenters.crops import FINE, LARGE, SMALL, thickness
from limis.training.augment import jitter, to_rgb
from limis.training.contrasts import look_at
from limis.training.filters import filter_some
from limis.training.loop import Schedule, Trainer
from limis.training.networks import SegmenterNet
from limis.training.prompts import corrections, first_prompt
from limis.training.recipe import CORRECTED, UNBOXED, Looks
from limis.training.samples import Sample, concept_of
from limis.training.saved import load_state, save_state

__all__ = ["Batch", "SegmenterData", "segmenter_loss", "soft_miss", "train_segmenter"]

_LARGE_SHARE, _FINE_SHARE = 0.4, 0.06
_THIN = 5.0
_PIECE_SHARE = 0.25
_TURNED_SHARE = 0.3
_LEAST_PRACTICE = 0.25
_NAMED_SHARE = 0.5
_LOG_ROOM_UNBOXED, _MOST_UNBOXED = (math.log(1.3), math.log(5.0)), 1.35
_ATTEMPTS = 8
_ndimage = cast("Any", ndimage)


@dataclass(frozen=True)
class Batch:
    """Crops with what is asked of them.

    Attributes:
        images: ``(n, 3, s, s)``, 0…1.
        maps: First prompts, ``(n, 5, s, s)``.
        names: What each thing is called, ``(n,)``, counted from 1; 0 where it is not told.
        targets: Truths ``(n, 1, s, s)``, 0 or 1.
    """

    images: Tensor
    maps: Tensor
    names: Tensor
    targets: Tensor


class SegmenterData:
    """Draws crops, prompts and truths.

    Args:
        samples: What to draw from.
        seed: Of the random draws.
        looks: What is done to pictures besides what is always done; of cuts, crops have enough.
        unboxed: How often there is no box, as in `limis.training.recipe.Run`.
    """

    def __init__(
        self, samples: Sequence[Sample], seed: int, looks: Looks | None = None, unboxed: float = UNBOXED
    ) -> None:
        self.samples = [s for s in samples if s.masks]
        self.unboxed = unboxed
        self.looks = looks or Looks()
        self.rng = np.random.default_rng(seed)
        self.by_key: dict[str, dict[str, list[int]]] = {}
        for n, sample in enumerate(self.samples):
            for key in sample.masks:
                self.by_key.setdefault(sample.dataset, {}).setdefault(key, []).append(n)
        self.datasets = sorted(self.by_key)
        subjects = {d: {self.samples[n].subject for r in g.values() for n in r} for d, g in self.by_key.items()}
        self.sizes = np.array([max(6, len(subjects[d])) ** 0.5 * len(self.by_key[d]) ** 0.4 for d in self.datasets])
        self.hard = {(d, k): 1.0 for d in self.datasets for k in self.by_key[d]}
        self.drawn: list[tuple[str, str]] = []
        self.names = sorted({concept_of(key) for keys in self.by_key.values() for key in keys})

    def batch(self, size: int, side: int, device: str) -> Batch:
        """Draw a batch of crops of that side."""
        images, maps = torch.empty(size, 3, side, side), torch.empty(size, 5, side, side)
        targets = torch.empty(size, 1, side, side)
        self.drawn = []
        for n in range(size):
            images[n], maps[n], targets[n] = self._one(side)
        channels_last = torch.channels_last
        return Batch(
            images.to(device, memory_format=channels_last),
            maps.to(device, memory_format=channels_last),
            self._names_of_drawn().to(device),
            targets.to(device),
        )

    def _names_of_drawn(self) -> Tensor:
        numbers = [self.names.index(concept_of(key)) + 1 for _, key in self.drawn]
        return torch.tensor([n if self.rng.random() < _NAMED_SHARE else 0 for n in numbers])

    def note(self, missed: Tensor) -> None:
        """Remember how badly the things of the last batch were drawn: one minus soft Dice, ``(n,)``."""
        for n, where in enumerate(self.drawn):
            self.hard[where] = 0.95 * self.hard[where] + 0.05 * float(missed[n])

    def _one(self, side: int) -> tuple[Tensor, Tensor, Tensor]:
        while True:
            sample, key, mask = self.draw(_worth(side), thin=side == FINE)
            boxed = bool(self.rng.random() >= self.unboxed)
            picture = look_at(sample, self.looks.contrasts, self.rng)
            image, target = _crop(picture, mask, side, self.rng, boxed=boxed)
            if target.sum() < 4:
                continue
            maps = first_prompt(target, self.rng, boxed=boxed)
            seen = jitter(filter_some(image, self.looks.filters, self.rng), self.rng)
            stack = torch.cat([seen, maps, torch.from_numpy(target)[None].float()])
            if self.rng.random() < _TURNED_SHARE:
                stack = torch.rot90(stack, int(self.rng.integers(4)), (1, 2))
                stack = stack.flip(2) if self.rng.random() < 0.5 else stack
            self.drawn.append((sample.dataset, key))
            return stack[:3], stack[3:8], stack[8:]

    def draw(self, smallest: int = 0, *, thin: bool = False) -> tuple[Sample, str, NDArray[np.bool_]]:
        """Draw a picture, a key in it, and all of that or one connected piece.

        Some attempts are made to draw something at least `smallest` pixels long and, where `thin`, made of what would
        be thin on a large crop.
        """
        attempt = 0
        while True:
            attempt += 1
            dataset, key = self._choose()
            sample = self.samples[int(self.rng.choice(self.by_key[dataset][key]))]
            mask = sample.masks[key]
            if self.rng.random() < _PIECE_SHARE and not smallest:
                mask = self._one_piece(mask)
            span = max(_span(mask.any(1)), _span(mask.any(0)))
            fits = span >= smallest and not (thin and thickness(mask) * LARGE > _THIN * 1.35 * span)
            if attempt == _ATTEMPTS or fits:
                return sample, key, mask

    def _choose(self) -> tuple[str, str]:
        practice = {where: _LEAST_PRACTICE + (1 - _LEAST_PRACTICE) * missed for where, missed in self.hard.items()}
        chance = self.sizes * [np.mean([practice[d, k] for k in self.by_key[d]]) for d in self.datasets]
        dataset = self.datasets[self.rng.choice(len(self.datasets), p=chance / chance.sum())]
        keys = sorted(self.by_key[dataset])
        chance = np.array([practice[dataset, k] for k in keys])
        return dataset, keys[self.rng.choice(len(keys), p=chance / chance.sum())]

    def _one_piece(self, mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
        pieces, number = _ndimage.label(mask)
        if number < 2:
            return mask
        sizes = np.bincount(pieces.ravel())[1:].astype(float)
        chance = np.sqrt(sizes) * (sizes >= 12)
        if chance.sum() == 0:
            return mask
        return np.asarray(pieces == 1 + self.rng.choice(number, p=chance / chance.sum()), np.bool_)


def _crop(
    picture: NDArray[np.uint8], mask: NDArray[np.bool_], side: int, rng: np.random.Generator, *, boxed: bool
) -> tuple[Tensor, NDArray[np.bool_]]:
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    centre = np.array([(rows[0] + rows[-1] + 1) / 2, (columns[0] + columns[-1] + 1) / 2])
    extent = max(np.ptp(rows), np.ptp(columns)) + 1
    room = rng.uniform(1.15, 1.6) if boxed else float(np.exp(rng.uniform(*_LOG_ROOM_UNBOXED)))
    most = float("inf") if boxed else _MOST_UNBOXED * max(mask.shape)
    reach = max(16.0, min(extent * float(room), most)) / 2
    centre += rng.normal(0, 0.04 if boxed else 0.25, 2) * reach
    turn = float(rng.normal(0, 0.15)) if rng.random() < 0.5 else 0.0
    keep = reach * (abs(np.cos(turn)) + abs(np.sin(turn)))
    low = np.maximum(np.floor(centre - keep).astype(int) - 2, 0)
    high = np.maximum(np.ceil(centre + keep).astype(int) + 2, low + 1)
    window = (slice(low[0], high[0]), slice(low[1], high[1]))
    layers = torch.cat([to_rgb(picture[window]), torch.from_numpy(mask[window])[None].float()])
    placed = _sample(layers, (centre - low) / layers.shape[1:], reach, turn, side)
    return placed[:3], placed[3].numpy() > 0.5


def _worth(side: int) -> int:
    """How long a thing should be, in pixels of its picture, to be worth a crop of that side."""
    return 280 if side >= FINE else 130 if side >= LARGE else 0


def _span(shown: NDArray[np.bool_] | np.bool_) -> int:
    """From the first to the last True, both counted; 0 when there is none."""
    places = np.flatnonzero(shown)
    return int(places[-1] - places[0]) + 1 if places.size else 0


def _sample(layers: Tensor, centre: NDArray[np.float64], reach: float, turn: float, side: int) -> Tensor:
    height, width = layers.shape[1:]
    shrink = 2 * reach / side
    if shrink > 1.6:
        size = [max(1, round(n / shrink * 1.2)) for n in (height, width)]
        layers = F.interpolate(layers[None], size=size, mode="area")[0]
    c, s = np.cos(turn), np.sin(turn)
    x, y = 2 * reach / width, 2 * reach / height
    matrix = [[c * x, -s * x, 2 * centre[1] - 1], [s * y, c * y, 2 * centre[0] - 1]]
    grid = F.affine_grid(torch.tensor([matrix], dtype=torch.float32), [1, 4, side, side], align_corners=False)
    return F.grid_sample(layers[None], grid, align_corners=False)[0]


def segmenter_loss(
    network: SegmenterNet, batch: Batch, rng: np.random.Generator, *, corrected: bool = True
) -> tuple[dict[str, Tensor], Tensor]:
    """Judge a network on one batch.

    Returns:
        Cross-entropy and overlap of the first answer and, when `corrected`, of the one after corrections; one
        minus soft Dice of the first answer, ``(n,)``.
    """
    encoded, targets = network.encode(batch.images), batch.targets
    first = network.decode(encoded, batch.maps, batch.names).float()
    missed = soft_miss(first, targets)
    losses = {"first": F.binary_cross_entropy_with_logits(first, targets) + missed.mean()}
    if corrected:
        with torch.no_grad():
            more = corrections(first.detach(), targets, batch.maps, rng)
        second = network.decode(encoded, more, batch.names).float()
        again = F.binary_cross_entropy_with_logits(second, targets) + soft_miss(second, targets).mean()
        losses["second"] = 0.5 * again
    return losses, missed.detach()


def soft_miss(logits: Tensor, targets: Tensor) -> Tensor:
    """One minus soft Dice of each of some masks, ``(n,)``; both are ``(n, 1, s, s)``, truths 0 or 1."""
    guess = torch.sigmoid(logits)
    shared = (guess * targets).sum((1, 2, 3))
    return 1 - (2 * shared + 1) / (guess.sum((1, 2, 3)) + targets.sum((1, 2, 3)) + 1)


def train_segmenter(
    samples: Sequence[Sample],
    folder: Path,
    schedule: Schedule,
    *,
    start: Path | None = None,
    batch: int = 16,
    device: str = "cpu",
    seed: int = 0,
    looks: Looks | None = None,
    corrected: float = CORRECTED,
    unboxed: float = UNBOXED,
) -> Path:
    """Train a segmenter; arguments as `limis.training.grounder.train_grounder`.

    Args as there, and `corrected` and `unboxed` as in `limis.training.recipe.Run`.

    Returns:
        Path of ``segmenter.pt``: averaged weights.
    """
    torch.manual_seed(seed)
    data = SegmenterData(samples, seed, looks, unboxed)
    network = SegmenterNet(len(data.names))
    if start is not None:
        _carry_over(network, data.names, load_state(start))
    trainer = Trainer(network, folder, schedule, device, data)

    def loss_of(done: float) -> dict[str, Tensor]:
        chance = data.rng.random() if done > 0.1 else 1.0
        side = FINE if chance < _FINE_SHARE else LARGE if chance < _LARGE_SHARE else SMALL
        drawn = data.batch(max(2, batch * SMALL**2 // side**2), side, device)
        losses, missed = segmenter_loss(network, drawn, data.rng, corrected=bool(data.rng.random() < corrected))
        data.note(missed)
        return losses

    average = trainer.run(loss_of)
    save_state({"state": average.state_dict(), "names": data.names}, folder / "segmenter.pt")
    return folder / "segmenter.pt"


def _carry_over(network: SegmenterNet, names: Sequence[str], saved: Mapping[str, Any]) -> None:
    """Begin with what another network learned, its names put where this one has them."""
    state: dict[str, Tensor] = {**network.state_dict(), **saved["state"]}
    vectors = network.names.weight.detach().clone()
    for n, name in enumerate(saved.get("names", [])):
        if name in names:
            vectors[names.index(name) + 1] = saved["state"]["names.weight"][n + 1]
    network.load_state_dict(state | {"names.weight": vectors})
