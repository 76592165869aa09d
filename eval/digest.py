"""Runs in a nutshell: what each protocol gave, with the command that gives it again."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NotRequired, cast

from typing_extensions import TypedDict

from limis.errors import ReadError, say
from limis.eval.parts import Call, Estimated, Manifest, read_part
from limis.eval.places import called

__all__ = ["SCHEMA", "digest", "digest_page", "renewed"]

SCHEMA = "limis.eval.digest/1"
_METRICS = ("dice", "iou", "box_iou", "nsd", "hd95_mm", "assd_mm")
_OF_THIS_MACHINE = {"--data": "INDEX", "-o": "DIR", "--out": "DIR"}
_UNTOLD = frozenset({"-q", "--quiet"})


class _Needed(Estimated):
    never: float


class _Talked(TypedDict):
    cases: int
    by_turn: NotRequired[list[float]]
    gain: Estimated | None
    needed: NotRequired[dict[str, _Needed]]


class _Words(TypedDict):
    all: _Talked
    below: _Talked
    turns: dict[str, Any]
    undone: NotRequired[float | None]
    clicks: NotRequired[dict[str, Estimated] | None]


class _Protocol(TypedDict):
    pairs: int
    cases: int
    failures: int
    dice: Estimated
    iou: Estimated
    box_iou: Estimated
    nsd: Estimated
    hd95_mm: Estimated
    assd_mm: Estimated
    swaps: dict[str, int]
    words: NotRequired[_Words]


class _Part(TypedDict):
    protocols: dict[str, _Protocol]
    presence: dict[str, Estimated | int]
    presence_volumes: NotRequired[dict[str, Estimated | int]]


class _Summary(TypedDict):
    all: _Part
    known: NotRequired[_Part]


def digest(folders: Iterable[Path]) -> dict[str, Any]:
    """Sum finished runs up.

    Args:
        folders: Of runs, each with its ``run.json``, ``summary.json`` and ``environment.json``.

    Returns:
        JSON values: ``runs``, each with ``engine``, ``command`` (paths left out; several where protocols were added
        later), ``models``, ``data`` (hash of the index), ``parts`` (``all`` and, where something is known, ``known``)
        → ``protocols``, ``presence`` and ``presence_volumes``.

    Raises:
        ReadError: A folder holds no finished run.
    """
    return {"schema": SCHEMA, "runs": [_of(folder) for folder in folders]}


def renewed(before: Mapping[str, Any], made: Mapping[str, Any]) -> dict[str, Any]:
    """A digest with those of its runs replaced that were made again.

    Args:
        before: An older digest, as it was read from its file.
        made: As `digest` gives it; a run with the command of an older one takes its place, others follow.

    Raises:
        ReadError: The older one is no digest.
    """
    old = before.get("runs") if before.get("schema") == SCHEMA else None
    if not isinstance(old, list) or not all(isinstance(run, dict) and "command" in run for run in cast("Any", old)):
        raise ReadError(
            say(
                "cannot renew the digest",
                expected=f"a file of the schema {SCHEMA}",
                got=str(before.get("schema")),
                next_step="Give a folder whose results.json `limis eval digest` wrote",
            )
        )
    runs = {run["command"]: run for run in (*cast("list[dict[str, Any]]", old), *made["runs"])}
    return {"schema": SCHEMA, "runs": list(runs.values())}


def _of(folder: Path) -> dict[str, Any]:
    run, summary = read_part(folder / "run.json", Manifest), read_part(folder / "summary.json", _Summary)
    return {
        "engine": called(run["engine"]),
        "command": _commands(folder),
        "split": run["split"],
        "data": run["index_sha256"],
        "models": {model["role"]: model["sha256"] for model in run["models"]},
        "parts": {part: _part(cast("Any", summary)[part]) for part in ("known", "all") if part in summary},
    }


def _part(part: Mapping[str, Any]) -> dict[str, Any]:
    protocols = {name: _protocol(one) for name, one in part["protocols"].items()}
    presences = {name: _presence(part.get(name, {})) for name in ("presence", "presence_volumes")}
    return {"protocols": protocols} | {name: one for name, one in presences.items() if "specificity" in one}


def _presence(presence: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _short(one) for name, one in _measured(presence)}


def _measured(presence: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The estimates of presence that rest on something; a count of failures is none."""
    for name, one in presence.items():
        if name != "failures" and one["cases"]:
            yield name, one


def _protocol(one: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: one[name] for name in ("pairs", "cases", "failures")}
    told |= {name: _short(one[name]) for name in _METRICS if one[name]["cases"]}
    told["swaps"] = one["swaps"]
    return told | ({"turns": _turns(one["words"])} if "words" in one else {})


