"""How work grows: with slices, with things asked for at once, with turns.

Costs are seconds of all cores together, so that exponents do not depend on what else the machine does.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import accumulate
from pathlib import Path
from statistics import fmean, median

from limis.errors import InputError, say
from limis.eval.bench.cells import draw_cells
from limis.eval.bench.figures import Law, Point, timed
from limis.eval.bench.ratios import CELLS_SENTENCE
from limis.eval.bench.size import THICK_MM, Size
from limis.eval.bench.talks import BLOCK, begin, found
from limis.eval.phantom import make_phantom
from limis.eval.sentences import sentence
from limis.models.engines import Engines
from limis.prompts.reader import read
from limis.prompts.vocabulary import vocabulary
from limis.protocols import Query
from limis.session import Session, Turn
from limis.types import Image

__all__ = ["grow_with_concepts", "grow_with_slices", "grow_with_turns"]

_LONG_S = 4.0


def grow_with_slices(engines: Engines, size: Size) -> Law:
    """A sentence about volumes of more and more slices; the organ has the same share of each."""
    said = sentence(("kidney", "left"))
    images = {n: make_phantom(slices=n, thickness_mm=THICK_MM) for n in size.slices}
    _cost(images[size.slices[0]], engines, said, 1)
    taken = {n: _cost(image, engines, said, size.repeats) for n, image in images.items()}
    single = taken[size.slices[0]] / size.slices[0]
    return Law.fitted(
        "slices",
        f'"{said}" in a volume',
        "as many times a volume of one slice",
        "slices",
        "CPU s",
        [Point.of(n, taken[n], n * single) for n in size.slices],
    )


def grow_with_concepts(engines: Engines, size: Size) -> Law:
    """A sentence that names more and more things in one slice, beside a sentence and a session for each of them."""
    image = make_phantom(slices=1, thickness_mm=THICK_MM)
    names = _answerable(engines, image, max(size.concepts))
    _cost(image, engines, sentence((names[0], None)), 1)
    alone = [_cost(image, engines, sentence((name, None)), size.repeats) for name in names]
    apart = list(accumulate(alone))
    together = {
        n: _cost(image, engines, sentence(*((name, None) for name in names[:n])), size.repeats) for n in size.concepts
    }
    return Law.fitted(
        "concepts",
        "a sentence that names so many things, in a slice",
        "a sentence and a session for each",
        "things asked for",
        "CPU s",
        [Point.of(n, together[n], apart[n - 1]) for n in size.concepts],
    )


def grow_with_turns(engines: Engines, size: Size, home: Path) -> list[Law]:
    """A long conversation that is kept: the cost of a turn, and what it adds to the store, ten turns after ten.

    Args:
        engines: Models.
        size: How many turns.
        home: Folder that the conversation is kept in.
    """
    image = draw_cells(*size.picture)
    imported = found(image, engines, CELLS_SENTENCE)
    costs: list[float] = []
    stored: list[int] = []
    with begin(image, engines, imported, home) as conversation:
        _say_block(conversation.say)
        before = _stored(home)
        for _ in range(size.turns // len(BLOCK)):
            costs.append(_say_block(conversation.say))
            stored.append(_stored(home) - before)
            before += stored[-1]
    counts = [len(BLOCK) * (n + 1) for n in range(len(costs))]
    added = [max(1, grown) / len(BLOCK) / 1000 for grown in stored]
    return [
        Law.fitted(name, what, "the first ten", "turns so far", unit, [*map(Point.of, counts, each, _firsts(each))])
        for name, what, unit, each in (
            ("turns", "a turn of a long conversation, mean over ten", "CPU s", costs),
            ("store", "what a turn adds to the store, mean over ten", "KB", added),
        )
    ]


def _firsts(values: list[float]) -> list[float]:
    return [values[0]] * len(values)


def _cost(image: Image, engines: Engines, said: str, repeats: int) -> float:
    """What a sentence costs in a fresh session: the median of some, fewer where it is long work."""
    taken: list[float] = []
    while len(taken) < repeats and sum(taken) < _LONG_S:
        taken.append(timed(lambda: Session(image, engines).apply(read(said), said)).cpu)
    return median(taken)


def _say_block(say: Callable[[str], Turn]) -> float:
    """Mean cost of ten turns that end where they began."""
    return fmean(timed(partial(say, text)).cpu for text in BLOCK)


def _stored(home: Path) -> int:
    return sum(path.stat().st_size for path in home.rglob("*") if path.is_file())


def _answerable(engines: Engines, image: Image, count: int) -> list[str]:
    """Some concepts that the grounder takes in such an image.

    Raises:
        InputError: It takes fewer.
    """
    modality, takes = image.modality, engines.grounder.why_not
    names = sorted(concept.name for concept in vocabulary())
    taken = [name for name in names if takes(Query(name, name.replace("_", " ")), modality) is None]
    if len(taken) < count:
        raise InputError(
            say(
                f"the models {engines.name} know too little to be measured",
                expected=f"{count} concepts in {modality}",
                got=str(len(taken)),
                next_step="Measure other models",
            )
        )
    return taken[:count]
