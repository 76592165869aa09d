"""The ten lines that a Python user sees."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from limis.config import resolve_config
from limis.errors import InputError, say
from limis.io.load import load
from limis.models.engines import Engines
from limis.models.registry import open_engines
from limis.progress import Progress, silent
from limis.prompts.single import read_single
from limis.protocols import Planner
from limis.report.folder import default_folder
from limis.session import Session
from limis.session.importing import imported_from, imported_mask
from limis.session.store import Store
from limis.types import Image, Mask, Result, Structure

if TYPE_CHECKING:
    from limis.agents.conversation import Conversation

__all__ = ["chat", "converse", "load", "open_planner", "open_session", "resume", "segment"]


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
        The structures, found or not. A sentence that was not understood gives none, and `Result.reason`.

    Raises:
        InputError: An image that cannot be used; a sentence that is blank, has two readings or asks for a session.
        ModelError: Models that cannot be opened or run.

    Example:
        >>> import limis
        >>> result = limis.segment("scan.nii.gz", "left kidney")  # doctest: +SKIP
        >>> result.masks["kidney_left"].volume_ml  # doctest: +SKIP
        148.2
    """
    commands = read_single(text)
    opened = image if isinstance(image, Image) else load(image)
    session = open_session(opened, models=models, device=device, modality=modality)
    return session.apply(commands, text, progress).result


def chat(
    image: Image | str | PathLike[str],
    *,
    masks: Mapping[str, Mask | NDArray[Any] | str | PathLike[str]] | None = None,
    out: str | PathLike[str] | None = None,
    models: str | Engines | None = None,
    device: str | None = None,
    modality: str | None = None,
    keep: bool = True,
    planner: str | Planner | None = None,
) -> Conversation:
    """Begin a conversation about an image.

    Args:
        image: An image, or the path of one.
        masks: What is outlined already, by name (``"liver"``, ``"left kidney"``): masks, arrays or files on the
            image's grid. They are there before anything is said, and "start over" brings them back.
        out: Folder for what is saved; None for one in the working directory, named after the image.
        models: As in `segment`.
        device: As in `segment`.
        modality: As in `segment`.
        keep: Whether the conversation is written down in the user's data folder, so that `resume` can take it up.
        planner: Language model for sentences that the grammar cannot read, such as ``"openai:NAME"``; ``"none"`` for
            none, None for the configured one, if any.

    Returns:
        The conversation; close it, or use it as a context manager.

    Raises:
        InputError: An image or mask that cannot be used.
        ModelError: Models that cannot be opened.

    Example:
        >>> import limis
        >>> chat = limis.chat("scan.nii.gz", masks={"liver": "liver.nii.gz"})  # doctest: +SKIP
        >>> chat.say("it is missing the lower tip").reply  # doctest: +SKIP
        'Liver extended at the bottom. Liver was 1,482 ml, is 1,497 ml now (+1.0%).'
        >>> chat.masks["liver"].volume_ml  # doctest: +SKIP
        1497.1
    """
    opened = image if isinstance(image, Image) else load(image, modality=modality)
    imported = _imported(masks or {}, opened)
    return converse(
        opened,
        imported=imported,
        out=out,
        models=models,
        device=device,
        modality=modality,
        keep=keep,
        planner=planner,
    )


def converse(
    image: Image,
    *,
    imported: tuple[Structure, ...] = (),
    out: str | PathLike[str] | None = None,
    models: str | Engines | None = None,
    device: str | None = None,
    modality: str | None = None,
    keep: bool = True,
    options: Mapping[str, Any] | None = None,
    planner: str | Planner | None = None,
    planner_url: str | None = None,
    home: str | PathLike[str] | None = None,
) -> Conversation:
    """Begin a conversation about an image that is loaded, with structures that are there already.

    Args:
        image: The image.
        imported: Turn 0.
        out: As in `chat`.
        models: As in `segment`.
        device: As in `segment`.
        modality: As in `segment`.
        keep: As in `chat`.
        options: How the image was read, by the names that `load` takes, so that `resume` can read it again.
        planner: As in `chat`.
        planner_url: Where it is served; None for the configured place.
        home: Folder for what is kept; None for the configured one.
    """
    from limis.agents.conversation import Conversation

    opened = open_planner(planner, planner_url)
    session = open_session(image, models=models, device=device, modality=modality, imported=imported)
    described = {"modality": modality, **(options or {}), "models": session.engines.name}
    store = _store(home)
    journal = store.start(session.image, session.history, modality=session.modality, options=described, keep=keep)
    return Conversation(session, _folder(image, out), journal, opened)


