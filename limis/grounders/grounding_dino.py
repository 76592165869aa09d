"""Grounding DINO as a grounder: any words, boxes scored against each phrase (extra ``sam``).

Source: Liu et al., "Grounding DINO: Marrying DINO with Grounded Pre-Training for Open-Set Object Detection", 2023,
as implemented by transformers; MM-Grounding-DINO (Zhao et al., 2024) has the same inputs and outputs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np

from limis.extras import require
from limis.grounders.phrases import PackedText, pack, phrase_of
from limis.progress import Progress
from limis.protocols import EngineInfo, Grounding, Query, View
from limis.runtime.checkpoints import find_checkpoint
from limis.runtime.heartbeat import heartbeat
from limis.runtime.rgb import as_rgb
from limis.runtime.torch_device import choose_device, on_device

__all__ = ["ARCHITECTURES", "GroundingDino", "open_grounder"]

ARCHITECTURES = ("grounding-dino", "mm-grounding-dino")

_BOX_THRESHOLD = 0.35
"""Source: ``box_threshold`` of the demo in the authors' repository."""

_NMS_IOU = 0.5
_SMALLEST_BOX_PX = 1.0
_VIEWS_PER_PASS = 4


class GroundingDino:
    """An open-vocabulary detector.

    Args:
        info: What a report says about it.
        processor: Transformers' processor of the checkpoint.
        model: Its model, on ``info.device``.
        threshold: Score from which a box counts as found.
    """

    vocabulary: Literal["open", "closed"] = "open"

    def __init__(self, info: EngineInfo, processor: Any, model: Any, threshold: float = _BOX_THRESHOLD) -> None:
        self.info = info
        self._images = processor.image_processor
        self._tokenizer = processor.tokenizer
        self._model = model
        self._threshold = threshold
        self._limit = min(int(model.config.max_text_len), int(self._tokenizer.model_max_length))

    def why_not(self, query: Query, modality: str | None) -> str | None:
        """Say why a query cannot be answered, or None when it can; see `limis.protocols.Grounder`."""
        tokens = self._tokens(query)
        unknown = self._tokenizer.unk_token_id
        if all(token == unknown for token in tokens):
            return f"{self.info.name} cannot read {query.text!r}: there is no word in it"
        if len(tokens) > self._limit - 3:
            return f"{self.info.name} reads {self._limit - 3} tokens at most, this is {len(tokens)}: say it shorter"
        return None

    def kinds(self, query: Query) -> frozenset[str]:
        """No kind of imaging in particular; see `limis.protocols.Grounder`."""
        del query
        return frozenset()

    def ground(self, views: Sequence[View], queries: Sequence[Query], progress: Progress) -> list[list[Grounding]]:
        """Look for every query in every view; see `limis.protocols.Grounder`.

        Scores are the detector's own, not calibrated on medical images.
        """
        texts = self._texts(queries)
        per_pass = 1 if self.info.device == "cpu" else _VIEWS_PER_PASS
        found: list[list[Grounding]] = [[] for _ in views]
        done, total = 0, len(views) * len(texts)
        for first in range(0, len(views), per_pass):
            batch = views[first : first + per_pass]
            pixels = self._images(images=[as_rgb(view) for view in batch], return_tensors="pt")
            for text in texts:
                progress("grounding", done, total)
                with heartbeat(self._model, lambda done=done: progress("grounding", done, total)):
                    scores, boxes = self._detect(pixels, text)
                for n, view in enumerate(batch):
                    found[first + n] += [self._grounding(scores[n], boxes[n], span, view) for span in text.spans]
                done += len(batch)
        progress("grounding", total, total)
        return found

    def _tokens(self, query: Query) -> list[int]:
        return self._tokenizer(phrase_of(query), add_special_tokens=False)["input_ids"]

    def _texts(self, queries: Sequence[Query]) -> list[PackedText]:
        tokenizer = self._tokenizer
        return pack(
            [self._tokens(query) for query in queries],
            start=tokenizer.cls_token_id,
            stop=tokenizer.convert_tokens_to_ids("."),
            end=tokenizer.sep_token_id,
            limit=self._limit,
        )

    def _detect(self, pixels: Any, text: PackedText) -> tuple[Any, Any]:
        """Run the model on a batch of pictures and one text.

        Returns:
            Scores ``(pictures, boxes, tokens)`` in 0…1, and boxes ``(pictures, boxes, 4)`` as centre and size in
            fractions of the picture; float32 tensors on the CPU.
        """
        torch = require("torch", "sam")
        device = self.info.device
        ids = torch.tensor([text.ids], device=device).expand(len(pixels["pixel_values"]), -1)
        with on_device(device, "grounding"):
            answer = self._model(
                pixel_values=pixels["pixel_values"].to(device),
                pixel_mask=pixels["pixel_mask"].to(device),
                input_ids=ids,
                attention_mask=torch.ones_like(ids),
                token_type_ids=torch.zeros_like(ids),
            )
        return answer.logits.sigmoid().float().cpu(), answer.pred_boxes.float().cpu()

    def _grounding(self, scores: Any, boxes: Any, span: slice, view: View) -> Grounding:
        """What one phrase found in one view: boxes above the threshold, without near-duplicates, best first."""
        score = scores[:, span].amax(dim=1)
        corners = _corners(boxes, view.size)
        sized = (corners[:, 2:] - corners[:, :2]).amin(dim=1) >= _SMALLEST_BOX_PX
        kept = (sized & (score >= self._threshold)).nonzero()[:, 0]
        kept = kept[require("torchvision.ops", "sam").nms(corners[kept], score[kept], _NMS_IOU)]
        return Grounding(
            score=float(score.max()),
            present=len(kept) > 0,
            boxes_xyxy=np.asarray(corners[kept].numpy(), np.float32),
            scores=np.asarray(score[kept].numpy(), np.float32),
        )


def _corners(boxes: Any, size: tuple[int, int]) -> Any:
    """Boxes from fractional centre and size to half-open pixel corners inside a view; tensors ``(n, 4)``."""
    torch = require("torch", "sam")
    height, width = size
    centres, halves = boxes[:, :2], boxes[:, 2:] / 2
    corners = torch.cat([centres - halves, centres + halves], dim=1).clamp(0, 1)
    return corners * torch.tensor([width, height, width, height], dtype=corners.dtype)


def open_grounder(location: str, device: str = "auto") -> GroundingDino:
    """Open a Grounding DINO checkpoint.

    Args:
        location: A folder that ``save_pretrained`` wrote, or a hub name.
        device: ``"auto"``, ``"cpu"``, ``"cuda"``, ``"cuda:1"`` or ``"mps"``.

    Returns:
        The grounder.

    Raises:
        WeightsError: There is no such model, or it is damaged or of another kind.
        DeviceError: The device is not there.
        MissingExtraError: The extra ``sam`` is not installed.
    """
    chosen = choose_device(device)
    checkpoint = find_checkpoint(location, ARCHITECTURES)
    processor, model = checkpoint.load("AutoModelForZeroShotObjectDetection", chosen)
    info = EngineInfo(location, "grounder", checkpoint.sha256, checkpoint.licence, chosen)
    return GroundingDino(info, processor, model)
