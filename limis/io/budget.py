"""Memory is refused before it is taken: what a header declares is checked against a budget."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from limis.errors import ReadError, say
from limis.progress import Progress

__all__ = ["BYTES_A_PIXEL", "BYTES_A_VOXEL", "check_budget", "human_bytes", "read_at_most"]

#: What segmenting one thing takes besides its file, measured: of a picture of 36 megapixels 1.6 GB, of a CT of
#: 512 x 512 x 300 voxels 0.9 GB.
BYTES_A_PIXEL, BYTES_A_VOXEL = 40, 12

_CHUNK = 4 * 2**20


def human_bytes(count: int) -> str:
    """A size that people can read, e.g. ``"1.5 GiB"``."""
    size = float(count)
    for unit in ("bytes", "KiB", "MiB", "GiB", "TiB"):
        if size < 1024:
            return f"{size:.0f} {unit}" if unit == "bytes" else f"{size:.1f} {unit}"
        size /= 1024
    return f"{size:.1f} PiB"


def check_budget(path: Path, needed_bytes: int, budget_bytes: int) -> None:
    """Refuse an image that would take more memory than allowed.

    Args:
        path: The file, for the message.
        needed_bytes: What reading it and segmenting one thing in it take, worked out from its header alone.
        budget_bytes: What may be taken.

    Raises:
        ReadError: It is too much.
    """
    if needed_bytes > budget_bytes:
        raise ReadError(
            say(
                f"{path} declares an image that is too large",
                expected=f"at most {human_bytes(budget_bytes)} of memory",
                got=f"{human_bytes(needed_bytes)}",
                next_step="If the file is right, crop it, or raise the limit with LIMIS_BUDGET_BYTES (e.g. 16G)",
            )
        )


def read_at_most(file: BinaryIO, count: int, progress: Progress) -> bytearray:
    """Read up to a number of bytes, growing only as they come.

    Args:
        file: Where to read from; may be a decompressor.
        count: Bytes wanted. A file that ends early gives fewer.
        progress: Called after each chunk.

    Returns:
        What came.
    """
    content = bytearray()
    while len(content) < count:
        chunk = file.read(min(_CHUNK, count - len(content)))
        if not chunk:
            break
        content += chunk
        progress("reading", len(content), count)
    return content
