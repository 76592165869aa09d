import numpy as np
import pytest

from limis.grounders.embedded import _grounding, evidence_of, open_grounder
from limis.models.weights import Learned
from limis.progress import silent
from limis.protocols import Query, View


@pytest.fixture(scope="module")
def grounder():
    return open_grounder("embedded")


@pytest.fixture(scope="module")
def cells():
    """Bright round cells on black, as in fluorescence microscopy, and where they are."""
    rng = np.random.default_rng(3)
    y, x = np.mgrid[0:256, 0:256]
    truth = np.zeros((256, 256), bool)
    for row in range(30, 250, 50):
        for column in range(30, 250, 50):
            truth |= (y - row) ** 2 + (x - column) ** 2 < int(rng.integers(9, 13)) ** 2
    pixels = np.where(truth, 0.75, 0.05) + rng.normal(0, 0.02, truth.shape)
    return View(np.clip(pixels, 0, 1).astype(np.float32), "microscopy"), truth


def test_cells_are_seen_where_they_are(grounder, cells):
    view, truth = cells
    ((grounding,),) = grounder.ground([view], [Query("nucleus", "nuclei")], silent)
    assert grounding.present
    assert grounding.heat is not None
    inside = grounding.heat > 0.5
    assert 2 * (inside & truth).sum() / (inside.sum() + truth.sum()) > 0.6
    assert len(grounding.boxes_xyxy) > 15


def test_what_is_not_there_is_not_present(grounder, cells):
    view, _ = cells
    queries = [Query("hippocampus", "hippocampus"), Query("fetal_head", "fetal head")]
    (groundings,) = grounder.ground([view], queries, silent)
    assert [g.present for g in groundings] == [False, False]


def test_all_concepts_of_a_request_cost_one_encoding(grounder, cells, monkeypatch):
    view, _ = cells
    runs = []
    encode = grounder._encode
    monkeypatch.setattr(grounder, "_encode", lambda feeds: runs.append(1) or encode(feeds))
    grounder.ground([view], [Query(c, c) for c in ("nucleus", "hippocampus", "polyp")], silent)
    assert len(runs) == 1


def test_an_answer_does_not_depend_on_what_else_is_asked(grounder, cells):
    view, _ = cells
    ((alone,),) = grounder.ground([view], [Query("nucleus", "nuclei")], silent)
    ((_, together),) = grounder.ground([view], [Query("polyp", "polyp"), Query("nucleus", "nuclei")], silent)
    assert together.score == pytest.approx(alone.score, abs=1e-5)


def test_heat_has_the_size_of_the_view_whatever_its_shape(grounder):
    for shape in ((40, 200), (200, 40, 3), (1, 1)):
        view = View(np.zeros(shape, np.float32), "microscopy")
        ((grounding,),) = grounder.ground([view], [Query("nucleus", "nuclei")], silent)
        assert grounding.heat is not None
        assert grounding.heat.shape == shape[:2]


def test_unknown_things_and_wrong_kinds_of_imaging_are_refused_with_the_reason(grounder):
    assert "do not know" in str(grounder.why_not(Query("piano", "piano"), None))
    assert "not in X-ray" in str(grounder.why_not(Query("polyp", "polyp"), "X-ray"))
    assert grounder.why_not(Query("polyp", "polyp"), "endoscopy") is None
    assert grounder.why_not(Query("polyp", "polyp"), None) is None
    assert grounder.why_not(Query("nucleus", "nuclei"), "pathology") is None


def test_what_is_surely_there_is_drawn_however_faint():
    learned = Learned(0, {"CT": 9}, threshold=0.5, level=0.5)
    logits = np.full((32, 32), -9.0, np.float32)
    logits[8:16, 8:16] = -4.0
    view, query = View(np.zeros((64, 64), np.float32)), Query("polyp", "polyp")
    sure, unsure = (_grounding(logits, score, query, learned, view) for score in (0.9, 0.1))
    assert sure.present
    assert sure.boxes_xyxy[0].tolist() == pytest.approx([16, 16, 32, 32], abs=2)
    assert not unsure.present
    assert len(unsure.boxes_xyxy) == 0
    insisted = _grounding(logits, 0.1, Query("polyp", "polyp", insisted=True), learned, view)
    assert insisted.present
    assert "because you insist" in insisted.remark


def test_what_few_subjects_taught_is_said(grounder):
    view = View(np.zeros((64, 64), np.float32), "CT")
    ((grounding,),) = grounder.ground([view], [Query("liver", "liver")], silent)
    assert "learned from" in grounding.remark


def test_progress_is_called_and_may_stop_the_work(grounder, cells):
    view, _ = cells
    steps = []
    grounder.ground([view] * 5, [Query("nucleus", "nuclei")], lambda s, done, total: steps.append((done, total)))
    assert steps[0] == (0, 5)
    assert steps[-1] == (5, 5)


def test_evidence_is_the_images_word_and_the_strongest_pixels():
    heat = np.full((1, 8, 8), -5.0, np.float32)
    heat[0, :4] = 3.0
    assert evidence_of(heat, np.array([2.0], np.float32)).tolist() == [[2.0, 3.0]]


def test_what_was_never_learned_in_a_kind_of_imaging_says_where_it_was(grounder):
    assert grounder.kinds(Query("liver", "liver")) == {"CT"}
    view = View(np.random.default_rng(0).random((96, 96)).astype(np.float32), "MRI")
    ((found,),) = grounder.ground([view], [Query("liver", "liver")], silent)
    assert found.remark.endswith("never learned in MRI, but from 1 subject in CT")
