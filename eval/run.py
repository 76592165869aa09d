"""Carrying protocols out over a data set: resumable, one line a case, a failure is an empty mask.

A case whose image or truth could not be read is asked again when the run goes on; its last line counts.

A run's folder holds ``run.json`` (what is measured, fixed when the run starts), ``environment.json`` (what with),
``cases.jsonl`` (a line as soon as a case is done), and at its end ``cases.csv`` (the same as a table) and ``turns.csv``
(the turns of its conversations).
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from limis.errors import Cancelled, InputError, ReadError, say
from limis.eval.cases import Answer, Ask, Key, Row, Step
from limis.eval.data import Data, Plan, legible
from limis.eval.environment import note_environment
from limis.eval.parts import read_part
from limis.eval.product import Product
from limis.eval.protocols import Protocol, expect_answerable
from limis.eval.scoring import score, unjudged, unread
from limis.io.atomic import write_json, write_text
from limis.progress import Progress, silent
from limis.report.lock import locked
from limis.types import Image

__all__ = ["manifest", "measure", "read_rows", "run", "write_table", "write_turns"]

_EMPTY = "the truth is empty, though the data say that this is there"


def run(
    protocols: Sequence[Protocol],
    data: Data,
    product: Product,
    folder: Path,
    *,
    plan: Plan | None = None,
    settings: Mapping[str, Any] | None = None,
    command: str = "",
    progress: Progress = silent,
) -> list[Row]:
    """Measure a product, or go on where an earlier run into the same folder stopped.

    Args:
        protocols: What to ask.
        data: What to ask it of.
        product: Whom to ask.
        folder: Where results go; made if need be.
        plan: How cases are chosen.
        settings: Anything else that decides the numbers, kept in ``run.json``.
        command: What was typed to start it, for ``environment.json``.
        progress: Called after every case; may raise to stop, what is done is kept.

    Returns:
        All rows, in the order of the plan.

    Raises:
        InputError: The folder holds a run of something else or another run is writing into it, there is nothing to
            ask or two truths for one question, or a protocol takes words and the product knows none.
        ReadError: The index is missing, the folder's cases are damaged, or no image of them all could be read.
    """
    expect_answerable(protocols, product)
    plan = plan or Plan()
    asks = [(each, ask) for each in {each.name: each for each in protocols}.values() for ask in each.plan(data, plan)]
    _check(protocols, data, [ask for _, ask in asks])
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder, progress, wait_s=0):
        _claim(folder, manifest(data, product, plan, settings or {}))
        note_environment(folder, command)
        done = _carried_out(asks, data, product, folder, progress)
        _expect_some([done[ask.key] for _, ask in asks])
        write_table(list(done.values()), folder / "cases.csv")
        write_turns(list(done.values()), folder / "turns.csv")
    return [done[ask.key] for _, ask in asks]


def _carried_out(
    asks: Sequence[tuple[Protocol, Ask]], data: Data, product: Product, folder: Path, progress: Progress
) -> dict[Key, Row]:
    """Every row of a folder, when all that is asked has been answered."""
    done = {row.key: row for row in read_rows(folder)}
    images = _OneImage(product)
    with (folder / "cases.jsonl").open("a", encoding="utf-8") as lines:
        for number, (each, ask) in enumerate(asks):
            progress(each.name, number, len(asks))
            before = done.get(ask.key)
            if before is None or before.unread:
                row = _measured(each, ask, product, images.load(ask))
                done[ask.key] = replace(row, failed=_without_places(row.failed, ask, data))
                if done[ask.key] != before:
                    lines.write(json.dumps(done[ask.key].dump(), allow_nan=False) + "\n")
                    lines.flush()
    progress("done", len(asks), len(asks))
    return done


def measure(protocol: Protocol, ask: Ask, product: Product, image: Image) -> Row:
    """Have one question answered and score it.

    Args:
        protocol: How it is answered.
        ask: The question.
        product: Who answers.
        image: The question's image.

    Returns:
        The row. Whatever the answer raised, it counts as an empty mask and its error stands in the row. A truth
        that cannot be read, or that is empty though the thing is said to be there, is the data's fault: that stands in
        the row, which measures nothing.

    Raises:
        Cancelled: The caller stopped the work.
    """
    try:
        truth = ask.truth.read(image.geometry)
    except Cancelled:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a decoder stumbles over, the file is damaged
        return replace(unjudged(ask, _worded(error), product.name), unread=True)
    if ask.expected and not truth.inside.any():
        return unjudged(ask, _EMPTY, product.name)
    try:
        answer = protocol.answer(product, ask, image, truth)
        row = score(ask, answer, truth, image.geometry, product.name)
    except Cancelled:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it was, it counts
        row = score(ask, Answer(failed=_worded(error)), truth, image.geometry, product.name)
    return row


def read_rows(folder: Path) -> list[Row]:
    """Read the cases of a run; a last line that was cut off is left out.

    Args:
        folder: A run's folder.

    Returns:
        Rows in the order they were measured, one a question; none where nothing was measured yet.

    Raises:
        ReadError: A line is not a measured case.
    """
    path = folder / "cases.jsonl"
    if not path.exists():
        return []
    whole, _, _ = path.read_bytes().rpartition(b"\n")
    try:
        rows = [Row.load(line) for line in whole.splitlines()]
    except ReadError as error:
        raise ReadError(f"cannot read {path}: {error}") from error
    return list({row.key: row for row in rows}.values())


def write_table(rows: Sequence[Row], path: Path) -> None:
    """Write rows as CSV; undefined numbers are empty cells, the turns of a conversation are left out."""
    _write_csv(path, [each.name for each in fields(Row) if each.name != "steps"], (row.dump() for row in rows))


def write_turns(rows: Sequence[Row], path: Path) -> None:
    """Write the turns of all conversations as CSV, a line each; number 0 made the first mask."""
    whose = ("protocol", "engine", "dataset", "subject", "image", "concept", "side")
    turns = (
        {name: getattr(row, name) for name in whose} | {"turn": turn} | asdict(step)
        for row in rows
        for turn, step in enumerate(row.steps)
    )
    _write_csv(path, [*whose, "turn", *Step.__dataclass_fields__], turns)


def _write_csv(path: Path, columns: Sequence[str], lines: Iterable[Mapping[str, Any]]) -> None:
    table = io.StringIO()
    writer = csv.DictWriter(table, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(lines)
    write_text(path, table.getvalue())


class _OneImage:
    """Loads images, keeping the last: questions about one image follow each other."""

    def __init__(self, product: Product) -> None:
        self._product = product
        self._name = ""
        self._image: Image | Exception | None = None

    def load(self, ask: Ask) -> Image | Exception:
        """The question's image, or the error that reading it gave."""
        if self._image is None or self._name != f"{ask.dataset}/{ask.name}":
            self._name = f"{ask.dataset}/{ask.name}"
            try:
                self._image = self._product.load(ask.image, ask.modality)
            except Cancelled:
                raise
            except Exception as error:  # noqa: BLE001 - whatever it was, it counts
                self._image = error
        return self._image


