from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from measured import row
from PIL import Image as Pillow

from limis.errors import Cancelled, InputError, ModelError, ReadError
from limis.eval.cases import Step
from limis.eval.data import Data, Plan, read_data
from limis.eval.datasets import open_data
from limis.eval.product import Product
from limis.eval.protocols import protocol, usual
from limis.eval.run import read_rows, run, write_turns
from limis.types import Image, Structure

SIZE = (20, 24)
TEXT = protocol("text")


@pytest.fixture
def data(index: Path) -> Data:
    return read_data(index, "val")


@pytest.fixture
def bright(product_that: Callable[..., Product], structure: Callable[..., Structure]) -> Product:
    return product_that(lambda image, _: [structure(image.data > 0)])


def test_a_run_writes_a_line_and_a_table_row_a_case(data: Data, bright: Product, tmp_path: Path) -> None:
    rows = run([TEXT], data, bright, tmp_path / "out")
    assert len(rows) == 9
    assert read_rows(tmp_path / "out") == rows
    with (tmp_path / "out" / "cases.csv").open(newline="", encoding="utf-8") as table:
        lines = list(csv.DictReader(table))
    assert [*lines[0]] == [name for name in rows[0].dump() if name != "steps"]
    assert len(lines) == 9


def test_pieces_are_counted_one_by_one(data: Data, bright: Product, tmp_path: Path) -> None:
    rows = {row.side: row for row in run([TEXT], data, bright, tmp_path / "out") if row.concept == "lung"}
    assert rows["both"].f1 == 1
    assert rows["left"].f1 == pytest.approx(2 / 3)


def test_rows_of_a_run_that_did_not_count_pieces_are_still_read(tmp_path: Path) -> None:
    older = {name: value for name, value in row().dump().items() if name not in ("f1", "steps")}
    (tmp_path / "cases.jsonl").write_text(json.dumps(older) + "\n", encoding="utf-8")
    assert read_rows(tmp_path)[0].f1 is None


def test_an_error_counts_as_an_empty_mask(
    data: Data, product_that: Callable[..., Product], structure: Callable[..., Structure], tmp_path: Path
) -> None:
    def draw(image: Image, sentence: str) -> list[Structure]:
        if "optic" in sentence:
            raise ModelError("out of breath")
        return [structure(image.data > 0)]

    rows = {row.concept: row for row in run([TEXT], data, product_that(draw), tmp_path / "out")}
    assert (rows["optic_disc"].dice, rows["optic_disc"].found) == (0, False)
    assert rows["optic_disc"].failed == "ModelError: out of breath"
    assert rows["hippocampus"].dice == 1


def test_an_image_that_cannot_be_read_counts_too(data: Data, bright: Product, tmp_path: Path) -> None:
    def load(path: Path, modality: str) -> Image:
        if "drishti" in path.name:
            raise ModelError("unreadable")
        return bright.load(path, modality)

    rows = run([TEXT], data, replace(bright, load=load), tmp_path / "out")
    (lost,) = [row for row in rows if row.failed]
    assert (lost.dataset, lost.dice, lost.box_iou) == ("drishti_fundus", 0, 0)


@pytest.mark.parametrize("name", ["text", "interactive"])
def test_a_labelled_thing_whose_mask_is_empty_measures_nothing(
    name: str, data: Data, bright: Product, tmp_path: Path
) -> None:
    (mask,) = (pair.mask for pair in data.pairs if pair.concept == "optic_disc")
    Pillow.fromarray(np.zeros(SIZE, np.uint8)).save(mask)
    rows = {row.concept: row for row in run([protocol(name)], data, bright, tmp_path / "out")}
    assert (rows["optic_disc"].dice, rows["optic_disc"].steps) == (None, ())
    assert "empty" in rows["optic_disc"].failed
    assert rows["hippocampus"].dice == 1


def test_a_stopped_run_goes_on_where_it_stopped(
    data: Data, product_that: Callable[..., Product], structure: Callable[..., Structure], tmp_path: Path
) -> None:
    asked: list[str] = []

    def draw(image: Image, sentence: str) -> list[Structure]:
        asked.append(sentence)
        return [structure(image.data > 0)]

    def stop(step: str, done: int, total: int) -> None:
        if done == 4:
            raise Cancelled("enough")

    product = product_that(draw)
    with pytest.raises(Cancelled):
        run([TEXT], data, product, tmp_path / "out", progress=stop)
    with (tmp_path / "out" / "cases.jsonl").open("a") as lines:
        lines.write('{"protocol": "te')
    assert len(read_rows(tmp_path / "out")) == 4
    rows = run([TEXT], data, product, tmp_path / "out")
    assert len(rows) == len(asked) == 9
    assert len(read_rows(tmp_path / "out")) == 9


