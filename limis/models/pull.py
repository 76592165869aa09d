"""Fetching models from the Hugging Face hub: what is needed of each, once, and held against the lock file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from limis.config import resolve_config
from limis.errors import WeightsError, say
from limis.models.hub import blob_in_cache, client, errors_worded, fetch_large, without_bars
from limis.models.lock import Locked, check, digests, locked, write_lock
from limis.models.named import NamedModel, description_of, model_called, named_models

__all__ = ["locate", "located", "own_folder", "pull"]

_PICKLED = "pytorch_model.bin"
_OPEN_CLIP = "open_clip_pytorch_model.bin"
_DESCRIPTIONS = (".json", ".txt")
_CONFIGURATIONS = ("config.json", "open_clip_config.json")
_PAPERS = ("README.md", "LICENSE", "LICENSE.md", "LICENSE.txt")


def locate(model: NamedModel) -> Path:
    """Find a model's files, fetching them where they are not here yet.

    A folder of one's own (``models_dir`` in limis.toml, or LIMIS_MODELS_DIR) comes first, and is taken as it is.
    Everything else is held against the lock file, which is written where there is nothing to hold it against.

    Args:
        model: Which one.

    Returns:
        Its folder.

    Raises:
        WeightsError: A file that is missing or is another one than was fetched, or nothing here and no network.
        MissingExtraError: huggingface_hub is not installed.
    """
    own, known = own_folder(model.name), _held(model)
    if own is not None and (known is None or own != Path(known.folder)):
        return own
    if known is not None and Path(known.folder).is_dir():
        check(model.name, known, Path(known.folder))
        return Path(known.folder)
    cached = _in_cache(model, known)
    found = _lock_what_is_there(model, known, cached) if cached is not None else None
    return found if found is not None else Path(pull(model).folder)


def located(name: str) -> str:
    """What there is to open for a name: a folder or file that is there is itself, anything else is a model to locate.

    Args:
        name: A folder, a file, a name of the table, or ``OWNER/MODEL``.

    Returns:
        A path; the name itself where it can be none of these, for the engine to complain about.

    Raises:
        WeightsError: As `locate` says.
        MissingExtraError: As `locate` says.
    """
    model = None if name not in named_models() and Path(name).exists() else model_called(name)
    return name if model is None else str(model.opened_at(locate(model)))


def own_folder(name: str) -> Path | None:
    """The user's own folder for a model; None when there is none."""
    parent = resolve_config().models_dir
    folder = Path(parent).expanduser().absolute() / name if parent is not None else None
    return folder if folder is not None and folder.is_dir() else None


def pull(model: NamedModel, *, to: Path | None = None, update: bool = False) -> Locked:
    """Fetch what is needed of a model: safetensors and what describes them, or pickled tensors where there are none.

    What was fetched before is kept, what broke off is taken up where it stopped, and a file that is not the one
    that was locked is fetched again.

    Args:
        model: Which one.
        to: Folder to put it into; None for where it is, or else the hub's own cache.
        update: Whether to take what the hub has now, and lock that instead.

    Returns:
        What was locked.

    Raises:
        WeightsError: It cannot be had, or the hub has other files than were locked.
        MissingExtraError: huggingface_hub is not installed.
    """
    hub = client()
    known = None if update else _held(model)
    if hub.constants.HF_HUB_OFFLINE:
        raise _offline(model)
    revision = known.commit if known else model.revision
    with errors_worded(hub, model):
        info = hub.HfApi().model_info(model.hub, revision=revision, files_metadata=True)
        sums = {item.rfilename: _lfs_sha256(item) for item in info.siblings}
        files = _chosen(model, sums)
        _hold(model, known, sums)
        folder = _fetched(hub, model.hub, revision, {file: sums[file] for file in files}, to or _elsewhere(hub, known))
        expected = known.files if known else {file: sums[file] for file in files}
        for file in _wrong(folder, expected):
            hub.hf_hub_download(model.hub, file, revision=info.sha, local_dir=_local(hub, folder), force_download=True)
    for file in _wrong(folder, expected):
        raise _changed(model, file, str(expected[file]), "another one, twice")
    entry = Locked(model.hub, info.sha, str(folder), digests(folder, files))
    write_lock(model.name, entry)
    for needed in model.needs:
        pull(description_of(needed), update=update)
    return entry


def _hold(model: NamedModel, known: Locked | None, sums: Mapping[str, str | None]) -> None:
    """Hold what the hub says of its large files against what was locked, before anything is fetched.

    Raises:
        WeightsError: It has another one now; the message names it.
    """
    for file, expected in known.files.items() if known else ():
        got = sums.get(file)
        if got not in (None, expected):
            raise _changed(model, file, expected, f"sha256 {got}")


