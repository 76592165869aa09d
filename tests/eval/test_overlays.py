from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from measured import row
from PIL import Image as Pillow

from limis.errors import Cancelled, InputError, ModelError, ReadError
from limis.eval.cases import Row
from limis.eval.data import Data, Plan, read_data
from limis.eval.folder import open_run
from limis.eval.overlays import chosen, draw_overlays, read_overlays
from limis.eval.product import Product
from limis.eval.protocols import protocol
from limis.eval.run import run
from limis.types import Image, Structure


@pytest.fixture
def data(index: Path) -> Data:
    return read_data(index, "val")


@pytest.fixture
def asked(product_that: Callable[..., Product], structure: Callable[..., Structure]) -> tuple[Product, list[str]]:
    """A product that takes all that is bright, and what it was asked."""
    said: list[str] = []

    def draw(image: Image, sentence: str) -> list[Structure]:
        said.append(sentence)
        return [structure(image.data > 0, geometry=image.geometry)]

    return product_that(draw), said


def cases(*dices: float) -> list[Row]:
    return [row(image=f"{n}.png", concept=f"thing{n // 2}", dice=dice) for n, dice in enumerate(dices)]


def test_the_worst_and_best_are_chosen_no_two_of_one_pair_or_image() -> None:
    found = chosen(cases(0.5, 0.4, 0.9, 0.1, 0.7, 0.8), None, 4)
    assert [(rank, one.dice) for rank, one in found] == [("worst", 0.1), ("worst", 0.4), ("best", 0.9), ("best", 0.8)]
    assert len(chosen([row(concept=name) for name in "abcd"], None, 4)) == 2


def test_no_case_is_both_worst_and_best() -> None:
    found = chosen([row(dice=0.5)], None, 6)
    assert [rank for rank, _ in found] == ["worst"]


def test_errors_absent_and_unknown_things_are_not_shown() -> None:
    rows = [row(failed="no"), row(expected=False, dice=None, image="a"), row(image="b", concept="spleen")]
    assert chosen(rows, frozenset({("liver", "MRI")}), 6) == []


def test_answers_and_truths_are_drawn_and_told(data: Data, asked: tuple[Product, list[str]], tmp_path: Path) -> None:
    product, _ = asked
    rows = run([protocol("text"), protocol("volumes")], data, product, tmp_path)
    drawn = draw_overlays(data, Plan(), product, rows, tmp_path, each=2)
    assert {(one.protocol, one.rank) for one in drawn} == {
        (p, r) for p in ("text", "volumes") for r in ("worst", "best")
    }
    assert drawn == read_overlays(tmp_path)
    assert all(one.again == pytest.approx(one.dice) for one in drawn)
    with Pillow.open(drawn[0].picture) as picture:
        colours = np.asarray(picture.convert("RGB")).astype(int)
    assert (colours.max(axis=2) - colours.min(axis=2)).max() > 80
    assert next(one.view for one in drawn if one.protocol == "volumes").startswith("axial · slice")


def test_a_list_of_pictures_shows_no_other_files(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    one = {"protocol": "text", "rank": "worst", "image": "i", "concept": "liver", "side": None, "dice": 0.1}
    one |= {"again": 0.1, "view": "", "reason": "", "picture": "overlays/../secret.png"}
    (tmp_path / "overlays.json").write_text(json.dumps([one]), encoding="utf-8")
    assert read_overlays(tmp_path) == []


@pytest.mark.parametrize("content", ["", "5", "{}", "[5]", "[{}]"])
def test_a_damaged_list_of_pictures_is_an_error(content: str, tmp_path: Path) -> None:
    (tmp_path / "overlays.json").write_text(content, encoding="utf-8")
    with pytest.raises(ReadError, match=r"overlays\.json"):
        read_overlays(tmp_path)


def test_what_is_drawn_already_is_not_asked_again(data: Data, asked: tuple[Product, list[str]], tmp_path: Path) -> None:
    product, said = asked
    rows = run([protocol("text")], data, product, tmp_path)

    def stop(step: str, done: int, total: int) -> None:
        if done == 3:
            raise Cancelled("enough")

    with pytest.raises(Cancelled):
        draw_overlays(data, Plan(), product, rows, tmp_path, each=4, progress=stop)
    assert len(read_overlays(tmp_path)) == 3
    before = len(said)
    assert len(draw_overlays(data, Plan(), product, rows, tmp_path, each=4)) == 4
    assert len(said) == before + 1


def test_an_answer_that_fails_the_second_time_leaves_the_truth(
    data: Data, asked: tuple[Product, list[str]], product_that: Callable[..., Product], tmp_path: Path
) -> None:
    rows = run([protocol("text")], data, asked[0], tmp_path)

    def fail(image: Image, sentence: str) -> list[Structure]:
        raise ModelError("out of breath")

    drawn = draw_overlays(data, Plan(), product_that(fail), rows, tmp_path, each=2)
    assert [one.again for one in drawn] == [None, None]
    assert all(one.picture.is_file() for one in drawn)


def test_pictures_are_only_drawn_with_what_was_measured(
    data: Data, asked: tuple[Product, list[str]], tmp_path: Path
) -> None:
    product, _ = asked
    run([protocol("text")], data, product, tmp_path / "out")
    made = open_run(tmp_path / "out")
    made.check(data, product)
    data.index.write_text(data.index.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="other data"):
        made.check(data, product)
