"""``limis parse``: what a sentence asks for, without doing it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from limis.commands import Clarify, Command, Exclude, Reference, Segment, Unknown, What, dump
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
    """Yield the lines of standard input as they come."""
    while line := sys.stdin.readline():
        yield line.rstrip("\n")


def _spoken(commands: list[Command]) -> str:
    return "; ".join(_worded(command) for command in commands) or "nothing"


def _worded(command: Command) -> str:
    if isinstance(command, Segment | Exclude):
        return f"{command.op} {', '.join(_named(target) for target in command.targets)}"
    if isinstance(command, Clarify):
        numbered = "  ".join(f"{number}) {option}" for number, option in enumerate(command.options, start=1))
        return f"{command.question} {numbered}"
    return f"not understood: {command.text}" if isinstance(command, Unknown) else command.op


def _named(what: What) -> str:
    if isinstance(what, Reference):
        return "the active structure" if what.ref == "active" else "everything"
    said = [what.which, what.side, what.concept.replace("_", " ") if what.concept else f"{what.text!r} (unknown name)"]
    return " ".join(word for word in said if word)
