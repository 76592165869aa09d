"""Runs over parts of one data set are one: well attested pairs count, the others are listed."""

import json

import pytest
from measured import made_run, row
from typer.testing import CliRunner

from limis.cli.main import app
from limis.errors import InputError
from limis.eval.pooling import pool


def livers(first, count, dice):
    """So many patients with a liver each."""
    return [row(subject=f"p{n}", image=f"{n}.png", dice=dice) for n in range(first, first + count)]


def test_a_pair_counts_with_the_patients_of_all_runs():
    rare = [row(subject="p0", image="0.png", concept="spleen", dice=0.1)]
    pooled = pool([[*livers(0, 6, 0.9), *rare], livers(6, 4, 0.7)], 10)
    text = pooled["kept"]["all"]["protocols"]["text"]
    assert text["pairs"] == 1
    assert text["cases"] == 10
    assert text["dice"]["mean"] == pytest.approx(0.82)
    assert pooled["others"] == [{"pair": ["d", "spleen", ""], "patients": 1}]


def test_what_is_absent_is_kept():
    gone = row(
        protocol="absence", subject="p0", concept="glioma", expected=False, found=False, same_kind=True, dice=None
    )
    pooled = pool([[*livers(0, 3, 0.9), gone]], 3)
    assert pooled["kept"]["all"]["presence"]["specificity"]["mean"] == 1.0


def test_one_case_in_two_runs_is_refused():
    with pytest.raises(InputError, match="2 cases twice"):
        pool([livers(0, 4, 0.9), livers(2, 4, 0.9)], 1)


def test_the_command_writes_and_tells_the_means(tmp_path):
    runs = [made_run(tmp_path / "a", livers(0, 6, 0.9)), made_run(tmp_path / "b", livers(6, 4, 0.7))]
    result = CliRunner().invoke(app, ["eval", "pool", *map(str, runs), "-o", str(tmp_path / "pooled.json")])
    assert result.exit_code == 0, result.output
    assert "0.82" in result.output
    assert json.loads((tmp_path / "pooled.json").read_text())["pairs_of"] == 10
