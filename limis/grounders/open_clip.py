"""A second look by a CLIP model: BiomedCLIP, or any other that open_clip can build (extra ``sam``).

Source: Radford et al., "Learning Transferable Visual Models From Natural Language Supervision", 2021, section 3.1
(zero-shot classification by a softmax over the phrases); Zhang et al., "BiomedCLIP", 2023, for the wording.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from limis.errors import WeightsError, say
from limis.extras import require
from limis.models.named import description_of, is_hub_name
from limis.models.pull import locate
from limis.progress import Progress
from limis.protocols import EngineInfo, View
from limis.runtime.checkpoints import licence_of, load_pickle, sha256_of
from limis.runtime.heartbeat import heartbeat
from limis.runtime.rgb import as_rgb
from limis.runtime.torch_device import choose_device, on_device

__all__ = ["OpenClip", "open_verifier"]

_EXTRA = "sam"
_CONFIG = "open_clip_config.json"
_WEIGHTS = (
    "open_clip_model.safetensors",
    "open_clip_pytorch_model.safetensors",
    "open_clip_pytorch_model.bin",
    "model.safetensors",
)
_AROUND = 1.6
_BOXES_PER_PASS = 32
_WORDINGS_KEPT = 256


class OpenClip:
    """A CLIP model that compares phrases.

    Args:
        info: What a report says about it.
        model: A model of open_clip on ``info.device``, in evaluation mode.
        preprocess: Turns a PIL picture into what the model takes.
        tokenizer: Turns texts into what the model takes.
    """

    def __init__(self, info: EngineInfo, model: Any, preprocess: Any, tokenizer: Any) -> None:
        self.info = info
        self._model = model
        self._preprocess = preprocess
        self._tokenizer = tokenizer
        self._words: dict[str, Any] = {}

    def compare(
        self, view: View, boxes_xyxy: NDArray[np.float32], phrases: Sequence[str], progress: Progress
    ) -> NDArray[np.float32]:
        """Hold phrases against each other in every box; see `limis.protocols.Verifier`."""
        torch = require("torch", _EXTRA)
        picture = Pillow.fromarray(as_rgb(view))
        words = self._encoded([_worded(phrase, view.modality) for phrase in phrases], progress)
        shares = [np.zeros((0, len(phrases)), np.float32)]
        for first in range(0, len(boxes_xyxy), _BOXES_PER_PASS):
            crops = [_crop(picture, box) for box in boxes_xyxy[first : first + _BOXES_PER_PASS]]
            pixels = torch.stack([self._preprocess(crop) for crop in crops]).to(self.info.device)
            with on_device(self.info.device, "verifying"), self._alive(progress, first, len(boxes_xyxy)):
                logits = self._model.logit_scale.exp() * self._model.encode_image(pixels, normalize=True) @ words.T
                shares.append(logits.softmax(dim=1).float().cpu().numpy())
        return np.concatenate(shares)

    def _encoded(self, texts: Sequence[str], progress: Progress) -> Any:
        """Tensor ``(texts, channels)``; a text is encoded once, as long as not too many others came since."""
        new = [text for text in dict.fromkeys(texts) if text not in self._words]
        if len(self._words) + len(new) > _WORDINGS_KEPT:
            self._words.clear()
            new = list(dict.fromkeys(texts))
        if new:
            tokens = self._tokenizer(new).to(self.info.device)
            with on_device(self.info.device, "verifying"), self._alive(progress, 0, 0):
                self._words.update(zip(new, self._model.encode_text(tokens, normalize=True), strict=True))
        return require("torch", _EXTRA).stack([self._words[text] for text in texts])

    def _alive(self, progress: Progress, done: int, total: int) -> Any:
        return heartbeat(self._model, lambda: progress("verifying", done, total))


def _worded(phrase: str, modality: str | None) -> str:
    """A phrase as the caption of a figure.

    Example:
        >>> _worded("left kidney", "CT")
        'this is a photo of left kidney, CT'
    """
    return f"this is a photo of {phrase}" + (f", {modality}" if modality else "")


def _crop(picture: Pillow.Image, box_xyxy: NDArray[np.float32]) -> Pillow.Image:
    """A square around a box, 1.6 times as wide as its longer side; what lies outside the picture is black."""
    left, top, right, bottom = (float(edge) for edge in box_xyxy)
    half = max(right - left, bottom - top, 1.0) * _AROUND / 2
    x, y = (left + right) / 2, (top + bottom) / 2
    return picture.crop((round(x - half), round(y - half), round(x + half) or 1, round(y + half) or 1))


def open_verifier(location: str, device: str = "auto") -> OpenClip:
    """Open a CLIP model.

    Args:
        location: A folder with ``open_clip_config.json`` and weights, as open_clip writes it.
        device: ``"auto"``, ``"cpu"``, ``"cuda"``, ``"cuda:1"`` or ``"mps"``.

    Returns:
        The verifier.

    Raises:
        WeightsError: There is no such model, or it is damaged, or its weights cannot be loaded safely.
        DeviceError: The device is not there.
        MissingExtraError: The extra ``sam`` is not installed.
    """
    chosen, folder = choose_device(device), Path(location)
    open_clip, source = require("open_clip", _EXTRA), f"local-dir:{location}"
    weights, words = _weights(folder), _text_tower(folder)
    broken = require("safetensors", _EXTRA).SafetensorError
    try:
        model, _, preprocess = open_clip.create_model_and_transforms(
            source, device=chosen, weights_only=True, **({"text_cfg": words} if words else {})
        )
        tokenizer = open_clip.get_tokenizer(source)
    except (OSError, ValueError, KeyError, TypeError, RuntimeError, broken) as error:
        raise _damaged(folder, f"{type(error).__name__}: {str(error).partition(chr(10))[0]}") from error
    info = EngineInfo(location, "verifier", sha256_of(weights), licence_of(folder), chosen)
    return OpenClip(info, model.eval(), preprocess, tokenizer)


def _weights(folder: Path) -> Path:
    """The file of weights that open_clip takes in a folder; pickled tensors are checked first.

    Raises:
        WeightsError: There is none, or one that wants more than tensors.
    """
    found = next((folder / name for name in _WEIGHTS if (folder / name).is_file()), None)
    if found is None:
        raise _damaged(folder, "no weights")
    if found.suffix != ".safetensors":
        load_pickle(found)
    return found


def _text_tower(folder: Path) -> dict[str, Any] | None:
    """What the configuration says of a text tower that transformers builds, which then needs no network.

    Raises:
        WeightsError: The configuration cannot be read, or that of the text tower is not here and cannot be fetched.
    """
    try:
        words = json.loads((folder / _CONFIG).read_text(encoding="utf-8"))["model_cfg"]["text_cfg"]
        name = words.get("hf_model_name")
    except (OSError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise _damaged(folder, f"{type(error).__name__}: {error}") from error
    if not name:
        return None
    here = locate(description_of(name)) if is_hub_name(name) and not (folder / name).is_dir() else folder / name
    return {**words, "hf_model_name": str(here), "hf_model_pretrained": False}


def _damaged(folder: Path, got: str) -> WeightsError:
    return WeightsError(
        say(
            f"cannot load {folder}",
            expected=f"{_CONFIG} and the weights that it describes",
            got=got,
            next_step="Save or download the model again",
        )
    )
