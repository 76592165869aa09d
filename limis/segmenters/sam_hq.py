"""SAM-HQ as a segmenter: SAM with a decoder that also looks at early features, for finer borders (extra ``sam``).

Source: Ke et al., "Segment Anything in High Quality", 2023, as implemented by transformers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from limis.runtime.embeddings import Maps
from limis.segmenters.sam import SamNetwork
from limis.segmenters.sam_family import SamFamily, open_family

__all__ = ["ARCHITECTURES", "SamHqNetwork", "open_segmenter"]

ARCHITECTURES = {"sam_hq": "SamHQModel"}


class SamHqNetwork(SamNetwork):
    """Transformers' ``SamHQModel``; see `limis.segmenters.sam_network.Network`."""

    def encode(self, pictures: Sequence[NDArray[np.uint8]]) -> Maps:
        """The map of SAM, and the early one ``(n, rows, columns, channels)``, the only other that is looked at."""
        seen = self.model.vision_encoder(self._pixels(pictures))
        return seen[0], seen[1][0]

    def _embeddings(self, maps: Maps, count: int) -> dict[str, Any]:
        early = maps[1].expand(count, -1, -1, -1)
        return {**super()._embeddings(maps, count), "intermediate_embeddings": [early]}


def open_segmenter(location: str, device: str = "auto") -> SamFamily:
    """Open a SAM-HQ checkpoint; arguments and errors as in `limis.segmenters.sam_family.open_family`."""
    return open_family(location, device, ARCHITECTURES, SamHqNetwork)
