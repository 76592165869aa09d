"""A folder belongs to what was begun in it: other data, other weights and other trainings are told, not mixed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from discs import write_index
from typer.testing import CliRunner

from limis.cli.main import app
from limis.errors import InputError, ReadError
from limis.report.lock import locked

pytest.importorskip("torch")

from limis.training import embedded
from limis.training.adapter import _keep_to_settings
from limis.training.claims import check_folder, check_made, source_of
from limis.training.embedded import train_run
from limis.training.kitchen import Kitchen
from limis.training.recipe import Recipe, Run
from limis.training.saved import save_state

RUN = Run(name="grounder", network="grounder", steps=1)
NEXT = Run(name="grounder-2", network="grounder", start="grounder", steps=1)
LATER = ("index", "tiers", "leave", "start_sha256")


def recipe(**settings: Any) -> Recipe:
    return Recipe(**{"set": "embedded-research", "runs": (RUN, NEXT)} | settings)


@pytest.fixture
def trained(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders in which something was trained; that takes no time here."""
    folders: list[Path] = []

    def train(samples: Any, folder: Path, *_: Any, seed: int, **__: Any) -> None:
        folders.append(folder)
        save_state({"keys": ["nucleus"], "state": {}, "seed": seed}, folder / "grounder.pt")

    monkeypatch.setattr(embedded, "train_grounder", train)
    return folders


@pytest.fixture
def kitchen(tmp_path: Path) -> Kitchen:
    return Kitchen(write_index(tmp_path / "data"), tmp_path / "runs", tmp_path / "weights")


def test_a_run_of_other_data_is_not_taken_up(trained: list[Path], kitchen: Kitchen, tmp_path: Path) -> None:
    train_run(recipe(), RUN, kitchen)
    assert "there already" in train_run(recipe(), RUN, kitchen)
    other = Kitchen(write_index(tmp_path / "other", 5), kitchen.runs, kitchen.weights)
    with pytest.raises(InputError, match=r"holds another run: expected index .*, got index .*Give --runs another"):
        train_run(recipe(), RUN, other)
    with pytest.raises(InputError, match=r'expected leave \[\], got leave \["dermoscopy"\]'):
        train_run(recipe(leave=("dermoscopy",)), RUN, kitchen)
    assert len(trained) == 1


def test_a_run_from_other_weights_is_not_taken_up(trained: list[Path], kitchen: Kitchen) -> None:
    for run in (RUN, NEXT):
        train_run(recipe(), run, kitchen)
    network = kitchen.runs / "embedded-research" / "grounder" / "grounder.pt"
    save_state({"keys": ["nucleus"], "state": {}, "seed": 7}, network)
    with pytest.raises(InputError, match="expected start_sha256"):
        train_run(recipe(), NEXT, kitchen)
    network.unlink()
    assert "there already" in train_run(recipe(), NEXT, kitchen)


def test_a_run_that_was_begun_before_data_were_written_down_is_taken_up(trained: list[Path], kitchen: Kitchen) -> None:
    train_run(recipe(), RUN, kitchen)
    about = kitchen.runs / "embedded-research" / "grounder" / "run.json"
    old = {name: value for name, value in json.loads(about.read_text()).items() if name not in LATER}
    about.write_text(json.dumps(old) + "\n")
    assert "there already" in train_run(recipe(), RUN, kitchen)
    with pytest.raises(InputError, match="expected seed 0, got seed 9"):
        train_run(recipe(), RUN.model_copy(update={"seed": 9}), kitchen)


def test_one_training_at_a_time_writes_into_a_folder(trained: list[Path], kitchen: Kitchen) -> None:
    folder = kitchen.runs / "embedded-research" / "grounder"
    folder.mkdir(parents=True)
    with locked(folder), pytest.raises(InputError, match="another training that is still writing into it"):
        train_run(recipe(), RUN, kitchen)
    assert not trained
    assert not (folder / "run.json").exists()
    train_run(recipe(), RUN, kitchen)
    assert trained == [folder]


@pytest.mark.parametrize("text", ["", "[]", '{"name": "grou'])
def test_a_damaged_claim_is_told_by_its_name(trained: list[Path], kitchen: Kitchen, text: str) -> None:
    folder = kitchen.runs / "embedded-research" / "grounder"
    folder.mkdir(parents=True)
    (folder / "run.json").write_text(text)
    with pytest.raises(ReadError, match=rf"cannot read {folder / 'run.json'}.*Remove {folder}"):
        train_run(recipe(), RUN, kitchen)
    assert not trained


def test_what_cannot_be_left_out_is_told(trained: list[Path], kitchen: Kitchen) -> None:
    with pytest.raises(InputError, match=r"imaging 'CTT' to leave out: expected any of cells, dermoscopy, microscopy"):
        train_run(recipe(leave=("skin", "CTT")), RUN, kitchen)
    with pytest.raises(InputError, match="nothing to learn from"):
        train_run(recipe(leave=("skin", "microscopy")), RUN, kitchen)
    assert not trained


