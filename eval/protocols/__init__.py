"""The questions that are asked of the product, one protocol a file.

A protocol plans its questions from the data alone and answers each with the product; scoring, counting
failures and resuming are the same for all of them (`limis.eval.run`).
"""

from __future__ import annotations

from collections.abc import Mapping

from limis.errors import InputError, say
from limis.eval.protocols.absence import ABSENCE
from limis.eval.protocols.box import BOX, BOX_EACH
from limis.eval.protocols.protocol import Protocol
from limis.eval.protocols.text import TEXT
from limis.eval.protocols.volumes import VOLUMES
from limis.eval.protocols.words import WORDS, WORDS_BOX, WORDS_VOLUMES

__all__ = ["PROTOCOLS", "Protocol", "protocol"]

#: Every protocol by its name.
PROTOCOLS: Mapping[str, Protocol] = {
    each.name: each for each in (TEXT, BOX, BOX_EACH, ABSENCE, VOLUMES, WORDS, WORDS_BOX, WORDS_VOLUMES)
}


def protocol(name: str) -> Protocol:
    """Look a protocol up.

    Raises:
        InputError: There is none of that name.
    """
    if name not in PROTOCOLS:
        raise InputError(
            say("no such protocol", expected=", ".join(PROTOCOLS), got=repr(name), next_step="Choose one of these")
        )
    return PROTOCOLS[name]
