"""Label maps as runs: small enough to be sent after every sentence, and read by ten lines in any language.

``[value, length, value, length, …]`` over an array read with its first axis running fastest, as NIfTI stores it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from limis.errors import InputError, say

__all__ = ["from_runs", "to_runs"]


def to_runs(values: NDArray[np.generic]) -> list[int]:
    """The runs of an array of whole numbers or truths.

    Example:
        >>> to_runs(np.array([[0, 0], [0, 3], [3, 3]]))
        [0, 2, 3, 1, 0, 1, 3, 2]
    """
    flat = values.ravel(order="F")
    if not flat.size:
        return []
    starts = np.concatenate([[0], np.flatnonzero(flat[1:] != flat[:-1]) + 1])
    lengths = np.diff(starts, append=flat.size)
    return np.stack([flat[starts].astype(np.int64), lengths], axis=1).ravel().tolist()


def from_runs(runs: Sequence[int], shape: Sequence[int], dtype: type[np.generic] = np.uint16) -> NDArray[np.generic]:
    """The array that runs were made of.

    Args:
        runs: As `to_runs` gives them.
        shape: Of the array.
        dtype: Of the array.

    Raises:
        InputError: They do not fill the shape.

    Example:
        >>> from_runs([0, 2, 3, 1, 0, 1, 3, 2], (3, 2)).tolist()
        [[0, 0], [0, 3], [3, 3]]
    """
    pairs = np.asarray(runs, np.int64).reshape(-1, 2)
    count = int(np.prod(shape))
    if int(pairs[:, 1].sum()) != count or (pairs[:, 1] < 0).any():
        raise InputError(
            say(
                "runs that do not fill their shape",
                expected=f"{count} values",
                got=str(int(pairs[:, 1].sum())),
                next_step="Ask for the whole mask again",
            )
        )
    return np.repeat(pairs[:, 0].astype(dtype), pairs[:, 1]).reshape(tuple(shape), order="F")
