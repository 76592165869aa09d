"""Say sentences to a recogniser, and count what it makes of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from random import Random
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from limis.agents.voice import Recogniser, Understood, understand
from limis.commands import Command, Delete, Reset, Stop, dump
from limis.eval.hearing.sentences import CHATTER, COMMANDS, CONTEXT
from limis.eval.hearing.voices import TESTED, Voice, spoken
from limis.progress import Progress, silent
from limis.prompts.reader import read

__all__ = ["Row", "as_json", "ask", "curve", "summarise"]


@dataclass(frozen=True)
class Row:
    """One sentence, said once.

    Attributes:
        said: The sentence.
        command: Whether it is for limis.
        condition: What the room did.
        heard: The words that were recognised.
        right: Whether they mean the same commands.
        verdict: What would be done with them: act, ask or ignore.
        destroys: Whether they would destroy something although the sentence would not.
        stops: Whether they say stop although the sentence does not: that always counts, and changes no mask.
        confidence: 0…1.
        evidence: What that was worked out from.
        seconds: How long recognising took.
    """

    said: str
    command: bool
    condition: str
    heard: str
    right: bool
    verdict: str
    destroys: bool
    stops: bool
    confidence: float
    evidence: tuple[float, ...]
    seconds: float


def ask(
    recogniser: Recogniser,
    conditions: Sequence[str] = ("clean",),
    *,
    voices: Sequence[Voice] = TESTED,
    commands: Sequence[str] = COMMANDS,
    chatter: Sequence[str] = CHATTER,
    seed: int = 0,
    progress: Progress = silent,
) -> Iterator[Row]:
    """Say every sentence once under each condition, the voices taking turns in a drawn order.

    Args:
        recogniser: Who listens.
        conditions: Of `limis.eval.hearing.voices.CONDITIONS`.
        voices: Who speaks.
        commands: What is for limis.
        chatter: What is not.
        seed: Of the order and the noise.
        progress: Called once per sentence.

    Yields:
        A row per sentence and condition.

    Raises:
        MissingExtraError: No synthesiser is installed.
    """
    data = [*((text, True) for text in commands), *((text, False) for text in chatter)]
    Random(seed).shuffle(data)  # noqa: S311 - an order, no secret
    for condition in conditions:
        for at, (text, command) in enumerate(data):
            progress(condition, at, len(data))
            wav = spoken(text, voices[at % len(voices)], condition, seed + at)
            yield _row(text, command, condition, understand(wav, recogniser, CONTEXT))


def summarise(rows: Sequence[Row]) -> dict[str, dict[str, Any]]:
    """Count, by condition.

    Returns:
        ``commands`` and ``chatter`` (how many), shares of the commands: ``right``, ``acted_right``, ``acted_wrong``,
        ``asked``, ``ignored``; of the chatter: ``chatter_acted``, ``chatter_asked``; ``stops``: how many were
        taken for a stop that they were not, which changes nothing; ``destroys``: how many were surely heard as
        something destructive that they were not, all of which the session asks about; ``median_s``.
    """
    found: dict[str, dict[str, Any]] = {}
    for condition in dict.fromkeys(row.condition for row in rows):
        ours = [row for row in rows if row.condition == condition and row.command]
        talk = [row for row in rows if row.condition == condition and not row.command]
        found[condition] = {
            "commands": len(ours),
            "right": _share([row.right for row in ours]),
            "acted_right": _share([row.right and row.verdict == "act" for row in ours]),
            "acted_wrong": _share([_acts(row) and not row.right for row in ours]),
            "asked": _share([row.verdict == "ask" for row in ours]),
            "ignored": _share([row.verdict == "ignore" for row in ours]),
            "chatter": len(talk),
            "chatter_acted": _share([_acts(row) for row in talk]),
            "chatter_asked": _share([row.verdict == "ask" for row in talk]),
            "stops": sum(row.stops for row in (*ours, *talk)),
            "destroys": sum(row.destroys for row in (*ours, *talk)),
            "median_s": round(median(row.seconds for row in (*ours, *talk)), 3),
        }
    return found


def curve(evidence: NDArray[np.float64], right: NDArray[np.bool_], ridge: float = 0.1) -> NDArray[np.float64]:
    """Fit a logistic curve to what a confidence is worked out from.

    Args:
        evidence: Shape ``(n, k)``.
        right: bool, shape ``(n,)``.
        ridge: How strongly large weights are held back.

    Returns:
        float64, shape ``(k + 1,)``: a weight for each column, and what is added.

    Source: Newton's method on the penalised log-likelihood (Hastie, Tibshirani, Friedman, The Elements of Statistical
    Learning, 4.4).
    """
    x = np.column_stack([evidence, np.ones(len(evidence))])
    hold = ridge * np.eye(x.shape[1])
    hold[-1, -1] = 1e-6
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1.0 / (1.0 + np.exp(-(x @ weights).clip(-30, 30)))
        gradient = x.T @ (right - p) - hold @ weights
        weights = weights + np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + hold, gradient)
    return weights


def _row(text: str, command: bool, condition: str, understood: Understood) -> Row:
    wanted = read(text, CONTEXT) if command else []
    heard = understood.heard
    return Row(
        said=text,
        command=command,
        condition=condition,
        heard=heard.text,
        right=command and _meant(wanted) == _meant(understood.commands),
        verdict=understood.verdict,
        destroys=_destroys(understood.commands) and not _destroys(wanted) and understood.verdict == "act",
        stops=understood.stops and not any(isinstance(command, Stop) for command in wanted),
        confidence=round(heard.confidence, 4),
        evidence=heard.evidence,
        seconds=heard.seconds,
    )


def _acts(row: Row) -> bool:
    """Whether something is done that is no mere stop."""
    return row.verdict == "act" and not row.stops


def _meant(commands: Sequence[Command]) -> list[Mapping[str, Any]]:
    """Commands without the wording of their targets."""
    return [_without_text(command) for command in dump(commands)]


def _without_text(command: Mapping[str, Any]) -> Mapping[str, Any]:
    targets: Sequence[Mapping[str, Any]] = command.get("targets", ())
    bare = [{key: value for key, value in target.items() if key != "text"} for target in targets]
    return {**command, "targets": bare} if targets else command


def _destroys(commands: Sequence[Command]) -> bool:
    return any(isinstance(command, Delete | Reset) for command in commands)


def _share(flags: Sequence[bool]) -> float:
    return round(sum(flags) / len(flags), 3) if flags else 0.0


def as_json(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Rows as a file keeps them."""
    return [asdict(row) for row in rows]
