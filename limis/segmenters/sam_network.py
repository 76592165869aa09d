"""What a member of the Segment Anything family does in its own way, and prompts as tensors that all of them take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from limis.extras import require
from limis.runtime.embeddings import Maps
from limis.segmenters.sam_prompts import Clicks, prior_logits

__all__ = ["Network", "PromptTensors", "tensors_of"]


@dataclass(frozen=True, eq=False)
class PromptTensors:
    """Prompts of one make-up, in float32 on the model's device and in pixels of its input.

    Attributes:
        points: ``(n, points, 2)``, x before y; None without points.
        labels: int ``(n, points)``: 1 inside, 0 outside.
        boxes: ``(n, 4)``: first and last pixel; None without boxes.
        masks: Logits ``(n, 1, side, side)``; None without previous masks.
        is_ambiguous: Whether several masks could be meant.
    """

    points: Any
    labels: Any
    boxes: Any
    masks: Any
    is_ambiguous: bool


class Network(Protocol):
    """What a member of the family does in its own way; all tensors lie on the model's device.

    Attributes:
        model: The ``torch.nn.Module``.
        mask_side: Rows and columns of its mask logits.
    """

    model: Any
    mask_side: int

    def input_size(self, size: tuple[int, int]) -> tuple[int, int]:
        """Height and width that a picture of a size is resized to, without padding."""
        ...

    def encode(self, pictures: Sequence[NDArray[np.uint8]]) -> Maps:
        """Run the image encoder on pictures ``(height, width, 3)``; tensors with a batch axis first."""
        ...

    def decode(self, maps: Maps, prompts: PromptTensors) -> tuple[Any, Any]:
        """Segment prompts in one encoded picture: logits ``(n, masks, side, side)`` and scores ``(n, masks)``."""
        ...

    def enlarge(self, logits: Any, size: tuple[int, int]) -> Any:
        """Bring mask logits ``(n, side, side)`` to the size of the picture, padding cut away."""
        ...


def tensors_of(clicks: Sequence[Clicks], size: tuple[int, int], network: Network, device: str) -> PromptTensors:
    """Make tensors of prompts of one make-up.

    Args:
        clicks: At least one.
        size: Height and width of the view that they are in.
        network: Whose input they are for.
        device: Where it lies.
    """
    signature = clicks[0].signature
    height, width = network.input_size(size)
    scale = np.array([width / size[1], height / size[0]])
    points = labels = boxes = masks = None
    if signature.points:
        points = _tensor([c.points_xy * scale for c in clicks], device)
        labels = _tensor([c.positive for c in clicks], device).int()
    if signature.has_box:
        boxes = _tensor([c.corners_xy * scale for c in clicks if c.corners_xy is not None], device).flatten(1)
    if signature.has_prior:
        priors = [c.prior for c in clicks if c.prior is not None]
        masks = _tensor([prior_logits(p, (height, width), network.mask_side) for p in priors], device)[:, None]
    return PromptTensors(points, labels, boxes, masks, signature.is_ambiguous)


def _tensor(rows: Sequence[NDArray[Any]], device: str) -> Any:
    return require("torch", "sam").from_numpy(np.asarray(rows, np.float32)).to(device)
