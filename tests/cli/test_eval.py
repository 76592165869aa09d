from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import Result
from measured import made_run, row
from PIL import Image as Pillow
from typer.testing import CliRunner

from limis.cli.eval import app
from limis.cli.main import app as main_app
from limis.errors import InputError, ReadError
from limis.eval import product
from limis.eval.card import BEGIN, END
from limis.eval.index import OPEN_TIERS
from limis.eval.packed import trained_tiers
from limis.eval.product import Product
from limis.io.load import load
from limis.models.weights import sha256_of_role
from limis.protocols import EngineInfo
from limis.session.turn import Turn
from limis.types import Image, Mask, Structure
from limis.types import Result as Found

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
        return Turn(sentence, (), Found((found,)))

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


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A packed set called as the fake product, without a grounder as that has none."""
    folder = tmp_path / "sets" / "fake"
    folder.mkdir(parents=True)
    manifest = {"licence": "CC0", "notice": "", "summary": "Tiny.", "concepts": {}, "files": {}}
    (folder / "set.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def write_card(index: Path, tmp_path: Path, weights: Path, *more: str) -> Result:
    """What `limis eval card` says of a run, through the guard that words errors."""
    if not (tmp_path / "out").exists():
        carry_out(index, tmp_path / "out", "--protocol", "text", "--quiet", "--overlays", "0")
        told = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
        told["models"].append({**told["models"][0], "role": "grounder", "sha256": sha256_of_role({}, "grounder")})
        (tmp_path / "out" / "run.json").write_text(json.dumps(told), encoding="utf-8")
    words = ["eval", "card", str(tmp_path / "out"), "--weights", str(weights), "--data", str(index)]
    return CliRunner().invoke(main_app, [*words, *more])


def test_a_card_and_the_readme_are_written_from_a_run(index: Path, tmp_path: Path, weights: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"{BEGIN}\n{END}\n", encoding="utf-8")
    assert write_card(index, tmp_path, weights, "--readme", str(readme)).exit_code == 0
    assert (weights / "CARD.md").read_text(encoding="utf-8").startswith("# fake\n\nTiny.")
    assert "| fake | text | all | 1.00" in readme.read_text(encoding="utf-8")


def test_a_set_that_was_measured_by_its_path_goes_by_its_name(index: Path, tmp_path: Path, weights: Path) -> None:
    (tmp_path / "README.md").write_text(f"{BEGIN}\n{END}\n", encoding="utf-8")
    write_card(index, tmp_path, weights)
    told = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    told["engine"] = str(weights)
    (tmp_path / "out" / "summary.json").write_text(json.dumps(told), encoding="utf-8")
    assert write_card(index, tmp_path, weights, "--readme", str(tmp_path / "README.md")).exit_code == 0
    page = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "| fake | text | all | 1.00" in page
    assert str(tmp_path) not in page
    told["engine"] = f"{weights}+sam"
    (tmp_path / "out" / "summary.json").write_text(json.dumps(told), encoding="utf-8")
    assert write_card(index, tmp_path, weights).exit_code == 2


def test_a_card_never_shows_the_figures_of_another_set(index: Path, tmp_path: Path, weights: Path) -> None:
    other = weights.rename(weights.with_name("other"))
    result = write_card(index, tmp_path, other)
    assert (result.exit_code, "got one of fake" in result.stderr) == (2, True)
    manifest = json.loads((other / "set.json").read_text(encoding="utf-8"))
    same_name = {**manifest, "name": "fake", "files": {"grounder.ask.onnx": "ab" * 32}}
    (other / "set.json").write_text(json.dumps(same_name), encoding="utf-8")
    result = write_card(index, tmp_path, other)
    assert (result.exit_code, "with another grounder" in result.stderr) == (2, True)
    assert not (other / "CARD.md").exists()


def test_a_segmenter_that_was_packed_anew_is_told_of(index: Path, tmp_path: Path, weights: Path) -> None:
    assert "segmenter differ" in write_card(index, tmp_path, weights).stderr
    told = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    told["models"][0]["sha256"] = sha256_of_role({}, "segmenter")
    (tmp_path / "out" / "run.json").write_text(json.dumps(told), encoding="utf-8")
    assert not write_card(index, tmp_path, weights).stderr


def test_no_card_is_written_where_the_readme_has_no_place_for_its_table(
    index: Path, tmp_path: Path, weights: Path
) -> None:
    (tmp_path / "README.md").write_text("nothing", encoding="utf-8")
    result = write_card(index, tmp_path, weights, "--readme", str(tmp_path / "README.md"))
    assert (result.exit_code, "no place" in result.stderr) == (2, True)
    assert not (weights / "CARD.md").exists()


def test_a_card_lists_what_trained_the_set_by_the_tiers_it_names(index: Path, tmp_path: Path, weights: Path) -> None:
    row = json.loads(index.read_text(encoding="utf-8"))
    closed = row | {"split": "train", "dataset": "closed_eyes", "tier": "non-commercial", "subject": "2"}
    index.write_text(f"{json.dumps(row)}\n{json.dumps(closed)}\n", encoding="utf-8")
    for told, flag, listed in (
        ({}, (), False),
        ({}, ("--every-tier",), True),
        ({"tiers": ["non-commercial"]}, (), True),
        ({"tiers": ["permissive"]}, ("--every-tier",), False),
    ):
        manifest = json.loads((weights / "set.json").read_text(encoding="utf-8"))
        (weights / "set.json").write_text(json.dumps({**manifest, **told}), encoding="utf-8")
        write_card(index, tmp_path, weights, *flag)
        assert ("closed_eyes" in (weights / "CARD.md").read_text(encoding="utf-8")) == listed


def test_tiers_of_the_sets_that_come_with_limis_follow_from_their_names() -> None:
    assert trained_tiers({"name": "embedded"}, every_tier=True) == OPEN_TIERS
    assert trained_tiers({"name": "embedded-research"}) is None


@pytest.mark.parametrize("name", ["set.json", "summary.json", "index.jsonl"])
@pytest.mark.parametrize("content", [None, "", "{}", "[", '{"engine": "fake", "all": {"protocols": {"text": {}}}}'])
def test_what_a_card_is_made_from_is_named_where_it_is_damaged(
    name: str, content: str | None, index: Path, tmp_path: Path, weights: Path
) -> None:
    write_card(index, tmp_path, weights)
    path = {"set.json": weights / name, "summary.json": tmp_path / "out" / name, "index.jsonl": index}[name]
    path.write_text(content, encoding="utf-8") if content is not None else path.unlink()
    result = write_card(index, tmp_path, weights)
    assert result.exit_code == 2
    assert name in "".join(line.strip("│ ") for line in result.stderr.splitlines())  # a narrow terminal breaks paths
    assert "should not happen" not in result.stderr


def test_pooled_figures_are_not_written_over_a_folder(tmp_path: Path) -> None:
    made_run(tmp_path / "run", [row()])
    result = CliRunner().invoke(main_app, ["eval", "pool", str(tmp_path / "run"), "-o", str(tmp_path)])
    assert result.exit_code == 2
    assert "directory" in "".join(line.strip("│ ") for line in result.stderr.splitlines())


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
