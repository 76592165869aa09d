"""New files in a folder: whole or not at all, all or none, and never in the place of another."""

from __future__ import annotations

import shutil
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from limis.errors import InputError, say
from limis.progress import Progress, silent
from limis.report.labels import unique_stems
from limis.report.lock import locked

__all__ = ["Fresh", "adding_files"]

_STAGE = ".limis-saving"


class Fresh:
    """Files in the making.

    Attributes:
        files: Where they lie once the block has ended well.
    """

    def __init__(self, target: Path) -> None:
        """Prepare a stage inside a folder that is held by a lock."""
        self._target = target
        self._stage = target / _STAGE
        self._taken = {path.name.casefold() for path in target.iterdir()}
        self.files: tuple[Path, ...] = ()
        shutil.rmtree(self._stage, ignore_errors=True)
        self._stage.mkdir()

    def paths(self, names: Sequence[str], suffix: str) -> list[Path]:
        """Where to write files of these names; one that is taken in the folder gets a number.

        Args:
            names: In words.
            suffix: With its dot.
        """
        made = [self._stage / f"{stem}{suffix}" for stem in unique_stems(names, suffix, self._taken)]
        self._taken.update(path.name.casefold() for path in made)
        return made

    def publish(self) -> None:
        """Give all files their places, or none."""
        moved: list[Path] = []
        try:
            for path in sorted(self._stage.iterdir()):
                place = self._target / path.name
                if place.exists():
                    raise FileExistsError(f"{place.name} has appeared meanwhile")
                moved.append(path.replace(place))
        except BaseException:
            for path in moved:
                path.unlink(missing_ok=True)
            raise
        self.files = tuple(moved)

    def clear(self) -> None:
        """Take the stage down."""
        shutil.rmtree(self._stage, ignore_errors=True)


@contextmanager
def adding_files(folder: Path, progress: Progress = silent, wait_s: float = 60.0) -> Generator[Fresh]:
    """Add files to a folder when the block ends well; whatever interrupts it leaves the folder as it was.

    Args:
        folder: Made where it does not exist.
        progress: Called while another run in this folder is waited for.
        wait_s: How long to wait for it.

    Yields:
        Where to write; its ``files`` are known after the block.

    Raises:
        InputError: The folder cannot be used, or another run did not finish in time.
    """
    is_new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder, progress, wait_s):
            fresh = Fresh(folder)
            try:
                yield fresh
                fresh.publish()
            finally:
                fresh.clear()
    except OSError as error:
        raise InputError(
            say(
                f"cannot write to {folder}",
                expected="a folder that can be written to",
                got=str(error),
                next_step="Choose another folder with -o",
            )
        ) from error
    finally:
        if is_new:
            with suppress(OSError):
                folder.rmdir()
