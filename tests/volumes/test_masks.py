import numpy as np
import pytest
from conftest import FakeGrounder, FakeSegmenter

from limis.geometry import Geometry
from limis.imaging.window import Window
from limis.progress import silent
from limis.protocols import Query
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
    assert carrier.encoded == 1
    assert carrier.carried == 2
    assert sizes[3] > sizes[2] == sizes[4] > 0


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
