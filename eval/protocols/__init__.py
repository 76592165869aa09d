"""The questions that are asked of the product, one protocol a file.

A protocol plans its questions from the data alone and answers each with the product; scoring, counting
failures and resuming are the same for all of them (`limis.eval.run`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from limis.errors import InputError, say
from limis.eval.product import Product
from limis.eval.protocols.absence import ABSENCE
from limis.eval.protocols.box import BOX, BOX_EACH
from limis.eval.protocols.oracle import ORACLE
from limis.eval.protocols.protocol import Protocol
from limis.eval.protocols.text import TEXT
from limis.eval.protocols.volumes import VOLUMES
from limis.eval.protocols.words import WORDS, WORDS_BOX, WORDS_VOLUMES

__all__ = ["PROTOCOLS", "Protocol", "expect_answerable", "protocol"]

#: Every protocol by its name.
PROTOCOLS: Mapping[str, Protocol] = {
    each.name: each for each in (TEXT, BOX, BOX_EACH, ORACLE, ABSENCE, VOLUMES, WORDS, WORDS_BOX, WORDS_VOLUMES)
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


def expect_answerable(protocols: Sequence[Protocol], product: Product) -> None:
    """Make sure that a product can answer protocols before the first question is asked.

    Raises:
        InputError: One of them takes words, and the product has no grounder.
    """
    spoken = [each.name for each in protocols if each.speaks]
    if spoken and not product.knows_words:
        raise InputError(
            say(
                f"{product.name} knows no words, so {' and '.join(spoken)} cannot be asked of it",
                expected=f"of the protocols {', '.join(each.name for each in PROTOCOLS.values() if not each.speaks)}",
                got=", ".join(spoken),
                next_step=f"Choose one of these, or join it with a grounder: --models embedded+{product.name}",
            )
        )
