"""What a GPU makes of many pictures; most of it runs anywhere."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from checkpoints import save_sam

from limis.eval.bench.gpu import many_pictures, peak_of, work_of
from limis.protocols import View

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from limis.segmenters.sam import open_segmenter  # noqa: E402


def test_the_work_of_an_encoder_is_that_of_its_layers(tmp_path: Path) -> None:
    sam = open_segmenter(str(save_sam(tmp_path)), "cpu")
    view = View(np.zeros((40, 60), np.float32))
    layers = [m for m in sam.network.model.vision_encoder.modules() if isinstance(m, torch.nn.Linear)]
    once = sum(2 * 64 * layer.weight.numel() for layer in layers)  # a grid of 8 x 8
    assert once < work_of(sam, view) < 20 * once
    assert work_of(sam, view) == work_of(sam, View(np.ones((64, 64), np.float32)))


@pytest.mark.parametrize(
    ("name", "peak"), [("NVIDIA H200", 989), ("NVIDIA L4", 121), ("NVIDIA L40S", 362), ("GeForce 256", None)]
)
def test_what_a_gpu_can_do_is_told_by_its_name(name: str, peak: float | None) -> None:
    assert peak_of(name) == peak


def test_without_a_gpu_nothing_is_claimed_of_one(tmp_path: Path) -> None:
    assert many_pictures(open_segmenter(str(save_sam(tmp_path)), "cpu"), 1) == []


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="no GPU")
def test_on_a_gpu_pictures_together_stand_beside_one_at_a_time(tmp_path: Path) -> None:
    (ratio,) = many_pictures(open_segmenter(str(save_sam(tmp_path)), "cuda"), 1)
    assert ratio.seconds is not None
    assert ratio.seconds.ratio.median > 0
    if ratio.mfu is not None:
        assert 0 < ratio.mfu[1] < 1
        assert ratio.mfu[0] > 0
