"""Put a clause into the order that the rules know: the passive, the question, and the verb that comes last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from limis.prompts.courtesies import PARTS, WISHES
from limis.prompts.frames import Frames
from limis.prompts.normalise import Token
from limis.prompts.phrases import Phrases, word_set
from limis.prompts.verbs import WISHED

__all__ = ["Reordered", "reordered"]

_PERSONS = word_set("you i we he she they somebody someone anyone anybody")
_TURNING = word_set("be get become reach go extend come move")
_MODALS = Phrases(
    [
        *("could", "can", "should", "must", "may", "might", "would", "ought to", "shall"),
        *("needs to", "need to", "has to", "have to", "is to", "are to"),
    ]
)
_WISHES = Phrases(
    [
        *WISHED,
        *(f"{would} possible for" for would in ("would it be", "is it", "might it be")),
        "let",
        "i should like",
        "we should like",
    ]
)
_FRAMED = Frames([], PARTS, WISHES)
_BEFORE_VERB = word_set("you we i to now please would could can should want like")
"""What may stand between a fronted object and its verb: "the liver you segment"."""

_AFTER_VERB = word_set("now only again out away off up in back me us first too all then here last just")
"""What may follow a verb that comes last."""

_IT = word_set("it them this that these those")
_TRANSITIVE = word_set("""
    hide show display delete erase save export store undo redo smooth fill keep exclude include measure segment outline
    delineate throw make take bring put give tell remove hide tighten trim
    """)
"""Verbs that nobody says of what stands before them: "the lesions grow" tells, "the lesions hide" cannot."""

_MOVING = word_set("go jump scroll switch return start begin move")
_NEEDING = word_set("see need want have")
_GOING = word_set("we please")
_BEING = word_set("is are was were")
_LONGEST_MEASURE = 4
"""The most words of the "how many square millimetres" that a question begins with, and one."""

_ON_SCREEN = Phrases(
    [
        *(f"on {the}{screen}" for the in ("", "the ", "my ", "our ") for screen in ("screen", "display", "monitor")),
        *(f"in {the} {picture}" for the in ("the", "this") for picture in ("picture", "image", "view")),
    ]
)
"""What a place may begin with, and the rules want last."""

_TELLING = Phrases(
    [
        *(f"{tell} {me}" for tell in ("tell", "show", "give") for me in ("me", "us")),
        *(f"let {me} know" for me in ("me", "us")),
        *(f"{i} {want} to know" for i in ("i", "we") for want in ("want", "need", "would like")),
        *("do you know", "know", "find out", "work out", "see", "check", "measure"),
    ]
)
"""What a question may hang on."""

_ASKING = word_set("how what which")
_IRREGULAR = {
    "hidden": "hide",
    "shown": "show",
    "undone": "undo",
    "redone": "redo",
    "cut": "cut",
    "kept": "keep",
    "grown": "grow",
    "shrunk": "shrink",
    "shrunken": "shrink",
}
_REGULAR = word_set("""
    smooth smoothen soften fill close delete erase save export store display exclude include shift move nudge enlarge
    expand dilate inflate reduce tighten trim narrow widen thicken erode contract repeat reset crop limit restrict
    measure outline segment remove discard restore extend
    """)
_DOUBLED = word_set("trim crop")
_PARTICIPLES = _IRREGULAR | {
    f"{verb}{verb[-1]}ed" if verb in _DOUBLED else f"{verb.removesuffix('e')}ed": verb for verb in _REGULAR
}
_OF_OUTLINES = word_set("hide show display smooth smoothen save export")
"""Verbs that are said of outlines alone: "the spleen should be removed" is said of patients."""

_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Reordered:
    """A clause in another order.

    Attributes:
        tokens: The clause.
        moved: How many tokens at its end were said before the others.
        names: Whether what it names is safely ours; otherwise it may be said of a patient.
    """

    tokens: list[Token]
    moved: int = 0
    names: bool = False


def reordered(tokens: Sequence[Token], start: int) -> Iterator[Reordered]:
    """Give the orders that a clause may be meant in.

    Args:
        tokens: A clause.
        start: Where it begins, after politeness.

    Yields:
        The clause in another order, the likeliest first.

    Example:
        >>> from limis.prompts.normalise import tokenize
        >>> [[token.word for token in other.tokens] for other in reordered(tokenize("smaller make it"), 0)]
        [['make', 'it', 'smaller'], ['make', 'smaller', 'it']]
    """
    words = [token.word for token in tokens]
    if len(words) - start <= _LONGEST:
        yield from _frame_last(tokens, words, start)
        yield from _asked(tokens, words, start)
        yield from _uninverted(tokens, words, start)
        yield from _active(tokens, words, start)
        yield from _verb_first(tokens, words, start)


def _frame_last(tokens: Sequence[Token], words: Sequence[str], start: int) -> Iterator[Reordered]:
    """Turn "on the screen it is missing on the right" into "it is missing on the right on the screen"."""
    end = start + _ON_SCREEN.match(words, start)
    rest = tokens[end + (words[end : end + 1] == [","]) :]
    if end > start and rest:
        yield Reordered([*rest, *tokens[start:end]])


def _asked(tokens: Sequence[Token], words: Sequence[str], start: int) -> Iterator[Reordered]:
    """Turn "tell me how big it is across" into "how big is it across"."""
    at = start + _TELLING.match(words, start)
    if words[at : at + 1] not in (["how"], ["what"]) or _PERSONS.intersection(words[at + 1 :]):
        return
    verb = next((there for there in range(at + 2, len(words)) if words[there] in _BEING), 0)
    for subject in range(at + 1, min(verb, at + _LONGEST_MEASURE)):
        yield Reordered([*tokens[at:subject], tokens[verb], *tokens[subject:verb], *tokens[verb + 1 :]], names=True)


def _uninverted(tokens: Sequence[Token], words: Sequence[str], start: int) -> Iterator[Reordered]:
    """Turn "could the border be smoother" into "the border could be smoother"."""
    if words[start : start + 1] not in (["could"], ["can"]) or _PERSONS.intersection(words[start + 1 : start + 2]):
        return
    verb = next((at for at in range(start + 2, len(words)) if words[at] in _TURNING), None)
    if verb is not None:
        yield Reordered([*tokens[start + 1 : verb], tokens[start], *tokens[verb:]])


def _active(tokens: Sequence[Token], words: Sequence[str], start: int) -> Iterator[Reordered]:
    """Turn "the contour could be slightly smoothed" into "smooth the contour slightly"."""
    for at in range(start + 1, len(words) - 1):
        done = next((there for there in (at + 1, at + 2) if _PARTICIPLES.keys() & words[there : there + 1]), 0)
        if words[at] != "be" or not done:
            continue
        subject = _subject(tokens[start:at])
        verb = replace(tokens[done], word=_PARTICIPLES[words[done]])
        names = verb.word in _OF_OUTLINES or _is_framed(words, start)
        if subject:
            yield Reordered([verb, *subject, *tokens[done + 1 :], *tokens[at + 1 : done]], names=names)


def _subject(tokens: Sequence[Token]) -> Sequence[Token]:
    """Take what "be" is said of: what stands before "should", after a first "could", or after "I want"."""
    words = [token.word for token in tokens]
    if length := _MODALS.match_end(words):
        return tokens[:-length]
    wish = _WISHES.match(words, 0) if words[-1] == "to" or words[0] == "let" else 0
    length = max(_MODALS.match(words, 0), wish)
    return tokens[length : len(tokens) - (words[-1] == "to")] if length else ()


def _is_framed(words: Sequence[str], start: int) -> bool:
    return any(_FRAMED.match(words, at) == start - at > 0 for at in range(start))


def _verb_first(tokens: Sequence[Token], words: Sequence[str], start: int) -> Iterator[Reordered]:
    """Turn "smaller make it" into "make it smaller", "the liver hide" into "hide the liver"."""
    for at in range(start + 1, len(words)):
        if not _is_verb(words, at, start):
            continue
        front = list(tokens[start:at])
        while front and front[-1].word in _BEFORE_VERB:
            front.pop()
        if not front or "," in words[start:at]:
            return
        yield Reordered([*tokens[at:], *front], len(front), names=True)
        if len(words) > at + 1:
            yield Reordered([tokens[at], *front, *tokens[at + 1 :]], names=True)


def _is_verb(words: Sequence[str], at: int, start: int) -> bool:
    """Say whether the verb of a clause stands here, after what English says behind it."""
    if words[at] in _TRANSITIVE and _AFTER_VERB.issuperset(words[at + 1 :]):
        return True
    if words[at] == "i":
        return words[-1] in _NEEDING
    if words[at] in _ASKING:
        return words[start] == "of"
    if words[at] in _MOVING and (words[start] in ("to", "from") or words[at - 1] in _GOING):
        return at + 1 == len(words) or words[at + 1] in _BEFORE_VERB
    return words[at + 1 : at + 2] != [] and words[at + 1] in _IT and words[at].isalpha()
