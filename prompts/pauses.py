"""Where a text may be cut: at its pauses, before its reasons, around its purposes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from limis.prompts.english import ENGLISH, explaining, swaying
from limis.prompts.english.common import COMMANDS
from limis.prompts.english.telling import AUXILIARIES
from limis.prompts.figures import number
from limis.prompts.fillers import NOISE
from limis.prompts.interjections import ends_aside
from limis.prompts.lexicon import DETERMINERS, IMAGE_NOUNS, SIDES
from limis.prompts.manners import POLITE
from limis.prompts.normalise import BREAK
from limis.prompts.openers import begins_clause
from limis.prompts.phrases import Phrases, word_set
from limis.prompts.requests import starts
from limis.prompts.statements import statement, tells
from limis.prompts.verbs import MASK_NOUNS

__all__ = ["SUBJECTS", "is_consequence", "purpose_at", "reason_at", "spans"]

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

_CONSEQUENCES = frozenset({"so", "therefore", "hence", "thus"})
"""Words between a reason and what is asked for."""

_ASKING = AUXILIARIES | {"may", "might", "shall", "should", "would", "must"}
"""Words before the subject of a question: "can I have a file"."""

_DEFINITE = frozenset({"a", "an", "the", "my", "our", "some", "something", "no", "any", "his", "her"})
_RELATIONS = frozenset({"of", "in", "on", "with", "from", "to", "for", "at", "by"})
_SEEN = {"slide", "study", "case", "patient", "person", "man", "woman"}
_EDITED = SIDES.keys() | MASK_NOUNS.words | (IMAGE_NOUNS - _SEEN)
_PARTS = word_set("""
    one ones other others part parts half side slice slices whole rest top bottom edge end all which who
    """)
"""Words of what is edited or shown rather than of what it is for."""

_LATER = word_set("weekend week month year day night morning evening time future occasion")
"""What is put off when it is saved for it."""

_DAYS = word_set("monday tuesday wednesday thursday friday tomorrow tonight afternoon next")
"""When a purpose falls due, which delays nothing."""

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
    if whole := _open_purpose(words, at):
        return whole
    stretch = words[at : at + _MOST_PURPOSE]
    closed = (count for count in range(2, len(stretch)) if stretch[count] in _PAUSES or stretch[count] in COMMANDS)
    ends = range(next(closed, len(stretch)), 2, -1)
    return next((end for end in ends if stretch[end - 1] in explaining.PURPOSES), 0)


def _open_purpose(words: Sequence[str], at: int) -> int:
    """Count the words of a purpose that ends what is said: "for the follow up in three months", "for my thesis"."""
    end = next((end for end in range(at, len(words)) if words[end] in _PAUSES), len(words))
    begins = end if at else next((end for end in range(at, end) if words[end] in _PRONOUNS), end)
    noun = words[at + 2 : begins]
    if words[at] != "for" or not 0 < len(noun) <= _MOST_PURPOSE + 1 or not (_EDITED | _PARTS).isdisjoint(noun):
        return 0
    if noun[-1] in _LATER:
        return 0
    plain = all(word.isalpha() and word not in swaying.SWAYING - _DAYS for word in noun)
    return begins - at if plain and COMMANDS.isdisjoint(noun) else 0


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
    """Say whether a reason, an aside, or what follows from them may begin at a place without a pause before it."""
    if words[at - 1] not in _PAUSES and ends_aside(words, at):
        return True
    therefore = words[at] in ("so", "as") and not _PRONOUNS.isdisjoint(words[at + 1 : at + 2])
    therefore = therefore or (words[at : at + 2] == ["so", "the"] and words[at - 1] not in _SUBORDINATING | _SAYING_SO)
    if therefore or _BECAUSE.match(words, at) > 0:
        return True
    end = next((end for end in range(at, len(words)) if words[end] in _PAUSES), len(words))
    if words[at] in _CONSEQUENCES:
        return is_consequence(words[at:end])
    if words[at] == "and" and list(words[at + 1 : at + 3]) == ["i", "will"]:
        return True
    told = words[at] == "before" or (words[at] == "where" and bool(number(words[at - 1 : at], 0, ENGLISH.figures)))
    return told and words[at - 1] not in _PAUSES and tells(words[at + 1 : end])


def is_consequence(words: Sequence[str]) -> bool:
    """Say whether a request begins after a "so": "so give me the liver", but not "so that we can see it"."""
    rest = words[1:]
    while length := NOISE.match(rest, 0):
        rest = rest[length:]
    if words[0] not in _CONSEQUENCES or not rest:
        return False
    asks = any(rest[start] in COMMANDS for start, _ in starts(rest) if start < len(rest))
    return asks or begins_clause(rest) or POLITE.match(rest, 0) > 0


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
    if _tells_all(words, at):
        return True
    whole = words[-1] not in _OPEN_ENDS and not words[-1].endswith("ing")
    if words[at] in ("it", "there") and after[0] in _BEING:
        return whole
    return whole and list(after[:3]) == ["can", "not", "see"] and after[3:4] != [] and after[3] in DETERMINERS


def _tells_all(words: Sequence[str], at: int) -> bool:
    """Say whether a statement at a place has its object, so that it cannot be about the noun before it.

    "smooth it a bit I want a margin", but not "the liver I drew", nor "the organ I put a line in".
    """
    if words[at - 1] in _ASKING:
        return False
    end = next((end for end in range(at, len(words)) if words[end] in _PAUSES), len(words))
    told = statement(words[at:end])
    if told is None or told.subject == "bare" or told.start or words[end - 1] in _OPEN_ENDS | _RELATIONS:
        return False
    after = at + told.verb + 1
    return after + 1 < end and words[after] in _DEFINITE
