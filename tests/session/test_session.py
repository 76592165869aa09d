import numpy as np
import phantoms
import pytest
from conftest import FakeGrounder, FakeSegmenter

from limis.errors import Cancelled, InputError, PromptError
from limis.geometry import Geometry
from limis.models.engines import Engines
from limis.prompts.reader import read
from limis.session import Session
from limis.types import Image


@pytest.fixture
def body():
    data, affine = phantoms.body()
    return Image(data, Geometry(data.shape, affine), "CT", "HU")


@pytest.fixture
def kidney_engines():
    """Kidneys of the phantom are 60 HU, between 0.53 and 0.57 of the soft-tissue window."""
    return Engines("fake", FakeGrounder({"kidney": (0.53, 0.58)}), FakeSegmenter())


def test_a_sentence_becomes_masks(picture, fake_engines):
    turn = Session(picture, fake_engines).apply(read("segment the lung and the liver"))
    assert set(turn.result.masks) == {"lung", "liver"}
    assert turn.result.masks["liver"].voxels == 8 * 16
    assert np.array_equal(turn.result.masks["lung"].data, picture.data == 150)


def test_boxes_are_on_the_grid_of_the_image(picture, fake_engines):
    (structure,) = Session(picture, fake_engines).apply(read("liver")).result
    assert (structure.boxes[0].lower_ijk, structure.boxes[0].upper_ijk) == ((18, 20), (26, 36))


def test_the_grid_comes_back_as_it_came(volume, fake_engines):
    turn = Session(volume, fake_engines).apply(read("liver"))
    mask = turn.result.masks["liver"]
    assert mask.geometry.shape == volume.geometry.shape
    assert np.array_equal(mask.geometry.affine_ras, volume.geometry.affine_ras)


def test_both_becomes_two_structures_on_their_own_sides(body, kidney_engines):
    masks = Session(body, kidney_engines).apply(read("both kidneys")).result.masks
    assert set(masks) == {"kidney_left", "kidney_right"}
    x = {name: float(mask.geometry.to_ras_mm(np.argwhere(mask.data).mean(0))[0]) for name, mask in masks.items()}
    assert x["kidney_left"] < x["kidney_right"]


def test_left_is_the_same_kidney_in_all_48_orientations(body, kidney_engines):
    data, affine = phantoms.body()
    centres = []
    for turned, its_affine in phantoms.reorientations(data, affine):
        image = Image(turned, Geometry(turned.shape, its_affine), "CT", "HU")
        mask = Session(image, kidney_engines).apply(read("left kidney")).result.masks["kidney_left"]
        centres.append(mask.geometry.to_ras_mm(np.argwhere(mask.data).mean(0)))
    assert len(centres) == 48
    assert np.ptp(np.array(centres), axis=0).max() < 1e-6


def test_a_side_that_cannot_be_computed_is_not_guessed(picture, fake_engines):
    nameless = Image(picture.data, Geometry((30, 40)))
    (structure,) = Session(nameless, fake_engines).apply(read("left lung")).result
    assert not structure.found
    assert "side unknown" in structure.reason
    assert "without a side" in structure.reason


def test_nothing_found_is_a_result_with_its_reason(picture, fake_engines):
    blank = Image(np.full((30, 40), 20, np.uint8), picture.geometry, "X-ray")
    (structure,) = Session(blank, fake_engines).apply(read("liver")).result
    assert not structure.found
    assert "not seen" in structure.reason


class Particular(FakeGrounder):
    """Knows what it knows in radiographs only."""

    def why_not(self, query, modality):
        return super().why_not(query, modality) if modality in (None, "X-ray") else f"not known in {modality}"


def test_only_a_kind_of_imaging_beyond_doubt_refuses_a_thing(picture):
    pink = np.repeat(picture.data[..., None], 3, axis=2)
    pink[..., 1] //= 2
    image = Image(pink, Geometry((30, 40)))
    engines = Engines("fake", Particular({"liver": (0.6, 1.01)}), FakeSegmenter())
    assert Session(image, engines).apply(read("liver")).result[0].found
    stated = Session(image, engines, modality="pathology").apply(read("liver")).result[0]
    assert "not known in pathology" in stated.reason


def test_what_the_engine_does_not_know_is_answered_with_names_it_knows(picture, fake_engines):
    (structure,) = Session(picture, fake_engines).apply(read("lung upper lobe")).result
    assert not structure.found
    assert "lung" in structure.reason.split("nearest known names:")[1]


def test_an_unknown_sentence_changes_nothing_and_says_so(picture, fake_engines):
    turn = Session(picture, fake_engines).apply(read("purple monkey dishwasher"))
    assert list(turn.result) == []
    assert "purple monkey dishwasher" in turn.result.reason


