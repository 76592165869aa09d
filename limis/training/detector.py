"""Fine-tuning Grounding DINO on medical pictures with LoRA.

The loss is the one that transformers has for this model: boxes matched with answers one by one, focal loss on words,
L1 and generalised IoU on boxes.

Source: Liu et al., "Grounding DINO: Marrying DINO with Grounded Pre-Training for Open-Set Object Detection", 2023.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from limis.errors import InputError, say
from limis.grounders.detector import PhraseGrounder
from limis.grounders.grounding_dino import ARCHITECTURES, load_model, open_grounder, text_limit
from limis.grounders.phrases import Reader
from limis.models.pull import located
from limis.runtime.adapters import find_adapter
from limis.runtime.checkpoints import find_checkpoint
from limis.runtime.torch_device import choose_device
from limis.training.boxes import box_recall
from limis.training.lessons import Lesson, Lessons
from limis.training.loop import Schedule, Trainer
from limis.training.lora import Lora, add_lora, keep_apart, save_lora
from limis.training.samples import Sample, concept_of

__all__ = ["check_adapter", "lesson_loss", "train_detector"]

_RUN = "training"


def train_detector(
    base: str,
    samples: Sequence[Sample],
    folder: Path,
    schedule: Schedule,
    *,
    lora: Lora | None = None,
    batch: int = 4,
    device: str = "auto",
    seed: int = 0,
) -> Path:
    """Train an adapter. Stopped or cut short, the same call goes on where it was.

    Args:
        base: The folder of a Grounding DINO, as ``save_pretrained`` writes it, or its hub name.
        samples: Training pictures.
        folder: The adapter goes here, and checkpoints into its folder ``training``.
        schedule: How long and how fast.
        lora: What the adapter is made of.
        batch: Pictures per step.
        device: As `limis.runtime.torch_device.choose_device` takes it.
        seed: Of the random draws and the first weights.

    Returns:
        `folder`: averaged weights, ready for `limis.grounders.grounding_dino.open_grounder`.

    Raises:
        InputError: No picture shows anything, no such target, or the folder holds a checkpoint or an adapter that was
            trained otherwise.
        WeightsError: The base is not there, is damaged, or is no Grounding DINO.
        DeviceError: The device is not there.
        MissingExtraError: The extra ``lora`` is not installed.
    """
    lora = lora or Lora()
    shown = [sample for sample in samples if sample.masks]
    if not shown:
        raise InputError(
            say(
                "nothing to learn from",
                expected="at least one picture with a mask to train on",
                got=f"{len(samples)} pictures",
                next_step="Check the index: its lines need the split train",
            )
        )
    keep_apart(folder, "config.json")
    chosen = choose_device(device, "lora")
    checkpoint = find_checkpoint(located(base), ARCHITECTURES)
    processor, model = load_model(checkpoint)
    named = str(checkpoint.folder.resolve()) if Path(base).is_dir() else base
    torch.manual_seed(seed)
    adapted = add_lora(model, lora, named).to(chosen)
    _keep_to_settings(folder / _RUN, {"base": named, **asdict(lora)})
    learned = nn.ParameterList(p for p in adapted.parameters() if p.requires_grad)
    trainer = Trainer(learned, folder / _RUN, schedule, chosen)
    lessons = Lessons(shown, Reader(processor.tokenizer, text_limit(processor, model)), seed + trainer.step)
    adapted.train()
    average = trainer.run(
        lambda _: {"loss": lesson_loss(adapted, processor.image_processor, lessons.draw(batch), chosen)}
    )
    with torch.no_grad():
        for mine, mean in zip(learned, average.parameters(), strict=True):
            mine.copy_(mean)
    return save_lora(adapted.eval(), folder, _card(named, shown, lora, trainer), checkpoint.folder)


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


def _keep_to_settings(folder: Path, settings: dict[str, Any]) -> None:
    """Write down how a run is made, or see that it goes on as it began."""
    file, told = folder / "settings.json", json.dumps(settings)
    folder.mkdir(parents=True, exist_ok=True)
    if file.is_file() and file.read_text(encoding="utf-8") != told:
        raise InputError(
            say(
                f"{folder.parent} holds an adapter that was trained otherwise",
                expected=file.read_text(encoding="utf-8"),
                got=told,
                next_step="Go on with the same settings, or name another folder",
            )
        )
    file.write_text(told, encoding="utf-8")


def _card(base: str, samples: Sequence[Sample], lora: Lora, trainer: Trainer) -> str:
    counts = Counter(sample.dataset for sample in samples)
    concepts = sorted({concept_of(key) for sample in samples for key in sample.masks})
    return f"""---
base_model: {base}
library_name: peft
tags: [lora, object-detection, medical-imaging]
---

# LoRA adapter for {base}

Made by `limis train grounder`. Use it by its folder, `--models THIS+SEGMENTER`, or add it to its model with
`limis train merge`.
Not a medical device.

- **Learned from**: {", ".join(f"{name} ({count} pictures)" for name, count in sorted(counts.items()))}.
  Their licences decide what the adapter may be used for.
- **Concepts**: {", ".join(concepts).replace("_", " ")}.
- **Training**: rank {lora.rank}, alpha {lora.alpha}, layers: {", ".join(lora.targets) or "all linear ones"};
  {trainer.step} steps in {trainer.spent / 60:.1f} minutes, averaged weights.
"""


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
