"""Phrase tables: find the longest of many phrases at a place in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

__all__ = ["Phrases", "table", "word_set"]


class Phrases:
    """A set of phrases, matched longest first.

    Args:
        phrases: Phrases of words with single spaces.

    Example:
        >>> openers = Phrases(["show me", "show me where"])
        >>> openers.match(["show", "me", "where", "it", "is"], 0)
        3
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        """Note how long the phrases are that begin with a word."""
        self._phrases = frozenset(tuple(phrase.split()) for phrase in phrases)
        lengths: dict[str, set[int]] = {}
        for words in self._phrases:
            lengths.setdefault(words[0], set()).add(len(words))
        self._lengths = {word: sorted(found, reverse=True) for word, found in lengths.items()}

    def with_more(self, phrases: Iterable[str]) -> Phrases:
        """Make a set of these phrases and some more."""
        return Phrases([*(" ".join(words) for words in self._phrases), *phrases])

    @property
    def words(self) -> frozenset[str]:
        """Every word of every phrase."""
        return frozenset(word for phrase in self._phrases for word in phrase)

    def match(self, words: Sequence[str], at: int) -> int:
        """Match the longest phrase that begins at a place.

        Args:
            words: A sentence.
            at: Index of the first word.

        Returns:
            How many words it covers; 0 when none does.
        """
        if at >= len(words):
            return 0
        for length in self._lengths.get(words[at], ()):
            if at + length <= len(words) and tuple(words[at : at + length]) in self._phrases:
                return length
        return 0

    def match_end(self, words: Sequence[str]) -> int:
        """Match the longest phrase that ends the sentence, leaving at least one word before it.

        Args:
            words: A sentence.

        Returns:
            How many words it covers; 0 when none does.
        """
        return next((len(words) - at for at in range(1, len(words)) if self.match(words, at) == len(words) - at), 0)


def word_set(text: str) -> frozenset[str]:
    """Make a set of the words of a text.

    Example:
        >>> sorted(word_set("left right"))
        ['left', 'right']
    """
    return frozenset(text.split())


def table(text: str) -> list[str]:
    r"""Read the rows of a table; an indented line goes on with the row before it.

    Example:
        >>> table("undo: undo\n    that\nredo: redo")
        ['undo: undo that', 'redo: redo']
    """
    rows: list[str] = []
    for line in text.splitlines():
        if line.startswith(" ") and rows:
            rows[-1] += f" {line.strip()}"
        elif line.strip():
            rows.append(line.strip())
    return rows
