"""What of a sentence that was not understood could be said alone: to be shown, never to be done."""

from __future__ import annotations

from collections.abc import Iterator

from limis.commands import Clarify, Command, Confirm, Context, Delete, Deny, Reference, Reset, Stop, Target, Unknown
from limis.prompts.normalise import tokenize
from limis.prompts.pauses import spans
from limis.prompts.phrases import word_set
from limis.prompts.reader import read

__all__ = ["suggestion"]

_FORBIDDING = word_set("""
    not never no nobody none nothing if unless except excepted excepting but apart bar barring besides other without
    leave leaving spare sparing avoid avoiding stop exclude excluding provided providing once when whenever until till
    after before while instead rather asked asks said says say told tells wants wanted nonsense wrong whether
    """)
"""Words that may take back, bind or quote what stands beside them."""

_NOT_OFFERED = (Clarify, Confirm, Delete, Deny, Reset, Stop, Unknown)
_MOST_PARTS, _MOST_WORDS = 8, 60


def suggestion(text: str, context: Context | None = None) -> str | None:
    """Find what somebody may have meant: the first part that would be understood alone.

    Args:
        text: A sentence that was not understood.
        context: What is known of the session.

    Returns:
        A sentence that is understood; None where there is none, where it would destroy something, or where a word
        forbids or conditions it.

    Example:
        >>> suggestion("find the polyp, in the name of all that glitters")
        'find the polyp'
        >>> suggestion("purple monkey dishwasher") is None
        True
    """
    seen = context or Context()
    tokens = tokenize(text)
    words = [token.word for token in tokens]
    if not _FORBIDDING.isdisjoint(words) or len(words) > _MOST_WORDS:
        return None
    return next((part for part in _parts(text) if _is_offered(read(part, seen))), None)


def _parts(text: str) -> Iterator[str]:
    """The stretches of a text between its pauses, and what begins a reason in it."""
    tokens = tokenize(text)
    cut = spans([token.word for token in tokens])
    for start, end in cut if 1 < len(cut) <= _MOST_PARTS else []:
        yield text[tokens[start].start : tokens[end - 1].end]


def _is_offered(commands: list[Command]) -> bool:
    if not commands or any(isinstance(command, _NOT_OFFERED) for command in commands):
        return False
    targets = (target for command in commands for target in getattr(command, "targets", None) or ())
    return all(isinstance(t, Reference) or (isinstance(t, Target) and t.concept is not None) for t in targets)
