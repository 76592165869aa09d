from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow
from typer.testing import CliRunner

from limis.cli.eval import app
from limis.cli.main import app as main_app
from limis.errors import InputError, ReadError
from limis.eval import product
from limis.eval.card import BEGIN, END
from limis.eval.product import Product
from limis.io.load import load
from limis.protocols import EngineInfo
from limis.session.turn import Turn
from limis.types import Image, Mask, Result, Structure

INFO = EngineInfo("fake", "segmenter", "0", "CC0", "cpu")


@pytest.fixture
def index(tmp_path: Path) -> Path:
    pixels = np.zeros((20, 24), np.uint8)
    pixels[4:12, 5:17] = 200
    for name in ("eye.png", "mask.png"):
        Pillow.fromarray(pixels).save(tmp_path / name)
    row = {"dataset": "drishti_fundus", "split": "val", "image": "eye.png", "mask": "mask.png", "licence": "CC0"}
    row |= {"concept": "optic_disc", "modality": "fundus photography", "subject": "1", "tier": "permissive"}
    (tmp_path / "index.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return tmp_path / "index.jsonl"


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(image: Image, sentence: str) -> Turn:
        mask = Mask(image.data > 0, image.geometry)
        found = Structure("optic_disc", "optic_disc", "optic disc", found=True, mask=mask)
        return Turn(sentence, (), Result((found,)))

    made = Product("fake", (INFO,), lambda path, _: load(path), ask, None)  # type: ignore[arg-type]
    monkeypatch.setattr(product, "open_product", lambda *_, **__: made)


def carry_out(index: Path, out: Path, *more: str) -> None:
    words = ["run", "--data", str(index), "--models", "fake", "-o", str(out), *more]
    CliRunner().invoke(app, words, catch_exceptions=False)


def test_a_run_leaves_cases_and_a_summary(index: Path, tmp_path: Path) -> None:
    carry_out(index, tmp_path / "out", "--protocol", "text", "--quiet")
    summary = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    assert summary["all"]["protocols"]["text"]["dice"]["mean"] == 1
    left = {"run.json", "environment.json", "cases.jsonl", "cases.csv", "turns.csv", "summary.json", "report.html"}
    assert {p.name for p in (tmp_path / "out").iterdir()} >= left


def test_cases_that_failed_are_told_on_the_terminal(index: Path, tmp_path: Path) -> None:
    row = json.loads(index.read_text(encoding="utf-8"))
    gone = row | {"image": "gone.png", "subject": "2"}
    index.write_text(f"{json.dumps(row)}\n{json.dumps(gone)}\n", encoding="utf-8")
    words = ["run", "--data", str(index), "--models", "fake", "-o", str(tmp_path / "out"), "--protocol", "text"]
    told = CliRunner().invoke(app, [*words, "--quiet"], catch_exceptions=False).stderr
    assert told.startswith("1 of 2 cases failed (1 could not be read: the same command asks them again)")
    assert "gone.png" in told
    assert f"see {tmp_path / 'out' / 'report.html'}" in told
    (tmp_path / "gone.png").write_bytes((tmp_path / "eye.png").read_bytes())
    assert not CliRunner().invoke(app, [*words, "--quiet"], catch_exceptions=False).stderr


def test_a_run_that_can_read_nothing_exits_2_and_says_why(index: Path, tmp_path: Path) -> None:
    (tmp_path / "eye.png").unlink()
    words = ["eval", "run", "--data", str(index), "--models", "fake", "-o", str(tmp_path / "out")]
    result = CliRunner().invoke(main_app, [*words, "--protocol", "text"])
    assert result.exit_code == 2
    assert "none of the 1 images could be read" in result.stderr


def test_cases_are_written_as_parquet_where_that_is_wanted(index: Path, tmp_path: Path) -> None:
    carry_out(index, tmp_path / "out", "--protocol", "text", "--quiet", "--overlays", "0", "--parquet")
    assert (tmp_path / "out" / "cases.parquet").read_bytes()[:4] == b"PAR1"


def test_a_card_and_the_readme_are_written_from_a_run(index: Path, tmp_path: Path) -> None:
    carry_out(index, tmp_path / "out", "--protocol", "text", "--quiet")
    weights, readme = tmp_path / "tiny", tmp_path / "README.md"
    weights.mkdir()
    manifest = {"licence": "CC0", "notice": "", "summary": "Tiny.", "concepts": {}}
    (weights / "set.json").write_text(json.dumps(manifest), encoding="utf-8")
    readme.write_text(f"{BEGIN}\n{END}\n", encoding="utf-8")
    words = ["card", str(tmp_path / "out"), "--weights", str(weights), "--data", str(index), "--readme", str(readme)]
    CliRunner().invoke(app, words, catch_exceptions=False)
    assert (weights / "CARD.md").read_text(encoding="utf-8").startswith("# tiny\n\nTiny.")
    assert "| fake | text | all | 1.00" in readme.read_text(encoding="utf-8")


def invoke(*words: str) -> str:
    return CliRunner().invoke(app, list(words), catch_exceptions=False).stdout


def test_every_protocol_is_listed_with_what_it_asks() -> None:
    listed = json.loads(invoke("protocols", "--json"))
    assert {"text", "absence-volumes", "points-N-volumes", "language-noise"} <= set(listed)
    assert invoke("protocols").splitlines() == [f"{name}: {summary}" for name, summary in listed.items()]


def test_a_run_ends_with_a_page_that_shows_its_cases(index: Path, tmp_path: Path) -> None:
    carry_out(index, tmp_path / "out", "--protocol", "text", "--quiet")
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "Measurement of fake" in page
    assert page.count("data:image/png;base64,") == 1
    carry_out(index, tmp_path / "plain", "--protocol", "text", "--quiet", "--overlays", "0")
    assert "data:image/png" not in (tmp_path / "plain" / "report.html").read_text(encoding="utf-8")


def test_a_report_can_be_written_again_with_pictures_or_without(index: Path, tmp_path: Path) -> None:
    carry_out(index, tmp_path / "out", "--protocol", "text", "--quiet", "--overlays", "0")
    page = tmp_path / "out" / "report.html"
    before = page.read_text(encoding="utf-8")
    page.unlink()
    invoke("report", str(tmp_path / "out"))
    assert page.read_text(encoding="utf-8") == before
    invoke("report", str(tmp_path / "out"), "--data", str(index))
    assert "data:image/png;base64," in page.read_text(encoding="utf-8")


def test_pictures_of_other_data_are_refused(index: Path, tmp_path: Path) -> None:
    carry_out(index, tmp_path / "out", "--protocol", "text", "--quiet")
    index.write_text(index.read_text(encoding="utf-8") * 2, encoding="utf-8")
    with pytest.raises(InputError, match="other data"):
        invoke("report", str(tmp_path / "out"), "--data", str(index))


def test_runs_are_compared_as_a_table_as_json_and_as_files(index: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        carry_out(index, tmp_path / name, "--protocol", "text", "--quiet", "--overlays", "0")
    folders = [str(tmp_path / name) for name in ("a", "b")]
    assert "a → b" in invoke("compare", *folders)
    result = json.loads(invoke("compare", *folders, "--json", "-o", str(tmp_path / "c")))
    assert result["schema"] == "limis.eval.compare/1"
    assert result == json.loads((tmp_path / "c" / "compare.json").read_text(encoding="utf-8"))
    assert "Comparison of a and b" in (tmp_path / "c" / "compare.html").read_text(encoding="utf-8")


def test_runs_of_other_data_are_not_compared(index: Path, tmp_path: Path) -> None:
    carry_out(index, tmp_path / "a", "--protocol", "text", "--quiet", "--overlays", "0")
    carry_out(index, tmp_path / "b", "--protocol", "text", "--quiet", "--overlays", "0", "--limit", "1")
    with pytest.raises(InputError, match=r"plan\.limit"):
        invoke("compare", str(tmp_path / "a"), str(tmp_path / "b"))


def test_an_unknown_protocol_is_an_input_error(index: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such protocol"):
        carry_out(index, tmp_path / "out", "--protocol", "telepathy")


def test_a_card_without_a_run_is_a_read_error(index: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    words = ["card", str(tmp_path / "empty"), "--weights", str(tmp_path), "--data", str(index)]
    with pytest.raises(ReadError, match="run that has finished"):
        CliRunner().invoke(app, words, catch_exceptions=False)
