"""The questions that are asked of the product, one kind of protocol a file.

A protocol plans its questions from the data alone and answers each with the product; scoring, counting
failures and resuming are the same for all of them (`limis.eval.run`). Some come in numbers: ``points-5``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from limis.errors import InputError, say
from limis.eval.data import Data
from limis.eval.product import Product
from limis.eval.protocols.absence import ABSENCE, ABSENCE_VOLUMES
from limis.eval.protocols.box import BOX, BOX_EACH, BOX_NAMED, BOX_NAMED_VOLUMES, BOX_VOLUMES, box_off_by
from limis.eval.protocols.interactive import INTERACTIVE, INTERACTIVE_VOLUMES
from limis.eval.protocols.language import LANGUAGE
from limis.eval.protocols.oracle import ORACLE
from limis.eval.protocols.points import POINT, POINT_VOLUMES, points, random_points
from limis.eval.protocols.protocol import Protocol
from limis.eval.protocols.scribble import SCRIBBLE, SCRIBBLE_VOLUMES, scribble_of
from limis.eval.protocols.text import TEXT
from limis.eval.protocols.volumes import VOLUMES
from limis.eval.strokes import KINDS

__all__ = ["NUMBERED", "PROTOCOLS", "Protocol", "described", "expect_answerable", "protocol", "usual"]

_USUAL = ("text", "box", "absence")
_USUAL_OF_VOLUMES = ("volumes", "box-volumes", "absence-volumes")

#: Every protocol by its name, but for those in numbers.
PROTOCOLS: Mapping[str, Protocol] = {
    each.name: each
    for each in (
        *(TEXT, BOX, BOX_EACH, BOX_NAMED, BOX_VOLUMES, BOX_NAMED_VOLUMES, ORACLE),
        *(POINT, POINT_VOLUMES, SCRIBBLE, SCRIBBLE_VOLUMES),
        *(scribble_of(kind) for kind in KINDS),
        *(INTERACTIVE, INTERACTIVE_VOLUMES, ABSENCE, VOLUMES, ABSENCE_VOLUMES),
        *LANGUAGE.values(),
    )
}

#: What protocols in numbers are called before the number → the one in pictures and the one in volumes.
NUMBERED: Mapping[str, Callable[[int], tuple[Protocol, Protocol]]] = {
    "points": points,
    "points-random": random_points,
    "box-off": box_off_by,
}


def protocol(name: str) -> Protocol:
    """Look a protocol up.

    Args:
        name: One of `PROTOCOLS`, or one of `NUMBERED` with a number and perhaps ``-volumes``: ``"points-3-volumes"``.

    Raises:
        InputError: There is none of that name.
    """
    found = re.fullmatch(rf"({'|'.join(NUMBERED)})-([1-9]\d{{0,2}})(-volumes)?", name)
    if found:
        pictures, volumes = NUMBERED[found[1]](int(found[2]))
        return volumes if found[3] else pictures
    if name not in PROTOCOLS:
        known = ", ".join(described())
        next_step = "`limis eval protocols` tells what each of them asks"
        raise InputError(say("no such protocol", expected=known, got=repr(name), next_step=next_step))
    return PROTOCOLS[name]


def described() -> dict[str, str]:
    """One line about every protocol by its name; N stands for a number."""
    numbered = {
        each.name.replace("999", "N"): each.summary.replace("999", "N")
        for family in NUMBERED.values()
        for each in family(999)
    }
    return {name: each.summary for name, each in PROTOCOLS.items()} | numbered


def usual(data: Data, product: Product) -> list[Protocol]:
    """What is asked where nobody says what: of pictures, or of volumes where there are no pictures.

    Args:
        data: What is to be measured on.
        product: Who is asked; one without a grounder is asked nothing that takes words.
    """
    names = _USUAL if data.pairs else _USUAL_OF_VOLUMES
    return [each for each in map(protocol, names) if product.knows_words or not each.speaks]


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
