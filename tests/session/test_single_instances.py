"""An edit may mean single instances of a structure, and then changes these and nothing else."""

import numpy as np
import pytest

from limis.commands import Grow, Keep, Reference, Target
from limis.geometry import Geometry
from limis.models.engines import Engines
from limis.prompts.reader import read
from limis.session import Session
from limis.session.importing import imported_mask
from limis.session.instances import boxed
from limis.session.ranking import count_of
from limis.types import Image, Mask, Source

BLOBS = {"A": (2, 2, 10), "B": (2, 20, 6), "C": (22, 4, 8), "D": (30, 40, 4)}
"""Upper left corner and size of every nucleus: A is the largest and leftmost, D the smallest and lowermost."""


@pytest.fixture(params=["with instances", "connected pieces"])
def nuclei(request, fake_grounder, fake_segmenter):
    """A session on a picture in which four nuclei are outlined already."""
    grid = Geometry((40, 60))
    numbers = np.zeros(grid.shape, np.int32)
    for n, (row, column, size) in enumerate(BLOBS.values(), start=1):
        numbers[row : row + size, column : column + size] = n
    image = Image(np.zeros(grid.shape, np.uint8), grid, "microscopy", source=Source())
    structure = imported_mask(numbers, image, "nuclei")
    if request.param == "with instances":
        mask, boxes = boxed(Mask(numbers > 0, grid, numbers))
        structure = structure.__class__(**{**vars(structure), "mask": mask, "boxes": boxes})
    return Session(image, Engines("fake", fake_grounder, fake_segmenter), imported=[structure])


def say(session, text):
    return session.apply(read(text, session.context), text)


def sizes(session, name="nucleus"):
    """How many voxels there are now around every nucleus."""
    data = session.history.state.masks[name].data
    return {
        key: int(data[max(0, row - 2) : row + size + 2, max(0, column - 2) : column + size + 2].sum())
        for key, (row, column, size) in BLOBS.items()
    }


BEFORE = {key: size**2 for key, (_, _, size) in BLOBS.items()}


@pytest.mark.parametrize(
    ("sentence", "changed"),
    [
        ("grow the largest nucleus by 1 pixel", "A"),
        ("grow the largest one by 1 pixel", "A"),
        ("shrink the second largest by 1 pixel", "C"),
        ("shrink the three largest nuclei by 1 pixel", "ABC"),
        ("shrink the smallest nucleus by 1 pixel", "D"),
        ("grow the left one by 1 pixel", "A"),
        ("grow the rightmost nucleus by 1 pixel", "D"),
        ("shrink the one at the bottom by 1 pixel", "D"),
        ("shrink the second nucleus by 1 pixel", "B"),
        ("move the smallest nucleus one pixel to the left", "D"),
        ("remove the second one", "B"),
        ("remove the two smallest", "BD"),
        ("keep the three largest", "D"),
        ("keep the two largest nuclei", "BD"),
        ("keep the one on the left", "BCD"),
        ("keep the second largest component", "ABD"),
        ("cut the top of the largest nucleus off", "A"),
        ("without the largest nucleus", "A"),
    ],
)
def test_an_edit_changes_the_instances_it_names_and_no_other(sentence, changed, nuclei):
    before = nuclei.structures[0].mask.data
    turn = say(nuclei, sentence)
    differs = before ^ nuclei.structures[0].mask.data
    touched = {
        key
        for key, (row, column, size) in BLOBS.items()
        if differs[max(0, row - 2) : row + size + 2, max(0, column - 2) : column + size + 2].any()
    }
    assert touched == set(changed)
    assert turn.outcomes[0].status == "done"
    assert nuclei.history.can_undo == 1


def test_an_instance_does_not_grow_into_another(nuclei):
    say(nuclei, "grow the largest nucleus by 12 pixels")
    mask = nuclei.structures[0].mask
    assert mask.data[2:8, 20:26].all()
    if mask.instances is not None:
        assert (mask.instances[2:8, 20:26] == 2).all()
        assert count_of(mask) == 4


