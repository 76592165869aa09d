from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from limis.errors import ReadError
from limis.jobs.job import Job
from limis.jobs.lines import read_lines

GOOD = {"image": "scan.nii.gz", "text": "the liver", "out": "results"}


def written(folder: Path, *lines: Any) -> Path:
    path = folder / "jobs.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_every_line_is_a_job(tmp_path: Path) -> None:
    first, second = read_lines(written(tmp_path, GOOD, "", {**GOOD, "out": "other"}))
    assert first.job == Job(Path("scan.nii.gz"), "the liver", Path("results"))
    assert (first.number, second.number) == (1, 3)


@pytest.mark.parametrize(
    "line",
    ["{", "[]", "3", "null", '{"image": 1, "text": "x", "out": "o"}', '{"text": "x", "out": "o"}', "[" * 100_000],
)
def test_a_malformed_line_is_named_and_the_others_stay(tmp_path: Path, line: str) -> None:
    bad, good = read_lines(written(tmp_path, line, GOOD))
    assert bad.job is None
    assert "line 1 is not a job" in bad.error
    assert good.job is not None


def test_a_misspelt_field_is_not_passed_over(tmp_path: Path) -> None:
    (line,) = read_lines(written(tmp_path, {**GOOD, "modalty": "CT"}))
    assert "modalty" in line.error
    assert line.out == Path("results")


def test_two_jobs_cannot_share_a_folder(tmp_path: Path) -> None:
    first, second = read_lines(written(tmp_path, GOOD, {**GOOD, "out": "./results/"}))
    assert first.job is not None
    assert second.job is None
    assert second.out is None
    assert "that of line 1" in second.error


def test_a_byte_order_mark_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "jobs.jsonl"
    path.write_text(json.dumps(GOOD), encoding="utf-8-sig")
    assert read_lines(path)[0].job is not None


def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"jobs\.jsonl"):
        read_lines(tmp_path / "jobs.jsonl")
