"""What is said after a command and takes it back: "hide it, not now", "delete it, we still need it"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from limis.commands import Command, Confirm, Delete, Deny, Edit, Repeat, Reset, Save, Target, Undo, What
from limis.prompts.english import ENGLISH
from limis.prompts.english.common import COMMANDS
from limis.prompts.english.inflections import forms
from limis.prompts.explanations import explanation, is_praise, is_statement
from limis.prompts.interjections import ends_aside
from limis.prompts.meaning import mean
from limis.prompts.normalise import Token, tokenize
from limis.prompts.pauses import spans
from limis.prompts.phrases import Phrases, word_set
from limis.prompts.statements import statement

__all__ = ["kept"]

_SPECIFIC = (COMMANDS - word_set("forget discard wait leave keep go say yet again")) | frozenset(ENGLISH.places.plain)
"""Words of a refusal of one thing among others."""

_OWN = frozenset({"my", "our"})
_JOINED = frozenset({"exclude", "include"})
_DECLINING = Phrases(
    f"{thanks}{no}"
    for thanks in ("", "thanks but ", "thank you but ", "thanks , but ", "but ")
    for no in ("no thanks", "no thank you", "rather not", "better not", "no way")
)
"""What is said after a request and takes it back."""

_MEANT = (["i", "mean"], ["i", "meant"])
"""What takes back a command that is not done yet, so that no "opposite" of it is to be done again."""

_OPPOSITES = (["opposite"], ["contrary"], ["reverse"])

_OPPOSITE = frozenset(word for words in _OPPOSITES for word in words)

Read = Callable[[list[Token]], list[Command] | None]


def kept(tokens: list[Token], spoken: Sequence[Command], commands: list[Command], read: Read) -> list[Command] | None:
    """Keep what is not taken back by what is said last.

    Args:
        tokens: All that was said.
        spoken: What it says, clause by clause.
        commands: What it asks for.
        read: How to read the last clause alone.

    Returns:
        What it asks for; a refusal where the last clause refuses all of it; None where it may be meant or not.
    """
    parts = spans([token.word for token in tokens])
    if any(_is_told(target) for command in commands for target in getattr(command, "targets", None) or ()):
        return None
    if len(parts) < 2:
        return commands
    last = tokens[parts[-1][0] : parts[-1][1]]
    if _refuses_last(spoken) and read(last) == [Deny()] and _refuses_all(last):
        return [Deny()]
    if _DECLINING.match([token.word for token in last], 0) == len(last):
        return [Deny()]
    if any(isinstance(command, Save) for command in commands) and _finds_fault(last, read):
        return None
    again = len(commands) == 1 and isinstance(commands[0], Repeat) and not commands[0].instead
    if again and [token.word for token in last[:2]] in _MEANT:
        return None
    destroying = [command for command in commands if isinstance(command, Delete | Reset | Undo | Save)]
    first = [token.word for token in tokens[parts[0][0] : parts[0][1]]]
    praised = is_praise(first) and any(not isinstance(command, Save) for command in destroying)
    return None if praised or (destroying and _contradicts(destroying, last, read)) else commands


def _finds_fault(last: list[Token], read: Read) -> bool:
    """Say whether what is said last tells of a fault in what is to be saved: "save it, it leaks into the bowel"."""
    words = [token.word for token in last]
    tells = is_statement(words) or statement(words) is not None
    mended = [command.op for command in read(last) or () if isinstance(command, Edit) or command.op in _JOINED]
    return any(tells or op in ("missing", "excess") for op in mended)


def _refuses_last(spoken: Sequence[Command]) -> bool:
    return isinstance(spoken[-1], Deny) and not all(isinstance(command, Deny) for command in spoken)


def _refuses_all(last: Sequence[Token]) -> bool:
    """Say whether a refusal is of all that was asked: "not now", but not "not 3", nor "it's not liver"."""
    words = [token.word for token in last]
    why = explanation(words)
    if why is not None and why.kind == "rejection":
        return False
    return _SPECIFIC.isdisjoint(words) and not any(word[0].isdigit() or mean([word]) for word in words)


def _contradicts(destroying: Sequence[Command], last: list[Token], read: Read) -> bool:
    """Say whether the last clause does not fit what destroys or writes: "delete it, it is fine"."""
    words = [token.word for token in last]
    if not is_statement(words):
        return False
    asked = read(last) or []
    if any(isinstance(target, Target) for command in asked for target in getattr(command, "targets", None) or ()):
        return False
    if any(not isinstance(command, Confirm | Deny) and not hasattr(command, "targets") for command in asked):
        return False
    why = explanation(words)
    return why is None or any(not why.fits(command) for command in destroying)


def _is_told(target: What) -> bool:
    """Say whether what was taken for an unknown thing is a statement: "the urologist operates on Friday"."""
    if not isinstance(target, Target) or (target.concept is not None and (target.text or "") not in _OPPOSITE):
        return False
    words = [token.word for token in tokenize(target.text or "")]
    if words in _OPPOSITES or any(words[at] in _OWN or ends_aside(words, at) for at in range(1, len(words))):
        return True
    told = [(said, found) for said in (["the", *words], words) if (found := statement(said)) is not None]
    return any("participle" not in forms(said[found.verb]) for said, found in told[:1])