def _fetched(hub: Any, name: str, revision: str, files: Mapping[str, str | None], to: Path | None) -> Path:
    """The folder where some files of a model are now; files are given with the hashes that the hub says."""
    for file, sha256 in files.items():
        if sha256 is not None:
            target = to / file if to is not None else blob_in_cache(hub, name, sha256)
            fetch_large(hub, name, revision, file, sha256, target)
    with without_bars():  # what is left is small
        return Path(hub.snapshot_download(name, revision=revision, local_dir=to, allow_patterns=list(files))).absolute()


def _held(model: NamedModel) -> Locked | None:
    """What is locked of a model.

    Raises:
        WeightsError: Another commit is locked than limis asks for.
    """
    known = locked(model.name)
    if known is None or (known.hub == model.hub and (not model.is_pinned or known.commit == model.revision)):
        return known
    raise WeightsError(
        say(
            f"{model.name} was fetched from elsewhere than this version of limis asks for",
            expected=f"{model.hub} at {model.revision}",
            got=f"{known.hub} at {known.commit}",
            next_step=f"`limis models pull {model.name} --update` fetches what is asked for",
        )
    )


def _elsewhere(hub: Any, known: Locked | None) -> Path | None:
    """The folder outside the hub's cache where a model was put; None for the cache."""
    return None if known is None else _local(hub, Path(known.folder))


def _local(hub: Any, folder: Path) -> Path | None:
    """A folder; None when it is in the hub's cache."""
    return None if folder.is_relative_to(Path(hub.constants.HF_HUB_CACHE).expanduser().absolute()) else folder


def _in_cache(model: NamedModel, known: Locked | None) -> Path | None:
    """The folder of the hub's cache where whatever fetched a model before has put it; None when there is none."""
    hub = client()
    revision = known.commit if known else model.revision
    for probe in (model.files or tuple(known.files if known else ()))[:1] or _CONFIGURATIONS:
        path = hub.try_to_load_from_cache(model.hub, probe, revision=revision)
        if isinstance(path, str):
            return Path(path).parents[probe.count("/")]
    return None


def _lock_what_is_there(model: NamedModel, known: Locked | None, folder: Path) -> Path | None:
    """Hold a folder of the cache against the lock file, or write down what is there; None without weights there."""
    there = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    try:
        files = known.files if known else digests(folder, _chosen(model, there))
    except WeightsError:
        return None
    entry = Locked(model.hub, folder.name, str(folder), files)
    check(model.name, entry, folder)
    write_lock(model.name, entry)
    return folder


def _chosen(model: NamedModel, names: Iterable[str]) -> list[str]:
    """What is needed among the files there are.

    Raises:
        WeightsError: There are no weights, or none that can be loaded safely, or not those that are asked for.
    """
    there = sorted(names)
    weights = list(model.files) or _weights(there)
    if not weights or not set(weights) <= set(there):
        raise WeightsError(
            say(
                f"{model.hub} does not have the weights of {model.name}",
                expected=", ".join(model.files) or f"*.safetensors, {_PICKLED} or {_OPEN_CLIP}",
                got=", ".join(there) or "no files",
                next_step="Check the name, or ask for another model",
            )
        )
    about = [name for name in there if name in _PAPERS or (name.endswith(_DESCRIPTIONS) and "/" not in name)]
    return [*weights, *(name for name in about if name not in weights)]


def _weights(there: Sequence[str]) -> list[str]:
    """The weights among files: safetensors, or else pickled tensors; those for open_clip where it is for that."""
    safe = [name for name in there if name.endswith(".safetensors") and "/" not in name]
    if _CONFIGURATIONS[1] in there:
        own = [name for name in safe if name.startswith("open_clip")]
        return own or [name for name in there if name == _OPEN_CLIP] or safe
    return safe or [name for name in there if name == _PICKLED]


def _lfs_sha256(item: Any) -> str | None:
    """The hash that the hub itself says of a large file; None for a small one."""
    return None if item.lfs is None else str(item.lfs.sha256)


def _wrong(folder: Path, expected: Mapping[str, str | None]) -> list[str]:
    """The files that are not what they should be."""
    there = digests(folder, (file for file in expected if (folder / file).is_file()))
    return [file for file, digest in expected.items() if digest not in (None, there.get(file))]


def _offline(model: NamedModel) -> WeightsError:
    return WeightsError(
        say(
            f"{model.name} is not here",
            expected="a model that was fetched before",
            got="none, and HF_HUB_OFFLINE=1",
            next_step=f"Run `limis models pull {model.name}` with the network",
        )
    )


def _changed(model: NamedModel, file: str, expected: str, got: str) -> WeightsError:
    return WeightsError(
        say(
            f"the hub's {file} of {model.name} is not the one that it should be",
            expected=f"sha256 {expected}",
            got=got,
            next_step=f"`limis models pull {model.name} --update` takes what {model.hub} has now, if you trust it",
        )
    )
