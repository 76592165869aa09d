"""What a GPU makes of many pictures: encoded together in bfloat16, beside one at a time in float32."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from limis.eval.bench.figures import Ratio, Taken, side_by_side, timed
from limis.extras import require
from limis.protocols import View
from limis.runtime.rgb import as_rgb
from limis.segmenters.sam_family import SamFamily

__all__ = ["many_pictures", "peak_of", "work_of"]

_PICTURES = 16
_SIDE = 512
_PEAKS = {"H200": 989.0, "H100 PCIe": 756.0, "H100": 989.0, "A100": 312.0, "L40S": 362.0, "L4": 121.0}
"""Part of a GPU's name → TFLOP/s in bfloat16, dense. Source: NVIDIA's data sheets of each."""


def many_pictures(sam: SamFamily, runs: int) -> list[Ratio]:
    """Encode pictures as limis does, beside an eager model that takes one after the other in float32.

    Returns:
        One ratio on a GPU of NVIDIA; none anywhere else. Its MFU is floating point operations of the encoder per
        second, as a share of what the GPU's data sheet promises in bfloat16.
    """
    device = sam.info.device
    if not device.startswith("cuda"):
        return []
    draw = np.random.default_rng(0)
    views = [View(draw.random((_SIDE, _SIDE)).astype(np.float32)) for _ in range(_PICTURES)]

    def together() -> Taken:
        sam.forget()
        return timed(lambda: sam.prepare(views))

    each = partial(_one_at_a_time, sam, views)
    beside = side_by_side(together, lambda: timed(each), runs)
    peak = peak_of(require("torch", "sam").cuda.get_device_name(device))
    work = work_of(sam, views[0]) * _PICTURES / peak / 1e12 if peak else None
    seconds = beside[0]
    return [
        Ratio(
            "many pictures",
            f"{_PICTURES} pictures encoded together, {sam.pictures_per_pass} at once",
            "one at a time, eager, in float32",
            *beside,
            mfu=None if work is None else (work / seconds.value.median, work / seconds.baseline.median),
        )
    ]


def peak_of(name: str) -> float | None:
    """What a GPU can do at most in bfloat16, in TFLOP/s; None where that is not written down.

    Example:
        >>> peak_of("NVIDIA H100 80GB HBM3")
        989.0
    """
    words = f" {name.replace('-', ' ')} "
    return next((peak for part, peak in _PEAKS.items() if f" {part} " in words), None)


def work_of(sam: SamFamily, view: View) -> int:
    """Floating point operations that encoding a view takes, as torch counts them."""
    torch, counter = require("torch", "sam"), require("torch.utils.flop_counter", "sam")
    with torch.inference_mode(), counter.FlopCounterMode(display=False) as counted:
        sam.network.encode([as_rgb(view)])
    return int(counted.get_total_flops())


def _one_at_a_time(sam: SamFamily, views: list[View]) -> list[Any]:
    """Embeddings in the computer's own memory, as limis keeps them."""
    with require("torch", "sam").inference_mode():
        return [tuple(m.cpu() for m in sam.network.encode([as_rgb(view)])) for view in views]
