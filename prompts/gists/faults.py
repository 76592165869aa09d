"""What is wrong where, of a sentence whose every word is about an outline but whose order no rule foresees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from limis.commands import Amount, Command, Excess, Missing
from limis.prompts.amounts import amounts
from limis.prompts.english import ENGLISH
from limis.prompts.language import Places
from limis.prompts.normalise import Token
from limis.prompts.phrases import Phrases, word_set
from limis.prompts.places import Found, directions

__all__ = ["fault"]

_CUES: dict[Literal["missing", "excess"], Phrases] = {
    "missing": Phrases(
        [
            *(
                "underestimated",
                "underestimating",
                "underestimate",
                "underestimates",
                "underdrawn",
                "underfilled",
                "undershoots",
                "undershooting",
                "undershot",
            ),
            *(
                "too early",
                "too soon",
                "too short",
                "short",
                "too little",
                "too small",
                "too narrow",
                "too tight",
                "too thin",
            ),
            *("overlooked", "neglected", "lacking", "lacks", "lack", "unsegmented"),
            *("shortchanged", "undersegmented", "undercontoured", "not enough", "cut away"),
            *("falls short", "comes up short", "fell short", "stopped short", "stops short", "ends short"),
            *(
                f"not {seen}"
                for seen in (
                    "caught",
                    "captured",
                    "included",
                    "covered",
                    "segmented",
                    "outlined",
                    "contoured",
                    "drawn",
                    "reached",
                    "marked",
                    "picked up",
                    "taken in",
                    "filled",
                    "coloured in",
                    "far enough",
                    "complete",
                    "all in",
                )
            ),
            *("too conservative", "too timid", "too stingy", "too shy", "under the edge", "underdone"),
            *("missing", "missed", "forgotten", "forgot", "omitted", "incomplete", "left out", "uncovered", "lost"),
            *("cut off", "cut short", "cut it off", "cut it short", "clipped", "chopped", "before the edge"),
            *("before the border", "needs more", "need more", "needs some more", "need some more", "could use more"),
            *(
                f"{does} not {verb}"
                for does in ("does", "did")
                for verb in ("reach", "cover", "include", "get", "contain")
            ),
            *(f"{person} do not {verb}" for person in ("you", "we") for verb in ("reach", "cover", "include", "get")),
            *("not all of", "not all", "stops before", "ends before", "stopped before", "ended before"),
            *(
                "should be more",
                "ought to be more",
                "must be more",
                "could use some more",
                "could do with more",
                "could do with some more",
                "more is needed",
                "more needed",
            ),
        ]
    ),
    "excess": Phrases(
        [
            *(
                "overestimated",
                "overestimating",
                "overestimate",
                "overestimates",
                "overdrawn",
                "overfilled",
                "overshoots",
                "overshooting",
                "overshot",
            ),
            *(
                "oversegmented",
                "overcontoured",
                "overdone",
                "overspills",
                "overspilling",
                "overreaches",
                "overreaching",
            ),
            *("overstepped", "oversteps", "sticks out", "sticking out", "pokes out", "poking out"),
            *("too liberal", "too loose", "too greedy", "too fat"),
            *("extra tissue", "extra stuff", "does not belong", "should not be in", "not supposed to be in"),
            *("not supposed to be there", "should not be there", "should not be included", "surplus", "overshot"),
            *("too much", "too far", "too big", "too large", "too wide", "too thick", "too broad", "too generous"),
            *("background", "crosses", "crossing", "crossed", "beyond", "outside", "superfluous", "spilled", "leaked"),
            *("over the edge", "over the border", "over the boundary", "over the line", "past the edge", "spills"),
            *("past the border", "past the boundary", "out of the lesion", "leaking", "spilling", "excess", "leaks"),
            *("is wrong", "are wrong", "was wrong", "not part of it"),
        ]
    ),
}
_WORDS = word_set("""
    the a an of on at in to from it is are was were be been being has have had do does did that this there here you
    something
    your we its and 's now still just also really quite rather bit little some part parts piece pieces bits all most
    mask outline contour segmentation edge edges border borders boundary line margin side sides region area too much
    gone go goes went got get gets drawn drew draw painted marked marking included including include segmented
    covered stops stop stopped ends ended end runs ran starts started what which one only a little again even actually
    capsule cortex quite somewhat considerably clearly definitely obviously simply still yet being seems looks appears
    portion portions section sections bits chunk chunks sliver strip patch rim pole aspect zone outer inner
    way well right at all over it by into seem look appear coming comes come going yours my
    them all whole everything so far where when as by about for off out over up need needs rest tip corner half third
    quarter
    """)
"""Words that a sentence about an outline may hold beside what is wrong, where, and by how much."""

_ASKING = word_set("is are was were do does did has have had can could will would")
_MOST_WORDS = 16


def fault(tokens: Sequence[Token]) -> list[Command] | None:
    """Read what is wrong, and where.

    Args:
        tokens: One sentence, without noise.

    Returns:
        The correction; None where a word is about something else, or it does not say one thing at one place.

    Example:
        >>> from limis.prompts.normalise import tokenize
        >>> from limis.commands import dump
        >>> dump(fault(tokenize("you are underestimating it at the lower edge")))
        [{'op': 'missing', 'where': 'inferior'}]
    """
    words, amount = _without_amount([token.word for token in tokens if token.word != ","])
    cues = [(at, kind, length) for at, kind, length in _cues(words) if length]
    kinds = {kind for _, kind, _ in cues}
    if len(words) > _MOST_WORDS or len(kinds) != 1 or words[0] in _ASKING:
        return None
    where, rest = _place(_without(words, cues), ENGLISH.places)
    if where is None or not all(word in _WORDS or not word for word in rest):
        return None
    ways, framed = where
    make = Missing if kinds == {"missing"} else Excess
    return [make(where=ways[0] if len(ways) == 1 else ways, frame="image" if framed else None, amount=amount)]


def _without_amount(words: list[str]) -> tuple[list[str], Amount | None]:
    """Take the one amount out: "3 mm", "a bit", "slightly"; a lone "bit" or "far" is none."""
    for at in range(len(words)):
        for end, (amount, sign) in amounts(words, at, ENGLISH.measures, ENGLISH.figures):
            is_said = amount.unit is not None or words[at] == "a" or words[at].endswith("ly")
            if is_said and sign > 0 and words[end - 1] != "more":
                return [*words[:at], *words[end:]], amount
    return words, None


def _cues(words: Sequence[str]) -> list[tuple[int, Literal["missing", "excess"], int]]:
    return [(at, kind, phrases.match(words, at)) for at in range(len(words)) for kind, phrases in _CUES.items()]


def _without(words: Sequence[str], cues: Sequence[tuple[int, str, int]]) -> list[str]:
    """Blank what has been understood."""
    free = list(words)
    for at, _, length in cues:
        free[at : at + length] = [""] * length
    return free


def _place(words: Sequence[str], places: Places) -> tuple[Found | None, list[str]]:
    """Find the one place that is spoken of, and what is left of the words without it."""
    left, found = list(words), list[Found]()
    at = 0
    while at < len(left):
        matches = directions(left, at, places) if left[at] else []
        if matches:
            end, where = matches[0]
            found.append(where)
            left[at:end] = [""] * (end - at)
            at = end
        else:
            at += 1
    found = [where for where in found if where[0] != ("border",)] or found
    return (found[0] if len(set(found)) == 1 else None), left