def _measured(protocol: Protocol, ask: Ask, product: Product, image: Image | Exception) -> Row:
    if isinstance(image, Exception):
        return replace(unread(ask, _worded(image), product.name), unread=True)
    return measure(protocol, ask, product, image)


def _worded(error: Exception) -> str:
    return legible(f"{type(error).__name__}: {error}")


def _without_places(failed: str, ask: Ask, data: Data) -> str:
    """An error as it can be published: files go by their names within the data set."""
    if not failed:
        return ""
    files = [ask.image, *(value for value in vars(ask.truth).values() if isinstance(value, Path))]
    for file in files:
        for path in (file.resolve(), file.absolute(), file):
            failed = failed.replace(legible(str(path)), data.name_of(file))
    for root in (data.root.resolve(), data.root.absolute()):
        failed = failed.replace(legible(f"{root}{os.sep}"), "")
    return failed


def _expect_some(rows: Sequence[Row]) -> None:
    """Make sure that something was read: else there is nothing to sum up."""
    if all(row.unread for row in rows):
        raise ReadError(
            say(
                f"none of the {len({row.image for row in rows})} images could be read with its truth",
                expected="files where the data say that they lie",
                got=rows[0].failed.rstrip("."),
                next_step="See that they are there and whole, and give the same command again",
            )
        )


def _check(protocols: Sequence[Protocol], data: Data, asks: Sequence[Ask]) -> None:
    """Make sure that something is asked, and nothing twice: one of two answers would be lost."""
    if not asks:
        raise InputError(
            say(
                "nothing to ask",
                expected=f"cases for {', '.join(f'{each.name} ({each.summary})' for each in protocols)}",
                got=f"{len(data.pairs)} masks of pictures and {len(data.volumes)} volumes in part {data.split!r}",
                next_step="Choose another --protocol or --split",
            )
        )
    often, count = Counter(ask.key for ask in asks).most_common(1)[0]
    if count > 1:
        protocol, _, image, *named = often
        raise InputError(
            say(
                f"{count} truths for one question: {' '.join(part for part in named[::-1] if part)} in {image}",
                expected=f"one for each image, concept and side (protocol {protocol})",
                got=str(count),
                next_step="Make one mask of them, or give them names of their own",
            )
        )


def manifest(data: Data, product: Product, plan: Plan, settings: Mapping[str, Any]) -> dict[str, Any]:
    """What decides the numbers of a run: ``run.json``."""
    known = None if plan.known is None else sorted(list(pair) for pair in plan.known)
    return {
        "schema": "limis.eval.run/1",
        "engine": product.name,
        "models": [asdict(info) for info in product.models],
        "index_sha256": data.fingerprint(),
        "split": data.split,
        "plan": asdict(plan) | {"known": known},
        "settings": dict(settings),
    }


def _claim(folder: Path, made: dict[str, Any]) -> None:
    """Make the folder this run's own, or check that it is; drop a line that a crash cut off."""
    path = folder / "run.json"
    if path.exists():
        before = read_part(path, dict[str, Any])
        differing = [key for key in made if before.get(key) != made[key]]
        if differing:
            raise InputError(
                say(
                    f"{folder} holds a run of something else",
                    expected="the same models, data and plan",
                    got=f"other {', '.join(differing)}",
                    next_step="Give another folder with -o",
                )
            )
    else:
        write_json(path, made)
    lines = folder / "cases.jsonl"
    if lines.exists():
        content = lines.read_bytes()
        os.truncate(lines, content.rfind(b"\n") + 1)
