"""Read a sentence of another language; the sentence itself says which.

A language reads a sentence where it accounts for every word of it, and where one word at least is not English too.
Where two languages read it differently, nothing is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from limis.commands import (
    Command,
    Confirm,
    Context,
    Delete,
    Deny,
    Exclude,
    Redo,
    Reset,
    Save,
    Segment,
    Stop,
    Target,
    Undo,
    What,
    dump,
)
from limis.prompts.building import build
from limis.prompts.english.common import COMMON
from limis.prompts.languages.french import FRENCH
from limis.prompts.languages.german import GERMAN
from limis.prompts.languages.nouns import things_in
from limis.prompts.languages.portuguese import PORTUGUESE
from limis.prompts.languages.skeleton import FORBID, JUDGED, NAMED
from limis.prompts.languages.spanish import SPANISH
from limis.prompts.languages.tongue import Tongue
from limis.prompts.languages.words import cut, meant
from limis.prompts.lexicon import DETERMINERS
from limis.prompts.normalise import BREAK, Token
from limis.prompts.nouns import Noun
from limis.prompts.patterns import Captures
from limis.prompts.phrases import word_set
from limis.prompts.requests import grammar
from limis.prompts.settling import settled
from limis.prompts.speech import Speech
from limis.prompts.things import Things
from limis.prompts.vocabulary import vocabulary

__all__ = ["TONGUES", "read_other"]

TONGUES = (GERMAN, FRENCH, SPANISH, PORTUGUESE)
"""The languages beside English."""

_SHARED = word_set(
    """
    ab accord ache ah alto arc ate bah bas bis blanche boa bout bouts cache caches canal cave chose circa coin com con
    corps cote cotes coup coupe coupes court dale dame dank dent dents des die dire dis disco discos dos eh elf em en
    est et exterior fang faux favor fin fleck fora forma forte fur gar grand grande grave graves gross grosser gut ha
    halt halve haut haute hey hm hum il inferior jap jo large lass les linker lobe lobes loch loin long lui ma mal
    mare marche marque mas masse mayor media meme mince minimal mis mole mover na nee non null nun oh onde os ou par
    pardon pas passe peau petit petite pied pole polo pone porta pour primer prima pro pula quart quarto quint rate
    rates re recto rein reins retire ruck sale sales salut salve salves sauce scanner se sept sin sip solo sorry spar
    spur stark stein stopper suave sur sus ta tac tan taper tiers ton topo tour tout trace traces tracer tranche tu
    tun und ur vers via vice vide volt von vos war weg wo ya yo zona anal central final normal total plus minus dental
    """
)
"""Words of another language that English has too; they are no evidence of it."""

_MOST_WORDS = 40
_MOST_UNKNOWN = 3
_MOST_JOINTS = 10
_LONGEST_STOP = 4
_SURE = (Confirm, Delete, Redo, Reset, Save, Undo)
"""Commands that no sentence with a slip in it gives."""

Answer = tuple[list[Command], Noun | None, str]
"""Commands, the last noun that was named, and what kind of clause comes last: `NAMED`, `JUDGED` or neither."""


def read_other(text: str, context: Context, *, exact: bool = False) -> list[Command] | None:
    """Read one utterance in the language that knows all of its words.

    Args:
        text: What was typed or said.
        context: What is known of the session.
        exact: Whether no word may be misspelt.

    Returns:
        Its commands; None where no language reads it, or two read different things.

    Example:
        >>> dump(read_other("Könnten Sie bitte die linke Niere segmentieren?", Context()))
        [{'op': 'segment', 'targets': [{'concept': 'kidney', 'side': 'left', 'text': 'linke Niere'}]}]
    """
    tokens = cut(text)
    if len(tokens) > _MOST_WORDS:
        return None
    readings: list[tuple[int, list[Command]]] = []
    for tongue in TONGUES:
        if not _is_foreign(tokens, tongue):
            continue
        spoken, slips = meant(tokens, tongue)
        unknown = sum(token.word.isalpha() and token.word not in tongue.known for token in spoken)
        if unknown > _MOST_UNKNOWN or (exact and (slips or unknown)):
            continue
        commands = _read(text, spoken, context, tongue, slipped=slips > 0)
        if commands and not (slips and any(isinstance(command, _SURE) for command in commands)):
            readings.append((slips, commands))
    fewest = [dump(commands) for slips, commands in readings if slips == min(slips for slips, _ in readings)]
    if not fewest or any(reading != fewest[0] for reading in fewest):
        return None
    return next(commands for _, commands in readings if dump(commands) == fewest[0])


def _is_foreign(tokens: Sequence[Token], tongue: Tongue) -> bool:
    """Say whether a word is there that is none of English."""
    words = {token.word for token in tokens if token.word.isalpha()}
    own = tongue.nouns.determiners - grammar().literals - DETERMINERS
    return not own.isdisjoint(words) or any(not _is_english(word) for word in words)


@lru_cache(maxsize=4096)
def _is_english(word: str) -> bool:
    return word in _SHARED or word in COMMON or word in grammar().literals or bool(vocabulary().senses(word))


def _read(text: str, tokens: Sequence[Token], context: Context, tongue: Tongue, *, slipped: bool) -> list[Command] | None:
    words = [token.word for token in tokens if token.word not in (BREAK, ",")]
    if any(tongue.idioms.match(words, at) for at in range(len(words))):
        return None
    negated = not tongue.nots.isdisjoint(words)
    asks = text.rstrip().endswith("?") and len(words) > 1
    short = 0 < len(words) <= _LONGEST_STOP and not (negated or asks)
    if short and not tongue.stops.isdisjoint((words[0], words[-1])):
        return [Stop()]
    commands: list[Command] = []
    last: Noun | None = None
    for sentence in _sentences(tokens):
        found = _Sentence(text, sentence, context, tongue, slipped).read(last)
        if found is None:
            return None
        commands += found[0]
        last = found[1] or last
    return None if any(_is_finding(command, tokens, tongue) for command in commands) else settled(commands)


def _sentences(tokens: Sequence[Token]) -> list[list[Token]]:
    sentences: list[list[Token]] = [[]]
    for token in tokens:
        if token.word == BREAK:
            sentences.append([])
        else:
            sentences[-1].append(token)
    return [sentence for sentence in sentences if sentence]


def _is_finding(command: Command, tokens: Sequence[Token], tongue: Tongue) -> bool:
    """Say whether "without lesions" is a word of reports: a disease is left out only with its article."""
    if not isinstance(command, Exclude):
        return False
    bare = any(
        token.word in tongue.cuts and after.word not in tongue.nouns.determiners
        for token, after in zip(tokens, tokens[1:], strict=False)
    )
    return bare and any(_names_disease(target) for target in command.targets)


def _is_bare_finding(command: Command, tokens: Sequence[Token], tongue: Tongue) -> bool:
    """Say whether nothing but a disease is named, and none in particular."""
    if not isinstance(command, Segment) or not tokens:
        return False
    first = tokens[0].word
    definite = first in tongue.nouns.determiners and not tongue.nouns.links.match([first], 0)
    return not definite and any(_names_disease(target) for target in command.targets)


def _names_disease(target: What) -> bool:
    if not isinstance(target, Target):
        return False
    return target.concept is None or vocabulary().get(target.concept).kind in ("lesion", "fluid")


def _in_english(op: str, captures: Captures) -> Captures:
    """Call what is asked about by its English name, as the options of a question are English."""
    return tuple((name, _renamed(value) if op == "either" else value) for name, value in captures)


def _renamed(value: Any) -> Any:
    if not isinstance(value, Things):
        return value
    named = (target for target in value.targets if isinstance(target, Target) and target.concept is not None)
    return replace(value, targets=tuple(target.model_copy(update={"text": _name(target)}) for target in named))


def _name(target: Target) -> str:
    return " ".join(filter(None, (target.side, target.which, vocabulary().get(str(target.concept)).phrase)))


@dataclass(slots=True)
class _Speech(Speech):
    """A clause as the shared rules see it."""

    tongue: Tongue = field(kw_only=True)

    def things(self, at: int) -> list[tuple[int, Things]]:
        """Read every list of noun phrases that begins at a place."""
        return things_in(self.text, self.tokens, at, self.context, self.antecedent, self.tongue)


@dataclass(slots=True)
class _Sentence:
    text: str
    tokens: list[Token]
    context: Context
    tongue: Tongue
    slipped: bool
    _read: dict[tuple[int, int, str, bool], Answer | None] = field(
        init=False, default_factory=dict[tuple[int, int, str, bool], "Answer | None"]
    )

    def read(self, antecedent: Noun | None) -> Answer | None:
        """Read it clause by clause, the longest first; None where a word is not accounted for."""
        return self._from(0, antecedent)

    def _from(self, start: int, antecedent: Noun | None) -> Answer | None:
        end = len(self.tokens)
        if (whole := self._clause(start, end, antecedent, refused=False)) is not None:
            return whole
        for at, after in self._joints(start)[::-1]:
            first = self._clause(start, at, antecedent, refused=False) or self._clause(start, at, antecedent, refused=True)
            rest = self._from(after, first[1] or antecedent) if first is not None else None
            if first is not None and rest is not None and not (first[2] == NAMED and rest[2] == JUDGED):
                return first[0] + rest[0], rest[1] or first[1], rest[2]
        return self._clause(start, end, antecedent, refused=True)

    def _joints(self, start: int) -> list[tuple[int, int]]:
        """Find where a clause may end, and where the next begins."""
        words = [token.word for token in self.tokens]
        joints: list[tuple[int, int]] = []
        at = start + 1
        if words[start] in self.tongue.answers and at < len(words):
            joints.append((at, at))
        while at < len(words) and len(joints) < _MOST_JOINTS:
            after = at
            while length := self.tongue.joints.match(words, after):
                after += length
            if after < len(words) and (after > at or words[at] in self.tongue.cuts):
                joints.append((at, after))
            at = max(after, at + 1)
        return joints

    def _clause(self, start: int, end: int, antecedent: Noun | None, *, refused: bool) -> Answer | None:
        key = (start, end, antecedent.text if antecedent is not None else "", refused)
        if key not in self._read:
            tokens = self._quiet(self.tokens[start:end])
            self._read[key] = self._refusal(tokens, antecedent) if refused else self._request(tokens, antecedent)
        return self._read[key]

    def _quiet(self, tokens: list[Token]) -> list[Token]:
        """Leave out fillers, and commas where a clause begins or ends."""
        words = [token.word for token in tokens]
        out: list[Token] = []
        at = 0
        while at < len(tokens):
            length = self.tongue.noise.match(words, at)
            if not length:
                out.append(tokens[at])
            at += max(1, length)
        while out and out[0].word == ",":
            out = out[1:]
        while out and out[-1].word == ",":
            out = out[:-1]
        return out

    def _request(self, tokens: list[Token], antecedent: Noun | None) -> Answer | None:
        if not tokens:
            return [], antecedent, ""
        if self._nothing().intersection(token.word for token in tokens):
            return None
        each = (self._by_rules(spoken, antecedent) for spoken in self._bare(tokens))
        return next((found for found in each if found is not None), None)

    def _refusal(self, tokens: list[Token], antecedent: Noun | None) -> Answer | None:
        """Read what would be asked for without its "not"; "no lesions" is a finding."""
        for spoken in self._bare(tokens):
            kept = [token for token in spoken if token.word not in self.tongue.nots]
            if not kept or (len(kept) == len(spoken) and not self._nothing().intersection(t.word for t in kept)):
                continue
            found = self._by_rules(kept, antecedent, refused=True)
            if found is not None and not any(_is_bare_finding(command, kept, self.tongue) for command in found[0]):
                return [Deny()], found[1], ""
        return None

    def _nothing(self) -> frozenset[str]:
        """Words for nothing, which are everything once what is asked is refused: "ne supprime rien"."""
        return frozenset(word for word, ref in self.tongue.nouns.references.items() if ref == "nothing")

    def _bare(self, tokens: list[Token]) -> list[list[Token]]:
        """Give a clause as it is, and without its politeness."""
        out = [tokens]
        if tokens[0].word in self.tongue.nouns.references:
            length = self.tongue.polite.match([token.word for token in tokens], 1)
            out += [[tokens[0], *tokens[1 + length :]]] if length else []
        while length := self.tongue.polite.match([token.word for token in out[-1]], 0):
            out.append(self._quiet(out[-1][length:]))
        return [spoken for spoken in out if spoken]

    def _by_rules(self, tokens: list[Token], antecedent: Noun | None, *, refused: bool = False) -> Answer | None:
        rules = self.tongue.grammar
        speech = _Speech(
            self.text, tokens, rules.language, rules.scopes, self.context, antecedent, tongue=self.tongue
        )
        for rule in rules.starting(speech.words[0]):
            if (rule.op == FORBID and not refused) or (rule.op == NAMED and self.slipped):
                continue
            op = "segment" if rule.op == NAMED else rule.op
            for end, captures in rule.pattern.match(speech, 0):
                things = next((value for _, value in captures if isinstance(value, Things)), None)
                if end < len(tokens) or (things is not None and things.question is not None and op != "segment"):
                    continue
                last = things.last if things is not None else None
                if rule.op == FORBID:
                    return [Deny()], last, ""
                constants = {name: value for name, value in rule.constants.items() if name != JUDGED}
                commands = build(op, constants, _in_english(op, captures), self.context.last_edit)
                if commands is not None:
                    return commands, last, JUDGED if JUDGED in rule.constants else rule.op
        return None
