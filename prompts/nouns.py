"""One noun phrase of a request: its words, side and meaning, and whether it may be an open target."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from limis.commands import Reference, Side, Target, What, Which
from limis.prompts.choices import Choice, how_many, place_of
from limis.prompts.english.common import RESERVED
from limis.prompts.english.outside import OUTSIDE
from limis.prompts.english.tables import FIGURES
from limis.prompts.lexicon import (
    ARTICLES,
    DETERMINERS,
    EVERYTHING,
    IMAGE_NOUNS,
    LINKS,
    PLURALS,
    PRONOUNS,
    QUANTIFIERS,
    SIDE_LETTERS,
    SIDE_PHRASES,
    SIDES,
    WHICH,
)
from limis.prompts.meaning import Meaning, mean, side_of
from limis.prompts.normalise import POSSESSIVE, Token, quote
from limis.prompts.phrases import Phrases, word_set
from limis.prompts.verbs import SEGMENT
from limis.prompts.vocabulary import vocabulary
from limis.prompts.vocabulary.fold import fold_word

__all__ = ["Noun", "is_plain", "read_noun", "targets_of"]

_SIDE_ENDS = Phrases(SIDE_PHRASES)
_LONGEST_OPEN = 6
_COMPARATIVES = frozenset({"larger", "bigger", "smaller"})
"""Words that say which one before a noun, and after it what is to become of it."""

_WORD = re.compile(r"[a-z]+\d{0,2}")


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun phrase of a request.

    Attributes:
        text: The phrase as it was said, without its article.
        words: Its words without articles and quantities.
        head: Its words without side and choice either.
        side: The side it says outside of its name.
        which: Which of several it says.
        meaning: What it means, or None.
        reference: What it refers to, or None.
        span: Where the phrase stands in the text.
        nth: The place of the one it means, as in `Target`.
        count: How many it means, as in `Target`.
    """

    text: str
    words: tuple[str, ...]
    head: tuple[str, ...]
    side: Side | None
    which: Which | None
    meaning: Meaning | None
    reference: Reference | None
    span: tuple[int, int]
    nth: int | None = None
    count: int | None = None

    @property
    def leans(self) -> bool:
        """Whether it needs another noun: "left", "the right one", "the largest"."""
        return (
            self.meaning is None
            and self.head in ((), ("one",), ("ones",))
            and bool(self.side or self.which or self.nth)
        )

    @property
    def choice(self) -> dict[str, Any]:
        """Which of several it says, as the fields of a target."""
        return {"which": self.which, "nth": self.nth, "count": self.count}


def read_noun(text: str, tokens: Sequence[Token]) -> Noun:
    """Read a noun phrase.

    Args:
        text: The whole text.
        tokens: The tokens of the phrase; at least one.

    Returns:
        The phrase; its meaning is None where the vocabulary cannot account for all of it.

    Example:
        >>> from limis.prompts.normalise import tokenize
        >>> noun = read_noun("the largest cyst", tokenize("the largest cyst"))
        >>> noun.text, noun.which, noun.meaning.concepts
        ('largest cyst', 'largest', ('cyst',))
    """
    reference = _reference(text, tokens)
    spoken = _without(tokens, DETERMINERS | {"just", "only"}) or list(tokens)
    if spoken[0].word == "of" and len(spoken) < len(tokens):
        spoken = _without(spoken, DETERMINERS | {"of"}) or spoken
    words = _without_quantity(tuple(token.word for token in spoken))
    words, outer = _end_side(words)
    words, choice = _choice(words)
    meaning = mean(words) if words else None
    head, side = _head(words, meaning)
    contradicts = meaning is None and side is not None and head != () and mean(head) is not None
    if contradicts or (outer is not None and side not in (None, outer)):
        meaning, side, outer, head = None, None, None, (*head, "left", "right")
    return Noun(
        text=quote(text, spoken),
        words=words,
        head=head,
        side=outer or side,
        which=choice.which,
        nth=choice.nth,
        count=choice.count,
        meaning=meaning,
        reference=reference,
        span=(spoken[0].start, spoken[-1].end),
    )


def targets_of(noun: Noun, *, open_targets: bool, anything: bool = False) -> tuple[What, ...]:
    """Turn a noun phrase into targets.

    Args:
        noun: A noun phrase with at most one reading.
        open_targets: Whether an unknown noun may be a target.
        anything: Whether it may even be a thing of the room, which an image can show, too.

    Returns:
        One target or several ("both atria"); none where it is no target at all.
    """
    if noun.reference is not None:
        return (noun.reference,)
    if noun.meaning is not None:
        return tuple(
            Target(concept=name, side=noun.side, text=noun.text, **noun.choice) for name in noun.meaning.concepts
        )
    if open_targets and is_plain(noun, anything=anything):
        return (Target(concept=None, side=noun.side, text=noun.text, **noun.choice),)
    return ()


