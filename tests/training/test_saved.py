"""What training keeps is whole or not there, and what is damaged is told by its name."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from limis.errors import ReadError

torch = pytest.importorskip("torch")
resource = pytest.importorskip("resource")

from torch import nn  # noqa: E402

from limis.training.loop import Schedule, Trainer  # noqa: E402
from limis.training.saved import load_state, save_state  # noqa: E402


@contextmanager
def hardly_any_room(size: int = 20_000) -> Iterator[None]:
    """No file gets larger than this: what a full disk is to who writes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_without_room_there_is_no_file_and_no_part_of_one(tmp_path: Path) -> None:
    with hardly_any_room(), pytest.raises(OSError, match="File too large"):
        save_state({"state": torch.zeros(100_000)}, tmp_path / "grounder.pt")
    assert not list(tmp_path.iterdir())


def test_without_room_the_checkpoint_before_stays(tmp_path: Path) -> None:
    save_state({"step": 1}, tmp_path / "last.pt")
    with hardly_any_room(), pytest.raises(OSError, match="File too large"):
        save_state({"step": 2, "network": torch.zeros(100_000)}, tmp_path / "last.pt")
    assert [path.name for path in tmp_path.iterdir()] == ["last.pt"]
    assert load_state(tmp_path / "last.pt") == {"step": 1}


def test_a_training_without_room_leaves_no_checkpoint_in_parts(tmp_path: Path) -> None:
    network = nn.Conv2d(3, 300, 7)
    with hardly_any_room(), pytest.raises(OSError, match="File too large"):
        Trainer(network, tmp_path, Schedule(minutes=0), "cpu").run(lambda _: {})
    assert not list(tmp_path.iterdir())


def test_the_command_tells_it_in_one_line(tmp_path: Path) -> None:
    save_state({"keys": [], "state": {"weight": torch.zeros(100_000)}}, tmp_path / "a.pt")
    words = [sys.executable, "-B", "-m", "limis", "train", "mean", str(tmp_path / "a.pt"), "-o"]
    with hardly_any_room():
        done = subprocess.run([*words, str(tmp_path / "mean.pt")], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "cannot write: expected room to write, got file too large. Make room, or write elsewhere."
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["a.pt"]


@pytest.mark.parametrize("keep", [0, 100, 0.5])
def test_a_file_that_is_cut_is_told_by_its_name(tmp_path: Path, keep: float) -> None:
    network = nn.Conv2d(3, 4, 3)
    Trainer(network, tmp_path, Schedule(minutes=0), "cpu").run(lambda _: {})
    last = tmp_path / "last.pt"
    whole = last.read_bytes()
    last.write_bytes(whole[: int(keep * len(whole)) if keep < 1 else int(keep)])
    with pytest.raises(ReadError, match=rf"cannot read {last}.*Remove {tmp_path}"):
        Trainer(network, tmp_path, Schedule(), "cpu")


def test_a_checkpoint_of_another_network_is_told_by_its_name(tmp_path: Path) -> None:
    Trainer(nn.Conv2d(3, 4, 3), tmp_path, Schedule(minutes=0), "cpu").run(lambda _: {})
    with pytest.raises(ReadError, match=rf"cannot read {tmp_path / 'last.pt'}.*in loading state_dict"):
        Trainer(nn.Conv2d(3, 5, 3), tmp_path, Schedule(), "cpu")
