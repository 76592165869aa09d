"""The forms of English verbs: which words can be the verb of a clause, and how."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Literal

from limis.prompts.english.everyday_verbs import REGULAR, STRONG

__all__ = ["Form", "forms", "forms_of", "verb_forms"]

Form = Literal["base", "third", "past", "participle", "gerund"]

_VOWELS = "aeiou"
_BRITISH = ("bel", "cel", "nel", "vel", "tal", "nal")
"""Ends of verbs that double their "l" on one side of the sea."""

_DOUBLED = frozenset({"admit", "commit", "concur", "control", "debug", "defer", "deter", "equip", "infer", "occur"}) | {
    *("omit", "patrol", "permit", "prefer", "propel", "rebel", "recur", "refer", "regret", "submit", "transfer"),
    *("transmit", "unclip", "unplug", "excel", "dispel", "expel", "compel", "enrol"),
}
"""Verbs of more than one syllable that double their last letter."""


def forms(word: str) -> frozenset[Form]:
    """Say which forms of verbs a word can be.

    Args:
        word: A word in lower case.

    Returns:
        Its forms; none where it is no common verb.

    Example:
        >>> sorted(forms("stopped")), sorted(forms("cut")), sorted(forms("excision"))
        (['participle', 'past'], ['base', 'participle', 'past'], [])
    """
    return _table().get(word, frozenset())


def forms_of(bases: Collection[str]) -> frozenset[str]:
    """Give the finite forms of some common verbs, and their base forms.

    Example:
        >>> sorted(forms_of({"need", "go"}))
        ['go', 'goes', 'need', 'needed', 'needs', 'went']
    """
    strong = [row.split() for row in STRONG.split(",")]
    pasts = {base: past for base, past, _ in strong}
    return frozenset(form for base in bases for form in (base, _third(base), pasts.get(base) or _past(base)))


def verb_forms() -> frozenset[str]:
    """Give every form of every common verb."""
    return frozenset(_table())


@cache
def _table() -> dict[str, frozenset[Form]]:
    found: dict[str, set[Form]] = {}
    for base in REGULAR:
        past = _past(base)
        _note(found, base, past, past)
        if base.endswith(_BRITISH):
            _note(found, base, f"{base}led", f"{base}led")
            found.setdefault(f"{base}ling", set()).add("gerund")
    for row in STRONG.split(","):
        _note(found, *row.split())
    return {word: frozenset(can_be) for word, can_be in found.items()}


def _note(found: dict[str, set[Form]], base: str, past: str, participle: str) -> None:
    said: tuple[tuple[str, Form], ...] = (
        (base, "base"),
        (_third(base), "third"),
        (past, "past"),
        (participle, "participle"),
        (_gerund(base), "gerund"),
    )
    for word, form in said:
        found.setdefault(word, set()).add(form)


def _third(base: str) -> str:
    if base == "have":
        return "has"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return f"{base[:-1]}ies"
    return f"{base}es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{base}s"


def _past(base: str) -> str:
    if base.endswith("e"):
        return f"{base}d"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return f"{base[:-1]}ied"
    return f"{_doubled(base)}ed"


def _gerund(base: str) -> str:
    if base.endswith("ie"):
        return f"{base[:-2]}ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return f"{base[:-1]}ing"
    return f"{_doubled(base)}ing"


def _doubled(base: str) -> str:
    """Double the last letter of a short verb that ends in a vowel and a consonant: "stop", "control"."""
    heard = base.replace("qu", "q")
    closed = base[-1] not in f"{_VOWELS}wxy" and base[-2] in _VOWELS and heard[-3:-2] not in tuple(_VOWELS)
    short = sum(letter in _VOWELS for letter in heard) == 1
    return base + base[-1] if closed and (short or base in _DOUBLED) else base
