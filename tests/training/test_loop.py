"""A training that is stopped keeps what it learned, and goes on as if nobody had stopped it."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from discs import write_index

torch = pytest.importorskip("torch")

from torch import Tensor, nn  # noqa: E402

from limis.training.grounder import GrounderData, train_grounder  # noqa: E402
from limis.training.loop import Schedule, Trainer  # noqa: E402
from limis.training.recipe import Looks  # noqa: E402
from limis.training.samples import load_samples  # noqa: E402
from limis.training.saved import load_state, save_state  # noqa: E402
from limis.training.segmenter import SegmenterData, train_segmenter  # noqa: E402

TRAIN: dict[str, tuple[Any, Any]] = {
    "grounder": (train_grounder, GrounderData),
    "segmenter": (train_segmenter, SegmenterData),
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_index(tmp_path_factory.mktemp("data"))


@pytest.fixture
def keyboard() -> Iterator[None]:
    """Ctrl-C as at a terminal: what a shell starts in the background ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


class Stopped:
    """Losses of a small network; at one step somebody presses Ctrl-C, some times over."""

    def __init__(self, network: nn.Module, at: int, presses: int = 1) -> None:
        self.network, self.left, self.presses = network, at, presses

    def __call__(self, _done: float) -> dict[str, Tensor]:
        self.left -= 1
        for _ in range(self.presses if self.left == 0 else 0):
            signal.raise_signal(signal.SIGINT)
        return {"loss": self.network(torch.ones(1, 3, 8, 8)).square().mean()}


@pytest.mark.usefixtures("keyboard")
def test_what_was_learned_until_ctrl_c_is_kept(tmp_path: Path) -> None:
    network, before = nn.Conv2d(3, 4, 3), signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        Trainer(network, tmp_path, Schedule(steps=9), "cpu").run(Stopped(network, at=3))
    state = load_state(tmp_path / "last.pt")
    assert state["step"] == 3
    assert torch.equal(state["network"]["weight"], network.weight)
    assert signal.getsignal(signal.SIGINT) is before
    again = nn.Conv2d(3, 4, 3)
    Trainer(again, tmp_path, Schedule(steps=9), "cpu").run(Stopped(again, at=0))
    assert load_state(tmp_path / "last.pt")["step"] == 9


@pytest.mark.usefixtures("keyboard")
def test_a_second_ctrl_c_waits_for_nothing(tmp_path: Path) -> None:
    network, before = nn.Conv2d(3, 4, 3), signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        Trainer(network, tmp_path, Schedule(steps=9), "cpu").run(Stopped(network, at=3, presses=2))
    assert not (tmp_path / "last.pt").exists()
    assert signal.getsignal(signal.SIGINT) is before


def test_a_thread_trains_as_well(tmp_path: Path) -> None:
    network = nn.Conv2d(3, 4, 3)
    trainer = Trainer(network, tmp_path, Schedule(steps=2), "cpu")
    thread = threading.Thread(target=trainer.run, args=(Stopped(network, at=0),))
    thread.start()
    thread.join()
    assert load_state(tmp_path / "last.pt")["step"] == 2


def hashes(monkeypatch: pytest.MonkeyPatch, role: str, index: Path, folder: Path, cuts: list[int]) -> list[str]:
    """A hash of every batch of a run of four steps, cut after so many."""
    train, data = TRAIN[role]
    seen: list[str] = []
    batch = data.batch

    def noted(self: Any, *given: Any) -> Any:
        drawn = batch(self, *given)
        tensors = drawn if isinstance(drawn, tuple) else (drawn.images, drawn.maps, drawn.names, drawn.targets)
        seen.append(hashlib.sha256(b"".join(t.contiguous().numpy().tobytes() for t in tensors)).hexdigest())
        return drawn

    with monkeypatch.context() as patch:
        patch.setattr(data, "batch", noted)
        patch.setattr("limis.training.grounder._SMALL_UNTIL", 2)  # the way behind is another when a run is cut
        for steps in (*cuts, 4):
            looks = Looks(sides=(32,), contrasts=0.5, cuts=0.5, filters=0.5)
            train(load_samples(index), folder, Schedule(steps=steps), batch=2, looks=looks)
    return seen


@pytest.mark.parametrize("role", TRAIN)
def test_a_run_that_was_cut_draws_what_it_would_have_drawn(
    monkeypatch: pytest.MonkeyPatch, role: str, index: Path, tmp_path: Path
) -> None:
    monkeypatch.setattr("limis.training.segmenter.FINE", 64)
    whole = hashes(monkeypatch, role, index, tmp_path / "whole", [])
    cut = hashes(monkeypatch, role, index, tmp_path / "cut", [2])
    assert len(set(whole)) == 4
    assert cut == whole
    weights = [load_state(tmp_path / name / "last.pt")["network"] for name in ("whole", "cut")]
    assert weights[0].keys() == weights[1].keys()


@pytest.mark.parametrize("role", TRAIN)
def test_what_is_practised_most_is_remembered(role: str, index: Path, tmp_path: Path) -> None:
    train, data = TRAIN[role]
    samples = load_samples(index)
    train(samples, tmp_path, Schedule(steps=2), batch=2, looks=Looks(sides=(32,)))
    hard = load_state(tmp_path / "last.pt")["draws"]["hard"]
    assert min(missed for *_, missed in hard) < 1
    again = data(samples, ["nucleus", "skin_lesion"], 0) if role == "grounder" else data(samples, 0)
    network = nn.Conv2d(3, 4, 3)
    state = load_state(tmp_path / "last.pt") | load_other(network, tmp_path / "other")
    save_state(state, tmp_path / "other" / "last.pt")
    Trainer(network, tmp_path / "other", Schedule(), "cpu", again)
    assert [[*where, missed] for where, missed in again.hard.items()] == hard


def load_other(network: nn.Module, folder: Path) -> dict[str, Any]:
    """The checkpoint of a small network, without its draws."""
    Trainer(network, folder, Schedule(minutes=0), "cpu").run(lambda _: {})
    return load_state(folder / "last.pt")


@pytest.mark.parametrize("role", TRAIN)
def test_a_checkpoint_from_before_draws_were_kept_is_gone_on_from(role: str, index: Path, tmp_path: Path) -> None:
    train, _ = TRAIN[role]
    for steps in (1, 2):
        train(load_samples(index), tmp_path, Schedule(steps=steps), batch=2, looks=Looks(sides=(32,)))
        state = load_state(tmp_path / "last.pt")
        assert state["step"] == steps
        assert state.pop("draws")
        save_state(state, tmp_path / "last.pt")


def test_batches_are_the_same_in_every_process(index: Path) -> None:
    """The order of a set of words is another one in every process; draws must not go by it."""
    code = (
        "import sys, pathlib; from limis.training.samples import load_samples\n"
        "from limis.training.grounder import GrounderData\n"
        "samples = load_samples(pathlib.Path(sys.argv[1]))\n"
        "for s in samples: s.labelled = frozenset(f'k{n}' for n in range(30))\n"
        "data = GrounderData(samples, ['nucleus', 'skin_lesion', *(f'k{n}' for n in range(30))], 0)\n"
        "print(data.batch(2, 32, 'cpu')[1].tolist())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code, str(index)],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
