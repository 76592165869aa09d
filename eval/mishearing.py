"""What goes wrong between a mouth and an ear: the wrong direction is said, or a word is heard as another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random

from limis.eval.wordings import Said

__all__ = ["NOISE", "spoil"]

#: Share of the sentences that are spoiled.
NOISE = 0.1

_OPPOSITES = (("left", "right"), ("top", "bottom"), ("upper", "lower"), ("front", "back"), ("up", "down"))
_TURNED: Mapping[str, str] = dict([*_OPPOSITES, *((b, a) for a, b in _OPPOSITES)])
_HEARD: Mapping[str, str] = {
    "back": "pack",
    "big": "pig",
    "bottom": "button",
    "close": "clothes",
    "drop": "drape",
    "exclude": "include",
    "far": "fur",
    "fill": "feel",
    "front": "friend",
    "grow": "crow",
    "holes": "halls",
    "keep": "creep",
    "larger": "ledger",
    "leaks": "licks",
    "leave": "live",
    "left": "lift",
    "lower": "lawyer",
    "missed": "mist",
    "missing": "mission",
    "move": "mauve",
    "much": "march",
    "part": "port",
    "piece": "peace",
    "remove": "improve",
    "right": "write",
    "shift": "sift",
    "shrink": "rink",
    "small": "mall",
    "smoother": "smother",
    "spills": "pills",
    "take": "cake",
    "throw": "row",
    "top": "tap",
    "undo": "and do",
    "upper": "supper",
    "without": "with doubt",
}


def spoil(said: Said, draw: Random) -> tuple[str, str]:
    """What reaches the product of a sentence: in `NOISE` of all cases something else than was meant.

    Args:
        said: The sentence.
        draw: Whether and how.

    Returns:
        The sentence that arrives, and ``"direction"``, ``"word"`` or, where nothing happened, ``""``.
    """
    if draw.random() >= NOISE:
        return said.text, ""
    ways = [_turned(said)] if getattr(said.command, "where", None) is not None else []
    ways += [_misheard(said.text, draw)]
    text, how = draw.choice([way for way in ways if way[0] != said.text] or [(said.text, "")])
    return text, how


def _turned(said: Said) -> tuple[str, str]:
    """Every direction that is said turned round."""
    return re.sub(rf"\b({'|'.join(_TURNED)})\b", lambda found: _TURNED[found[0]], said.text), "direction"


def _misheard(text: str, draw: Random) -> tuple[str, str]:
    """One word taken for another that sounds like it."""
    places = list(re.finditer(rf"\b({'|'.join(_HEARD)})\b", text))
    if not places:
        return text, ""
    place = draw.choice(places)
    return text[: place.start()] + _HEARD[place[0]] + text[place.end() :], "word"
