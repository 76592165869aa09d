"""Sets of sentences with what they mean, and when a reading of one is right."""

import json
from pathlib import Path
from time import process_time
from typing import Any

from limis.commands import Context, dump
from limis.prompts.reader import read

_DATA = Path(__file__).parent / "prompts" / "data"

CHANGING = {"missing", "excess", "grow", "shrink", "smooth", "fill_holes", "keep", "remove", "threshold", "shift"}
CHANGING |= {"segment", "exclude", "include", "undo", "redo", "repeat", "delete", "reset", "save"}


def rows(name: str) -> list[dict[str, Any]]:
    lines = (_DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def said(sentence: str) -> list[dict[str, Any]]:
    """What a sentence is read as."""
    return dump(read(sentence))


def ops(sentence: str) -> list[str]:
    """What a sentence asks for, without its fields."""
    return [command["op"] for command in said(sentence)]


def effort() -> float:
    """Seconds that a fixed piece of work in Python takes here and now: what reading is timed against."""
    return min(_worked() for _ in range(3))


def _worked() -> float:
    begun = process_time()
    seen = {word: count for count in range(50_000) for word in (str(count), f"{count} mm")}
    assert len(seen) == 100_000
    return process_time() - begun


def is_right(said: list[dict[str, Any]], expected: list[dict[str, Any]]) -> bool:
    if [command["op"] for command in expected] == ["clarify"]:
        return [command["op"] for command in said] == ["clarify"]
    return said == expected


def check(name: str, right_at_least: float) -> None:
    """Read a set: so much of it has to be right, and nothing may change what was not asked for."""
    read_as = [
        (row["text"], dump(read(row["text"], Context.model_validate(row.get("context", {})))), row["commands"])
        for row in rows(name)
    ]
    wrong = [(text, said) for text, said, meant in read_as if not is_right(said, meant)]
    assert 1 - len(wrong) / len(read_as) >= right_at_least, wrong
    for text, said, meant in read_as:
        assert {command["op"] for command in said} & CHANGING <= {command["op"] for command in meant}, text
