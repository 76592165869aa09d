"""The algebra as a JSON schema, for whoever writes commands without this package: tools, other languages, models."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any, cast, get_args

from pydantic import TypeAdapter

from limis.commands.algebra import Command

__all__ = ["described", "functions", "schema"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """The JSON schema (2020-12) of a list of commands, as they are printed: what does not apply is left out.

    Example:
        >>> found = schema()
        >>> found["type"], found["$defs"]["Undo"]["required"], found["$defs"]["Undo"]["properties"]["count"]["minimum"]
        ('array', ['op'], 1)
    """
    adapter: TypeAdapter[list[Command]] = TypeAdapter(list[Command])
    made = cast("dict[str, Any]", _plain(adapter.json_schema()))
    return {"$schema": _DIALECT, "title": "Commands", "description": "What a sentence asks for, in order.", **made}


def functions(wanted: Collection[str] | None = None) -> list[dict[str, Any]]:
    """The algebra as function tools, one per op, in the form that OpenAI's chat completions take and others copy.

    Args:
        wanted: Which ops; None for every one.

    Returns:
        In the order of the algebra: the op's name, what it does, and the JSON schema of its fields without the op.

    Example:
        >>> (undo,) = functions({"undo"})
        >>> undo["function"]["name"], list(undo["function"]["parameters"]["properties"])
        ('undo', ['count'])

    Source: OpenAI API reference, "Create chat completion", parameter ``tools``.
    """
    definitions = _definitions()
    found: list[dict[str, Any]] = []
    for kind in get_args(get_args(Command)[0]):
        op = kind.model_fields["op"].default
        if wanted is None or op in wanted:
            whole = cast("dict[str, Any]", _inlined(definitions[kind.__name__], definitions))
            fields = {name: entry for name, entry in whole["properties"].items() if name != "op"}
            needed = [name for name in whole["required"] if name != "op"]
            parameters = {"type": "object", "properties": fields, "required": needed, "additionalProperties": False}
            about = {"name": op, "description": whole["description"], "parameters": parameters}
            found.append({"type": "function", "function": about})
    return found


def described() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Op → what it does, and its fields; a question mark after those that may be left out.

    Example:
        >>> described()["goto_slice"]
        ('Look at a slice, numbered from 1 along the closest patient axis.', ('index', 'plane?'))
    """
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for kind in get_args(get_args(Command)[0]):
        fields = (
            name if field.is_required() else f"{name}?" for name, field in kind.model_fields.items() if name != "op"
        )
        found[kind.model_fields["op"].default] = (_first_line(kind.__doc__ or ""), tuple(fields))
    return found


@cache
def _definitions() -> Mapping[str, Any]:
    """Every class of the algebra by name."""
    return cast("dict[str, Any]", schema()["$defs"])


def _inlined(value: Any, definitions: Mapping[str, Any]) -> Any:
    """A schema that points nowhere: not every server that takes tools follows references."""
    if isinstance(value, list):
        return [_inlined(entry, definitions) for entry in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    entries = cast("dict[str, Any]", value)
    if "$ref" in entries:
        return _inlined(definitions[entries["$ref"].removeprefix("#/$defs/")], definitions)
    return {name: _inlined(entry, definitions) for name, entry in entries.items()}


def _plain(value: Any, *, is_schema: bool = True) -> Any:
    """A schema without nulls where a field is left out instead, with ops that are required, and short descriptions."""
    if isinstance(value, list):
        return [_plain(entry) for entry in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    entries = cast("dict[str, Any]", value)
    if not is_schema:
        return {name: _plain(entry) for name, entry in entries.items()}
    entries = _without_null(entries)
    named = {name: _plain(entry, is_schema=name not in ("properties", "$defs")) for name, entry in entries.items()}
    if "description" in named:
        named["description"] = _first_line(named["description"])
    if "op" in named.get("properties", {}):
        named["required"] = ["op", *named.get("required", [])]
        del named["properties"]["op"]["default"]
    return _number({name: entry for name, entry in named.items() if name != "title"})


def _without_null(entries: Mapping[str, Any]) -> dict[str, Any]:
    """What a field may be where it is there; one that has no default is printed as null."""
    if "default" not in entries or entries["default"] is not None:
        return dict(entries)
    kinds = [kind for kind in entries.get("anyOf", []) if kind != {"type": "null"}]
    rest = {name: entry for name, entry in entries.items() if name not in ("default", "anyOf", "title")}
    return {**rest, **(kinds[0] if len(kinds) == 1 else {"anyOf": kinds})}


def _number(entries: dict[str, Any]) -> dict[str, Any]:
    """A number above something in the words of the standard."""
    if entries.get("anyOf") == [{"type": "integer"}, {"type": "number"}]:
        entries = {"type": "number", **{name: entry for name, entry in entries.items() if name != "anyOf"}}
    above = {"exclusiveMinimum": entries["gt"]} if "gt" in entries else {}
    return {**{name: entry for name, entry in entries.items() if name != "gt"}, **above}


def _first_line(text: str) -> str:
    return text.strip().split("\n\n")[0].replace("\n", " ")
