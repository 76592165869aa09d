"""Where a clause may end and the next may begin: at a pause, an "and then", or a word of correction."""

from __future__ import annotations

from collections.abc import Sequence

from limis.prompts.corrections import CORRECTIONS
from limis.prompts.english import ENGLISH
from limis.prompts.english.common import COMMANDS
from limis.prompts.figures import number
from limis.prompts.lexicon import DETERMINERS, LISTS, PRONOUNS, RATHER, SIDES
from limis.prompts.normalise import Token
from limis.prompts.openers import begins_clause, opener
from limis.prompts.phrases import Phrases
from limis.prompts.requests import begins_request, grammar

__all__ = ["IN_TURN", "begins", "is_begun", "joints"]

_ANSWERS = frozenset({"yes", "yeah", "yep", "no", "nope", "sure", "correct", "right", "ok", "okay"})
_THEN = Phrases(
    [
        "then for",
        "and then for",
        "then",
        "but",
        "so",
        "afterwards",
        "after that",
        "after this",
        "following that",
        "and after that",
        *(
            f"{link}{when} {that}{done}"
            for link in ("and ", "")
            for when in ("once", "when", "as soon as")
            for that in ("", "that is ", "it is ", "you are ", "this is ")
            for done in ("done", "finished", "ready", "done with that")
        ),
    ]
)
IN_TURN = frozenset({"then", "afterwards", "after", "next", "following"})
"""Words that say that one clause comes after another."""

_TAKEN_BACK = Phrases(
    [
        *(f"{undo}{it}" for undo in ("undo", "revert") for it in ("", " it", " that", " this")),
        *(f"{take} {it} back" for take in ("take", "roll") for it in ("it", "that", "this")),
    ]
)
"""What may end a complaint without a pause: "that is way too small undo it"."""

_OPPOSITES = (frozenset(ENGLISH.places.plain), frozenset({"in", "out"}), frozenset(SIDES))
"""Words of which one takes the other back: "left no right"."""

_BEGUN = DETERMINERS | PRONOUNS | {"left", "right", "both", "all"}
_LONGEST_BEGUN = 3
_MOST_JOINTS = 12
_MOST_TURNS = 2


def joints(words: Sequence[str], start: int) -> list[tuple[int, int, bool]]:
    """Find where a clause may end.

    Args:
        words: A sentence.
        start: Where the clause begins.

    Returns:
        Its end, the beginning of the next clause, and whether that one corrects it.

    Example:
        >>> joints("smooth it and then fill it".split(), 0)
        [(2, 4, False)]
    """
    joints: list[tuple[int, int, bool]] = []
    at = start + 1
    if words[start : start + 1] and words[start] in _ANSWERS and begins_request(words[at:]):
        joints.append((at, at, False))
    if length := RATHER.match(words, start):
        turns = range(start + length + 1, len(words))
        joints += [(turn, turn, False) for turn in turns if _asks(words, turn)][:_MOST_TURNS]
    turns = range(start + 1, len(words))
    joints += [(turn, turn, False) for turn in turns if _TAKEN_BACK.match(words, turn) == len(words) - turn]
    while at < len(words) and len(joints) < _MOST_JOINTS:
        after, corrects = _joint(words, at)
        in_turn = bool(IN_TURN.intersection(words[at:after]))
        if after > at and after < len(words) and (corrects or in_turn or begins(words[after:])):
            joints.append((at, after, corrects))
        at = max(after, at + 1)
    return joints


def _joint(words: Sequence[str], at: int) -> tuple[int, bool]:
    """Walk over commas, "and then" and words of correction."""
    end, corrects = at, False
    while end < len(words):
        length = max(LISTS.match(words, end), _THEN.match(words, end))
        correction = CORRECTIONS.match(words, end)
        if correction == 1 and words[end] == "no" and not _goes_on(words, end + 1):
            correction = 0
        if correction:
            corrects = True
        if not (length or correction):
            break
        end += max(length, correction)
    return end, corrects


def _goes_on(words: Sequence[str], at: int) -> bool:
    """Say whether a "no" begins a correction; that of "no effusion" does not."""
    if words[at : at + 1] == [","] or CORRECTIONS.match(words, at) > 0:
        return True
    if at >= len(words) or at < 2:
        return False
    opposed = any(kind.issuperset((words[at - 2], words[at])) for kind in _OPPOSITES)
    return opposed or words[at] in grammar().openers or bool(number(words, at, grammar().language.figures))


def is_begun(tokens: Sequence[Token]) -> bool:
    """Say whether a command is only begun, to be taken back or finished after a pause: "delete the", "shift".

    Example:
        >>> from limis.prompts.normalise import tokenize
        >>> is_begun(tokenize("delete the")), is_begun(tokenize("delete the liver"))
        (True, False)
    """
    words = [token.word for token in tokens if token.word not in _BEGUN]
    return len(words) == 1 and words[0] in COMMANDS and len(tokens) <= _LONGEST_BEGUN


def begins(words: Sequence[str]) -> bool:
    """Say whether a request begins here, rather than a name: "segment" but not "kidney"."""
    return begins_clause(words) or begins_request(words)


def _asks(words: Sequence[str], at: int) -> bool:
    """Say whether a verb stands here that begins a request, as in "rather than the colon segment the rectum"."""
    found = opener(words[at:])
    return (words[at] in grammar().openers and words[at] in COMMANDS) or (
        found.kind in ("segment", "ask") and found.length > 0
    )
