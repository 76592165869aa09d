"""A second look at any grounder's boxes, by a verifier whose opinion is known: it goes by brightness."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
import pytest
from conftest import FakeGrounder, FakeSegmenter
from numpy.typing import NDArray

from limis.geometry import Geometry
from limis.grounders.verified import VerifiedGrounder, rivals_of
from limis.models.engines import Engines
from limis.progress import Progress, silent
from limis.prompts.reader import read
from limis.protocols import EngineInfo, Grounding, Query, View
from limis.session import Session
from limis.types import Image

KIDNEY, LIVER = Query("kidney", "kidneys"), Query("liver", "liver")
DIM, BRIGHT = (5, 5, 15, 15), (30, 10, 50, 25)


def picture() -> View:
    pixels = np.zeros((40, 60), np.float32)
    for (left, top, right, bottom), grey in ((DIM, 0.4), (BRIGHT, 0.9)):
        pixels[top:bottom, left:right] = grey
    return View(pixels, "CT")


@dataclass
class ByBrightness:
    """Each phrase has a brightness, those that are not named have none; nearness to a box's own decides."""

    greys: Mapping[str, float]
    asked: list[tuple[str, ...]] = field(default_factory=list)
    info = EngineInfo("by-brightness", "verifier", "c" * 64, "CC0-1.0", "cpu")

    def compare(
        self, view: View, boxes_xyxy: NDArray[np.float32], phrases: Sequence[str], progress: Progress
    ) -> NDArray[np.float32]:
        self.asked.append(tuple(phrases))
        greys = np.array([self.greys.get(phrase, 9.0) for phrase in phrases])
        means = [view.pixels[int(t) : int(b), int(le) : int(r)].mean() for le, t, r, b in boxes_xyxy]
        logits = -20 * np.abs(np.array(means)[:, None] - greys)
        shares = np.exp(logits - logits.max(axis=1, keepdims=True))
        return (shares / shares.sum(axis=1, keepdims=True)).astype(np.float32)


@dataclass
class FindsBoth:
    """Takes every box for whatever is asked, the dim one first."""

    heat: bool = False
    score: float = 0.8
    second: float = 0.5
    vocabulary: Literal["open", "closed"] = "open"
    info = EngineInfo("finds-both", "grounder", "d" * 64, "CC0-1.0", "cpu")

    def why_not(self, query: Query, modality: str | None) -> str | None:
        return None

    def kinds(self, query: Query) -> frozenset[str]:
        return frozenset({"CT"})

    def ground(self, views: Sequence[View], queries: Sequence[Query], progress: Progress) -> list[list[Grounding]]:
        boxes, scores = np.array([DIM, BRIGHT], np.float32), np.array([self.score, self.second], np.float32)
        heat = np.full(views[0].size, 0.7, np.float32) if self.heat else None
        return [[Grounding(self.score, True, boxes, scores, heat, "few")] * len(queries) for _ in views]


def look(grounder: FindsBoth, verifier: ByBrightness, query: Query = KIDNEY) -> Grounding:
    return VerifiedGrounder(grounder, verifier).ground([picture()], [query], silent)[0][0]


def test_boxes_are_ranked_by_what_both_say() -> None:
    seen = look(FindsBoth(), ByBrightness({"kidney": 0.8, "spleen": 0.61}))
    assert seen.present
    assert seen.boxes_xyxy.tolist() == [list(BRIGHT)]
    seen = look(FindsBoth(), ByBrightness({"kidney": 0.8}))
    assert seen.boxes_xyxy.tolist() == [list(DIM), list(BRIGHT)]
    seen = look(FindsBoth(score=0.1), ByBrightness({"kidney": 0.8}))
    assert seen.boxes_xyxy.tolist() == [list(BRIGHT), list(DIM)]
    assert seen.remark == "few"


def test_what_both_say_is_multiplied_by_odds() -> None:
    """Nine phrases share alike: nothing changes. One that gets all of it is nine times as likely as that."""
    even = look(FindsBoth(), ByBrightness({}))
    np.testing.assert_allclose(even.scores, [0.8, 0.5], rtol=1e-4)
    assert even.score == pytest.approx(0.8, rel=1e-4)
    verifier = ByBrightness({"kidney": 0.4})
    sure = look(FindsBoth(), verifier)
    odds = np.array([0.8 / 0.2, 0.5 / 0.5]) * len(verifier.asked[0])
    np.testing.assert_allclose(sure.scores, odds / (1 + odds), rtol=1e-3)


def test_the_best_box_is_as_likely_as_that_the_thing_is_there_at_all() -> None:
    class Sure(FindsBoth):
        def ground(self, *asked: Any) -> list[list[Grounding]]:
            return [[replace(one, score=0.96) for one in row] for row in super().ground(*asked)]

    np.testing.assert_allclose(look(Sure(), ByBrightness({})).scores, [0.96, 0.6], rtol=1e-4)


