"""Folders of trainings: usable, held by one at a time, and kept for what was begun in them."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Generator, Iterable, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, cast

from limis.errors import InputError, ReadError, say
from limis.io.atomic import write_json
from limis.report.lock import locked
from limis.training.saved import damaged

__all__ = ["check_folder", "check_made", "claim", "digest_of", "held", "source_of"]


def source_of(index: Path, tiers: Iterable[str] | None) -> dict[str, Any]:
    """What tells the data of a training from others.

    Args:
        index: Path of ``index.jsonl``.
        tiers: Licence tiers that are used; None uses all.

    Returns:
        ``index``, the hash of the index, and ``tiers``.

    Raises:
        ReadError: The index is not there.
    """
    try:
        return {"index": digest_of(index), "tiers": None if tiers is None else sorted(tiers)}
    except OSError as error:
        raise ReadError(
            say(
                f"cannot read the index {index}",
                expected="a file of JSON lines",
                got=str(error),
                next_step="Give the path of an index.jsonl with --data",
            )
        ) from error


def digest_of(path: Path) -> str:
    """The sha256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def check_folder(folder: Path, option: str) -> None:
    """See that a folder is there or can be made, without making it.

    Args:
        folder: Where something will go.
        option: What it was given with.

    Raises:
        InputError: It is a file or lies in one, or nothing may be written there.
    """
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if there.is_dir() and os.access(there, os.W_OK):
        return
    got = f"{there}, where nothing may be written" if there.is_dir() else f"{there}, which is a file"
    raise InputError(
        say(
            f"cannot write to {folder}",
            expected="a folder, or where one can be made",
            got=got,
            next_step=f"Give {option} another folder",
        )
    )


def check_made(path: Path, option: str) -> None:
    """See that a file can be made; arguments and errors as in `check_folder`."""
    if path.is_dir():
        raise InputError(
            say(
                f"cannot write {path}",
                expected="the name of a file",
                got="a folder",
                next_step=f"Name a file in it with {option}",
            )
        )
    check_folder(path.parent, option)


@contextmanager
def held(folder: Path, option: str) -> Generator[None]:
    """Hold a folder for one training.

    Args:
        folder: Made where it is not there.
        option: What it was given with.

    Yields:
        Nothing; the folder is held until the block ends.

    Raises:
        InputError: Another training holds it, or it cannot be used.
    """
    check_folder(folder, option)
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(folder, wait_s=0))
        except InputError as error:
            raise InputError(
                say(
                    f"cannot train in {folder}",
                    expected="a folder of one's own",
                    got="another training that is still writing into it",
                    next_step=f"Wait for it, or give {option} another folder",
                )
            ) from error
        yield


def claim(about: Path, mine: Mapping[str, Any], later: Collection[str], what: str, next_step: str) -> None:
    """Write down what a training is, or see that it goes on as it began.

    Args:
        about: The file in its folder.
        mine: What it is: names and what JSON can hold.
        later: Names that trainings did not always write down, or cannot tell any more: compared where both have them.
        what: What is wrong where it began otherwise.
        next_step: What to do then.

    Raises:
        InputError: It began otherwise; the message says in what.
        ReadError: The file is damaged.
    """
    mine = cast("dict[str, Any]", json.loads(json.dumps(mine)))
    if not about.exists():
        write_json(about, mine)
        return
    began = _read(about)
    asked = [name for name in {**began, **mine} if name not in later or (name in began and name in mine)]
    differ = [name for name in asked if began.get(name) != mine.get(name)]
    if differ:
        raise InputError(say(what, expected=_told(began, differ), got=_told(mine, differ), next_step=next_step))


def _read(about: Path) -> dict[str, Any]:
    try:
        began = json.loads(about.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise damaged(about, error) from error
    if not isinstance(began, dict):
        raise damaged(about, TypeError(f"{type(began).__name__}, no object"))
    return cast("dict[str, Any]", began)


def _told(values: Mapping[str, Any], names: Iterable[str]) -> str:
    return ", ".join(f"{name} {json.dumps(values.get(name), ensure_ascii=False)}" for name in names)
