"""One frozen configuration, resolved at the edge: flag, then environment, then ``limis.toml``, then default."""

from __future__ import annotations

import os
import re
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from limis.errors import InputError, StoreWriteError, say

__all__ = ["Config", "default_budget_bytes", "resolve_config", "user_data_folder"]

_GIB = 2**30
_LARGEST_DEFAULT_BUDGET = 8 * _GIB
_SUFFIXES = {"K": 2**10, "M": 2**20, "G": _GIB, "T": 2**40}
_FILE = "limis.toml"
_DEVICE = re.compile(r"auto|cpu|mps|cuda(:\d+)?")
_TEXTS = ("models", "device", "home", "models_dir", "embeddings", "planner", "planner_url")


def default_budget_bytes() -> int:
    """How much memory one image may take: 8 GiB, or half of the machine's memory where that is less."""
    try:
        installed = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return _LARGEST_DEFAULT_BUDGET
    return min(_LARGEST_DEFAULT_BUDGET, installed // 2) if installed > 0 else _LARGEST_DEFAULT_BUDGET


@dataclass(frozen=True)
class Config:
    """How limis runs.

    Attributes:
        models: Name of a model set, or a path.
        device: ``"auto"``, ``"cpu"``, ``"cuda"``, ``"cuda:1"`` …
        threads: Threads for inference; None leaves it to the engine.
        budget_bytes: Memory that reading one image may take.
        home: Folder for what limis keeps, such as sessions; None for the user's data folder.
        models_dir: Folder with models of one's own: a named model is first looked for in its subfolder of that name.
        embeddings: Folder in which big engines keep what they made of pictures between runs; None for nowhere.
        embeddings_bytes: Memory that it may take within a run.
        planner: Language model for sentences that the grammar cannot read, ``PROVIDER:NAME``; None for none.
        planner_url: Where it is served; None for the provider's own address.

    Raises:
        InputError: A value that makes no sense.
    """

    models: str = "embedded"
    device: str = "auto"
    threads: int | None = None
    budget_bytes: int = field(default_factory=default_budget_bytes)
    home: str | None = None
    models_dir: str | None = None
    embeddings: str | None = None
    embeddings_bytes: int = _GIB
    planner: str | None = None
    planner_url: str | None = None

    def __post_init__(self) -> None:
        sizes = {"budget_bytes": self.budget_bytes, "embeddings_bytes": self.embeddings_bytes}
        for name, value in {"threads": self.threads, **sizes}.items():
            if value is not None and value < 1:
                raise _bad_value(name, value, "a number of at least 1", "the caller")
        for name in _TEXTS:
            text = getattr(self, name)
            if text is not None and not text.strip():
                raise _bad_value(name, text, "a name", "the caller")
        if not _DEVICE.fullmatch(self.device.strip().lower()):
            raise _bad_value("device", self.device, "auto, cpu, cuda, cuda:1 … or mps", "the caller")


def resolve_config(
    flags: Mapping[str, Any] | None = None,
    *,
    environ: Mapping[str, str] | None = None,
    folders: tuple[Path, ...] | None = None,
) -> Config:
    """Work out the configuration.

    Args:
        flags: What the caller said, by field name; None values count as not said.
        environ: Variables ``LIMIS_MODELS``, ``LIMIS_DEVICE`` … ; default the process environment.
        folders: Where to look for ``limis.toml``, first found wins; default the working directory, then the
            user's configuration folder.

    Returns:
        The configuration.

    Raises:
        InputError: A ``limis.toml`` that is not TOML or holds an unknown key, or a value of the wrong kind.
    """
    environ = os.environ if environ is None else environ
    folders = (Path.cwd(), _user_folder(environ)) if folders is None else folders
    values = _from_file(folders)
    for f in fields(Config):
        name = f"LIMIS_{f.name.upper()}"
        if environ.get(name):
            values[f.name] = _coerced(f.name, environ[name], name)
    for name, value in (flags or {}).items():
        if value is not None:
            values[name] = _coerced(name, value, f"--{name.replace('_', '-')}")
    return Config(**values)


def user_data_folder(
    home: str | None = None, *, environ: Mapping[str, str] | None = None, platform: str = sys.platform
) -> Path:
    """The folder in which limis keeps things for a user.

    Args:
        home: As `Config.home` says it, which the variable LIMIS_HOME sets; None for the platform's.
        environ: Default the process environment.
        platform: As `sys.platform` names it.

    Returns:
        Its path; nothing is made.

    Raises:
        StoreWriteError: The user has no home folder.

    Source: XDG Base Directory Specification 0.8 (a relative path is to be ignored); Apple, File System
    Programming Guide; Microsoft, Known Folders (LOCALAPPDATA, which does not roam).

    Example:
        >>> str(user_data_folder(environ={"XDG_DATA_HOME": "/data"}, platform="linux"))
        '/data/limis'
    """
    environ = os.environ if environ is None else environ
    if home is not None:
        return Path(home).expanduser().absolute()
    try:
        if platform == "darwin":
            return Path.home() / "Library" / "Application Support" / "limis"
        if platform == "win32":
            local = environ.get("LOCALAPPDATA")
            return (Path(local) if local else Path.home() / "AppData" / "Local") / "limis"
        stated = Path(environ.get("XDG_DATA_HOME") or ".")
        return (stated if stated.is_absolute() else Path.home() / ".local" / "share") / "limis"
    except RuntimeError as error:
        raise StoreWriteError(
            say("nowhere to keep things", expected="a home folder", got=str(error), next_step="Set LIMIS_HOME")
        ) from error


def _user_folder(environ: Mapping[str, str]) -> Path:
    """The user's configuration folder: XDG on Unix, APPDATA on Windows."""
    base = environ.get("XDG_CONFIG_HOME") or environ.get("APPDATA")
    return (Path(base) if base else Path.home() / ".config") / "limis"


def _from_file(folders: tuple[Path, ...]) -> dict[str, Any]:
    """The values of the first ``limis.toml`` there is."""
    for path in (folder / _FILE for folder in folders):
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            continue
        except (OSError, ValueError) as error:
            raise InputError(
                say(f"cannot read {path}", expected="a TOML file", got=str(error), next_step="Mend or remove it")
            ) from error
        return {name: _coerced(name, value, str(path)) for name, value in table.items()}
    return {}


def _coerced(name: str, value: Any, origin: str) -> Any:
    """A value of the kind its field has; sizes may end in K, M, G or T."""
    known = [f.name for f in fields(Config)]
    if name not in known:
        raise InputError(
            say(f"unknown setting {name!r}", expected=", ".join(known), got=origin, next_step="Mend or remove it")
        )
    if name in _TEXTS:
        if not isinstance(value, str):
            raise _bad_value(name, value, "text", origin)
        return value
    try:
        return value if isinstance(value, int) and not isinstance(value, bool) else _size(str(value))
    except ValueError as error:
        raise _bad_value(name, value, "a whole number", origin) from error


def _size(text: str) -> int:
    """A whole number, perhaps with a suffix: ``"4G"`` is 4 x 2**30."""
    number = text.strip().upper().removesuffix("IB").removesuffix("B")
    factor = _SUFFIXES.get(number[-1:], 1)
    return int(number[:-1] if factor > 1 else number) * factor


def _bad_value(name: str, value: object, expected: str, origin: str) -> InputError:
    return InputError(
        say(f"cannot use {name} from {origin}", expected=expected, got=repr(value), next_step="Give another value")
    )