@pytest.mark.parametrize(("score", "stays"), [(0.99, True), (0.5, False)])
def test_a_doubt_does_not_outweigh_a_grounder_that_is_sure(score: float, stays: bool) -> None:
    """The doubtful box's phrase gets less than an even share, but not nearly nothing."""
    verifier = ByBrightness({"kidney": 0.8, "spleen": 0.55})
    kept = look(FindsBoth(score=score), verifier).boxes_xyxy.tolist()
    assert (list(DIM) in kept) is stays


def test_what_looks_like_something_else_is_not_there_and_its_reason_says_so() -> None:
    seen = look(FindsBoth(), ByBrightness({"kidney": 5.0, "spleen": 0.4, "liver": 0.9}))
    assert not seen.present
    assert seen.boxes_xyxy.shape == (0, 4)
    assert seen.scores.shape == (0,)
    assert seen.score < 0.01
    assert seen.remark == "few; by-brightness takes what finds-both found for spleen"


def test_somebody_who_insists_is_shown_the_likeliest_place_all_the_same() -> None:
    doubtful = ByBrightness({"kidney": 1.0, "spleen": 0.65})
    assert look(FindsBoth(), doubtful, replace(KIDNEY, insisted=True)).boxes_xyxy.tolist() == [list(BRIGHT), list(DIM)]


def test_an_even_share_is_no_reason_to_drop_anything() -> None:
    assert len(look(FindsBoth(), ByBrightness({})).boxes_xyxy) == 2


def test_the_threshold_is_a_multiple_of_an_even_share() -> None:
    verifier = ByBrightness({})
    strict = VerifiedGrounder(FindsBoth(score=0.3, second=0.2), verifier, threshold=1.01)
    assert not strict.ground([picture()], [KIDNEY], silent)[0][0].present


def test_heat_stays_where_boxes_stay() -> None:
    heat = look(FindsBoth(heat=True), ByBrightness({"kidney": 0.8, "spleen": 0.61})).heat
    assert heat is not None
    assert heat[DIM[1] : DIM[3], DIM[0] : DIM[2]].max() == 0
    assert heat[BRIGHT[1] : BRIGHT[3], BRIGHT[0] : BRIGHT[2]].min() == heat[0, 0] == np.float32(0.7)


def test_rivals_are_neighbours_what_else_is_asked_for_and_nothing_at_all() -> None:
    rivals = rivals_of(KIDNEY, (KIDNEY, Query(None, "a clip"), Query("kidney_tumor", "tumour")), "CT")
    assert rivals[0] == "clip"
    assert rivals[-1] == "background"
    assert {"liver", "spleen"} <= set(rivals)
    assert not {"kidney", "kidney tumor"} & set(rivals)
    assert len(rivals) <= 9
    assert rivals_of(Query("liver_tumor", "tumour"), (), "CT")[-2:] == ("normal liver", "background")
    assert rivals_of(Query(None, "pale thing"), (), None) == ("background",)


def test_what_was_not_found_is_not_looked_at() -> None:
    verifier = ByBrightness({})
    grounder = VerifiedGrounder(FakeGrounder({"kidney": (2.0, 3.0)}), verifier)
    assert not grounder.ground([picture()], [KIDNEY], silent)[0][0].present
    assert verifier.asked == []


def test_it_answers_as_its_grounder_does() -> None:
    grounder, verified = FakeGrounder(), VerifiedGrounder(FakeGrounder(), ByBrightness({}))
    assert (verified.info, verified.vocabulary) == (grounder.info, grounder.vocabulary)
    for query in (KIDNEY, Query(None, "x")):
        assert verified.why_not(query, None) == grounder.why_not(query, None)
    assert verified.kinds(KIDNEY) == grounder.kinds(KIDNEY)


@pytest.mark.parametrize(("kidney", "found"), [(0.9, True), (5.0, False)])
def test_a_session_segments_what_stays_and_reports_all_three(kidney: float, found: bool) -> None:
    verifier = ByBrightness({"kidney": kidney, "spleen": 0.5})
    grounder = VerifiedGrounder(FakeGrounder({"kidney": (0.8, 1.01)}), verifier)
    pixels = (picture().pixels * 255).astype(np.uint8)
    session = Session(Image(pixels, Geometry(pixels.shape)), Engines("x", grounder, FakeSegmenter(), "", verifier))
    turn = session.apply(read("segment the kidneys"), "segment the kidneys")
    structure = turn.result[0]
    assert structure.found is found
    assert ("by-brightness takes what fake found for" in structure.reason) is not found
    assert [info.role for info in turn.models] == ["grounder", "segmenter", "verifier"]
