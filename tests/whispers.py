"""Whisper models made here: the real architecture, small, with weights that know what to say.

After each word the next one of a sentence is the likeliest; which sentence it is follows from whether the sound is high
or low, in a model of many languages by way of the language. So what comes out went in as sound, and through features,
encoder, attention and search.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import tokenizers
from ctranslate2.specs import WhisperSpec
from numpy.typing import NDArray
from tokenizers import decoders, models, pre_tokenizers

LOW_HZ, HIGH_HZ = 300, 4000
"""Sounds that such a model tells apart."""

_DEPTH, _POSITIONS, _FRAMES, _MELS, _SPLIT = 64, 448, 1500, 80, 30
_LANGUAGES = ("en", "zh", "de", "es", "ru", "ko", "fr", "ja", "pt")
_TEXT, _MOST_LANGUAGES = 50256, 99
_PITCH, _LANGUAGE = 0, 1
"""Dimensions that are below 0 for a low sound and for German, above for a high one and for French."""


def write_whisper(
    folder: Path,
    low: str = "",
    high: str = "",
    *,
    sureness: float = 20.0,
    silence: float = -20.0,
    multilingual: bool = False,
) -> Path:
    """Write a model that says one sentence to a low sound and another to a high one.

    Args:
        folder: Is made.
        low: Heard in a sound of `LOW_HZ`; no word of it comes twice. Empty for random weights.
        high: Heard in one of `HIGH_HZ`; begins with another word.
        sureness: How far the right word stands out: with 20 it is sure, with 11.5 about as likely as not.
        silence: How far "nobody speaks" stands out at the beginning.
        multilingual: Whether a low sound is German, a high one French, and the language decides what is heard.
    """
    folder.mkdir(parents=True)
    draw = np.random.default_rng(1)
    words = list(dict.fromkeys(f"Ġ{word}" for said in (low, high) for word in said.split()))
    tokens = _tokens(words, multilingual=multilingual)
    number = {token: at for at, token in enumerate(tokens)}
    codes = draw.choice(np.array([-1, 1], np.float32), (len(tokens), _DEPTH))
    codes[:, : _LANGUAGE + 1] = 0
    spec = WhisperSpec(1, 1, 1, 1)
    _fill(spec, codes, None if low else draw)
    if low:
        _tell_pitch(spec)
        if multilingual:
            _tell_language(spec, codes, number)
        by = _LANGUAGE if multilingual else _PITCH
        spec.decoder.projection.weight = _after(codes, number, (low, high), by, sureness, silence)
    spec.register_vocabulary(tokens)
    spec.config.suppress_ids = spec.config.suppress_ids_begin = []
    spec.config.lang_ids = [number[f"<|{code}|>"] for code in _LANGUAGES]
    spec.validate()
    spec.save(str(folder))
    (folder / "tokenizer.json").write_text(_tokenizer(number).to_str(), encoding="utf-8")
    (folder / "preprocessor_config.json").write_text(json.dumps({"feature_size": _MELS}), encoding="utf-8")
    return folder


def tone(pitch_hz: float, seconds: float = 1.0) -> NDArray[np.int16]:
    """A sound at 16 kHz."""
    return (8000 * np.sin(2 * np.pi * pitch_hz * np.arange(int(16_000 * seconds)) / 16_000)).astype(np.int16)


def _tokens(words: Sequence[str], *, multilingual: bool) -> list[str]:
    """As many as Whisper has, and in its order; those of many languages have an empty one, by which they are known."""
    plain = [*sorted(pre_tokenizers.ByteLevel.alphabet()), *words]
    unused = [*(f"unused{at}" for at in range(_TEXT - len(plain))), *([""] if multilingual else [])]
    languages = [f"<|{code}|>" for code in _LANGUAGES]
    others = [f"<|language{at}|>" for at in range(_MOST_LANGUAGES - len(languages))]
    tasks = [f"<|{task}|>" for task in ("translate", "transcribe", "startoflm", "startofprev", "nospeech")]
    times = [f"<|{at * 0.02:.2f}|>" for at in range(1501)]
    start = ["<|endoftext|>", "<|startoftranscript|>", *languages, *others, *tasks, "<|notimestamps|>"]
    return [*plain, *unused, *start, *times]


def _tokenizer(number: dict[str, int]) -> tokenizers.Tokenizer:
    made = tokenizers.Tokenizer(models.BPE(number, []))
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    made.add_special_tokens([token for token in number if token.startswith("<|")])
    return made


def _fill(spec: Any, codes: NDArray[np.float32], draw: np.random.Generator | None) -> None:
    """Weights for every part: random ones, or none that do anything."""

    def weight(*shape: int) -> NDArray[np.float32]:
        return np.zeros(shape, np.float32) if draw is None else draw.normal(0, 0.3, shape).astype(np.float32)

    def linear(part: Any, out: int, into: int) -> None:
        part.weight, part.bias = weight(out, into), np.zeros(out, np.float32)

    def norm(part: Any) -> None:
        part.gamma, part.beta = np.ones(_DEPTH, np.float32), np.zeros(_DEPTH, np.float32)

    def layer(part: Any) -> None:
        norm(part.self_attention.layer_norm)
        linear(part.self_attention.linear[0], 3 * _DEPTH, _DEPTH)
        linear(part.self_attention.linear[1], _DEPTH, _DEPTH)
        norm(part.ffn.layer_norm)
        linear(part.ffn.linear_0, 2 * _DEPTH, _DEPTH)
        linear(part.ffn.linear_1, _DEPTH, 2 * _DEPTH)

    encoder, decoder = spec.encoder, spec.decoder
    for conv, into in ((encoder.conv1, _MELS), (encoder.conv2, _DEPTH)):
        conv.weight, conv.bias = weight(_DEPTH, into, 3), np.zeros(_DEPTH, np.float32)
    encoder.position_encodings.encodings = weight(_FRAMES, _DEPTH)
    decoder.position_encodings.encodings = weight(_POSITIONS, _DEPTH)
    for part in (encoder, decoder):
        norm(part.layer_norm)
        layer(part.layer[0])
    across = decoder.layer[0].attention
    norm(across.layer_norm)
    for at, out in enumerate((_DEPTH, 2 * _DEPTH, _DEPTH)):
        linear(across.linear[at], out, _DEPTH)
    decoder.embeddings.weight = codes
    decoder.projection.weight = weight(*codes.shape)


def _tell_pitch(spec: Any) -> None:
    """Let the encoder compare high with low frequencies, and the decoder see the mean over all frames."""
    encoder, across = spec.encoder, spec.decoder.layer[0].attention
    higher = np.full(_MELS, -1 / _SPLIT, np.float32)
    higher[_SPLIT:] = 1 / (_MELS - _SPLIT)
    encoder.conv1.weight[0, :, 1], encoder.conv1.weight[1, :, 1] = higher, -higher
    encoder.conv2.weight[0, 0, 1] = encoder.conv2.weight[1, 1, 1] = 1.0
    across.linear[1].weight[_DEPTH, 0], across.linear[1].weight[_DEPTH, 1] = 1.0, -1.0
    across.linear[2].weight[_PITCH, 0] = 10.0


def _tell_language(spec: Any, codes: NDArray[np.float32], number: Mapping[str, int]) -> None:
    """Let the decoder see the mean over all tokens so far of what only those of languages have."""
    own = spec.decoder.layer[0].self_attention
    codes[number["<|de|>"], _LANGUAGE], codes[number["<|fr|>"], _LANGUAGE] = -8.0, 8.0
    own.linear[0].weight[2 * _DEPTH, _LANGUAGE] = 1.0
    own.linear[1].weight[_LANGUAGE, 0] = 50.0


def _after(
    codes: NDArray[np.float32],
    number: Mapping[str, int],
    sentences: tuple[str, str],
    by: int,
    sureness: float,
    silence: float,
) -> NDArray[np.float32]:
    """What each token calls for: the next one of its sentence."""
    after = np.zeros_like(codes)
    for said, sign in zip(sentences, (-1, 1), strict=True):
        line = [number[word] for word in ("<|notimestamps|>", *(f"Ġ{word}" for word in said.split()), "<|endoftext|>")]
        for before, then in pairwise(line):
            after[then] += codes[before] * sureness / _DEPTH
        after[line[1], by] += sign * sureness / 8
    for code, sign in (("de", -1), ("fr", 1)):
        after[number[f"<|{code}|>"], _PITCH] += sign * sureness / 8
    after[number["<|nospeech|>"]] += codes[number["<|startoftranscript|>"]] * silence / _DEPTH
    return after
