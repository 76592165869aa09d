from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from limis.errors import ModelError, WeightsError
from limis.models.weights import open_set
from limis.runtime.onnx import Graph


@pytest.fixture(scope="module")
def graph():
    return Graph(open_set("embedded").path("segmenter.encode.onnx"))


def test_what_is_no_graph_is_refused(tmp_path):
    (tmp_path / "bad.onnx").write_bytes(b"no graph")
    with pytest.raises(WeightsError, match=r"bad\.onnx"):
        Graph(tmp_path / "bad.onnx")


def test_arrays_that_do_not_fit_are_a_model_error(graph):
    with pytest.raises(ModelError, match="could not run"):
        graph({"image": np.zeros((1, 5, 7), np.float32)})


def test_threads_get_their_own_answers(graph):
    rng = np.random.default_rng(0)
    images = [rng.random((1, 3, 128, 128), dtype=np.float32) for _ in range(4)]
    alone = [graph({"image": image})[0] for image in images]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda image: graph({"image": image})[0], images))
    assert all(np.allclose(a, b, atol=1e-5) for a, b in zip(alone, together, strict=True))
