"""Whether an image is the one that a session talked about."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np

from limis.errors import ImageChangedError, say
from limis.session.about import About, describe_grid
from limis.session.canonical import canonical
from limis.types import Image

__all__ = ["check_image", "image_digest"]


def image_digest(image: Image) -> str:
    """sha256 of an image as its source states it; of its values, for one made in memory."""
    if image.source.sha256:
        return image.source.sha256
    sha = hashlib.sha256(canonical([list(image.data.shape), image.data.dtype.str]).encode())
    sha.update(np.ascontiguousarray(image.data).data)
    return sha.hexdigest()


def check_image(about: About, image: Image) -> None:
    """Refuse an image that is not the one that was talked about."""
    digest, grid = image_digest(image), describe_grid(image.geometry)
    what = f"the image of session {about.id} has changed"
    after = "Put the old image back, or open this one as a new session"
    if digest != about.image_sha256:
        stored = f"sha256 {about.image_sha256} of {about.image_path or 'an image made in memory'}"
        got = f"sha256 {digest} of {image.source.path or 'an image made in memory'}"
        raise ImageChangedError(say(what, expected=stored, got=got, next_step=after))
    if grid["shape"] != about.grid["shape"] or not _close(grid["affine_ras"], about.grid["affine_ras"]):
        raise ImageChangedError(
            say(
                what,
                expected=f"shape {about.grid['shape']} and the same affine, sha256 {about.image_sha256}",
                got=f"shape {grid['shape']} with sha256 {digest}",
                next_step="Read it with the options it was read with: --frame, --series, --spacing",
            )
        )


def _close(one: Any, other: Any) -> bool:
    if one is None or other is None:
        return one is other
    return bool(np.allclose(np.asarray(one), np.asarray(other), rtol=0, atol=1e-6))
