"""A folder that a report owns only in part: results are replaced as one, everything else in it is left alone.

New files are made in a hidden folder inside, where nobody looks for results. When all of them are complete the
earlier ones go, the new ones take their names, and ``report.json`` comes last: a report never names files of
another run. A run that is killed in between leaves the list of its files behind, and the next one clears them.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Generator, Iterable
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, cast

from limis.errors import InputError, say
from limis.io.atomic import write_json
from limis.progress import Progress, silent
from limis.report.lock import LOCK_NAME, locked
from limis.report.schema import SCHEMA

__all__ = ["PREVIEW", "REPORT", "Stage", "check_folder", "default_folder", "read_report", "replacing_results"]

REPORT = "report.json"
PREVIEW = "preview.png"
_FIXED = (REPORT, PREVIEW, "labels.nii.gz", "labels.png")
_STAGE = ".limis-unfinished"
_LIST = ".files.json"
_SUFFIXES = (".nii.gz", ".png", ".json", ".dcm")


class Stage:
    """Where the files of one report are made before they take their places.

    Attributes:
        folder: Write here.
        taken: Names in the target folder that belong to others, in small letters.
    """

    def __init__(self, target: Path) -> None:
        """Prepare a stage inside a folder that is held by a lock."""
        self._target = target
        self._earlier = _own_files(target)
        self.folder = target / _STAGE
        self.taken = frozenset(p.name.casefold() for p in target.iterdir()) - {n.casefold() for n in self._earlier}
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        self._remember(self._earlier)

    def publish(self) -> None:
        """Replace the earlier results by what is in the stage, the report last; all of it or nothing."""
        made = {p.name for p in self.folder.iterdir() if p.name != _LIST}
        self._remember({*self._earlier, *made})
        try:
            _remove(self._target, [REPORT, *self._earlier])
            for name in sorted(made, key=lambda name: (name == REPORT, name)):
                (self.folder / name).replace(self._target / name)
        except BaseException:
            _remove(self._target, [REPORT, *self._earlier, *made])
            raise

    def _remember(self, names: Iterable[str]) -> None:
        """Note which files a later run has to clear if this one is killed."""
        write_json(self.folder / _LIST, sorted(names))


@contextmanager
def replacing_results(folder: Path, progress: Progress = silent, wait_s: float = 60.0) -> Generator[Stage]:
    """Make new results for a folder and put them in place of the earlier ones when the block ends well.

    Whatever interrupts the block, Ctrl-C included, leaves the folder as it was.

    Args:
        folder: Made where it does not exist.
        progress: Called while another run in this folder is waited for.
        wait_s: How long to wait for it.

    Yields:
        The stage to write to.

    Raises:
        InputError: The folder cannot be used, or another run did not finish in time.
    """
    check_folder(folder)
    is_new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder, progress, wait_s):
            check_folder(folder)
            stage = Stage(folder)
            try:
                yield stage
                stage.publish()
            finally:
                shutil.rmtree(stage.folder, ignore_errors=True)
    except OSError as error:
        raise _unusable(folder, "a folder that can be written to", str(error)) from error
    finally:
        if is_new:
            with suppress(OSError):
                folder.rmdir()


def default_folder(image: Path | None) -> Path:
    """Where results go when nobody says: beside nothing, in the working directory, named after the image.

    Example:
        >>> str(default_folder(Path("scans/ct.nii.gz")))
        'ct_limis'
    """
    try:
        name = "image" if image is None else image.resolve().name
    except (OSError, RuntimeError):  # links that lead in a circle
        name = image.name if image is not None else ""
    return Path(f"{name.split('.')[0] or name.strip('.')}_limis")


def check_folder(folder: Path, image: Path | None = None) -> None:
    """Refuse a folder in which a report would overwrite what is not its own, or the image that it is about.

    Args:
        folder: Need not exist.
        image: What is to be segmented.

    Raises:
        InputError: It is a file, or holds a file of a fixed name that limis did not write; the image is a result of an
            earlier run in it, which would go.
    """
    try:
        is_file = folder.exists() and not folder.is_dir()
    except (OSError, RuntimeError) as error:
        raise _unusable(folder, "the name of a folder", str(error)) from error
    if is_file:
        raise _unusable(folder, "a folder", "a file")
    own = _own_files(folder)
    foreign = [name for name in _FIXED if name not in own and (folder / name).exists()]
    if foreign:
        raise _unusable(folder, "a folder without files of the names limis uses", f"a {foreign[0]} that is not its own")
    if image is not None and _is_among(folder, own, image):
        raise _unusable(folder, "another folder than that of the image", f"{image.name}, a result of an earlier run")


def _is_among(folder: Path, names: Iterable[str], image: Path) -> bool:
    try:
        return any((folder / name).samefile(image) for name in names)
    except OSError:  # no such image: whoever reads it says so
        return False


def read_report(folder: Path) -> dict[str, Any] | None:
    """The report that limis left in a folder; None where there is none, or one that is not limis' own."""
    value = _json_in(folder / REPORT)
    if not isinstance(value, dict):
        return None
    report = cast("dict[str, Any]", value)
    return report if report.get("schema") == SCHEMA else None


def _own_files(folder: Path) -> frozenset[str]:
    """Names in a folder that an earlier report, or an earlier run that was killed, left there."""
    names: set[str] = set()
    report = read_report(folder)
    if report is not None:
        structures = cast("list[dict[str, Any]]", report.get("structures") or [])
        names.update(_FIXED, (str(entry.get("file")) for entry in structures))
    unfinished = _json_in(folder / _STAGE / _LIST)
    if isinstance(unfinished, list):
        names.update(str(name) for name in cast("list[Any]", unfinished))
    return frozenset(name for name in names if _is_plain(name) and (folder / name).is_file())


def _is_plain(name: str) -> bool:
    """Whether a name can be that of a result: no path, no hidden file."""
    return name == Path(name).name and not name.startswith(".") and name.endswith(_SUFFIXES) and name != LOCK_NAME


def _json_in(path: Path) -> Any:
    """The value in a file; None where there is none that can be read."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _remove(folder: Path, names: Iterable[str]) -> None:
    for name in names:
        (folder / name).unlink(missing_ok=True)


def _unusable(folder: Path, expected: str, got: str) -> InputError:
    return InputError(
        say(f"cannot write to {folder}", expected=expected, got=got, next_step="Choose another folder with -o")
    )
