import numpy as np
import pytest
from conftest import FakeGrounder, FakeSegmenter

from limis.geometry import Geometry
from limis.imaging.window import Window
from limis.progress import silent
from limis.protocols import Prediction, Query, Sight
from limis.types import Image
from limis.volumes.evidence import Evidence, ViewBox, gather
from limis.volumes.masks import segment_tracks
from limis.volumes.stack import Stack, main_plane
from limis.volumes.tracks import Track, link


def outline(data, geometry):
    image = Image(data, geometry)
    stack = Stack(image, geometry.view(main_plane(image)), Window.between(0, 255), None)
    (evidence,) = gather([stack], FakeGrounder(), [Query("liver", "liver")], silent)
    return segment_tracks(stack, FakeSegmenter(), evidence, link(evidence.boxes, smallest=0.1), silent)


@pytest.mark.parametrize("spacing", [(1.0, 1.0, 4.0), (1.0, 2.0, 4.0), (3.0, 1.0, 5.0)])
def test_a_block_comes_back_on_its_own_grid(spacing):
    data = np.zeros((24, 30, 7), np.uint8)
    data[5:15, 8:22, 2:5] = 240
    mask = outline(data, Geometry(data.shape, np.diag([*spacing, 1.0])))
    assert mask.instances is not None
    assert mask.instances.dtype == np.int32
    assert np.array_equal(mask.instances > 0, mask.data)
    assert 2 * (mask.data & (data > 0)).sum() / (mask.data.sum() + (data > 0).sum()) > 0.9


def test_a_picture_larger_than_any_engine_looks_at_comes_back_at_full_size():
    data = np.zeros((600, 4000), np.uint8)
    data[200:400, 1000:3000] = 240
    mask = outline(data, Geometry(data.shape))
    assert mask.data.shape == data.shape
    assert 2 * (mask.data & (data > 0)).sum() / (mask.data.sum() + (data > 0).sum()) > 0.99


class Listener(FakeSegmenter):
    """A segmenter that remembers whether it was shown an earlier mask, and what it was told, prompt by prompt."""

    def predict(self, encoding, prompts):
        self.shown = [*getattr(self, "shown", ()), *(prompt.prior is not None for prompt in prompts)]
        self.told = {*getattr(self, "told", ()), *(prompt.concept for prompt in prompts)}
        return super().predict(encoding, prompts)


@pytest.mark.parametrize(("slices", "shown"), [(None, [False, True]), (3, [True, True, True])])
def test_of_a_picture_it_is_asked_with_the_heat_and_without(slices, shown):
    shape = (24, 30) if slices is None else (24, 30, slices)
    data = np.full(shape, 240, np.uint8)
    geometry = Geometry(shape) if slices is None else Geometry(shape, np.diag([1.0, 1.0, 4.0, 1.0]))
    image = Image(data, geometry)
    stack = Stack(image, geometry.view(main_plane(image)), Window.between(0, 255), None)
    height, width = stack.size
    boxes = [ViewBox(k, (0.0, 0.0, float(width), float(height)), 1.0) for k in range(stack.count)]
    evidence = Evidence(Query("liver", "liver"), 1.0, True, boxes, np.full((stack.count, height, width), 255, np.uint8))
    segmenter = Listener()
    segment_tracks(stack, segmenter, evidence, [Track(tuple(boxes))], silent)
    assert segmenter.shown == shown
    assert segmenter.told == {"liver"}


def test_every_one_of_many_things_keeps_its_number():
    data = np.zeros((40, 60), np.uint8)
    data[::2, ::2] = 240
    geometry = Geometry(data.shape)
    stack = Stack(Image(data, geometry), geometry.view(), Window.between(0, 255), None)
    corners = [(float(x), float(y), x + 1.0, y + 1.0) for y in range(0, 40, 2) for x in range(0, 60, 2)]
    boxes = [ViewBox(0, corner, 1.0) for corner in corners]
    evidence = Evidence(Query("liver", "liver"), 1.0, True, boxes, None)
    mask = segment_tracks(stack, FakeSegmenter(), evidence, [Track((box,)) for box in boxes], silent)
    assert mask.instances is not None
    assert np.array_equal(mask.instances[::2, ::2].ravel(), np.arange(1, 601))


