"""Which of a pair is to stay: "only the left one" while both lungs are outlined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from limis.commands import Command, Context, Delete, Exclude, Keep, Reference, Segment, Target
from limis.prompts.normalise import tokenize
from limis.prompts.phrases import word_set
from limis.prompts.things import thing_of
from limis.prompts.vocabulary import vocabulary

__all__ = ["with_one_of_pair"]

_ONLY = word_set("only just solely keep retain nur bloß seulement juste uniquement solo solamente somente apenas")
_SOME = word_set("""
    half part side portion piece bit end third edge border leftmost rightmost halfte haelfte teil seite moitie partie
    cote mitad parte lado metade
    """)
"""Words for some of a single thing: "keep the left half" cuts it."""

_Side = Literal["left", "right"]
_OTHER: dict[object, _Side] = {"left": "right", "right": "left"}
_CHOSEN = {"leftmost": "left", "rightmost": "right"}


def with_one_of_pair(commands: list[Command], text: str, context: Context) -> list[Command]:
    """Take away the other one of a pair that is outlined, where only the one on a side is to stay.

    Args:
        commands: What was understood.
        text: What was said.
        context: What is known of the session.

    Returns:
        The other structure deleted, or the other side taken out of a mask that holds both; else the commands as they
        are.

    Example:
        >>> both = Context(structures=("lung_left", "lung_right"), active="lung_right")
        >>> [delete] = with_one_of_pair([Keep(where="left")], "only the left", both)
        >>> delete.op, delete.targets[0].text
        ('delete', 'right lung')
    """
    words = {token.word for token in tokenize(text)}
    if len(commands) != 1 or context.active is None or words.isdisjoint(_ONLY) or not words.isdisjoint(_SOME):
        return commands
    thing = thing_of(context.active)
    side = _side_of(commands[0], thing)
    if side is None or thing not in vocabulary() or not vocabulary().get(thing).paired:
        return commands
    other = _OTHER[side]
    if {f"{thing}_left", f"{thing}_right"} <= {*context.structures}:
        return [Delete(targets=(Target(concept=thing, side=other, text=f"{other} {thing.replace('_', ' ')}"),))]
    if context.active == thing:
        return [Exclude(targets=(Reference(ref="active", side=other, text=f"{other} one"),))]
    return commands


def _side_of(command: Command, thing: str) -> str | None:
    """The side that alone is to stay."""
    if isinstance(command, Keep) and not command.targets:
        side = _CHOSEN.get(command.which or "") or command.where
        return side if isinstance(side, str) and side in _OTHER else None
    targets: Sequence[Target | Reference] = command.targets if isinstance(command, Segment) else ()
    if len(targets) != 1 or targets[0].side not in _OTHER:
        return None
    (target,) = targets
    named = target.concept == thing if isinstance(target, Target) else target.ref == "active"
    return target.side if named else None
