"""Writing trained networks as ONNX graphs that the product runs without PyTorch.

Each network becomes two graphs, because an image is encoded once and asked often:
``grounder.encode``, ``grounder.ask``, ``segmenter.encode`` and ``segmenter.decode``. Weights are stored in
half precision and widened when a graph is loaded, so arithmetic stays in float32.
"""

from __future__ import annotations

import logging
import math
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from limis.training.networks import PROMPT_CHANNELS, GrounderNet, SegmenterNet
from limis.training.saved import load_state

__all__ = ["export_ask", "export_grounder", "export_segmenter"]

_OPSET = 18
_SMALL = 64


class _Encode(nn.Module):
    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, image: Tensor) -> Any:
        return cast("Any", self.network).encode(image)


class _Ask(nn.Module):
    def __init__(self, network: GrounderNet) -> None:
        super().__init__()
        self.network = network

    def forward(self, features: Tensor, context: Tensor, concepts: Tensor) -> tuple[Tensor, Tensor]:
        rows = concepts.expand(features.shape[0], -1)
        return self.network.heat(features, rows), self.network.there(context, rows)


class _Decode(nn.Module):
    def __init__(self, network: SegmenterNet) -> None:
        super().__init__()
        self.network = network

    def forward(self, full: Tensor, half: Tensor, quarter: Tensor, prompt: Tensor, name: Tensor) -> Tensor:
        return self.network.decode((full, half, quarter), prompt, name)


def export_grounder(checkpoint: Path, folder: Path) -> list[str]:
    """Write ``grounder.encode.onnx`` and ``grounder.ask.onnx``.

    Args:
        checkpoint: A ``grounder.pt``.
        folder: Where the graphs go.

    Returns:
        The concept keys, in the order of the indices that ``grounder.ask`` takes.
    """
    saved = load_state(checkpoint)
    network, image = _grounder(saved), torch.rand(2, 3, 192, 192)
    n, h, w = (torch.export.Dim(name) for name in ("n", "h", "w"))
    dims = {"image": {0: n, 2: 32 * h, 3: 32 * w}}
    _write(network, (image,), folder / "grounder.encode.onnx", ["image"], ["features", "context"], dims)
    return export_ask(saved, folder)


def export_ask(saved: Mapping[str, Any], folder: Path) -> list[str]:
    """Write ``grounder.ask.onnx`` alone.

    Args:
        saved: What a ``grounder.pt`` holds.
        folder: Where the graph goes.

    Returns:
        The concept keys, in the order of the indices that it takes.
    """
    network = _grounder(saved)
    features, context = network(torch.rand(2, 3, 192, 192))
    n, h, w, k = (torch.export.Dim(name) for name in ("n", "h", "w", "k"))
    dims = {"features": {0: n, 2: h, 3: w}, "context": {0: n}, "concepts": {1: k}}
    asked, given = (features, context, torch.tensor([[0, 1, 2]])), ["features", "context", "concepts"]
    _write(_Ask(network), asked, folder / "grounder.ask.onnx", given, ["heat", "presence"], dims)
    return list(saved["keys"])


def _grounder(saved: Mapping[str, Any]) -> GrounderNet:
    network = GrounderNet(len(saved["keys"]))
    network.load_state_dict(saved["state"])
    return network.eval()


def export_segmenter(checkpoint: Path, folder: Path, called: str = "segmenter") -> list[str]:
    """Write ``segmenter.encode.onnx`` and ``segmenter.decode.onnx``.

    Args:
        checkpoint: A ``segmenter.pt``.
        folder: Where the graphs go.
        called: What their names begin with.

    Returns:
        The names that ``segmenter.decode`` can be told; it counts them from 1, and 0 is none.
    """
    saved = load_state(checkpoint)
    network = SegmenterNet(len(saved["names"]))
    network.load_state_dict(saved["state"])
    network.eval()
    image = torch.rand(2, 3, 128, 128)
    maps = network.encode(image)
    prompt = torch.rand(2, PROMPT_CHANNELS, 128, 128)
    n, s = torch.export.Dim("n"), torch.export.Dim("s", min=2, max=64)
    names = ["full", "half", "quarter"]
    dims: dict[str, Any] = {name: {0: n, 2: 2 ** (4 - i) * s, 3: 2 ** (4 - i) * s} for i, name in enumerate(names)}
    whole = {0: n, 2: 16 * s, 3: 16 * s}
    _write(_Encode(network), (image,), folder / f"{called}.encode.onnx", ["image"], names, {"image": whole})
    _write(
        _Decode(network),
        (*maps, prompt, torch.tensor([0, 1])),
        folder / f"{called}.decode.onnx",
        [*names, "prompt", "name"],
        ["mask"],
        dims | {"prompt": whole, "name": {0: n}},
    )
    return list(saved["names"])


def _write(
    network: nn.Module,
    example: tuple[Tensor, ...],
    path: Path,
    inputs: Sequence[str],
    outputs: Sequence[str],
    dims: dict[str, Any],
) -> None:
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    path.parent.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter warns of its own workings
        program = torch.onnx.export(
            network.eval().requires_grad_(requires_grad=False),
            example,
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_shapes=dims,
            opset_version=_OPSET,
            dynamo=True,
            verbose=False,
        )
    model = cast("Any", program).model_proto
    del model.metadata_props[:]
    for node in model.graph.node:
        del node.metadata_props[:]
        node.doc_string = ""
    _halve(model)
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString())


def _halve(model: Any) -> None:
    """Store large float32 weights as float16, each widened by a Cast that the runtime folds on load."""
    casts: list[Any] = []
    for weight in model.graph.initializer:
        if weight.data_type != TensorProto.FLOAT or math.prod(weight.dims) < _SMALL:
            continue
        name = weight.name
        half = numpy_helper.from_array(numpy_helper.to_array(weight).astype(np.float16), f"{name}.half")
        weight.CopyFrom(half)
        casts.append(helper.make_node("Cast", [f"{name}.half"], [name], to=TensorProto.FLOAT))
    nodes = list(model.graph.node)
    del model.graph.node[:]
    model.graph.node.extend([*casts, *nodes])