def _turns(words: Mapping[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {
        part: {
            "cases": words[part]["cases"],
            "by_turn": [round(dice, 4) for dice in words[part].get("by_turn", ())],
            "gain": _short(words[part]["gain"]) if words[part]["gain"] else None,
            "needed": {goal: _short(n) | {"never": n["never"]} for goal, n in words[part].get("needed", {}).items()},
        }
        for part in ("all", "below")
    }
    clicks: Mapping[str, Any] = words.get("clicks") or {}
    told["turn"] = words["turns"]
    told["undone"] = words.get("undone")
    return told | ({"clicks": {k: _short(v) for k, v in clicks.items() if v.get("cases")}} if clicks else {})


def _short(estimate: Mapping[str, Any]) -> dict[str, Any]:
    rounded = {k: None if estimate[k] is None else round(estimate[k], 4) for k in ("mean", "low", "high")}
    return rounded | {"cases": estimate["cases"]}


def _commands(folder: Path) -> str:
    """Everything that was typed to make a run, without what is true of one machine only."""
    path = folder / "environment.json"
    calls = read_part(path, list[Call])
    try:
        told = dict.fromkeys(_anywhere(call["command"]) for call in calls if call["command"])
    except ValueError as error:
        raise ReadError(
            say(f"cannot read {path}", expected="commands of a shell", got=str(error), next_step="Measure anew")
        ) from error
    return " && ".join(told)


def _anywhere(command: str) -> str:
    """A command without what is true of one machine only: where files lie, models included."""
    words = [part for word in shlex.split(command) for part in _parted(word) if word not in _UNTOLD]
    told = [_OF_THIS_MACHINE.get(before, word) for before, word in zip(["", *words], words, strict=False)]
    return shlex.join(map(called, told))


def _parted(word: str) -> list[str]:
    """An option and its value, where one word holds both."""
    name, equals, value = word.partition("=")
    return [name, value] if equals and name in _OF_THIS_MACHINE else [word]


def digest_page(made: Mapping[str, Any]) -> str:
    """The same for a reader.

    Args:
        made: As `digest` gives it.

    Returns:
        Markdown: a table a run, and one of the turns where somebody talked or clicked.
    """
    lines = [
        "# Results",
        "",
        "Written by `limis eval digest`; every number stands in `results.json`, too. Dice is the mean over (dataset,",
        "concept, side) pairs of the mean over their cases, with a 95 % interval by patients. A failure counts as an",
        "empty mask. `limis eval protocols` tells what each protocol asks, docs/measuring.md how to read its numbers.",
    ]
    for run in made["runs"]:
        lines += ["", f"## {run['engine']}", "", f"`{run['command']}`", "", *_table(run), *_talks(run)]
    return "\n".join(lines) + "\n"


def _table(run: Mapping[str, Any]) -> list[str]:
    lines = ["| protocol | pairs | of them | cases | Dice | failures |", "|---|---|---|---|---|---|"]
    for part, told in run["parts"].items():
        lines += [
            f"| {name} | {part} | {one['pairs']} | {one['cases']} | {_interval(one['dice'])} | {one['failures']} |"
            for name, one in told["protocols"].items()
            if "dice" in one
        ]
    for part, where in (("presence", "pictures"), ("presence_volumes", "volumes")):
        presence: Mapping[str, Any] = run["parts"]["all"].get(part, {})
        told = [f"{_called(k)} {_interval(v)}, n = {v['cases']}" for k, v in presence.items()]
        lines += ["", f"Whether things are there, in {where}: {'; '.join(told)}."] if told else []
    return lines


def _called(name: str) -> str:
    return name.replace("false_ml", "false ml").replace("_", " ")


def _talks(run: Mapping[str, Any]) -> list[str]:
    protocols: Mapping[str, Any] = run["parts"]["all"]["protocols"]
    talks = {name: one["turns"] for name, one in protocols.items() if one.get("turns", {}).get("all", {}).get("cases")}
    if not talks:
        return []
    head = "| protocol | cases | Dice first | after 1 | after 5 | at the end | gain after 5 | gain where first < 0.85 |"
    lines = ["", head, "|---" * 8 + "|"]
    for name, turns in talks.items():
        dice: Sequence[float] = turns["all"]["by_turn"]
        spots = " | ".join(f"{dice[min(n, len(dice) - 1)]:.3f}" for n in (0, 1, 5, len(dice) - 1))
        gains = " | ".join(_signed(turns[part]["gain"]) for part in ("all", "below"))
        lines.append(f"| {name} | {turns['all']['cases']} | {spots} | {gains} |")
    lines += ["", *(_goals(name, turns) for name, turns in talks.items())]
    return lines


def _goals(name: str, turns: Mapping[str, Any]) -> str:
    goals = ", ".join(f"{goal}: {n['mean']:.1f} ({n['never']:.0%} never)" for goal, n in turns["all"]["needed"].items())
    turn = turns["turn"]
    if not turn["count"]:
        return f"- `{name}`: turns to Dice {goals}."
    told = f"median {turn['median']:+.4f}, {turn['regressions']:.0%} of {turn['count']} cost more than 0.005"
    return f"- `{name}`: turns to Dice {goals}; a turn: {told}."


def _interval(estimate: Mapping[str, Any]) -> str:
    if estimate["low"] is None:
        return f"{estimate['mean']:.3f}"
    return f"{estimate['mean']:.3f} ({estimate['low']:.3f}–{estimate['high']:.3f})"


def _signed(estimate: Mapping[str, Any] | None) -> str:
    if estimate is None:
        return ""
    if estimate["low"] is None:
        return f"{estimate['mean']:+.3f}"
    return f"{estimate['mean']:+.3f} ({estimate['low']:+.3f} to {estimate['high']:+.3f})"
