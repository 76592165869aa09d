"""ONNX graphs, loaded once and run under a lock."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from limis.errors import ModelError, WeightsError, say

__all__ = ["Graph"]


class Graph:
    """An ONNX graph on the CPU.

    Args:
        path: The ``.onnx`` file.
        threads: Threads per run; None uses every core this process may use, at most 8.

    Raises:
        WeightsError: The file is missing or is not a graph.
    """

    def __init__(self, path: Path, threads: int | None = None) -> None:
        ort: Any = import_module("onnxruntime")
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads or min(8, _cores())
        options.log_severity_level = 3
        # Threads that spin between runs keep others off the cores: on a busy machine that made a run ten times longer.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            self._session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime raises types of its own, all plain Exceptions
            raise WeightsError(
                say(
                    f"cannot load the weights {path.name}",
                    expected="an ONNX graph",
                    got=str(error).splitlines()[0],
                    next_step="Install limis again",
                )
            ) from error
        self.inputs: tuple[str, ...] = tuple(i.name for i in self._session.get_inputs())
        self.outputs: tuple[str, ...] = tuple(o.name for o in self._session.get_outputs())
        self._name, self._lock = path.name, Lock()

    def __call__(self, feeds: Mapping[str, NDArray[Any]]) -> tuple[NDArray[np.float32], ...]:
        """Run the graph.

        Args:
            feeds: Input name → array.

        Returns:
            The outputs in the order of `outputs`.

        Raises:
            ModelError: The graph cannot be run on these arrays, or memory ran out.
        """
        try:
            with self._lock:
                return cast("tuple[NDArray[np.float32], ...]", tuple(self._session.run(None, dict(feeds))))
        except Exception as error:  # onnxruntime raises types of its own, all plain Exceptions
            raise ModelError(
                say(
                    f"the model {self._name} could not run",
                    expected=f"arrays for {', '.join(self.inputs)}, and memory to work in",
                    got=str(error).splitlines()[0],
                    next_step="Close other programs or try a smaller image; `limis doctor` checks the installation",
                )
            ) from error


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
