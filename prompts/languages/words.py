"""Cut a sentence of another language into words, and find the words that were meant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from limis.prompts.english.common import RESERVED
from limis.prompts.languages.naming import compound, is_latin
from limis.prompts.languages.skeleton import CORRECTED, DESTROYING
from limis.prompts.languages.tables import plain
from limis.prompts.languages.tongue import Tongue
from limis.prompts.normalise import BREAK, Token
from limis.prompts.patterns import compile_pattern
from limis.prompts.spelling import distance

__all__ = ["cut", "meant", "with_pasts"]

_TOKEN = re.compile(
    r"(?P<zipped>\bnii\.gz\b)"
    r"|(?P<minus>(?<![\w)])[-−](?=\.?\d))"
    r"|(?P<number>\d+(?:[.,]\d+)?)"
    r"|(?P<word>[^\W\d_]+\d*)"
    r"|(?P<break>[.;?!…\n]+)"
    r"|(?P<comma>,|:|—|–|\s-+\s)"
    r"|(?P<percent>%)"
    r"|(?P<ignored>(?:(?!(?<![\w)])[-−]\.?\d)[\s_\-\"“”„«»'’‘`¿¡])+)"
    r"|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
_SHORTEST = 4
_LONG = 10


def cut(text: str) -> list[Token]:
    """Cut a text into words without accents and punctuation marks.

    Args:
        text: One utterance.

    Returns:
        Its tokens, in order.

    Example:
        >>> [token.word for token in cut("¿Puede ampliarlo 2,5mm?")]
        ['puede', 'ampliarlo', '2.5', 'mm', '.']
    """
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind, said = match.lastgroup, match.group()
        if kind == "ignored":
            continue
        marks = {"break": BREAK, "comma": ",", "minus": "minus", "number": said.replace(",", ".")}
        tokens.append(Token(marks.get(kind or "", plain(said).lower()), match.start(), match.end()))
    return tokens


def with_pasts(text: str, tokens: Sequence[Token], tongue: Tongue) -> list[Token]:
    """Keep the accents of what is no verb of ours without them: "foie supprimé", "borré todo".

    Args:
        text: The whole text.
        tokens: Its words, without accents.
        tongue: Its language.

    Returns:
        The words, those of the past as they are spelt.
    """
    out = list(tokens)
    for at, token in enumerate(tokens):
        spelt = text[token.start : token.end].lower()
        led = at > 0 and tokens[at - 1].word in tongue.auxiliaries
        if token.word in tongue.changing and _is_past(spelt, tongue) and not led:
            out[at] = Token(spelt, token.start, token.end)
    return out


def _is_past(spelt: str, tongue: Tongue) -> bool:
    return len(spelt) > _SHORTEST and spelt.endswith(tongue.pasts) and spelt not in tongue.imperatives


def meant(tokens: Sequence[Token], tongue: Tongue) -> tuple[list[Token], int]:
    """Find the words of a language that are meant: those of verbs with clitics, and of slips of the finger.

    Args:
        tokens: A sentence.
        tongue: A language.

    Returns:
        The sentence in known words, unknown ones as they are; and how many slips were corrected.
    """
    out: list[Token] = []
    slips = 0
    for token in tokens:
        found = _known(token.word, tongue)
        slips += not found
        out += _parted(token, found or (_corrected(token.word, tongue),))
    return out, slips


def _parted(token: Token, found: Sequence[str]) -> list[Token]:
    """Give a verb and its clitics their own stretches of the text."""
    starts = [token.start]
    for word in found[:0:-1]:
        starts.insert(1, (starts[1] if len(starts) > 1 else token.end) - len(word))
    ends = [*starts[1:], token.end]
    return [Token(word, start, end) for word, start, end in zip(found, starts, ends, strict=True)]


@lru_cache(maxsize=4096)
def _known(word: str, tongue: Tongue) -> tuple[str, ...]:
    """Find what a word is as it stands; nothing where it may be misspelt."""
    if word in tongue.known or not word.isalpha() or compound(word, tongue) is not None:
        return (word,)
    respelt = word
    for written, letter in tongue.respell:
        respelt = respelt.replace(written, letter)
    if respelt in tongue.known or compound(respelt, tongue) is not None:
        return (respelt,)
    for clitic in tongue.clitics:
        stem = word.removesuffix(clitic)
        if stem != word and (inner := _known(stem, tongue)) and inner[0] in tongue.verbs:
            return (*inner, clitic)
    return (word,) if is_latin(word) else ()


@lru_cache(maxsize=4096)
def _corrected(word: str, tongue: Tongue) -> str:
    """Correct a slip where only one known word is near; no word becomes one that destroys."""
    if len(word) < _SHORTEST or word in RESERVED or not word.isascii() or word.endswith(tongue.stiff):
        return word
    slips = 2 if len(word) >= _LONG else 1
    letters = frozenset(word)
    found: dict[int, dict[str, str]] = {}
    for candidate, meaning in _candidates(tongue).get(word[0], ()):
        near = _may_be(word, candidate, slips) and len(letters.symmetric_difference(candidate)) <= 2 * slips
        count = distance(word, candidate) if near else slips + 1
        if count <= slips:
            found.setdefault(count, {}).setdefault(meaning, candidate)
    nearest = found[min(found)] if found else {}
    candidate = next(iter(nearest.values()), word)
    return word if len(nearest) != 1 or candidate in _destroying(tongue) else candidate


@lru_cache
def _candidates(tongue: Tongue) -> dict[str, list[tuple[str, str]]]:
    """Collect what a misspelt word may be, by first letter, and what it means."""
    by_letter: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    texts = {
        name: compile_pattern(text, {}).literals for name, text in tongue.language.phrases.items() if "<" not in text
    }
    nouns = (tongue.nouns.names, tongue.nouns.sides, tongue.language.measures.units)
    named = {word for table in nouns for phrase in table for word in phrase.split()}
    for word in sorted(named.union(*(texts.get(name, ()) for name in CORRECTED))):
        if len(word) > _SHORTEST and word.isalpha():
            lists = " ".join(name for name, text in texts.items() if word in text)
            by_letter[word[0]].append((word, tongue.nouns.names.get(word) or lists or word))
    return by_letter


def _may_be(word: str, candidate: str, slips: int) -> bool:
    """Compare lengths; a short word may only lack a letter."""
    more = len(candidate) - len(word)
    return abs(more) <= slips if len(word) > _SHORTEST else more == 1


@lru_cache
def _destroying(tongue: Tongue) -> frozenset[str]:
    return tongue.words_of(*DESTROYING) | tongue.stops | tongue.nots | tongue.cuts
