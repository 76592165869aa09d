"""Recordings of every kind become the same sound, and hostile ones an error."""

import io
import struct
import wave

import numpy as np
import pytest

from limis.agents.voice.audio import LONGEST_S, read_wav, write_wav
from limis.agents.voice.heard import RATE_HZ
from limis.errors import ReadError


def tone(rate: int, *, channels: int = 1, width: int = 2, seconds: float = 1.0, silence: float = 1.0) -> bytes:
    """A tone of 440 Hz with silence before and after."""
    wave_ = 0.5 * np.sin(2 * np.pi * 440 * np.arange(int(rate * seconds)) / rate)
    samples = np.pad(wave_, int(rate * silence))
    stored = ((samples * 127) + 128 if width == 1 else samples * (2 ** (8 * width - 1) - 1)).astype("<i8")
    raw = b"".join(int(v).to_bytes(width, "little", signed=width > 1) * channels for v in stored)
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(raw)
    return buffer.getvalue()


def pitch(sound: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(sound.astype(float)))
    return float(np.fft.rfftfreq(len(sound), 1 / RATE_HZ)[spectrum.argmax()])


@pytest.mark.parametrize("rate", [8000, 16000, 44100, 48000])
def test_any_rate_keeps_its_pitch(rate: int) -> None:
    recording = read_wav(tone(rate))
    assert recording.sound.dtype == np.int16
    assert pitch(recording.sound) == pytest.approx(440, abs=2)
    assert recording.level == pytest.approx(0.5 / 2**0.5, abs=0.02)


@pytest.mark.parametrize(("channels", "width"), [(1, 1), (2, 2), (1, 3), (2, 4)])
def test_any_width_and_two_channels_are_read(channels: int, width: int) -> None:
    assert pitch(read_wav(tone(16000, channels=channels, width=width, silence=0.2)).sound) == pytest.approx(440, abs=2)


def test_silence_around_is_cut_off() -> None:
    recording = read_wav(tone(16000, silence=3.0))
    assert recording.seconds == pytest.approx(7.0)
    assert 1.0 < len(recording.sound) / RATE_HZ < 2.0


def test_silence_alone_is_no_sound() -> None:
    recording = read_wav(write_wav(np.zeros(16000, np.int16)))
    assert len(recording.sound) == 0
    assert recording.level == 0.0


def test_what_is_too_long_is_cut() -> None:
    noise = np.random.default_rng(1).integers(-9000, 9000, int(16000 * (LONGEST_S + 5))).astype(np.int16)
    recording = read_wav(write_wav(noise))
    assert recording.cut
    assert recording.seconds == LONGEST_S


WHOLE = tone(16000, seconds=0.1, silence=0.1)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"RIFF",
        b"\x1a\x45\xdf\xa3webm",
        WHOLE[:40],
        WHOLE[:44],
        WHOLE.replace(struct.pack("<I", 16000), struct.pack("<I", 0), 1),
        WHOLE.replace(struct.pack("<I", 16000), struct.pack("<I", 2**32 - 1), 1),
        WHOLE[:22] + struct.pack("<H", 60000) + WHOLE[24:],
        WHOLE[:22] + struct.pack("<H", 0) + WHOLE[24:],
        WHOLE[:34] + struct.pack("<H", 0) + WHOLE[36:],
        WHOLE[:20] + struct.pack("<H", 3) + WHOLE[22:],
        WHOLE[:4] + b"\x00\x00\x00\x00" + WHOLE[8:],
        b"\x00" * 40_000_000,
    ],
    ids=lambda content: f"{len(content)}-{content[20:36].hex()}",
)
def test_hostile_files_are_an_error(content: bytes) -> None:
    with pytest.raises(ReadError):
        read_wav(content)


def test_a_file_that_claims_more_than_it_has_is_read_as_far_as_it_goes() -> None:
    claims = WHOLE[:40] + struct.pack("<I", 0x7FFFF000) + WHOLE[44:]
    assert read_wav(claims).seconds == pytest.approx(0.3)


def test_random_bytes_behind_a_header_never_crash() -> None:
    draw = np.random.default_rng(3)
    for _ in range(60):
        spoiled = bytearray(WHOLE)
        for at in draw.integers(0, 44, 3):
            spoiled[at] = int(draw.integers(256))
        try:
            read = read_wav(bytes(spoiled))
        except ReadError:
            continue
        assert read.sound.dtype == np.int16
        assert 0 <= read.level <= 1
        assert read.seconds > 0
