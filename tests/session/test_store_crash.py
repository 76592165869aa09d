"""Sessions that are killed while they write."""

import subprocess
import sys
from pathlib import Path

import pytest
from stored import IMAGE

from limis.errors import SessionBusyError
from limis.session.state import state_digest
from limis.session.store import Store

PROGRAM = (sys.executable, str(Path(__file__).parents[1] / "stored.py"))


def converse(home):
    return subprocess.Popen((*PROGRAM, str(home)), stdout=subprocess.PIPE, text=True)


def acknowledged(lines):
    """Turn → state, of every whole line that was printed."""
    whole = [line.split() for line in lines if line.endswith("\n")]
    return {int(number): digest for _, number, digest in whole}


def check(store, told):
    """Every turn that was acknowledged is there; and at most one more, which was in flight."""
    (one,) = store.list()
    verdict = store.verify(one.id)
    assert verdict.problems == ()
    _, turns = store.read(one.id)
    assert {turn.number: turn.digest for turn in turns[: len(told)]} == told
    assert len(turns) <= len(told) + 1
    with store.resume(one.id) as journal:
        history = journal.history(IMAGE)
        assert history.digest == state_digest(history.state) == turns[-1].digest
        history.undo(999)
        assert state_digest(history.state) == turns[0].digest


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_at_any_statement_no_acknowledged_turn_is_lost(tmp_path):
    statements = [*range(1, 34), 88, 200]
    subprocess.run((*PROGRAM, str(tmp_path), *map(str, statements)), check=True)
    seen = set()
    for number in statements:
        with (tmp_path / f"{number}.txt").open() as file:
            told = acknowledged(file.readlines())
        check(Store(tmp_path / str(number)), told)
        seen.add(len(told))
    assert len(seen) > 4


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_from_outside_no_acknowledged_turn_is_lost(tmp_path):
    for number in range(2):
        with converse(tmp_path / str(number)) as process:
            lines = [process.stdout.readline() for _ in range(3 + 19 * number)]
            process.kill()
            lines += process.stdout.readlines()
        check(Store(tmp_path / str(number)), acknowledged(lines))


def test_a_session_that_another_process_has_open_is_refused_until_that_one_is_gone(tmp_path):
    store = Store(tmp_path)
    with converse(tmp_path) as process:
        name = process.stdout.readline().split()[0]
        process.stdout.readline()
        with pytest.raises(SessionBusyError, match=f"process {process.pid}"):
            store.resume(name)
        assert store.list()[0].about is not None
        process.kill()
        process.stdout.read()
    with store.resume(name) as journal:
        assert journal.history(IMAGE).can_undo > 0
