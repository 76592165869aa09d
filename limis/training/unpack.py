"""Networks read back from the graphs of a packed set, to train on from what is shipped.

What a graph keeps is not all that a network had: weights are whole numbers or halves, and a batch norm behind a
convolution has become part of it. The norm is put back so that the network answers as the graph does, with the means
and variances that the convolution gives on training pictures now, as training needs them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Literal

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor, nn

from limis.models.weights import POINTING, WeightSet
from limis.training.grounder import GrounderData
from limis.training.networks import GrounderNet, SegmenterNet
from limis.training.samples import Sample
from limis.training.saved import save_state
from limis.training.segmenter import SegmenterData

__all__ = ["read_network", "settle", "unpack"]

_GRAPHS = {
    "grounder": ("grounder.encode.onnx", "grounder.ask.onnx"),
    "segmenter": ("segmenter.encode.onnx", "segmenter.decode.onnx"),
    "pointing": (f"{POINTING}.encode.onnx", f"{POINTING}.decode.onnx"),
}
#: The graph that compares with them keeps none of their names, but their order.
_VECTORS = ("vectors", "bias", "presence", "presence_bias")
_FOLDED = ".weight_bias"
_BATCHES, _BATCH, _SIDE = 16, 12, 128
_NORMS = {"first": "norm1", "second": "norm2", "0": "1"}


def unpack(
    weights: WeightSet, network: Literal["grounder", "segmenter", "pointing"], made: Path, samples: Sequence[Sample]
) -> Path:
    """Write a network of a set as a file that training starts from.

    Args:
        weights: The set.
        network: Which of them, as in `read_network`.
        made: The new file; its folder is made.
        samples: Training pictures: what its norms settle on.

    Returns:
        `made`.
    """
    saved = read_network(weights, network)
    if network == "grounder":
        net: GrounderNet | SegmenterNet = GrounderNet(len(saved["keys"]))
        look = partial(_look_at_pictures, net, GrounderData(samples, sorted({k for s in samples for k in s.masks}), 0))
    else:
        net = SegmenterNet(len(saved["names"]))
        look = partial(_look_at_crops, net, SegmenterData(samples, 0))
    net.load_state_dict(saved["state"])
    settle(net, look, _BATCHES)
    save_state({**saved, "state": net.state_dict()}, made)
    return made


def _look_at_pictures(network: nn.Module, data: GrounderData) -> None:
    network(data.batch(_BATCH, _SIDE, "cpu")[0])


def _look_at_crops(network: nn.Module, data: SegmenterData) -> None:
    crops = data.batch(_BATCH, _SIDE, "cpu")
    network(crops.images, crops.maps, torch.zeros_like(crops.names))


def read_network(weights: WeightSet, network: Literal["grounder", "segmenter", "pointing"]) -> dict[str, Any]:
    """Read a network out of a set.

    Args:
        weights: The set.
        network: Which of them; its segmenter in place of a pointing network that it lacks.

    Returns:
        What training keeps in ``grounder.pt`` and ``segmenter.pt``: ``state``, and ``keys`` or ``names``. In evaluation
        mode it answers as the set does; before it is trained on, its norms have to `settle`.
    """
    if network == "pointing" and "pointing" not in weights.segmenter:
        network = "segmenter"
    first, second = (_weights(weights.path(graph)) for graph in _GRAPHS[network])
    if network == "grounder":
        known = {"keys": list(weights.grounder["keys"])}
        made: nn.Module = GrounderNet(len(known["keys"]))
        stored = first | dict(zip(_VECTORS, _longest(second), strict=True))
    else:
        stored = first | second
        settings = weights.segmenter["pointing"] if network == "pointing" else weights.segmenter
        known = {"names": list(settings["names"])}
        made = SegmenterNet(len(known["names"]))
    state = made.state_dict()
    state |= {name: values for name, values in stored.items() if name in state}
    for name, values in stored.items():
        if name.endswith(_FOLDED):
            state |= _unfolded(name.removesuffix(_FOLDED), values)
    made.load_state_dict(state)
    return {"state": state, **known}


def _weights(path: Path) -> dict[str, Tensor]:
    """Every weight of a graph in full precision, under the name it had in its network."""
    graph = onnx.load(path).graph
    stored = {weight.name: numpy_helper.to_array(weight) for weight in graph.initializer}
    found = dict(stored)
    for node in graph.node:
        if node.op_type in {"DequantizeLinear", "Cast"} and node.input[0] in stored:
            axis = next((a.i for a in node.attribute if a.name == "axis"), 1)
            found[node.output[0]] = _widened([stored[name] for name in node.input], axis)
    return {_plain(name): torch.from_numpy(np.array(values, np.float32)) for name, values in found.items()}


def _widened(given: Sequence[NDArray[Any]], axis: int) -> NDArray[np.float32]:
    """Halves, or whole numbers with their scales and zero points along an axis, in full precision."""
    values, *scaled = (part.astype(np.float32) for part in given)
    if not scaled:
        return values
    along = [-1 if n == axis else 1 for n in range(values.ndim)] if scaled[0].size > 1 else []
    scale, *zero = (part.reshape(along) for part in scaled)
    return (values - zero[0] if zero else values) * scale


def _longest(stored: Mapping[str, Tensor]) -> list[Tensor]:
    """Those of some weights that have a row for each concept."""
    halves = {name.removesuffix(".half"): values for name, values in stored.items() if name.endswith(".half")}
    return [values for values in halves.values() if len(values) == max(map(len, halves.values()))]


def _plain(name: str) -> str:
    return name.removeprefix("network.").removesuffix("_DequantizeLinear_Output")


def _unfolded(layer: str, bias: Tensor) -> dict[str, Tensor]:
    """A batch norm that adds a bias and does nothing else, behind a convolution that became one with its norm."""
    home, _, last = layer.rpartition(".")
    norm = f"{home}.{_NORMS[last]}"
    eps = nn.BatchNorm2d(1).eps
    return {
        f"{norm}.weight": torch.ones_like(bias),
        f"{norm}.bias": bias,
        f"{norm}.running_mean": torch.zeros_like(bias),
        f"{norm}.running_var": torch.full_like(bias, 1 - eps),
    }


@torch.no_grad()
def settle(network: nn.Module, look: Callable[[], object], times: int) -> None:
    """Give every batch norm of a network the statistics of what it gets now, its answers left as they are.

    Args:
        network: Changed in place, and left in evaluation mode.
        look: Has the network look at one batch.
        times: How many batches.
    """
    network.eval()
    seen: dict[nn.BatchNorm2d, list[tuple[Tensor, Tensor]]] = {
        layer: [] for layer in network.modules() if isinstance(layer, nn.BatchNorm2d)
    }

    def listen(layer: nn.Module, given: tuple[Tensor, ...]) -> None:
        assert isinstance(layer, nn.BatchNorm2d)  # noqa: S101
        seen[layer].append((given[0].mean((0, 2, 3)), given[0].square().mean((0, 2, 3))))

    hooks = [layer.register_forward_pre_hook(listen) for layer in seen]
    for _ in range(times):
        look()
    for hook in hooks:
        hook.remove()
    for layer, parts in seen.items():
        mean, square = (torch.stack(values).mean(0) for values in zip(*parts, strict=True))
        _restate(layer, mean, (square - mean.square()).clamp(min=1e-6))


def _restate(layer: nn.BatchNorm2d, mean: Tensor, variance: Tensor) -> None:
    """Give a norm other statistics, and the weight and bias that make up for them."""
    old_mean, old_variance = layer.running_mean, layer.running_var
    assert old_mean is not None and old_variance is not None  # noqa: S101, PT018
    slope = layer.weight / torch.sqrt(old_variance + layer.eps)
    layer.bias.add_(slope * (mean - old_mean))
    layer.weight.copy_(slope * torch.sqrt(variance + layer.eps))
    old_mean.copy_(mean)
    old_variance.copy_(variance)
