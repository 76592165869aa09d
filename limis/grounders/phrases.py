"""Several phrases as one text for a detector, each found again by the tokens it took.

Grounding DINO reads "lung. heart. left ventricle." and scores every token against every box. Phrases are
tokenised one by one and joined by full stops, so each one's span is known and nothing is matched by its letters.
(Source: Liu et al., "Grounding DINO", 2023, section 3.4, sub-sentence level text features.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Marks", "Places", "Reader", "Text", "Tokens", "pack"]

Tokens = tuple[int, ...]


@dataclass(frozen=True)
class Marks:
    """Tokens that mean no word.

    Attributes:
        start: Begins a text.
        stop: The full stop that follows every phrase.
        end: Ends a text.
    """

    start: int
    stop: int
    end: int


@dataclass(frozen=True)
class Places:
    """Where the phrases of one query lie in a text.

    Attributes:
        names: Spans of tokens that mean it.
        rivals: Spans of what it may be mistaken for.
    """

    names: tuple[slice, ...]
    rivals: tuple[slice, ...] = ()


@dataclass(frozen=True)
class Text:
    """The phrases of some queries as one sequence of tokens.

    Attributes:
        ids: Token ids, from start token to end token.
        places: One per query, in order.
    """

    ids: Tokens
    places: tuple[Places, ...]


@dataclass
class _Draft:
    """A text that is still growing."""

    marks: Marks
    room: int
    ids: list[int] = field(default_factory=list[int])
    spans: dict[Tokens, slice] = field(default_factory=dict[Tokens, slice])
    places: list[Places] = field(default_factory=list[Places])

    def fits(self, phrases: Sequence[Tokens]) -> bool:
        return len(self.ids) + sum(len(p) + 1 for p in set(phrases) - self.spans.keys()) <= self.room

    def add(self, names: Sequence[Tokens], rivals: Sequence[Tokens]) -> None:
        self.places.append(Places(self._lay(names), self._lay(rivals)))

    def _lay(self, phrases: Sequence[Tokens]) -> tuple[slice, ...]:
        """The spans of phrases; those for which there is no room are left out."""
        for phrase in phrases:
            if phrase not in self.spans and self.fits([phrase]):
                at = 1 + len(self.ids)
                self.spans[phrase] = slice(at, at + len(phrase))
                self.ids += [*phrase, self.marks.stop]
        return tuple(self.spans[phrase] for phrase in phrases if phrase in self.spans)

    def done(self) -> Text:
        return Text((self.marks.start, *self.ids, self.marks.end), tuple(self.places))


def pack(queries: Sequence[tuple[Sequence[Tokens], Sequence[Tokens]]], *, marks: Marks, limit: int) -> list[Text]:
    """Join the phrases of queries into as few texts as fit; what belongs to one query stays in one text.

    Args:
        queries: Token ids of each one's names, and of its rivals. No first name is longer than ``limit - 3``. Where
            one query alone is too much for a text, its last rivals and names are left out.
        marks: Tokens around phrases.
        limit: Tokens that a text may have.

    Returns:
        The texts; their places, one after the other, are those of the queries in order. A phrase stands in a text
        once, however many queries it serves.

    Example:
        >>> liver, spleen, lung = (7,), (8, 9), (6,)
        >>> texts = pack([([liver], [spleen]), ([spleen], [liver]), ([lung], [])], marks=Marks(1, 0, 2), limit=7)
        >>> [text.ids for text in texts]
        [(1, 7, 0, 8, 9, 0, 2), (1, 6, 0, 2)]
        >>> texts[0].places[1]
        Places(names=(slice(3, 5, None),), rivals=(slice(1, 2, None),))
    """
    texts: list[Text] = []
    draft = _Draft(marks, limit - 2)
    for names, rivals in queries:
        if draft.places and not draft.fits([*names, *rivals]):
            texts.append(draft.done())
            draft = _Draft(marks, limit - 2)
        draft.add(names, rivals)
    return [*texts, draft.done()] if draft.places else texts


class Reader:
    """How a detector reads: phrases as tokens, and texts made of them.

    Args:
        tokenizer: BERT's, as transformers gives it.
        limit: Tokens that a text may have.
    """

    def __init__(self, tokenizer: Any, limit: int) -> None:
        self.tokenizer, self.limit = tokenizer, limit
        self._marks = Marks(tokenizer.cls_token_id, tokenizer.convert_tokens_to_ids("."), tokenizer.sep_token_id)

    def tokens(self, phrase: str) -> Tokens:
        """The tokens of a phrase, without any around it."""
        return tuple(self.tokenizer(phrase, add_special_tokens=False)["input_ids"])

    def knows(self, phrase: str) -> bool:
        """Whether every word of a phrase is a token of its own: rare words, which are not, tell a detector nothing."""
        tokens = self.tokens(phrase)
        return len(tokens) == len(phrase.split()) and self.tokenizer.unk_token_id not in tokens

    def pack(self, queries: Sequence[tuple[Sequence[str], Sequence[str]]]) -> list[Text]:
        """Join the phrases of queries, each one's names and rivals, into as few texts as fit; see `pack`."""
        tokens = [([self.tokens(p) for p in names], [self.tokens(p) for p in rivals]) for names, rivals in queries]
        return pack(tokens, marks=self._marks, limit=self.limit)
