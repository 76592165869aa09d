"""A text in parts: what is asked for, and what explains it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from limis.commands import Context
from limis.prompts.english import explaining
from limis.prompts.english.outside import PEOPLE
from limis.prompts.explanations import RELATIVES, Explanation, explanation, is_statement, may_reject
from limis.prompts.normalise import Token
from limis.prompts.pauses import is_consequence, purpose_at, spans
from limis.prompts.statements import statement
from limis.prompts.things import Things
from limis.prompts.topics import named_in

__all__ = ["Part", "parts_of", "rest_of"]

_MOST_PARTS = 8
_BODY = frozenset({"eyes", "fingers", "hands", "thumbs"})
"""What is named of the speaker rather than of the patient: "tired old eyes"."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a text between two pauses.

    Attributes:
        text: The whole text.
        tokens: The stretch.
        pause: What stands before it.
        context: What is known of the session.
        why: What it explains with; None where it is to be read.
        leading: Whether nothing to be read stands before it.
        follows: Whether it begins with a "so" that makes it follow from what stands before it.
    """

    text: str
    tokens: list[Token]
    pause: list[Token]
    context: Context
    why: Explanation | None = None
    leading: bool = True
    follows: bool = False

    @property
    def words(self) -> list[str]:
        """Its words."""
        return [token.word for token in self.tokens]

    def named(self) -> list[tuple[int, int, Things]]:
        """Find the structures that it names, each with its first word and the one after its last."""
        return named_in(self.text, self.tokens, self.context)

    def explained(self, *, leading: bool) -> Part:
        """Read it as an explanation, if it is one; "the spleen" is no good as "it" is."""
        why = explanation(self.words, leading=leading)
        if why is not None and self._may_name(why) and self.named():
            why = None
        if why is not None and why.kind == "setting" and self.named():
            why = replace(why, kind="statement")
        if (why is None or why.kind in ("statement", "setting", "swaying")) and may_reject(self.words):
            rejected = self._called_it(leading=leading)
            why = rejected if rejected is not None and rejected.kind == "rejection" else why
        if why is None and "and" in self.words:
            why = self._called_it(leading=leading)
        return replace(self, why=why, leading=leading)

    def leads_to(self, after: Part | None) -> Part:
        """Note that what comes after it is said to follow from it."""
        if self.why is None or after is None or not after.follows:
            return self
        return replace(self, why=replace(self.why, so=True))

    def _may_name(self, why: Explanation) -> bool:
        """Say whether a structure would be asked for in it: "liver enhances", "the portal vein you know"."""
        told = statement(self.words)
        bare = told is not None and told.subject == "bare" and not is_statement(self.words)
        closed = self.words[-1] in _BODY or not (PEOPLE | explaining.PURPOSES).isdisjoint(self.words[2:])
        return (why.kind in ("aside", "hedge", "purpose") and not closed) or bare

    def _called_it(self, *, leading: bool) -> Explanation | None:
        """Read it with an "it" for what it names."""
        words, named = self.words, self.named()
        for start, end, _ in reversed(named):
            words[start:end] = ["it"]
        why = explanation(words, leading=leading)
        return replace(why, subject="named") if why is not None and named else why


def parts_of(text: str, tokens: list[Token], context: Context) -> list[Part]:
    """Cut a text into its parts and tell the explanations from what is to be read.

    Args:
        text: The whole text.
        tokens: All of it.
        context: What is known of the session.

    Returns:
        Its parts in order; none where there are too many, or only one.
    """
    parts: list[Part] = []
    cut = list(_cut(text, tokens, context))
    for part, asked in cut if 1 < len(cut) <= _MOST_PARTS else []:
        leading = all(before.why is not None for before in parts)
        leading = leading and not (parts and part.words[0] in RELATIVES)
        parts.append(replace(part, leading=leading) if asked else part.explained(leading=leading))
    return [part.leads_to(after) for part, after in zip(parts, [*parts, None][1:], strict=True)]


def rest_of(parts: Sequence[Part], *, joined: bool = False) -> list[Token]:
    """Put together what is to be read, with the pauses between; joined, without those around what is left out."""
    rest: list[Token] = []
    after = False
    for part in parts:
        if part.why is None:
            rest += [*(part.pause if rest and not (joined and after) else ()), *part.tokens]
        after = part.why is not None
    return rest


def _cut(text: str, tokens: list[Token], context: Context) -> Iterator[tuple[Part, bool]]:
    """Give each part, and whether it ends with a question mark."""
    last = 0
    words = [token.word for token in tokens]
    for start, end in (each for span in spans(words) for each in _without_purposes(words, *span)):
        asked = any("?" in text[token.start : token.end] for token in tokens[end : end + 1])
        follows = end - start > 1 and is_consequence(words[start:end])
        begin = start + follows
        yield Part(text, tokens[begin:end], tokens[last:start], context, follows=follows), asked
        last = end


def _without_purposes(words: Sequence[str], start: int, end: int) -> list[tuple[int, int]]:
    """Cut what something is for out of what is asked for: "export it for the planning system"."""
    lengths = {at: length for at in range(start, end) if (length := purpose_at(words[:end], at))}
    if not lengths or explanation(words[start:end]) is not None:
        return [(start, end)]
    at = next(iter(lengths))
    pieces = [(start, at), (at, at + lengths[at]), (at + lengths[at], end)]
    return [(begin, after) for begin, after in pieces if begin < after]
