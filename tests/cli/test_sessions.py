from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result
from stored import GRID, IMAGE, liver, say
from typer.testing import CliRunner

from limis.cli.main import app
from limis.session.history import History
from limis.session.store import Store


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LIMIS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def talk(home: Path, *stops: int, age: timedelta = timedelta(0)) -> str:
    """Keep a session that was used some time ago; give back its id."""
    store = Store(home, clock=lambda: datetime.now(UTC) - age)
    history = History(GRID)
    with store.start(IMAGE, history, modality="CT") as journal:
        for stop in stops:
            liver(journal, history, stop)
        return journal.id


def run(*arguments: str, answer: str | None = None) -> Result:
    return CliRunner().invoke(app, ["sessions", *arguments], input=answer)


def tamper(home: Path, name: str) -> None:
    connection = sqlite3.connect(home / "sessions" / f"{name}.sqlite3")
    connection.execute("DROP TRIGGER turns_update")
    connection.execute("UPDATE turns SET said = 'never said' WHERE number = 1")
    connection.commit()
    connection.close()


def test_an_empty_list_says_how_to_begin(home: Path) -> None:
    shown = run("list")
    assert (shown.exit_code, "limis chat" in shown.stdout) == (0, True)
    assert json.loads(run("list", "--json").stdout) == []
    assert not home.exists()


def test_the_list_names_image_turns_and_structures(home: Path) -> None:
    old, new = talk(home, 4, 5, age=timedelta(days=3)), talk(home, 6)
    lines = run("list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [new, old]
    assert "2 turns  ct.nii.gz  liver" in lines[1]
    listed = json.loads(run("list", "--json").stdout)
    assert [(one["id"], one["turns"], one["structures"], one["problem"]) for one in listed] == [
        (new, 1, ["liver"], ""),
        (old, 2, ["liver"], ""),
    ]


def test_a_session_is_shown_with_what_was_said_and_changed(home: Path) -> None:
    name = talk(home, 4, 6)
    shown = run("show", name[:8])
    assert shown.exit_code == 0
    for part in (
        name,
        "/data/ct.nii.gz",
        "12 x 10 x 6, CT",
        "2. liver to 6",
        "liver changed: +48 -0 voxels",
        "(+0.096 -0 ml)",
    ):
        assert part in shown.stdout
    told = json.loads(run("show", name, "--json").stdout)
    assert [turn["said"] for turn in told["said"]] == ["", "liver to 4", "liver to 6"]
    assert told["image_sha256"] == "a" * 64


def test_what_was_said_cannot_command_the_terminal(home: Path) -> None:
    history = History(GRID)
    with Store(home).start(IMAGE, history) as journal:
        say(journal, history, "segment \x1b]0;owned\x07\x1b[2J the liver")
        name = journal.id
    assert "\x1b" not in run("show", name).stdout


def test_an_unknown_id_exits_2(home: Path) -> None:
    talk(home, 4)
    for command in ("show", "verify", "delete"):
        shown = run(command, "nothing")
        assert (shown.exit_code, "sessions list" in shown.stderr) == (2, True)


def test_a_sound_session_verifies(home: Path) -> None:
    name = talk(home, 4)
    shown = run("verify")
    assert (shown.exit_code, shown.stdout.split()[:2]) == (0, [name, "sound,"])
    (verdict,) = json.loads(run("verify", name, "--json").stdout)
    assert (verdict["id"], verdict["ok"], verdict["problems"], verdict["turns"]) == (name, True, [], 1)


def test_a_changed_session_does_not_verify_and_exits_1(home: Path) -> None:
    sound, changed = talk(home, 4), talk(home, 5)
    tamper(home, changed)
    assert run("verify", sound).exit_code == 0
    shown = run("verify")
    assert (shown.exit_code, "NOT SOUND" in shown.stdout) == (1, True)
    assert "turn 1 was changed" in shown.stdout
    verdicts = {one["id"]: one["ok"] for one in json.loads(run("verify", "--json").stdout)}
    assert verdicts == {sound: True, changed: False}


def test_what_cannot_be_read_is_listed_with_the_reason_and_can_be_deleted(home: Path) -> None:
    good = talk(home, 4)
    (home / "sessions" / "abcdef.sqlite3").write_bytes(b"scribble" * 1000)
    assert "damaged" in run("list").stdout
    assert run("verify").exit_code == 1
    assert run("show", "abcdef").exit_code == 1
    assert run("delete", "abcdef", "--yes").exit_code == 0
    assert [one.id for one in Store(home).list()] == [good]


def test_a_session_is_deleted_only_after_a_yes(home: Path) -> None:
    name = talk(home, 4)
    for answer in ("n\n", "", "\n"):
        assert run("delete", name, answer=answer).exit_code == 1
    assert len(Store(home).list()) == 1
    assert run("delete", name, answer="y\n").exit_code == 0
    assert Store(home).list() == []


def test_deleting_prints_json_and_nothing_else_on_standard_output(home: Path) -> None:
    name = talk(home, 4)
    command = [sys.executable, "-m", "limis", "sessions", "delete", name, "--json"]
    done = subprocess.run(command, input="y\n", capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {"deleted": [name], "open": []}
    assert f"Delete session {name}?" in done.stderr


def test_a_session_that_is_open_is_not_deleted(home: Path) -> None:
    name = talk(home, 4)
    with Store(home).resume(name):
        shown = run("delete", name, "--yes", "--json")
    assert shown.exit_code == 1
    assert json.loads(shown.stdout) == {"deleted": [], "open": [name]}
    assert len(Store(home).list()) == 1


def test_purging_leaves_a_session_that_is_open_and_is_no_failure(home: Path) -> None:
    busy, idle = (talk(home, 4, age=timedelta(days=9)) for _ in range(2))
    with Store(home, clock=lambda: datetime.now(UTC) - timedelta(days=9)).resume(busy):
        shown = run("purge", "--older-than", "1w", "--yes", "--json")
    assert shown.exit_code == 0
    assert json.loads(shown.stdout) == {"deleted": [idle], "open": [busy]}


def test_only_old_sessions_are_purged(home: Path) -> None:
    old, older, new = (talk(home, 4, age=timedelta(days=days)) for days in (31, 300, 29))
    shown = run("purge", "--older-than", "30d", "--yes", "--json")
    assert shown.exit_code == 0
    assert json.loads(shown.stdout)["deleted"] == [older, old]
    assert [one.id for one in Store(home).list()] == [new]
    assert run("purge", "--older-than", "30d").stdout == "nothing was deleted\n"


def test_purging_asks_first(home: Path) -> None:
    talk(home, 4, age=timedelta(hours=2))
    assert run("purge", "--older-than", "1h", answer="n\n").exit_code == 1
    assert len(Store(home).list()) == 1


@pytest.mark.parametrize("age", ["30", "d", "-3d", "3 months", "1e9d"])
def test_an_age_that_is_none_exits_2(age: str) -> None:
    shown = run("purge", "--older-than", age, "--yes")
    assert (shown.exit_code, "30d" in shown.stderr) == (2, True)


@pytest.mark.parametrize("command", ["list", "show", "verify", "delete", "purge"])
def test_every_command_explains_itself(command: str) -> None:
    assert run(command, "--help").exit_code == 0


def test_help_loads_no_heavy_package() -> None:
    code = """
import contextlib, io, sys
from limis.cli.main import main
sys.argv = ["limis", "sessions", "list", "--help"]
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main()
print(sorted({"numpy", "scipy", "torch"} & set(sys.modules)))
"""
    shown = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert shown.stdout.strip() == "[]"
