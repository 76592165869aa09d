"""Forms of English verbs: the "smoothing" and the "smoothed" of "smooth"."""

from __future__ import annotations

import re

__all__ = ["gerund", "participles"]

_WRITTEN = """
    bring=brought cut=cut do=done draw=drawn find=found get=got go=gone grow=grown hide=hidden keep=kept leave=left
    lose=lost make=made put=put redo=redone set=set show=shown shrink=shrunk shut=shut slide=slid take=taken
    throw=thrown undo=undone write=written have=had
"""
_PARTICIPLES: dict[str, str] = dict(re.findall(r"(\w+)=(\w+)", _WRITTEN))
_DOUBLED = re.compile(r"[^aeiou]*[aeiou][bdgmnpt]")
"""Short verbs that double their last letter: "plug", "drop"."""

_BRITISH = frozenset({"label"})
"""Longer verbs of which some people double the last letter."""


def gerund(verb: str) -> str:
    """Say what doing it is called.

    Example:
        >>> gerund("erase"), gerund("plug"), gerund("smooth")
        ('erasing', 'plugging', 'smoothing')
    """
    if verb.endswith("e") and not verb.endswith(("ee", "ye")):
        return f"{verb[:-1]}ing"
    return f"{_stem(verb)}ing"


def participles(verb: str) -> tuple[str, ...]:
    """Say what something is that it was done to; there may be two spellings.

    Example:
        >>> participles("hide"), participles("drop"), participles("label")
        (('hidden',), ('dropped',), ('labeled', 'labelled'))
    """
    if verb in _PARTICIPLES:
        return (_PARTICIPLES[verb],)
    if verb.endswith("e"):
        return (f"{verb}d",)
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return (f"{verb[:-1]}ied",)
    if verb in _BRITISH:
        return f"{verb}ed", f"{verb}{verb[-1]}ed"
    return (f"{_stem(verb)}ed",)


def _stem(verb: str) -> str:
    return f"{verb}{verb[-1]}" if _DOUBLED.fullmatch(verb) else verb
