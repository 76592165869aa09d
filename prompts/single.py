"""What may be asked of one image in a single sentence."""

from __future__ import annotations

from limis.commands import Clarify, Command, Segment, Target
from limis.errors import PromptError, say
from limis.prompts.reader import read

__all__ = ["read_single"]

_CARRIED_OUT = ("segment", "exclude", "unknown")
_LONGEST_NOUN = 3
"""Words of something unknown that is still a name, and no sentence."""

_EXAMPLE = 'Say what to segment, e.g. "the liver and both kidneys"'


def read_single(text: str) -> list[Command]:
    """Read a sentence that one turn can carry out.

    Args:
        text: What was asked.

    Returns:
        Commands to segment and exclude; or one `Unknown`, which is carried out as finding nothing.

    Raises:
        PromptError: The sentence is blank, has two readings, or asks for something that needs a session.

    Example:
        >>> read_single("segment the spleen")[0].op
        'segment'
    """
    commands = _with_verb(text) or read(text)
    if not commands:
        raise PromptError(say("nothing was asked", expected="a sentence", got=repr(text), next_step=_EXAMPLE))
    for command in commands:
        if isinstance(command, Clarify):
            raise PromptError(_two_readings(text, command))
        if command.op not in _CARRIED_OUT:
            raise PromptError(
                say(
                    f"{command.op!r} cannot be done to a single image",
                    expected="a sentence that says what to segment and, perhaps, what to leave out",
                    got=repr(text),
                    next_step=_EXAMPLE,
                )
            )
    return commands


def _with_verb(text: str) -> list[Command] | None:
    """Read a list without a verb that names something unknown beside what is known: "liver and flumps".

    In a conversation that may be anybody's; who asks for one image asks for all of it, and is told what is not known.
    """
    if [command.op for command in read(text)] != ["unknown"]:
        return None
    commands = read(f"segment {text}")
    if not all(isinstance(command, Segment) for command in commands):
        return None
    targets = [target for command in commands for target in getattr(command, "targets", ())]
    named = [isinstance(target, Target) and target.concept is not None for target in targets]
    short = all(len((target.text or "").split()) <= _LONGEST_NOUN for target in targets)
    return commands if short and any(named) and not all(named) else None


def _two_readings(text: str, command: Clarify) -> str:
    options = " or ".join(repr(option) for option in command.options)
    return say(command.question, expected=options, got=repr(text), next_step="Say one of these")
