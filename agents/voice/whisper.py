"""Whisper by way of faster-whisper, where its weights lie on this machine: any words, no grammar."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from math import exp
from pathlib import Path
from threading import Lock
from typing import Any

from limis.agents.voice.heard import Heard, Sound
from limis.agents.voice.jsgf import names
from limis.commands import Context
from limis.errors import PromptError, WeightsError, say
from limis.extras import require
from limis.models.weights import embedded_concepts
from limis.prompts.vocabulary import vocabulary

__all__ = ["LANGUAGES", "Whisper"]

#: Codes of the languages that are read, each with sentences as they are said: what is hinted at is heard more easily.
LANGUAGES = {
    "en": "Segment the liver. Grow it by 3 millimeters. Hide the left kidney. Undo. Go to slice 42.",
    "de": "Segmentiere die Leber. Vergrößere sie um 3 Millimeter. Blende die linke Niere aus. Rückgängig.",
    "fr": "Segmente le foie. Agrandis-le de 3 millimètres. Masque le rein gauche. Annule.",
    "es": "Segmenta el hígado. Agrándalo 3 milímetros. Oculta el riñón izquierdo. Deshacer.",
    "pt": "Segmente o fígado. Aumente 3 milímetros. Oculte o rim esquerdo. Desfazer.",
}
_FILES = ("model.bin", "tokenizer.json")
_HINTS = 40
_LONGEST = 128
#: Text that packs tighter than this repeats itself: Whisper's own sign of a decoder that has lost its way.
_REPETITIVE = 2.4


class Whisper:
    """A recogniser of whole sentences. Nothing is ever downloaded.

    Args:
        model: Folder of a CTranslate2 model, or a name such as ``"base.en"`` that is in the local cache already.
        language: One of `LANGUAGES`, or ``"auto"``: the one among them that every recording sounds most like.
        concepts: Names of the vocabulary that are hinted at; None for those that limis' own models know.
        device: ``"cpu"``, ``"cuda"`` or ``"auto"``.

    Raises:
        MissingExtraError: The extra ``whisper`` is not installed.
        PromptError: There is no such model on this machine, or it does not hear that language.
        WeightsError: The model is damaged or incomplete.
    """

    def __init__(
        self, model: str, language: str = "en", concepts: Collection[str] | None = None, device: str = "cpu"
    ) -> None:
        package = require("faster_whisper", "whisper")
        self._concepts = frozenset(concepts) if concepts is not None else embedded_concepts()
        self._lock = Lock()
        self.name = f"whisper:{Path(model).name}"
        folder = _folder(package, model)
        try:
            self._model: Any = package.WhisperModel(str(folder), device=device, compute_type="int8")
        except Exception as error:  # its tokenizer raises nothing more precise
            raise _unusable(model, str(error)) from error
        self._language = _spoken(language, model, is_multilingual=self._model.model.is_multilingual)

    def hear(self, sound: Sound, context: Context) -> Heard:
        """Recognise one utterance, as `Recogniser.hear` says."""
        started = time.perf_counter()
        samples = sound.astype("float32") / 32768.0
        with self._lock:
            language = self._language or self._likeliest(samples)
            segments, _ = self._model.transcribe(
                samples,
                language=language,
                initial_prompt=LANGUAGES[language],
                hotwords=", ".join(self._hints(context)) if language == "en" else None,
                beam_size=5,
                temperature=0.0,
                max_new_tokens=_LONGEST,
                condition_on_previous_text=False,
                without_timestamps=True,
            )
            said = list(segments)
        text = " ".join(segment.text.strip() for segment in said).strip(" .,!?¡¿…").lower()
        return Heard(text, _confidence(said) if text else 0.0, time.perf_counter() - started)

    def _likeliest(self, samples: Any) -> str:
        """The language that a recording sounds most like, among those that are read."""
        _, _, chances = self._model.detect_language(samples)
        return max((chance, code) for code, chance in chances if code in LANGUAGES)[1]

    def _hints(self, context: Context) -> Sequence[str]:
        """Names that may well be said: what is there, then what such an image may show."""
        there = [name.replace("_", " ") for name in context.structures]
        known = [concept for concept in vocabulary() if concept.name in self._concepts]
        seen = [one for one in known if context.modality is None or context.modality in one.modalities]
        return list(dict.fromkeys([*there, *(name for concept in seen for name in names(concept)[:1])]))[:_HINTS]


def _confidence(segments: Sequence[Any]) -> float:
    """How sure the least sure part is: its words' mean probability, and that anybody spoke; 0 for what repeats."""
    sure = (exp(one.avg_logprob) * (1.0 - one.no_speech_prob) for one in segments)
    is_lost = any(one.compression_ratio > _REPETITIVE for one in segments)
    return 0.0 if is_lost else min(sure, default=0.0)


def _folder(package: Any, model: str) -> Path:
    """Where a model lies; its tokenizer has to lie there, too, or it would be fetched."""
    folder = Path(model)
    if not folder.is_dir():
        try:
            folder = Path(package.download_model(model, local_files_only=True))
        except (OSError, ValueError) as error:
            raise PromptError(
                say(
                    f"there is no Whisper model {model!r} on this machine",
                    expected="the folder of a CTranslate2 model, or a name that the cache of Hugging Face has",
                    got="neither",
                    next_step="Fetch it where there is a network, and give its folder",
                )
            ) from error
    if missing := [name for name in _FILES if not (folder / name).is_file()]:
        raise _unusable(model, f"no {' and no '.join(missing)}")
    return folder


def _spoken(language: str, model: str, *, is_multilingual: bool) -> str | None:
    """The one language that is heard, or None where every recording decides."""
    if language == "auto":
        return None if is_multilingual else "en"
    if language in LANGUAGES and (is_multilingual or language == "en"):
        return language
    raise PromptError(
        say(
            "that language is not heard",
            expected=", ".join([*LANGUAGES, "auto"]) if is_multilingual else "en, as the model knows no other",
            got=repr(language),
            next_step="Name one of them" if is_multilingual else f"Take another model than {Path(model).name}",
        )
    )


def _unusable(model: str, got: str) -> WeightsError:
    return WeightsError(
        say(
            f"cannot open the Whisper model {model}",
            expected=f"a CTranslate2 model with {' and '.join(_FILES)}",
            got=got,
            next_step="Fetch or convert it again, with --copy_files tokenizer.json preprocessor_config.json",
        )
    )
