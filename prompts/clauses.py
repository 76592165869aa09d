"""One clause of a sentence: from its words to commands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from limis.commands import Clarify, Command, Context, Deny, Exclude, Segment, What
from limis.prompts.ambiguity import ask, settle
from limis.prompts.lexicon import RATHER
from limis.prompts.lists import Item, read_list
from limis.prompts.manners import OTHER_VERBS
from limis.prompts.meaning import mean
from limis.prompts.normalise import Token
from limis.prompts.nouns import Noun, targets_of
from limis.prompts.openers import Kind, Opener, opener
from limis.prompts.phrases import Phrases, word_set
from limis.prompts.verbs import EXCEPT, MASK_NOUNS, OUTLINED, PASSIVE, WHERE_TAILS
from limis.prompts.vocabulary import vocabulary

__all__ = ["Memory", "read_clause"]

_INSIDE = frozenset({"lesion", "vessel", "fluid", "device"})
"""Kinds of things that lie inside others, so that "the liver, not the vessels" leaves them out."""

_OURS = word_set("segment segmenting segmentation autosegment seg")
"""Words that nobody says of anything but images: "segment the chair", though "mark the chair" is said of furniture."""

_WISHED_LAST = Phrases(
    f"{person} {wish}" for person in ("i", "we") for wish in ("need", "want", "would like", "would need")
)
"""Ends of a wish whose object comes first: "the sacrum I need"."""

_CORRECTS = re.compile(
    r"\b(i|we)\b.{0,9}\b(mean|meant|said|wanted|asked|told)\b"
    r"|\b(it|that|this) (should|ought to|(is|was) (meant|supposed) to) (be|have been)\b|^\s*no\b",
    re.IGNORECASE,
)
"""What says that something else was meant before: what is ruled out then was the mistake."""

_HANDED_OVER = word_set("clip clips needle needles drain wire screw screws")
_AFTER_FORBIDDEN = word_set("""
    anything everything it that this them any of yet now again just please at all for the moment else more in out off up
    away
    """)
"""Words that may follow a forbidden verb and forbid nothing else."""


@dataclass(slots=True)
class Memory:
    """What the clauses of one text tell each other.

    Attributes:
        text: The whole text.
        context: What is known of the session.
        last: The last noun that was named.
    """

    text: str
    context: Context
    last: Noun | None = field(default=None)


def read_clause(memory: Memory, tokens: Sequence[Token]) -> list[Command] | None:
    """Read one clause.

    Args:
        memory: What came before; its last noun is renewed.
        tokens: The clause, without noise and mentions of the image.

    Returns:
        Its commands; None where it is not accounted for word by word.

    Example:
        >>> from limis.prompts.normalise import tokenize
        >>> text = "segment the liver without the gallbladder"
        >>> [command.op for command in read_clause(Memory(text, Context()), tokenize(text))]
        ['segment', 'exclude']
    """
    words = [token.word for token in tokens]
    found = Opener("bare", 0) if mean(words) is not None else opener(words)
    kind, body = _without_end(found.kind, tokens[found.length :])
    if kind == "bare" and words[found.length : found.length + 1] == ["of"]:
        return None
    wanted, left_out = _cut_exceptions(body)
    if left_out is not None and not left_out:
        return None
    if kind == "deny" and (instead := _instead(memory, tokens)) is not None:
        return instead
    if kind == "deny":
        return _denied(memory, body)
    if kind == "exclude":
        return None if left_out else _excluded(memory, wanted)
    sure = not _OURS.isdisjoint(words[: found.length])
    commands = _segmented(memory, wanted, "ask" if kind == "bare" and left_out else kind, anything=sure)
    if commands is None or not left_out:
        return commands
    without = _excluded(memory, left_out)
    return None if without is None else _with_exclusions(commands, without)


def _segmented(memory: Memory, tokens: Sequence[Token], kind: Kind, *, anything: bool = False) -> list[Command] | None:
    items = _read(memory, tokens)
    kept = [item.noun for item in items if not item.ruled_out]
    if items and not kept:
        return [Deny()] if all(_is_known(item.noun) for item in items) else None
    commands = _command(memory, kept, kind, anything=anything)
    first = next((at for at, item in enumerate(items) if not item.ruled_out), len(items))
    out = [item.noun for item in items[first:] if item.ruled_out and _lies_inside(item.noun, kept)]
    if commands is None or any(not _is_known(item.noun) for item in items if item.ruled_out):
        return None
    if not out or _CORRECTS.search(memory.text):
        return commands
    return [*commands, Exclude(targets=_targets(out, open_targets=False))]


def _read(memory: Memory, tokens: Sequence[Token]) -> list[Item]:
    items = read_list(memory.text, tokens, memory.last) if tokens else []
    if items:
        memory.last = items[-1].noun
    return items


def _command(memory: Memory, nouns: Sequence[Noun], kind: Kind, *, anything: bool) -> list[Command] | None:
    settled = _settle(memory, nouns)
    if isinstance(settled, Clarify):
        return [settled]
    if kind == "bare" and any(noun.reference is not None for noun in settled):
        return None
    each = [targets_of(noun, open_targets=kind in ("segment", "where"), anything=anything) for noun in settled]
    if not each or not all(each) or (kind == "bare" and all(_is_handed_over(noun) for noun in settled)):
        return None
    return [Segment(targets=tuple(target for targets in each for target in targets))]


def _is_handed_over(noun: Noun) -> bool:
    """Say whether it is what a surgeon asks for by name: "clip"."""
    return noun.text.lower() in _HANDED_OVER


def _settle(memory: Memory, nouns: Sequence[Noun]) -> list[Noun] | Clarify:
    settled: list[Noun] = []
    for noun in nouns:
        clear = settle(noun, memory.context)
        if clear is None:
            return ask(memory.text, noun)
        settled.append(clear)
    return settled


def _excluded(memory: Memory, tokens: Sequence[Token]) -> list[Command] | None:
    nouns = [item.noun for item in _read(memory, tokens) if not item.ruled_out]
    settled = _settle(memory, nouns)
    if isinstance(settled, Clarify):
        return [settled]
    each = [targets_of(noun, open_targets=True) for noun in settled]
    if not each or not all(each):
        return None
    return [Exclude(targets=tuple(target for targets in each for target in targets))]


def _with_exclusions(commands: list[Command], without: list[Command]) -> list[Command]:
    """Put an exclusion after what it belongs to, unless one of them has to be asked about first."""
    for command in (*commands, *without):
        if isinstance(command, Clarify):
            return [command]
    return [*commands, *without]


def _instead(memory: Memory, tokens: Sequence[Token]) -> list[Command] | None:
    """Read "rather than the liver, the spleen"."""
    words = [token.word for token in tokens]
    start = next((at for at in range(len(words)) if RATHER.match(words, at)), None)
    commands = _segmented(memory, tokens[start:], "ask") if start is not None else None
    return None if commands is None or any(isinstance(command, Deny) for command in commands) else commands


def _denied(memory: Memory, body: Sequence[Token]) -> list[Command] | None:
    """Read what is forbidden; it has to be one of our things for the sentence to be ours."""
    words = [token.word for token in body]
    verb = OTHER_VERBS.match(words, 0)
    if "but" in words[1:]:
        return None if verb else _segmented(memory, body[words.index("but") + 1 :], "ask")
    if "just" in words[1:] and not verb:
        return _segmented(memory, body[words.index("just") + 1 :], "ask")
    if (verb or words[:1] == ["anything"]) and _AFTER_FORBIDDEN.issuperset(words[verb:]):
        return [Deny()]
    items = _read(memory, body[verb:])
    return [Deny()] if items and all(_is_known(item.noun) for item in items) else None


def _targets(nouns: Sequence[Noun], *, open_targets: bool) -> tuple[What, ...]:
    return tuple(target for noun in nouns for target in targets_of(noun, open_targets=open_targets))


def _is_known(noun: Noun) -> bool:
    return noun.meaning is not None or noun.reference is not None


def _lies_inside(noun: Noun, kept: Sequence[Noun]) -> bool:
    """Say whether "not the cyst" cuts something out of what is kept, rather than just ruling it out."""
    concept = noun.meaning.concept if noun.meaning is not None else None
    if concept is None:
        return False
    for other in kept:
        whole = other.meaning.concept if other.meaning is not None else None
        if whole is not None and whole.name == concept.name:
            return other.side in (None, "both") and noun.side not in (None, "both")
        if whole is not None and whole in vocabulary().whole(concept.name):
            return True
    return concept.kind in _INSIDE


def _without_end(kind: Kind, body: Sequence[Token]) -> tuple[Kind, Sequence[Token]]:
    """Cut off what ends a clause and only says again that an outline is wanted."""
    words = [token.word for token in body]
    if kind == "where" and (length := WHERE_TAILS.match_end(words)):
        return kind, body[:-length]
    if kind in ("bare", "ask") and (length := PASSIVE.match_end(words)):
        return "segment", body[:-length]
    if kind == "bare" and (length := _WISHED_LAST.match_end(words)):
        return "ask", body[:-length]
    if kind == "ask" and (length := OUTLINED.match_end(words)):
        return "segment", body[:-length]
    if kind != "where" and (length := MASK_NOUNS.match_end(words)):
        return kind, body[:-length]
    return kind, body


def _cut_exceptions(body: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token] | None]:
    """Cut "the liver without the gallbladder" in two; None where nothing is left out."""
    words = [token.word for token in body]
    for at in range(1, len(words)):
        length = EXCEPT.match(words, at)
        if length == 0 and words[at] == "but" and words[at - 1] in ("everything", "all"):
            length = 1
        if length:
            end = at - 1 if words[at - 1] in (",", "and") else at
            return body[:end], body[at + length :]
    return body, None
