"""SAM 2 and 2.1 as segmenters; video checkpoints carry masks from slice to slice as well (extra ``sam``).

Source: Ravi et al., "SAM 2: Segment Anything in Images and Videos", 2024, as implemented by transformers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from limis.runtime.embeddings import Maps
from limis.segmenters.sam_family import SamFamily, open_family
from limis.segmenters.sam_memory import SamWithMemory
from limis.segmenters.sam_network import PromptTensors

__all__ = ["ARCHITECTURES", "Sam2Network", "open_segmenter"]

ARCHITECTURES = {"sam2": "Sam2Model", "sam2_video": "Sam2VideoModel"}


class Sam2Network:
    """Transformers' ``Sam2Model`` or ``Sam2VideoModel``; see `limis.segmenters.sam_network.Network`.

    Args:
        images: The image processor of the checkpoint: every picture is made a square.
        model: The model.
    """

    def __init__(self, images: Any, model: Any) -> None:
        self.model, self._images = model, images
        self._side = int(images.size["height"])
        self.mask_side = int(model.prompt_encoder.mask_input_size[0])

    def input_size(self, size: tuple[int, int]) -> tuple[int, int]:
        """Height and width that a picture is resized to: always the same."""
        return self._side, self._side

    def encode(self, pictures: Sequence[NDArray[np.uint8]]) -> Maps:
        """Three maps ``(n, channels, rows, columns)``, the finest first, as they are before anything is remembered."""
        pixels = self._images(images=list(pictures), return_tensors="pt")["pixel_values"].to(self.model.device)
        flat = self.model.get_image_features(pixels, return_dict=True).fpn_hidden_states
        sizes = self.model.backbone_feature_sizes  # SAM 3 has a coarser map besides, which nothing looks at
        return tuple(m.permute(1, 2, 0).unflatten(2, tuple(size)) for m, size in zip(flat, sizes, strict=False))

    def decode(self, maps: Maps, prompts: PromptTensors) -> tuple[Any, Any]:
        """All prompts are one batch of the prompt encoder, each an image to the mask decoder."""
        sparse, dense = self.model.prompt_encoder(
            input_points=None if prompts.points is None else prompts.points[:, None],
            input_labels=None if prompts.labels is None else prompts.labels[:, None],
            input_boxes=None if prompts.boxes is None else prompts.boxes[:, None],
            input_masks=prompts.masks,
        )
        count = len(sparse)
        *fine, coarse = (m.expand(count, -1, -1, -1) for m in maps)
        logits, scores, *_ = self.model.mask_decoder(
            image_embeddings=coarse + self.model.no_memory_embedding.transpose(1, 2)[..., None],
            image_positional_embeddings=self.model.get_image_wide_positional_embeddings().expand(count, -1, -1, -1),
            sparse_prompt_embeddings=sparse,
            dense_prompt_embeddings=dense,
            multimask_output=prompts.is_ambiguous,
            high_resolution_features=fine,
        )
        return logits[:, 0], scores[:, 0]

    def enlarge(self, logits: Any, size: tuple[int, int]) -> Any:
        """Mask logits at the size of the picture."""
        return self._images.post_process_masks([logits[None]], [size], binarize=False)[0][0]


def open_segmenter(location: str, device: str = "auto") -> SamFamily:
    """Open a SAM 2 checkpoint; arguments and errors as in `limis.segmenters.sam_family.open_family`.

    Returns:
        A segmenter; of a checkpoint for videos, such as the published ones, one that propagates.
    """
    return open_family(location, device, ARCHITECTURES, Sam2Network, {"sam2_video": SamWithMemory})
