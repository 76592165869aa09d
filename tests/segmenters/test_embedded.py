import hashlib
import json
import shutil
from dataclasses import replace

import numpy as np
import pytest

from limis.errors import PromptError, WeightsError
from limis.models.weights import POINTING, open_set, set_called
from limis.protocols import View, ViewPrompt
from limis.runtime.onnx import Graph
from limis.segmenters.crops import Crop, crop_for
from limis.segmenters.embedded import EmbeddedSegmenter, open_segmenter, prompt_maps


@pytest.fixture(scope="module")
def segmenter():
    return open_segmenter("embedded")


def bright_disc(shape, centre, radius):
    """A bright disc on noisy grey, and where it is."""
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]]
    truth = (y - centre[0]) ** 2 + (x - centre[1]) ** 2 < radius**2
    noise = np.random.default_rng(1).normal(0, 0.03, truth.shape)
    return View(np.clip(np.where(truth, 0.8, 0.3) + noise, 0, 1).astype(np.float32)), truth


@pytest.fixture(scope="module")
def disc():
    return bright_disc((180, 240), (70, 120), 40)


BOX = (80.0, 30.0, 161.0, 111.0)


def dice(probability, truth):
    inside = probability > 0.5
    return 2 * (inside & truth).sum() / (inside.sum() + truth.sum())


def test_a_box_becomes_the_thing_in_it(segmenter, disc):
    view, truth = disc
    (answer,) = segmenter.predict(segmenter.encode(view), [ViewPrompt(BOX)])
    assert answer.probability.shape == truth.shape
    assert dice(answer.probability, truth) > 0.9
    assert 0 <= answer.score <= 1


def counting(ran):
    """Graphs that tell by which file they were run."""

    class Counted(Graph):
        def __call__(self, feeds):
            ran.append(self._name)
            return super().__call__(feeds)

    return Counted


def test_a_crop_is_encoded_once_however_often_it_is_prompted(disc):
    ran = []
    segmenter = EmbeddedSegmenter(open_set("embedded"), graph=counting(ran))
    encoding = segmenter.encode(disc[0])
    for _ in range(3):
        segmenter.predict(encoding, [ViewPrompt(BOX)])
    assert ran.count("segmenter.encode.onnx") == 1


@pytest.fixture(scope="module")
def with_pointing(tmp_path_factory):
    """The open set with the research set's segmenter for points and strokes; other sets may have none."""
    folder = tmp_path_factory.mktemp("sets") / "mine"
    folder.mkdir()
    mine, other = open_set("embedded"), open_set("embedded-research")
    manifest = json.loads((mine.folder / "set.json").read_text())
    files = {name: mine.path(name) for name in mine.files if not name.startswith(POINTING)}
    files |= {f"{POINTING}.{part}.onnx": other.path(f"segmenter.{part}.onnx") for part in ("encode", "decode")}
    for name, path in files.items():
        shutil.copyfile(path, folder / name)
    manifest["files"] = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
    plain = {key: other.segmenter[key] for key in ("level", "names")}
    manifest["segmenter"]["pointing"] = plain
    (folder / "set.json").write_text(json.dumps(manifest))
    return set_called(str(folder))


STROKES = ViewPrompt(scribbles=((np.array([[100.0, 70.0], [140.0, 72.0]], np.float32), True),))
POINT = ViewPrompt(None, np.array([[120.0, 70.0]], np.float32), np.array([True]))


def opened(ran):
    """Which networks were asked."""
    return {name.removesuffix(".onnx").rpartition(".")[0] for name in ran}


@pytest.mark.parametrize("prompt", [STROKES, replace(STROKES, points_xy=POINT.points_xy, positive=POINT.positive)])
def test_strokes_without_a_box_have_a_network_of_their_own(with_pointing, disc, prompt):
    ran = []
    segmenter = EmbeddedSegmenter(with_pointing, graph=counting(ran))
    (answer,) = segmenter.predict(segmenter.encode(disc[0]), [prompt])
    assert opened(ran) == {POINTING}
    assert answer.probability[70, 120] > 0.5


@pytest.mark.parametrize("prior", [None, np.full((180, 240), 0.3, np.float32)])
def test_to_points_without_a_box_both_networks_count_alike(with_pointing, disc, prior):
    prompt = replace(POINT, prior=prior)
    alone = [EmbeddedSegmenter(open_set(name)) for name in ("embedded", "embedded-research")]
    for one in alone:
        one.__dict__["_pointing"] = one._boxed
    ran = []
    segmenter = EmbeddedSegmenter(with_pointing, graph=counting(ran))
    (answer,) = segmenter.predict(segmenter.encode(disc[0]), [prompt])
    parts = [one.predict(one.encode(disc[0]), [prompt])[0] for one in alone]
    assert opened(ran) == {"segmenter", POINTING}
    assert np.allclose(answer.probability, (parts[0].probability + parts[1].probability) / 2, atol=1e-6)
    assert answer.score == pytest.approx((parts[0].score + parts[1].score) / 2)


