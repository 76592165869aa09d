"""Published weights of the SAM family on a picture that leaves no doubt, fetched from the hub; ``-m weights``."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from limis.progress import silent
from limis.protocols import Propagator, View, ViewPrompt

pytestmark = pytest.mark.weights

PUBLISHED = {
    "facebook/sam-vit-base": "sam",
    "wanglab/medsam-vit-base": "sam",
    "syscv-community/sam-hq-vit-base": "sam_hq",
    "facebook/sam2.1-hiera-tiny": "sam2",
}


def fetched(name: str) -> Path:
    """The folder of a published model; the test is skipped where the hub cannot be reached."""
    hub = pytest.importorskip("huggingface_hub")
    try:
        return Path(hub.snapshot_download(name, allow_patterns=["*.safetensors", "*.json"]))
    except (hub.errors.LocalEntryNotFoundError, hub.errors.OfflineModeIsEnabled) as error:
        pytest.skip(f"the hub cannot be reached: {error}")


def disc(radius: float) -> tuple[View, np.ndarray]:
    y, x = np.mgrid[0:200, 0:260]
    inside = (y - 90) ** 2 + (x - 140) ** 2 < radius**2
    noise = np.random.default_rng(0).normal(0, 0.03, inside.shape)
    return View(np.clip(np.where(inside, 0.7, 0.2) + noise, 0, 1).astype(np.float32), "CT", "axial"), inside


def dice(one: np.ndarray, other: np.ndarray) -> float:
    return 2 * (one & other).sum() / (one.sum() + other.sum())


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_box_around_a_disc_gives_the_disc_and_neighbours_follow(name: str) -> None:
    segmenter = import_module(f"limis.segmenters.{PUBLISHED[name]}").open_segmenter(str(fetched(name)), "cpu")
    view, inside = disc(40)
    (answer,) = segmenter.predict(segmenter.encode(view), [ViewPrompt(box_xyxy=(98, 48, 183, 133))])
    assert dice(answer.probability > 0.5, inside) > 0.95
    if isinstance(segmenter, Propagator):
        slices = [disc(radius) for radius in (40, 36, 32, 28)]
        carried = segmenter.propagate([one for one, _ in slices], inside.astype(np.float32), silent)
        assert all(dice(mask > 0.5, true) > 0.9 for mask, (_, true) in zip(carried, slices[1:], strict=True))