class Carrier(FakeSegmenter):
    """A segmenter that carries masks on by itself, a pixel smaller from slice to slice."""

    def propagate(self, views, mask, progress):
        self.carried = getattr(self, "carried", 0) + len(views) - 1
        masks = []
        for _ in views[1:]:
            inside = mask > 0.5
            mask = (inside & np.roll(inside, 1, 0) & np.roll(inside, -1, 0)).astype(np.float32)
            masks.append(mask)
        return masks


def test_a_segmenter_that_can_propagate_is_asked_once_per_thing_and_carries_the_rest():
    data = np.zeros((24, 30, 7), np.uint8)
    data[5:15, 8:22, 2:5] = 240
    data[4:16, 7:23, 3] = 240
    geometry = Geometry(data.shape, np.diag([1.0, 1.0, 4.0, 1.0]))
    stack = Stack(Image(data, geometry), geometry.view("axial"), Window.between(0, 255), None)
    (evidence,) = gather([stack], FakeGrounder(), [Query("liver", "liver")], silent)
    carrier = Carrier()
    mask = segment_tracks(stack, carrier, evidence, link(evidence.boxes, smallest=0.1), silent)
    sizes = mask.data.sum(axis=(0, 1))
    assert carrier.encoded == 4  # three to choose the key slice among, and that one
    assert carrier.carried == 2
    assert sizes[3] > sizes[2] == sizes[4] > 0


class Eyes(FakeSegmenter):
    """A segmenter that sees what is bright in a box, and is the surer the brighter that is."""

    def __init__(self):
        super().__init__(accepts=frozenset({"box"}))

    def predict(self, encoding, prompts):
        answers = super().predict(encoding, prompts)
        inside = [encoding.grey[answer.probability > 0.5] for answer in answers]
        sure = [float(grey.mean()) if grey.size else 0.0 for grey in inside]
        return [Prediction(answer.probability, score) for answer, score in zip(answers, sure, strict=True)]


def block(slices, boxed, segmenter, heat=None, count=9):
    """Which slices of a stack, bright in some of them, are outlined when the grounder draws boxes in some."""
    data = np.zeros((24, 30, count), np.uint8)
    data[8:16, 10:20, slices] = 180
    data[:, :, count - 1] = 240  # what lies beyond is no part of it
    geometry = Geometry(data.shape, np.diag([1.0, 1.0, 4.0, 1.0]))
    stack = Stack(Image(data, geometry), geometry.view("axial"), Window.between(0, 255), None)
    boxes = [ViewBox(k, (8.0, 10.0, 16.0, 20.0), 1.0) for k in boxed]
    evidence = Evidence(Query("liver", "liver"), 1.0, True, boxes, heat)
    mask = segment_tracks(stack, segmenter, evidence, [Track(tuple(boxes))], silent)
    return [int(k) for k in np.flatnonzero(mask.data.any(axis=(0, 1)))], mask


@pytest.mark.parametrize("segmenter", [Eyes, FakeSegmenter], ids=["by its box", "by its mask"])
def test_slices_that_a_grounder_of_boxes_missed_are_told_by_their_neighbours(segmenter):
    found, mask = block([2, 3, 4, 5, 6], [3, 5], segmenter())
    assert found == [2, 3, 4, 5, 6]
    assert mask.data.sum() == 5 * 80


