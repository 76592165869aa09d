"""Cut a sentence into clauses: every way to cut it is tried, the longest clause first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from limis.commands import (
    Command,
    Context,
    Deny,
    Excess,
    Exclude,
    Hide,
    Include,
    Measure,
    Missing,
    Save,
    Segment,
    Select,
    Shape,
    Show,
)
from limis.prompts.clauses import Memory, read_clause
from limis.prompts.english import ENGLISH
from limis.prompts.english.common import COMMANDS
from limis.prompts.figures import number
from limis.prompts.gists import gist, may_have_gist
from limis.prompts.images import without_image
from limis.prompts.joints import IN_TURN, is_begun, joints
from limis.prompts.lead_ins import TAGS
from limis.prompts.lexicon import ARTICLES, PRONOUNS, SIDES
from limis.prompts.manners import DENY
from limis.prompts.meaning import mean
from limis.prompts.mending import adds, in_place, loses, refused
from limis.prompts.normalise import Token
from limis.prompts.nouns import Noun
from limis.prompts.openers import Opener, opener
from limis.prompts.phrases import Phrases
from limis.prompts.places import directions
from limis.prompts.requests import grammar, read_request, starts
from limis.prompts.speech import Speech
from limis.prompts.things import Things, is_there
from limis.prompts.topics import about, in_its_place, named_in, of_topic

__all__ = ["Answer", "Sentence"]

_PLANES = ENGLISH.values["plane"]
"""Words that are asked for as views where they stand alone: "cor" is not the heart, though "segment cor" is."""

_LONGEST_REQUEST = 30
"""The most words that one command is said in without a pause, or once a word of it is corrected."""

_PAUSES = frozenset({",", ":", "and", "or", "plus", "&", "+"})
_LONGEST_BREATH = 40
"""The most words that a clause is said in between two pauses."""

_LONGEST_NOUN = 4
_SHOWN = frozenset({"window", "windows", "windowing", "preset", "setting", "settings"})
"""What is said of a window."""

_CARRIED = frozenset({"grow", "shrink", "shift"})
_OPPOSED = frozenset({"grow", "shrink"})
"""Ops that are said of two sides with one verb."""

_DISMISSING = frozenset({"forget", "skip"})
"""What puts one thing aside, and forbids nothing."""

_PREDICATES = frozenset({"look", "show", "grow", "shrink", "increase", "decrease", "extend", "leave", "move", "run"})
"""Verbs of commands that things do as well."""

Answer = tuple[list[Command], Noun | None]
"""Commands, and the last noun that was named."""

_JUDGED = tuple([word] for word in ("good", "great", "nice", "fine", "ideal", "better", "ok", "okay"))
"""What is no good where a "not" stands before it: "not good, undo"."""

_AGAIN = Phrases(["again", "once more", "one more time", "once again"])
_ANNOUNCED = Phrases(
    [
        *("everything", "all", "all of it", "all of these", "all of them", "all of the following", "these", "the lot"),
        *(f"{the}{them}" for the in ("the following", "these") for them in ("", " organs", " structures", " things")),
    ]
)
"""What a list may be announced with: "I need everything: the liver and the spleen"."""


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
    _gists: dict[tuple[int, int, str], Answer | None] = field(init=False, default_factory=dict[Any, Any])
    _rest: dict[tuple[int, str, bool], Answer | None] = field(init=False, default_factory=dict[Any, Any])
    _loosely: bool = field(init=False, default=False)

    def read(self, antecedent: Noun | None) -> Answer | None:
        """Read it.

        Args:
            antecedent: The noun that was named last, before this sentence.

        Returns:
            Its commands and its last noun; None where a word is not accounted for.
        """
        found = self._from(0, antecedent)
        if found is not None or not may_have_gist(self.tokens):
            return found
        self._loosely = True
        return self._from(0, antecedent)

    def _from(self, start: int, antecedent: Noun | None) -> Answer | None:
        """Read what is left of it from a place on, once."""
        key = (start, antecedent.text if antecedent is not None else "", self._loosely)
        if key not in self._rest:
            self._rest[key] = self._read_from(start, antecedent)
        return self._rest[key]

    def _read_from(self, start: int, antecedent: Noun | None) -> Answer | None:
        end = len(self.tokens)
        if (shown := self._shown_again(start)) is not None:
            return shown
        if (whole := self._clause(start, end, antecedent)) is not None:
            return whole
        words = [token.word for token in self.tokens]
        for at, after, marked in joints(words, start)[::-1]:
            corrects = marked and not adds(words[after:])
            if corrects and (mended := self._mended(start, at, after, antecedent)) is not None:
                return mended
            first = self._first(start, at, antecedent, corrects=corrects)
            if first is None:
                continue
            if not corrects and (more := self._carried(start, at, after, first)) is not None:
                return more
            rest = self._from(after, first[1] or antecedent)
            if rest is None:
                continue
            rest = self._of_what_is_spared(start, at, after, first, rest)
            if self._forbids_both(start, at, after, first):
                return first
            if corrects and first[0] and not _only_denies(first[0]):
                return self._instead(after, first, rest)
            return self._of_name(start, at, after, first[0], rest[0]), rest[1] or first[1]
        return None if self._loosely else self._run_on(start, antecedent)

    def _run_on(self, start: int, antecedent: Noun | None) -> Answer | None:
        """Read what goes on without a pause, as speech is written down: "segment the aorta smooth it a bit save it"."""
        words = [token.word for token in self.tokens]
        last = min(len(words), start + _LONGEST_REQUEST)
        for at in (at for at in range(start + 2, last) if _turns(words, start, at)):
            first = self._clause(start, at, antecedent) if words[at - 1] not in SIDES else None
            rest = self._from(at, first[1] or antecedent) if first is not None and first[0] else None
            if first is None or rest is None:
                continue
            dismissed = words[start] in _DISMISSING and _only_denies(first[0])
            commands = rest[0] if dismissed else first[0] + rest[0]
            return (commands, rest[1] or first[1]) if all(map(_may_run_on, commands)) else None
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

    def _of_what_is_spared(self, start: int, at: int, after: int, first: Answer, rest: Answer) -> Answer:
        """Give the "it" after a "don't" what the "don't" names: "don't delete the liver, just hide it"."""
        words = [token.word for token in self.tokens]
        forbids = "not" in words[start:at] and not COMMANDS.isdisjoint(words[start:at]) and _only_denies(first[0])
        if not forbids or not rest[0] or PRONOUNS.isdisjoint(words[after:]):
            return rest
        named = named_in(self.text, self.tokens[start:at], self.context)
        mended = about(rest[0][0], named[0][2].targets) if len(named) == 1 else None
        return ([mended, *rest[0][1:]], rest[1]) if mended is not None else rest

    def _clause(self, start: int, end: int, antecedent: Noun | None) -> Answer | None:
        key = (start, end, antecedent.text if antecedent is not None else "")
        if key not in self._read:
            tokens = self.tokens[start:end]
            breathless = _is_breathless([token.word for token in tokens])
            self._read[key] = None if breathless else _read_clause(self.text, tokens, self.context, antecedent)
        if self._read[key] is None and self._loosely:
            return self._gist(key, antecedent)
        return self._read[key]

    def _gist(self, key: tuple[int, int, str], antecedent: Noun | None) -> Answer | None:
        if key not in self._gists:
            self._gists[key] = gist(self.text, self.tokens[key[0] : key[1]], self.context, antecedent)
        return self._gists[key]

    def _mended(self, start: int, at: int, after: int, antecedent: Noun | None) -> Answer | None:
        """Put a correction in the place of what it corrects: "go to slice 40, no, 45"."""
        counted = self._counted_again(start, at, after)
        recounted = _read_clause(self.text, counted, self.context, antecedent) if counted is not None else None
        if recounted is not None:
            return recounted
        if (again := self._measured_again(start, at, after, antecedent)) is not None:
            return again
        before = self._clause(start, at, antecedent)
        if (meant := self._in_place(start, at, after, before)) is not None:
            return meant
        words = [token.word for token in self.tokens]
        for cut in range(at - 1, self._last_command(start, at), -1):
            if words[cut - 1] in ARTICLES and words[after] in ARTICLES:
                continue
            if cut - start + len(words) - after > _LONGEST_REQUEST:
                continue
            if at - start > _LONGEST_NOUN and self._asks_nothing(start, cut, at, antecedent):
                continue
            tokens = [*self.tokens[start:cut], *self.tokens[after:]]
            found = read_request(self.text, tokens, self.context, antecedent)
            everywhere = ENGLISH.places.around.match(words, after) == len(words) - after
            if found is not None and not _only_denies(found[0]) and (everywhere or not _loses(before, found)):
                return in_its_place(before, found)
        return None

    def _in_place(self, start: int, at: int, after: int, before: Answer | None) -> Answer | None:
        """Put what corrects a clause in the place of what is like it, wherever in the clause that stands."""
        if before is None or len(self.tokens) - start > _LONGEST_REQUEST:
            return None
        rules = grammar()
        speech = Speech(self.text, self.tokens, rules.language, rules.scopes, self.context, before[1])
        return in_place(
            speech,
            self.tokens,
            (start, at, after),
            before[0],
            lambda tokens: _read_clause(self.text, tokens, self.context, before[1]),
            ARTICLES,
        )

    def _last_command(self, start: int, at: int) -> int:
        """Where the last command before a correction begins: "show" in "hide the liver and show the spleen, sorry"."""
        words = [token.word for token in self.tokens[:at]]
        begun = [after for _, after, corrects in joints(words, start) if not corrects and words[after] in COMMANDS]
        return max(begun, default=start)

    def _asks_nothing(self, start: int, cut: int, at: int, antecedent: Noun | None) -> bool:
        """Say whether nothing is left of a clause that is not ours: the "the" of "the nurse says hide it"."""
        words = [token.word for token in self.tokens[start:cut]]
        bare = COMMANDS.isdisjoint(words) and opener(words).kind == "bare"
        return bare and self._clause(start, at, antecedent) is None

    def _shown_again(self, start: int) -> Answer | None:
        """Put a window in the place of the only one before it: "lung window, no, bone"."""
        words = [token.word for token in self.tokens]
        if _SHOWN.isdisjoint(words[start:]):
            return None
        presets = ENGLISH.values["preset"]
        for at, after, corrects in joints(words, start):
            said = [cut for cut in range(start, at) if words[cut] in presets]
            if (
                corrects
                and len(said) == 1
                and " ".join(words[after:]) in presets
                and not _SHOWN.isdisjoint(words[start:at])
            ):
                tokens = [*self.tokens[start : said[0]], *self.tokens[after:], *self.tokens[said[0] + 1 : at]]
                return read_request(self.text, tokens, self.context, None)
        return None

    def _counted_again(self, start: int, at: int, after: int) -> list[Token] | None:
        """Put a number in the place of the only one before it: "two slices back, no, three"."""
        words, figures = [token.word for token in self.tokens], grammar().language.figures
        again = number(words, after, figures)
        spans = [(cut, found[0][0]) for cut in range(start, at) if (found := number(words, cut, figures))]
        if not again or again[0][0] != len(words) or len(spans) != 1 or spans[0][1] > at:
            return None
        begin, end = spans[0]
        return [*self.tokens[start:begin], *self.tokens[after:], *self.tokens[end:at]]

    def _measured_again(self, start: int, at: int, after: int, antecedent: Noun | None) -> Answer | None:
        """Correct the last of several amounts: "the liver by 3 mm and the spleen by 2 mm, no, 4 mm"."""
        rules, end = grammar(), len(self.tokens)
        speech = Speech(self.text, self.tokens, rules.language, rules.scopes, self.context, antecedent)
        if not any(stop == end for stop, _ in speech.slot("measured", after)):
            return None
        spans = [(cut, stop) for cut in range(start, at) for stop, _ in speech.slot("measured", cut) if stop <= at]
        last = max(spans, default=(start, at))
        if not any(begin < stop <= last[0] - 2 for begin, stop in spans):
            return None
        tokens = [*self.tokens[start : last[0]], *self.tokens[after:], *self.tokens[last[1] : at]]
        return Sentence(self.text, tokens, self.context).read(antecedent)

    def _instead(self, after: int, first: Answer, rest: Answer) -> Answer | None:
        """Do what is said instead; None where it only names something for which another thing was to be done."""
        bare = opener([token.word for token in self.tokens[after:]]).kind == "bare"
        named = bare and len(rest[0]) == 1 and isinstance(rest[0][0], Segment)
        if named and not isinstance(first[0][-1], Segment):
            return None
        return in_its_place(first, (refused(rest[0]), rest[1] or first[1]))

    def _of_name(self, start: int, at: int, after: int, first: list[Command], rest: list[Command]) -> list[Command]:
        """Join two clauses; what is wrong after a bare name is of it: "right kidney, you missed the top".

        So is what is to be done with something that the session has, or that only a side tells.
        """
        words = [token.word for token in self.tokens]
        named = first[0] if len(first) == 1 else None
        if not isinstance(named, Segment) or named.scope is not None or len(named.targets) != 1 or not rest:
            return first + rest
        bare = words[at:after] == [","] and opener(words[start:at]).kind == "bare"
        judged = isinstance(rest[0], Missing | Excess) and rest[0].where is not None
        drawn = judged or is_there(Things(named.targets), self.context)
        mended = about(rest[0], named.targets) if bare and drawn else None
        return [mended, *rest[1:]] if mended is not None else first + rest

    def _carried(self, start: int, at: int, after: int, first: Answer) -> Answer | None:
        """Take the verb along: "smooth the liver, then the spleen", "trim the top by 2 mm and the bottom by 3 mm"."""
        rest = self.tokens[after:]
        words = [token.word for token in self.tokens]
        if len(first[0]) != 1 or not (IN_TURN.intersection(words[at:after]) or first[0][0].op in _CARRIED):
            return None
        if read_request(self.text, rest, self.context, first[1]) is not None:
            return None
        for verb in (1, 2, 3):
            found = read_request(self.text, [*self.tokens[start : start + verb], *rest], self.context, first[1])
            if found is not None and len(found[0]) == 1 and _goes_with(first[0][0].op, found[0][0].op):
                return first[0] + found[0], found[1]
        return None


def _loses(before: Answer | None, found: Answer) -> bool:
    """Say whether a correction loses something of what it corrects: the amount of "by 5 mm, no, the spleen"."""
    single = before is not None and len(before[0]) == len(found[0]) == 1 and before[0][0].op == found[0][0].op
    return single and before is not None and loses(before[0][0], found[0][0])


def _goes_with(first: str, second: str) -> bool:
    """Say whether one verb may be said of both: "make the left kidney bigger and the right one smaller"."""
    return first == second or _OPPOSED.issuperset((first, second))


def _turns(words: Sequence[str], start: int, at: int) -> bool:
    """Say whether another command may begin at a place: a verb, or what is asked for after a "forget the liver"."""
    asks = words[start] in _DISMISSING and opener(words[at:]).kind in ("segment", "ask")
    return asks or (words[at] in COMMANDS and not _tells(words, start, at))


def _tells(words: Sequence[str], start: int, at: int) -> bool:
    """Say whether a verb tells what a bare name does: "the arteries show plaques", but not "the liver show it"."""
    bare = words[at] in _PREDICATES and opener(words[start:at]).kind == "bare"
    return bare and PRONOUNS.isdisjoint(words[at + 1 : at + 2])


def _may_run_on(command: Command) -> bool:
    """Say whether a command may be read where nothing marks its beginning: what destroys, forbids or asks may not."""
    if isinstance(command, Missing | Excess) and command.where is None:
        return False
    return isinstance(command, Shape | Segment | Exclude | Include | Select | Show | Hide | Measure | Save)


def _only_denies(commands: list[Command]) -> bool:
    return all(isinstance(command, Deny) for command in commands)


def _is_breathless(words: Sequence[str]) -> bool:
    """Say whether so many words follow each other without a pause that they are no clause, and no list."""
    pauses = [-1, *(at for at, word in enumerate(words) if word in _PAUSES), len(words)]
    return max(after - before for before, after in pairwise(pauses)) > _LONGEST_BREATH


def _read_clause(text: str, tokens: list[Token], context: Context, antecedent: Noun | None) -> Answer | None:
    while tokens and tokens[-1].word == ",":
        tokens = tokens[:-1]
    while tokens and tokens[0].word == ",":
        tokens = tokens[1:]
    if not tokens:
        return None
    words = [token.word for token in tokens]
    named = mean(words) is not None and " ".join(words) not in _PLANES
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
        rest = tokens[start + length :] if length and words[start + length : start + length + 1] not in _JUDGED else []
        if (instead := rest[_place_end(rest) :]) and len(instead) < len(rest):
            return read_request(text, instead, context, antecedent) or ([Deny()], antecedent)
        if rest and read_request(text, rest, context, antecedent, gerunds=True) is not None:
            return [Deny()], antecedent
    return None


def _place_end(tokens: Sequence[Token]) -> int:
    """Where what follows the pause behind a place begins: after "the top," in "not the top, the bottom is missing"."""
    words = [token.word for token in tokens]
    ends = [end for end, _ in directions(words, 0, ENGLISH.places) if words[end : end + 1] == [","]] if words else []
    return ends[0] + 1 if ends else 0


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
