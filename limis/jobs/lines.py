"""A file of jobs: one JSON object per line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from limis.errors import InputError, ReadError, say
from limis.jobs.job import Job

__all__ = ["Line", "read_lines"]

_FIELDS = ("image", "text", "out")
_EXAMPLE = '{"image": "scan.nii.gz", "text": "the liver", "out": "results/scan"}'


@dataclass(frozen=True)
class Line:
    """A line of the file.

    Attributes:
        number: From 1.
        job: What it asks for; None where it asks for nothing that can be done.
        error: Why not; empty where it can.
        out: Its folder, as far as it names one that no other line uses.
    """

    number: int
    job: Job | None
    error: str
    out: Path | None


def read_lines(path: Path) -> list[Line]:
    """Read a file of jobs.

    Args:
        path: UTF-8; every line an object with ``image``, ``text`` and ``out``, paths relative to the working
            directory. Blank lines are passed over.

    Returns:
        One entry per line that is not blank, also for malformed ones. A line that writes into the folder of an
        earlier one is malformed.

    Raises:
        ReadError: The file cannot be read.
    """
    try:
        texts = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(
            say(f"cannot read {path}", expected=f"lines of {_EXAMPLE}", got=str(error), next_step="Check the path")
        ) from error
    return list(_lines(texts))


def _lines(texts: list[str]) -> Iterator[Line]:
    used: dict[Path, int] = {}
    for number, text in enumerate(texts, start=1):
        if not text.strip():
            continue
        out = None
        try:
            value = _object(text, number)
            out = _folder(value, number)
            first = used.setdefault(out.resolve(), number)
            if first != number:
                out = None
                raise _malformed(number, "a folder of its own", f"that of line {first}")
            yield Line(number, _job(value, out, number), "", out)
        except InputError as error:
            yield Line(number, None, str(error), out)
        except (OSError, RuntimeError) as error:  # a folder that cannot be
            yield Line(number, None, str(_malformed(number, "a folder that can be made", str(error))), None)


def _object(text: str, number: int) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _malformed(number, _EXAMPLE, f"no JSON ({error})") from error
    if not isinstance(value, dict):
        raise _malformed(number, _EXAMPLE, type(value).__name__)
    return cast("dict[str, Any]", value)


def _folder(value: dict[str, Any], number: int) -> Path:
    return Path(_text(value, "out", number))


def _job(value: dict[str, Any], out: Path, number: int) -> Job:
    unknown = sorted(set(value) - set(_FIELDS))
    if unknown:
        raise _malformed(number, f"the fields {', '.join(_FIELDS)}", f"also {', '.join(unknown)}")
    return Job(Path(_text(value, "image", number)), _text(value, "text", number), out)


def _text(value: dict[str, Any], field: str, number: int) -> str:
    text = value.get(field)
    if not isinstance(text, str) or not text.strip() or "\0" in text or not _is_unicode(text):
        raise _malformed(number, f"text in {field!r}", json.dumps(text))
    return text


def _is_unicode(text: str) -> bool:
    """Whether it has no half of a surrogate pair."""
    return text.encode("utf-8", "replace").decode() == text


def _malformed(number: int, expected: str, got: str) -> InputError:
    return InputError(
        say(f"line {number} is not a job", expected=expected, got=got, next_step="Mend the line and run again")
    )
