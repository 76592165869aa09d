"""Help to write the tables of a language as people spell it; readers compare without accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from itertools import product
from typing import cast

from limis.prompts.language import Degree, Unit
from limis.prompts.phrases import Phrases, table

__all__ = [
    "counted",
    "degrees",
    "forms",
    "made",
    "meanings",
    "phrase_lists",
    "phrases",
    "plain",
    "tens_and_ones",
    "units",
    "words",
]

_UNITS: dict[str, tuple[Unit, float]] = {
    "mm": ("mm", 1),
    "cm": ("mm", 10),
    "voxel": ("voxel", 1),
    "percent": ("percent", 1),
    "slice": ("slice", 1),
}


def plain(text: str) -> str:
    """Leave out accents, and write ß and œ as two letters.

    Example:
        >>> plain("größer, riñón, à gauche")
        'grosser, rinon, a gauche'
    """
    decomposed = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("œ", "oe").replace("Œ", "Oe"))
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


def units(text: str) -> dict[str, tuple[Unit, float]]:
    """Read rows of a unit, a colon and the words for it.

    Example:
        >>> units("cm: cm, centimètre")
        {'cm': ('mm', 10), 'centimetre': ('mm', 10)}
    """
    return {said: _UNITS[unit] for said, unit in meanings(text).items()}


def degrees(text: str) -> dict[str, Degree]:
    """Read rows of a degree, a colon and the phrases for it."""
    return cast("dict[str, Degree]", meanings(text))


def tens_and_ones(tens: Mapping[str, int], join: str, ones: Mapping[str, int]) -> dict[str, float]:
    """Write the numbers from 21 to 99 that are said as tens, a word and ones.

    Example:
        >>> tens_and_ones({"treinta": 30}, "y", {"cero": 0, "uno": 1})
        {'treinta y uno': 31}
    """
    return {f"{ten} {join} {one}": t + o for ten, t in tens.items() for one, o in ones.items() if 0 < o < 10}


def phrase_lists(text: str) -> Mapping[str, str]:
    """Read the phrase lists of a language, each a name, a colon and a pattern.

    Example:
        >>> phrase_lists("BIG: größer")
        {'BIG': 'grosser'}
    """
    rows = (row.split(":", 1) for row in table(plain(text)))
    return {name: pattern.strip() for name, pattern in rows}


def made(*each: str) -> list[str]:
    """Put phrases together from the words that may stand at each place, which are written between bars.

    Example:
        >>> made("sehr | ", "gut | schön")
        ['sehr gut', 'sehr schon', 'gut', 'schon']
    """
    places = [[plain(word.strip()) for word in place.split("|")] for place in each]
    return [" ".join(" ".join(said).split()) for said in product(*places)]


def counted(noun: str, ordinals: str, english: str) -> dict[str, str]:
    """Name each of several by its place, with the English for it.

    Example:
        >>> counted("Rippe", "erste zweite", "rib")
        {'erste rippe': 'rib 1', 'zweite rippe': 'rib 2'}
    """
    return {plain(f"{nth} {noun}".lower()): f"{english} {at}" for at, nth in enumerate(ordinals.split(), start=1)}


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
