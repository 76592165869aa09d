"""What opens a model of each architecture: limis' own engines, and those that other installed packages bring.

An engine of limis is one file, and a line here. An engine of another package is one file, and a line in that package's
``pyproject.toml``, in the table of its role::

    [project.entry-points."limis.grounders"]
    my-detector = "my_package.detector:open_grounder"

It then opens every folder whose ``config.json`` says ``"model_type": "my-detector"``. The function takes the folder and
a device (`limis.runtime.torch_device.choose_device`), and returns what `limis.protocols` asks of its role.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import entry_points

from limis.models.named import ROLES

__all__ = ["OWN", "architectures"]

OWN: Mapping[str, tuple[str, str]] = {
    "grounding-dino": ("grounder", "limis.grounders.grounding_dino:open_grounder"),
    "mm-grounding-dino": ("grounder", "limis.grounders.grounding_dino:open_grounder"),
    "groundingdino": ("grounder", "limis.grounders.original_grounding_dino:open_grounder"),
    "bert": ("grounder", "limis.grounders.original_grounding_dino:open_grounder"),  # beside a checkpoint of its authors
    "sam": ("segmenter", "limis.segmenters.sam:open_segmenter"),
    "sam_hq": ("segmenter", "limis.segmenters.sam_hq:open_segmenter"),
    "sam3_video": ("segmenter", "limis.segmenters.sam3_tracker:open_segmenter"),
    "sam3_tracker_video": ("segmenter", "limis.segmenters.sam3_tracker:open_segmenter"),
    "sam3_tracker": ("segmenter", "limis.segmenters.sam3_tracker:open_segmenter"),
    "segment-anything": ("segmenter", "limis.segmenters.segment_anything:open_segmenter"),
    "sam2": ("segmenter", "limis.segmenters.sam2:open_segmenter"),
    "sam2_video": ("segmenter", "limis.segmenters.sam2:open_segmenter"),
    "open_clip": ("verifier", "limis.grounders.open_clip:open_verifier"),
}
"""The architecture that a checkpoint's config.json names → role and opener."""


def architectures() -> dict[str, tuple[str, str]]:
    """List every architecture that can be opened here, with its role and the import string of what opens it.

    Nothing is imported. What limis opens itself, no package takes over.
    """
    brought = {point.name: (role, point.value) for role in ROLES for point in entry_points(group=f"limis.{role}s")}
    return {**OWN, **{name: opened for name, opened in brought.items() if name not in OWN}}
