"""Reads one image, and masks on it, in a process of its own: ``python -m limis.service.reading`` in a scratch folder.

What it shall do stands in ``request.json`` there, what came of it in ``reply.json``; arrays lie beside that as
``.npy`` without pickles. Progress goes to standard output, a line each. Whatever a hostile file does to its reader, it
does it here: with this much memory, for so long, and nothing is open.
"""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from limis.types import Image, Structure

__all__ = ["PROGRESS", "main"]

PROGRESS = "\x1f"
"""Stands before and between the words of a line of progress."""

_LARGEST_FILE = 2**36


def main() -> None:
    """Read what ``request.json`` in the working directory asks for, and say in ``reply.json`` what came of it."""
    request: dict[str, Any] = json.loads(Path("request.json").read_text(encoding="utf-8"))
    _confine(int(request["memory_bytes"]), int(request["seconds"]))
    reply = _reply(request)
    Path("reply.json.part").write_text(json.dumps(reply), encoding="utf-8")
    Path("reply.json.part").replace("reply.json")


def _confine(memory_bytes: int, seconds: int) -> None:
    """Limit what this process may take; on a system without such limits the parent's clock is the only one."""
    with suppress(ImportError):
        import resource

        limits = {
            resource.RLIMIT_AS: memory_bytes,
            resource.RLIMIT_CPU: seconds,
            resource.RLIMIT_CORE: 0,
            resource.RLIMIT_FSIZE: _LARGEST_FILE,
        }
        for kind, most in limits.items():
            with suppress(OSError, ValueError):
                resource.setrlimit(kind, (most, most))


def _reply(request: Mapping[str, Any]) -> dict[str, Any]:
    from limis.errors import LimisError, parts_of

    try:
        return _read(request)
    except LimisError as error:
        return {"error": type(error).__name__, "parts": parts_of(error)}
    except Exception as error:  # noqa: BLE001 - a reader's own fault is told like any other: the process ends anyway
        return {"error": type(error).__name__, "parts": None}


def _read(request: Mapping[str, Any]) -> dict[str, Any]:
    from limis.io.load import load

    image = load(request["path"], **request["options"], budget_bytes=request["budget_bytes"], progress=_show)
    found = _masks(request["masks"], image) if request["masks"] else []
    return {"image": _image(image), "structures": [_structure(n, one) for n, one in enumerate(found)]}


def _masks(files: list[tuple[str, str | None]], image: Image) -> list[Structure]:
    from limis.session.importing import imported_from  # takes longer to load than a picture to read

    found: list[Structure] = []
    for path, name in files:
        _show("reading masks", len(found), 0)
        found += imported_from(Path(path), image, name, [structure.name for structure in found])
    return found


def _show(step: str, done: int, total: int) -> None:
    sys.stdout.write(f"{PROGRESS}{step}{PROGRESS}{done}{PROGRESS}{total}\n")
    sys.stdout.flush()


def _image(image: Image) -> dict[str, Any]:
    import numpy as np

    np.save("image.npy", image.data, allow_pickle=False)
    geometry, source = image.geometry, image.source
    return {
        "shape": list(geometry.shape),
        "affine_ras": None if geometry.affine_ras is None else geometry.affine_ras.tolist(),
        "affine_status": geometry.affine_status,
        "spacing_mm": None if geometry.spacing_mm is None else list(geometry.spacing_mm),
        "orientation": asdict(geometry.orientation),
        "modality": image.modality,
        "unit": image.unit,
        "window": None if image.window is None else list(image.window),
        "format": source.format,
        "sha256": source.sha256,
        "notes": list(source.notes),
        "instances": list(source.instances),
        "numbers": list(source.numbers),
        "header": base64.b64encode(source.header).decode("ascii"),
    }


def _structure(number: int, structure: Structure) -> dict[str, Any]:
    import numpy as np

    mask = structure.mask
    if mask is not None:
        np.save(f"mask-{number}.npy", mask.data if mask.instances is None else mask.instances, allow_pickle=False)
    return {
        "name": structure.name,
        "concept": structure.concept,
        "text": structure.text,
        "side": structure.side,
        "boxes": [[list(box.lower_ijk), list(box.upper_ijk)] for box in structure.boxes],
    }


if __name__ == "__main__":
    main()
