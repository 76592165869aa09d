"""Grounding DINO as a grounder: any words, boxes scored against each phrase (extra ``sam``).

Source: Liu et al., "Grounding DINO: Marrying DINO with Grounded Pre-Training for Open-Set Object Detection", 2023,
as implemented by transformers; MM-Grounding-DINO (Zhao et al., 2024) has the same inputs and outputs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from limis.extras import require
from limis.grounders.detector import PhraseGrounder
from limis.grounders.tuning import read_tuning
from limis.models.pull import located
from limis.protocols import EngineInfo
from limis.runtime.adapters import find_adapter, is_adapter
from limis.runtime.checkpoints import Checkpoint, find_checkpoint
from limis.runtime.remembered import remember_last_picture, remember_texts
from limis.runtime.torch_device import Precision, Runner, choose_device

__all__ = ["ARCHITECTURES", "GroundingDino", "load_model", "open_grounder", "text_limit"]

ARCHITECTURES = ("grounding-dino", "mm-grounding-dino")


class GroundingDino:
    """Transformers' Grounding DINO; see `limis.grounders.detector.Detector`.

    A text is encoded once for all pictures, and a picture once for all texts. What comes after mixes both.

    Args:
        processor: Transformers' processor of the checkpoint.
        model: Its model.
        device: As `limis.runtime.torch_device.choose_device` gives it.
        precision: What layers are computed in; None chooses.
    """

    def __init__(self, processor: Any, model: Any, device: str, precision: Precision | None = None) -> None:
        self.runner = Runner(model, device, precision)
        self.tokenizer = processor.tokenizer
        self.limit = text_limit(processor, model)
        self._images = processor.image_processor
        remember_texts(model.model.text_backbone)
        remember_last_picture(model.model.backbone)

    def prepare(self, pictures: Sequence[NDArray[np.uint8]]) -> Any:
        """Resize, normalise and pad pictures; see `limis.grounders.detector.Detector`."""
        return self._images(images=list(pictures), return_tensors="pt").to(self.runner.device)

    def detect(self, batch: Any, ids: Sequence[int]) -> tuple[Any, Any]:
        """Run the model; see `limis.grounders.detector.Detector`."""
        torch = require("torch", "sam")
        rows = torch.tensor([ids], device=self.runner.device).expand(len(batch["pixel_values"]), -1)
        answer = self.runner.model(
            pixel_values=batch["pixel_values"],
            pixel_mask=batch["pixel_mask"],
            input_ids=rows,
            attention_mask=torch.ones_like(rows),
            token_type_ids=torch.zeros_like(rows),
        )
        return answer.logits, answer.pred_boxes


def text_limit(processor: Any, model: Any) -> int:
    """How many tokens a text may have for a model and its processor."""
    return min(int(model.config.max_text_len), int(processor.tokenizer.model_max_length))


def load_model(checkpoint: Checkpoint) -> tuple[Any, Any]:
    """Load a processor and a model that adapters can be put on, on the CPU; errors as `Checkpoint.load`."""
    processor, model = checkpoint.load("AutoModelForZeroShotObjectDetection", "cpu")
    model.get_input_embeddings = model.model.text_backbone.get_input_embeddings  # peft asks, transformers cannot tell
    return processor, model


def open_grounder(location: str, device: str = "auto", adapter: str | None = None) -> PhraseGrounder:
    """Open a Grounding DINO checkpoint, with what ``limis.json`` beside it says of thresholds and wording.

    Args:
        location: A folder that ``save_pretrained`` wrote. An adapter's folder opens the model that it was trained on,
            by its folder or name, with the adapter.
        device: ``"auto"``, ``"cpu"``, ``"cuda"``, ``"cuda:1"`` or ``"mps"``.
        adapter: A LoRA adapter on top: a folder (extra ``lora``). Its ``limis.json`` goes before the
            checkpoint's.

    Returns:
        The grounder.

    Raises:
        WeightsError: There is no such model or adapter, or it is damaged or of another kind.
        DeviceError: The device is not there.
        MissingExtraError: The extra ``sam``, or for adapters ``lora``, is not installed.
    """
    chosen = choose_device(device)
    if adapter is None and is_adapter(location):
        return open_grounder(located(find_adapter(location).base), device, location)
    checkpoint = find_checkpoint(location, ARCHITECTURES)
    processor, model = load_model(checkpoint)
    info = EngineInfo(location, "grounder", checkpoint.sha256, checkpoint.licence, chosen)
    if adapter is None:
        return PhraseGrounder(info, GroundingDino(processor, model, chosen), read_tuning(checkpoint.folder))
    tuned = find_adapter(adapter)
    detector = GroundingDino(processor, tuned.put_on(model), chosen)
    return PhraseGrounder(tuned.named_in(info), detector, read_tuning(checkpoint.folder, tuned.folder))
