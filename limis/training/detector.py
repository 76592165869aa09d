"""Fine-tuning Grounding DINO on medical pictures with LoRA.

Every step shows some pictures of one data set with one text: what they show, under one of its names, mixed with what
their data set would have labelled and with what belongs elsewhere in a body. The loss is the one that transformers has
for this model: boxes matched with answers one by one, focal loss on words, L1 and generalised IoU on boxes. It counts
on the pictures of a step to share their text.

Source: Heinemann et al., "LIMIS: Towards Language-based Interactive Medical Image Segmentation", 2024, which adapts
Grounding DINO so; Liu et al., "Grounding DINO", 2023, for the loss.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from limis.errors import InputError, say
from limis.eval.absence import Atlas
from limis.grounders.detector import PhraseGrounder
from limis.grounders.grounding_dino import ARCHITECTURES, load_model, open_grounder, text_limit
from limis.grounders.phrases import Reader, Text, Tokens
from limis.grounders.rivals import are_rivals
from limis.grounders.tuning import Tuning
from limis.grounders.wording import wordings
from limis.prompts.vocabulary import vocabulary
from limis.protocols import Query
from limis.runtime.adapters import find_adapter
from limis.runtime.checkpoints import find_checkpoint
from limis.runtime.torch_device import choose_device
from limis.training.augment import draw_pose, jitter, place, to_rgb
from limis.training.boxes import box_recall, boxes_of
from limis.training.grounder import GrounderData
from limis.training.loop import Schedule, Trainer
from limis.training.lora import Lora, add_lora, save_lora
from limis.training.samples import Sample, concept_of

__all__ = ["DetectorData", "Lesson", "check_adapter", "lesson_loss", "train_detector"]

_MISSING, _ELSEWHERE = 4, 4
_RUN = "training"


@dataclass(frozen=True)
class Lesson:
    """What one step teaches.

    Attributes:
        pictures: RGB, uint8 ``(h, w, 3)``, of any sizes.
        text: The words for all of them.
        labels: For each picture ``class_labels``, ``(n,)``: which phrase of the text, counted from 0; and ``boxes``,
            ``(n, 4)``: centre and size in fractions of the picture. Of a picture that shows none of it, n is 0.
    """

    pictures: list[NDArray[np.uint8]]
    text: Text
    labels: list[dict[str, Tensor]]


class DetectorData:
    """Draws lessons.

    Args:
        samples: What to draw from.
        reader: How the detector reads.
        seed: Of the random draws.
    """

    def __init__(self, samples: Sequence[Sample], reader: Reader, seed: int) -> None:
        self.reader = reader
        self.pictures = GrounderData(samples, sorted({key for s in samples for key in s.masks}), seed)
        self.rng = self.pictures.rng
        labelled = {(s.dataset, concept_of(key), s.modality) for s in samples for key in s.masks}
        atlas = Atlas(labelled, besides=(concept.name for concept in vocabulary()))
        self.elsewhere = {dataset: atlas.absent(dataset) for dataset in self.pictures.datasets}

    def draw(self, size: int) -> Lesson:
        """Draw pictures of one data set, some words for them, and the boxes that these words mean."""
        first = self.pictures.draw()
        rows = sorted({n for group in self.pictures.by_key[first.dataset].values() for n in group})
        more = [self.pictures.samples[int(n)] for n in self.rng.choice(rows, size - 1)]
        concepts, phrases = self._words([first, *more])
        text = self.reader.pack([(phrases, ())])[0]
        placed = [_placed(sample, self.rng) for sample in (first, *more)]
        labels = [_labels(masks, concepts) for _, masks in placed]
        return Lesson([picture for picture, _ in placed], text, labels)

    def _words(self, samples: Sequence[Sample]) -> tuple[list[str], list[str]]:
        """Choose concepts, none of which lies in another, and a phrase for each; as many as a text holds."""
        here = {concept_of(key) for sample in samples for key in sample.masks}
        asked = {concept_of(key) for key in frozenset[str].intersection(*(s.labelled for s in samples))}
        missing = self._shuffled(asked - here)[:_MISSING]
        elsewhere = self._shuffled(self.elsewhere[samples[0].dataset])[:_ELSEWHERE]
        chosen: dict[str, str] = {}
        taken: set[Tokens] = set()
        room = self.reader.limit - 2
        for concept in [*self._shuffled(asked & here), *missing, *elsewhere]:
            phrase = self._phrase(concept)
            tokens = self.reader.tokens(phrase)
            if len(tokens) < room and tokens not in taken and all(are_rivals(concept, c) for c in chosen):
                chosen[concept], room = phrase, room - len(tokens) - 1
                taken.add(tokens)
        concepts = self._shuffled(chosen)
        return concepts, [chosen[concept] for concept in concepts]

    def _phrase(self, concept: str) -> str:
        names = wordings([Query(concept, concept)], None, Tuning(rivals=0), self.reader.knows)[0].names
        return names[int(self.rng.integers(len(names)))]

    def _shuffled(self, words: Iterable[str]) -> list[str]:
        return [str(word) for word in self.rng.permutation(sorted(words))]


def _placed(sample: Sample, rng: np.random.Generator) -> tuple[NDArray[np.uint8], dict[str, NDArray[np.bool_]]]:
    """A picture as RGB and its masks, both placed and only the picture changed as `limis.training.augment` does."""
    pose = draw_pose(sample.image.shape[:2], sample.modality, rng)
    layers = torch.cat([to_rgb(sample.image), *(torch.from_numpy(m)[None].float() for m in sample.masks.values())])
    stack = place(layers, pose, max(sample.image.shape[:2]))
    picture = (jitter(stack[:3], rng).permute(1, 2, 0) * 255).round().to(torch.uint8).numpy()
    masks = {key: layer.numpy() > 0.5 for key, layer in zip(sample.masks, stack[3:], strict=True)}
    return picture, {key: mask for key, mask in masks.items() if mask.any()}


def _labels(masks: Mapping[str, NDArray[np.bool_]], concepts: Sequence[str]) -> dict[str, Tensor]:
    """Of a placed picture, which is square, what `Lesson.labels` holds."""
    shown = [(n, box) for n, c in enumerate(concepts) if c in masks for box in boxes_of(masks, c)]
    side = next(iter(masks.values())).shape[0] if masks else 1
    corners = torch.tensor([[*box.lower_ijk, *box.upper_ijk] for _, box in shown]).reshape(-1, 4) / side
    top, left, bottom, right = corners.unbind(1)
    boxes = torch.stack([(left + right) / 2, (top + bottom) / 2, right - left, bottom - top], dim=1)
    return {"class_labels": torch.tensor([n for n, _ in shown], dtype=torch.int64), "boxes": boxes}


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
        InputError: No picture shows anything, no such target, or an earlier run here was made otherwise.
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
    chosen = choose_device(device, "lora")
    checkpoint = find_checkpoint(base, ARCHITECTURES)
    processor, model = load_model(checkpoint)
    named = str(checkpoint.folder.resolve()) if Path(base).is_dir() else base
    torch.manual_seed(seed)
    adapted = add_lora(model, lora, named).to(chosen)
    _keep_to_settings(folder / _RUN, {"base": named, **asdict(lora)})
    learned = nn.ParameterList(p for p in adapted.parameters() if p.requires_grad)
    trainer = Trainer(learned, folder / _RUN, schedule, chosen)
    data = DetectorData(shown, Reader(processor.tokenizer, text_limit(processor, model)), seed + trainer.step)
    adapted.train()
    average = trainer.run(lambda _: {"loss": lesson_loss(adapted, processor.image_processor, data.draw(batch), chosen)})
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

Made by `limis train grounder`; use it with `--adapter`, or add it to its model with `limis train merge`.
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
    before, after = (_recall(open_grounder(where, device), samples) for where in (adapter.base, str(folder)))
    with (folder / "README.md").open("a", encoding="utf-8") as card:
        card.write(f"- **Box recall** at IoU 0.5 on {len(samples)} unseen pictures: {before:.3f} → {after:.3f}.\n")
    return before, after


def _recall(grounder: PhraseGrounder, samples: Sequence[Sample]) -> float:
    grounder.tuning = grounder.tuning.model_copy(update={"threshold": 0.0, "thresholds": {}})
    return box_recall(grounder, samples)
