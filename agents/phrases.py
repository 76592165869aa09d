"""Names, amounts, places and measurements as one would say them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from limis.commands import Amount, Where
from limis.render.words import readable_name, readable_number
from limis.session.turn import Fact
from limis.types import Structure

__all__ = ["amount_words", "fact_words", "listed", "name_words", "named", "number_words", "where_words"]

_DEGREES = {"slight": "a bit", "moderate": "somewhat", "strong": "a lot"}
_PLACES = {
    "superior": "top",
    "inferior": "bottom",
    "anterior": "front",
    "posterior": "back",
    "medial": "medial side",
    "lateral": "lateral side",
}
_SIDED = re.compile(r"(.+)_(left|right)(?:_([0-9]+))?")
_UNITS = {"mm": "mm", "percent": "%", "slice": "slices"}


def listed(words: Sequence[str]) -> str:
    """Words with commas and an "and".

    Example:
        >>> listed(["liver", "spleen", "left kidney"])
        'liver, spleen and left kidney'
    """
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def name_words(structure: Structure) -> str:
    """A structure's name as people say it; the side that was asked for is in the words of what was not found."""
    if structure.found:
        return readable_name(structure)
    words = structure.name.split("_")
    side = [word for word in words if word in ("left", "right")] if structure.text.lower() != structure.name else []
    return " ".join((*side, *(word for word in words if word not in side)))


def named(name: str, known: Mapping[str, Structure]) -> str:
    """The name of a structure that is perhaps no longer there.

    Example:
        >>> named("kidney_left_2", {}), named("left_ventricle", {})
        ('left kidney 2', 'left ventricle')
    """
    if name in known:
        return readable_name(known[name])
    sided = _SIDED.fullmatch(name)
    stem, side, number = sided.groups("") if sided else (name, "", "")
    return " ".join(filter(None, (side, *stem.split("_"), number)))


def amount_words(amount: Amount | None, voxels: str = "voxels") -> str:
    """An amount in words.

    Args:
        amount: None for none.
        voxels: What voxels are called.

    Example:
        >>> amount_words(Amount(value=3, unit="mm")), amount_words(Amount(degree="slight"))
        ('by 3 mm', 'a bit')
    """
    if amount is None:
        return ""
    if amount.degree is not None:
        return _DEGREES[amount.degree]
    unit = voxels if amount.unit == "voxel" else _UNITS[amount.unit or "mm"]
    return f"by {amount.value:g} {unit.removesuffix('s') if amount.value == 1 else unit}"


def where_words(where: Where | None, at: str = "at") -> str:
    """A place in words.

    Args:
        where: None for none.
        at: ``"to"`` for where something goes.

    Example:
        >>> where_words(("inferior", "left"))
        'at the bottom left'
    """
    if where is None:
        return ""
    return " ".join((at, "the", *(_PLACES.get(word, word) for word in ((where,) if isinstance(where, str) else where))))


def number_words(value: float, unit: str) -> str:
    """A size in words.

    Example:
        >>> number_words(1482.3, "ml"), number_words(950.0, "mm2"), number_words(1234.0, "px")
        ('1,482 ml', '950 mm²', '1,234 px')
    """
    if unit == "px" or not unit:
        return f"{value:,.0f} {unit}".strip()
    if unit == "mm2" and value >= 1000:
        return f"{readable_number(value / 100)} cm²"
    sign = "-" if value < 0 else ""
    return f"{sign}{readable_number(abs(value))} {unit.replace('mm2', 'mm²')}"


def fact_words(fact: Fact, known: Mapping[str, Structure]) -> str:
    """A measurement in words."""
    more = f", {fact.more}" if fact.more else ""
    match fact.what:
        case "slice":
            return f"slice {fact.value:g} ({fact.more})"
        case "zoom":
            return "showing everything" if fact.value == 1 else f"zoomed {fact.value:g} times"
        case "window":
            return f"window at {fact.value:g}{more}"
        case "volume" | "area" if fact.more == "hidden":
            return f"{named(fact.name, known)}: {number_words(fact.value, fact.unit)} (hidden)"
        case "count":
            return f"{named(fact.name, known)}: {fact.value:,.0f} piece{'' if fact.value == 1 else 's'}"
        case "intensity":
            return f"{named(fact.name, known)}: mean {fact.value:.4g} {fact.unit}".rstrip() + more
        case _:
            return f"{named(fact.name, known)}: {number_words(fact.value, fact.unit)}{more}"
