"""PocketSphinx: a grammar says what may be heard, a loop of phones beside it what was said if it was none of that."""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Sequence
from difflib import SequenceMatcher
from math import exp, log
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from limis.agents.voice.automaton import Automaton, compiled
from limis.agents.voice.heard import Heard, Sound
from limis.agents.voice.jsgf import answers, grammar
from limis.agents.voice.pronouncing import Pronunciations
from limis.commands import Context
from limis.extras import require
from limis.models.weights import embedded_concepts

__all__ = ["Sphinx"]

_SETTINGS = {"lw": 2.0, "maxhmmpf": 5000, "compallsen": True}
_GRAMMAR, _ANSWERS, _PHONES = "commands", "answers", "phones"
#: A weight for each part of the evidence, and what is added; docs/voice.md tells how they were fitted.
CURVE = (1.30, 0.32, 0.11, 4.25, 9.29)
#: Confidence from which an answer counts that only the grammar of answers heard.
_RESCUED = 0.3

Evidence = tuple[float, float, float, float]
_NOTHING: Evidence = (-100.0, -100.0, 0.0, 0.0)


class Sphinx:
    """A recogniser of commands; its English model lies in PocketSphinx's own wheel.

    Args:
        concepts: Names that are listened for; None for those that limis' own models know.

    Raises:
        MissingExtraError: The extra ``voice`` is not installed.
    """

    name = "sphinx"

    def __init__(self, concepts: Collection[str] | None = None) -> None:
        self._concepts = frozenset(concepts) if concepts is not None else embedded_concepts()
        self._lock = Lock()
        package = require("pocketsphinx", "voice")
        model = Path(package.get_model_path()) / "en-us"
        lines = (model / "cmudict-en-us.dict").read_text(encoding="utf-8").splitlines()
        self._sounds = Pronunciations(lines)
        self._decoder: Any = self._open(package, model)
        self._decoder.add_allphone_file(_PHONES, str(model / "en-us-phone.lm.bin"))
        self._grammar, self._automata = "", dict[str, Automaton]()
        self._words = frozenset[str]()

    def hear(self, sound: Sound, context: Context) -> Heard:
        """Recognise one utterance, as `Recogniser.hear` says."""
        started = time.perf_counter()
        with self._lock:
            self._expect(context)
            text, found = self._decoded(_GRAMMAR, sound) if len(sound) else ("", _NOTHING)
            if not text and len(sound):
                text, found = self._decoded(_ANSWERS, sound)
                if confidence(found) < _RESCUED:
                    text = ""
        sure = confidence(found) if text else 0.0
        return Heard(text, sure, time.perf_counter() - started, evidence=found if text else ())

    def _decoded(self, search: str, sound: Sound) -> tuple[str, Evidence]:
        """The sentence of a grammar that fits best, and what speaks for it; none where the search lost its way."""
        words = self._run(search, sound)
        said = [word for word, *_ in words if word[0] not in "<["]
        text = [_plain(word) for word in said]
        if not said or not self._automata[search].accepts(text):
            return "", _NOTHING
        phones = self._run(_PHONES, sound)
        wanted = [phone for word in said for phone in self._said_as(word)]
        return " ".join(text), evidence(ratios(words, phones), wanted, [phone for phone, *_ in phones])

    def _open(self, package: Any, model: Path) -> Any:
        """A decoder with the words of an empty session; more are added when they are needed."""
        with TemporaryDirectory() as folder:
            dictionary = Path(folder) / "empty.dict"
            dictionary.write_text("- SIL\n", encoding="utf-8")
            return package.Decoder(
                hmm=str(model / "en-us"), dict=str(dictionary), lm=None, loglevel="FATAL", **_SETTINGS
            )

    def _expect(self, context: Context) -> None:
        """Follow the grammar of a context, unless it is followed already."""
        written = grammar(context, self._concepts)
        if written == self._grammar:
            return
        self._follow(_GRAMMAR, compiled(written))
        if not self._grammar:
            self._follow(_ANSWERS, compiled(answers()))
        self._grammar = written

    def _follow(self, search: str, automaton: Automaton) -> None:
        """Give the decoder an automaton, and the words of it that it does not know yet."""
        for word in sorted(automaton.words - self._words):
            for number, way in enumerate(self._sounds.of(word), start=1):
                self._decoder.add_word(word if number == 1 else f"{word}({number})", way, False)
        self._words |= automaton.words
        arcs = [arc if arc[3] is not None else arc[:3] for arc in automaton.arcs]
        self._decoder.add_fsg(search, self._decoder.create_fsg(search, automaton.start, automaton.end, arcs))
        self._automata[search] = automaton

    def _said_as(self, word: str) -> list[str]:
        """The sounds of a word in the variant that was heard."""
        number = re.search(r"\((\d+)\)$", word)
        return self._sounds.of(_plain(word))[int(number[1]) - 1 if number else 0].split()

    def _run(self, search: str, sound: Sound) -> list[tuple[str, int, int, float]]:
        """Words or phones, with first and last frame and the log-likelihood of their sound."""
        decoder = self._decoder
        decoder.activate_search(search)
        decoder.start_utt()
        decoder.process_raw(sound.tobytes(), no_search=False, full_utt=True)
        decoder.end_utt()
        if decoder.hyp() is None:
            return []
        return [(s.word, s.start_frame, s.end_frame, log(max(s.ascore, 1e-300))) for s in decoder.seg()]


def _plain(word: str) -> str:
    """A word without the number of its variant."""
    return re.sub(r"\(\d+\)$", "", word)


def ratios(words: list[tuple[str, int, int, float]], phones: list[tuple[str, int, int, float]]) -> NDArray[np.float64]:
    """Log-likelihood ratio per frame of each word to the best phones, and its frames: float64, shape ``(words, 2)``."""
    loop = np.zeros(max(last for _, _, last, _ in [*words, *phones]) + 1)
    for _, first, last, score in phones:
        loop[first : last + 1] = score / (last - first + 1)
    spoken = [(first, last, score) for word, first, last, score in words if word[0] not in "<["]
    return np.array([((score - loop[a : b + 1].sum()) / (b - a + 1), b - a + 1) for a, b, score in spoken])


def evidence(found: NDArray[np.float64], wanted: Sequence[str], loop: Sequence[str]) -> Evidence:
    """What speaks for a transcript and against it.

    Args:
        found: As `ratios` gives it.
        wanted: The sounds of its words.
        loop: The sounds that the phone loop heard.

    Returns:
        The ratio over all frames, that of the worst word, how many words there are (at most five), and which share of
        their sounds the phone loop heard, too.
    """
    mean = float(np.average(found[:, 0], weights=found[:, 1]))
    return mean, float(found[:, 0].min()), float(min(len(found), 5)), _agreement(wanted, loop)


def _agreement(wanted: Sequence[str], loop: Sequence[str]) -> float:
    """The share of the sounds that stand in both in the same order."""
    blocks = SequenceMatcher(None, wanted, [phone for phone in loop if phone != "SIL"], autojunk=False)
    return sum(block.size for block in blocks.get_matching_blocks()) / max(1, len(wanted))


def confidence(found: Evidence) -> float:
    """How sure a transcript is, from its `evidence`."""
    value = sum(weight * part for weight, part in zip(CURVE, (*found, 1.0), strict=True))
    return 1.0 / (1.0 + exp(-max(-50.0, min(50.0, value))))
