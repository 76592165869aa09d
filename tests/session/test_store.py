import sqlite3
import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
import stored
from stored import GRID, IMAGE, liver, random_turn, rows, say

from limis.errors import (
    ImageChangedError,
    InputError,
    SessionBusyError,
    StoreDamagedError,
    StoreVersionError,
    StoreWriteError,
    UnknownSessionError,
)
from limis.geometry import Geometry
from limis.session.history import History
from limis.session.lease import Lease
from limis.session.state import Look, State, state_digest
from limis.session.store import Store
from limis.types import Image, Source


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "home")


@pytest.fixture
def begun(store):
    """A session of three turns on an imported mask, still open: its journal and its history."""
    history = History(GRID, State().put(rows("imported", 3, 7), active="imported"))
    with store.start(IMAGE, history, modality="CT", options={"models": "embedded"}) as journal:
        for stop in (4, 6, 9):
            assert liver(journal, history, stop) == ""
        yield journal, history


def kept(store, begun):
    """Close the session and give back its id and its history."""
    journal, history = begun
    name = journal.id
    journal.close()
    return name, history


def change(store, name, sql, *values):
    """Change a stored session behind its back."""
    with sqlite3.connect(store.folder / f"{name}.sqlite3") as connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute(sql, values)
    connection.close()


