"""Recordings as recognisers want them: one channel, 16 kHz, 16 bit, without silence around."""

from __future__ import annotations

import io
import wave
from dataclasses import dataclass
from importlib import import_module
from math import gcd
from typing import Any

import numpy as np
from numpy.typing import NDArray

from limis.agents.voice.heard import RATE_HZ, Sound
from limis.errors import ReadError, say

__all__ = ["LONGEST_S", "Recording", "read_wav", "write_wav"]

#: Seconds of a recording that are listened to.
LONGEST_S = 30.0

_RATES = range(8_000, 96_001)
_MOST_BYTES = 96_000 * 2 * 4 * 40
_QUIET = 0.003
_FRAME = 160
_LOUD, _EDGES_S, _PEAK, _HISS = 0.03, (0.15, 0.2), 12_000.0, 60.0


@dataclass(frozen=True, eq=False)
class Recording:
    """A recording that can be recognised.

    Attributes:
        sound: int16, shape ``(n,)``; no sample at all where it holds only silence.
        level: 0…1, the loudest hundredth of a second (root mean square), before it was made as loud as all others.
        seconds: How long the recording is, silence and all.
        cut: Whether it was longer than `LONGEST_S`; the rest is left out.
    """

    sound: Sound
    level: float
    seconds: float
    cut: bool = False


def read_wav(content: bytes) -> Recording:
    """Read a WAV file.

    Args:
        content: RIFF WAVE, PCM of 8, 16, 24 or 32 bits, one or two channels, 8 to 96 kHz.

    Returns:
        The recording, resampled, trimmed and evenly loud.

    Raises:
        ReadError: It is something else, empty, damaged or far too long.
    """
    if len(content) > _MOST_BYTES:
        raise _unreadable(f"{len(content):,} bytes", f"Record at most {LONGEST_S:g} seconds")
    try:
        with wave.open(io.BytesIO(content)) as file:
            rate, channels, width = file.getframerate(), file.getnchannels(), file.getsampwidth()
            if rate not in _RATES or channels not in (1, 2) or width not in (1, 2, 3, 4):
                raise _unreadable(f"{channels} channels of {8 * width} bits at {rate} Hz", "Record PCM, mono, 16 kHz")
            most = int(rate * LONGEST_S) * channels * width
            read = file.readframes(int(rate * LONGEST_S) + 1)
            raw, cut = read[:most], len(read) > most
    except (wave.Error, EOFError, ValueError, OverflowError, RuntimeError) as error:
        if isinstance(error, ReadError):
            raise
        raise _unreadable(str(error) or "a damaged file", "Record PCM as WAV") from error
    whole = raw[: len(raw) - len(raw) % (width * channels)]
    if not whole:
        raise _unreadable("no samples", "Hold the key while you speak")
    samples = _floats(whole, width).reshape(-1, channels).mean(axis=1)
    return _prepared(samples, rate, cut)


def write_wav(sound: Sound, rate: int = RATE_HZ) -> bytes:
    """Write samples as a WAV file of one channel."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(sound.astype("<i2").tobytes())
    return buffer.getvalue()


def _floats(raw: bytes, width: int) -> NDArray[np.float64]:
    """Samples between -1 and 1."""
    if width == 1:
        return np.frombuffer(raw, np.uint8) / 128.0 - 1.0
    if width == 3:
        wide = np.zeros((len(raw) // 3, 4), np.uint8)
        wide[:, 1:] = np.frombuffer(raw, np.uint8).reshape(-1, 3)
        return wide.view("<i4")[:, 0] / 2.0**31
    return np.frombuffer(raw, f"<i{width}") / 2.0 ** (8 * width - 1)


def _prepared(samples: NDArray[np.float64], rate: int, cut: bool) -> Recording:
    seconds = len(samples) / rate
    if rate != RATE_HZ:
        signal: Any = import_module("scipy.signal")
        common = gcd(rate, RATE_HZ)
        samples = signal.resample_poly(samples, RATE_HZ // common, rate // common)
    loudness = _loudness(samples - samples.mean())
    level = float(np.clip(loudness.max(initial=0.0), 0.0, 1.0))
    if level < _QUIET:
        return Recording(np.zeros(0, np.int16), level, seconds, cut)
    noise = float(np.percentile(loudness, 5))
    loud = np.flatnonzero(loudness >= min(max(_LOUD * level, 2.0 * noise), level / 2))
    before, after = (int(edge * RATE_HZ) for edge in _EDGES_S)
    first, last = int(loud[0]) * _FRAME, (int(loud[-1]) + 1) * _FRAME
    speech = samples[max(0, first - before) : last + after]
    # Perfect silence upsets the average that a recogniser subtracts: a hiss takes its place, 46 dB below the loudest.
    padded = np.concatenate([np.zeros(before), speech * (_PEAK / np.abs(speech).max()), np.zeros(after)])
    hiss = np.random.default_rng(0).normal(0.0, _HISS, len(padded))
    return Recording((padded + hiss).clip(-32768, 32767).astype(np.int16), level, seconds, cut)


def _loudness(samples: NDArray[np.float64]) -> NDArray[np.float64]:
    """Root mean square of every hundredth of a second."""
    frames = samples[: len(samples) - len(samples) % _FRAME].reshape(-1, _FRAME)
    return np.sqrt((frames**2).mean(axis=1))


def _unreadable(got: str, next_step: str) -> ReadError:
    return ReadError(say("cannot read the recording", expected="a WAV file with PCM", got=got, next_step=next_step))