def open_planner(planner: str | Planner | None = None, url: str | None = None) -> Planner | None:
    """Open the planner that somebody names, or that is configured; LangChain is loaded only then.

    Args:
        planner: As in `chat`.
        url: Where it is served; None for the configured place.

    Returns:
        The planner; None where there shall be none.

    Raises:
        InputError: A name that no provider knows, or a key that is missing.
        MissingExtraError: LangChain or the provider's package is not installed.
    """
    if planner is not None and not isinstance(planner, str):
        return planner
    config = resolve_config({"planner": planner, "planner_url": url})
    if config.planner is None or config.planner == "none":
        return None
    from limis.agents import planner as planners

    return planners.open_planner(config.planner, config.planner_url)


def _store(home: str | PathLike[str] | None) -> Store:
    return Store(resolve_config({"home": None if home is None else str(home)}).home)


def _folder(image: Image, out: str | PathLike[str] | None) -> Path:
    return default_folder(image.source.path) if out is None else Path(out)


def _imported(masks: Mapping[str, Mask | NDArray[Any] | str | PathLike[str]], image: Image) -> tuple[Structure, ...]:
    found: list[Structure] = []
    for name, mask in masks.items():
        taken = [structure.name for structure in found]
        if isinstance(mask, Mask):
            found.append(imported_mask(mask.data, image, name, taken, geometry=mask.geometry))
        elif isinstance(mask, np.ndarray):
            found.append(imported_mask(mask, image, name, taken))
        else:
            found += imported_from(_path_of(mask, name), image, name, taken)
    return tuple(found)


def _path_of(mask: str | PathLike[str], name: str) -> Path:
    try:
        return Path(mask)
    except TypeError:
        raise InputError(
            say(
                f"{name} is no mask",
                expected="a Mask, a NumPy array or the path of a file",
                got=f"a {type(mask).__name__}",
                next_step="Take its voxels: numpy.asarray(mask), or numpy.asarray(image.dataobj) of a NIfTI image",
            )
        ) from None


def resume(
    session: str,
    *,
    image: Image | None = None,
    out: str | PathLike[str] | None = None,
    models: str | Engines | None = None,
    device: str | None = None,
    planner: str | Planner | None = None,
    planner_url: str | None = None,
    home: str | PathLike[str] | None = None,
) -> Conversation:
    """Take a conversation up again where it stood.

    Args:
        session: Its id, or as much of it as no other begins with; ``limis sessions list`` shows them.
        image: The image, where it was not read from a file; None reads it again.
        out: Folder for what is saved; None as in `chat`.
        models: None for those that were used before.
        device: As in `segment`.
        planner: As in `chat`. It remembers nothing of what was said before.
        planner_url: As in `converse`.
        home: Folder that it was kept in; None for the configured one.

    Raises:
        UnknownSessionError: No session is meant, or more than one.
        ImageChangedError: The image is gone, or is another one.
        StoreError: It is open somewhere else, or damaged.
        ModelError: Models that cannot be opened.
    """
    from limis.agents.conversation import Conversation

    asked = open_planner(planner, planner_url)
    journal = _store(home).resume(session)
    try:
        options = dict(journal.about.options)
        used = options.pop("models", None)
        reading = {name: value for name, value in options.items() if name in _READING and value is not None}
        opened = image if image is not None else load(journal.image_path, **reading)
        taken_up = open_session(
            opened, models=models if models is not None else used, device=device, modality=options.get("modality")
        )
        taken_up.take_up(journal)
        return Conversation(taken_up, _folder(opened, out), journal, asked)
    except BaseException:
        journal.close()
        raise


_READING = ("series", "frame", "modality", "orientation", "spacing")


def open_session(
    image: Image,
    *,
    models: str | Engines | None = None,
    device: str | None = None,
    modality: str | None = None,
    imported: tuple[Structure, ...] = (),
) -> Session:
    """Open a session on an image, with structures that are there already; arguments and errors as in `segment`."""
    config = resolve_config({"models": models if isinstance(models, str) else None, "device": device})
    engines = models if isinstance(models, Engines) else open_engines(config.models, config.device)
    return Session(image, engines, modality=modality, imported=imported)
