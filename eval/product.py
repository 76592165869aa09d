"""The product as protocols see it: load, ask, segment. The real one, or a fake in tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from limis.errors import InputError, say
from limis.eval.data import Known
from limis.eval.peers.wordless import Wordless
from limis.imaging.window import Window, window_for
from limis.models.engines import Engines
from limis.models.weights import is_set, set_called
from limis.progress import Progress, silent
from limis.protocols import EngineInfo, Segmenter
from limis.session.turn import Turn
from limis.session.windows import window_of
from limis.types import Image, Structure

if TYPE_CHECKING:
    from limis.agents.conversation import Conversation

__all__ = ["Product", "knowledge_of", "open_product"]


def _silent(image: Image, imported: Sequence[Structure]) -> Conversation:
    raise InputError(
        say(
            "this product does not talk",
            expected="one that answers sentence after sentence",
            got="one that answers a single sentence",
            next_step="Open it with open_product",
        )
    )


def _usual(image: Image, modality: str, _concept: str) -> Window:
    return window_for(image, modality)


@dataclass(frozen=True, eq=False)
class Product:
    """What is measured.

    Attributes:
        name: Name of the model set.
        models: Its engines, with hashes.
        load: Path and stated kind of imaging → image.
        ask: Image and sentence → the turn of a fresh session.
        segmenter: The engine that turns boxes into masks.
        converse: Image and structures that are there already → a conversation of which nothing is kept.
        knows_words: Whether it has a grounder; a peer that stands alone has none.
        window: Image, kind of imaging and concept → the window in which a sentence has that thing outlined.
    """

    name: str
    models: tuple[EngineInfo, ...]
    load: Callable[[Path, str], Image]
    ask: Callable[[Image, str], Turn]
    segmenter: Segmenter
    converse: Callable[[Image, Sequence[Structure]], Conversation] = _silent
    knows_words: bool = True
    window: Callable[[Image, str, str], Window] = _usual


def open_product(
    models: str, *, device: str = "auto", tell_modality: bool = False, progress: Progress = silent
) -> Product:
    """Open the real thing: engines once, a fresh session for every sentence.

    Args:
        models: Name or path of a model set, or of a peer (`limis.models.registry.PEERS`).
        device: Where engines run.
        tell_modality: State each image's kind of imaging, as ``--modality`` does; else it is guessed.
        progress: Passed on to long work; may raise to stop it.

    Returns:
        The product, engines loaded.

    Raises:
        ModelError: The engines cannot be opened.
    """
    from limis.api import converse, open_session
    from limis.eval.images import open_image
    from limis.models.registry import open_engines
    from limis.prompts.reader import read

    engines: Engines = open_engines(models, device=device)

    def load_as(path: Path, modality: str) -> Image:
        return open_image(path, modality, tell=tell_modality)

    def ask(image: Image, sentence: str) -> Turn:
        return open_session(image, models=engines).apply(read(sentence), sentence, progress)

    def talk(image: Image, imported: Sequence[Structure]) -> Conversation:
        return converse(image, imported=tuple(imported), models=engines, keep=False)

    knows_words = not isinstance(engines.grounder, Wordless)
    window = partial(window_of, engines)
    return Product(engines.name, engines.infos, load_as, ask, engines.segmenter, talk, knows_words, window)


def knowledge_of(models: str) -> Known | None:
    """What a model set knows: concepts, each with the kind of imaging it learned them in.

    Args:
        models: As `limis.models.registry.open_engines` takes it; what its grounder knows counts.

    Returns:
        Pairs that at least `limis.models.weights.KNOWN_FROM` subjects trained; None for engines that do not say.

    Raises:
        WeightsError: An embedded set is not installed.
    """
    grounder = models if is_set(models) else models.partition("+")[0]
    if not is_set(grounder):
        return None
    learned = set_called(grounder).learned
    return frozenset((name, kind) for name, row in learned.items() for kind in row.subjects if row.known_in(kind))
