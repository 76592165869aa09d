"""How much a pixel looks like the inside of a thing and not like what lies around it, by how bright it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

__all__ = ["Likeness"]

_ndimage = cast("Any", ndimage)
_BINS, _BLUR, _LEAST = 32, 1.2, 1e-3


@dataclass(frozen=True, eq=False)
class Likeness:
    """What brightness tells of one thing, learned in one slice; it may be asked of others in the same window.

    Attributes:
        shares: float32, per level of brightness: 0…1, 0.5 where nothing can be said.
    """

    shares: NDArray[np.float32]

    @classmethod
    def of(cls, grey: NDArray[np.float32], inside: NDArray[np.bool_], near: NDArray[np.bool_]) -> Likeness:
        """Learn it.

        Args:
            grey: 0…1, shape ``(rows, columns)``, smoothed a little.
            inside: The thing, same shape; its inside should be sure.
            near: What surrounds it, same shape.
        """
        if not inside.any() or not near.any():
            return cls(np.full(_BINS, 0.5, np.float32))
        shares = [np.bincount(_levels(grey[part]), minlength=_BINS) / part.sum() for part in (inside, near)]
        own, other = (_ndimage.gaussian_filter1d(share, _BLUR, mode="nearest") + _LEAST for share in shares)
        return cls((own / (own + other)).astype(np.float32))

    def __call__(self, grey: NDArray[np.float32]) -> NDArray[np.float32]:
        """Tell it of every pixel of a slice: float32 in 0…1, of its shape."""
        return self.shares[_levels(grey)]


def _levels(grey: NDArray[np.float32]) -> NDArray[np.int32]:
    return np.clip((grey * _BINS).astype(np.int32), 0, _BINS - 1)
