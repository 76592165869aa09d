"""Files of strangers are read in a process of their own, with as much memory and time as they are given."""

from __future__ import annotations

import base64
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from limis.errors import LimisError, ReadError, error_from, say
from limis.geometry import Geometry, PictureOrientation
from limis.progress import Progress, silent
from limis.service.opening import Opening
from limis.service.reading import PROGRESS
from limis.types import Box, Image, Mask, Source, Structure

__all__ = ["Allowance", "read_apart"]

_GIB = 2**30
_INTERPRETER_BYTES = 3 * _GIB // 2
_TICK_S = 0.2


@dataclass(frozen=True)
class Allowance:
    """What reading one image may take.

    Attributes:
        budget_bytes: Memory for the image itself, as `limis.load` counts it.
        seconds: Until its reader is ended.
    """

    budget_bytes: int = 4 * _GIB
    seconds: int = 120

    @property
    def memory_bytes(self) -> int:
        """Address space of the reader: the image twice, and the interpreter."""
        return 2 * self.budget_bytes + _INTERPRETER_BYTES


def read_apart(
    opening: Opening, allowance: Allowance | None = None, progress: Progress = silent, *, scratch: Path | None = None
) -> tuple[Image, tuple[Structure, ...]]:
    """Read an image, and masks on it, in another process.

    Args:
        opening: What to read.
        allowance: Memory and time.
        progress: Called at least twice a second; what it raises ends the reader at once.
        scratch: Where the process may write; None for the system's folder for such things.

    Returns:
        The image, and the structures of its masks.

    Raises:
        ReadError: It cannot be read, or not within what it may take.
        InputError: As `limis.load` and `limis.session.importing.imported_from` raise it.
    """
    allowance = allowance or Allowance()
    with tempfile.TemporaryDirectory(prefix="limis-read-", dir=scratch) as folder:
        where = Path(folder)
        request = {
            "path": str(opening.path),
            "options": opening.options,
            "masks": [[str(path), name] for path, name in opening.masks],
            "budget_bytes": allowance.budget_bytes,
            "memory_bytes": allowance.memory_bytes,
            "seconds": allowance.seconds,
        }
        (where / "request.json").write_text(json.dumps(request), encoding="utf-8")
        ended = _run(where, allowance.seconds, progress)
        return _taken(where, opening, ended)


def _run(where: Path, seconds: int, progress: Progress) -> str:
    """Run the reader to its end; gives back what ended it before it could answer, if anything did."""
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "limis.service.reading"],
        cwd=where,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    ) as process:
        try:
            return _watch(process, seconds, progress)
        finally:
            process.kill()


def _environment() -> dict[str, str]:
    """Ours, without what could tell a reader secrets or make it load something else."""
    kept = {name: value for name, value in os.environ.items() if name in _INHERITED}
    return {
        **kept,
        "PYTHONPATH": os.pathsep.join(str(Path(place).absolute()) for place in sys.path if place),
        "PYTHONDONTWRITEBYTECODE": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }


_INHERITED = {"PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "HOME", "LD_LIBRARY_PATH"}


def _watch(process: subprocess.Popen[str], seconds: int, progress: Progress) -> str:
    lines: queue.Queue[str | None] = queue.Queue()
    threading.Thread(target=_pump, args=(process.stdout, lines), daemon=True).start()
    deadline = time.monotonic() + seconds
    step = ("reading", 0, 0)
    while time.monotonic() < deadline:
        progress(*step)
        try:
            line = lines.get(timeout=_TICK_S)
        except queue.Empty:
            continue
        if line is None:
            process.wait(timeout=seconds)
            return "" if process.returncode == 0 else "its reader was ended"
        step = _step(line) or step
    return f"no answer within {seconds} s"


def _pump(stream: IO[str] | None, lines: queue.Queue[str | None]) -> None:
    for line in stream or ():
        lines.put(line)
    lines.put(None)


def _step(line: str) -> tuple[str, int, int] | None:
    """The progress in a line; None where it is something else that a library has printed."""
    parts = line.rstrip("\n").split(PROGRESS)
    if len(parts) != 4 or parts[0] or not (parts[2].isdigit() and parts[3].isdigit()):
        return None
    return parts[1], int(parts[2]), int(parts[3])


def _taken(where: Path, opening: Opening, ended: str) -> tuple[Image, tuple[Structure, ...]]:
    """What the reader left; its errors become ours."""
    try:
        reply: dict[str, Any] = json.loads((where / "reply.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise _unreadable(opening.path, ended or "a reader that broke down") from None
    if "error" in reply:
        raise _raised(str(reply["error"]), reply["parts"], opening)
    image = _image(where, reply["image"], opening.path)
    found = [_structure(where, n, one, image.geometry) for n, one in enumerate(reply["structures"])]
    return image, tuple(found)


def _raised(kind: str, parts: Mapping[str, str] | None, opening: Opening) -> LimisError:
    """The reader's error as one of ours, without the folders that the file lies in."""
    if parts is None:
        return _unreadable(opening.path, "more memory than it may take" if kind == "MemoryError" else kind)
    folders = [f"{path.parent}{os.sep}" for path in (opening.path, *(path for path, _ in opening.masks))]
    return error_from(kind, {name: _without(folders, text) for name, text in parts.items()}, ReadError)


def _without(folders: list[str], text: str) -> str:
    for folder in folders:
        text = text.replace(folder, "")
    return text


def _unreadable(path: Path, got: str) -> ReadError:
    return ReadError(
        say(
            f"cannot read {path.name}",
            expected="an image that can be read with the memory and time there is",
            got=got,
            next_step="Check the file, or crop it",
        )
    )


def _array(path: Path) -> NDArray[Any]:
    return np.load(path, allow_pickle=False)


def _image(where: Path, said: Mapping[str, Any], path: Path) -> Image:
    affine = said["affine_ras"]
    geometry = Geometry(
        tuple(said["shape"]),
        None if affine is None else np.asarray(affine, np.float64),
        None if affine is not None or said["spacing_mm"] is None else tuple(said["spacing_mm"]),
        PictureOrientation(**said["orientation"]),
        said["affine_status"],
    )
    source = Source(
        path,
        said["format"],
        said["sha256"],
        tuple(said["notes"]),
        tuple(said["instances"]),
        tuple(said["numbers"]),
        base64.b64decode(said["header"]),
    )
    window = None if said["window"] is None else (float(said["window"][0]), float(said["window"][1]))
    return Image(_array(where / "image.npy"), geometry, said["modality"], said["unit"], source, window)


def _structure(where: Path, number: int, said: Mapping[str, Any], geometry: Geometry) -> Structure:
    values = _array(where / f"mask-{number}.npy")
    mask = Mask(values != 0, geometry, values if values.dtype == np.int32 else None)
    boxes = tuple(Box(tuple(low), tuple(high)) for low, high in said["boxes"])
    return Structure(
        said["name"], said["concept"], said["text"], said["side"], found=True, score=1.0, boxes=boxes, mask=mask
    )
