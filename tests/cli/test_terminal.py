"""`limis chat` on a real terminal: keys go in, what a person sees comes out."""

import base64
import os
import re
import select
import signal
import sys
import time
from io import BytesIO

import numpy as np
import pytest
from PIL import Image as Pillow

from limis.cli.inline import drawn, protocol_of

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals")

CTRL_C, CTRL_D, TAB, UP, ENTER = "\x03", "\x04", "\t", "\x1b[A", "\r"
PATIENCE_S = 30
COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
"""Colours and moves of the cursor: nothing that a person reads."""

SLOW = """
import sys, time
import limis.session.finder as finder
whole = finder.gather
def slow(stacks, grounder, queries, progress):
    if any(query.concept == "nucleus" for query in queries):
        print("LOOKING", flush=True)
        time.sleep(600)
    return whole(stacks, grounder, queries, progress)
finder.gather = slow
from limis.cli.main import main
sys.argv[0] = "limis"
main()
"""
"""limis, but that it looks for nuclei for ten minutes."""


class Terminal:
    """A program on a pseudo-terminal of its own."""

    def __init__(self, arguments, environment):
        self.pid, self.screen = pty.fork()
        if self.pid == 0:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            os.execvpe(  # noqa: S606 - no shell is wanted between
                sys.executable, [sys.executable, *arguments], environment
            )
        self.sent = self.shown = ""
        self.seen = 0

    def keys(self, text):
        os.write(self.screen, text.encode())

    def wait_for(self, text):
        """Read until a text comes up that was not there when it was last waited for."""
        until = time.monotonic() + PATIENCE_S
        while text not in self.shown[self.seen :]:
            assert time.monotonic() < until, f"{text!r} never came: {self.shown[self.seen :]!r}"
            self._read(until)
        self.seen = self.shown.index(text, self.seen) + len(text)

    def hears(self, text):
        """Wait for an answer, and until the next thing can be said."""
        self.wait_for(text)
        self.wait_for("limis>")

    def ends(self):
        """The exit code, once the program has ended."""
        until = time.monotonic() + PATIENCE_S
        while self._read(until):
            pass
        assert time.monotonic() < until, f"it never ended: {self.shown[self.seen :]!r}"
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def _read(self, until):
        ready, _, _ = select.select([self.screen], [], [], max(0.0, until - time.monotonic()))
        try:
            new = os.read(self.screen, 65536) if ready else b""
        except OSError:
            return False
        self.sent += new.decode("utf-8", "replace")
        self.shown = COLOURS.sub("", self.sent)
        return bool(new)


