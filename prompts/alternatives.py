"""Ask where a speaker leaves the choice open: "move it up or down", "move it 3 mm"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from limis.commands import Choose, Clarify, Command, Confirm, Deny, Stop, Target, Unknown
from limis.prompts.lexicon import DETERMINERS
from limis.prompts.normalise import BREAK, Token, quote

__all__ = ["either"]

_OR = "or"
_DOUBTED = frozenset({"maybe", "perhaps", "possibly", "even", "rather"})
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
        commands. An alternative that has to be asked about itself gives all of its own options.

    Example:
        >>> from limis.commands import FillHoles, Smooth
        >>> from limis.prompts.normalise import tokenize
        >>> known = {"smooth it": [Smooth()], "fill it": [FillHoles()]}
        >>> text = "smooth or fill it"
        >>> either(text, tokenize(text), lambda option: known.get(option, []))[0].options
        ('smooth it', 'fill it')
    """
    spoken = _certain([token for token in tokens if token.word not in (BREAK, "either")])
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
    options = [*_options(*first), *(_with_name(option, first[1]) for option in _options(*second))]
    question = "Which of the two do you mean?" if len(options) == 2 else "Which of these do you mean?"
    return [Clarify(question=question, options=tuple(dict.fromkeys(options)))]


def _certain(tokens: Sequence[Token]) -> list[Token]:
    """Leave out the "maybe" of "hide or maybe delete it": an alternative is in doubt as it is."""
    return [
        token
        for before, token in zip([None, *tokens], tokens, strict=False)
        if before is None or before.word != _OR or token.word not in _DOUBTED
    ]


def _options(option: str, commands: Sequence[Command]) -> Sequence[str]:
    return commands[0].options if isinstance(commands[0], Clarify) else (option,)


def _with_name(option: str, before: Sequence[Command]) -> str:
    """Say the name for the "it" of "remove the left kidney or hide it"."""
    texts = [target.text for command in before for target in getattr(command, "targets", None) or ()]
    asked = [option for command in before if isinstance(command, Clarify) for option in command.options]
    name = texts[0] if len(texts) == 1 else asked[0].partition(" ")[2] if asked else None
    words = option.split()
    if not name or words[-1] != "it":
        return option
    return " ".join([*words[:-1], name if name.startswith("the ") else f"the {name}"])


def _without_later(tokens: Sequence[Token], at: int) -> Iterator[list[Token]]:
    """Leave out the second alternative: some words after the "or", or all of them; its article goes with its noun."""
    for end in _ends(len(tokens) - at - 1):
        if tokens[at + end].word not in DETERMINERS:
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
        asks = len(commands) == 1 and isinstance(commands[0], Clarify)
        if commands and not _stammers(tokens) and (asks or not any(map(_is_unfit, commands))):
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