_BEFORE_ARTICLES = LINKS | word_set(
    "near next to beside behind below above under around along with between by against over beneath adjacent"
)
"""What an article follows inside a noun phrase; after anything else it begins another: "water the plants"."""


def is_plain(noun: Noun, *, anything: bool = False) -> bool:
    """Say whether every word of an unknown phrase can belong to a plain noun phrase.

    Example:
        >>> from limis.prompts.normalise import tokenize
        >>> [is_plain(read_noun(t, tokenize(t))) for t in ("purple thing", "liver later")]
        [True, False]
    """
    words = [word for word in noun.head if word not in DETERMINERS]
    if not 0 < len(words) <= _LONGEST_OPEN or words[0] in LINKS or words[-1] in LINKS:
        return False
    if noun.side is None and any(word in SIDES for word in words):
        return False
    if any(
        word in ARTICLES and before not in _BEFORE_ARTICLES
        for before, word in zip(noun.words, noun.words[1:], strict=False)
    ):
        return False
    outside: frozenset[str] = frozenset() if anything else OUTSIDE
    return all(word in LINKS or word == POSSESSIVE or _may_be_in_noun(word, outside) for word in words)


def _may_be_in_noun(word: str, outside: frozenset[str]) -> bool:
    if word in RESERVED or fold_word(word) in outside or word in outside or fold_word(word) in IMAGE_NOUNS:
        return False
    return _WORD.fullmatch(word) is not None and not SEGMENT.match([word], 0)


def _reference(text: str, tokens: Sequence[Token]) -> Reference | None:
    words = tuple(token.word for token in tokens)
    phrase = " ".join(word for word in words if word not in ARTICLES)
    said = quote(text, tokens[1:] if words[0] in ARTICLES and len(words) > 1 else tokens)
    if phrase in EVERYTHING or phrase.removeprefix("all of ") in EVERYTHING:
        return Reference(ref="all", text=said)
    if len(words) == 1 and words[0] in PRONOUNS:
        return Reference(ref="active", plural=True if words[0] in PLURALS else None, text=said)
    return None


def _head(words: tuple[str, ...], meaning: Meaning | None) -> tuple[tuple[str, ...], Side | None]:
    """Take the side off, unless it belongs to the name as in "left ventricle"."""
    if len(words) == 1 and words[0] in SIDE_LETTERS:
        return (), SIDE_LETTERS[words[0]]
    plain, side = side_of(words)
    if meaning is not None and meaning.side is None:
        plain = words
    return tuple(word for word in plain if word not in ARTICLES), meaning.side if meaning is not None else side


def _without(tokens: Sequence[Token], words: frozenset[str]) -> list[Token]:
    start = next((at for at, token in enumerate(tokens) if token.word not in words), len(tokens))
    return list(tokens[start:])


def _without_quantity(words: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out "all the", "every", "each of the"; turn "the two kidneys" and "both of the" into "both"."""
    if words[:1] == ("two",) and len(words) > 1:
        concept = (found := mean(words[1:])) and found.concept
        return ("both", *words[1:]) if concept and concept.paired else words
    while len(words) > 0:
        length = QUANTIFIERS.match(words, 0)
        if length == 0 and words[0] in DETERMINERS and len(words) > 1:
            length = 1
        if length == 0 and words[0] == "both" and words[1:2] == ("of",):
            return ("both", *words[2:])
        if length == 0 or length == len(words):
            return words
        words = words[length:]
    return words


def _end_side(words: tuple[str, ...]) -> tuple[tuple[str, ...], Side | None]:
    length = _SIDE_ENDS.match_end(words)
    if length == 0:
        length = len(words) if len(words) > 1 and _SIDE_ENDS.match(words, 0) == len(words) else 0
    if length == 0:
        return words, None
    return words[:-length], SIDE_PHRASES[" ".join(words[-length:])]


def _ends_in_comparative(words: tuple[str, ...]) -> bool:
    return len(words) > 1 and words[-1] in _COMPARATIVES


def _choice(words: tuple[str, ...]) -> tuple[tuple[str, ...], Choice]:
    """Take "largest" out of "largest of the nuclei", "second largest" and "three largest" out of what they begin."""
    chosen = [at for at, word in enumerate(words) if word in WHICH]
    if len(chosen) != 1 or _ends_in_comparative(words) or vocabulary().senses(" ".join(words)):
        return words, Choice()
    at = chosen[0]
    rest = words[at + 1 :]
    nth, count = (place_of(words[0], FIGURES), how_many(words[0], FIGURES)) if at == 1 else (None, None)
    if at == 0 and len(rest) > 0:
        count = how_many(rest[0], FIGURES)
        rest = rest[count is not None :]
    if at == 0 and rest[:1] == ("of",) and len(rest) > 1:
        rest = _without_quantity(rest[1:])
    before = () if nth is not None or count is not None else words[:at]
    return (*before, *rest), Choice(WHICH[words[at]], nth, count)