@pytest.fixture
def start(tmp_path, monkeypatch):
    """Starts a conversation about a picture of twelve cells; whatever still runs is killed in the end."""
    rows, columns = np.mgrid[0:160, 0:200]
    truth = ((rows % 50 - 25) ** 2 + (columns % 50 - 25) ** 2 < 100) & (rows < 150)
    noise = np.random.default_rng(0).normal(0, 5, truth.shape)
    Pillow.fromarray(np.clip(np.where(truth, 190, 12) + noise, 0, 255).astype(np.uint8)).save(tmp_path / "cells.png")
    Pillow.fromarray((truth * 255).astype(np.uint8)).save(tmp_path / "mask.png")
    started = []

    def begin(*more, **environment):
        own = {
            "LIMIS_HOME": str(tmp_path / "home"),
            "TERM": "xterm",
            "PROMPT_TOOLKIT_NO_CPR": "1",
            "COLUMNS": "120",
            **environment,
        }
        kept = {n: v for n, v in os.environ.items() if n not in ("TMUX", "STY", "KITTY_WINDOW_ID", "LC_TERMINAL")}
        image = ["chat", str(tmp_path / "cells.png"), "--modality", "microscopy", "-o", str(tmp_path / "out")]
        terminal = Terminal(["-c", SLOW, *image, *more], {**kept, "TERM_PROGRAM": "", **own})
        started.append(terminal)
        terminal.wait_for("limis>")
        return terminal

    yield begin
    for terminal in started:
        try:
            os.kill(terminal.pid, signal.SIGKILL)
            os.waitpid(terminal.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        os.close(terminal.screen)


def kept(tmp_path):
    from limis.session.store import Store

    store = Store(tmp_path / "home")
    (one,) = store.list()
    assert store.verify(one.id).problems == ()
    return [turn.said for turn in store.read(one.id)[1]]


def test_a_person_completes_recalls_stops_and_leaves(start, tmp_path):
    mask = f"{tmp_path / 'mask.png'}=nuclei"
    terminal = start("--mask", mask)
    terminal.keys(f"how many are there?{ENTER}")
    terminal.hears("Nucleus: 12 pieces.")
    terminal.keys("seg")
    terminal.wait_for("segment the")
    terminal.keys(f"{TAB}gla")
    terminal.wait_for("gland")
    terminal.keys(CTRL_C)
    terminal.keys(f"remove the second one{ENTER}")
    terminal.hears("Nucleus without that part now.")
    first = (tmp_path / "out" / "preview.png").read_bytes()
    terminal.keys(f"segment the nuclei{ENTER}")
    terminal.wait_for("LOOKING")
    terminal.keys(CTRL_C)
    terminal.hears("stopped; nothing was changed")
    terminal.keys(f"how many are there?{ENTER}")
    terminal.hears("Nucleus: 11 pieces.")
    terminal.keys(f"{UP}{UP}{UP}{ENTER}")
    terminal.hears("Nucleus without that part now.")
    assert (tmp_path / "out" / "preview.png").read_bytes() != first
    terminal.keys(CTRL_C)
    terminal.hears('"exit" leaves')
    terminal.keys(f"stop{ENTER}")
    terminal.hears("Stopped")
    terminal.keys(CTRL_D)
    assert terminal.ends() == 0
    assert kept(tmp_path) == [
        "",
        "how many are there?",
        "remove the second one",
        "how many are there?",
        "remove the second one",
        "stop",
    ]


def test_what_was_said_before_is_recalled_when_a_session_is_taken_up(start, tmp_path):
    terminal = start("--mask", f"{tmp_path / 'mask.png'}=nuclei")
    terminal.keys(f"remove the largest one{ENTER}")
    terminal.hears("without that part")
    terminal.keys(f"exit{ENTER}")
    assert terminal.ends() == 0
    (session,) = (tmp_path / "home" / "sessions").glob("*.sqlite3")
    environment = {**os.environ, "LIMIS_HOME": str(tmp_path / "home"), "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}
    again = Terminal(["-m", "limis", "chat", "--resume", session.stem, "-o", str(tmp_path / "out")], environment)
    again.wait_for("limis>")
    again.keys(f"{UP}{ENTER}")
    again.hears("without that part")
    again.keys(CTRL_D)
    assert again.ends() == 0
    os.close(again.screen)


def test_being_told_to_end_ends_it_even_at_work(start, tmp_path):
    terminal = start("--mask", f"{tmp_path / 'mask.png'}=nuclei")
    terminal.keys(f"remove the largest one{ENTER}")
    terminal.hears("without that part")
    terminal.keys(f"segment the nuclei{ENTER}")
    terminal.wait_for("LOOKING")
    os.kill(terminal.pid, signal.SIGTERM)
    assert terminal.ends() == 130
    assert kept(tmp_path) == ["", "remove the largest one"]


def test_a_terminal_that_shows_pictures_is_sent_the_preview(start, tmp_path):
    terminal = start("--mask", f"{tmp_path / 'mask.png'}=nuclei", TERM_PROGRAM="iTerm.app")
    terminal.keys(f"remove the second one{ENTER}")
    terminal.wait_for("\x1b]1337;File=inline=1;")
    terminal.hears("\x07")
    sent = terminal.shown.split("preserveAspectRatio=1:", 1)[1].split("\x07", 1)[0]
    assert base64.b64decode(sent) == (tmp_path / "out" / "preview.png").read_bytes()
    terminal.keys(CTRL_D)
    assert terminal.ends() == 0


def test_kitty_gets_a_picture_in_chunks_that_are_put_together_again():
    buffer = BytesIO()
    Pillow.fromarray(np.random.default_rng(0).integers(0, 255, (64, 64), np.uint8)).save(buffer, "PNG")
    chunks = [part.split("\x1b\\")[0] for part in drawn(buffer.getvalue(), "kitty").split("\x1b_G")[1:]]
    assert len(chunks) == 2
    assert chunks[0].startswith("a=T,f=100,q=2,m=1;")
    assert chunks[1].startswith("m=0;")
    assert base64.b64decode("".join(chunk.split(";")[1] for chunk in chunks)) == buffer.getvalue()


@pytest.mark.parametrize("between", ["TMUX", "STY"])
def test_what_lies_between_shows_no_picture(between):
    assert protocol_of({"TERM": "xterm-kitty", between: "1"}) is None