@pytest.mark.parametrize(
    "prompt",
    [
        ViewPrompt(BOX),
        replace(STROKES, box_xyxy=BOX),
        replace(POINT, box_xyxy=BOX, prior=np.full((180, 240), 0.3, np.float32)),
        ViewPrompt(prior=np.pad(np.ones((60, 60), np.float32), ((40, 80), (90, 90)))),
    ],
)
def test_whatever_has_a_box_or_a_mask_alone_is_answered_as_without_that_network(with_pointing, disc, prompt):
    ran = []
    segmenter = EmbeddedSegmenter(with_pointing, graph=counting(ran))
    plain = EmbeddedSegmenter(open_set("embedded"))
    (answer,) = segmenter.predict(segmenter.encode(disc[0]), [prompt])
    (same,) = plain.predict(plain.encode(disc[0]), [prompt])
    assert not any(name.startswith(POINTING) for name in ran)
    assert (answer.probability == same.probability).all()


def test_a_crop_that_both_networks_look_at_is_kept_for_each(with_pointing, disc):
    segmenter, fresh = EmbeddedSegmenter(with_pointing), EmbeddedSegmenter(with_pointing)
    encoding = segmenter.encode(disc[0])
    prior = np.pad(np.ones((60, 60), np.float32), ((40, 80), (90, 90)))
    whole = replace(POINT, prior=prior)
    for prompt in (ViewPrompt(prior=prior), whole):
        (after,) = segmenter.predict(encoding, [prompt])
        (alone,) = fresh.predict(fresh.encode(disc[0]), [prompt])
        assert (after.probability == alone.probability).all()


def test_a_damaged_pointing_network_is_told_when_it_is_needed(with_pointing, disc, tmp_path):
    folder = tmp_path / "mine"
    shutil.copytree(with_pointing.folder, folder)
    (folder / f"{POINTING}.decode.onnx").write_bytes(b"")
    segmenter = EmbeddedSegmenter(set_called(str(folder)))
    encoding = segmenter.encode(disc[0])
    segmenter.predict(encoding, [ViewPrompt(BOX)])
    with pytest.raises(WeightsError, match="damaged"):
        segmenter.predict(encoding, [POINT])


def test_a_negative_point_takes_away_and_a_positive_one_adds(segmenter, disc):
    view, _ = disc
    encoding = segmenter.encode(view)
    spot = np.array([[120.0, 70.0]], np.float32)
    (yes,) = segmenter.predict(encoding, [ViewPrompt(BOX, spot, np.array([True]))])
    (no,) = segmenter.predict(encoding, [ViewPrompt(BOX, spot, np.array([False]))])
    assert no.probability[70, 120] < yes.probability[70, 120]


def test_a_box_that_reaches_over_the_edge_is_fine(segmenter, disc):
    view, truth = disc
    (answer,) = segmenter.predict(segmenter.encode(view), [ViewPrompt((-5.0, -5.0, 245.0, 190.0))])
    assert answer.probability.shape == truth.shape


@pytest.fixture(scope="module")
def small():
    return bright_disc((500, 600), (380, 150), 14)


@pytest.mark.parametrize("how", ["point", "scribble"])
def test_what_no_box_tells_is_looked_at_again_closer_by(segmenter, small, how):
    view, truth = small
    line = np.array([[142.0, 380.0], [158.0, 380.0]], np.float32)
    prompt = (
        ViewPrompt(scribbles=((line, True),)) if how == "scribble" else ViewPrompt(None, line, np.array([True] * 2))
    )
    encoding = segmenter.encode(view)
    (answer,) = segmenter.predict(encoding, [prompt])
    assert min(crop.extent for _, crop in encoding.crops) < 120
    assert dice(answer.probability, truth) > 0.85


def test_a_click_on_an_error_mends_it(segmenter, disc):
    view, truth = disc
    encoding = segmenter.encode(view)
    prior = np.where(truth, 0.9, 0.1).astype(np.float32)
    prior[30:60, 110:130] = 0.1
    missed = np.array([[120.0, 45.0]], np.float32)
    (mended,) = segmenter.predict(encoding, [ViewPrompt(BOX, missed, np.array([True]), prior=prior)])
    assert dice(mended.probability, truth) > max(0.93, dice(prior, truth))


def test_an_empty_prompt_is_refused(segmenter, disc):
    with pytest.raises(PromptError, match="Say where the thing is"):
        segmenter.predict(segmenter.encode(disc[0]), [ViewPrompt()])


