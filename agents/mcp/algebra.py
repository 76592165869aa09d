"""Tools out of the command algebra: what an op does and takes is written there, and nowhere again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, cast

from limis.commands import Command, load, schema
from limis.commands.schema import described
from limis.commands.values import Value

__all__ = ["SESSION", "about", "command", "commands_schema", "fields_of", "fields_schema"]

Schema = dict[str, Any]

SESSION: Schema = {"type": "string", "description": "The handle that `open` gave back."}


def about(kind: type[Value]) -> str:
    """What an op does, in the algebra's words.

    Example:
        >>> from limis.commands import Undo
        >>> about(Undo)
        'Take sentences back that changed masks, structures or the active one.'
    """
    return described()[_op(kind)][0]


def fields_of(*kinds: type[Value]) -> tuple[str, ...]:
    """The names of the fields of ops, as JSON has them.

    Example:
        >>> from limis.commands import GotoSlice, ViewPlane
        >>> fields_of(GotoSlice, ViewPlane)
        ('index', 'plane')
    """
    return tuple(dict.fromkeys(name for kind in kinds for name in _own(kind)["properties"] if name != "op"))


def fields_schema(*kinds: type[Value]) -> Schema:
    """The JSON schema of a tool's arguments: a session, and the fields of the ops it says.

    Args:
        kinds: One op, or several of which a call says those whose fields it gives; then none is required.
    """
    own = [_own(kind) for kind in kinds]
    properties = {name: field for entry in own for name, field in entry["properties"].items() if name != "op"}
    required = [name for name in own[0]["required"] if name != "op"] if len(own) == 1 else []
    return _object({"session": SESSION, **properties}, ["session", *required])


def commands_schema() -> Schema:
    """The JSON schema of the arguments of a tool that takes any commands."""
    whole = _whole()
    commands = {"type": "array", "minItems": 1, "items": whole["items"], "description": whole["description"]}
    return _object({"session": SESSION, "commands": commands}, ["session", "commands"])


def command(kind: type[Value], fields: Mapping[str, Any]) -> Command:
    """A command with the fields that were given; None counts as not given.

    Raises:
        PromptError: Fields that it cannot have.

    Example:
        >>> from limis.commands import Undo
        >>> command(Undo, {"count": 2})
        Undo(op='undo', count=2)
    """
    return load([{"op": _op(kind), **{name: value for name, value in fields.items() if value is not None}}])[0]


@cache
def _whole() -> Schema:
    """The algebra's schema, made once."""
    return schema()


def _op(kind: type[Value]) -> str:
    return str(kind.model_fields["op"].default)


def _own(kind: type[Value]) -> Schema:
    return _whole()["$defs"][kind.__name__]


def _object(properties: Schema, required: Sequence[str]) -> Schema:
    made: Schema = {"type": "object", "properties": properties, "required": list(required)}
    defs = _needed(properties)
    return {**made, "additionalProperties": False, **({"$defs": defs} if defs else {})}


def _needed(value: Any) -> Schema:
    """The definitions that a schema refers to, and those that these refer to."""
    whole = cast("Schema", _whole()["$defs"])
    found: Schema = {}
    waiting = _named(value)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = whole[name]
            waiting |= _named(whole[name])
    return dict(sorted(found.items()))


def _named(value: Any) -> set[str]:
    return set(re.findall(r"'\$ref': '#/\$defs/(\w+)'", repr(value)))
