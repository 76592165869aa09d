"""Random draws that go on where they were when a run does: its batches are those of a run that was never stopped."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Protocol

import numpy as np
import torch

__all__ = ["Drawn", "recall", "remember"]


class Drawn(Protocol):
    """What batches are drawn by.

    Attributes:
        rng: Of all draws but torch's.
        hard: (dataset, key) → how badly it is still drawn: how much it is practised.
    """

    rng: np.random.Generator
    hard: dict[tuple[str, str], float]


def remember(data: Drawn, device: str) -> dict[str, Any]:
    """The state of all draws, made of what `limis.training.saved.save_state` can write."""
    on_card = {"card": torch.cuda.get_rng_state(device)} if device.startswith("cuda") else {}
    return {
        "numpy": json.dumps(data.rng.bit_generator.state),
        "torch": torch.get_rng_state(),
        "hard": [[*where, missed] for where, missed in data.hard.items()],
        **on_card,
    }


def recall(data: Drawn, device: str, state: Mapping[str, Any]) -> None:
    """Draw on from a state that `remember` gave."""
    data.rng.bit_generator.state = json.loads(state["numpy"])
    torch.set_rng_state(state["torch"].cpu())
    if device.startswith("cuda") and "card" in state:
        torch.cuda.set_rng_state(state["card"].cpu(), device)
    data.hard.update({(dataset, key): missed for dataset, key, missed in state["hard"] if (dataset, key) in data.hard})
