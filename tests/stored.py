"""A conversation that is kept, for tests, and as a program that can be killed at any moment.

``python stored.py HOME`` keeps a random conversation until it is killed, and writes a line per turn that is on disk:
the session's id, the turn's number, the state. ``python stored.py HOME 3 7`` keeps two, in HOME/3 and HOME/7, that
kill themselves at their third and seventh statement, and writes what they say to HOME/3.txt and HOME/7.txt.
"""

from __future__ import annotations

import itertools
import os
import signal
import sys
from pathlib import Path

import numpy as np

from limis.geometry import Geometry
from limis.protocols import EngineInfo
from limis.session.history import History
from limis.session.state import State, changes
from limis.session.store import Entry, Store
from limis.types import Box, Image, Mask, Source, Structure

GRID = Geometry((12, 10, 6), np.diag([-1.0, -1.0, 2.0, 1.0]))
IMAGE = Image(np.zeros(GRID.shape, np.int16), GRID, "CT", source=Source(Path("/data/ct.nii.gz"), "nifti", "a" * 64))
MODEL = EngineInfo("embedded", "grounder", "b" * 64, "Apache-2.0", "cpu")


def structure(name, data, grid=GRID):
    box = Box.around(data)
    boxes = () if box is None else (box,)
    return Structure(name, name, name, found=bool(boxes), boxes=boxes, mask=Mask(data, grid) if boxes else None)


def rows(name, start, stop):
    data = np.zeros(GRID.shape, bool)
    data[start:stop, 2:8, 1:5] = True
    return structure(name, data)


def say(journal, history, said, state=None, look=None):
    """One turn: a new state, or whatever was done to the history already."""
    before = history.state
    if state is not None:
        history.push(state)
    entry = Entry(
        said,
        [{"op": "help"}],
        [{"op": "help"}],
        f"done: {said}",
        changes(before, history.state),
        [MODEL],
        {"turn": 0.25},
    )
    return journal.record(entry, history, look)


def liver(journal, history, stop, name="liver"):
    return say(journal, history, f"{name} to {stop}", history.state.put(rows(name, 1, stop), active=name))


def random_turn(rng, journal, history, number):
    """Mostly edits, sometimes undo or redo."""
    kind = rng.integers(6)
    if kind == 4:
        history.undo(int(rng.integers(1, 4)))
        return say(journal, history, f"undo {number}")
    if kind == 5:
        history.redo()
        return say(journal, history, f"redo {number}")
    name = f"thing_{rng.integers(3)}"
    data = history.state.masks[name].data.copy() if name in history.state.masks else np.zeros(GRID.shape, bool)
    data[tuple(slice(int(rng.integers(n)), None) for n in GRID.shape)] ^= True
    return say(journal, history, f"edit {number}", history.state.put(structure(name, data), active=name))


def converse(home, statements=0):
    history = History(GRID, State().put(rows("imported", 3, 7), active="imported"))
    journal = Store(home).start(IMAGE, history)
    rng = np.random.default_rng(statements)

    def die(statement):
        nonlocal statements
        statements -= 1
        if statements == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    if statements:
        journal._file.connection.set_trace_callback(die)
    for number in itertools.count():
        if number:
            random_turn(rng, journal, history, number)
        os.write(1, f"{journal.id} {number} {history.digest}\n".encode())


def converse_and_die(home, statements):
    child = os.fork()
    if child == 0:
        os.dup2(os.open(home / f"{statements}.txt", os.O_CREAT | os.O_WRONLY, 0o600), 1)
        converse(home / str(statements), statements)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


if __name__ == "__main__":
    for mode in sys.argv[2:]:
        converse_and_die(Path(sys.argv[1]), int(mode))
    if len(sys.argv) == 2:
        converse(sys.argv[1])
