"""Whisper by way of faster-whisper, where its weights lie on this machine: any words, no grammar."""

from __future__ import annotations

import time
from math import exp
from pathlib import Path
from threading import Lock
from typing import Any

from limis.agents.voice.heard import Heard, Sound
from limis.commands import Context
from limis.errors import WeightsError, say
from limis.extras import require

__all__ = ["Whisper"]

_PROMPT = "Segment the liver. Grow it by 3 millimeters. Hide the left kidney. Undo. Go to slice 42."


class Whisper:
    """A recogniser of English sentences. Nothing is ever downloaded.

    Args:
        model: Folder of a CTranslate2 model, or a name such as ``"base.en"`` that is in the local cache already.
        device: ``"cpu"``, ``"cuda"`` or ``"auto"``.

    Raises:
        MissingExtraError: The extra ``whisper`` is not installed.
        WeightsError: There is no such model on this machine.
    """

    def __init__(self, model: str, device: str = "cpu") -> None:
        package = require("faster_whisper", "whisper")
        self._lock = Lock()
        self.name = f"whisper:{Path(model).name}"
        try:
            self._model: Any = package.WhisperModel(model, device=device, compute_type="int8", local_files_only=True)
        except (OSError, RuntimeError, ValueError) as error:
            raise WeightsError(
                say(
                    f"cannot open the Whisper model {model}",
                    expected="a folder with model.bin, or a name in the local cache",
                    got=str(error),
                    next_step="Fetch it where there is a network, and give its folder",
                )
            ) from error

    def hear(self, sound: Sound, context: Context) -> Heard:
        """Recognise one utterance, as `Recogniser.hear` says; names that are there are hinted at."""
        started = time.perf_counter()
        hint = " ".join([_PROMPT, *(name.replace("_", " ") for name in context.structures)])
        with self._lock:
            segments, _ = self._model.transcribe(
                sound.astype("float32") / 32768.0,
                language="en",
                beam_size=5,
                initial_prompt=hint,
                without_timestamps=True,
            )
            said = list(segments)
        text = " ".join(segment.text.strip() for segment in said).strip(" .!?").lower()
        sure = min((exp(s.avg_logprob) * (1.0 - s.no_speech_prob) for s in said), default=0.0)
        return Heard(text, sure, time.perf_counter() - started)