def test_a_prompt_outside_the_view_is_refused(segmenter, disc):
    with pytest.raises(PromptError, match="outside the image"):
        segmenter.predict(segmenter.encode(disc[0]), [ViewPrompt((500.0, 500.0, 600.0, 600.0))])


@pytest.mark.parametrize("lost", [np.nan, np.inf])
def test_a_point_or_stroke_that_is_nowhere_is_refused_beside_a_box_too(segmenter, disc, lost):
    spot = np.array([[40.0, lost]], np.float32)
    for prompt in (ViewPrompt(BOX, spot, np.array([True])), ViewPrompt(BOX, scribbles=((spot, False),))):
        with pytest.raises(PromptError, match="outside the image"):
            segmenter.predict(segmenter.encode(disc[0]), [prompt])


def test_a_crop_puts_back_what_it_cut():
    layer = np.random.default_rng(0).random((40, 60)).astype(np.float32)
    crop = Crop(left=-10, top=5, extent=32, side=32)
    pasted = crop.paste(crop.cut(layer)[..., 0], (40, 60))
    assert np.allclose(pasted[5:37, 0:22], layer[5:37, 0:22], atol=1e-6)
    assert pasted[:, 22:].max() == 0


def test_small_things_get_as_many_pixels_as_large_ones():
    assert crop_for(ViewPrompt((10.0, 10.0, 30.0, 30.0)), (512, 512)).extent == 27
    assert crop_for(ViewPrompt((0.0, 0.0, 400.0, 400.0)), (512, 512)).side == 160


def test_prompts_are_drawn_where_they_were_given():
    crop = Crop(left=0, top=0, extent=64, side=128)
    stroke = np.array([[40.0, 8.0], [40.0, 24.0]], np.float32)
    prompt = ViewPrompt(
        (8.0, 4.0, 24.0, 20.0), np.array([[16.0, 12.0]], np.float32), np.array([True]), ((stroke, False),)
    )
    maps = prompt_maps(prompt, crop)
    assert maps[0, 8:40, 16:48].all()
    assert maps[0].sum() == 32 * 32
    assert maps[1, 25, 33] == 1
    assert maps[2, 16:50, 81].all()
    assert maps[1:3, :, :16].sum() == 0
    assert maps[3:].sum() == 0


def test_thin_things_are_looked_at_again_in_detail(segmenter):
    y, x = np.mgrid[0:480, 0:480]
    lines = ((x - y) % 60 < 2) | ((x + y) % 60 < 2)
    thin = View(np.where(lines, 0.9, 0.3).astype(np.float32))
    thick = View(np.where((x - 240) ** 2 + (y - 240) ** 2 < 200**2, 0.9, 0.3).astype(np.float32))
    sides = []
    for view in (thin, thick):
        encoding = segmenter.encode(view)
        segmenter.predict(encoding, [ViewPrompt((40.0, 40.0, 440.0, 440.0), prior=view.pixels - 0.1)])
        sides.append([crop.side for _, crop in encoding.crops])
    assert sides == [[160, 512], [160]]


@pytest.mark.parametrize("box", [(30.0, 40.0, 31.0, 41.0), (30.0, 40.0, 33.0, 41.0), (239.0, 179.0, 240.0, 180.0)])
def test_a_box_always_holds_something_and_what_it_holds_is_in_it(segmenter, box):
    """A single pixel that looks like all around it is not empty because it is unlikely."""
    view = View(np.full((180, 240), 0.3, np.float32))
    (answer,) = segmenter.predict(segmenter.encode(view), [ViewPrompt(box)])
    left, top, right, bottom = (int(edge) for edge in box)
    assert (answer.probability[top:bottom, left:right] > 0.5).any()


@pytest.mark.parametrize(
    "more",
    [
        {"points_xy": np.array([[31.0, 41.0]], np.float32), "positive": np.array([False])},
        {"scribbles": ((np.array([[31.0, 41.0]], np.float32), False),)},
        {"prior": np.zeros((180, 240), np.float32)},
    ],
    ids=["point", "scribble", "mask"],
)
def test_a_box_with_more_beside_it_may_hold_nothing(segmenter, more, monkeypatch):
    view = View(np.full((180, 240), 0.3, np.float32))
    nothing = lambda network, encoding, prompt, crop: np.full((crop.side, crop.side), -9, np.float32)  # noqa: E731
    monkeypatch.setattr("limis.segmenters.embedded._look", nothing)
    encoding, box = segmenter.encode(view), (28.0, 38.0, 33.0, 43.0)
    (alone,), (answer,) = (segmenter.predict(encoding, [ViewPrompt(box, **said)]) for said in ({}, more))
    assert (alone.probability > 0.5).any()
    assert not (answer.probability > 0.5).any()
