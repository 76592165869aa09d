"""Cut a sentence of another language into clauses, and read each by the rules that all of them share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from limis.commands import Command, Context, Deny, Redo, Segment, Target, Undo, What
from limis.prompts.building import build
from limis.prompts.doubts import destroys
from limis.prompts.languages.asking import ask_either
from limis.prompts.languages.nouns import things_in
from limis.prompts.languages.skeleton import FORBID, JUDGED, NAMED
from limis.prompts.languages.tongue import Tongue
from limis.prompts.mending import adds, in_place, puts_off, refused
from limis.prompts.normalise import Token
from limis.prompts.nouns import Noun
from limis.prompts.speech import Speech
from limis.prompts.things import Things
from limis.prompts.topics import about, in_its_place
from limis.prompts.vocabulary import vocabulary

__all__ = ["Answer", "Sentence", "names_disease", "takes_back"]

STRONG, WEAK = "strong", "weak"
"""Kinds of correction: a "no", which takes back what it does not replace, and an apology, which need not."""

_MOST_JOINTS = 10
_YET = frozenset({"noch", "encore", "surtout", "gar", "bitte"})
"""Words beside a "not" that refuse with it."""

Answer = tuple[list[Command], Noun | None, str]
"""Commands, the last noun that was named, and what kind of clause comes last: `NAMED`, `JUDGED` or neither."""


def names_disease(target: What) -> bool:
    """Say whether a target is a finding, or something unknown, rather than a part of the body.

    Example:
        >>> [names_disease(Target(concept=name, text=name)) for name in ("cyst", "liver")]
        [True, False]
    """
    if not isinstance(target, Target):
        return False
    return target.concept is None or vocabulary().get(target.concept).kind in ("lesion", "fluid")


def takes_back(first: Answer, then: Answer) -> bool:
    """Say whether a mere "no" follows what destroys, writes or takes back: "borra el hígado, no"."""
    done = destroys(first[0]) or any(isinstance(command, Undo | Redo) for command in first[0])
    return done and isinstance(next(iter(then[0]), None), Deny) and then[1] is None


def _is_bare_finding(command: Command, tokens: Sequence[Token], tongue: Tongue) -> bool:
    """Say whether nothing but a disease is named, and none in particular."""
    if not isinstance(command, Segment) or not tokens:
        return False
    first = tokens[0].word
    articles = tongue.nouns.determiners - tongue.language.figures.articles
    definite = first in articles and not tongue.nouns.links.match([first], 0)
    return not definite and any(names_disease(target) for target in command.targets)


@dataclass(slots=True)
class _Speech(Speech):
    """A clause as the shared rules see it."""

    tongue: Tongue = field(kw_only=True)

    def things(self, at: int) -> list[tuple[int, Things]]:
        """Read every list of noun phrases that begins at a place."""
        return things_in(self.text, self.tokens, at, self.context, self.antecedent, self.tongue)


@dataclass(slots=True)
class Sentence:
    """One sentence of another language and what has been read of it.

    Attributes:
        text: The whole text.
        tokens: The sentence, in words that the language knows.
        context: What is known of the session.
        tongue: The language.
        slipped: Whether a word of the text was misspelt; then nothing is named without a verb.
    """

    text: str
    tokens: list[Token]
    context: Context
    tongue: Tongue
    slipped: bool
    _read: dict[tuple[int, int, str, bool], Answer | None] = field(
        init=False, default_factory=dict[tuple[int, int, str, bool], "Answer | None"]
    )

    def read(self, antecedent: Noun | None) -> Answer | None:
        """Read it clause by clause, the longest first.

        Args:
            antecedent: The noun that was named last, before this sentence.

        Returns:
            Its commands, its last noun and its last kind of clause; None where a word is not accounted for.
        """
        return self._from(0, antecedent)

    def _from(self, start: int, antecedent: Noun | None) -> Answer | None:
        end = len(self.tokens)
        if self._rejects(start):
            named = self._clause(start + 1, end, antecedent, refused=False)
            return ([Deny()], named[1], "") if named is not None else None
        joints = self._joints(start)
        for at, after, correction in joints:
            if correction and (mended := self._mended(start, at, after, antecedent, correction)) is not None:
                return mended
        whole = self._clause(start, end, antecedent, refused=False)
        return whole if whole is not None else self._in_two(start, joints, antecedent)

    def _in_two(self, start: int, joints: Sequence[tuple[int, int, str]], antecedent: Noun | None) -> Answer | None:
        """Read a clause and what follows it, the longest clause first; at last all of it as what is refused."""
        end = len(self.tokens)
        words = self._spelt(self.tokens)
        for at, after, correction in joints[::-1]:
            if correction == STRONG:
                continue
            first = self._clause(start, at, antecedent, refused=False)
            if correction and first is not None and destroys(first[0]):
                return None
            begin = after
            if first is None and (first := self._clause(start, at, antecedent, refused=True)) is not None:
                begin += self.tongue.copulas.match(words, after)
            rest = self._from(begin, first[1] or antecedent) if first is not None and begin < end else None
            if first is not None and rest is not None and takes_back(first, rest):
                return None
            if first is not None and rest is not None and not (first[2] == NAMED and rest[2] == JUDGED):
                return self._joined(first, rest, begin), rest[1] or first[1], rest[2]
        return self._clause(start, end, antecedent, refused=True)

    def _rejects(self, start: int) -> bool:
        """Say whether a clause behind another one begins with the "non" of "le foie, non la rate"."""
        words = [token.word for token in self.tokens]
        return 0 < start < len(words) - 1 and words[start] in self.tongue.rejecting and words[start + 1] != ","

    def _mended(self, start: int, at: int, after: int, antecedent: Noun | None, correction: str) -> Answer | None:
        """Put what is meant in the place of what it corrects: "de 5 mm, non, 8", "le rein gauche, pardon, le droit".

        Where nothing of the clause goes on with it, all of it gives way to a "no", and none of it to an apology.
        """
        before = self._clause(start, at, antecedent, refused=False)
        words = [token.word for token in self.tokens]
        if before is None or not before[0] or adds(words[after:]):
            return None
        last = before[1] if before[1] is not None else antecedent
        rules = self.tongue.grammar
        speech = _Speech(self.text, self.tokens, rules.language, rules.scopes, self.context, last, tongue=self.tongue)
        articles = self.tongue.nouns.determiners
        for begin in dict.fromkeys((after, after + self.tongue.courtesies.match(words, after))):
            span, read = (start, at, begin), partial(self._plainly, last=last)
            meant = in_place(speech, self.tokens, span, before[0], read, articles)
            if meant is not None:
                return *meant, before[2]
        if correction == WEAK and not destroys(before[0]):
            return self._gone_on(start, at, after, before)
        rest = self._from(after, last)
        if rest is None or not rest[0] or any(isinstance(command, Undo | Redo) for command in rest[0]):
            return None
        if isinstance(rest[0][0], Segment) and not isinstance(before[0][0], Segment):
            return None
        meant, noun = in_its_place((before[0], before[1]), (refused(rest[0])[:1], rest[1]))
        return [*meant, *rest[0][1:]], noun, rest[2]

    def _gone_on(self, start: int, at: int, after: int, before: Answer) -> Answer | None:
        """Read a clause that goes on after an apology: "agrandis le foie, pardon, de 2 mm"."""
        found = self._request(self._quiet([*self.tokens[start:at], *self.tokens[after:]]), before[1])
        ops = [command.op for command in before[0]]
        return found if found is not None and [command.op for command in found[0]] == ops else None

    def _plainly(self, tokens: list[Token], last: Noun | None) -> tuple[list[Command], Noun | None] | None:
        found = self._request(self._quiet(tokens), last)
        return (found[0], found[1]) if found is not None else None

    def _joined(self, first: Answer, rest: Answer, after: int) -> list[Command]:
        """Put two clauses together; what stands before a colon is what the rest is about."""
        marked = self.text[self.tokens[after - 1].start : self.tokens[after - 1].end] == ":"
        named = first[0][0] if first[2] == NAMED and len(first[0]) == 1 else None
        if marked and isinstance(named, Segment):
            commands = [about(command, named.targets) for command in rest[0]]
            if all(commands):
                return [command for command in commands if command is not None]
        return first[0] + rest[0]

    def _joints(self, start: int) -> list[tuple[int, int, str]]:
        """Find where a clause may end, where the next begins, and what kind of correction stands between, if any."""
        words = self._spelt(self.tokens)
        joints: list[tuple[int, int, str]] = []
        at = start + 1
        if words[start] in self.tongue.answers and at < len(words):
            joints.append((at, at, ""))
        while at < len(words) and len(joints) < _MOST_JOINTS:
            after = at
            refused = at == start + 1 and words[start] in self.tongue.nots and words[at] in self.tongue.confused
            while not refused and (length := self.tongue.joints.match(words, after)):
                after += length
            again, correction = self._corrected(words, at)
            correction = "" if words[start] in self.tongue.answers and at == start + 1 else correction
            after = max(after, again) if correction else after
            if correction and puts_off(words[after:]):
                return []
            if after < len(words) and (after > at or words[at] in self.tongue.cuts):
                joints.append((at, after, correction))
            at = max(after, at + 1)
        return joints

    def _corrected(self, words: Sequence[str], at: int) -> tuple[int, str]:
        """Walk over commas and words of correction; say what kind they are of, if there was one."""
        kind = ""
        while at < len(words):
            strong = self.tongue.corrections.match(words, at)
            weak = self.tongue.apologies.match(words, at)
            kind = STRONG if strong else kind or (WEAK if weak else "")
            if not (strong or weak) and words[at] != ",":
                break
            at += max(1, strong, weak)
        return at, kind

    def _spelt(self, tokens: Sequence[Token]) -> list[str]:
        """Give the words of a clause, with their accents where they mean something else without."""
        written = [self.text[token.start : token.end].lower() for token in tokens]
        return [
            said if said in self.tongue.unnamed else token.word for said, token in zip(written, tokens, strict=True)
        ]

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
            length = self.tongue.silent.match(words, at)
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
            kept = self._refused(spoken)
            if not kept:
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
        polite = self.tongue.courtesies
        if tokens[0].word in self.tongue.nouns.references:
            length = polite.match([token.word for token in tokens], 1)
            out += [[tokens[0], *tokens[1 + length :]]] if length else []
        rest = tokens
        while length := polite.match([token.word for token in rest], 0):
            if length == 1 and self._spelt(rest[:1]) != [rest[0].word]:
                break
            rest = self._unended(self._quiet(rest[length:]))
            out.append(rest)
        return [spoken for spoken in out if spoken]

    def _unended(self, tokens: list[Token]) -> list[Token]:
        """Leave out what ends a polite clause: "könnten", and the "zu" of "die Leber zu segmentieren"."""
        while len(tokens) > 1 and tokens[-1].word in self.tongue.ends:
            tokens = tokens[:-1]
        marked = len(tokens) > 1 and tokens[-2].word in self.tongue.marks
        return [*tokens[:-2], tokens[-1]] if marked else tokens

    def _refused(self, tokens: list[Token]) -> list[Token] | None:
        """Take what refuses a clause away; None where nothing does."""
        words = [token.word for token in tokens]
        length = self.tongue.refusals.match(words, 0)
        kept = [
            token
            for at, token in enumerate(tokens)
            if at >= length and token.word not in self.tongue.nots and not self._is_beside_a_not(words, at)
        ]
        if length:
            return self._unended(self._quiet(kept))
        refuses = len(kept) < len(tokens) or bool(self._nothing().intersection(words))
        return kept if refuses and kept else None

    def _is_beside_a_not(self, words: Sequence[str], at: int) -> bool:
        """Say whether a word goes with the "not" beside it: "noch nicht", "pas encore", "surtout pas"."""
        return words[at] in _YET and not self.tongue.nots.isdisjoint(words[max(0, at - 1) : at + 2])

    def _by_rules(self, tokens: list[Token], antecedent: Noun | None, *, refused: bool = False) -> Answer | None:
        rules = self.tongue.grammar
        speech = _Speech(self.text, tokens, rules.language, rules.scopes, self.context, antecedent, tongue=self.tongue)
        for rule in rules.fitting(speech.words):
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
                commands = build(op, constants, captures, self.context)
                if commands is not None and op == "either" and things is not None:
                    return [ask_either(self.text, things, self.tongue)], last, rule.op
                if commands is not None:
                    return commands, last, JUDGED if JUDGED in rule.constants else rule.op
        return None
