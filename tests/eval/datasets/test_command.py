"""``limis eval datasets``, and ``limis eval run`` on folders, as people type them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from limis.cli.main import app
from limis.eval.datasets import READERS
from limis.eval.run import read_rows

Layout = Callable[..., Path]


def limis(*words: object, exit_code: int = 0) -> str:
    """What a command prints; what it says about an error where it is to end with one."""
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == exit_code
    return " ".join(result.stderr.split()) if exit_code else result.stdout


def test_every_data_set_is_listed_with_what_it_expects() -> None:
    told = limis("eval", "datasets")
    for reader in READERS.values():
        assert f"{reader.name}: {reader.expects}" in told
        assert reader.tree.splitlines()[0] in told
    assert "asked as spelt: prostate/uterus" in told


def test_the_list_is_json_on_request() -> None:
    listed = {each["name"]: each for each in json.loads(limis("eval", "datasets", "--json"))}
    assert set(listed) == set(READERS)
    assert set(listed["acdc"]) == {"name", "expects", "tree", "source", "licence", "labels", "outside"}
    assert listed["acdc"]["labels"] == ["right ventricle", "myocardium", "left ventricle"]


@pytest.mark.parametrize("name", ["kvasir-seg", "medscribble"])
def test_a_folder_is_measured_with_the_embedded_weights(name: str, layout: Layout, tmp_path: Path) -> None:
    limis("eval", "run", "--data", layout(name), "--protocol", "box", "--limit", 1, "--quiet", "-o", tmp_path / "out")
    (row,) = read_rows(tmp_path / "out")
    assert (row.engine, row.failed) == ("embedded", "")
    assert row.dice is not None
    assert row.dice > 0.8
    summary = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    assert summary["all"]["protocols"]["box"]["dice"]["mean"] == row.dice


def test_a_folder_of_nothing_known_is_bad_input(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    told = limis("eval", "run", "--data", tmp_path / "empty", "-o", tmp_path / "out", exit_code=2)
    assert "cannot tell what data set" in told
    assert not (tmp_path / "out").exists()


def test_a_protocol_that_finds_nothing_to_ask_is_bad_input(layout: Layout, tmp_path: Path) -> None:
    words = ["eval", "run", "--data", layout("flare22"), "--dataset", "flare22", "--protocol", "box"]
    told = limis(*words, "-o", tmp_path / "out", "--quiet", exit_code=2)
    assert "nothing to ask" in told
    assert "0 masks of pictures and 1 volumes in part 'train'" in told
