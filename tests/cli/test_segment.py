from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from limis.cli.main import app
from limis.errors import Cancelled, WeightsError
from limis.models.engines import Engines
from limis.report.folder import default_folder


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fake_engines: Engines) -> None:
    """A working directory of its own, no configuration, and fakes for models."""
    for name in ("LIMIS_MODELS", "LIMIS_DEVICE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("limis.models.registry.open_engines", lambda name, device="auto": fake_engines)


def limis(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def segment(*arguments: object) -> Result:
    return limis("segment", *arguments, "--modality", "X-ray")


def report_in(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "report.json").read_text(encoding="utf-8"))


def test_it_says_what_was_found_and_where_it_lies(picture_file: Path, tmp_path: Path) -> None:
    result = segment(picture_file, "segment the lung and the spleen", "-o", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    assert "lung" in result.stderr
    assert "100 px" in result.stderr
    assert "not found" in result.stderr
    assert "out" in result.stderr
    assert result.stdout == ""


def test_models_device_and_notice_are_shown_once(
    picture_file: Path, fake_grounder: Any, fake_segmenter: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    engines = Engines("fake-set", fake_grounder, fake_segmenter, notice="Non-commercial research only.")
    monkeypatch.setattr("limis.models.registry.open_engines", lambda name, device="auto": engines)
    shown = segment(picture_file, "lung").stderr
    assert "fake-set on cpu" in shown
    assert shown.count("Non-commercial research only.") == 1


def test_json_goes_to_standard_output_and_nothing_else_does(picture_file: Path, tmp_path: Path) -> None:
    result = segment(picture_file, "lung", "-o", tmp_path / "out", "--json")
    assert json.loads(result.stdout) == report_in(tmp_path / "out")


def test_quiet_says_nothing(picture_file: Path) -> None:
    result = segment(picture_file, "lung", "--quiet")
    assert (result.stdout, result.stderr, result.exit_code) == ("", "", 0)


def test_without_a_folder_results_go_beside_the_image_s_name(picture_file: Path, tmp_path: Path) -> None:
    assert "film_limis" in segment(picture_file, "lung").stderr
    assert report_in(tmp_path / "film_limis")["structures"]
    assert default_folder(Path("a/series")) == Path("series_limis")


def test_a_sentence_that_is_not_understood_is_answered_in_a_report(picture_file: Path, tmp_path: Path) -> None:
    result = segment(picture_file, "purple monkey dishwasher", "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert "purple monkey dishwasher" in result.stderr
    report = report_in(tmp_path / "out")
    assert report["structures"] == []
    assert report["reason"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing.png", "lung"], "missing.png"),
        (["film.png", ""], "an argument is empty"),
        (["", "lung"], "an argument is empty"),
        (["film.png", "lung", "-o", ""], "an argument is empty"),
        (["film.png", "lung", "--out="], "an argument is empty"),
        (["film.png", " "], "nothing was asked"),
        (["film.png", "don't segment the liver"], "cannot be done"),
        (["film.png", "segment the ventricle"], "left ventricle"),
        (["film.png"], "a sentence is missing"),
        ([], "an image is missing"),
        (["film.png", "lung", "--spacing", "wide"], "--spacing"),
        (["film.png", "lung", "--orientation", "up"], "orientation"),
        (["film.png", "lung", "--jobs", "jobs.jsonl"], "--jobs"),
        (["--jobs", "nowhere.jsonl"], "nowhere.jsonl"),
    ],
)
def test_what_cannot_be_used_exits_2_with_one_line(
    picture_file: Path, tmp_path: Path, arguments: list[str], message: str
) -> None:
    result = segment(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr.splitlines()[-1]
    assert "Traceback" not in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["film.png"]


def test_a_wrong_option_exits_2(picture_file: Path) -> None:
    assert segment(picture_file, "lung", "--colour", "red").exit_code == 2


def test_a_model_that_cannot_be_opened_exits_1(picture_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str, device: str = "auto") -> Engines:
        raise WeightsError("the weights are damaged")

    monkeypatch.setattr("limis.models.registry.open_engines", broken)
    result = segment(picture_file, "lung")
    assert (result.exit_code, result.stderr) == (1, "the weights are damaged\n")


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (KeyboardInterrupt(), 130, "nothing half-written"),
        (Cancelled("enough"), 1, "enough"),
        (KeyError("x"), 1, "--verbose"),
    ],
)
def test_however_a_run_ends_nothing_is_left_behind(
    picture_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    code: int,
    message: str,
) -> None:
    def interrupted(*arguments: object, **options: object) -> None:
        raise error

    monkeypatch.setattr("limis.report.report.preview", interrupted)
    result = segment(picture_file, "lung")
    assert result.exit_code == code
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["film.png"]


def test_verbose_shows_where_an_error_came_from(picture_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: object, **options: object) -> None:
        raise KeyError("a bug")

    monkeypatch.setattr("limis.report.report.preview", broken)
    result = segment(picture_file, "lung", "--verbose")
    assert result.exit_code == 1
    assert "Traceback" in result.stderr


def test_jobs_exit_1_when_one_failed_and_0_when_none_did(picture_file: Path, tmp_path: Path) -> None:
    jobs = tmp_path / "jobs.jsonl"
    good = json.dumps({"image": "film.png", "text": "lung", "out": "good"})
    jobs.write_text(good)
    assert segment("--jobs", jobs).exit_code == 0
    jobs.write_text(good + '\n{"image": "film.png", "text": "", "out": "bad"}')
    result = segment("--jobs", jobs, "--json")
    assert result.exit_code == 1
    assert [(o["line"], o["status"]) for o in json.loads(result.stdout)] == [(1, "kept"), (2, "failed")]
    assert "line 2" in result.stderr


def test_words_in_brackets_are_shown_as_they_are(picture_file: Path) -> None:
    assert "[red]" in segment(picture_file, "the [red] thing [/]").stderr


@pytest.mark.skipif(sys.platform != "linux", reason="names there are Unicode")
def test_a_name_that_is_no_unicode_is_no_obstacle(picture_file: Path, tmp_path: Path) -> None:
    odd = picture_file.rename(tmp_path / os.fsdecode(b"film\xff.png"))
    result = segment(odd, "lung", "-o", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    assert report_in(tmp_path / "out")["structures"][0]["found"]
