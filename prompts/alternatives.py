"""Ask where a speaker leaves the choice open: "move it up or down", "move it 3 mm"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from limis.commands import Choose, Clarify, Command, Confirm, Deny, Segment, Stop, Target, Unknown
from limis.prompts.normalise import BREAK, Token, quote

__all__ = ["either"]

_OR = "or"
_MOST_WORDS = 14
_LONGEST = 4
_UNFIT = (Clarify, Unknown, Confirm, Choose, Stop)


def either(text: str, tokens: Sequence[Token], read: Callable[[str], list[Command]]) -> list[Command] | None:
    """Ask which of two commands is meant, where a sentence that names both can be read with either.

    Args:
        text: The whole text.
        tokens: Its words.
        read: Reads a text with one of the two.

    Returns:
        The question, whose options are the sentence with one alternative each; None where it does not offer two
        commands. Two bare names ("liver or spleen") are none: nothing is asked of them.

    Example:
        >>> from limis.commands import FillHoles, Smooth
        >>> from limis.prompts.normalise import tokenize
        >>> known = {"smooth it": [Smooth()], "fill it": [FillHoles()]}
        >>> text = "smooth or fill it"
        >>> either(text, tokenize(text), lambda option: known.get(option, []))[0].options
        ('smooth it', 'fill it')
    """
    spoken = [token for token in tokens if token.word != BREAK]
    words = [token.word for token in spoken]
    if words.count(_OR) != 1 or not 2 < len(words) <= _MOST_WORDS:
        return None
    at = words.index(_OR)
    first = next(_readable(text, _without_later(spoken, at), read), None)
    second = next(_readable(text, _without_earlier(spoken, at), read), None) if first is not None else None
    if first is None or second is None:
        return None
    if first[1] == second[1] == [Deny()]:
        return [Deny()]
    if first[1] == second[1] or [Deny()] in (first[1], second[1]):
        return None
    if all(_is_bare(option, commands) for option, commands in (first, second)):
        return None
    return [Clarify(question="Which of the two do you mean?", options=(first[0], second[0]))]


def _without_later(tokens: Sequence[Token], at: int) -> Iterator[list[Token]]:
    """Leave out the second alternative: some words after the "or", or all of them."""
    for end in _ends(len(tokens) - at - 1):
        yield [*tokens[:at], *tokens[at + 1 + end :]]


def _without_earlier(tokens: Sequence[Token], at: int) -> Iterator[list[Token]]:
    """Leave out the first alternative: some words before the "or", or all of them."""
    for length in _ends(at):
        yield [*tokens[: at - length], *tokens[at + 1 :]]


def _ends(most: int) -> list[int]:
    """How many words an alternative may have."""
    return [*dict.fromkeys((*range(1, min(_LONGEST, most) + 1), most))]


def _readable(
    text: str, choices: Iterator[list[Token]], read: Callable[[str], list[Command]]
) -> Iterator[tuple[str, list[Command]]]:
    for tokens in choices:
        option = " ".join(quote(text, [token]) for token in _once(tokens))
        commands = read(option) if tokens else []
        if commands and not _stammers(tokens) and not any(map(_is_unfit, commands)):
            yield option, commands


def _once(tokens: Sequence[Token]) -> list[Token]:
    """Leave out the tokens that quote the same stretch as the one before: "don't" is two words."""
    return [token for before, token in zip([None, *tokens], tokens, strict=False) if _span(before) != _span(token)]


def _span(token: Token | None) -> tuple[int, int] | None:
    return None if token is None else (token.start, token.end)


def _stammers(tokens: Sequence[Token]) -> bool:
    return any(before.word == token.word for before, token in pairwise(tokens))


def _is_unfit(command: Command) -> bool:
    """Say whether it asks or answers, or is about something that nobody knows."""
    if isinstance(command, _UNFIT):
        return True
    targets = getattr(command, "targets", None) or ()
    return any(isinstance(target, Target) and target.concept is None for target in targets)


def _is_bare(option: str, commands: Sequence[Command]) -> bool:
    """Say whether an option is nothing but names."""
    named = sum(
        len((getattr(t, "text", None) or "").split()) for c in commands for t in getattr(c, "targets", ()) or ()
    )
    said = [word for word in option.lower().replace(",", " ").split() if word not in ("the", "a", "an", "and")]
    return all(isinstance(command, Segment) for command in commands) and named >= len(said)
