"""Signs of life from inside a torch model, so that a long pass can be watched and cancelled."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

__all__ = ["heartbeat"]


@contextmanager
def heartbeat(model: Any, beat: Callable[[], None], every_s: float = 0.2) -> Generator[None]:
    """Call back while a model runs, between its layers.

    Args:
        model: A ``torch.nn.Module``.
        beat: Called from the thread that runs the model; whatever it raises ends the pass.
        every_s: Seconds that must have gone by since the last call.
    """
    last = time.monotonic()

    def before_layer(*_: Any) -> None:
        nonlocal last
        if time.monotonic() - last >= every_s:
            beat()
            last = time.monotonic()

    hooks = [layer.register_forward_pre_hook(before_layer) for layer in model.modules()]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()
