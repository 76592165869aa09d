"""A whole one of several is missing: what the models have found and nobody has outlined is added."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from conftest import FakeGrounder, FakeSegmenter
from scipy import ndimage

from limis.commands import Missing, dump
from limis.geometry import Geometry
from limis.models.engines import Engines
from limis.orientation import PictureOrientation
from limis.progress import silent
from limis.prompts.reader import read
from limis.protocols import Grounding
from limis.session import Session
from limis.session.another import with_another
from limis.session.finder import Finding
from limis.session.instances import boxed
from limis.types import Image, Mask, Structure

BLOBS = {
    "left": (slice(20, 26), slice(2, 8)),
    "right": (slice(20, 27), slice(50, 57)),
    "top": (slice(2, 7), slice(28, 33)),
}


class Several(FakeGrounder):
    """Finds every bright piece."""

    @staticmethod
    def _look(view: Any, band: tuple[float, float]) -> Grounding:
        inside = (view.pixels >= band[0]) & (view.pixels < band[1])
        boxes = [[c.start, r.start, c.stop, r.stop] for r, c in ndimage.find_objects(ndimage.label(inside)[0])]
        scores = np.full(len(boxes), 0.9, np.float32)
        return Grounding(0.9, True, np.array(boxes, np.float32), scores, inside.astype(np.float32))


@pytest.fixture
def session() -> Session:
    data = np.zeros((44, 60), np.uint8)
    data[18:30, 24:36] = 200
    for blob in BLOBS.values():
        data[blob] = 200
    engines = Engines("fake", Several({"nucleus": (0.6, 1.0), "liver": (0.6, 1.0)}), FakeSegmenter())
    return Session(Image(data, Geometry(data.shape)), engines)


def say(session: Session, text: str) -> Any:
    return session.apply(read(text, session.context), text)


def has(session: Session, name: str) -> bool:
    return bool(session.structures[0].mask.data[BLOBS[name]].mean() > 0.5)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("there is another one on the left", "left"),
        ("you missed one on the left", "left"),
        ("you missed another one on the left", "left"),
        ("there is another nucleus at the top", "superior"),
        ("I see one more one on the right", "right"),
    ],
)
def test_what_says_that_a_whole_one_is_missing(text: str, where: str, session: Session) -> None:
    say(session, "segment the largest nucleus")
    (command,) = dump(read(text, session.context))
    assert (command["op"], command["where"], command["another"]) == ("missing", where, True)


def test_a_part_that_is_missing_is_none() -> None:
    for text in ("you missed one", "you missed the lower part", "there is another bit on the left"):
        (command,) = dump(read(text))
        assert command["op"] == "missing", text
        assert "another" not in command, text


@pytest.mark.parametrize("side", ["left", "right", "top"])
def test_the_one_on_that_side_is_added_and_no_other(side: str, session: Session) -> None:
    say(session, "segment the largest nucleus")
    turn = say(session, f"there is another one at the {side}")
    assert "one more was found" in turn.outcomes[0].remark
    assert {name: has(session, name) for name in BLOBS} == {name: name == side for name in BLOBS}
    mask = session.structures[0].mask
    assert mask.instances is None or mask.instances.max() == 2


def test_nowhere_in_particular_it_is_the_largest(session: Session) -> None:
    say(session, "segment the largest nucleus")
    say(session, "you missed another one")
    assert [name for name in BLOBS if has(session, name)] == ["right"]
    say(session, "again")
    assert sorted(name for name in BLOBS if has(session, name)) == ["left", "right"]
    say(session, "undo")
    assert [name for name in BLOBS if has(session, name)] == ["right"]


def test_sides_are_the_patients_unless_the_picture_is_named() -> None:
    data = np.zeros((44, 60), np.uint8)
    data[18:30, 24:36] = 200
    for blob in BLOBS.values():
        data[blob] = 200
    flipped = PictureOrientation("L", "F", "known", "known")
    for text, name in (("on the left", "right"), ("on the left of the picture", "left")):
        engines = Engines("fake", Several({"nucleus": (0.6, 1.0)}), FakeSegmenter())
        session = Session(Image(data, Geometry(data.shape, orientation=flipped)), engines)
        say(session, "segment the largest nucleus")
        say(session, f"there is another one {text}")
        assert [blob for blob in BLOBS if has(session, blob)] == [name], text


@pytest.mark.parametrize("status", ["known", "assumed", "unknown"])
def test_no_side_is_guessed_where_the_axes_are_not_known(status: Any) -> None:
    shape, scale = (20, 20, 4), (1.0, 1.0, 1.0)
    known = Geometry(shape, np.eye(4), affine_status="assumed" if status == "assumed" else "known")
    geometry = Geometry(shape, spacing_mm=scale) if status == "unknown" else known
    seen, outlined = np.zeros(shape, np.int32), np.zeros(shape, bool)
    seen[2:5, 8:12], seen[12:16, 8:12] = 1, 2
    outlined[12:16, 8:12] = True
    found = Finding(0.9, "", Mask(seen > 0, geometry, seen))
    finder = SimpleNamespace(find=lambda queries, progress: [found])
    work: Any = SimpleNamespace(bench=SimpleNamespace(finder=finder), progress=silent)
    mask = Mask(outlined, geometry)
    kept, boxes = boxed(mask)
    one = Structure("nucleus", "nucleus", "nucleus", found=True, boxes=boxes, mask=kept)
    there = with_another(Missing(where="left", another=True), one, mask, None, work)
    assert (there is not None) is (status == "known")
    anywhere = with_another(Missing(another=True), one, mask, None, work)
    assert anywhere is not None
    assert anywhere.mask.data[2:5, 8:12].all()


def test_where_none_is_left_the_outline_is_corrected_and_that_is_told(session: Session) -> None:
    say(session, "segment the nuclei")
    before = session.structures[0].mask.voxels
    turn = say(session, "there is another one on the left")
    assert "no whole one was found there" in turn.outcomes[0].remark
    assert session.structures[0].mask.voxels >= before