@pytest.mark.parametrize(
    ("sentence", "told"), [("delete the left nucleus", "left, 1 of 4"), ("delete the largest nucleus", "1 of 4")]
)
def test_deleting_one_of_several_waits_for_a_yes_and_leaves_the_others(sentence, told, nuclei):
    assert say(nuclei, sentence).pending is not None
    assert sizes(nuclei) == BEFORE
    turn = say(nuclei, "yes")
    assert sizes(nuclei) == {**BEFORE, "A": 0}
    assert turn.outcomes[0].parts == {"nucleus": told}
    assert nuclei.history.state.active == "nucleus"


def test_an_instance_is_measured_by_itself(nuclei):
    (fact,) = say(nuclei, "how big is the second largest nucleus").outcomes[0].facts
    assert (fact.value, fact.unit, fact.more) == (64, "px", "1 of 4")


def test_what_is_only_seen_as_a_whole_says_so_and_changes_nothing(nuclei):
    turn = say(nuclei, "hide the largest nucleus")
    assert turn.outcomes[0].status == "refused"
    assert "one structure of 4 pieces" in turn.outcomes[0].remark
    assert not nuclei.history.state.hidden


def test_an_instance_that_there_is_not_is_refused(nuclei):
    assert "only 4" in say(nuclei, "shrink the ninth nucleus by 1 pixel").outcomes[0].remark
    assert "only 4 pieces" in say(nuclei, "remove the ninth one").outcomes[0].remark
    assert sizes(nuclei) == BEFORE


def test_keeping_as_many_as_there_are_changes_nothing(nuclei):
    assert say(nuclei, "keep the four largest").outcomes[0].status == "unchanged"
    assert sizes(nuclei) == BEFORE


def test_again_means_the_same_choice(nuclei):
    say(nuclei, "remove the smallest one")
    say(nuclei, "again")
    assert sizes(nuclei) == {**BEFORE, "B": 0, "D": 0}


def test_two_choices_of_one_structure_are_taken_together(nuclei):
    turn = say(nuclei, "shrink the largest nucleus and the smallest nucleus by 1 pixel")
    assert sizes(nuclei) == {**BEFORE, "A": 64, "D": 4}
    assert [target.which for target in turn.resolved[0].targets] == ["largest", "smallest"]


def test_what_is_written_down_of_an_instance_means_it_again(nuclei):
    (command,) = say(nuclei, "shrink the second largest by 1 pixel").resolved
    say(nuclei, "undo")
    nuclei.apply([command])
    assert sizes(nuclei) == {**BEFORE, "C": 36}


def test_one_of_several_structures_is_chosen_by_its_instances_too(nuclei):
    turn = nuclei.apply([Grow(targets=(Reference(ref="active", which="largest"),))])
    assert turn.outcomes[0].parts == {"nucleus": "1 of 4"}


def test_a_choice_that_says_two_things_is_none():
    with pytest.raises(ValueError, match="number of instances"):
        Keep(count=3)
    with pytest.raises(ValueError, match="number of instances"):
        Target(concept="nucleus", which="largest", nth=2, count=2, text="nuclei")


@pytest.mark.parametrize(("sentence", "left", "right"), [("right", 100, 144), ("left", 144, 100)])
def test_two_pieces_of_a_pair_tell_their_sides_without_a_midline(fake_grounder, fake_segmenter, sentence, left, right):
    grid = Geometry((40, 60)).assuming("X-ray")
    lungs = np.zeros(grid.shape, bool)
    lungs[10:20, 10:20] = lungs[10:20, 40:50] = True
    image = Image(np.zeros(grid.shape, np.uint8), grid, "X-ray", source=Source())
    session = Session(
        image, Engines("fake", fake_grounder, fake_segmenter), imported=[imported_mask(lungs, image, "lung")]
    )
    say(session, f"grow the {sentence} lung by 1 pixel")
    data = session.history.state.masks["lung"].data
    assert (int(data[:, 30:].sum()), int(data[:, :30].sum())) == (left, right)


def test_what_is_not_there_is_named_in_english(nuclei):
    turn = say(nuclei, "agrandis le foie de 3 pixels")
    assert [outcome.remark for outcome in turn.outcomes] == ['there is no liver yet: say "segment the liver"']
