"""Concept vectors that share strength: what belongs together starts from a common part and learns its own besides.

A key's vector is its own plus one for every group it is in: its concept, with or without a side, with its parts; the
wholes it is part of; its body region and kind of thing; and the last word of its name ("tumor"). What a common lesion
or vertebra teaches the group, a rare one has too. When training ends the sum is written down, so that nothing
downstream knows.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn.utils import parametrize

from limis.prompts.vocabulary import vocabulary
from limis.training.samples import concept_of

__all__ = ["groups_of", "tie", "untie"]

_TIED = ("vectors", "presence")


class _Shared(nn.Module):
    """Own vectors ``(k, d)`` plus those of their groups, which start at nothing."""

    members: Tensor

    def __init__(self, members: Tensor, size: int) -> None:
        super().__init__()
        self.register_buffer("members", members)
        self.groups = nn.Parameter(torch.zeros(members.shape[1], size))

    def forward(self, own: Tensor) -> Tensor:
        return own + self.members @ self.groups


def groups_of(key: str) -> frozenset[str]:
    """The groups a key is in.

    Example:
        >>> sorted(groups_of("optic_cup"))[:3]
        ['called cup', 'in eye', 'in optic_cup']
    """
    name = concept_of(key)
    concept = vocabulary().get(name)
    wholes = (name, *(whole.name for whole in vocabulary().whole(name)))
    kinds = {f"{concept.kind} of {concept.region}", f"called {name.rpartition('_')[2]}"}
    return frozenset(kinds | {f"in {whole}" for whole in wholes})


def tie(network: nn.Module, keys: Sequence[str]) -> None:
    """Let a grounder's concept vectors share parts from now on.

    Args:
        network: A `limis.training.networks.GrounderNet`, changed in place; what it answers stays the same.
        keys: Its concept keys, in order.
    """
    groups = [groups_of(key) for key in keys]
    names = sorted(name for name in set[str]().union(*groups) if sum(name in mine for mine in groups) > 1)
    members = torch.tensor([[float(name in mine) for name in names] for mine in groups]).reshape(len(keys), len(names))
    for name in _TIED:
        table = getattr(network, name)
        parametrize.register_parametrization(network, name, _Shared(members.to(table.device), table.shape[1]))


def untie(network: nn.Module) -> None:
    """Write every vector down as the sum it is; what the network answers stays the same."""
    for name in _TIED:
        parametrize.remove_parametrizations(network, name)
