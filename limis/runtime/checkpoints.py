"""Transformers checkpoints: found in a folder or on the hub, checked, and loaded without pickle."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from limis.errors import WeightsError, say
from limis.extras import require

__all__ = ["Checkpoint", "find_checkpoint", "licence_of", "save_checkpoint", "sha256_of"]

_EXTRA = "sam"
_WANTED = ("*.safetensors", "*.json", "*.txt", "README.md")
_PICKLES = (".bin", ".ckpt", ".pt", ".pth")
_HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")
_LICENCE = re.compile(r"^license:\s*['\"]?([\w.+-]+)", re.MULTILINE)


@dataclass(frozen=True)
class Checkpoint:
    """A folder with a model as ``save_pretrained`` writes it.

    Attributes:
        name: The path or hub name it was asked for by.
        folder: Where it lies.
    """

    name: str
    folder: Path

    @property
    def sha256(self) -> str:
        """Hash of the weights: of the safetensors file or, where there are several, of their names and hashes."""
        hashes = {path.name: sha256_of(path) for path in sorted(self.folder.glob("*.safetensors"))}
        if len(hashes) == 1:
            return next(iter(hashes.values()))
        return hashlib.sha256("".join(f"{name} {digest}\n" for name, digest in hashes.items()).encode()).hexdigest()

    @property
    def licence(self) -> str:
        """What the model card says; ``"unknown"`` when it says nothing."""
        return licence_of(self.folder)

    def load(self, model_class: str, device: str) -> tuple[Any, Any]:
        """Load the processor and the model.

        Args:
            model_class: Name of a class of transformers.
            device: A device name of torch.

        Returns:
            The processor, and the model in evaluation mode in float32.

        Raises:
            WeightsError: Files that are damaged, or weights that do not fill the model.
            MissingExtraError: transformers is not installed.
        """
        transformers = require("transformers", _EXTRA)
        unreadable = (OSError, ValueError, KeyError, TypeError, RuntimeError, _safetensors_error())
        local = {"local_files_only": True}
        with _quietly(transformers):
            try:
                processor = transformers.AutoProcessor.from_pretrained(self.folder, **local)
                model, report = getattr(transformers, model_class).from_pretrained(
                    self.folder, use_safetensors=True, output_loading_info=True, dtype="float32", **local
                )
            except unreadable as error:
                raise self._damaged(f"{type(error).__name__}: {_first_line(error)}") from error
        missing = sorted(report["missing_keys"])
        if missing:
            raise self._damaged(f"none for {len(missing)} of its tensors, {missing[0]} among them")
        return processor, model.to(device).eval()

    def _damaged(self, got: str) -> WeightsError:
        expected = "a processor and weights for every tensor of the model"
        return WeightsError(
            say(f"cannot load {self.name}", expected=expected, got=got, next_step="Save or download the model again")
        )


def find_checkpoint(location: str, architectures: tuple[str, ...]) -> Checkpoint:
    """Find a model's folder, downloading it where it is a hub name that is not here yet.

    Only safetensors, JSON and text are ever fetched; ``HF_HUB_OFFLINE=1`` keeps to what was fetched before.

    Args:
        location: A folder, or a hub name such as ``"facebook/sam-vit-base"``.
        architectures: The values of ``model_type`` in ``config.json`` that the caller can run.

    Returns:
        The checkpoint; its weights are not read yet.

    Raises:
        WeightsError: There is no such model, it is of another kind, or it has no safetensors.
        MissingExtraError: A hub name, and huggingface_hub is not installed.
    """
    folder = Path(location) if Path(location).is_dir() else _downloaded(location)
    found = _architecture(folder)
    if found not in architectures:
        raise WeightsError(
            say(
                f"{location} is not a model for this",
                expected=f"a config.json whose model_type is {' or '.join(architectures)}",
                got=found or "no readable config.json",
                next_step="Give the folder that save_pretrained wrote, or another model",
            )
        )
    if not any(folder.glob("*.safetensors")):
        others = sorted(path.name for path in folder.iterdir() if path.suffix in _PICKLES)
        raise WeightsError(
            say(
                f"{location} has no weights that can be loaded safely",
                expected="a .safetensors file",
                got=", ".join(others) or "no weights at all",
                next_step="Save the model with save_pretrained, which writes safetensors",
            )
        )
    return Checkpoint(location, folder)


def save_checkpoint(folder: Path, processor: Any, model: Any) -> None:
    """Write what `Checkpoint.load` gives as a folder that `find_checkpoint` finds."""
    with _quietly(require("transformers", _EXTRA)):
        processor.save_pretrained(folder)
        model.save_pretrained(folder)


def _downloaded(location: str) -> Path:
    """The folder of a hub model, as it was fetched before or is fetched now."""
    if not _HUB_NAME.fullmatch(location):
        raise _not_found(location, "neither a folder nor a name of the form owner/model")
    hub = require("huggingface_hub", _EXTRA)
    try:
        return Path(hub.snapshot_download(location, allow_patterns=list(_WANTED)))
    except (OSError, ValueError) as error:
        raise _not_found(location, f"{type(error).__name__}: {_first_line(error)}") from error


def _not_found(location: str, got: str) -> WeightsError:
    return WeightsError(
        say(
            f"cannot find the model {location!r}",
            expected="a folder written by save_pretrained, or a hub name that can be reached",
            got=got,
            next_step="Check the name and the network; with HF_HUB_OFFLINE=1 only models fetched before are found",
        )
    )


def _architecture(folder: Path) -> str:
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        return str(config.get("model_type", ""))
    except (OSError, ValueError, AttributeError):
        return ""


def licence_of(folder: Path) -> str:
    """What the model card in a folder says of the licence; ``"unknown"`` when it says nothing."""
    card = folder / "README.md"
    found = _LICENCE.search(card.read_text(encoding="utf-8", errors="replace")) if card.is_file() else None
    return found[1] if found else "unknown"


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _first_line(error: Exception) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), "no message")


def _safetensors_error() -> type[Exception]:
    return require("safetensors", _EXTRA).SafetensorError


@contextmanager
def _quietly(transformers: Any) -> Generator[None]:
    """Keep transformers from drawing its own progress bars and reports."""
    logging = transformers.utils.logging
    level, drawing = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        logging.set_verbosity(level)
        if drawing:
            logging.enable_progress_bar()