def test_exclude_takes_one_thing_out_of_another(picture, fake_engines):
    grounder = FakeGrounder({"liver": (0.4, 1.01), "lung": (0.45, 0.75)})
    masks = (
        Session(picture, Engines("fake", grounder, FakeSegmenter()))
        .apply(read("segment the liver without the lung"))
        .result.masks
    )
    assert np.array_equal(masks["liver"].data, picture.data == 240)


def test_excluding_what_is_not_there_says_so_and_keeps_the_mask(picture):
    grounder = FakeGrounder({"liver": (0.75, 1.01), "lung": (2.0, 3.0)})
    turn = Session(picture, Engines("fake", grounder, FakeSegmenter())).apply(read("liver without the lung"))
    assert turn.result.masks["liver"].voxels == 8 * 16
    assert "not taken out" in turn.result.reason


def test_more_things_than_memory_holds_heat_for_are_all_found(picture, fake_engines, monkeypatch):
    monkeypatch.setattr("limis.session.finder._HEAT_BYTES", 1)
    assert set(Session(picture, fake_engines).apply(read("lung and liver")).result.masks) == {"lung", "liver"}
    assert fake_engines.grounder.views_seen == 2


def test_excluding_from_nothing_says_so(picture, fake_engines):
    turn = Session(picture, fake_engines).apply(read("without the lung"))
    assert list(turn.result) == []
    assert "say what to segment first" in turn.result.reason


def test_a_ct_told_by_its_values_is_measured_in_hounsfield_units(body, kidney_engines):
    nameless = Image(body.data, body.geometry)
    assert Session(nameless, kidney_engines).image.unit == "HU"


def test_a_concept_is_looked_for_once_however_often_it_is_asked_for(picture, fake_engines):
    session = Session(picture, fake_engines)
    session.apply(read("lung"))
    session.apply(read("lung"))
    assert fake_engines.grounder.views_seen == 1


def test_segmenting_a_name_again_replaces_it(picture, fake_engines):
    session = Session(picture, fake_engines)
    session.apply(read("lung"))
    assert [s.name for s in session.apply(read("lung")).result] == ["lung"]


def test_a_stopped_turn_leaves_the_session_as_it_was(volume, fake_engines):
    session = Session(volume, fake_engines)

    def stop(step, done, total):
        raise Cancelled("stop")

    with pytest.raises(Cancelled):
        session.apply(read("liver"), progress=stop)
    assert session.structures == ()


def test_a_reference_to_nothing_is_refused(picture, fake_engines):
    from limis.commands import Reference, Segment

    with pytest.raises(PromptError, match="Name what to segment"):
        Session(picture, fake_engines).apply([Segment(targets=(Reference(ref="active", text="it"),))])


@pytest.mark.parametrize(
    ("which", "column"), [("leftmost", 30), ("rightmost", 2), ("uppermost", 2), ("lowermost", 30), ("largest", 30)]
)
def test_which_picks_one_instance_in_the_patients_directions(which, column, picture):
    data = np.full((40, 40), 20, np.uint8)
    data[4:10, 2:8] = 240
    data[28:38, 28:38] = 240
    image = Image(data, picture.geometry.__class__((40, 40), orientation=picture.geometry.orientation), "X-ray")
    grounder = TwoBoxes({"liver": (0.75, 1.01)})
    turn = Session(image, Engines("fake", grounder, FakeSegmenter())).apply(read(f"the {which} liver"))
    assert turn.result.masks["liver"].data[:, column].any()
    assert turn.result.masks["liver"].voxels in (36, 100)


def test_what_is_asked_for_twice_is_answered_once(picture, fake_engines):
    turn = Session(picture, fake_engines).apply(read("liver and liver"))
    assert [s.name for s in turn.result] == ["liver"]


def test_left_and_right_of_one_thing_are_looked_for_once(body, kidney_engines):
    session = Session(body, kidney_engines)
    session.apply(read("left kidney"))
    seen = kidney_engines.grounder.views_seen
    session.apply(read("right kidney and renal"))
    assert kidney_engines.grounder.views_seen == seen
    assert set(session.apply(read("kidneys")).result.masks) == {"kidney_left", "kidney_right", "kidney"}


def test_both_tells_which_one_is_missing(body, kidney_engines):
    data = body.data.copy()
    data[45:][data[45:] == 60] = 20
    result = Session(Image(data, body.geometry, "CT", "HU"), kidney_engines).apply(read("both kidneys")).result
    assert [(s.name, s.found) for s in result] == [("kidney_left", True), ("kidney_right", False)]
    assert result[1].reason == "no kidney seen on the right side"


def test_half_an_organ_of_which_there_is_one_is_not_its_left_one(body):
    data = np.where(body.data == 60, 20, body.data)
    data[30:60, 30:50] = 110
    engines = Engines("fake", FakeGrounder({"liver": (0.6, 0.8)}), FakeSegmenter())
    (left,) = Session(Image(data, body.geometry, "CT", "HU"), engines).apply(read("left liver")).result
    assert not left.found
    assert "ask for liver without a side" in left.reason


