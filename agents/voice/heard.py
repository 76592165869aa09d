"""What a recogniser promises: samples in, words and how sure it is of them out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from limis.commands import Context

__all__ = ["RATE_HZ", "Heard", "Recogniser", "Sound"]

#: Samples per second that recognisers take.
RATE_HZ = 16_000

Sound = NDArray[np.int16]
"""One channel of PCM at `RATE_HZ`, shape ``(n,)``."""


@dataclass(frozen=True)
class Heard:
    """What was made of a recording.

    Attributes:
        text: The words, in lower case; empty where none of ours were heard.
        confidence: 0…1 that these words were said.
        seconds: How long recognising took.
        alternatives: Other readings, the likelier first.
        evidence: What the confidence was worked out from, if it can be fitted again.
    """

    text: str
    confidence: float
    seconds: float
    alternatives: tuple[str, ...] = ()
    evidence: tuple[float, ...] = ()


class Recogniser(Protocol):
    """Turns speech into words."""

    @property
    def name(self) -> str:
        """What it is called, e.g. ``"sphinx"``."""
        ...

    def hear(self, sound: Sound, context: Context) -> Heard:
        """Recognise one utterance; may be called from several threads.

        Args:
            sound: The samples, silence cut off.
            context: What is known of the session: what is there and what is asked is likelier to be said.
        """
        ...
