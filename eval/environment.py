"""With which software, on which machine and by which command a run is made.

``environment.json`` in the run's folder has an entry for every way in which the run was begun or went on.
"""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from limis import __version__
from limis.eval.parts import Call, read_part
from limis.io.atomic import write_json

__all__ = ["note_environment"]

_PACKAGES = ("numpy", "scipy", "scikit-image", "onnxruntime", "torch", "nibabel", "pillow")


def note_environment(folder: Path, command: str) -> None:
    """Write down what a run is made with, beside what earlier parts of it were made with.

    Args:
        folder: The run's folder.
        command: What was typed; empty where nobody typed.

    Raises:
        ReadError: What stands there is damaged.
    """
    path = folder / "environment.json"
    now: dict[str, Any] = {
        "command": command,
        "limis": __version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "processors": os.cpu_count(),
        "packages": {name: found for name in _PACKAGES if (found := _version(name))},
    }
    before: list[Any] = [*read_part(path, list[Call])] if path.exists() else []
    if now not in before:
        write_json(path, [*before, now])


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
