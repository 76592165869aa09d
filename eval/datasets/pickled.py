"""Plain values out of pickled arrays, without letting a pickle call anything.

Some sets keep dictionaries of words in ``.npz``, which NumPy pickles. A pickle may call any function by name; here it
may name only what an array of plain values is rebuilt with.
"""

from __future__ import annotations

import pickle
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from limis.errors import ReadError, say

__all__ = ["read_plain"]

_ALLOWED = frozenset(
    {
        ("numpy", "ndarray"),
        ("numpy", "dtype"),
        ("numpy.core.multiarray", "_reconstruct"),
        ("numpy._core.multiarray", "_reconstruct"),
    }
)


class _Plain(pickle.Unpickler):
    """An unpickler that knows arrays and plain values."""

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        """Look up what a pickle names.

        Raises:
            UnpicklingError: It is none of the few things an array needs.
        """
        if (module_name, global_name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"it wants to call {module_name}.{global_name}")
        return super().find_class(module_name, global_name)


def read_plain(file: Path, member: str) -> Any:
    """Read a member of an archive that holds one Python value: words, numbers, lists and dictionaries of them.

    Args:
        file: A ``.npz``.
        member: Name of the member.

    Returns:
        The value; None where there is no such member.

    Raises:
        ReadError: The archive is damaged, or the member would call something.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            if f"{member}.npy" not in archive.namelist():
                return None
            with archive.open(f"{member}.npy") as stored:
                version = np.lib.format.read_magic(stored)
                read = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
                read(stored)
                return _Plain(stored).load().item()
    except (OSError, ValueError, EOFError, AttributeError, zipfile.BadZipFile, pickle.UnpicklingError) as error:
        raise ReadError(
            say(
                f"cannot read {member} of {file}",
                expected="plain words and numbers",
                got=str(error),
                next_step="Take this file out of the data set",
            )
        ) from error
