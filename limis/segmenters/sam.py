"""The Segment Anything Model as a segmenter, and models tuned from it such as MedSAM (extra ``sam``).

Source: Kirillov et al., "Segment Anything", 2023, as implemented by transformers. A picture is encoded once; a
prompt then costs a run of the small mask decoder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from limis.extras import require
from limis.protocols import EngineInfo, Prediction, PromptKind, View, ViewPrompt
from limis.runtime.checkpoints import find_checkpoint
from limis.runtime.rgb import as_rgb
from limis.runtime.torch_device import choose_device, on_device
from limis.segmenters.sam_prompts import Clicks, Signature, by_signature, clicks_of, prior_logits

__all__ = ["ARCHITECTURES", "Sam", "SamEncoding", "open_segmenter"]

ARCHITECTURES = ("sam",)

_PROMPTS_PER_PASS = 32


@dataclass(frozen=True, eq=False)
class SamEncoding:
    """An encoded view.

    Attributes:
        features: Tensor ``(1, channels, rows, columns)`` on the model's device.
        size: Height and width of the view.
        input_size: Height and width that it was resized to, without padding.
    """

    features: Any
    size: tuple[int, int]
    input_size: tuple[int, int]


class Sam:
    """SAM with boxes, points, scribbles and a previous mask.

    Args:
        info: What a report says about it.
        processor: Transformers' processor of the checkpoint.
        model: Its model, on ``info.device``.
    """

    accepts: frozenset[PromptKind] = frozenset({"box", "points", "scribbles", "mask"})

    def __init__(self, info: EngineInfo, processor: Any, model: Any) -> None:
        self.info = info
        self._images = processor.image_processor
        self._model = model
        self._mask_side = 4 * int(model.config.prompt_encoder_config.image_embedding_size)

    def encode(self, view: View) -> SamEncoding:
        """Run the image encoder; see `limis.protocols.Segmenter`."""
        inputs = self._images(images=as_rgb(view), return_tensors="pt")
        with on_device(self.info.device, "encoding a picture"):
            features = self._model.get_image_embeddings(inputs["pixel_values"].to(self.info.device))
        height, width = (int(n) for n in inputs["reshaped_input_sizes"][0])
        return SamEncoding(features, view.size, (height, width))

    def predict(self, encoding: SamEncoding, prompts: Sequence[ViewPrompt]) -> list[Prediction]:
        """Segment each prompt in an encoded view; see `limis.protocols.Segmenter`.

        Prompts of the same make-up share a pass of the decoder.
        """
        clicks = [clicks_of(prompt, encoding.size) for prompt in prompts]
        answers: dict[int, Prediction] = {}
        for signature, members in by_signature(clicks).items():
            for first in range(0, len(members), _PROMPTS_PER_PASS):
                some = members[first : first + _PROMPTS_PER_PASS]
                predictions = self._decode(encoding, signature, [clicks[n] for n in some])
                answers.update(zip(some, predictions, strict=True))
        return [answers[n] for n in range(len(prompts))]

    def _decode(self, encoding: SamEncoding, signature: Signature, clicks: Sequence[Clicks]) -> list[Prediction]:
        count = len(clicks)
        with on_device(self.info.device, "segmenting"):
            answer = self._model(
                image_embeddings=encoding.features.expand(count, -1, -1, -1),
                multimask_output=signature.is_ambiguous,
                **self._prompt_tensors(encoding, signature, clicks),
            )
            scores = answer.iou_scores[:, 0]
            best = scores.argmax(dim=1)
            logits = answer.pred_masks[range(count), 0, best]
            inside = self._on_view(logits, encoding).sigmoid().float().cpu().numpy()
            sure = scores[range(count), best].clamp(0, 1).tolist()
        return [Prediction(np.asarray(inside[n], np.float32), float(sure[n])) for n in range(count)]

    def _prompt_tensors(self, encoding: SamEncoding, signature: Signature, clicks: Sequence[Clicks]) -> dict[str, Any]:
        """What transformers' ``SamModel`` takes, each prompt as a batch of its own, in pixels of its input."""
        height, width = encoding.input_size
        scale = np.array([width / encoding.size[1], height / encoding.size[0]])
        tensors: dict[str, Any] = {}
        if signature.points:
            tensors["input_points"] = self._tensor([[c.points_xy * scale] for c in clicks])
            tensors["input_labels"] = self._tensor([[c.positive] for c in clicks]).int()
        if signature.has_box:
            tensors["input_boxes"] = self._tensor([[c.corners_xy * scale] for c in clicks]).flatten(2)
        if signature.has_prior:
            priors = [c.prior for c in clicks if c.prior is not None]
            logits = [prior_logits(prior, encoding.input_size, self._mask_side) for prior in priors]
            tensors["input_masks"] = self._tensor(logits)[:, None]
        return tensors

    def _tensor(self, rows: Sequence[Any]) -> Any:
        return require("torch", "sam").from_numpy(np.asarray(rows, np.float32)).to(self.info.device)

    def _on_view(self, logits: Any, encoding: SamEncoding) -> Any:
        """Mask logits ``(n, side, side)`` at the size of the view, padding cut away."""
        return self._images.post_process_masks([logits[None]], [encoding.size], [encoding.input_size], binarize=False)[
            0
        ][0]


def open_segmenter(location: str, device: str = "auto") -> Sam:
    """Open a SAM checkpoint.

    Args:
        location: A folder that ``save_pretrained`` wrote, or a hub name.
        device: ``"auto"``, ``"cpu"``, ``"cuda"``, ``"cuda:1"`` or ``"mps"``.

    Returns:
        The segmenter.

    Raises:
        WeightsError: There is no such model, or it is damaged or of another kind.
        DeviceError: The device is not there.
        MissingExtraError: The extra ``sam`` is not installed.
    """
    chosen = choose_device(device)
    checkpoint = find_checkpoint(location, ARCHITECTURES)
    processor, model = checkpoint.load("SamModel", chosen)
    info = EngineInfo(location, "segmenter", checkpoint.sha256, checkpoint.licence, chosen)
    return Sam(info, processor, model)