def count(store, name, table):
    connection = sqlite3.connect(store.folder / f"{name}.sqlite3")
    (number,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
    connection.close()
    return number


def test_a_session_goes_on_where_it_was_left(store, begun):
    name, history = kept(store, begun)
    with store.resume(name) as journal:
        again = journal.history(IMAGE)
        assert again.digest == history.digest == state_digest(again.state)
        assert [one.digest for one in again.steps] == [one.digest for one in history.steps]
        assert again.undo(99) == 3
        assert list(again.state.structures) == ["imported"]
        assert np.array_equal(again.state.masks["imported"].data, rows("imported", 3, 7).mask.data)


def test_what_was_undone_can_still_be_redone_after_resuming(store, begun):
    journal, history = begun
    history.undo(2)
    say(journal, history, "undo 2")
    name, _ = kept(store, begun)
    with store.resume(name) as journal:
        again = journal.history(IMAGE)
        assert (again.digest, again.can_undo, again.can_redo) == (history.digest, 1, 2)
        again.redo()
        say(journal, again, "redo")
        liver(journal, again, 3, "lung")
    with store.resume(name) as journal:
        third = journal.history(IMAGE)
        assert (third.digest, third.can_undo, third.can_redo) == (again.digest, 3, 0)
    assert store.verify(name).problems == ()


def test_a_turn_says_what_was_said_understood_and_changed(store, begun):
    about, turns = store.read(begun[0].id)
    told = turns[2].as_json()
    assert (told["number"], told["said"], told["reply"]) == (2, "liver to 6", "done: liver to 6")
    assert told["understood"] == told["resolved"] == [{"op": "help"}]
    assert told["models"][0]["sha256"] == "b" * 64
    assert told["seconds"] == {"turn": 0.25}
    (changed,) = told["changes"]
    assert (changed["voxels_added"], changed["added"], changed["unit"]) == (48, 0.096, "ml")
    assert changed["box"] == [[4, 2, 1], [6, 8, 5]]
    assert (about.turns, about.structures, about.modality) == (3, ("imported", "liver"), "CT")
    assert about.options == {"models": "embedded"}


def test_where_one_looked_and_what_is_hidden_is_remembered(store, begun):
    journal, history = begun
    look = Look("coronal", {"coronal": 4}, "lung", 2.0)
    say(journal, history, "hide the liver", history.state.hide(["liver"]), look)
    assert history.can_undo == 3
    name, _ = kept(store, begun)
    with store.resume(name) as journal:
        assert journal.look == look
        assert journal.history(IMAGE).state.hidden == {"liver"}


def test_a_change_that_is_no_step_is_remembered_too(store, begun):
    journal, history = begun
    history.undo()
    scored = replace(history.state.structures["liver"], score=0.75)
    say(journal, history, "look again", history.state.put(scored))
    name, _ = kept(store, begun)
    with store.resume(name) as journal:
        again = journal.history(IMAGE)
        assert again.state.structures["liver"].score == 0.75
        assert (again.can_undo, again.can_redo) == (2, 1)
    assert store.verify(name).ok


def test_every_field_of_a_structure_survives(store):
    liver = replace(rows("liver", 2, 5), side="left", which="largest", reason="odd", score=0.25, text="Leber – “L”")
    lost = replace(liver, name="lung", found=False, mask=None, boxes=())
    history = History(GRID)
    with store.start(IMAGE, history) as journal:
        say(journal, history, "both", State().put(liver, lost))
        name = journal.id
    with store.resume(name) as journal:
        back = journal.history(IMAGE).state.structures
    for one in (liver, lost):
        for field in one.__dataclass_fields__.keys() - {"mask"}:
            assert getattr(back[one.name], field) == getattr(one, field)


def test_a_random_conversation_survives_being_taken_up_again_and_again(store):
    rng = np.random.default_rng(11)
    history = History(GRID)
    with store.start(IMAGE, history) as journal:
        name = journal.id
        say(journal, history, "hello")
    for _ in range(12):
        with store.resume(name) as journal:
            history = journal.history(IMAGE)
            for number in range(8):
                random_turn(rng, journal, history, number)
        assert store.verify(name).problems == ()
    digests = [one.digest for one in history.steps]
    with store.resume(name) as journal:
        again = journal.history(IMAGE)
        again.redo(999)
        while again.undo():
            assert state_digest(again.state) == digests[again.position]


def test_masks_that_no_state_needs_any_more_are_removed(store, begun):
    journal, history = begun
    assert count(store, journal.id, "masks") == 4
    history.undo(3)
    say(journal, history, "undo 3")
    assert count(store, journal.id, "masks") == 4
    liver(journal, history, 2, "lung")
    assert count(store, journal.id, "masks") == 2
    assert store.verify(journal.id).problems == ()
    assert [turn.said for turn in store.read(journal.id)[1]][1:4] == ["liver to 4", "liver to 6", "liver to 9"]


def test_a_mask_that_others_differ_from_is_not_removed(store):
    rng = np.random.default_rng(0)
    noise = rng.random(GRID.shape) < 0.5
    other = noise.copy()
    other[3, 3, 3] ^= True
    history = History(GRID)
    with store.start(IMAGE, history) as journal:
        say(journal, history, "one", State().put(stored.structure("liver", noise)))
        say(journal, history, "two", State().put(stored.structure("liver", other)))
        assert history.steps[2].masks[0].base is history.steps[1].masks[0]
        history.undo(2)
        say(journal, history, "again", State().put(stored.structure("liver", other)))
        assert store.verify(journal.id).problems == ()
        name = journal.id
    with store.resume(name) as journal:
        assert np.array_equal(journal.history(IMAGE).state.masks["liver"].data, other)


def test_an_image_that_changed_is_refused_and_both_are_named(store, begun):
    name, _ = kept(store, begun)
    other = replace(IMAGE, source=Source(Path("/data/other.nii.gz"), "nifti", "f" * 64))
    with store.resume(name) as journal:
        with pytest.raises(ImageChangedError) as caught:
            journal.history(other)
        for named in ("a" * 64, "f" * 64, "/data/ct.nii.gz", "/data/other.nii.gz"):
            assert named in str(caught.value)
        assert journal.history(IMAGE).can_undo == 3


def test_an_image_on_another_grid_is_refused(store, begun):
    name, _ = kept(store, begun)
    moved = Geometry(GRID.shape, np.diag([-1.0, -1.0, 3.0, 1.0]))
    frame = Geometry((12, 10, 5), GRID.affine_ras)
    with store.resume(name) as journal:
        for geometry in (moved, frame):
            with pytest.raises(ImageChangedError, match="shape"):
                journal.history(replace(IMAGE, data=np.zeros(geometry.shape), geometry=geometry))


def test_an_image_that_is_missing_is_named(store, begun, tmp_path):
    name, _ = kept(store, begun)
    with store.resume(name) as journal, pytest.raises(ImageChangedError) as caught:
        _ = journal.image_path
    assert "/data/ct.nii.gz" in str(caught.value)
    assert "a" * 64 in str(caught.value)


def test_an_image_that_is_there_is_found_wherever_one_works(store, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("ct.nii.gz").touch()
    history = History(GRID)
    with store.start(replace(IMAGE, source=Source(Path("ct.nii.gz"), "nifti", "a" * 64)), history) as journal:
        liver(journal, history, 4)
        name = journal.id
    monkeypatch.chdir("/")
    with store.resume(name) as journal:
        assert journal.image_path == tmp_path / "ct.nii.gz"


def test_an_image_made_in_memory_is_known_by_its_values(store):
    image = Image(np.arange(720).reshape(GRID.shape), GRID)
    history = History(GRID)
    with store.start(image, history) as journal:
        liver(journal, history, 4)
        name = journal.id
    with store.resume(name) as journal:
        assert journal.history(Image(image.data.copy(), GRID)).can_undo == 1
        with pytest.raises(ImageChangedError):
            journal.history(Image(image.data + 1, GRID))
        with pytest.raises(ImageChangedError, match="in memory"):
            _ = journal.image_path


def test_a_path_that_is_no_text_is_kept(store):
    path = Path("/data/sk\udce4n.nii.gz")
    history = History(GRID)
    with store.start(replace(IMAGE, source=Source(path, "nifti", "a" * 64)), history) as journal:
        assert say(journal, history, "half a character: \ud83d", State().put(rows("liver", 1, 3))) == ""
        name = journal.id
    assert store.read(name)[0].image_path == path
    assert store.verify(name).ok


def test_the_image_is_named_once_and_nothing_of_its_header_is_kept(store):
    source = Source(
        Path("/data/ct.nii.gz"), "dicom", "a" * 64, ("note of Doe^Jane",), ("1.2.3.4",), ("7",), b"Doe^Jane"
    )
    history = History(GRID)
    with store.start(replace(IMAGE, source=source), history) as journal:
        liver(journal, history, 4)
        name = journal.id
    content = (store.folder / f"{name}.sqlite3").read_bytes()
    assert content.count(b"/data/ct.nii.gz") == 1
    assert b"Doe" not in content
    assert b"1.2.3.4" not in content


def test_only_the_owner_can_open_what_is_kept(store, begun):
    journal, history = begun
    liver(journal, history, 3)
    assert stat.S_IMODE(store.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(store.folder.parent.stat().st_mode) == 0o700
    modes = {path.name.partition(".")[2]: stat.S_IMODE(path.stat().st_mode) for path in store.folder.iterdir()}
    assert modes == dict.fromkeys(("sqlite3", "sqlite3-wal", "sqlite3-shm", "lock"), 0o600)


def test_a_folder_that_others_could_open_is_closed(store):
    store.folder.mkdir(parents=True, mode=0o755)
    with store.start(IMAGE, History(GRID)):
        assert stat.S_IMODE(store.folder.stat().st_mode) == 0o700


def test_nothing_is_left_of_a_session_in_which_nothing_was_said(store):
    with store.start(IMAGE, History(GRID)) as journal:
        assert journal.id
    assert (list(store.folder.iterdir()), journal.id) == ([], "")


def test_nothing_is_kept_when_nobody_wants_it(store):
    history = History(GRID)
    with store.start(IMAGE, history, keep=False) as journal:
        assert (liver(journal, history, 4), journal.notice, journal.id) == ("", "", "")
        journal.note("saved", format="nifti")
    assert not store.folder.parent.exists()


def test_two_cannot_talk_in_the_same_session(store, begun):
    journal, _ = begun
    with pytest.raises(SessionBusyError, match="this process"):
        store.resume(journal.id)
    with pytest.raises(SessionBusyError):
        store.delete(journal.id)
    assert store.verify(journal.id).ok


def test_what_is_said_meanwhile_can_be_looked_at(store, begun):
    journal, history = begun
    liver(journal, history, 3)
    assert [one.about.turns for one in store.list()] == [4]
    assert len(store.read(journal.id)[1]) == 5


def test_an_id_may_be_cut_short_where_it_stays_clear(store, begun):
    name, _ = kept(store, begun)
    for known in ("0" * 12, "0" * 11 + "1"):
        (store.folder / f"{known}.sqlite3").touch()
    assert store.resolve(name[:6].upper()) == name
    for unclear in ("0", "00000", "ffffffffffff0", "", "*", "../x", name + "0"):
        with pytest.raises(UnknownSessionError, match="sessions list"):
            store.resolve(unclear)


def test_sessions_are_listed_by_last_use_and_broken_ones_last(tmp_path):
    at = datetime(2026, 1, 1, tzinfo=UTC)
    names = []
    for day in (0, 5, 2):
        history = History(GRID)
        store = Store(tmp_path, clock=lambda day=day: at + timedelta(days=day))
        with store.start(IMAGE, history) as journal:
            liver(journal, history, 4)
            names.append(journal.id)
    (store.folder / "abcdef.sqlite3").write_bytes(b"not a database, not even nearly" * 100)
    listed = store.list()
    assert [one.id for one in listed] == [names[1], names[2], names[0], "abcdef"]
    assert "damaged" in listed[-1].problem
    later = Store(tmp_path, clock=lambda: at + timedelta(days=6))
    assert [about.id for about in later.unused_for(timedelta(days=3))] == [names[0], names[2]]
    assert later.unused_for(timedelta(days=10**6)) == []


def test_a_deleted_session_is_gone_with_all_its_files(store, begun):
    name, _ = kept(store, begun)
    assert store.delete(name[:8]) == name
    assert list(store.folder.iterdir()) == []
    with pytest.raises(UnknownSessionError):
        store.read(name)


def test_listing_makes_no_folder(store):
    assert store.list() == []
    assert not store.folder.exists()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit SET body = '{}' WHERE number = 3",
        "UPDATE audit SET at = '2020-01-01T00:00:00+00:00' WHERE number = 2",
        "DELETE FROM audit WHERE number = 3",
        "DELETE FROM audit WHERE number = 5",
        "INSERT INTO audit VALUES (6, 'x', 'x', '{}', 'x', 'x')",
        "UPDATE audit SET body = x'00' WHERE number = 3",
        "UPDATE audit SET event = 'turned' WHERE number = 4",
        "UPDATE turns SET said = 'segment the lung' WHERE number = 2",
        "UPDATE turns SET reply = '' WHERE number = 1",
        "UPDATE turns SET models = '[]' WHERE number = 1",
        "UPDATE turns SET digest = 'x' WHERE number = 3",
        "UPDATE turns SET position = 0 WHERE number = 3",
        "UPDATE turns SET position = 99 WHERE number = 3",
        "UPDATE turns SET kept = 99 WHERE number = 2",
        "UPDATE turns SET steps = '[]' WHERE number = 2",
        "UPDATE turns SET steps = 'no json' WHERE number = 2",
        "UPDATE turns SET steps = replace(steps, 'liver', 'lungs') WHERE number = 1",
        "UPDATE turns SET number = 9 WHERE number = 2",
        "DELETE FROM turns WHERE number = 3",
        "DELETE FROM turns WHERE number = 1",
        "DELETE FROM turns",
        "UPDATE masks SET data = zeroblob(length(data))",
        "UPDATE masks SET form = '{}'",
        "UPDATE masks SET form = '[1]'",
        "UPDATE masks SET base = key",
        "UPDATE masks SET key = 'f' || substr(key, 2)",
        "DELETE FROM masks WHERE key = (SELECT min(key) FROM masks)",
        "INSERT INTO masks SELECT 'x', base, form, data FROM masks LIMIT 1",
        "UPDATE session SET image = replace(image, 'aaaa', 'bbbb')",
        "UPDATE session SET image = replace(image, 'ct.nii', 'mr.nii')",
        "UPDATE session SET created = '2020-01-01T00:00:00+00:00'",
        "UPDATE session SET used = 'yesterday'",
        "UPDATE session SET turns = 2",
        "UPDATE session SET structures = '[\"brain\"]'",
        "UPDATE session SET id = 'abc'",
        "UPDATE session SET head = 'abc'",
        "UPDATE session SET grid = '{}'",
        "DELETE FROM session",
        "DROP TABLE audit",
        "PRAGMA application_id = 0",
    ],
)
def test_whatever_is_changed_behind_its_back_is_found(store, begun, sql):
    name, _ = kept(store, begun)
    assert store.verify(name).problems == ()
    change(store, name, sql)
    assert not store.verify(name).ok
    try:
        with store.resume(name) as journal:
            journal.history(IMAGE)
    except (StoreDamagedError, InputError):
        pass


@pytest.mark.parametrize("table", ["session", "turns", "audit"])
def test_the_file_itself_refuses_to_forget(store, begun, table):
    name, _ = kept(store, begun)
    connection = sqlite3.connect(store.folder / f"{name}.sqlite3")
    column = "created" if table == "session" else "at"
    for sql in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = 'x'"):  # noqa: S608
        with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
            connection.execute(sql)
    connection.close()


def test_the_chain_can_be_checked_with_nothing_but_sha256(store, begun):
    import hashlib
    import json

    connection = sqlite3.connect(store.folder / f"{begun[0].id}.sqlite3")
    previous = "0" * 64
    for number, at, event, body, before, after in connection.execute("SELECT * FROM audit ORDER BY number"):
        row = {"number": number, "at": at, "event": event, "body": body}
        text = json.dumps(row, sort_keys=True, separators=(",", ":"))
        assert (before, hashlib.sha256((previous + text).encode()).hexdigest()) == (previous, after)
        previous = after
    connection.close()
    assert store.verify(begun[0].id).head == previous


def test_a_file_that_is_cut_short_or_scribbled_on_is_an_error_not_a_session(store, begun):
    name, _ = kept(store, begun)
    path = store.folder / f"{name}.sqlite3"
    whole = path.read_bytes()
    rng = np.random.default_rng(0)
    for _ in range(40):
        broken = bytearray(whole[: int(rng.integers(1, len(whole)))] if rng.random() < 0.3 else whole)
        for _ in range(int(rng.integers(1, 4))):
            start = int(rng.integers(len(broken)))
            broken[start : start + 64] = rng.bytes(len(broken[start : start + 64]))
        path.write_bytes(broken)
        (listed,) = store.list()
        assert listed.about is not None or listed.problem
        try:
            store.verify(name)
            with store.resume(name) as journal:
                journal.history(IMAGE).undo(99)
        except (StoreDamagedError, StoreVersionError, StoreWriteError, ImageChangedError):
            pass
    path.write_bytes(b"")
    assert not store.verify(name).ok
    store.delete(name)


def test_what_a_newer_limis_wrote_is_not_touched(store, begun):
    name, _ = kept(store, begun)
    change(store, name, "PRAGMA user_version = 2")
    before = (store.folder / f"{name}.sqlite3").read_bytes()
    for refused in (store.resume, store.read, store.verify):
        with pytest.raises(StoreVersionError, match="newer limis"):
            refused(name)
    assert "newer limis" in store.list()[0].problem
    assert (store.folder / f"{name}.sqlite3").read_bytes() == before


def test_a_full_disk_is_said_once_and_made_good_when_there_is_room(store, begun):
    journal, history = begun
    connection = journal._file.connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    rng = np.random.default_rng(0)
    said = []
    for number in range(6):
        data = rng.random(GRID.shape) < 0.5
        said.append(say(journal, history, "x" * 9000, history.state.put(stored.structure(f"n{number}", data))))
    first = next(n for n, told in enumerate(said) if told)
    assert "in memory only" in said[first]
    assert "full" in said[first]
    assert said[first + 1 :] == [""] * (5 - first)
    assert "in memory only" in journal.notice
    connection.execute("PRAGMA max_page_count = 100000")
    assert "kept again" in liver(journal, history, 8)
    assert (journal.notice, liver(journal, history, 7)) == ("", "")
    name, _ = kept(store, begun)
    assert store.verify(name).problems == ()
    with store.resume(name) as journal:
        assert journal.history(IMAGE).digest == history.digest
        assert len(journal.turns) == 12


def test_a_database_that_turns_read_only_lets_the_session_go_on(store, begun):
    journal, history = begun
    journal._file.connection.execute("PRAGMA query_only = ON")
    assert "in memory only" in liver(journal, history, 3)
    assert (liver(journal, history, 4), history.can_undo) == ("", 5)
    journal._file.connection.execute("PRAGMA query_only = OFF")
    assert "kept again" in liver(journal, history, 5)
    assert store.verify(journal.id).problems == ()


def test_an_interrupt_after_the_commit_writes_nothing_twice(store, begun, monkeypatch):
    journal, history = begun

    class Late(list):
        def clear(self):
            raise KeyboardInterrupt

    journal._waiting = Late()
    with pytest.raises(KeyboardInterrupt):
        liver(journal, history, 3)
    journal._waiting = list(journal._waiting)
    assert liver(journal, history, 4) == ""
    assert [turn.number for turn in store.read(journal.id)[1]] == [0, 1, 2, 3, 4, 5]
    assert store.verify(journal.id).problems == ()


def test_a_home_that_cannot_be_written_to_lets_the_session_go_on(tmp_path):
    (tmp_path / "file").write_text("in the way")
    history = History(GRID)
    with Store(tmp_path / "file").start(IMAGE, history) as journal:
        assert "in memory only" in journal.notice
        assert "--no-history" in liver(journal, history, 3)
        assert liver(journal, history, 4) == ""


def test_a_session_that_lies_where_nothing_can_be_written_goes_on_in_memory(store, begun, monkeypatch):
    name, history = kept(store, begun)

    def refuse(path, session):
        raise StoreWriteError("cannot keep sessions here: expected a disk, got a CD. Burn another.")

    monkeypatch.setattr("limis.session.store.Lease", refuse)
    with store.resume(name) as journal:
        again = journal.history(IMAGE)
        assert again.digest == history.digest
        assert "a CD" in liver(journal, again, 3)
        assert liver(journal, again, 4) == ""
    assert store.read(name)[0].turns == 3


def test_what_a_crash_left_half_made_is_swept_away(store, begun):
    abandoned = store.folder / "0123456789ab.new"
    abandoned.touch()
    later = Store(store.folder.parent, clock=lambda: datetime.now(UTC) + timedelta(hours=2))
    with store.start(IMAGE, History(GRID)):
        assert abandoned.exists()
    with later.start(IMAGE, History(GRID)):
        assert not abandoned.exists()
    assert len(store.list()) == 1


def test_a_lock_is_taken_over_from_one_who_is_gone(tmp_path):
    path = tmp_path / "x.lock"
    path.write_text("999999\n")
    lease = Lease(path, "x")
    with pytest.raises(SessionBusyError):
        Lease(path, "x")
    lease.release()
    lease.release()
    Lease(path, "x").release()
    assert not path.exists()


def test_a_hundred_turns_stay_small(store):
    """A 32nd of the voxels of 512x512x200 have a tenth of its border, and may take a tenth of 50 MB."""
    from scipy import ndimage

    shape = (160, 160, 64)
    grid = Geometry(shape, np.diag([-2.4, -2.4, 3.1, 1.0]))
    image = Image(np.zeros(shape, np.int16), grid, source=Source(Path("/data/ct.nii.gz"), "nifti", "a" * 64))
    rng = np.random.default_rng(0)
    radius = sum((step / n / 0.14) ** 2 for step, n in zip(np.ogrid[-80:80, -80:80, -32:32], shape, strict=True)) / 4
    field = ndimage.zoom(ndimage.gaussian_filter(rng.standard_normal((20, 20, 8)), 2), 8, order=1)
    history = History(grid)
    with store.start(image, history) as journal:
        for _ in range(100):
            field = np.roll(field, int(rng.integers(1, 4)), axis=int(rng.integers(3)))
            data = radius + field < 1
            assert say(journal, history, "a bit better", history.state.put(stored.structure("liver", data, grid))) == ""
        disk = sum(path.stat().st_size for path in store.folder.iterdir())
        name = journal.id
    assert history.can_undo == 100
    assert history.nbytes < 2 * 2**20
    assert disk < 5 * 2**20
    assert (store.folder / f"{name}.sqlite3").stat().st_size < 2.5 * 2**20
