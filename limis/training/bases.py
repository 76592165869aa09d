"""The models that adapters are trained on: which there are, how one is found, loaded and opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from limis.grounders import grounding_dino
from limis.models.pull import located
from limis.runtime.checkpoints import Checkpoint, find_checkpoint
from limis.segmenters import sam, sam2, sam3_tracker, sam_hq
from limis.segmenters.sam_family import SamFamily
from limis.segmenters.sam_network import Network

__all__ = ["DETECTORS", "SEGMENTERS", "Member", "find_base", "load_base"]


@dataclass(frozen=True)
class Member:
    """How limis runs a segmenter of one architecture.

    Attributes:
        model_class: Name of the class of transformers.
        network: Makes its network of an image processor and a model.
        open: Opens a checkpoint or an adapter by its folder, on a device.
    """

    model_class: str
    network: Callable[[Any, Any], Network]
    open: Callable[[str, str], SamFamily]


DETECTORS = grounding_dino.ARCHITECTURES
SEGMENTERS = {
    architecture: Member(model_class, network, opener)
    for classes, network, opener in (
        (sam.ARCHITECTURES, sam.SamNetwork, sam.open_segmenter),
        (sam_hq.ARCHITECTURES, sam_hq.SamHqNetwork, sam_hq.open_segmenter),
        (sam2.ARCHITECTURES, sam2.Sam2Network, sam2.open_segmenter),
        (sam3_tracker.ARCHITECTURES, sam2.Sam2Network, sam3_tracker.open_segmenter),
    )
    for architecture, model_class in classes.items()
}
"""By the ``model_type`` of a checkpoint's config.json."""


def find_base(base: str, *architectures: str) -> tuple[Checkpoint, str]:
    """Find a model to adapt.

    Args:
        base: Its folder, or its name or hub name: what is not here is fetched.
        architectures: What it may be.

    Returns:
        The checkpoint, and what an adapter says that it is for: the full path or the name.

    Raises:
        WeightsError: It is not there, is damaged, or is something else.
    """
    checkpoint = find_checkpoint(located(base), architectures)
    return checkpoint, str(checkpoint.folder.resolve()) if Path(base).is_dir() else base


def load_base(checkpoint: Checkpoint) -> tuple[Any, Any]:
    """Load a processor and a model that adapters can be put on, on the CPU; errors as `Checkpoint.load`."""
    if checkpoint.architecture in DETECTORS:
        return grounding_dino.load_model(checkpoint)
    return checkpoint.load(SEGMENTERS[checkpoint.architecture].model_class, "cpu")