def test_boxes_and_instances_follow_what_is_excluded(body, kidney_engines):
    session = Session(body, kidney_engines)
    (whole,) = session.apply(read("kidneys")).result
    (rest,) = session.apply(read("without the left kidney")).result
    assert rest.mask.voxels < whole.mask.voxels
    (box,) = rest.boxes
    assert np.array_equal(rest.mask.instances[box.slices] > 0, rest.mask.data[box.slices])
    assert rest.mask.data[box.slices].sum() == rest.mask.voxels
    assert rest.mask.instances.max() == 1


def test_a_kind_of_imaging_may_be_written_as_people_write_it(volume, fake_engines):
    assert Session(volume, fake_engines, modality="mr").modality == "MRI"
    with pytest.raises(InputError, match="kind of imaging"):
        Session(volume, fake_engines, modality="banana")


class SeenFromTheFront(FakeGrounder):
    """Knows everything from radiographs only."""

    def kinds(self, query):
        return frozenset({"X-ray"})


def test_a_side_may_be_asked_for_after_the_whole_on_a_film_that_nobody_named(picture):
    film = np.full((60, 80), 20, np.uint8)
    film[10:50, 10:30] = film[10:50, 50:70] = 150
    session = Session(Image(film, Geometry((60, 80))), Engines("fake", SeenFromTheFront(), FakeSegmenter()))
    session.apply(read("lung"))
    mask = session.apply(read("left lung")).result.masks["lung_left"]
    assert mask.data[30, 60]
    assert not mask.data[30, 20]
    assert mask.geometry.orientation == session.image.geometry.orientation
    session.apply(read("left lung"))
    assert session.modality_reason.count("is looked for in") == 1


@pytest.mark.parametrize(("sentence", "assumed"), [("lungs", True), ("left lung", True), ("liver", False)])
def test_a_film_that_nobody_named_is_seen_from_the_front_where_sides_matter(sentence, assumed):
    film = np.full((60, 80), 20, np.uint8)
    film[10:50, 10:30] = film[10:50, 50:70] = 150
    session = Session(Image(film, Geometry((60, 80))), Engines("fake", SeenFromTheFront(), FakeSegmenter()))
    session.apply(read(sentence))
    assert (session.image.geometry.orientation.direction_of("L") is not None) == assumed


def test_a_stopped_turn_assumes_no_orientation():
    session = Session(
        Image(np.zeros((60, 80), np.uint8), Geometry((60, 80))), Engines("fake", SeenFromTheFront(), FakeSegmenter())
    )
    before = session.image, session.modality_reason

    def stop(step, done, total):
        raise Cancelled("stop")

    with pytest.raises(Cancelled):
        session.apply(read("left lung"), progress=stop)
    assert (session.image, session.modality_reason) == before


class TwoBoxes(FakeGrounder):
    """Boxes every connected piece."""

    @staticmethod
    def _look(view, band):
        from limis.imaging.heat import boxes_from_heat
        from limis.protocols import Grounding

        grey = view.pixels
        heat = ((grey >= band[0]) & (grey < band[1])).astype(np.float32)
        boxes, scores = boxes_from_heat(heat)
        return Grounding(0.9, len(boxes) > 0, boxes, scores, heat)


@pytest.mark.parametrize("data", [np.zeros((30, 40), np.uint8), np.full((30, 40, 3), (90, 200, 30), np.uint8)])
def test_nothing_is_seen_where_everything_is_the_same(data):
    grounder = FakeGrounder({"liver": (0.0, 1.01)})
    session = Session(Image(data, Geometry((30, 40))), Engines("fake", grounder, FakeSegmenter()))
    (structure,) = session.apply(read("liver")).result
    assert not structure.found
    assert "the same value everywhere" in structure.reason
    assert grounder.views_seen == 0


def test_a_name_that_nobody_uses_is_answered_with_those_that_share_a_word(picture, fake_engines):
    (structure,) = Session(picture, fake_engines).apply(read("segment the lung thing")).result
    assert not structure.found
    assert structure.reason.split("nearest known names: ")[1].startswith("lung")


def test_what_is_seen_in_too_few_slices_is_said_so_and_not_that_it_was_not_seen():
    data = np.full((24, 24, 60), -1000, np.int16)
    data[8:16, 8:16, 30:32] = 60
    image = Image(data, Geometry(data.shape, np.diag([0.5, 0.5, 2.0, 1.0])), "CT", "HU")
    engines = Engines("fake", FakeGrounder({"kidney": (0.53, 0.58)}), FakeSegmenter())
    (structure,) = Session(image, engines).apply(read("kidney")).result
    assert not structure.found
    assert structure.reason.startswith("too little of it was seen to be sure (score 0.")
