"""What is said after a command and asks for nothing, though alone it would: "lung window. I'm looking for nodules."."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from limis.commands import Command, GotoSlice, Hide, Segment, Show, Step, ViewPlane, WindowTo, Zoom
from limis.prompts.explanations import is_statement
from limis.prompts.normalise import BREAK, Token
from limis.prompts.pauses import spans
from limis.prompts.phrases import Phrases

__all__ = ["beside", "without_agreement"]

_SEEKING = Phrases(f"{we} {seek} for" for we in ("i am", "we are") for seek in ("looking", "searching", "hunting"))
_WANTING = Phrases(
    f"{we} {want} to {see}"
    for we in ("i", "we")
    for want in ("want", "need", "would like", "just want", "have", "am trying", "are trying")
    for see in ("see", "look at", "have a look at", "check", "inspect", "view")
)
"""What is said beside a "hide", and asks for nothing to be shown: what is wanted lies in the image."""

_ONLY = frozenset({"only", "just"})
_THERE = Phrases(["there is", "there are", "it has", "it contains", "he has", "she has"])
_INSIDE = Phrases(["in it", "inside it", "in there", "inside", "on it", "in them", "there"])
_LOOKING = (GotoSlice, Hide, Show, Step, ViewPlane, WindowTo, Zoom)
_AGREED = frozenset({"right", "correct", "yes", "no"})

Read = Callable[[list[Token]], list[Command] | None]


def beside(tokens: list[Token], read: Read) -> list[Command] | None:
    """Read the command before an aside.

    Args:
        tokens: All that was said.
        read: How to read some of it.

    Returns:
        What is asked for before somebody says what is looked for, or what is in a structure that is not drawn yet; None
        where nothing is said aside.
    """
    parts = spans([token.word for token in tokens])
    start, end = parts[-1]
    words = [token.word for token in tokens[start:end]]
    kinds: tuple[type[Command], ...] = _LOOKING if _SEEKING.match(words, 0) else ()
    if _THERE.match(words, 0) and _INSIDE.match_end(words):
        kinds = (Segment,)
    if _WANTING.match(words, 0) and _ONLY.isdisjoint(words):
        kinds = (Hide,)
    asked = read(tokens[: parts[-2][1]]) if kinds and len(parts) > 1 else None
    return asked if asked and all(isinstance(command, kinds) for command in asked) else None


def without_agreement(tokens: list[Token], *, asks: bool) -> list[Token]:
    """Leave out the "right?" after a statement, which tells no side: "it's rubbish, right?".

    Args:
        tokens: All that was said.
        asks: Whether it ends with a question mark.

    Returns:
        The tokens; all of them where it may be more than that.
    """
    words: Sequence[str] = [token.word for token in tokens]
    parts = spans(words) if asks and not _AGREED.isdisjoint(words[-2:]) else []
    if len(parts) < 3 or words[parts[-1][0]] not in _AGREED or words[parts[-1][1] :] not in ([], [BREAK]):
        return tokens
    told = words[slice(*parts[-2])]
    return tokens[: parts[-2][1]] if parts[-1][1] - parts[-1][0] == 1 and is_statement(told) else tokens
