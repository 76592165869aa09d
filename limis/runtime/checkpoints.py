"""Transformers checkpoints: a folder, checked, and loaded so that nothing in it can run.

Safetensors are taken where there are any. A file that torch pickled is only ever read with ``weights_only=True``;
one that wants more than tensors is refused and named.
"""

from __future__ import annotations

import hashlib
import json
import pickle
import re
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from limis.errors import WeightsError, say
from limis.extras import require

__all__ = ["Checkpoint", "find_checkpoint", "licence_of", "load_pickle", "save_checkpoint", "sha256_of"]

_EXTRA = "sam"
_PICKLED = "pytorch_model.bin"
_PICKLES = (".bin", ".ckpt", ".pt", ".pth")
_WANTS = re.compile(r"GLOBAL ([\w.]+)")
_LICENCE = re.compile(r"^license:\s*['\"]?([\w.+-]+)", re.MULTILINE)


@dataclass(frozen=True)
class Checkpoint:
    """A folder with a model as ``save_pretrained`` writes it.

    Attributes:
        name: The path it was asked for by.
        folder: Where it lies.
    """

    name: str
    folder: Path

    @property
    def weights(self) -> tuple[Path, ...]:
        """The files with the weights: safetensors or, where there are none, ``pytorch_model.bin``."""
        safe = sorted(self.folder.glob("*.safetensors"))
        pickled = self.folder / _PICKLED
        return tuple(safe) or ((pickled,) if pickled.is_file() else ())

    @property
    def sha256(self) -> str:
        """Hash of the weights: of their file or, where there are several, of their names and hashes."""
        hashes = {path.name: sha256_of(path) for path in self.weights}
        if len(hashes) == 1:
            return next(iter(hashes.values()))
        return hashlib.sha256("".join(f"{name} {digest}\n" for name, digest in hashes.items()).encode()).hexdigest()

    @property
    def licence(self) -> str:
        """What the model card says; ``"unknown"`` when it says nothing."""
        return licence_of(self.folder)

    @property
    def architecture(self) -> str:
        """The ``model_type`` of its config.json."""
        return _architecture(self.folder)

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
        is_safe = all(path.suffix == ".safetensors" for path in self.weights)
        local = {"local_files_only": True}
        with _quietly(transformers):
            try:
                processor = transformers.AutoProcessor.from_pretrained(self.folder, **local)
                model, report = getattr(transformers, model_class).from_pretrained(
                    self.folder,
                    use_safetensors=is_safe,
                    weights_only=True,
                    output_loading_info=True,
                    dtype="float32",
                    **local,
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
    """Check a model's folder.

    Args:
        location: A folder. Names and hub names become folders in `limis.models.registry`.
        architectures: The values of ``model_type`` in ``config.json`` that the caller can run.

    Returns:
        The checkpoint; its weights are not read yet, but for pickled ones, which are checked.

    Raises:
        WeightsError: There is no such folder, it is of another kind, or it has no weights that can be loaded safely.
        MissingExtraError: Pickled weights, and torch is not installed.
    """
    folder = Path(location)
    if not folder.is_dir():
        raise _not_found(location)
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
    checkpoint = Checkpoint(location, folder)
    if not checkpoint.weights:
        others = sorted(path.name for path in folder.iterdir() if path.suffix in _PICKLES)
        raise _unsafe(folder, ", ".join(others) or "no weights at all")
    for path in checkpoint.weights:
        if path.suffix in _PICKLES:
            load_pickle(path)
    return checkpoint


def load_pickle(path: Path) -> Any:
    """Load tensors that torch pickled; a file that wants anything else is not loaded, and nothing in it is run.

    Args:
        path: A file such as ``pytorch_model.bin`` or ``sam_vit_b_01ec64.pth``.

    Returns:
        What is in it, its tensors on the CPU.

    Raises:
        WeightsError: It is not there, is damaged, or wants more than tensors; the message names it and what it wants.
        MissingExtraError: torch is not installed.
    """
    torch = require("torch", _EXTRA)
    try:
        with warnings.catch_warnings(action="ignore"):  # of pickles that are refused anyway
            return torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        wanted = _WANTS.search(str(error))
        wants = f"wants {wanted[1]}" if wanted else "is no pickle of tensors alone"
        raise _unsafe(path.parent, f"{path.name}, which {wants}") from error
    except (OSError, EOFError, RuntimeError, ValueError) as error:
        raise WeightsError(
            say(
                f"cannot load {path}",
                expected="tensors as torch.save writes them",
                got=f"{type(error).__name__}: {_first_line(error)}",
                next_step="Download or save the model again",
            )
        ) from error


def _unsafe(folder: Path, got: str) -> WeightsError:
    return WeightsError(
        say(
            f"{folder} has no weights that can be loaded safely",
            expected="a .safetensors file, or a pickle of nothing but tensors",
            got=got,
            next_step="Save the model with save_pretrained, which writes safetensors",
        )
    )


def save_checkpoint(folder: Path, processor: Any, model: Any) -> None:
    """Write what `Checkpoint.load` gives as a folder that `find_checkpoint` finds."""
    with _quietly(require("transformers", _EXTRA)):
        processor.save_pretrained(folder)
        model.save_pretrained(folder)


def _not_found(location: str) -> WeightsError:
    return WeightsError(
        say(
            f"cannot find the model {location!r}",
            expected="a folder written by save_pretrained",
            got="no such folder",
            next_step="`limis models pull NAME` fetches a model that has a name; with HF_HUB_OFFLINE=1 it cannot",
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
