"""Networks read back out of a shipped set: they answer as its graphs do, and their norms are ready for training."""

import numpy as np
import pytest
import torch

from limis.models.weights import open_set
from limis.runtime.onnx import Graph
from limis.training.networks import GrounderNet, SegmenterNet
from limis.training.unpack import read_network, settle

SETS = ("embedded", "embedded-research")


def crops(count: int) -> torch.Tensor:
    """Blobs on noise, ``(count, 3, 64, 64)``."""
    rng = np.random.default_rng(0)
    y, x = np.mgrid[0:64, 0:64]
    blobs = [(y - rng.integers(20, 44)) ** 2 + (x - rng.integers(20, 44)) ** 2 < 144 for _ in range(count)]
    seen = 0.3 + 0.4 * np.stack(blobs)[:, None] + rng.normal(0, 0.05, (count, 3, 64, 64))
    return torch.from_numpy(seen.astype(np.float32)).clamp(0, 1)


def segmenter(name: str) -> SegmenterNet:
    saved = read_network(open_set(name), "segmenter")
    network = SegmenterNet(len(saved["names"]))
    network.load_state_dict(saved["state"])
    return network.eval()


@pytest.mark.parametrize("name", SETS)
def test_a_segmenter_answers_as_its_graphs_do(name):
    weights, image = open_set(name), crops(2)
    prompt = torch.zeros(2, 5, 64, 64)
    prompt[:, 0, 10:54, 10:54] = 1
    encode, decode = (Graph(weights.path(f"segmenter.{half}.onnx"), 1) for half in ("encode", "decode"))
    maps = dict(zip(encode.outputs, encode({"image": image.numpy()}), strict=True))
    (shipped,) = decode(maps | {"prompt": prompt.numpy(), "name": np.array([0, 3])})
    with torch.no_grad():
        mine = segmenter(name)(image, prompt, torch.tensor([0, 3])).numpy()
    assert np.corrcoef(mine.ravel(), shipped.ravel())[0, 1] > 0.99
    assert ((mine > 0) == (shipped > 0)).mean() > 0.98


@pytest.mark.parametrize("name", SETS)
def test_a_grounder_answers_as_its_graphs_do(name):
    weights, image = open_set(name), crops(2)
    saved = read_network(weights, "grounder")
    assert {key: n for n, key in enumerate(saved["keys"])}.items() >= {
        k: v.index for k, v in weights.learned.items()
    }.items()
    network = GrounderNet(len(saved["keys"])).eval()
    network.load_state_dict(saved["state"])
    encode, ask = (Graph(weights.path(f"grounder.{half}.onnx"), 1) for half in ("encode", "ask"))
    seen = dict(zip(encode.outputs, encode({"image": image.numpy()}), strict=True))
    asked = np.array([[0, 5, 40]])
    heat, presence = ask(seen | {"concepts": asked})
    with torch.no_grad():
        features, context = network(image)
        rows = torch.from_numpy(asked).expand(2, -1)
        mine, there = network.heat(features, rows).numpy(), network.there(context, rows).numpy()
    assert np.corrcoef(mine.ravel(), heat.ravel())[0, 1] > 0.97
    np.testing.assert_allclose(there, presence, atol=1.0)


def test_settled_norms_answer_alike_and_are_ready_to_train():
    network, image = segmenter("embedded"), crops(8)
    prompt, names = torch.ones(8, 5, 64, 64), torch.zeros(8, dtype=torch.long)
    with torch.no_grad():
        before = network(image, prompt, names)
        settle(network, lambda: network(image, prompt, names), times=1)
        after = network(image, prompt, names)
        training = network.train()(image, prompt, names)
    torch.testing.assert_close(after, before, atol=1e-3, rtol=1e-3)
    torch.testing.assert_close(training, before, atol=0.05, rtol=0.05)
