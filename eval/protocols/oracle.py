"""The sentence, with the truth's boxes in the grounder's place: what is still wrong is the segmenter's part.

All but the grounder is the way a sentence goes: the session's window, a box for each piece, sides, instances. So
what ``text`` loses against ``oracle`` is lost by looking, and what ``oracle`` lacks of 1 is lost by outlining. (``box``
and ``box-each`` give boxes to the bare segmenter, without a sentence and without a session.)
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Literal

import numpy as np

from limis.eval.cases import Answer, Ask
from limis.eval.overlap import Inside
from limis.eval.product import Product
from limis.eval.protocols.box import boxes_of
from limis.eval.protocols.protocol import Protocol, picture_asks
from limis.eval.protocols.text import gathered
from limis.eval.truth import Truth
from limis.models.engines import Engines
from limis.progress import Progress
from limis.prompts.reader import read
from limis.protocols import EngineInfo, Grounding, Query, View
from limis.session import Session
from limis.types import Image

__all__ = ["ORACLE", "Oracle", "answer_oracle"]


class Oracle:
    """A grounder that knows the truth of one picture, and sees it whatever it is asked for.

    Args:
        inside: bool, the picture's shape.
    """

    vocabulary: Literal["open", "closed"] = "open"
    info = EngineInfo("oracle", "grounder", "", "no weights", "cpu")

    def __init__(self, inside: Inside) -> None:
        self._inside = inside

    def why_not(self, query: Query, modality: str | None) -> str | None:
        """Nothing stands against any query; see `limis.protocols.Grounder`."""
        return None

    def kinds(self, query: Query) -> frozenset[str]:
        """No kind of imaging makes a difference; see `limis.protocols.Grounder`."""
        return frozenset()

    def ground(self, views: Sequence[View], queries: Sequence[Query], progress: Progress) -> list[list[Grounding]]:
        """The truth's boxes in every view, for every query; see `limis.protocols.Grounder`."""
        return [[self._see(view)] * len(queries) for view in views]

    def _see(self, view: View) -> Grounding:
        boxes = np.array(boxes_of(self._inside), np.float64).reshape(-1, 2, 2)
        on_view = (boxes * view.size / self._inside.shape)[..., ::-1].reshape(-1, 4).astype(np.float32)
        return Grounding(float(len(boxes) > 0), len(boxes) > 0, on_view, np.ones(len(boxes), np.float32))


def answer_oracle(product: Product, ask: Ask, image: Image, truth: Truth) -> Answer:
    """Speak the question's sentence to a fresh session whose grounder knows the truth.

    Args:
        product: Its segmenter is measured.
        ask: The question.
        image: A picture.
        truth: What the grounder sees.

    Returns:
        Every mask the session holds after the sentence.

    Raises:
        limis.errors.LimisError: Whatever the segmenter or the session raises.
    """
    session = Session(image, Engines(product.name, Oracle(truth.inside), product.segmenter))
    started = time.perf_counter()
    turn = session.apply(read(ask.sentence), ask.sentence)
    return gathered(turn.result, turn.result.reason, time.perf_counter() - started)


#: A sentence, and the true box around each piece of what it names.
ORACLE = Protocol(
    "oracle", "a sentence, true boxes for the grounder's, pictures", picture_asks("oracle"), answer_oracle, speaks=False
)
