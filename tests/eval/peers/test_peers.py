from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from typer.testing import CliRunner

from limis.cli.main import app
from limis.errors import MissingExtraError, PromptError
from limis.eval.overlap import dice
from limis.eval.run import read_rows
from limis.models.registry import PEERS, open_engines
from limis.protocols import Segmenter, View, ViewPrompt

BOX = (40.0, 30.0, 120.0, 90.0)


@pytest.fixture
def disc() -> tuple[View, NDArray[np.bool_]]:
    """A noisy bright ellipse that fills `BOX`, wider than high, and where it is."""
    down, across = np.mgrid[:120, :150]
    inside = ((down - 59.5) / 30) ** 2 + ((across - 79.5) / 40) ** 2 < 1
    noise = np.random.default_rng(0).normal(0, 0.05, inside.shape)
    return View((0.3 + 0.4 * inside + noise).astype(np.float32)), inside


def open_peer(name: str) -> Segmenter:
    if name == "grabcut":
        pytest.importorskip("cv2")
    return open_engines(name).segmenter


def outline(name: str, view: View, prompt: ViewPrompt) -> NDArray[np.bool_]:
    segmenter = open_peer(name)
    (answer,) = segmenter.predict(segmenter.encode(view), [prompt])
    assert answer.probability.shape == view.size
    return answer.probability > 0.5


def test_filling_an_ellipse_s_box_gives_dice_known_from_its_area(disc: tuple[View, NDArray[np.bool_]]) -> None:
    view, inside = disc
    assert dice(outline("whole-box", view, ViewPrompt(BOX)), inside) == pytest.approx(2 / (1 + 4 / np.pi), abs=0.01)


@pytest.mark.parametrize("name", ["grabcut", "random-walker"])
@pytest.mark.parametrize("colours", [1, 3])
def test_what_stands_out_is_outlined_from_its_box(
    name: str, colours: int, disc: tuple[View, NDArray[np.bool_]]
) -> None:
    view, inside = disc
    seen = view if colours == 1 else View(np.repeat(view.pixels[..., None], 3, axis=2))
    assert dice(outline(name, seen, ViewPrompt(BOX)), inside) > 0.97


@pytest.mark.parametrize("name", ["grabcut", "random-walker"])
def test_scribbles_say_which_of_two_things_is_meant(name: str) -> None:
    pixels = np.full((60, 90), 0.2, np.float32)
    pixels[20:40, 10:35] = pixels[20:40, 55:80] = 0.8
    pixels += np.random.default_rng(0).normal(0, 0.02, pixels.shape).astype(np.float32)
    left, right = (np.array([[x, 24], [x, 36]], np.float32) for x in (20, 66))
    found = outline(name, View(pixels), ViewPrompt((5, 15, 85, 45), scribbles=((left, True), (right, False))))
    assert found[30, 20]
    assert not found[24:36, 66].any()


@pytest.mark.parametrize("name", ["grabcut", "random-walker"])
def test_points_alone_are_enough(name: str, disc: tuple[View, NDArray[np.bool_]]) -> None:
    view, inside = disc
    prompt = ViewPrompt(points_xy=np.array([[80, 60], [5, 5]], np.float32), positive=np.array([True, False]))
    assert dice(outline(name, view, prompt), inside) > 0.9


@pytest.mark.parametrize("name", PEERS)
@pytest.mark.parametrize("flat", [True, False])
@pytest.mark.parametrize("box", [(0, 0, 150, 120), (3, 3, 4, 4), (-5, -5, 9, 9)])
def test_no_box_breaks_a_peer(
    name: str, flat: bool, box: tuple[int, int, int, int], disc: tuple[View, NDArray[np.bool_]]
) -> None:
    view = View(np.zeros_like(disc[0].pixels)) if flat else disc[0]
    found = outline(name, view, ViewPrompt(box))
    allowed = np.zeros(view.size, bool)
    allowed[max(0, box[1]) : box[3], max(0, box[0]) : box[2]] = True
    assert not (found & ~allowed).any()


@pytest.mark.parametrize("name", PEERS)
@pytest.mark.parametrize(
    "prompt", [ViewPrompt(), ViewPrompt((200, 10, 210, 20)), ViewPrompt((float("nan"), 0, 9, 9))], ids=str
)
def test_a_prompt_that_says_nothing_is_refused(
    name: str, prompt: ViewPrompt, disc: tuple[View, NDArray[np.bool_]]
) -> None:
    with pytest.raises(PromptError, match="Say where"):
        outline(name, disc[0], prompt)


def test_answers_are_the_same_every_time(disc: tuple[View, NDArray[np.bool_]]) -> None:
    first, second = (outline("grabcut", disc[0], ViewPrompt(BOX)) for _ in range(2))
    assert np.array_equal(first, second)


def test_grabcut_without_opencv_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cv2", None)
    with pytest.raises(MissingExtraError, match=r"limis\[eval\]"):
        open_engines("grabcut")


def test_a_peer_alone_says_that_it_knows_no_words(picture_file: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(
        app, ["segment", str(picture_file), "the lung", "--models", "whole-box", "-o", str(tmp_path / "out")]
    )
    assert done.exit_code == 0
    assert "knows no words" in done.stderr


def test_a_peer_is_joined_with_a_grounder() -> None:
    engines = open_engines("embedded+random-walker")
    assert (engines.grounder.info.name, engines.segmenter.info.name) == ("embedded", "random-walker")


def measured(index: Path, out: Path, *words: str) -> tuple[int, str]:
    """Exit code and messages of ``limis eval run``."""
    said = ["eval", "run", "--data", str(index), "-o", str(out), *words]
    done = CliRunner().invoke(app, said)
    return done.exit_code, " ".join(done.stderr.split())


@pytest.fixture
def table(index: Path, tmp_path: Path) -> Callable[..., list[str]]:
    def rows(*words: str) -> list[str]:
        code, said = measured(index, tmp_path / "out", *words)
        assert code == 0, said
        return (tmp_path / "out" / "cases.csv").read_text(encoding="utf-8").splitlines()[1:]

    return rows


def test_a_comparison_is_one_command_whose_rows_carry_the_peer_s_name(table: Callable[..., list[str]]) -> None:
    rows = table("--models", "random-walker", "--protocol", "box")
    assert rows
    assert all(row.startswith("box,random-walker,") for row in rows)


@pytest.mark.parametrize("protocol", ["box-each", "oracle", "words-box"])
def test_everything_that_begins_with_a_box_can_be_asked_of_a_peer(protocol: str, index: Path, tmp_path: Path) -> None:
    code, said = measured(index, tmp_path / "out", "--models", "whole-box", "--protocol", protocol, "--limit", "1")
    assert code == 0, said
    rows = read_rows(tmp_path / "out")
    assert rows
    assert [row.failed for row in rows] == [""] * len(rows)


def test_a_peer_is_asked_what_it_can_answer_when_nothing_is_chosen(table: Callable[..., list[str]]) -> None:
    assert {row.split(",")[0] for row in table("--models", "whole-box")} == {"box"}


@pytest.mark.parametrize("protocol", ["text", "absence", "volumes", "words"])
def test_a_peer_asked_in_words_says_which_protocols_it_can_answer(index: Path, tmp_path: Path, protocol: str) -> None:
    code, said = measured(index, tmp_path / "out", "--models", "whole-box", "--protocol", protocol)
    assert code == 2
    assert "box, box-each, box-named" in said
    assert "embedded+whole-box" in said
    assert not (tmp_path / "out").exists()
