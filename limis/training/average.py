"""The mean of networks that one run after the other has trained: better on unseen subjects than the last of them.

Source: model soups, Wortsman et al. 2022 (arXiv:2203.05482).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from limis.errors import InputError, say
from limis.training.saved import load_state, save_state

__all__ = ["average_networks"]


def average_networks(paths: Sequence[Path], made: Path) -> Path:
    """Write the mean of networks of one kind, such as several ``grounder.pt``.

    Args:
        paths: Networks that each started from the one before.
        made: The new file; its folder is made.

    Returns:
        `made`.

    Raises:
        InputError: None at all, one that is not there, or networks that know different things.
        ReadError: One is damaged.

    Example:
        >>> from pathlib import Path
        >>> runs = Path("runs/embedded")
        >>> average_networks([runs / "grounder-1/grounder.pt", runs / "grounder/grounder.pt"],
        ...                  runs / "mean/grounder.pt")  # doctest: +SKIP
    """
    there = [path for path in paths if path.is_file()]
    saved: list[dict[str, Any]] = [load_state(path) for path in there]
    if not saved or len(there) < len(paths) or any(_known(one) != _known(saved[0]) for one in saved):
        raise InputError(
            say(
                "cannot average these networks",
                expected="at least one, all for the same concepts",
                got=", ".join(map(str, paths)) or "none",
                next_step="Name runs of one set that follow each other",
            )
        )
    last: dict[str, torch.Tensor] = saved[-1]["state"]
    state = {name: _mean([one["state"][name] for one in saved]) for name in last}
    save_state({**saved[-1], "state": state}, made)
    return made


def _known(saved: dict[str, Any]) -> Any:
    """What a network knows: the concepts of a grounder, the names of a segmenter."""
    return saved.get("keys"), saved.get("names")


def _mean(values: Sequence[torch.Tensor]) -> torch.Tensor:
    """Their mean; of counters the last."""
    return torch.stack(list(values)).mean(0) if values[-1].is_floating_point() else values[-1]
