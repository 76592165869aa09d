"""What torch engines made of pictures, kept so that no picture is encoded twice."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from limis.config import resolve_config
from limis.extras import require

__all__ = ["EmbeddingCache", "Maps", "key_of", "shared_cache"]

#: Tensors of one picture, each with a batch axis of length 1 first.
Maps = tuple[Any, ...]

_DISK_TIMES_MEMORY = 16


def key_of(picture: NDArray[np.uint8], sha256: str, precision: str) -> str:
    """Name an embedding by all that it depends on.

    Args:
        picture: What the engine is shown, windowed: uint8, shape ``(height, width, 3)``.
        sha256: Of the engine's weights.
        precision: What the encoder computes in, e.g. ``"bfloat16"``.

    Returns:
        64 hexadecimal digits.
    """
    said = hashlib.sha256(f"{sha256} {precision} {picture.shape}".encode())
    said.update(np.ascontiguousarray(picture).data)
    return said.hexdigest()


class EmbeddingCache:
    """Embeddings by key, those used longest ago dropped first.

    Args:
        limit_bytes: What all of them together may take; the latest is kept whatever it takes.
        folder: Where they are kept between runs, as safetensors, in up to 16 times `limit_bytes`; None for nowhere.
    """

    def __init__(self, limit_bytes: int, folder: Path | None = None) -> None:
        self._limit, self._folder = limit_bytes, folder
        self._held: OrderedDict[str, Maps] = OrderedDict()
        self._lock = Lock()

    @property
    def held_bytes(self) -> int:
        """What is held in memory."""
        return sum(_size(maps) for maps in self._held.values())

    def __contains__(self, key: str) -> bool:
        return key in self._held or (self._folder is not None and self._path(self._folder, key).is_file())

    def get(self, key: str) -> Maps | None:
        """The embedding of a key, None where there is none (any more)."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
            maps = None if self._folder is None else _read(self._path(self._folder, key))
            if maps is not None:
                self._hold(key, maps)
            return maps

    def put(self, key: str, maps: Maps) -> None:
        """Keep an embedding; its tensors are taken over and must lie in the computer's own memory."""
        with self._lock:
            self._hold(key, maps)
            if self._folder is not None:
                _write(self._path(self._folder, key), maps)
                _trim(self._folder, _DISK_TIMES_MEMORY * self._limit)

    def clear(self) -> None:
        """Drop all that is held in memory."""
        with self._lock:
            self._held.clear()

    def _hold(self, key: str, maps: Maps) -> None:
        self._held[key] = maps
        self._held.move_to_end(key)
        over = self.held_bytes - self._limit
        while over > 0 and len(self._held) > 1:
            over -= _size(self._held.popitem(last=False)[1])

    @staticmethod
    def _path(folder: Path, key: str) -> Path:
        return folder / f"{key}.safetensors"


@cache
def shared_cache() -> EmbeddingCache:
    """The cache of this process, as the configuration says: one limit for all engines."""
    config = resolve_config()
    return EmbeddingCache(config.embeddings_bytes, Path(config.embeddings) if config.embeddings else None)


def _size(maps: Maps) -> int:
    return sum(tensor.nbytes for tensor in maps)


def _read(path: Path) -> Maps | None:
    """What a file holds; None for one that is not there or is damaged: it is then made again."""
    safetensors = require("safetensors.torch", "sam")
    try:
        held = safetensors.load(path.read_bytes())
        path.touch()
        return tuple(held[str(n)] for n in range(len(held)))
    except (OSError, ValueError, KeyError, require("safetensors", "sam").SafetensorError):
        return None


def _write(path: Path, maps: Maps) -> None:
    """Write a file as a whole or not at all; a disk that is full or read-only costs an encode later, nothing else."""
    safetensors = require("safetensors.torch", "sam")
    unfinished = path.with_suffix(f".{uuid4().hex}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(safetensors.save({str(n): tensor.contiguous() for n, tensor in enumerate(maps)}))
        unfinished.replace(path)
    except OSError:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _trim(folder: Path, limit: int) -> None:
    """Remove the files used longest ago until the rest fits."""
    with suppress(OSError):
        files = sorted(((p.stat().st_mtime, p.stat().st_size, p) for p in folder.glob("*.safetensors")), reverse=True)
        total = 0
        for n, (_, size, path) in enumerate(files):
            total += size
            if total > limit and n:
                path.unlink(missing_ok=True)