def test_a_thing_that_moves_is_followed_through_the_slices_between_boxes():
    """A tube moves by half its width from slice to slice; the grounder saw its first and its last slice."""
    data = np.random.default_rng(3).integers(0, 40, (60, 50, 6)).astype(np.uint8)
    for k in range(6):
        data[10 + 4 * k : 18 + 4 * k, 20:30, k] += 160
    truth = data > 100
    geometry = Geometry(data.shape, np.diag([1.0, 1.0, 4.0, 1.0]))
    stack = Stack(Image(data, geometry), geometry.view("axial"), Window.between(0, 255), None)
    boxes = []
    for k in (0, 5):
        rows, columns = np.nonzero(stack.view(k).pixels > 0.4)
        corners = (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
        boxes.append(ViewBox(k, tuple(float(edge) for edge in corners), 1.0))
    evidence = Evidence(Query("rib", "rib"), 1.0, True, boxes, None)
    mask = segment_tracks(stack, Eyes(), evidence, [Track(tuple(boxes))], silent)
    for k in range(6):
        assert 2 * (mask.data & truth)[..., k].sum() / (mask.data[..., k].sum() + truth[..., k].sum()) > 0.8


def test_a_thing_that_ends_is_not_carried_on():
    assert block([3, 4, 5], [3, 4, 5], Eyes())[0] == [3, 4, 5]


def test_where_a_grounder_gives_heat_its_word_counts():
    heat = np.zeros((9, 30, 24), np.uint8)
    heat[[3, 5], 10:20, 8:16] = 255
    assert block([2, 3, 4, 5, 6], [3, 5], Eyes(), heat)[0] == [3, 5]


class Fading(Carrier, Eyes):
    """A segmenter that carries masks on as long as it sees something, or grows them over everything."""

    grows = False

    def propagate(self, views, mask, progress):
        self.began = views[0].pixels
        seen = [(view.pixels > 0.4) & (self.grows | (mask > 0.5)) for view in views[1:]]
        return [inside.astype(np.float32) for inside in seen]


def test_what_is_carried_on_fills_gaps_and_ends_where_the_thing_does():
    assert block([2, 3, 4, 5, 6], [3, 5], Fading())[0] == [2, 3, 4, 5, 6]
    leaking = Fading()
    leaking.grows = True
    assert block([2, 3, 4, 5, 6, 7], [5, 6, 7], leaking)[0] == [4, 5, 6, 7]


def test_a_mask_is_carried_from_the_slice_that_the_segmenter_is_surest_of():
    data = np.zeros((24, 30, 9), np.uint8)
    for k, grey in enumerate((120, 130, 220, 140, 130), start=2):
        data[8:16, 10:20, k] = grey
    geometry = Geometry(data.shape, np.diag([1.0, 1.0, 4.0, 1.0]))
    stack = Stack(Image(data, geometry), geometry.view("axial"), Window.between(0, 255), None)
    boxes = [ViewBox(k, (8.0, 10.0, 16.0 + (k == 3), 20.0), 1.0) for k in range(3, 6)]
    evidence = Evidence(Query("liver", "liver"), 1.0, True, boxes, None)
    fading = Fading()
    segment_tracks(stack, fading, evidence, [Track(tuple(boxes))], silent)
    assert np.array_equal(fading.began, stack.view(4).pixels)


def test_an_engine_that_wants_neighbours_is_shown_them():
    shown = []

    class Wants(Eyes):
        sight = Sight(neighbours=True)

        def encode(self, view):
            shown.append(view.pixels)
            return super().encode(view)

    block([3, 4, 5], [3, 4, 5], Wants())
    assert {pixels.shape for pixels in shown} == {(30, 24, 3)}


class Preparing(FakeSegmenter):
    """A segmenter that is told beforehand which slices come."""

    def prepare(self, views, progress):
        progress("encoding", 0, len(views))
        self.told = [*getattr(self, "told", ()), len(views)]


def test_a_segmenter_that_can_is_told_which_slices_come_some_at_a_time():
    data = np.zeros((24, 30, 24), np.uint8)
    data[5:15, 8:22] = 200
    data[4:16, 7:23, 11] = 240
    geometry = Geometry(data.shape, np.diag([1.0, 1.0, 4.0, 1.0]))
    stack = Stack(Image(data, geometry), geometry.view("axial"), Window.between(0, 255), None)
    boxes = [ViewBox(k, (8.0 - (k == 11), 5.0, 22.0, 15.0), 1.0) for k in range(24)]
    evidence = Evidence(Query("liver", "liver"), 1.0, True, boxes, None)
    preparing, steps = Preparing(), []
    segment_tracks(stack, preparing, evidence, [Track(tuple(boxes))], lambda step, *_: steps.append(step))
    assert [told for told in preparing.told if told > 1] == [8, 4, 8, 3]
    assert preparing.encoded == 24
    assert "encoding" in steps
