from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from limis import __version__
from limis.cli.main import app


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
