"""Adapters, as peft saves them: small weights on top of a checkpoint's, added to them when it is opened.

They are matrices of LoRA and, where an adapter says so, whole parts that take the place of the model's own.
"""

from __future__ import annotations

import hashlib
import json
import warnings
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from limis.errors import WeightsError, say
from limis.extras import require
from limis.protocols import EngineInfo
from limis.runtime.checkpoints import licence_of, sha256_of

__all__ = ["Adapter", "find_adapter", "is_adapter"]

_CONFIG, _WEIGHTS = "adapter_config.json", "adapter_model.safetensors"
_NAMELESS = "a model that it does not name"


@dataclass(frozen=True)
class Adapter:
    """A folder with an adapter as peft's ``save_pretrained`` writes it.

    Attributes:
        folder: Where it lies.
        base: The folder or hub name of the model that it was trained on.
    """

    folder: Path
    base: str

    def put_on(self, model: Any) -> Any:
        """Add the adapter to a model's weights, which it then no longer slows down.

        Args:
            model: A model of transformers, as it was when the adapter was trained.

        Returns:
            The model, changed in place, in evaluation mode.

        Raises:
            WeightsError: The adapter is damaged or is for another model.
            MissingExtraError: peft is not installed.
        """
        peft = require("peft", "lora")
        unreadable = (
            OSError,
            ValueError,
            KeyError,
            TypeError,
            RuntimeError,
            require("safetensors", "sam").SafetensorError,
        )
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", FutureWarning)  # peft uses names that transformers has renamed
                warnings.filterwarnings("error", "Found missing adapter keys")
                return peft.PeftModel.from_pretrained(model, self.folder).merge_and_unload().eval()
        except (*unreadable, UserWarning) as error:
            raise WeightsError(
                say(
                    f"cannot put the adapter {self.folder} on this model",
                    expected=f"one trained on it; it was trained on {self.base}",
                    got=f"{type(error).__name__}: {str(error).strip().splitlines()[0]}",
                    next_step="Name the model that it was trained on",
                )
            ) from error

    def named_in(self, info: EngineInfo) -> EngineInfo:
        """What a report says of a model with this adapter, given what it says of the model alone."""
        return replace(
            info,
            name=f"{info.name} with {self.folder}",
            sha256=self._hashed_with(info.sha256),
            licence=self._licensed_with(info.licence),
        )

    def _hashed_with(self, sha256: str) -> str:
        """The hash of a model with this adapter: of both hashes."""
        return hashlib.sha256(f"{sha256}\n{sha256_of(self.folder / _WEIGHTS)}\n".encode()).hexdigest()

    def _licensed_with(self, licence: str) -> str:
        """The licence of a model with this adapter: both, where they differ."""
        own = licence_of(self.folder)
        return licence if own in (licence, "unknown") else f"{licence}, adapter {own}"


def is_adapter(location: str) -> bool:
    """Whether a folder holds an adapter and no model."""
    folder = Path(location)
    return (folder / _CONFIG).is_file() and not (folder / "config.json").is_file()


def find_adapter(location: str) -> Adapter:
    """Find an adapter.

    Args:
        location: The folder that peft's ``save_pretrained`` wrote.

    Returns:
        The adapter; its weights are not read yet.

    Raises:
        WeightsError: There is none, it is no LoRA, or its weights could only be loaded as pickle.
    """
    folder = Path(location)
    try:
        config = json.loads((folder / _CONFIG).read_text(encoding="utf-8"))
        kind, base = str(config["peft_type"]), str(config.get("base_model_name_or_path") or _NAMELESS)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        kind = base = ""
    if kind == "LORA" and (folder / _WEIGHTS).is_file():
        return Adapter(folder, base)
    raise WeightsError(
        say(
            f"{location} is not an adapter for this",
            expected=f"a folder with {_CONFIG} of a LoRA and {_WEIGHTS}",
            got=f"{kind or 'no readable ' + _CONFIG}{'' if (folder / _WEIGHTS).is_file() else f', no {_WEIGHTS}'}",
            next_step="Give the folder that peft's save_pretrained wrote, or another adapter",
        )
    )
