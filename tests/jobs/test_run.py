from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from limis.errors import Cancelled
from limis.jobs.job import Job, Reading, carry_out
from limis.jobs.run import Outcome, run_jobs
from limis.models.engines import Engines

XRAY = Reading(modality="X-ray")


def report_in(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "report.json").read_text(encoding="utf-8"))


@pytest.fixture
def jobs_file(tmp_path: Path, picture_file: Path) -> Path:
    """Three jobs, of which the second cannot be done."""
    lines = [
        {"image": str(picture_file), "text": "segment the lung", "out": str(tmp_path / "one")},
        {"image": str(tmp_path / "missing.png"), "text": "segment the lung", "out": str(tmp_path / "two")},
        {"image": str(picture_file), "text": "segment the liver", "out": str(tmp_path / "three")},
    ]
    path = tmp_path / "jobs.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)))
    return path


def statuses(outcomes: list[Outcome]) -> list[str]:
    return [outcome.status for outcome in outcomes]


def test_a_job_goes_from_sentence_to_folder(tmp_path: Path, picture_file: Path, fake_engines: Engines) -> None:
    job = Job(picture_file, "segment the lung and the spleen", tmp_path / "out")
    report = carry_out(job, fake_engines, XRAY).report
    assert [(entry["name"], entry["found"]) for entry in report["structures"]] == [("lung", True), ("spleen", False)]
    assert report["structures"][0]["voxels"] == 100
    assert report["structures"][1]["reason"]
    assert report == report_in(tmp_path / "out")
    assert next(iter(report["seconds"])) == "read"


def test_a_failed_job_is_written_down_and_does_not_stop_the_others(
    tmp_path: Path, jobs_file: Path, fake_engines: Engines
) -> None:
    seen: list[Outcome] = []
    outcomes = run_jobs(jobs_file, fake_engines, XRAY, on_outcome=seen.append)
    assert statuses(outcomes) == ["done", "failed", "done"]
    assert seen == outcomes
    assert "missing.png" in report_in(tmp_path / "two")["error"]
    assert report_in(tmp_path / "three")["structures"][0]["found"]


def test_finished_jobs_are_kept_and_failed_ones_tried_again(
    tmp_path: Path, jobs_file: Path, fake_engines: Engines, fake_grounder: Any
) -> None:
    run_jobs(jobs_file, fake_engines, XRAY)
    looked = fake_grounder.views_seen
    assert statuses(run_jobs(jobs_file, fake_engines, XRAY)) == ["kept", "failed", "kept"]
    assert fake_grounder.views_seen == looked


@pytest.mark.parametrize("change", ["text", "image", "weights", "file"])
def test_a_job_is_done_again_when_anything_is_different(
    tmp_path: Path, picture_file: Path, fake_engines: Engines, fake_grounder: Any, change: str
) -> None:
    job = Job(picture_file, "segment the lung", tmp_path / "out")
    carry_out(job, fake_engines, XRAY)
    match change:
        case "text":
            job = replace(job, text="outline the lung")
        case "image":
            picture_file.write_bytes(picture_file.read_bytes() + b"\0")
        case "weights":
            fake_grounder.sha256 = "f" * 64
        case _:
            (job.out / "lung.png").unlink()
    assert not carry_out(job, fake_engines, XRAY, keep_finished=True).is_kept
    assert carry_out(job, fake_engines, XRAY, keep_finished=True).is_kept


def test_a_job_is_done_again_when_its_image_is_read_otherwise(
    tmp_path: Path, picture_file: Path, fake_engines: Engines
) -> None:
    job = Job(picture_file, "segment the lung", tmp_path / "out")
    readings = [XRAY, replace(XRAY, orientation="R\\F"), replace(XRAY, spacing=(0.5, 0.5))]
    for reading in (*readings, readings[0]):
        assert not carry_out(job, fake_engines, reading, keep_finished=True).is_kept
        assert carry_out(job, fake_engines, reading, keep_finished=True).is_kept


@pytest.mark.parametrize(
    "bad",
    [
        {"out": "x" * 300},
        {"out": "circle/out"},
        {"text": "the lung \ud800"},
        {"image": "\ud800.png"},
        {"out": "\ud800"},
    ],
)
def test_no_line_stops_the_others(
    tmp_path: Path, picture_file: Path, fake_engines: Engines, monkeypatch: pytest.MonkeyPatch, bad: dict[str, str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "circle").symlink_to("circle")
    good = {"image": str(picture_file), "text": "lung", "out": str(tmp_path / "good")}
    path = tmp_path / "jobs.jsonl"
    path.write_text(f"{json.dumps({**good, 'out': 'bad', **bad})}\n{json.dumps(good)}\n")
    outcomes = run_jobs(path, fake_engines, XRAY)
    assert statuses(outcomes) == ["failed", "done"]
    assert outcomes[0].error


def test_a_malformed_line_fails_with_its_number(tmp_path: Path, picture_file: Path, fake_engines: Engines) -> None:
    good = {"image": str(picture_file), "text": "lung", "out": str(tmp_path / "good")}
    bad = {"image": str(picture_file), "text": 7, "out": str(tmp_path / "bad")}
    path = tmp_path / "jobs.jsonl"
    path.write_text(f"{{\n{json.dumps(bad)}\n{json.dumps(good)}\n")
    outcomes = run_jobs(path, fake_engines, XRAY)
    assert statuses(outcomes) == ["failed", "failed", "done"]
    assert [outcome.line for outcome in outcomes] == [1, 2, 3]
    assert "line 2" in report_in(tmp_path / "bad")["error"]


def test_a_folder_of_others_is_left_alone_when_its_job_fails(
    tmp_path: Path, picture_file: Path, fake_engines: Engines
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "report.json").write_text("mine")
    path = tmp_path / "jobs.jsonl"
    path.write_text(json.dumps({"image": str(picture_file), "text": "lung", "out": str(out)}))
    assert statuses(run_jobs(path, fake_engines, XRAY)) == ["failed"]
    assert (out / "report.json").read_text() == "mine"


def test_stopping_stops_everything_but_keeps_what_is_done(
    tmp_path: Path, jobs_file: Path, fake_engines: Engines
) -> None:
    def stop(step: str, done: int, total: int) -> None:
        if step.startswith("job 3 of 3"):
            raise Cancelled(step)

    with pytest.raises(Cancelled):
        run_jobs(jobs_file, fake_engines, XRAY, progress=stop)
    assert report_in(tmp_path / "one")["structures"]
    assert not (tmp_path / "three").exists()
