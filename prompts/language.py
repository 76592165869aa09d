"""What a language is to the reader: word tables for the slots, and rules with the phrase lists that they name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from limis.commands import Direction
from limis.prompts.phrases import Phrases

__all__ = ["Degree", "Figures", "Language", "Measures", "Places"]

Degree = Literal["slight", "moderate", "strong"]
Unit = Literal["mm", "voxel", "percent", "slice"]


@dataclass(frozen=True)
class Figures:
    """Numbers in words.

    Attributes:
        ones: Words for 0 to 19.
        tens: Words for 20, 30 … 90.
        scales: Words for 100 and 1000.
        ordinals: Words for first, second …
        fractions: Words for a half, a third …
        counts: Phrases such as "a couple of", and words such as the Spanish "medio".
        minus: Words for a negative number.
        point: Words for the decimal point.
        join: Words between hundreds and ones.
        hundreds_left_out: Whether "nine fifty" is 950.
    """

    ones: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    ordinals: Mapping[str, int]
    fractions: Mapping[str, float]
    counts: Mapping[str, float]
    articles: frozenset[str]
    minus: frozenset[str]
    point: frozenset[str]
    join: frozenset[str]
    hundreds_left_out: bool = False


@dataclass(frozen=True)
class Measures:
    """Units and degrees.

    Attributes:
        units: Words of a unit, with the unit and how many of it they are: centimetres are 10 mm.
        degrees: Phrases that say how much without a number.
        times: Phrases that are percentages on their own: "half as much".
        before: What may stand before an amount: "by about".
        after: What may stand after one: "or so".
        by: The words that make a bare fraction an amount: "by half".
        one: The words that make a bare unit an amount: "another millimetre".
    """

    units: Mapping[str, tuple[Unit, float]]
    degrees: Mapping[str, Degree]
    before: Phrases
    after: Phrases
    by: frozenset[str]
    one: frozenset[str]


@dataclass(frozen=True)
class Places:
    """Directions and the words around them.

    Attributes:
        plain: Words that are a direction on their own: "up", "left", "anteriorly", "top".
        bound: Adjectives that need a noun: "upper", "outer".
        nouns: Nouns that an adjective may stand before: "half", "pole", "edge".
        edges: Nouns that are the border on their own.
        prepositions: What may stand before: "at", "towards".
        fillers: What may stand between preposition and direction: "the", "whole".
        joints: What stands between two directions.
        frame: What says that the view is meant: "of the image".
        around: Phrases for every direction, which say nothing.
        within: What leads from a place to another within it: the "on the" of "at the top, on the right".
        sides: Two words for left and right together: "both sides".
        owners: Whose side it is, after a preposition or before "'s": "on patient left", "the patient's left".
    """

    plain: Mapping[str, Direction]
    bound: Mapping[str, Direction]
    nouns: frozenset[str]
    edges: frozenset[str]
    prepositions: Phrases
    fillers: frozenset[str]
    joints: frozenset[str]
    frame: Phrases
    around: Phrases
    within: Phrases = field(default_factory=lambda: Phrases(()))
    owners: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Language:
    """Everything that the reader of commands knows of one language.

    Attributes:
        figures: Numbers in words.
        measures: Units and degrees.
        places: Directions.
        values: Words of the slots with a fixed list of values: planes, window presets, formats, choices.
        phrases: Phrase lists that rules may name, as patterns.
        rules: Rules, one a line: an op with what it says, a colon and a pattern.
        glue: Words that may stand before an amount, a place or slices at the end of a clause.
    """

    figures: Figures
    measures: Measures
    places: Places
    values: Mapping[str, Mapping[str, str]]
    phrases: Mapping[str, str]
    rules: tuple[str, ...]
    glue: frozenset[str]
