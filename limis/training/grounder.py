"""Training the embedded grounder: every concept a dataset labels, at every pixel, and what is not there.

The loss is dense binary cross-entropy plus soft Dice on the concepts a dataset labels, cross-entropy alone
on concepts that are not in the picture, and cross-entropy on the presence of each. Datasets are drawn by
the square root of their size, so that a small one is neither drowned nor memorised at once, and what is
still drawn badly is practised more.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from limis.eval.absence import Atlas
from limis.io.atomic import write_text
from limis.training.augment import cut, draw_pose, jitter, place, to_rgb
from limis.training.contrasts import look_at
from limis.training.filters import filter_some
from limis.training.loop import Schedule, Trainer
from limis.training.networks import GrounderNet
from limis.training.recipe import Looks
from limis.training.samples import Sample, concept_of
from limis.training.saved import load_state, save_state
from limis.training.ties import tie, untie

__all__ = ["GrounderData", "train_grounder"]

_KEYS_PER_IMAGE = 14
_SMALL_UNTIL = 0.25
_LEAST_PRACTICE = 0.3


class GrounderData:
    """Draws batches of pictures, concept keys and targets.

    Args:
        samples: What to draw from.
        keys: All concept keys, in the order of the network's vectors.
        seed: Of the random draws.
        looks: What is done to pictures besides what is always done.
    """

    def __init__(self, samples: Sequence[Sample], keys: Sequence[str], seed: int, looks: Looks | None = None) -> None:
        self.samples, self.keys, self.looks = list(samples), list(keys), looks or Looks()
        self.index = {key: n for n, key in enumerate(keys)}
        self.rng = np.random.default_rng(seed)
        atlas = Atlas({(s.dataset, concept_of(k), s.modality) for s in samples for k in s.masks})
        self.absent = {
            d: [k for k in keys if concept_of(k) in set(atlas.absent(d))] for d in {s.dataset for s in samples}
        }
        self.by_key: dict[str, dict[str, list[int]]] = {}
        for n, sample in enumerate(self.samples):
            for key in sample.masks or ("",):
                self.by_key.setdefault(sample.dataset, {}).setdefault(key, []).append(n)
        self.datasets = sorted(self.by_key)
        self.sizes = np.array([self._weight(d) for d in self.datasets])
        self.hard = {(d, k): 1.0 for d in self.datasets for k in self.by_key[d]}
        self.drawn: list[str] = []

    def _weight(self, dataset: str) -> float:
        pictures = {self.samples[n].subject for rows in self.by_key[dataset].values() for n in rows}
        return float(max(4, len(pictures)) ** 0.5 * len(self.by_key[dataset]) ** 0.4)

    def draw(self) -> Sample:
        """Draw a dataset, one of its keys (rare ones more often than they occur), and a picture with it."""
        chance = self.sizes * [np.mean([self._practice(d, k) for k in self.by_key[d]]) for d in self.datasets]
        dataset = self.datasets[self.rng.choice(len(self.datasets), p=chance / chance.sum())]
        groups = self.by_key[dataset]
        names = sorted(groups)
        chance = np.array([len(groups[n]) ** 0.5 * (0.3 if n == "" else self._practice(dataset, n)) for n in names])
        rows = groups[names[self.rng.choice(len(names), p=chance / chance.sum())]]
        return self.samples[int(self.rng.choice(rows))]

    def _practice(self, dataset: str, key: str) -> float:
        return _LEAST_PRACTICE + (1 - _LEAST_PRACTICE) * self.hard[dataset, key]

    def note(self, picked: Tensor, shown: Tensor, missed: Tensor) -> None:
        """Remember how badly each key of the last batch was drawn.

        Args:
            picked: Key indices ``(n, k)``.
            shown: Whether each is in its picture, ``(n, k)``.
            missed: One minus soft Dice, ``(n, k)``.
        """
        for n, dataset in enumerate(self.drawn):
            for m in np.flatnonzero(shown[n].cpu().numpy()):
                where = dataset, self.keys[int(picked[n, m])]
                self.hard[where] = 0.95 * self.hard[where] + 0.05 * float(missed[n, m])

    def batch(self, size: int, side: int, device: str) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Draw a batch.

        Returns:
            Pictures ``(n, 3, side, side)``; key indices ``(n, k)``; soft targets ``(n, k, side/2, side/2)``;
            weights ``(n, k)``: 1 for labelled keys, 0.3 for surely absent ones, 0 for padding.
        """
        images = torch.empty(size, 3, side, side)
        picked = torch.zeros(size, _KEYS_PER_IMAGE, dtype=torch.long)
        targets = torch.zeros(size, _KEYS_PER_IMAGE, side // 2, side // 2)
        weights = torch.zeros(size, _KEYS_PER_IMAGE)
        self.drawn = []
        for n in range(size):
            sample = self.draw()
            self.drawn.append(sample.dataset)
            chosen = self._choose_keys(sample)
            images[n], layers = self._place(sample, [k for k, _ in chosen if k in sample.masks], side)
            for m, (key, weight) in enumerate(chosen):
                picked[n, m], weights[n, m] = self.index[key], weight
                if key in layers:
                    targets[n, m] = layers[key]
        images = images.to(device, memory_format=torch.channels_last)
        return images, picked.to(device), targets.to(device), weights.to(device)

    def _choose_keys(self, sample: Sample) -> list[tuple[str, float]]:
        labelled = sorted(k for k in sample.labelled if k in self.index)
        there = [k for k in labelled if k in sample.masks]
        missing = [k for k in labelled if k not in sample.masks]
        self.rng.shuffle(there)
        self.rng.shuffle(missing)
        chosen = [(k, 1.0) for k in (there[:9] + missing)[:10]]
        others = self.absent[sample.dataset]
        count = min(len(others), _KEYS_PER_IMAGE - len(chosen))
        return chosen + [(others[int(i)], 0.3) for i in self.rng.choice(len(others), count, replace=False)]

    def _place(self, sample: Sample, keys: list[str], side: int) -> tuple[Tensor, dict[str, Tensor]]:
        shown = look_at(sample, self.looks.contrasts, self.rng)
        window = cut(shown.shape[:2], self.rng) if self.rng.random() < self.looks.cuts else (slice(None), slice(None))
        masks = [torch.from_numpy(sample.masks[k][window])[None].float() for k in keys]
        seen = filter_some(to_rgb(shown[window]), self.looks.filters, self.rng)
        layers = torch.cat([seen, *masks])
        stack = place(layers, draw_pose((layers.shape[1], layers.shape[2]), sample.modality, self.rng), side)
        image = jitter(stack[:3], self.rng)
        layers = F.avg_pool2d(stack[3:][None], 2)[0] if keys else stack[3:]
        return image, dict(zip(keys, layers, strict=True))


def train_grounder(
    samples: Sequence[Sample],
    folder: Path,
    schedule: Schedule,
    *,
    start: Path | None = None,
    batch: int = 16,
    device: str = "cpu",
    seed: int = 0,
    looks: Looks | None = None,
) -> Path:
    """Train a grounder.

    Args:
        samples: Training pictures.
        folder: Checkpoints and the final ``grounder.pt`` go here.
        schedule: How long and how fast.
        start: A ``grounder.pt`` to start from; vectors are matched by key.
        batch: Pictures per step.
        device: ``"cpu"`` or ``"cuda"``.
        seed: Of the random draws and the first weights.
        looks: What is done to pictures besides what is always done.

    Returns:
        Path of ``grounder.pt``: averaged weights and keys.
    """
    torch.manual_seed(seed)
    keys = sorted({k for s in samples for k in s.masks})
    network = GrounderNet(len(keys))
    if start is not None:
        _adopt(network, keys, start)
    tie(network, keys)
    data = GrounderData(samples, keys, seed, looks)
    trainer = Trainer(network, folder, schedule, device, data)
    write_text(folder / "keys.json", json.dumps(keys))

    def loss_of(done: float) -> dict[str, Tensor]:
        side = int(data.rng.choice(data.looks.sides)) if done > _SMALL_UNTIL else data.looks.sides[0]
        drawn = data.batch(batch, side, device)
        losses, shown, missed = grounder_loss(network, *drawn)
        data.note(drawn[1], shown, missed.detach())
        return losses

    average = trainer.run(loss_of)
    untie(average)
    save_state({"keys": keys, "state": average.state_dict()}, folder / "grounder.pt")
    return folder / "grounder.pt"


def grounder_loss(
    network: GrounderNet, images: Tensor, picked: Tensor, targets: Tensor, weights: Tensor
) -> tuple[dict[str, Tensor], Tensor, Tensor]:
    """Judge a network on one batch; shapes as `GrounderData.batch` gives them.

    Returns:
        Dense, overlap and presence losses; which keys are shown, ``(n, k)``; one minus soft Dice, ``(n, k)``.
    """
    features, context = network(images)
    logits = network.heat(features.float(), picked).float()
    total = weights.sum().clamp(min=1)
    dense = F.binary_cross_entropy_with_logits(logits, targets, reduction="none").mean((2, 3))
    there = (targets.amax((2, 3)) > 0.5).float()
    guess = torch.sigmoid(logits)
    shared = (guess * targets).sum((2, 3))
    dice = 1 - (2 * shared + 1) / (guess.sum((2, 3)) + targets.sum((2, 3)) + 1)
    shown = there * (weights == 1)
    presence = F.binary_cross_entropy_with_logits(network.there(context.float(), picked), there, reduction="none")
    losses = {
        "dense": 3.0 * (dense * weights).sum() / total,
        "dice": (dice * shown).sum() / shown.sum().clamp(min=1),
        "presence": 0.25 * (presence * (weights > 0)).sum() / (weights > 0).sum().clamp(min=1),
    }
    return losses, shown > 0, dice


def _adopt(network: GrounderNet, keys: Sequence[str], start: Path) -> None:
    saved = load_state(start)
    state, old = saved["state"], {k: n for n, k in enumerate(saved["keys"])}
    mine = network.state_dict()
    for name in ("vectors", "bias", "presence", "presence_bias"):
        rows = mine[name].clone()
        for n, key in enumerate(keys):
            if key in old:
                rows[n] = state[name][old[key]]
        state[name] = rows
    network.load_state_dict(state)
