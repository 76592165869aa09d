"""Fine-tuning Grounding DINO on medical pictures with LoRA.

The loss is the one that transformers has for this model: boxes matched with answers one by one, focal loss on words,
L1 and generalised IoU on boxes.

Source: Liu et al., "Grounding DINO: Marrying DINO with Grounded Pre-Training for Open-Set Object Detection", 2023.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from limis.grounders.detector import PhraseGrounder
from limis.grounders.grounding_dino import open_grounder, text_limit
from limis.grounders.phrases import Reader
from limis.models.pull import located
from limis.runtime.adapters import find_adapter
from limis.training.adapter import Learner, train_adapter
from limis.training.bases import DETECTORS
from limis.training.boxes import box_recall
from limis.training.lessons import Lesson, Lessons
from limis.training.loop import Schedule
from limis.training.lora import Lora, Scope
from limis.training.samples import Sample

__all__ = ["check_adapter", "lesson_loss", "train_detector"]


def train_detector(
    base: str,
    samples: Sequence[Sample],
    folder: Path,
    schedule: Schedule,
    *,
    lora: Lora | None = None,
    batch: int = 4,
    accumulate: int = 1,
    device: str = "auto",
    seed: int = 0,
    source: Mapping[str, Any] | None = None,
) -> Path:
    """Train an adapter. Stopped or cut short, the same call goes on where it was.

    Args:
        base: The folder of a Grounding DINO, as ``save_pretrained`` writes it, or its hub name.
        samples: Training pictures.
        folder: The adapter goes here, and checkpoints into its folder ``training``.
        schedule: How long and how fast.
        lora: What the adapter is made of.
        batch: Pictures per batch.
        accumulate: Batches that a step goes by, in every process.
        device: As `limis.training.processes.start` takes it.
        seed: Of the random draws and the first weights.
        source: As `limis.training.adapter.train_adapter` takes it.

    Returns:
        `folder`: averaged weights, ready for `limis.grounders.grounding_dino.open_grounder`.

    Raises:
        InputError: No picture shows anything, no such target, the folder holds a checkpoint or an adapter that was
            trained otherwise or of something else, or another training is writing into it.
        WeightsError: The base is not there, is damaged, or is no Grounding DINO.
        DeviceError: The device is not there, or accelerate runs on another kind already.
        MissingExtraError: The extra ``lora`` is not installed.
    """

    def teach(learner: Learner) -> Callable[[], dict[str, Tensor]]:
        images, limit = learner.processor.image_processor, text_limit(learner.processor, learner.model)
        lessons = Lessons(learner.samples, Reader(learner.processor.tokenizer, limit), learner.seed)
        return lambda: {"loss": lesson_loss(learner.model, images, lessons.draw(batch), learner.device)}

    return train_adapter(
        "grounder",
        teach,
        base,
        samples,
        folder,
        schedule,
        architectures=DETECTORS,
        scope=Scope(),
        lora=lora or Lora(),
        accumulate=accumulate,
        device=device,
        seed=seed,
        source=source,
    )


def lesson_loss(model: Any, images: Any, lesson: Lesson, device: str) -> Tensor:
    """Judge a model, given with its image processor and where it lies, by transformers' own loss; a scalar."""
    seen = images(images=lesson.pictures, return_tensors="pt").to(device)
    ids = torch.tensor([lesson.text.ids], device=device).expand(len(lesson.pictures), -1)
    labels = [{name: value.to(device) for name, value in label.items()} for label in lesson.labels]
    return model(
        pixel_values=seen["pixel_values"],
        pixel_mask=seen["pixel_mask"],
        input_ids=ids,
        attention_mask=torch.ones_like(ids),
        token_type_ids=torch.zeros_like(ids),
        labels=labels,
    ).loss


def check_adapter(folder: Path, samples: Sequence[Sample], device: str = "auto") -> tuple[float, float]:
    """Measure an adapter on unseen pictures, whatever the score, and write the outcome on its card.

    Args:
        folder: As `train_detector` left it.
        samples: Pictures it was not trained on.
        device: As `limis.runtime.torch_device.choose_device` takes it.

    Returns:
        Box recall at IoU 0.5 of its base, and with it; see `limis.training.boxes.box_recall`.
    """
    adapter = find_adapter(str(folder))
    before, after = (_recall(open_grounder(where, device), samples) for where in (located(adapter.base), str(folder)))
    with (folder / "README.md").open("a", encoding="utf-8") as card:
        card.write(f"- **Box recall** at IoU 0.5 on {len(samples)} unseen pictures: {before:.3f} → {after:.3f}.\n")
    return before, after


def _recall(grounder: PhraseGrounder, samples: Sequence[Sample]) -> float:
    grounder.tuning = grounder.tuning.model_copy(update={"threshold": 0.0, "thresholds": {}})
    return box_recall(grounder, samples)
