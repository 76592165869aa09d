"""One clause of another language: read by the rules that all of them share, without its politeness and fillers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from limis.commands import Command, Context, Deny, Reference, Save, Segment, Target, What
from limis.prompts.building import build
from limis.prompts.languages.asking import ask_either
from limis.prompts.languages.nouns import things_in
from limis.prompts.languages.skeleton import FORBID, JUDGED, LAST, NAMED, REFUSED
from limis.prompts.languages.tongue import Tongue
from limis.prompts.normalise import Token
from limis.prompts.nouns import Noun
from limis.prompts.speech import Speech
from limis.prompts.things import Things
from limis.prompts.vocabulary import vocabulary

__all__ = ["Answer", "Clauses", "names_disease"]

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


def _is_bare_finding(command: Command, tokens: Sequence[Token], tongue: Tongue) -> bool:
    """Say whether nothing but a disease is named, and none in particular."""
    if not isinstance(command, Segment) or not tokens:
        return False
    first = tokens[0].word
    articles = tongue.nouns.determiners - tongue.language.figures.articles
    definite = first in articles and not tongue.nouns.links.match([first], 0)
    return not definite and any(names_disease(target) for target in command.targets)


def _saves_a_side(command: Command) -> bool:
    """Say whether only a side is to be saved, which may be kept to: "guarda la derecha"."""
    targets = command.targets or () if isinstance(command, Save) else ()
    return any(isinstance(target, Reference) and target.side is not None for target in targets)


@dataclass(slots=True)
class _Speech(Speech):
    """A clause as the shared rules see it."""

    tongue: Tongue = field(kw_only=True)

    def things(self, at: int) -> list[tuple[int, Things]]:
        """Read every list of noun phrases that begins at a place."""
        return things_in(self.text, self.tokens, at, self.context, self.antecedent, self.tongue)


@dataclass(frozen=True)
class Clauses:
    """Reads clauses.

    Attributes:
        text: The whole text.
        context: What is known of the session.
        tongue: The language.
        slipped: Whether a word of the text was misspelt; then nothing is named without a verb.
    """

    text: str
    context: Context
    tongue: Tongue
    slipped: bool

    def speech(self, tokens: Sequence[Token], antecedent: Noun | None) -> Speech:
        """Give the words of a clause with their slots."""
        rules = self.tongue.grammar
        return _Speech(self.text, tokens, rules.language, rules.scopes, self.context, antecedent, tongue=self.tongue)

    def request(self, tokens: Sequence[Token], antecedent: Noun | None) -> Answer | None:
        """Read what a clause asks for; None where a word is not accounted for."""
        tokens = self._quiet(tokens)
        if not tokens:
            return [], antecedent, ""
        if self._is_conditional(tokens):
            return None
        if self._nothing().intersection(token.word for token in tokens):
            return None
        each = (self._by_rules(spoken, antecedent) for spoken in self._bare(tokens))
        return next((found for found in each if found is not None), None)

    def refusal(self, tokens: Sequence[Token], antecedent: Noun | None) -> Answer | None:
        """Read what would be asked for without its "not"; "no lesions" is a finding."""
        quiet = self._quiet(tokens)
        if self._is_conditional(quiet):
            return None
        for spoken in self._bare(quiet):
            kept = self._refused(spoken)
            if not kept:
                continue
            found = self._by_rules(kept, antecedent, refused=True)
            if found is not None and not any(_is_bare_finding(command, kept, self.tongue) for command in found[0]):
                named = found[2] == NAMED or all(isinstance(command, Segment) for command in found[0])
                return [Deny()], found[1], "" if named else REFUSED
        return None

    def _quiet(self, tokens: Sequence[Token]) -> list[Token]:
        """Leave out fillers, and commas where a clause begins or ends."""
        words = [token.word for token in tokens]
        out: list[Token] = []
        at = 0
        while at < len(tokens):
            length = self.tongue.silent.match(words, at)
            if length and words[at + length - 1] == "," and at and words[at - 1] in self.tongue.nouns.references:
                length = 0
            enclosed = length and out and out[-1].word == "," and words[at + length : at + length + 1] == [","]
            if enclosed:
                out.pop()
            elif not length:
                out.append(tokens[at])
            at += max(1, length + bool(enclosed))
        while out and out[0].word == ",":
            out = out[1:]
        while out and out[-1].word == ",":
            out = out[:-1]
        return out

    def spelt(self, tokens: Sequence[Token]) -> list[str]:
        """Give the words of a clause, with their accents where they mean something else without."""
        written = [self.text[token.start : token.end].lower() for token in tokens]
        return [
            said if said in self.tongue.unnamed else token.word for said, token in zip(written, tokens, strict=True)
        ]

    def _is_conditional(self, tokens: Sequence[Token]) -> bool:
        """Say whether a clause begins with an "if", which is spelt as a "yes" without its accent is."""
        return len(tokens) > 1 and self.text[tokens[0].start : tokens[0].end].lower() == "si" and tokens[1].word != ","

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
            if length == 1 and self.spelt(rest[:1]) != [rest[0].word]:
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
        if self._says_only(words):
            return None
        kept = [
            token
            for at, token in enumerate(tokens)
            if at >= length and token.word not in self.tongue.nots and not self._is_beside_a_not(words, at)
        ]
        if length:
            return self._unended(self._quiet(kept))
        refuses = len(kept) < len(tokens) or bool(self._nothing().intersection(words))
        return kept if refuses and kept else None

    def _says_only(self, words: Sequence[str]) -> bool:
        """Say whether a "ne" is no refusal but the first half of "only": "ne gardez que le plus gros"."""
        begun = next((at for at, word in enumerate(words) if word in self.tongue.halves), len(words))
        others = self.tongue.nots - self.tongue.halves
        return others.isdisjoint(words) and not {"que", "qu"}.isdisjoint(words[begun + 1 :])

    def _is_beside_a_not(self, words: Sequence[str], at: int) -> bool:
        """Say whether a word goes with the "not" beside it: "noch nicht", "pas encore", "surtout pas"."""
        return words[at] in self.tongue.beside_nots and not self.tongue.nots.isdisjoint(words[max(0, at - 1) : at + 2])

    def _ends_in(self, verbs: str, tokens: Sequence[Token]) -> bool:
        """Say whether the verb of a clause, which comes last, is no participle: "Milz vergrößern"."""
        if len(tokens) > 1 and tokens[0].word in self.tongue.before_verbs and tokens[1].word in self.tongue.changing:
            return True
        spelt = [self.text[token.start : token.end] for token in tokens]
        said = zip(tokens, spelt, strict=True)
        return any(self.tongue.is_infinitive(token.word, letters, verbs) for token, letters in said)

    def _by_rules(self, tokens: list[Token], antecedent: Noun | None, *, refused: bool = False) -> Answer | None:
        speech = self.speech(tokens, antecedent)
        for rule in self.tongue.grammar.fitting(speech.words):
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
                verbs = rule.constants.get(LAST)
                if verbs is not None and not self._ends_in(verbs, tokens):
                    continue
                constants = {name: value for name, value in rule.constants.items() if name not in (JUDGED, LAST)}
                commands = build(op, constants, captures, self.context)
                if commands is not None and any(map(_saves_a_side, commands)):
                    continue
                if commands is not None and op == "either" and things is not None:
                    return [ask_either(self.text, things, self.tongue)], last, rule.op
                if commands is not None:
                    return commands, last, JUDGED if JUDGED in rule.constants else rule.op
        return None
