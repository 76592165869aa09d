from __future__ import annotations

import json
from pathlib import Path

import pytest

from limis.errors import Cancelled, InputError
from limis.report.folder import check_folder, read_report, replacing_results
from limis.report.lock import LOCK_NAME, locked


def results(folder: Path, *names: str) -> None:
    """A small run: files of these names and a report that lists them."""
    with replacing_results(folder, wait_s=0) as stage:
        for name in names:
            (stage.folder / name).write_text(f"{names}")
        report = {"schema": "limis.report/1", "structures": [{"file": name} for name in names]}
        (stage.folder / "report.json").write_text(json.dumps(report))


def interrupted_run(folder: Path, stop: type[BaseException]) -> None:
    """A run that is stopped when it has written one of its files."""
    with replacing_results(folder) as stage:
        (stage.folder / "spleen.png").write_text("half")
        raise stop


def listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_second_run_leaves_nothing_of_the_first(tmp_path: Path) -> None:
    results(tmp_path, "liver.png", "spleen.png", "labels.png")
    results(tmp_path, "liver.png")
    assert listed(tmp_path) == ["liver.png", "report.json"]
    assert (tmp_path / "liver.png").read_text() == "('liver.png',)"


def test_files_of_others_stay(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "kidney.png").write_text("mine too")
    results(tmp_path, "liver.png")
    results(tmp_path, "spleen.png")
    assert listed(tmp_path) == ["kidney.png", "notes.txt", "report.json", "spleen.png"]


@pytest.mark.parametrize("name", ["report.json", "preview.png", "labels.nii.gz"])
def test_a_file_that_limis_did_not_write_is_not_overwritten(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("{}")
    with pytest.raises(InputError, match=name), replacing_results(tmp_path):
        pytest.fail("the folder must be refused first")
    assert (tmp_path / name).read_text() == "{}"


def test_a_report_cannot_have_files_elsewhere_removed(tmp_path: Path) -> None:
    precious = tmp_path / "precious.png"
    precious.write_text("mine")
    folder = tmp_path / "out"
    folder.mkdir()
    structures = [{"file": "../precious.png"}, {"file": str(precious)}, {"file": ".hidden.png"}, {"file": "notes.txt"}]
    for name in (".hidden.png", "notes.txt"):
        (folder / name).write_text("mine")
    (folder / "report.json").write_text(json.dumps({"schema": "limis.report/1", "structures": structures}))
    results(folder, "liver.png")
    assert precious.exists()
    assert listed(folder) == [".hidden.png", "liver.png", "notes.txt", "report.json"]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, Cancelled, OSError])
def test_an_interrupted_run_leaves_the_earlier_results(tmp_path: Path, stop: type[BaseException]) -> None:
    results(tmp_path, "liver.png")
    with pytest.raises((stop, InputError)):
        interrupted_run(tmp_path, stop)
    assert listed(tmp_path) == ["liver.png", "report.json"]


def test_an_interrupted_first_run_leaves_no_folder(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        interrupted_run(tmp_path / "out", KeyboardInterrupt)
    assert listed(tmp_path) == []


def test_an_interruption_while_files_take_their_places_leaves_no_mixture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    results(tmp_path, "liver.png")
    (tmp_path / "notes.txt").write_text("mine")
    move = Path.replace

    def interrupted(self: Path, target: Path) -> Path:
        if target == tmp_path / "report.json":
            raise KeyboardInterrupt
        return move(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        results(tmp_path, "kidney.png", "spleen.png")
    assert listed(tmp_path) == ["notes.txt"]


def test_what_a_killed_run_left_is_cleared_by_the_next(tmp_path: Path) -> None:
    unfinished = tmp_path / ".limis-unfinished"
    unfinished.mkdir()
    (unfinished / ".files.json").write_text(json.dumps(["kidney.png", "report.json"]))
    (unfinished / "spleen.png").write_text("half")
    (tmp_path / "kidney.png").write_text("moved just before it was killed")
    (tmp_path / "other.png").write_text("mine")
    results(tmp_path, "liver.png")
    assert listed(tmp_path) == ["liver.png", "other.png", "report.json"]


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    with (
        locked(tmp_path),
        pytest.raises(InputError, match="still writing"),
        replacing_results(tmp_path, wait_s=0),
    ):
        pytest.fail("two runs must not write at once")
    assert listed(tmp_path) == []


def test_who_waits_can_give_up(tmp_path: Path) -> None:
    def give_up(step: str, done: int, total: int) -> None:
        raise Cancelled(step)

    with locked(tmp_path), pytest.raises(Cancelled, match="waiting"), locked(tmp_path, give_up):
        pytest.fail("two runs must not write at once")


def test_the_lock_of_a_crashed_run_does_not_count(tmp_path: Path) -> None:
    (tmp_path / LOCK_NAME).write_text("")
    results(tmp_path, "liver.png")
    assert listed(tmp_path) == ["liver.png", "report.json"]


def test_an_image_that_is_a_result_is_not_replaced_by_its_own(tmp_path: Path) -> None:
    structures = [{"file": "kidney.png"}]
    (tmp_path / "kidney.png").write_text("a mask")
    (tmp_path / "mine.png").write_text("mine")
    (tmp_path / "report.json").write_text(json.dumps({"schema": "limis.report/1", "structures": structures}))
    check_folder(tmp_path, tmp_path / "mine.png")
    check_folder(tmp_path, tmp_path / "nothing.png")
    with pytest.raises(InputError, match="a result of an earlier run"):
        check_folder(tmp_path, tmp_path / "kidney.png")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_text("")
    with pytest.raises(InputError, match="a folder"):
        check_folder(path)


@pytest.mark.parametrize("content", ["", "[]", "{", '{"schema": "other"}', "\xff"])
def test_a_report_of_someone_else_is_none_of_ours(tmp_path: Path, content: str) -> None:
    (tmp_path / "report.json").write_bytes(content.encode("latin-1"))
    assert read_report(tmp_path) is None
