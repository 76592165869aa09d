"""Commands as the contract's JSON, and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from limis.commands.algebra import Command
from limis.errors import PromptError, say

__all__ = ["dump", "load", "ops"]

_COMMANDS: TypeAdapter[list[Command]] = TypeAdapter(list[Command])


def ops() -> tuple[str, ...]:
    """The name of every op, in the order of the algebra.

    Example:
        >>> ops()[:3]
        ('segment', 'exclude', 'include')
    """
    return tuple(kind.model_fields["op"].default for kind in get_args(get_args(Command)[0]))


def dump(commands: Iterable[Command]) -> list[dict[str, Any]]:
    """Turn commands into the contract's JSON values.

    Args:
        commands: Commands in spoken order.

    Returns:
        One object per command, ready for ``json.dumps``.

    Example:
        >>> from limis.commands import Segment, Target
        >>> dump([Segment(targets=(Target(concept=None, text="purple thing"),))])
        [{'op': 'segment', 'targets': [{'concept': None, 'text': 'purple thing'}]}]
    """
    return [command.model_dump(mode="json") for command in commands]


def load(values: object) -> list[Command]:
    """Turn the contract's JSON values back into commands.

    Args:
        values: A list of objects as `dump` makes them.

    Returns:
        The commands, checked.

    Raises:
        PromptError: If the values are not a list of commands.

    Example:
        >>> load([{"op": "deny"}])
        [Deny(op='deny')]
    """
    try:
        commands = _COMMANDS.validate_python(values)
        _COMMANDS.dump_json(commands)  # halves of characters pass as text, and no answer could repeat them
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the list"
        raise _no_commands(f"at {where}: {first['msg']}") from error
    except PydanticSerializationError as error:
        raise _no_commands("text with half a character") from error
    return commands


def _no_commands(got: str) -> PromptError:
    return PromptError(
        say(
            "not a list of commands",
            expected="objects with an op and its fields",
            got=got,
            next_step="See the command algebra for names, fields and units",
        )
    )
