"""How words sound: CMU's dictionary where it has them, else put together or read letter by letter."""

from __future__ import annotations

import re
from collections.abc import Mapping

from limis.agents.voice.letters import ALPHABET, sounds

__all__ = ["Pronunciations"]

_VOICELESS = {"P", "T", "K", "F", "TH"}
_HISSING = {"S", "Z", "SH", "ZH", "CH", "JH"}
_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_FEWEST = 4


class Pronunciations:
    """Sounds of words.

    Args:
        known: Lines of a pronouncing dictionary: ``word S AW N D Z``, variants as ``word(2)``.

    Example:
        >>> said = Pronunciations(["disc D IH S K", "gall G AO L", "bladder B L AE D ER"])
        >>> said.of("discs"), said.of("gallbladder"), said.of("bronchus")
        (('D IH S K S',), ('G AO L B L AE D ER',), ('B R AA NG K AH S',))
    """

    def __init__(self, known: list[str]) -> None:
        self._known: Mapping[str, tuple[str, ...]] = _variants(known)

    def __contains__(self, word: object) -> bool:
        """Say whether the dictionary itself has a word."""
        return word in self._known

    def of(self, word: str) -> tuple[str, ...]:
        """Say a word.

        Args:
            word: One token in lower case; ``l4`` is a letter and a number, ``ct`` two letters.

        Returns:
            One or more ways to say it, the usual first; none where there is nothing to say.
        """
        if word in self._known:
            return self._known[word]
        if any(character.isdigit() for character in word):
            return self._joined(re.findall(r"[a-z]|\d+", word))
        plain = re.sub(r"[^a-z]", "", word)
        if len(plain) < _FEWEST or not re.search(r"[aeiouy]", plain):
            return tuple(filter(None, [" ".join(ALPHABET[letter] for letter in plain)]))
        return self._plural(plain) or self._compound(plain) or (sounds(plain),)

    def _joined(self, parts: list[str]) -> tuple[str, ...]:
        """A letter and numbers after another."""
        said = [ALPHABET[part] if part in ALPHABET else self._number(part) for part in parts]
        return tuple(filter(None, [" ".join(said)]))

    def _number(self, digits: str) -> str:
        value = int(digits)
        names = [_ONES[value]] if value < len(_ONES) else [_ONES[int(digit)] for digit in digits]
        return " ".join(self.of(name)[0] for name in names)

    def _plural(self, word: str) -> tuple[str, ...]:
        """The plural of a word that is known or can be put together."""
        if not word.endswith("s") or re.search(r"(ss|us|is|[aeiouy]es)$", word):
            return ()
        singles = [word[:-1], *([word[:-2]] if word.endswith("es") else [])]
        found = (self._known.get(single) or self._compound(single) for single in singles)
        said = next(filter(None, found), ()) or (sounds(word[:-1]),)
        return tuple(f"{way} {_ending(way)}" for way in said)

    def _compound(self, word: str) -> tuple[str, ...]:
        """Two known words written as one, as even in length as can be."""
        cuts = sorted(range(_FEWEST, len(word) - _FEWEST + 1), key=lambda at: abs(2 * at - len(word)))
        for at in cuts:
            if word[:at] in self._known and word[at:] in self._known:
                return (f"{self._known[word[:at]][0]} {self._known[word[at:]][0]}",)
        return ()


def _variants(lines: list[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in lines:
        name, _, phones = line.strip().partition(" ")
        word = name.partition("(")[0]
        if word and phones:
            found[word] = (*found.get(word, ()), phones.strip())
    return found


def _ending(phones: str) -> str:
    """The sound of a plural's s."""
    last = phones.rpartition(" ")[2]
    return "IH Z" if last in _HISSING else "S" if last in _VOICELESS else "Z"
