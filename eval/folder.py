"""A run's folder, read back: what was measured, with what, and every case.

``run.json`` is what is measured, ``environment.json`` who measured it (a line for every time the run was started or
went on with other software), ``cases.jsonl`` the cases.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from limis import __version__
from limis.errors import ReadError, say
from limis.eval.cases import Row
from limis.eval.data import Known, Plan
from limis.eval.run import read_rows
from limis.io.atomic import write_json

__all__ = ["Run", "note_environment", "open_run"]

_PACKAGES = ("numpy", "scipy", "scikit-image", "onnxruntime", "torch", "nibabel", "pillow")


@dataclass(frozen=True, eq=False)
class Run:
    """A run that was made.

    Attributes:
        folder: Where it lies.
        manifest: ``run.json``.
        environment: ``environment.json``; empty for a run that did not write it down.
        rows: Its cases.
    """

    folder: Path
    manifest: dict[str, Any]
    environment: Sequence[dict[str, Any]]
    rows: Sequence[Row]

    @property
    def engine(self) -> str:
        """Name of the model set."""
        return self.manifest["engine"]

    @property
    def known(self) -> Known | None:
        """What the models know, as the run was told; None where they do not say."""
        pairs = self.manifest["plan"].get("known")
        return None if pairs is None else frozenset((concept, kind) for concept, kind in pairs)

    @property
    def plan(self) -> Plan:
        """How its cases were chosen."""
        return Plan(**(self.manifest["plan"] | {"known": self.known}))


def open_run(folder: Path) -> Run:
    """Read a run's folder.

    Raises:
        ReadError: There is no run in it, or it is damaged.
    """
    manifest = _read(folder / "run.json")
    noted = folder / "environment.json"
    return Run(folder, manifest, _read(noted) if noted.exists() else [], read_rows(folder))


def note_environment(folder: Path, command: str) -> None:
    """Write down what a run is made with, beside what earlier parts of it were made with.

    Args:
        folder: The run's folder.
        command: What was typed.
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
    before: list[dict[str, Any]] = _read(path) if path.exists() else []
    if now not in before:
        write_json(path, [*before, now])


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ReadError(
            say(
                f"cannot read {path}",
                expected="the folder of a run",
                got=str(error),
                next_step="Run `limis eval run -o` into this folder first",
            )
        ) from error
