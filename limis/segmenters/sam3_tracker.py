"""The tracker of SAM 3 as a segmenter, for pictures or, with its memory, from slice to slice too (extra ``sam``).

Source: Carion et al., "SAM 3: Segment Anything with Concepts", 2025, as implemented by transformers. Of a checkpoint
of the whole of SAM 3 only the tracker is loaded, not what looks for words. Its owner asks for a licence to be accepted.
"""

from __future__ import annotations

from limis.segmenters.sam2 import Sam2Network
from limis.segmenters.sam_family import SamFamily, open_family
from limis.segmenters.sam_memory import SamWithMemory

__all__ = ["ARCHITECTURES", "open_segmenter"]

ARCHITECTURES = {
    "sam3_video": "Sam3TrackerVideoModel",
    "sam3_tracker_video": "Sam3TrackerVideoModel",
    "sam3_tracker": "Sam3TrackerModel",
}
_WITH_MEMORY: dict[str, type[SamFamily]] = dict.fromkeys(("sam3_video", "sam3_tracker_video"), SamWithMemory)


def open_segmenter(location: str, device: str = "auto") -> SamFamily:
    """Open a SAM 3 checkpoint; arguments and errors as in `limis.segmenters.sam_family.open_family`.

    Returns:
        A segmenter; of all but a ``sam3_tracker``, which is for pictures alone, one that propagates.
    """
    return open_family(location, device, ARCHITECTURES, Sam2Network, _WITH_MEMORY)
