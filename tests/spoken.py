"""Sets of sentences with what they mean, and when a reading of one is right."""

import json
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "prompts" / "data"

CHANGING = {"missing", "excess", "grow", "shrink", "smooth", "fill_holes", "keep", "remove", "threshold", "shift"}
CHANGING |= {"segment", "exclude", "include", "undo", "redo", "repeat", "delete", "reset", "save"}


def rows(name: str) -> list[dict[str, Any]]:
    lines = (_DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def is_right(said: list[dict[str, Any]], expected: list[dict[str, Any]]) -> bool:
    if [command["op"] for command in expected] == ["clarify"]:
        return [command["op"] for command in said] == ["clarify"]
    return said == expected
