"""Where a text may be cut: at its pauses, before its reasons, around its purposes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from limis.prompts.english import explaining, swaying
from limis.prompts.english.common import COMMANDS
from limis.prompts.lexicon import DETERMINERS
from limis.prompts.normalise import BREAK
from limis.prompts.phrases import Phrases

__all__ = ["SUBJECTS", "purpose_at", "reason_at", "spans"]

_MOST_PURPOSE = 5
_PAUSES = (",", BREAK)
_PRONOUNS = frozenset({"i", "we", "it", "he", "she", "they", "there"})
SUBJECTS = _PRONOUNS | {"this", "that", "these", "those", "the", "my", "our", "his", "her", "their", "nobody"}
"""Words that the subject of a statement begins with."""

_SPEAKING = _PRONOUNS | {"my", "our"}
"""Words that begin a statement, and nothing that a command is about."""

_CLOSING = frozenset({"it", "them", "please", "now", "again", "pls", "plz", "thanks"})
"""Words that no relative clause follows."""

_SUBORDINATING = frozenset(
    {"that", "which", "what", "where", "who", "how", "when", "while", "if", "whether", "unless"}
) | {
    *("until", "till", "before", "after", "once", "as", "than", "like", "though", "although", "because", "since", "or"),
    *("and", "but", "why", "is", "was", "are", "not", "me", "you", "us", "so", "for"),
}
"""Words after which a clause hangs on what stands before it."""

_SAYING_SO = frozenset({"do", "did", "does", "doing", "say", "said", "think", "hope", "even", "just", "right", "quite"})
"""Words whose object is the "so" after them."""

_BEING = frozenset({"is", "looks", "are"})
_OPEN_ENDS = frozenset(
    {"in", "on", "at", "to", "into", "onto", "over", "of", "for", "from", "with", "around", "by", "is"}
)
"""Last words of a clause that wants what stands before it: "the organ it is in"."""

_SHORTEST_RUN_ON = 3
_BECAUSE = Phrases(explaining.BECAUSE)
_THEREFORE = Phrases(explaining.THEREFORE)


def reason_at(words: Sequence[str]) -> tuple[int, bool]:
    """Count the words that begin a reason.

    Args:
        words: The words of a clause.

    Returns:
        How many of its first words say that it is one, and whether they can say nothing else.

    Example:
        >>> reason_at("because it is dark".split()), reason_at("so i can see".split()), reason_at("it is".split())
        ((1, True), (1, False), (0, False))
    """
    if length := _BECAUSE.match(words, 0):
        return length, True
    length = _THEREFORE.match(words, 0)
    subjects = _PRONOUNS if words[:1] == ["for"] else SUBJECTS
    return (length, False) if words[length : length + 1] and words[length] in subjects else (0, False)


def purpose_at(words: Sequence[str], at: int) -> int:
    """Count the words of a purpose that stands at a place: "for the planning system"; 0 where none does."""
    if words[at] not in ("for", "in") or words[at + 1 : at + 2] == []:
        return 0
    if words[at + 1] not in DETERMINERS:
        return 2 if words[at] == "for" and words[at + 1] in explaining.PURPOSES else 0
    stretch = words[at : at + _MOST_PURPOSE]
    closed = (count for count in range(2, len(stretch)) if stretch[count] in _PAUSES or stretch[count] in COMMANDS)
    ends = range(next(closed, len(stretch)), 2, -1)
    return next((end for end in ends if stretch[end - 1] in explaining.PURPOSES), 0)


def spans(words: Sequence[str]) -> list[tuple[int, int]]:
    """Cut a text at its pauses, before its reasons, and where a statement runs on without a pause.

    Args:
        words: All of its words.

    Returns:
        The beginning and the end of each part, without the pauses.

    Example:
        >>> spans("hide it so i can see , please".split())
        [(0, 2), (2, 6), (7, 8)]
    """
    at_pauses = (at for at in range(1, len(words)) if words[at - 1] in _PAUSES)
    begins = sorted({*at_pauses, *(at for at in range(1, len(words)) if _reason_at(words, at) or _runs_on(words, at))})
    found: list[tuple[int, int]] = []
    for begin, after in pairwise([0, *begins, len(words)]):
        end = after
        while end > begin and words[end - 1] in _PAUSES:
            end -= 1
        if end > begin:
            found.append((begin, end))
    return found


def _reason_at(words: Sequence[str], at: int) -> bool:
    """Say whether a reason may begin at a place without a pause before it."""
    therefore = words[at] in ("so", "as") and not _PRONOUNS.isdisjoint(words[at + 1 : at + 2])
    therefore = therefore or (words[at : at + 2] == ["so", "the"] and words[at - 1] not in _SUBORDINATING | _SAYING_SO)
    return therefore or _BECAUSE.match(words, at) > 0


def _runs_on(words: Sequence[str], at: int) -> bool:
    """Say whether a statement begins at a place that no clause before it can reach over.

    After "it" and "please" no relative clause follows, as it may after a noun: "hide the liver I drew". After a noun,
    the statement has to hold all that its verb wants: "it is in my way", but not "it is leaking into".
    """
    after = words[at + 1 :]
    if words[at] not in _SPEAKING or len(after) < _SHORTEST_RUN_ON - 1 or words[at - 1] in _SUBORDINATING:
        return False
    if words[at - 1] in _CLOSING:
        return words[at] != "there" or after[0] in _BEING
    if words[at - 1] in swaying.SWAYING:
        return False
    whole = words[-1] not in _OPEN_ENDS and not words[-1].endswith("ing")
    if words[at] in ("it", "there") and after[0] in _BEING:
        return whole
    return whole and list(after[:3]) == ["can", "not", "see"] and after[3:4] != [] and after[3] in DETERMINERS
