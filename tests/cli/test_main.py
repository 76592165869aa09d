from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from limis import __version__
from limis.cli.main import app
from limis.eval import folds, protocols


def test_the_version_is_shown() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert (result.exit_code, result.stdout) == (0, f"limis {__version__}\n")


@pytest.mark.parametrize("command", ["segment", "concepts", "parse", "models", "demo", "doctor", "train", "eval"])
def test_every_command_explains_itself(command: str) -> None:
    result = CliRunner().invoke(app, [command, "--help"])
    assert result.exit_code == 0
    assert "Usage" in result.stdout


def test_an_unknown_command_exits_2() -> None:
    assert CliRunner().invoke(app, ["sgment"]).exit_code == 2


def test_it_runs_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "limis", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"limis {__version__}\n"


@pytest.mark.parametrize(("used", "frozen"), [("pass", "True"), ("sys.modules['torch'] = sys", "False")])
def test_the_last_sweep_is_spared_unless_torch_was_used(used: str, frozen: str) -> None:
    code = (
        "import atexit, gc, sys; from limis.cli.main import main\n"
        "atexit.register(lambda: print(gc.get_freeze_count() > 0))\n"
        f"{used}; sys.argv = ['limis', '--version']; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == frozen


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_who_has_seen_enough_is_told_nothing(unbuffered: str) -> None:
    words = [sys.executable, "-m", "limis", "eval", "protocols"]
    environ = os.environ | {"PYTHONUNBUFFERED": unbuffered}
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environ) as asked:
        assert asked.stdout is not None
        assert asked.stderr is not None
        asked.stdout.close()
        assert asked.stderr.read() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="a console is interrupted in another way there")
@pytest.mark.parametrize("seconds", [0.3, 0.6, 0.9])
def test_an_interrupt_while_modules_are_loading_is_quiet(seconds: float) -> None:
    words = [sys.executable, "-m", "limis", "commands", "--schema"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as begun:
        time.sleep(seconds)
        begun.send_signal(signal.SIGINT)
        _, errors = begun.communicate()
    assert "limis/cli" not in errors


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk to write to")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_told_in_one_line(unbuffered: str) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        words = [sys.executable, "-m", "limis", "concepts", "liver", "--json"]
        environ = os.environ | {"PYTHONUNBUFFERED": unbuffered}
        done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, text=True, check=False, env=environ)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "cannot write: expected room to write, got no space left on device. Make room, or write elsewhere."
    ]


def fold(index: Path, out: Path) -> Result:
    return CliRunner().invoke(app, ["eval", "folds", "--data", str(index), "-o", str(out), "--folds", "2"])


@pytest.fixture
def index(tmp_path: Path) -> Path:
    row = {"dataset": "eyes", "split": "val", "image": "1.png", "mask": "1.png", "concept": "optic_disc"}
    row |= {"modality": "fundus photography", "tier": "permissive"}
    lines = [json.dumps(row | {"subject": str(number)}) for number in range(4)]
    (tmp_path / "index.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path / "index.jsonl"


def test_a_path_that_is_no_such_thing_is_told_in_one_line(index: Path, tmp_path: Path) -> None:
    file, folder = tmp_path / "file", tmp_path / "folds"
    file.touch()
    (folder / "fold-0.jsonl").mkdir(parents=True)
    for out, said in (
        (file, f"cannot use {file}: expected a folder, or a name that is free, got a file."),
        (file / "below", f"cannot use {file / 'below'}: expected a folder, got a file, there or on the way."),
        (folder, f"cannot use {folder / 'fold-0.jsonl'}: expected a file, got a folder."),
    ):
        result = fold(index, out)
        assert (result.exit_code, result.stderr) == (2, f"{said} Give another path.\n")


def test_what_may_not_be_written_is_told_by_its_folder(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, text: str) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path.with_name(f".{path.name}.ab12.part")))

    monkeypatch.setattr(folds, "write_text", refuse)
    result = fold(index, tmp_path / "out")
    said = f"cannot use {tmp_path / 'out'}: expected leave to use it, got none. Give another path.\n"
    assert (result.exit_code, result.stderr) == (2, said)


def test_verbose_is_advised_only_where_a_command_takes_it(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise RuntimeError("tripped")

    monkeypatch.setattr(folds, "split_folds", stumble)
    told = fold(index, tmp_path / "out").stderr
    assert told == "RuntimeError: tripped. This should not happen; run again with --verbose to see where.\n"
    monkeypatch.setattr(protocols, "described", stumble)
    told = CliRunner().invoke(app, ["eval", "protocols"]).stderr
    assert told == "RuntimeError: tripped. This should not happen.\n"
