"""Torch models that make do with the memory there is; ``cpu:0`` stands for a device of its own."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest
import torch

from limis.errors import DeviceError
from limis.runtime.torch_device import Runner, choose_precision, choose_training_precision, on_device


class Small(torch.nn.Linear):
    """Doubles numbers, as long as no more come at once than it has room for."""

    def __init__(self, room: int, elsewhere: int | None = None) -> None:
        super().__init__(1, 1, bias=False)
        torch.nn.init.constant_(self.weight, 2.0)
        self.room = {"cpu:0": room, "cpu": room if elsewhere is None else elsewhere}
        self.device, self.sizes = "", list[int]()
        self.register_forward_pre_hook(Small.refuse)

    def to(self, device: str) -> Small:
        self.device = device
        return super().to(device)

    def refuse(self, inputs: tuple[torch.Tensor]) -> None:
        self.sizes.append(len(inputs[0]))
        if len(inputs[0]) > self.room[self.device]:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB")


def double(runner: Runner, numbers: Sequence[float], at_once: int) -> list[float]:
    def work(some: Sequence[float]) -> list[float]:
        return runner.model(torch.tensor(some, dtype=torch.float32)[:, None])[:, 0].tolist()

    return runner.run(numbers, at_once, work, "doubling")


def test_what_does_not_fit_is_halved_and_stays_so() -> None:
    runner = Runner(Small(room=2), "cpu:0")
    assert double(runner, [1, 2, 3, 4, 5], at_once=4) == [2, 4, 6, 8, 10]
    assert runner.model.sizes == [4, 2, 2, 1]
    assert (runner.device, runner.notice) == ("cpu:0", "")
    double(runner, [1, 2, 3], at_once=4)
    assert runner.model.sizes[4:] == [2, 1]


def test_what_never_fits_moves_to_the_cpu_and_says_so() -> None:
    runner = Runner(Small(room=0, elsewhere=4), "cpu:0", "bfloat16")
    assert double(runner, [1.001, 2, 3], at_once=2) == pytest.approx([2.002, 4, 6], abs=1e-6)
    assert runner.model.sizes == [2, 1, 2, 1]
    assert runner.device == "cpu"
    assert runner.notice == "cpu:0 ran out of memory: on the CPU from now on"


def test_what_does_not_even_fit_there_is_an_error() -> None:
    with pytest.raises(DeviceError, match="cpu ran out of memory while doubling"):
        double(Runner(Small(room=0), "cpu:0"), [1], at_once=4)


def test_layers_compute_in_the_precision_asked_for() -> None:
    layer, some = torch.nn.Linear(2, 2), torch.ones(1, 2)
    for precision in ("float32", "bfloat16"):
        with on_device("cpu", "testing", precision):
            assert str(layer(some).dtype) == f"torch.{precision}"
    assert choose_precision("cpu") == choose_precision("mps") == "float32"


def test_other_errors_stay_what_they_are() -> None:
    with pytest.raises(RuntimeError, match="shapes cannot be multiplied"), on_device("cpu", "testing"):
        torch.ones(2, 3) @ torch.ones(2, 3)
    with pytest.raises(DeviceError, match="MPS backend"), on_device("mps:0", "testing"):
        raise RuntimeError("MPS backend out of memory (MPS allocated: 9 GB)")


def test_one_pass_at_a_time_runs_on_a_device() -> None:
    order: list[str] = []
    inside, done = threading.Event(), threading.Event()

    def second() -> None:
        inside.wait()
        with on_device("cpu", "testing"):
            order.append("second")
        done.set()

    threading.Thread(target=second).start()
    with on_device("cpu", "testing"):
        inside.set()
        assert not done.wait(0.1)
        with on_device("cpu:0", "testing"):
            order.append("first")
    assert done.wait(10)
    assert order == ["first", "second"]


def test_training_computes_in_what_the_processor_multiplies_in(monkeypatch: pytest.MonkeyPatch) -> None:
    for there, chosen in (({"avx512_f": True}, "float32"), ({"avx512_bf16": False, "amx_bf16": True}, "bfloat16")):
        monkeypatch.setattr("torch.cpu.get_capabilities", lambda there=there: there, raising=False)
        assert choose_training_precision("cpu") == chosen
    assert choose_training_precision("mps") == "float32"
