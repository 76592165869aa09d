"""The Segment Anything Model as a segmenter, and models tuned from it such as MedSAM (extra ``sam``).

Source: Kirillov et al., "Segment Anything", 2023, as implemented by transformers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from limis.runtime.embeddings import Maps
from limis.segmenters.sam_family import SamFamily, open_family
from limis.segmenters.sam_network import PromptTensors
from limis.segmenters.sam_prompts import fitted

__all__ = ["ARCHITECTURES", "SamNetwork", "open_segmenter"]

ARCHITECTURES = {"sam": "SamModel"}


class SamNetwork:
    """Transformers' ``SamModel``; see `limis.segmenters.sam_network.Network`.

    Args:
        images: The image processor of the checkpoint: the longer side fills the input, the rest is padding.
        model: The model.
    """

    def __init__(self, images: Any, model: Any) -> None:
        self.model, self._images = model, images
        self._side = int(images.size["longest_edge"])
        self.mask_side = 4 * int(model.config.prompt_encoder_config.image_embedding_size)

    def input_size(self, size: tuple[int, int]) -> tuple[int, int]:
        """Height and width that a picture is resized to."""
        return fitted(size, self._side)

    def encode(self, pictures: Sequence[NDArray[np.uint8]]) -> Maps:
        """One map ``(n, channels, rows, columns)``."""
        return (self.model.vision_encoder(self._pixels(pictures)).last_hidden_state,)

    def decode(self, maps: Maps, prompts: PromptTensors) -> tuple[Any, Any]:
        """Each prompt is a batch of its own to the model."""
        count = len(next(t for t in (prompts.points, prompts.boxes) if t is not None))
        answer = self.model(
            **self._embeddings(maps, count),
            input_points=None if prompts.points is None else prompts.points[:, None],
            input_labels=None if prompts.labels is None else prompts.labels[:, None],
            input_boxes=None if prompts.boxes is None else prompts.boxes[:, None],
            input_masks=prompts.masks,
            multimask_output=prompts.is_ambiguous,
        )
        return answer.pred_masks[:, 0], answer.iou_scores[:, 0]

    def enlarge(self, logits: Any, size: tuple[int, int]) -> Any:
        """Mask logits at the size of the picture."""
        sizes = [size], [self.input_size(size)]
        return self._images.post_process_masks([logits[None]], *sizes, binarize=False)[0][0]

    def _pixels(self, pictures: Sequence[NDArray[np.uint8]]) -> Any:
        return self._images(images=list(pictures), return_tensors="pt")["pixel_values"].to(self.model.device)

    def _embeddings(self, maps: Maps, count: int) -> dict[str, Any]:
        return {"image_embeddings": maps[0].expand(count, -1, -1, -1)}


def open_segmenter(location: str, device: str = "auto") -> SamFamily:
    """Open a SAM checkpoint; arguments and errors as in `limis.segmenters.sam_family.open_family`."""
    return open_family(location, device, ARCHITECTURES, SamNetwork)
