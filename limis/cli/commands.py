"""``limis commands``: everything that can be asked for, as a list or as a JSON schema."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from limis.commands.schema import described, functions, schema
from limis.errors import InputError, say

__all__ = ["commands"]


def commands(
    dialect: Annotated[
        str | None, typer.Argument(help="With --schema: openai for function tools, one per op.", show_default=False)
    ] = None,
    as_schema: Annotated[bool, typer.Option("--schema", help="Print the JSON schema of a list of commands.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object per op.")] = False,
) -> None:
    """List the ops that sentences are turned into, each with its fields; a question mark: may be left out.

    Example: limis commands --schema openai
    """
    if dialect not in (None, "openai") or (dialect and not as_schema):
        raise InputError(
            say(
                "cannot list commands like that",
                expected="--schema, or --schema openai",
                got=repr(dialect),
                next_step="Leave it out for the plain list",
            )
        )
    if as_schema:
        typer.echo(json.dumps(schema() if dialect is None else functions(), indent=2, ensure_ascii=False))
        return
    for op, (about, fields) in described().items():
        if as_json:
            typer.echo(json.dumps({"op": op, "about": about, "fields": list(fields)}, ensure_ascii=False))
        else:
            typer.echo(f"{op:<11} {about}" + (f"  ({', '.join(fields)})" if fields else ""))
