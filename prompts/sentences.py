"""Cut a sentence into clauses: every way to cut it is tried, the longest clause first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from limis.commands import Command, Context, Deny, Exclude, Include, Segment
from limis.prompts.clauses import Memory, read_clause
from limis.prompts.english import ENGLISH
from limis.prompts.english.common import COMMANDS
from limis.prompts.figures import number
from limis.prompts.fillers import CORRECTIONS, TAGS
from limis.prompts.images import without_image
from limis.prompts.lexicon import DETERMINERS, LISTS, PRONOUNS, RATHER, SIDES
from limis.prompts.manners import DENY
from limis.prompts.meaning import mean
from limis.prompts.normalise import Token
from limis.prompts.nouns import Noun
from limis.prompts.openers import Opener, begins_clause, opener
from limis.prompts.phrases import Phrases
from limis.prompts.requests import begins_request, grammar, read_request, starts
from limis.prompts.speech import Speech
from limis.prompts.topics import of_topic

__all__ = ["Answer", "Sentence", "is_begun"]

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
    ]
)
_IN_TURN = frozenset({"then", "afterwards", "after", "next", "following"})
_CARRIED = frozenset({"grow", "shrink", "shift"})
_OPPOSED = frozenset({"grow", "shrink"})
"""Ops that are said of two sides with one verb."""

_DISMISSING = frozenset({"forget", "skip"})
"""What puts one thing aside, and forbids nothing."""

Answer = tuple[list[Command], Noun | None]
"""Commands, and the last noun that was named."""

_TAKEN_BACK = Phrases(
    [
        *(f"{undo}{it}" for undo in ("undo", "revert") for it in ("", " it", " that", " this")),
        *(f"{take} {it} back" for take in ("take", "roll") for it in ("it", "that", "this")),
    ]
)
"""What may end a complaint without a pause: "that is way too small undo it"."""

_AGAIN = Phrases(["again", "once more", "one more time", "once again"])
_ANNOUNCED = Phrases(
    [
        *("everything", "all", "all of it", "all of these", "all of them", "all of the following", "these", "the lot"),
        *(f"{the}{them}" for the in ("the following", "these") for them in ("", " organs", " structures", " things")),
    ]
)
"""What a list may be announced with: "I need everything: the liver and the spleen"."""

_OPPOSITES = (frozenset(ENGLISH.places.plain), frozenset({"in", "out"}), frozenset(SIDES))
"""Words of which one takes the other back: "left no right"."""

_BEGUN = DETERMINERS | PRONOUNS | {"left", "right", "both", "all"}
_LONGEST_BEGUN = 3
_MOST_JOINTS = 12
_MOST_TURNS = 2


@dataclass(slots=True)
class Sentence:
    """One sentence and what has been read of it.

    Attributes:
        text: The whole text.
        tokens: The sentence, without noise.
        context: What is known of the session.
    """

    text: str
    tokens: list[Token]
    context: Context
    _read: dict[tuple[int, int, str], Answer | None] = field(init=False, default_factory=dict[Any, Any])

    def read(self, antecedent: Noun | None) -> Answer | None:
        """Read it.

        Args:
            antecedent: The noun that was named last, before this sentence.

        Returns:
            Its commands and its last noun; None where a word is not accounted for.
        """
        return self._from(0, antecedent)

    def _from(self, start: int, antecedent: Noun | None) -> Answer | None:
        end = len(self.tokens)
        if (whole := self._clause(start, end, antecedent)) is not None:
            return whole
        for at, after, corrects in self._joints(start)[::-1]:
            if corrects and (mended := self._mended(start, at, after, antecedent)) is not None:
                return mended
            first = self._first(start, at, antecedent, corrects=corrects)
            if first is None:
                continue
            if (more := self._carried(start, at, after, first)) is not None:
                return more
            rest = self._from(after, first[1] or antecedent)
            if rest is None:
                continue
            if self._forbids_both(start, at, after, first):
                return first
            commands = rest[0] if corrects and first[0] and not _only_denies(first[0]) else first[0] + rest[0]
            return commands, rest[1] or first[1]
        return None

    def _first(self, start: int, at: int, antecedent: Noun | None, *, corrects: bool) -> Answer | None:
        """Read the clause before a joint; one that is only begun before it is taken back asks for nothing."""
        found = self._clause(start, at, antecedent)
        begun = found is None and corrects and is_begun(self.tokens[start:at])
        return ([], antecedent) if begun else found

    def _forbids_both(self, start: int, at: int, after: int, first: Answer) -> bool:
        """Say whether a "don't" holds for what follows its "and" as well: "don't fill the holes and smooth it"."""
        words = [token.word for token in self.tokens[start:]]
        if words[at - start : after - start] != ["and"] or "instead" in words or not _only_denies(first[0]):
            return False
        return any(DENY.match(words, begin) and words[begin] not in _DISMISSING for begin, _ in starts(words))

    def _clause(self, start: int, end: int, antecedent: Noun | None) -> Answer | None:
        key = (start, end, antecedent.text if antecedent is not None else "")
        if key not in self._read:
            self._read[key] = _read_clause(self.text, self.tokens[start:end], self.context, antecedent)
        return self._read[key]

    def _mended(self, start: int, at: int, after: int, antecedent: Noun | None) -> Answer | None:
        """Put a correction in the place of what it corrects: "go to slice 40, no, 45"."""
        for cut in range(at - 1, start, -1):
            tokens = [*self.tokens[start:cut], *self.tokens[after:]]
            found = read_request(self.text, tokens, self.context, antecedent)
            if found is not None and not _only_denies(found[0]):
                return found
        return None

    def _carried(self, start: int, at: int, after: int, first: Answer) -> Answer | None:
        """Take the verb along: "smooth the liver, then the spleen", "trim the top by 2 mm and the bottom by 3 mm"."""
        rest = self.tokens[after:]
        words = [token.word for token in self.tokens]
        if len(first[0]) != 1 or not (_IN_TURN.intersection(words[at:after]) or first[0][0].op in _CARRIED):
            return None
        if read_request(self.text, rest, self.context, first[1]) is not None:
            return None
        for verb in (1, 2, 3):
            found = read_request(self.text, [*self.tokens[start : start + verb], *rest], self.context, first[1])
            if found is not None and len(found[0]) == 1 and _goes_with(first[0][0].op, found[0][0].op):
                return first[0] + found[0], found[1]
        return None

    def _joints(self, start: int) -> list[tuple[int, int, bool]]:
        """Find where a clause may end: its end, the beginning of the next, and whether that corrects it."""
        words = [token.word for token in self.tokens]
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
            in_turn = bool(_IN_TURN.intersection(words[at:after]))
            if after > at and after < len(words) and (corrects or in_turn or _begins(words[after:])):
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
    """Say whether a command is only begun, to be taken back or finished after a pause: "delete the", "shift"."""
    words = [token.word for token in tokens if token.word not in _BEGUN]
    return len(words) == 1 and words[0] in COMMANDS and len(tokens) <= _LONGEST_BEGUN


def _begins(words: Sequence[str]) -> bool:
    return begins_clause(words) or begins_request(words)


def _asks(words: Sequence[str], at: int) -> bool:
    """Say whether a verb stands here that begins a request, as in "rather than the colon segment the rectum"."""
    found = opener(words[at:])
    return (words[at] in grammar().openers and words[at] in COMMANDS) or (
        found.kind in ("segment", "ask") and found.length > 0
    )


def _goes_with(first: str, second: str) -> bool:
    """Say whether one verb may be said of both: "make the left kidney bigger and the right one smaller"."""
    return first == second or _OPPOSED.issuperset((first, second))


def _only_denies(commands: list[Command]) -> bool:
    return all(isinstance(command, Deny) for command in commands)


def _read_clause(text: str, tokens: list[Token], context: Context, antecedent: Noun | None) -> Answer | None:
    while tokens and tokens[-1].word == ",":
        tokens = tokens[:-1]
    while tokens and tokens[0].word == ",":
        tokens = tokens[1:]
    if not tokens:
        return None
    named = mean([token.word for token in tokens]) is not None
    if not named and (found := read_request(text, tokens, context, antecedent)) is not None:
        return found
    plain = _trim(without_image(tokens))
    if _says_nothing(plain):
        return [], antecedent
    if len(plain) != len(tokens) and (found := read_request(text, plain, context, antecedent)) is not None:
        return found
    if (found := _denied(text, tokens, context, antecedent)) is not None:
        return found
    if (found := of_topic(text, tokens, context, antecedent)) is not None:
        return found
    if (found := _searched(text, plain, context, antecedent)) is not None:
        return found
    unmarked = [token for token in tokens if token.word != ":"]
    return read_request(text, unmarked, context, antecedent) if len(unmarked) < len(tokens) else None


def _denied(text: str, tokens: list[Token], context: Context, antecedent: Noun | None) -> Answer | None:
    """Read what forbids another clause."""
    words = [token.word for token in tokens]
    for start, _ in starts(words):
        length = DENY.match(words, start) or (1 if words[start : start + 1] == ["not"] else 0)
        rest = tokens[start + length :] if length else []
        if rest and read_request(text, rest, context, antecedent, gerunds=True) is not None:
            return [Deny()], antecedent
    return None


def _searched(text: str, tokens: list[Token], context: Context, antecedent: Noun | None) -> Answer | None:
    """Read what asks for structures, on all slices or some."""
    tokens, scope = _without_scope(text, _without_again(_trim(tokens)), context)
    if not tokens:
        return None
    memory = Memory(text, context, antecedent)
    commands = read_clause(memory, tokens)
    if commands is None:
        return None
    if scope is not None:
        if not all(isinstance(command, Segment | Exclude | Include) for command in commands):
            return None
        commands = [command.model_copy(update={"scope": scope}) for command in commands]
    return commands, memory.last


def _without_again(tokens: list[Token]) -> list[Token]:
    """Leave out the "again" of "segment the spleen again"."""
    length = _AGAIN.match_end([token.word for token in tokens])
    return _trim(tokens[:-length]) if length else tokens


def _without_scope(text: str, tokens: list[Token], context: Context) -> tuple[list[Token], Any]:
    speech = Speech(text, tokens, grammar().language, grammar().scopes, context, None)
    words = speech.words
    for at in range(len(words)):
        for end, found in speech.slot("scope", at):
            if end == len(words) and at > 0:
                return _trim(tokens[: at - (words[at - 1] == ":")]), found[0][1]
            if at == 0 and end < len(words):
                return _trim(tokens[end:]), found[0][1]
    return tokens, None


def _says_nothing(tokens: Sequence[Token]) -> bool:
    """Say whether a clause is nothing but a "now!"."""
    return opener([token.word for token in tokens]) == Opener("bare", len(tokens))


def _trim(tokens: list[Token]) -> list[Token]:
    """Cut commas and tags off the ends, and the colon of "segment: liver, spleen"."""
    while tokens and tokens[0].word == ",":
        tokens = tokens[1:]
    while tokens and (tokens[-1].word == "," or _is_tag(tokens)):
        tokens = tokens[: -max(1, TAGS.match_end([token.word for token in tokens]) if tokens[-1].word != "," else 1)]
    words = [token.word for token in tokens]
    length = opener(words).length
    colon = length + _ANNOUNCED.match(words, length)
    if colon and colon < len(tokens) and words[colon] == ":":
        tokens = [*tokens[:length], *tokens[colon + 1 :]]
    return tokens


def _is_tag(tokens: Sequence[Token]) -> bool:
    return TAGS.match_end([token.word for token in tokens]) > 0
