"""Which device torch runs on."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from limis.errors import DeviceError, say
from limis.extras import require

__all__ = ["choose_device", "on_device"]


def choose_device(name: str = "auto", extra: str = "sam") -> str:
    """Choose where torch runs.

    Args:
        name: ``"auto"`` for the fastest there is, or ``"cpu"``, ``"cuda"``, ``"cuda:1"``, ``"mps"``.
        extra: The extra of limis that brings torch to the caller.

    Returns:
        A device name that torch takes.

    Raises:
        DeviceError: The device asked for is not there.
        MissingExtraError: torch is not installed.
    """
    there = _devices(require("torch", extra))
    wanted = name.strip().lower()
    if wanted == "auto":
        return there[0]
    if wanted in there or (wanted == "cuda" and "cuda:0" in there):
        return wanted
    raise DeviceError(
        say(
            f"no device {name!r}",
            expected=f"auto, or one of {', '.join(there)}",
            got=repr(name),
            next_step="Leave --device out to use the fastest there is",
        )
    )


def _devices(torch: Any) -> tuple[str, ...]:
    """The devices of this machine, the fastest first."""
    cuda = tuple(f"cuda:{n}" for n in range(torch.cuda.device_count() if torch.cuda.is_available() else 0))
    mps = ("mps",) if torch.backends.mps.is_available() else ()
    return (*cuda, *mps, "cpu")


@contextmanager
def on_device(device: str, doing: str) -> Generator[None]:
    """Run a model without gradients; running out of the device's memory becomes a `DeviceError`.

    Args:
        device: Where the model lies.
        doing: What it does, for the message, e.g. ``"grounding"``.

    Raises:
        DeviceError: The device ran out of memory.
    """
    torch = require("torch", "sam")
    try:
        with torch.inference_mode():
            yield
    except torch.OutOfMemoryError as error:
        raise DeviceError(
            say(
                f"{device} ran out of memory while {doing}",
                expected="a picture and a model that fit",
                got=str(error).splitlines()[0],
                next_step="Use --device cpu, or a smaller model",
            )
        ) from error