def test_a_folder_never_mixes_two_runs(data: Data, bright: Product, tmp_path: Path) -> None:
    run([TEXT], data, bright, tmp_path / "out", plan=Plan(limit=1))
    with pytest.raises(InputError, match="plan"):
        run([TEXT], data, bright, tmp_path / "out", plan=Plan(limit=2))
    with pytest.raises(InputError, match="engine"):
        run([TEXT], data, replace(bright, name="other"), tmp_path / "out", plan=Plan(limit=1))


def test_two_runs_never_write_into_one_folder_at_once(data: Data, bright: Product, tmp_path: Path) -> None:
    def meanwhile(step: str, done: int, total: int) -> None:
        with pytest.raises(InputError, match="another run"):
            run([TEXT], data, bright, tmp_path / "out")

    run([TEXT], data, bright, tmp_path / "out", progress=meanwhile)
    assert len(read_rows(tmp_path / "out")) == 9


def test_a_line_that_stands_there_twice_is_one_case(tmp_path: Path) -> None:
    (tmp_path / "cases.jsonl").write_text((json.dumps(row().dump()) + "\n") * 2, encoding="utf-8")
    assert read_rows(tmp_path) == [row()]


def test_two_truths_for_one_question_are_refused(index: Path, bright: Product, tmp_path: Path) -> None:
    line = next(line for line in index.read_text(encoding="utf-8").splitlines() if "hippocampus" in line)
    Pillow.fromarray(np.full(SIZE, 255, np.uint8)).save(index.parent / "second.png")
    second = json.dumps(json.loads(line) | {"mask": "second.png"})
    index.write_text(index.read_text(encoding="utf-8") + second + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="2 truths for one question: hippocampus"):
        run([TEXT], read_data(index, "val"), bright, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_protocol_named_twice_is_asked_once(data: Data, bright: Product, tmp_path: Path) -> None:
    assert len(run([TEXT, protocol("text")], data, bright, tmp_path / "out")) == 9


@pytest.mark.parametrize("content", ["", "[]", "5", "{", "\x00"])
def test_a_damaged_run_is_not_gone_on_with(content: str, data: Data, bright: Product, tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text(content, encoding="utf-8")
    with pytest.raises(ReadError, match=r"run\.json"):
        run([TEXT], data, bright, tmp_path)


@pytest.mark.parametrize(
    "change", [{"dice": "much"}, {"dice": [1]}, {"steps": 5}, {"steps": [{"op": "x"}]}, {"side": [1]}, {"more": 1}]
)
def test_a_damaged_case_is_named(change: dict[str, object], tmp_path: Path) -> None:
    (tmp_path / "cases.jsonl").write_text(json.dumps(row().dump() | change) + "\n", encoding="utf-8")
    with pytest.raises(ReadError, match=next(iter(change))):
        read_rows(tmp_path)


@pytest.mark.parametrize("content", [b"[]\n", b"5\n", b"\n\n", b"\xff\xfe\n", b"NaN\n"])
def test_a_line_that_is_no_case_is_an_error(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "cases.jsonl").write_bytes(content)
    with pytest.raises(ReadError, match=r"cases\.jsonl"):
        read_rows(tmp_path)


def test_another_protocol_joins_the_same_folder(data: Data, bright: Product, tmp_path: Path) -> None:
    run([TEXT], data, bright, tmp_path / "out")
    run([protocol("box")], data, bright, tmp_path / "out")
    assert {row.protocol for row in read_rows(tmp_path / "out")} == {"text", "box"}


def test_lines_hold_plain_json(data: Data, product_that: Callable[..., Product], tmp_path: Path) -> None:
    run([protocol("absence")], data, product_that(lambda *_: []), tmp_path / "out")
    line = (tmp_path / "out" / "cases.jsonl").read_text().splitlines()[0]
    assert json.loads(line)["dice"] is None
    assert "NaN" not in line


def test_turns_have_a_table_of_their_own(tmp_path: Path) -> None:
    steps = (Step("start", "segment it", 0.5, True, 0.1), Step("missing", 'the "top", please', 0.75, False, 0.2))
    write_turns([row(subject="s1", steps=steps), row(subject="s2")], tmp_path / "turns.csv")
    with (tmp_path / "turns.csv").open(newline="", encoding="utf-8") as table:
        lines = list(csv.DictReader(table))
    assert [(line["subject"], line["turn"], line["dice"]) for line in lines] == [
        ("s1", "0", "0.5"),
        ("s1", "1", "0.75"),
    ]
    assert lines[1]["text"] == 'the "top", please'


def test_software_that_a_run_went_on_with_is_written_down_once(data: Data, bright: Product, tmp_path: Path) -> None:
    for command in ("limis eval run -o a", "limis eval run -o a", "limis eval run -o a --quiet"):
        run([TEXT], data, bright, tmp_path / "out", command=command)
    noted = json.loads((tmp_path / "out" / "environment.json").read_text(encoding="utf-8"))
    assert [each["command"] for each in noted] == ["limis eval run -o a", "limis eval run -o a --quiet"]
    assert noted[0]["packages"]["numpy"]


def test_an_unknown_protocol_is_an_input_error() -> None:
    with pytest.raises(InputError, match="no such protocol"):
        protocol("telepathy")


def test_volumes_are_asked_what_suits_them_where_nobody_says_what(data: Data, bright: Product) -> None:
    assert [each.name for each in usual(data, bright)] == ["text", "box", "absence"]
    volumes = replace(data, pairs=())
    assert [each.name for each in usual(volumes, bright)] == ["volumes", "box-volumes", "absence-volumes"]
    assert [each.name for each in usual(volumes, replace(bright, knows_words=False))] == ["box-volumes"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are text")
def test_names_of_files_that_are_no_text_are_written_down(bright: Product, tmp_path: Path) -> None:
    for folder in ("images", "masks"):
        (tmp_path / "Kvasir-SEG" / folder).mkdir(parents=True)
        for name in (b"\xff.jpg", b"a\n,=b.jpg"):
            Pillow.new("RGB", (24, 20), (200, 200, 200)).save(tmp_path / "Kvasir-SEG" / folder / os.fsdecode(name))
    (tmp_path / "Kvasir-SEG" / "masks" / os.fsdecode(b"\xff.jpg")).write_bytes(b"no picture")
    rows = run([TEXT], open_data(tmp_path), bright, tmp_path / "out")
    assert [row.dice for row in rows] == [None, 1]
    assert rows[0].image.endswith("\\udcff.jpg")
    assert read_rows(tmp_path / "out") == rows
    with (tmp_path / "out" / "cases.csv").open(newline="", encoding="utf-8") as table:
        assert [line["image"] for line in csv.DictReader(table)] == [row.image for row in rows]


def test_what_could_not_be_read_is_asked_again_when_the_run_goes_on(
    data: Data, bright: Product, tmp_path: Path
) -> None:
    (image,) = (pair.image for pair in data.pairs if pair.concept == "optic_disc")
    (mask,) = (pair.mask for pair in data.pairs if pair.concept == "hippocampus")
    away = [path.rename(path.with_suffix(".away")) for path in (image, mask)]
    for _ in range(2):
        lost = {row.concept: row.dice for row in run([TEXT], data, bright, tmp_path / "out") if row.unread}
        assert lost == {"optic_disc": 0, "hippocampus": None}
    assert len((tmp_path / "out" / "cases.jsonl").read_text(encoding="utf-8").splitlines()) == 9
    for path in away:
        path.rename(path.with_suffix(".png"))
    rows = {row.concept: row for row in run([TEXT], data, bright, tmp_path / "out")}
    assert (rows["optic_disc"].dice, rows["hippocampus"].dice) == (1, 1)
    assert len(read_rows(tmp_path / "out")) == 9
    assert not any(row.failed for row in read_rows(tmp_path / "out"))


def test_an_error_of_the_product_is_an_answer_and_is_not_asked_again(
    data: Data, product_that: Callable[..., Product], tmp_path: Path
) -> None:
    asked: list[str] = []

    def draw(image: Image, sentence: str) -> list[Structure]:
        asked.append(sentence)
        raise ModelError("out of breath")

    for _ in range(2):
        run([TEXT], data, product_that(draw), tmp_path / "out")
    assert len(asked) == 9


def test_a_run_of_which_nothing_could_be_read_is_an_error(data: Data, bright: Product, tmp_path: Path) -> None:
    for pair in data.pairs:
        pair.image.unlink(missing_ok=True)
    with pytest.raises(ReadError, match="none of the 5 images could be read"):
        run([TEXT], data, bright, tmp_path / "out")


def test_errors_name_files_as_the_index_does(data: Data, bright: Product, tmp_path: Path) -> None:
    (image,) = (pair.image for pair in data.pairs if pair.concept == "optic_disc")
    (mask,) = (pair.mask for pair in data.pairs if pair.concept == "hippocampus")
    image.write_bytes(b"no picture")
    mask.unlink()
    rows = {row.concept: row.failed for row in run([TEXT], data, bright, tmp_path / "out")}
    assert "cannot read drishti_fundus_e1.png" in rows["optic_disc"]
    assert "cannot use the truth msd_hippocampus_h1_hippocampus_None.png" in rows["hippocampus"]
    assert str(tmp_path) not in (tmp_path / "out" / "cases.jsonl").read_text(encoding="utf-8")
