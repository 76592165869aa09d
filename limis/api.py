"""The ten lines that a Python user sees."""

from __future__ import annotations

from os import PathLike

from limis.config import resolve_config
from limis.io.load import load
from limis.models.engines import Engines
from limis.models.registry import open_engines
from limis.progress import Progress, silent
from limis.prompts.reader import read
from limis.session import Session
from limis.types import Image, Result

__all__ = ["load", "open_session", "segment"]


def segment(
    image: Image | str | PathLike[str],
    text: str,
    *,
    models: str | Engines | None = None,
    device: str | None = None,
    modality: str | None = None,
    progress: Progress = silent,
) -> Result:
    """Segment what a sentence names.

    Args:
        image: An image, or the path of one.
        text: A request such as ``"the liver and both kidneys"``.
        models: A name that `limis.models.registry.open_engines` takes, or opened engines; None for the configured one.
        device: ``"auto"``, ``"cpu"``, ``"cuda"`` or ``"mps"``; None for the configured one.
        modality: Kind of imaging, when the file does not say.
        progress: Called at least twice a second on long work.

    Returns:
        The structures, found or not. A sentence that was not understood gives none, and a reason.

    Raises:
        InputError: An image or request that cannot be used.
        ModelError: Models that cannot be opened or run.

    Example:
        >>> import limis
        >>> result = limis.segment("scan.nii.gz", "left kidney")  # doctest: +SKIP
        >>> result.masks["kidney_left"].volume_ml  # doctest: +SKIP
        148.2
    """
    opened = image if isinstance(image, Image) else load(image)
    session = open_session(opened, models=models, device=device, modality=modality)
    return session.apply(read(text), text, progress).result


def open_session(
    image: Image, *, models: str | Engines | None = None, device: str | None = None, modality: str | None = None
) -> Session:
    """Open a session on an image; arguments and errors as in `segment`."""
    config = resolve_config({"models": models if isinstance(models, str) else None, "device": device})
    engines = models if isinstance(models, Engines) else open_engines(config.models, config.device)
    return Session(image, engines, modality=modality)
