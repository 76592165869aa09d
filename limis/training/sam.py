"""Fine-tuning a member of the SAM family on medical pictures: its mask decoder whole, its image encoder with LoRA.

A step encodes some pictures once each and asks for several things in each: by a box, clicks, a stroke or a rough mask,
and then, with its own answer as previous mask, by a click where that is most wrong. Cross-entropy and overlap judge the
masks, the one that fits best where a click alone leaves open what is meant; the squared error its estimate of its IoU.

Source: the losses and the choice among masks after Kirillov et al., "Segment Anything", 2023, section 3 and appendix
A; that decoder and encoder both learn, after Ma et al., "Segment anything in medical images", 2024 (MedSAM); LoRA in
the encoder after Zhang and Liu, "Customized Segment Anything Model for Medical Image Segmentation", 2023 (SAMed).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from limis.eval.clicks import next_click
from limis.eval.overlap import dice
from limis.imaging.boxes import corners_of
from limis.protocols import View, ViewPrompt
from limis.runtime.adapters import find_adapter
from limis.segmenters.sam_family import SamFamily
from limis.segmenters.sam_network import Network, tensors_of
from limis.segmenters.sam_prompts import by_signature, clicks_of
from limis.training.adapter import Learner, train_adapter
from limis.training.augment import place_all
from limis.training.bases import SEGMENTERS, find_base
from limis.training.gestures import correct, first_gesture
from limis.training.loop import Schedule
from limis.training.lora import Lora, Scope
from limis.training.samples import Sample
from limis.training.segmenter import SegmenterData, soft_miss

__all__ = ["Agreement", "SamLessons", "check_sam", "sam_loss", "train_sam"]

_SCOPE = Scope("vision_encoder", ("mask_decoder",))
_THINGS, _LEAST_PIXELS = 4, 4
_SCORE_WEIGHT = 0.1

Shown = tuple[NDArray[np.uint8], list[NDArray[np.bool_]]]
"""A picture, RGB ``(s, s, 3)``, and the truths ``(s, s)`` of some things in it."""


class SamLessons:
    """Draws pictures and things to outline in them.

    Args:
        samples: What to draw from.
        seed: Of the random draws.
    """

    def __init__(self, samples: Sequence[Sample], seed: int) -> None:
        self._data = SegmenterData(samples, seed)
        self.rng = self._data.rng

    def draw(self) -> Shown:
        """Draw a picture, placed and changed as `limis.training.augment` does, and up to four things in it."""
        while True:
            sample, key, mask = self._data.draw()
            others = [str(k) for k in self.rng.permutation(sorted(sample.masks.keys() - {key}))][: _THINGS - 1]
            masks = {key: mask, **{other: sample.masks[other] for other in others}}
            picture, placed = place_all(sample.image, masks, sample.modality, self.rng)
            things = [thing for thing in placed.values() if thing.sum() >= _LEAST_PIXELS]
            if things:
                return picture, things


def sam_loss(network: Network, shown: Sequence[Shown], rng: np.random.Generator, device: str) -> dict[str, Tensor]:
    """Judge a network on some pictures.

    Returns:
        Means over all things: how bad the first answer is, and the one after a click where that is most wrong.
    """
    maps = network.encode([picture for picture, _ in shown])
    losses: dict[str, list[Tensor]] = {"first": [], "second": []}
    with torch.autocast(device.partition(":")[0], enabled=False):
        for n, (_, things) in enumerate(shown):
            own = tuple(m[n : n + 1].float() for m in maps)
            prompts = [first_gesture(thing, rng) for thing in things]
            for turn in losses:
                answers = _answers(network, own, prompts, things[0].shape, device)
                judged = [_judged(*answer, thing) for answer, thing in zip(answers, things, strict=True)]
                losses[turn] += [loss for loss, _ in judged]
                prompts = [correct(p, guess, t) for p, (_, guess), t in zip(prompts, judged, things, strict=True)]
    return {turn: torch.stack(each).mean() for turn, each in losses.items()}


def _answers(
    network: Network, maps: tuple[Any, ...], prompts: Sequence[ViewPrompt], size: tuple[int, ...], device: str
) -> list[tuple[Tensor, Tensor]]:
    """For each prompt the logits ``(masks, s, s)`` and scores ``(masks,)``; those of one make-up share a pass."""
    view = size[0], size[1]
    clicks = [clicks_of(prompt, view) for prompt in prompts]
    answers: dict[int, tuple[Tensor, Tensor]] = {}
    for members in by_signature(clicks).values():
        told = tensors_of([clicks[n] for n in members], view, network, device)
        logits, scores = network.decode(maps, told)
        answers |= {n: (network.enlarge(logits[k], view), scores[k]) for k, n in enumerate(members)}
    return [answers[n] for n in range(len(prompts))]


def _judged(logits: Tensor, scores: Tensor, thing: NDArray[np.bool_]) -> tuple[Tensor, NDArray[np.float32]]:
    """The loss of the mask that fits best, and that mask, 0…1."""
    target = torch.from_numpy(thing).to(logits).expand_as(logits)
    wrong = F.binary_cross_entropy_with_logits(logits, target, reduction="none").mean((1, 2))
    wrong = wrong + soft_miss(logits[:, None], target[:, None])
    best = int(wrong.argmin())
    guess = logits.detach()[best].sigmoid()
    with torch.no_grad():
        inside, truth = logits > 0, target > 0.5
        iou = (inside & truth).sum((1, 2)) / (inside | truth).sum((1, 2)).clamp(min=1)
    return wrong[best] + _SCORE_WEIGHT * F.mse_loss(scores, iou.to(scores)), guess.cpu().numpy()


def train_sam(
    base: str,
    samples: Sequence[Sample],
    folder: Path,
    schedule: Schedule,
    *,
    lora: Lora | None = None,
    batch: int = 2,
    accumulate: int = 1,
    device: str = "auto",
    seed: int = 0,
    source: Mapping[str, Any] | None = None,
) -> Path:
    """Train an adapter. Stopped or cut short, the same call goes on where it was.

    Args:
        base: The folder of a SAM, SAM-HQ, SAM 2 or tracker of SAM 3, as ``save_pretrained`` writes it, or its name.
        samples: Training pictures.
        folder: The adapter goes here, and checkpoints into its folder ``training``.
        schedule: How long and how fast.
        lora: What the adapter of the image encoder is made of; the mask decoder learns as a whole.
        batch: Pictures per batch.
        accumulate: Batches that a step goes by, in every process.
        device: As `limis.training.processes.start` takes it.
        seed: Of the random draws and the first weights.
        source: As `limis.training.adapter.train_adapter` takes it.

    Returns:
        `folder`: averaged weights, which the segmenter's opener takes as it takes a checkpoint.

    Raises:
        InputError: No picture shows anything, no such target, the folder holds a checkpoint or an adapter that was
            trained otherwise or of something else, or another training is writing into it.
        WeightsError: The base is not there, is damaged, or is of another kind.
        DeviceError: The device is not there, or accelerate runs on another kind already.
        MissingExtraError: The extra ``lora`` is not installed.
    """

    def teach(learner: Learner) -> Callable[[], dict[str, Tensor]]:
        network = SEGMENTERS[learner.architecture].network(learner.processor.image_processor, learner.model)
        lessons = SamLessons(learner.samples, learner.seed)
        return lambda: sam_loss(network, [lessons.draw() for _ in range(batch)], lessons.rng, learner.device)

    return train_adapter(
        "segmenter",
        teach,
        base,
        samples,
        folder,
        schedule,
        architectures=tuple(SEGMENTERS),
        scope=_SCOPE,
        lora=lora or Lora(),
        accumulate=accumulate,
        device=device,
        seed=seed,
        source=source,
    )


@dataclass(frozen=True)
class Agreement:
    """How well a segmenter outlines things, each told by one prompt.

    Attributes:
        things: How many.
        box: Mean Dice, told by the box around each.
        click: Mean Dice, told by one click in the middle of each.
    """

    things: int
    box: float
    click: float


def check_sam(folder: Path, samples: Sequence[Sample], device: str = "auto") -> tuple[Agreement, Agreement]:
    """Measure an adapter on unseen pictures, and write the outcome on its card.

    Args:
        folder: As `train_sam` left it.
        samples: Pictures it was not trained on.
        device: As `limis.runtime.torch_device.choose_device` takes it.

    Returns:
        Of its base, and of it.
    """
    checkpoint, _ = find_base(find_adapter(str(folder)).base, *SEGMENTERS)
    opened = SEGMENTERS[checkpoint.architecture].open
    before, after = (_agreement(opened(str(where), device), samples) for where in (checkpoint.folder, folder))
    with (folder / "README.md").open("a", encoding="utf-8") as card:
        card.write(
            f"- **Dice** on {after.things} things in {len(samples)} unseen pictures: told by the true box "
            f"{before.box:.3f} → {after.box:.3f}, by one click {before.click:.3f} → {after.click:.3f}.\n"
        )
    return before, after


def _agreement(segmenter: SamFamily, samples: Sequence[Sample]) -> Agreement:
    scores: list[tuple[float, float]] = []
    for sample in samples:
        truths = list(sample.masks.values())
        view = View((sample.image / 255).astype(np.float32), sample.modality)
        told = [prompt for truth in truths for prompt in (_box_of(truth), _click_in(truth))]
        answers = [answer.probability > 0.5 for answer in segmenter.predict(segmenter.encode(view), told)]
        scores += [
            (dice(boxed, truth), dice(clicked, truth))
            for truth, boxed, clicked in zip(truths, answers[::2], answers[1::2], strict=True)
        ]
    box, click = np.mean(scores, axis=0) if scores else (float("nan"), float("nan"))
    return Agreement(len(scores), float(box), float(click))


def _box_of(truth: NDArray[np.bool_]) -> ViewPrompt:
    corners = corners_of(truth)
    if corners is None:
        raise ValueError("a sample holds no empty mask")
    return ViewPrompt(corners)


def _click_in(truth: NDArray[np.bool_]) -> ViewPrompt:
    click = next_click(np.zeros_like(truth), truth)
    if click is None:
        raise ValueError("a sample holds no empty mask")
    y, x = click.ijk
    return ViewPrompt(points_xy=np.array([[x, y]], np.float32), positive=np.array([True]))
