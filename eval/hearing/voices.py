"""Synthetic voices, and what a room does to them. The synthesisers are programs of their own, asked by their names."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import wave
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from limis.errors import MissingExtraError, say

__all__ = ["CONDITIONS", "FITTING", "TESTED", "Voice", "spoken"]


@dataclass(frozen=True)
class Voice:
    """A synthetic voice.

    Attributes:
        name: As its program calls it.
        speed: Words per minute.
        pitch: 0…99.
        program: ``"espeak-ng"`` or ``"flite"``, which has neither speed nor pitch.
    """

    name: str
    speed: int = 150
    pitch: int = 50
    program: str = "espeak-ng"


#: Voices that the confidence is fitted with.
FITTING = (Voice("en-us"), Voice("en-gb", 140, 40), Voice("en-us+f3", 160, 60), Voice("en-gb-x-rp+m4", 170))
#: Voices that are measured with; none of them is among the others.
TESTED = (
    *(Voice("en-us+m3", 145, 35), Voice("en-gb-scotland", 150, 55), Voice("en-gb+f2", 165, 65)),
    *(Voice("en-us+f4", 135, 45), Voice("en-gb-x-rp", 155, 60), Voice("en-us", 180, 30)),
)
#: What a room does: name to signal-to-noise ratio in dB (None for none), colour, and seconds of reverberation.
CONDITIONS: dict[str, tuple[float | None, str, float]] = {
    "clean": (None, "pink", 0.0),
    "pink noise, 20 dB": (20.0, "pink", 0.0),
    "white noise, 10 dB": (10.0, "white", 0.0),
    "reverberation, 0.5 s": (None, "pink", 0.5),
}


def spoken(text: str, voice: Voice, condition: str = "clean", seed: int = 0) -> bytes:
    """Say a sentence in a room.

    Args:
        text: The sentence.
        voice: Who says it.
        condition: One of `CONDITIONS`.
        seed: Of the noise.

    Returns:
        A WAV file.

    Raises:
        MissingExtraError: The voice's program is not installed.
    """
    program = shutil.which(voice.program)
    if program is None:
        raise MissingExtraError(
            say(
                "nobody can speak here",
                expected=f"the program {voice.program}",
                got="none on the PATH",
                next_step=f"Install it, e.g. apt-get install {voice.program}",
            )
        )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "said.wav"
        if voice.program == "flite":
            arguments = ["-voice", voice.name, "-t", text, "-o", str(path)]
        else:
            arguments = ["-v", voice.name, "-s", str(voice.speed), "-p", str(voice.pitch), "-w", str(path), text]
        subprocess.run([program, *arguments], check=True, capture_output=True, timeout=60)  # noqa: S603
        with wave.open(str(path)) as file:
            rate, raw = file.getframerate(), file.readframes(file.getnframes())
    return _wav(_in_room(np.frombuffer(raw, "<i2") / 32768.0, rate, condition, seed), rate)


def _in_room(dry: NDArray[np.float64], rate: int, condition: str, seed: int) -> NDArray[np.float64]:
    """Half a second of the room before and after, its echo and its noise."""
    snr, colour, echo = CONDITIONS[condition]
    draw = np.random.default_rng(seed)
    sound = np.pad(dry, rate // 2)
    if echo:
        signal: Any = import_module("scipy.signal")
        times = np.arange(int(echo * rate)) / rate
        tail = draw.normal(size=len(times)) * 10 ** (-3 * times / echo)
        sound = sound + 0.5 * signal.fftconvolve(sound, tail / np.sqrt((tail**2).sum()))[: len(sound)]
    if snr is not None:
        noise = _noise(len(sound), colour, draw)
        sound = sound + noise * np.sqrt((dry**2).mean()) / 10 ** (snr / 20)
    return sound


def _noise(n: int, colour: str, draw: np.random.Generator) -> NDArray[np.float64]:
    """Noise of power 1; pink has the same power in every octave."""
    white = draw.normal(size=n)
    if colour == "white":
        return white
    spectrum = np.fft.rfft(white) / np.sqrt(np.maximum(np.arange(n // 2 + 1), 1))
    pink = np.fft.irfft(spectrum, n)
    return pink / pink.std()


def _wav(sound: NDArray[np.float64], rate: int) -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((sound * 0.5 / np.abs(sound).max() * 32767).astype("<i2").tobytes())
    return buffer.getvalue()
