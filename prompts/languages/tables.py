"""Help to write the tables of a language as people spell it; readers compare without accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from limis.prompts.phrases import Phrases, table

__all__ = ["forms", "meanings", "phrase_lists", "phrases", "plain", "words"]


def plain(text: str) -> str:
    """Leave out accents, and write ß and œ as two letters.

    Example:
        >>> plain("größer, riñón, à gauche")
        'grosser, rinon, a gauche'
    """
    decomposed = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("œ", "oe"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def words(text: str) -> frozenset[str]:
    """Make a set of the words of a text.

    Example:
        >>> sorted(words("die Größe".lower()))
        ['die', 'grosse']
    """
    return frozenset(plain(text).split())


def phrases(text: str) -> Phrases:
    """Make a phrase table of phrases between commas; "comma" stands for the mark itself.

    Example:
        >>> phrases("et, et puis").match(["et", "puis"], 0)
        2
    """
    return Phrases(_listed(text))


def meanings(text: str) -> dict[str, str]:
    """Read rows of a meaning, a colon and the phrases that have it.

    Example:
        >>> meanings("left: gauche, à gauche")
        {'gauche': 'left', 'a gauche': 'left'}
    """
    rows = (row.split(":", 1) for row in table(text))
    return {phrase: meaning.strip() for meaning, said in rows for phrase in _listed(said)}


def phrase_lists(text: str) -> Mapping[str, str]:
    """Read the phrase lists of a language, each a name, a colon and a pattern.

    Example:
        >>> phrase_lists("BIG: größer")
        {'BIG': 'grosser'}
    """
    rows = (row.split(":", 1) for row in table(plain(text)))
    return {name: pattern.strip() for name, pattern in rows}


def forms(stems: str, endings: str) -> str:
    """Write every form of regular verbs as one choice; "-" is the stem itself.

    Example:
        >>> forms("lad", "- e en")
        'lad/lade/laden'
    """
    return "/".join(stem + ending.removeprefix("-") for stem in stems.split() for ending in endings.split())


def _listed(text: str) -> list[str]:
    found = (" ".join("," if word == "comma" else word for word in said.split()) for said in plain(text).split(","))
    return [phrase for phrase in found if phrase]
