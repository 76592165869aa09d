"""What training keeps between runs: files that are written whole or not at all, and told of where they are damaged."""

from __future__ import annotations

import io
import pickle
from pathlib import Path
from typing import Any

import torch

from limis.errors import ReadError, say
from limis.io.atomic import open_atomic

__all__ = ["damaged", "load_state", "save_state"]


def save_state(state: Any, path: Path) -> None:
    """Write tensors and plain values as torch does, whole or not at all.

    Args:
        state: What to write.
        path: Where; its folder is made.

    Raises:
        OSError: There is no room, or nothing may be written there; `path` is as it was.
    """
    whole = io.BytesIO()
    torch.save(state, whole)
    with open_atomic(path) as file:
        file.write(whole.getbuffer())


def load_state(path: Path, device: str = "cpu") -> dict[str, Any]:
    """Read what `save_state` wrote.

    Args:
        path: The file.
        device: Where its tensors go.

    Raises:
        ReadError: It is not there, or is damaged.
    """
    try:
        return torch.load(path, weights_only=True, map_location=device)
    except (OSError, EOFError, RuntimeError, ValueError, pickle.UnpicklingError) as error:
        raise damaged(path, error) from error


def damaged(path: Path, error: Exception) -> ReadError:
    """The error for a file of a run that cannot be gone on from."""
    first = (str(error).splitlines() or [""])[0].rstrip(".:")
    return ReadError(
        say(
            f"cannot read {path}",
            expected="what training has written there",
            got=f"{type(error).__name__}: {first}",
            next_step=f"Remove {path.parent} to train it again, or train in another folder",
        )
    )