def test_an_adapter_goes_on_with_the_data_that_it_began_with(tmp_path: Path) -> None:
    index, other = write_index(tmp_path / "a"), write_index(tmp_path / "b", 5)
    began: dict[str, Any] = {"base": "sam", "rank": 2, "targets": ("qkv",)}
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "settings.json").write_text(json.dumps(began))
    _keep_to_settings(tmp_path / "old", began | {"seed": 0, **source_of(index, None)})
    for _ in range(2):
        _keep_to_settings(tmp_path / "new", began | {"seed": 0, **source_of(index, ["permissive"])})
    for others in ({"seed": 1}, source_of(other, ["permissive"]), {"tiers": None}):
        settings = began | {"seed": 0, **source_of(index, ["permissive"])} | others
        with pytest.raises(InputError, match=f"trained otherwise: expected {next(iter(others))} .*--out another"):
            _keep_to_settings(tmp_path / "new", settings)


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "below" / "it"):
        with pytest.raises(InputError, match=f"{tmp_path / 'file'}, which is a file. Give --runs another folder"):
            check_folder(folder, "--runs")
    with pytest.raises(InputError, match=r"got a folder\. Name a file in it"):
        check_made(tmp_path, "-o")
    check_folder(tmp_path / "new" / "one", "--runs")
    assert not (tmp_path / "new").exists()


def asked(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["train", *words])
    return done.exit_code, " ".join(done.output.split())


@pytest.mark.parametrize("option", ["--runs", "--weights"])
def test_a_file_in_the_place_of_a_folder_is_told_before_anything_is_trained(
    trained: list[Path], kitchen: Kitchen, option: str
) -> None:
    taken = str(kitchen.index)
    places = {"--runs": str(kitchen.runs), "--weights": str(kitchen.weights)} | {option: taken}
    code, said = asked(
        "embedded", "--data", taken, "--set", "embedded-research", *(w for pair in places.items() for w in pair)
    )
    assert code == 2
    assert f"{taken}, which is a file" in said
    assert not trained
    assert not kitchen.runs.exists()


@pytest.mark.parametrize("device", ["banana", "cuda:99"])
def test_a_device_that_is_not_there_is_told_before_anything_is_trained(
    trained: list[Path], kitchen: Kitchen, device: str
) -> None:
    code, said = asked("embedded", "--data", str(kitchen.index), "--runs", str(kitchen.runs), "--device", device)
    assert code == 2
    assert f"no device '{device}': expected auto, or one of" in said
    assert not kitchen.runs.exists()


@pytest.mark.parametrize("role", ["grounder", "segmenter"])
def test_an_adapter_is_checked_before_it_is_trained(kitchen: Kitchen, role: str) -> None:
    pytest.importorskip("peft")
    words = [role, "--base", "none", "--data", str(kitchen.index), "--device", "cpu", "-o"]
    assert asked(*words, str(kitchen.index))[0] == 2
    assert asked(*words, str(kitchen.runs), "--device", "banana")[0] == 2


@pytest.mark.parametrize(
    ("runs", "val", "said"),
    [
        ('{name = "grounder", network = "grounder", steps = 1}', 3, "a segmenter to pack: not there"),
        (
            '{name = "grounder", network = "grounder", steps = 1}, {name = "s", network = "segmenter", steps = 1}',
            0,
            "nothing to set thresholds on",
        ),
    ],
)
def test_what_cannot_be_packed_is_told_before_anything_is_trained(
    trained: list[Path], tmp_path: Path, runs: str, val: int, said: str
) -> None:
    (tmp_path / "mine.toml").write_text(f'set = "embedded-research"\nruns = [{runs}]\n')
    words = ["embedded", "--data", str(write_index(tmp_path, val=val)), "--set", str(tmp_path / "mine.toml")]
    code, told = asked(*words, "--runs", str(tmp_path / "runs"), "--weights", str(tmp_path / "weights"))
    assert code == 2
    assert said in told
    assert not trained
    assert not (tmp_path / "runs").exists()


@pytest.mark.parametrize("command", ["embedded", "mean", "grounder", "segmenter", "merge"])
def test_every_command_can_say_where_an_error_came_from(command: str) -> None:
    assert "--verbose" in asked(command, "--help")[1]


def test_a_trial_leaves_the_weights_alone_that_come_with_limis(
    monkeypatch: pytest.MonkeyPatch, trained: list[Path], tmp_path: Path
) -> None:
    packed: list[Kitchen] = []
    monkeypatch.setattr(embedded, "pack", lambda _, kitchen: packed.append(kitchen) or "packed")
    monkeypatch.chdir(tmp_path)
    code, said = asked("embedded", "--data", str(write_index(tmp_path)), "--only", "pack")
    assert (code, packed[0].weights) == (0, Path("runs/weights"))
    assert "--models runs/weights/embedded" in said
