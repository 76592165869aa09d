"""Paths that lead on into a file: ``case.npz/imgs`` is an array of an archive, ``scan.nii.gz/2`` the second frame.

A path is all that travels from a data set to those who read its images and truths; one that leads into a file has
a name of its own, so that two images of one file are not taken for each other.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from limis.errors import ReadError, say

__all__ = ["ARRAYS", "inner", "read_array"]

#: Endings of the files that `read_array` reads.
ARRAYS = (".npy", ".npz")


def inner(path: Path) -> tuple[Path, str]:
    """Part a path into a file and what is meant in it.

    Args:
        path: A file, a folder, or one step further than a file.

    Returns:
        The file and the last step; the path as it is and ``""`` where it leads into no file.
    """
    return (path.parent, path.name) if path.parent.is_file() else (path, "")


def read_array(path: Path) -> NDArray[Any]:
    """Read an array of NumPy's, without pickle.

    Args:
        path: ``x.npy``, or ``x.npz/member``.

    Returns:
        The array, as stored.

    Raises:
        ReadError: There is no such array, it is damaged, or it holds Python objects.
    """
    file, member = inner(path)
    try:
        with file.open("rb") as opened:
            if not member:
                return np.lib.format.read_array(opened, allow_pickle=False)
            with np.load(opened, allow_pickle=False) as arrays:
                return arrays[member]
    except Exception as error:  # whatever NumPy and zipfile stumble over, the file is damaged
        raise ReadError(
            say(
                f"cannot read {path}",
                expected="an array of numbers in .npy, or a member of .npz",
                got=str(error),
                next_step="Correct the data set",
            )
        ) from error
