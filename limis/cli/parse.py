"""``limis parse``: what a sentence asks for, without doing it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from limis.commands import Command, dump
from limis.prompts.reader import read

__all__ = ["parse"]


def parse(
    text: Annotated[str, typer.Argument(help="A sentence, or - to read one per line from standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON list of commands per sentence.")] = False,
) -> None:
    """Show which commands a sentence stands for.

    With - every line of standard input gives exactly one line, flushed at once; a blank one gives [].

    Example: limis parse "segment the liver and both kidneys" --json
    """
    for sentence in _lines() if text == "-" else (text,):
        commands = read(sentence)
        line = json.dumps(dump(commands), ensure_ascii=False) if as_json else _spoken(commands)
        typer.echo(line)


def _lines() -> Iterator[str]:
    """Yield the lines of standard input as they come; bytes that are no text are replaced."""
    while line := sys.stdin.buffer.readline():
        yield line.decode("utf-8", "replace").rstrip("\r\n")


def _spoken(commands: list[Command]) -> str:
    from limis.agents.wording import worded

    return "; ".join(worded(command) for command in commands) or "nothing"
