"""Conversations are measured through the conversation itself, with engines that see brightness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Literal

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image as Pillow

from limis.eval import mishearing
from limis.eval.cases import Ask, Step
from limis.eval.data import Plan, read_data
from limis.eval.overlap import dice
from limis.eval.product import Product, open_product
from limis.eval.protocols import protocol
from limis.eval.protocols.language import spoiled_mask
from limis.eval.run import measure, read_rows, run
from limis.eval.speaker import Speaker
from limis.eval.summary import summarise
from limis.eval.talk import MANNERS, Talk, named_others
from limis.eval.truth import Nowhere, Truth
from limis.eval.turns import turn_summary, turns_table
from limis.eval.wrong import KINDS
from limis.geometry import Geometry
from limis.io.load import load
from limis.models import registry
from limis.models.engines import Engines
from limis.progress import Progress
from limis.prompts.reader import read
from limis.protocols import EngineInfo, Grounding, Prediction, Query, View, ViewPrompt
from limis.types import Image, Mask


class HalfBright:
    """Finds what is bright but only its left half, and draws what is bright within any box."""

    vocabulary: Literal["open", "closed"] = "closed"
    accepts = frozenset({"box", "mask"})
    info = EngineInfo("half", "grounder", "0", "CC0", "cpu")

    def why_not(self, query: Query, modality: str | None) -> str | None:
        return None

    def kinds(self, query: Query) -> frozenset[str]:
        return frozenset()

    def ground(self, views: Sequence[View], queries: Sequence[Query], progress: Progress) -> list[list[Grounding]]:
        return [[self._look(view) for _ in queries] for view in views]

    def _look(self, view: View) -> Grounding:
        rows, columns = np.nonzero(view.pixels > 0.5)
        if not rows.size:
            return Grounding(0.0, False, np.zeros((0, 4), np.float32), np.zeros(0, np.float32))
        middle = (columns.min() + columns.max() + 1) / 2
        box = np.array([[columns.min(), rows.min(), middle, rows.max() + 1]], np.float32)
        return Grounding(0.9, True, box, np.ones(1, np.float32))

    def encode(self, view: View) -> View:
        return view

    def predict(self, encoding: View, prompts: Sequence[ViewPrompt]) -> list[Prediction]:
        return [Prediction(self._fill(encoding, prompt), 1.0) for prompt in prompts]

    def _fill(self, view: View, prompt: ViewPrompt) -> np.ndarray:
        inside = np.zeros(view.size, np.float32)
        left, top, right, bottom = (max(0, round(v)) for v in prompt.box_xyxy or (0, 0, *view.size[::-1]))
        inside[top:bottom, left:right] = 1
        return inside * (view.pixels > 0.5)


@pytest.fixture
def product(monkeypatch: pytest.MonkeyPatch) -> Product:
    monkeypatch.setattr(registry, "open_engines", lambda name, device: Engines(name, HalfBright(), HalfBright()))
    return open_product("half", tell_modality=True)


@pytest.fixture
def films(index: Path) -> Path:
    """The films of the index, larger: a lung has to have room for an error."""
    for path in index.parent.glob("*.png"):
        with Pillow.open(path) as small:
            small.resize((24 * 6, 20 * 6), Pillow.Resampling.NEAREST).save(path)
    return index


def test_words_alone_bring_back_what_is_missing(films: Path, product: Product) -> None:
    words = protocol("words")
    ask = next(a for a in words.plan(read_data(films, "val"), Plan()) if a.dataset == "drishti_fundus")
    row = measure(words, ask, product, product.load(ask.image, ask.modality))
    assert row.failed == ""
    assert [step.op for step in row.steps[:2]] == ["start", "missing"]
    assert all(step.understood for step in row.steps)
    assert row.steps[0].dice < 0.7
    assert row.steps[-1].dice > row.steps[0].dice + 0.15
    assert row.dice == row.steps[-1].dice


def test_pairs_of_organs_are_left_out(films: Path) -> None:
    asks = protocol("words-box").plan(read_data(films, "val"), Plan())
    assert asks
    assert {ask.side for ask in asks} == {None, "left", "right"}


def test_a_careless_box_is_the_same_again_and_a_run_tells_dice_by_turn(
    films: Path, product: Product, tmp_path: Path
) -> None:
    data = read_data(films, "val")
    rows = run([protocol("words-box")], data, product, tmp_path / "out")
    assert read_rows(tmp_path / "out") == rows
    assert all(row.steps for row in rows)
    summary = summarise(rows)
    words = summary["all"]["protocols"]["words-box"]["words"]
    assert words["all"]["cases"] == len(rows)
    assert list(words["all"]["after"]) == ["0", "1", "3", "5", "10"]
    assert "after 5" in turns_table({"half": summary})
    again = run([protocol("words-box")], data, product, tmp_path / "again")
    assert [[s.text for s in row.steps] for row in again] == [[s.text for s in row.steps] for row in rows]


class Listener:
    """A conversation in which a rectangle loses columns from the right at every sentence but for "undo"."""

    def __init__(self, image: Image, inside: NDArray[np.bool_]) -> None:
        self.image, self.masks, self.heard = image, [inside], []
        self.session = self.history = self

    @property
    def state(self) -> SimpleNamespace:
        return SimpleNamespace(active="lung", masks={"lung": Mask(self.masks[-1], self.image.geometry)})

    def say(self, text: str) -> SimpleNamespace:
        commands = tuple(read(text))
        self.heard.append(commands[0].op)
        if commands[0].op == "undo":
            self.masks.pop()
        else:
            cut = self.masks[-1].copy()
            cut[:, np.flatnonzero(cut.any(axis=0))[-3:]] = False
            self.masks.append(cut)
        return SimpleNamespace(commands=commands)


@pytest.fixture
def halved() -> tuple[Listener, Truth]:
    truth = np.zeros((40, 60), np.bool_)
    truth[10:30, 5:55] = True
    mask = truth.copy()
    mask[:, 30:] = False
    return Listener(Image(truth.astype(np.uint8), Geometry(truth.shape)), mask), Truth(truth)


def steps_of(name: str, halved: tuple[Listener, Truth], turns: int) -> list[Step]:
    listener, truth = halved
    ask = Ask("", "d", "s", Path("i.png"), "i.png", "MRI", "lung", None, Nowhere())
    talk = Talk(listener, ask, truth, MANNERS[name])
    talk.begin("", 0.0)
    for _ in range(turns):
        talk.go_on()
    return talk.steps


@pytest.mark.parametrize("name", ["language", "language-paraphrases"])
def test_what_made_it_worse_is_taken_back_and_not_said_again(name: str, halved: tuple[Listener, Truth]) -> None:
    steps = steps_of(name, halved, 4)
    assert [step.op == "undo" for step in steps] == [False, False, True, False, True][: len(steps)]
    assert steps[2].dice == steps[0].dice > steps[1].dice
    assert len({step.text for step in steps if step.op not in ("undo", "start")}) == len(steps) // 2


def test_somebody_who_takes_nothing_back_goes_on(halved: tuple[Listener, Truth]) -> None:
    assert "undo" not in {step.op for step in steps_of("words", halved, 4)}


def test_templates_and_paraphrases_mean_the_same_in_other_words(films: Path, product: Product) -> None:
    means, texts = {}, {}
    for name in ("language-box", "language-paraphrases-box"):
        asks = protocol(name).plan(read_data(films, "val"), Plan())[:3]
        rows = [measure(protocol(name), ask, product, product.load(ask.image, ask.modality)) for ask in asks]
        means[name] = [row.steps[1].op for row in rows if len(row.steps) > 1]
        texts[name] = {step.text for row in rows for step in row.steps[1:]}
    assert means["language-box"] == means["language-paraphrases-box"] != []
    assert texts["language-box"] != texts["language-paraphrases-box"]


def test_what_was_taken_for_a_part_of_it_is_named(films: Path) -> None:
    """A left lung with a piece of the right one, which the picture labels, too."""
    asks = protocol("language-wrong").plan(read_data(films, "val"), Plan())
    left = next(ask for ask in asks if ask.side == "left")
    assert {(concept, side) for concept, side, _ in left.others} == {("lung", "right")}
    geometry = load(left.image).geometry
    truth = left.truth.read(geometry).inside
    others = named_others(left, geometry, truth)
    (right,) = others.values()
    said = Speaker(geometry, "0", varied=False, others=others).say(truth | right, truth, 0)
    assert said.text == "without the right lung"
    assert read(said.text) == [said.command]


def test_a_spoiled_truth_has_a_name_and_is_what_the_talk_begins_with(films: Path, product: Product) -> None:
    asked = protocol("language-wrong")
    asks = asked.plan(read_data(films, "val"), Plan())
    spoiled = {}
    for ask in asks:
        geometry = load(ask.image).geometry
        truth = ask.truth.read(geometry).inside
        kind, mask = spoiled_mask(ask, geometry, truth)
        spoiled[ask.key] = kind, round(dice(mask, truth), 6)
    assert {kind for kind, _ in spoiled.values()} <= set(KINDS)
    assert all(0.5 < value < 0.92 for _, value in spoiled.values())
    row = measure(asked, asks[0], product, product.load(asks[0].image, asks[0].modality))
    assert (row.failed, row.steps[0].text, row.steps[0].dice) == ("", *spoiled[asks[0].key])


def test_noise_is_written_down_and_said_again_until_it_is_understood(
    films: Path, product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mishearing, "NOISE", 0.5)
    asked = protocol("language-noise-wrong")
    asks = asked.plan(read_data(films, "val"), Plan())
    rows = [measure(asked, ask, product, product.load(ask.image, ask.modality)) for ask in asks]
    steps = [step for row in rows for step in row.steps[1:]]
    assert {step.spoiled for step in steps} == {"", "direction", "word"}
    assert not [step for step in steps if step.spoiled == "direction" and step.understood]
    assert all(step.understood for step in steps if not step.spoiled)


def test_a_conversation_that_breaks_counts_as_an_empty_mask(films: Path, product: Product) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("lost")

    for name in ("language", "language-noise-box", "language-paraphrases-wrong", "language-volumes", "words"):
        asked = protocol(name)
        ask = asked.plan(read_data(films, "val"), Plan(limit=1))[0]
        row = measure(asked, ask, replace(product, converse=broken), product.load(ask.image, ask.modality))
        assert (row.dice, row.found, row.failed, row.steps) == (0, False, "RuntimeError: lost", ()), name
        assert turn_summary([row])["all"]["needed"]["0.80"]["never"] == 1


def test_in_a_volume_it_is_said_that_a_thing_was_overlooked(films: Path, product: Product) -> None:
    asked = protocol("language-volumes")
    ask = next(ask for ask in asked.plan(read_data(films, "val"), Plan()) if ask.side == "right")
    row = measure(asked, ask, product, product.load(ask.image, ask.modality))
    assert row.failed == ""
    assert [(step.op, step.text) for step in row.steps] == [
        ("start", "segment the right kidney"),
        ("segment", "you missed it"),
    ]
