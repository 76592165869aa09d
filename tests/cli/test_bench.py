from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from limis.cli.main import app
from limis.eval.bench import suite
from limis.eval.bench.tables import as_markdown

RATIOS = {
    "import",
    "cold start",
    "first answer",
    "a turn, picture",
    "a turn's encode, picture",
    "a turn, volume",
    "a turn's encode, volume",
    "a 3D volume",
    "memory, picture",
    "memory, volume",
    "memory, conversation",
}


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path]:
    """A quick look, once for all tests: what is printed, and the folder."""
    out = tmp_path_factory.mktemp("bench")
    done = CliRunner().invoke(app, ["bench", "--quick", "--json", "-o", str(out)])
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout), out


@pytest.mark.slow
def test_what_is_printed_is_what_is_written(measured: tuple[dict[str, Any], Path]) -> None:
    printed, out = measured
    assert {path.name for path in out.iterdir()} == {"bench.json", "bench.md"}
    assert json.loads((out / "bench.json").read_text(encoding="utf-8")) == printed
    assert (out / "bench.md").read_text(encoding="utf-8") == as_markdown(printed)


@pytest.mark.slow
def test_every_figure_stands_beside_a_baseline(measured: tuple[dict[str, Any], Path]) -> None:
    printed, _ = measured
    assert printed["schema"] == "limis.bench/1"
    assert printed["quick"] is True
    assert {each["name"] for each in printed["ratios"]} == RATIOS
    for each in printed["ratios"]:
        kinds = [each[kind] for kind in ("seconds", "cpu", "peak_mb") if each[kind] is not None]
        assert kinds
        assert each["against"]
        for kind in kinds:
            for spread in kind.values():
                assert 0 < spread["low"] <= spread["median"] <= spread["high"]


@pytest.mark.slow
def test_pipelines_that_keep_less_draw_the_same_and_cost_more(measured: tuple[dict[str, Any], Path]) -> None:
    printed, _ = measured
    ratios = {each["name"]: each for each in printed["ratios"]}
    for where in ("picture", "volume"):
        turn = ratios[f"a turn, {where}"]
        assert turn["same_masks"] is True
        assert turn["cpu"]["ratio"]["median"] < 1.1
        assert turn["encodes"][0] < turn["encodes"][1]
    assert ratios["a 3D volume"]["same_masks"] is True


@pytest.mark.slow
def test_laws_have_points_and_exponents(measured: tuple[dict[str, Any], Path]) -> None:
    printed, _ = measured
    assert [law["name"] for law in printed["laws"]] == ["slices", "concepts", "turns", "store"]
    for law in printed["laws"]:
        sizes = [point["n"] for point in law["points"]]
        assert sizes == sorted(set(sizes))
        assert all(point["value"] > 0 and point["ratio"] > 0 for point in law["points"])
        assert -2 < law["exponent"] < 2.5


@pytest.mark.slow
def test_the_machine_is_described_without_its_name(measured: tuple[dict[str, Any], Path]) -> None:
    import platform

    printed, _ = measured
    assert printed["machine"]["cores"] >= 1
    assert printed["machine"]["packages"]["numpy"]
    assert not platform.node() or f'"{platform.node()}"' not in json.dumps(printed)


@pytest.mark.slow
def test_a_large_segmenter_is_measured_beside_one_that_encodes_again() -> None:
    pytest.importorskip("transformers")
    done = CliRunner().invoke(app, ["bench", "--segmenter", "random-sam", "--quick", "--json", "--device", "cpu"])
    assert done.exit_code == 0, done.stderr
    measured = json.loads(done.stdout)
    ratios = {each["name"]: each for each in measured["ratios"]}
    assert ratios.keys() == {"a refinement", "a turn", "memory"}
    for name in ("a refinement", "a turn"):
        assert ratios[name]["same_masks"] is True
        assert ratios[name]["cpu"]["ratio"]["median"] < 1
    assert ratios["memory"]["peak_mb"]["ratio"]["median"] > 1
    assert measured["models"]["engines"][0]["name"] == "random-sam"
    assert "same masks" in as_markdown(measured)


@pytest.mark.parametrize(("ratio", "told"), [(1.234, "1.23"), (0.1, "0.10"), (0.01446, "0.014"), (0.0, "0.00")])
def test_small_ratios_keep_their_digits(ratio: float, told: str) -> None:
    spread = {"median": ratio, "low": ratio, "high": ratio, "runs": 1}
    beside = {"value": spread, "baseline": spread, "ratio": spread}
    row = {"name": "a turn", "what": "", "against": "", "seconds": beside, "cpu": None, "peak_mb": None}
    machine = dict.fromkeys(("cpu", "system", "limis", "python"), "") | {"packages": {}, "cores": 1, "memory_gb": 1}
    measured = {"models": {"name": ""}, "quick": False, "machine": machine | {"load": None}, "laws": []}
    written = as_markdown(measured | {"ratios": [row | {"encodes": None, "same_masks": None}]})
    assert f"| {told} |" in written


def test_only_a_segmenter_that_keeps_embeddings_is_measured_alone() -> None:
    done = CliRunner().invoke(app, ["bench", "--segmenter", "whole-box"])
    assert done.exit_code == 2
    assert "is no segmenter that keeps embeddings" in " ".join(done.stderr.split())


def test_ctrl_c_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    monkeypatch.setattr(suite, "import_time", stop)
    done = CliRunner().invoke(app, ["bench", "--quick", "-o", str(tmp_path / "out")])
    assert done.exit_code == 130
    assert "nothing half-written" in done.stderr
    assert not (tmp_path / "out").exists()
    assert list((tmp_path / "temporary").iterdir()) == []


def test_models_without_words_are_refused_before_anything_is_measured(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["bench", "--quick", "--models", "whole-box", "-o", str(tmp_path / "out")])
    assert done.exit_code == 2
    assert "knows no words" in " ".join(done.stderr.split())
    assert not (tmp_path / "out").exists()
