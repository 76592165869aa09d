"""Things of which an image has many, all in one structure."""

from __future__ import annotations

from collections.abc import Sequence

from limis.commands import Command, Edit, Measure, Reference, Save, Target, What
from limis.prompts.vocabulary import vocabulary

__all__ = ["comes_in_several", "without_them"]

_COUNTED = frozenset({"nucleus", "cell", "glomerulus", "lymph_node"})
"""Things, beside lesions, of which an image has many."""


def comes_in_several(target: Target) -> bool:
    """Say whether an image has many of a thing.

    Example:
        >>> comes_in_several(Target(concept="nucleus", text="nuclei"))
        True
    """
    return target.concept in _COUNTED or (
        target.concept is not None and vocabulary().get(target.concept).kind == "lesion"
    )


def without_them(commands: Sequence[Command]) -> list[Command]:
    """Leave out a "them" that means one structure of many things: "grow the nuclei and count them".

    Args:
        commands: Everything that was said.

    Returns:
        The commands; an edit, a measurement or a file of "them" is about the active structure by itself.
    """
    kept: list[Command] = []
    last: tuple[What, ...] = ()
    for command in commands:
        targets: tuple[What, ...] = getattr(command, "targets", None) or ()
        several = len(last) == 1 and isinstance(last[0], Target) and comes_in_several(last[0])
        if several and isinstance(command, Edit | Measure | Save) and _is_them(targets):
            kept.append(command.model_copy(update={"targets": None}))
            continue
        last = targets or last
        kept.append(command)
    return kept


def _is_them(targets: Sequence[What]) -> bool:
    return [target.model_copy(update={"text": None}) for target in targets] == [Reference(ref="active", plural=True)]
