"""Cut a sentence of another language into clauses, and put in place what a correction in it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from limis.commands import Command, Deny, Redo, Reference, Segment, Undo
from limis.prompts.doubts import destroys
from limis.prompts.figures import number
from limis.prompts.languages.clauses import Answer, Clauses
from limis.prompts.languages.skeleton import JUDGED, NAMED, REFUSED
from limis.prompts.languages.tongue import Tongue
from limis.prompts.mending import adds, goes_both_ways, in_place, puts_off, refused
from limis.prompts.normalise import Token
from limis.prompts.nouns import Noun
from limis.prompts.topics import about, in_its_place

__all__ = ["Sentence", "takes_back"]

STRONG, WEAK = "strong", "weak"
"""Kinds of correction: a "no", which takes back what it does not replace, and an apology, which need not."""

_MOST_JOINTS = 10


def takes_back(first: Answer, then: Answer) -> bool:
    """Say whether a mere "no" follows what destroys, writes or takes back: "borra el hígado, no"."""
    done = destroys(first[0]) or any(isinstance(command, Undo | Redo) for command in first[0])
    return done and isinstance(next(iter(then[0]), None), Deny) and then[1] is None


def _contradict(first: Answer, rest: Answer) -> bool:
    """Say whether one clause takes the other back, or leaves open what it forbids or is about.

    What is named after a refused verb may be meant for that verb: "no borres el hígado sino el bazo". A refusal that
    names nothing limits what stands before it: "agrandis de 3 mm, mais pas à gauche". And a side without a noun may
    belong to the noun that is refused: "lösch die linke, nicht die rechte Niere".
    """
    if takes_back(first, rest) or (first[2] == REFUSED and rest[2] == NAMED):
        return True
    denied = rest[0] == [Deny()] and bool(first[0]) and not isinstance(first[0][0], Deny)
    targets = [target for command in first[0] for target in getattr(command, "targets", None) or ()]
    open_side = any(isinstance(target, Reference) and target.side is not None for target in targets)
    return denied and ((rest[1] is None and rest[2] == REFUSED) or (open_side and rest[1] is not None))


@dataclass(slots=True)
class Sentence:
    """One sentence of another language and what has been read of it.

    Attributes:
        clauses: Reads its clauses.
        tokens: The sentence, in words that the language knows.
    """

    clauses: Clauses
    tokens: list[Token]
    _read: dict[tuple[int, int, str, bool], Answer | None] = field(
        init=False, default_factory=dict[tuple[int, int, str, bool], "Answer | None"]
    )

    @property
    def _tongue(self) -> Tongue:
        return self.clauses.tongue

    def read(self, antecedent: Noun | None) -> Answer | None:
        """Read it clause by clause, the longest first.

        Args:
            antecedent: The noun that was named last, before this sentence.

        Returns:
            Its commands, its last noun and its last kind of clause; None where a word is not accounted for.
        """
        found = self._from(0, antecedent)
        return found if found is not None else self._verb_last(antecedent)

    def _verb_last(self, antecedent: Noun | None) -> Answer | None:
        """Read a sentence whose verb comes after what is left out: "die Leber ohne die Gallenblase segmentieren"."""
        words = [token.word for token in self.tokens]
        at = next((at for at, word in enumerate(words) if at and word in self._tongue.cuts), len(words))
        if at >= len(words) - 2 or words[-1] not in self._tongue.outlining:
            return None
        tokens = [*self.tokens[:at], self.tokens[-1], *self.tokens[at:-1]]
        return replace(self, tokens=tokens).read(antecedent)

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
        corrected = any(correction for _, _, correction in joints)
        if whole is not None and corrected and any(map(goes_both_ways, whole[0])):
            return None
        return whole if whole is not None else self._in_two(start, joints, antecedent)

    def _in_two(self, start: int, joints: Sequence[tuple[int, int, str]], antecedent: Noun | None) -> Answer | None:
        """Read a clause and what follows it, the longest clause first; at last all of it as what is refused."""
        end = len(self.tokens)
        words = self.clauses.spelt(self.tokens)
        for at, after, correction in joints[::-1]:
            if correction == STRONG:
                continue
            first = self._clause(start, at, antecedent, refused=False)
            if first is None and not correction and any(kind for cut, _, kind in joints if cut < at):
                first = replace(self, tokens=self.tokens[start:at]).read(antecedent)
            if correction and first is not None and destroys(first[0]):
                return None
            begin = after
            if first is None and (first := self._clause(start, at, antecedent, refused=True)) is not None:
                begin += self._tongue.copulas.match(words, after)
            rest = self._from(begin, first[1] or antecedent) if first is not None and begin < end else None
            if first is not None and rest is not None and _contradict(first, rest):
                return None
            if first is not None and rest is not None and not (first[2] == NAMED and rest[2] == JUDGED):
                return self._joined(first, rest, begin), rest[1] or first[1], rest[2]
        return self._clause(start, end, antecedent, refused=True)

    def _rejects(self, start: int) -> bool:
        """Say whether a clause behind another one begins with the "non" of "le foie, non la rate"."""
        words = [token.word for token in self.tokens]
        return 0 < start < len(words) - 1 and words[start] in self._tongue.rejecting and words[start + 1] != ","

    def _mended(self, start: int, at: int, after: int, antecedent: Noun | None, correction: str) -> Answer | None:
        """Put what is meant in the place of what it corrects: "de 5 mm, non, 8", "le rein gauche, pardon, le droit".

        Where nothing of the clause goes on with it, all of it gives way to a "no", and none of it to an apology.
        """
        before = self._clause(start, at, antecedent, refused=False)
        words = [token.word for token in self.tokens]
        if before is None:
            return self._restarted(start, at, after, antecedent)
        if not before[0] or adds(words[after:]):
            return None
        last = before[1] if before[1] is not None else antecedent
        speech = self.clauses.speech(self.tokens, last)
        articles = self._tongue.nouns.determiners
        for begin in dict.fromkeys((after, after + self._tongue.courtesies.match(words, after))):
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

    def _restarted(self, start: int, at: int, after: int, antecedent: Noun | None) -> Answer | None:
        """Read an amount that is corrected before its unit is said: "um drei, Quatsch, um fünf Millimeter"."""
        words = [token.word for token in self.tokens]
        figures, measures = self._tongue.language.figures, self._tongue.language.measures
        cut = next((cut for cut in range(start, at) if any(n == at for n, _ in number(words, cut, figures))), None)
        if cut is None or not self._counts(words, after):
            return None
        begins = [cut, *(n for n in range(start, cut) if n + measures.before.match(words, n) == cut)]
        for begin in sorted(begins):
            found = self.clauses.request([*self.tokens[start:begin], *self.tokens[after:]], antecedent)
            if found is not None and len(found[0]) == 1 and getattr(found[0][0], "amount", None) is not None:
                return found
        return None

    def _gone_on(self, start: int, at: int, after: int, before: Answer) -> Answer | None:
        """Read a clause that goes on after an apology: "agrandis le foie, pardon, de 2 mm"."""
        found = self.clauses.request([*self.tokens[start:at], *self.tokens[after:]], before[1])
        ops = [command.op for command in before[0]]
        same = found is not None and [command.op for command in found[0]] == ops
        return found if found is not None and same and not any(map(goes_both_ways, found[0])) else None

    def _plainly(self, tokens: list[Token], last: Noun | None) -> tuple[list[Command], Noun | None] | None:
        found = self.clauses.request(tokens, last)
        return (found[0], found[1]) if found is not None else None

    def _joined(self, first: Answer, rest: Answer, after: int) -> list[Command]:
        """Put two clauses together; a colon says what the rest is about, and a fault is mended only once."""
        marked = self.clauses.text[self.tokens[after - 1].start : self.tokens[after - 1].end] == ":"
        named = first[0][0] if first[2] == NAMED and len(first[0]) == 1 else None
        if marked and isinstance(named, Segment):
            commands = [about(command, named.targets) for command in rest[0]]
            if all(commands):
                return [command for command in commands if command is not None]
        alike = len(first[0]) == len(rest[0]) == 1 and first[0][0].op == rest[0][0].op
        if alike and rest[2] == JUDGED and first[2] != JUDGED:
            return first[0]
        return rest[0] if alike and first[2] == JUDGED else first[0] + rest[0]

    def _joints(self, start: int) -> list[tuple[int, int, str]]:
        """Find where a clause may end, where the next begins, and what kind of correction stands between, if any."""
        words = self.clauses.spelt(self.tokens)
        joints: list[tuple[int, int, str]] = []
        at = start + 1
        if self._answers(start) and at < len(words):
            joints.append((at, at, ""))
        while at < len(words) and len(joints) < _MOST_JOINTS:
            after = at
            refused = at == start + 1 and words[start] in self._tongue.nots and words[at] in self._tongue.confused
            while not refused and (length := self._tongue.joints.match(words, after)):
                after += length
            again, correction = self._corrected(words, at)
            correction = "" if words[start] in self._tongue.answers and at == start + 1 else correction
            after = max(after, again) if correction else after
            if correction and puts_off(words[after:]):
                return []
            if after < len(words) and (after > at or words[at] in self._tongue.cuts):
                joints.append((at, after, correction))
            at = max(after, at + 1)
        return joints

    def _answers(self, at: int) -> bool:
        """Say whether a word answers; an "if" is spelt as a "yes" is, and has no comma behind it."""
        token = self.tokens[at]
        conditional = self.clauses.text[token.start : token.end].lower() == "si"
        marked = at + 1 < len(self.tokens) and self.tokens[at + 1].word == ","
        return token.word in self._tongue.answers and (marked or not conditional)

    def _corrected(self, words: Sequence[str], at: int) -> tuple[int, str]:
        """Walk over commas and words of correction; say what kind they are of, if there was one."""
        kind = ""
        while at < len(words):
            strong = self._tongue.corrections.match(words, at)
            weak = self._tongue.apologies.match(words, at)
            kind = STRONG if strong else kind or (WEAK if weak else "")
            if not (strong or weak) and words[at] != ",":
                break
            at += max(1, strong, weak)
        merely = self._tongue.merely.match(words, at) if kind else 0
        return (at + merely if merely and self._counts(words, at + merely) else at), kind

    def _counts(self, words: Sequence[str], at: int) -> bool:
        """Say whether an amount begins at a place: "um 3 mm"."""
        figures, before = self._tongue.language.figures, self._tongue.language.measures.before
        return bool(number(words, at, figures) or number(words, at + before.match(words, at), figures))

    def _clause(self, start: int, end: int, antecedent: Noun | None, *, refused: bool) -> Answer | None:
        key = (start, end, antecedent.text if antecedent is not None else "", refused)
        if key not in self._read:
            read = self.clauses.refusal if refused else self.clauses.request
            self._read[key] = read(self.tokens[start:end], antecedent)
        return self._read[key]
