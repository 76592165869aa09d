import numpy as np
import pytest

from limis.geometry import Geometry
from limis.orientation import PictureOrientation
from limis.session.history import History
from limis.session.state import State, state_digest
from limis.types import Box, Mask, Structure

GRID = Geometry((12, 10, 6), np.diag([-1.0, -1.0, 2.0, 1.0]))


def structure(name, data, numbers=None, **more):
    box = Box.around(data)
    if box is None:
        return Structure(name, name, name, reason="not seen")
    return Structure(name, name, name, found=True, boxes=(box,), mask=Mask(data, GRID, numbers), **more)


def rows(name, start, stop, **more):
    data = np.zeros(GRID.shape, bool)
    data[start:stop, 2:8, 1:5] = True
    return structure(name, data, **more)


def step(history, name, start, stop):
    return history.push(history.state.put(rows(name, start, stop), active=name))


def test_undo_and_redo_go_back_and_forth():
    history = History(GRID)
    digests = [history.digest]
    for stop in range(3, 9):
        assert step(history, "liver", 1, stop)
        digests.append(history.digest)
    assert (history.undo(2), history.digest) == (2, digests[4])
    assert (history.redo(), history.digest) == (1, digests[5])
    assert (history.undo(99), history.digest, history.can_undo) == (5, digests[0], 0)
    assert (history.undo(), history.redo(99), history.can_redo) == (0, 6, 0)
    assert history.state.masks["liver"].data[7].any()


def test_a_state_comes_back_whole():
    history = History(GRID)
    liver = rows("liver", 1, 4, side="left", score=0.3, reason="odd", which="largest")
    history.push(State().put(liver, Structure("lung", "lung", "lung", reason="not seen"), active="liver"))
    step(history, "spleen", 2, 9)
    history.undo()
    back = history.state.structures["liver"]
    assert (back.side, back.score, back.reason, back.which, back.boxes) == ("left", 0.3, "odd", "largest", liver.boxes)
    assert np.array_equal(back.mask.data, liver.mask.data)
    assert history.state.structures["lung"].reason == "not seen"


def test_a_number_stays_with_its_structure_when_another_one_goes():
    history = History(GRID)
    step(history, "liver", 1, 4)
    step(history, "lung", 2, 3)
    history.push(history.state.without(["liver"]))
    assert history.numbers == {"liver": 1, "lung": 2}
    step(history, "spleen", 2, 9)
    assert history.numbers["spleen"] == 3


def test_a_new_step_cuts_off_what_was_undone():
    history = History(GRID)
    for stop in (4, 5, 6):
        step(history, "liver", 1, stop)
    history.undo(2)
    step(history, "lung", 2, 3)
    assert (history.can_undo, history.can_redo, list(history.state.structures)) == (2, 0, ["liver", "lung"])


def test_hiding_and_scores_are_no_steps():
    history = History(GRID)
    step(history, "liver", 1, 4)
    step(history, "liver", 1, 5)
    history.undo()
    assert not history.push(history.state.hide(["liver"]))
    assert not history.push(history.state.put(rows("liver", 1, 4, score=0.7)))
    assert (history.can_undo, history.can_redo) == (1, 1)
    history.redo()
    history.undo()
    assert history.state.structures["liver"].score == 0.7


def test_choosing_another_active_structure_is_a_step():
    history = History(GRID)
    step(history, "liver", 1, 4)
    step(history, "lung", 1, 4)
    assert history.push(history.state.activate("liver"))
    history.undo()
    assert history.state.active == "lung"


def test_what_is_hidden_stays_hidden_through_undo_and_redo():
    history = History(GRID)
    step(history, "liver", 1, 4)
    step(history, "lung", 1, 4)
    history.push(history.state.hide(["liver", "lung"]))
    history.undo()
    assert history.state.hidden == {"liver"}
    history.push(history.state.show(["liver"]))
    history.redo()
    assert history.state.hidden == frozenset()


def test_reset_goes_back_to_what_was_imported_and_can_be_undone():
    history = History(GRID, State().put(rows("tumour", 2, 4), active="tumour"))
    first = history.digest
    step(history, "liver", 1, 4)
    assert history.reset()
    assert (history.digest, list(history.state.structures)) == (first, ["tumour"])
    assert not history.reset()
    history.undo()
    assert list(history.state.structures) == ["tumour", "liver"]


def test_masks_that_do_not_change_are_held_once():
    history = History(GRID, State().put(rows("liver", 1, 9), active="liver"))
    size = history.nbytes
    for k in range(20):
        history.push(history.state.put(Structure(f"nothing_{k}", None, "x")))
    assert history.nbytes == size
    liver = history.state.masks["liver"]
    history.undo(20)
    assert history.state.masks["liver"] is liver


def test_a_mask_that_was_there_before_is_held_once():
    history = History(GRID)
    for k in range(10):
        step(history, "liver", 1, 4 + k % 2)
    assert len({mask.key for state in history.steps for mask in state.masks}) == 2
    assert len({id(mask) for state in history.steps for mask in state.masks}) == 2


def test_a_sentence_that_fails_leaves_nothing():
    history = History(GRID)
    step(history, "liver", 1, 4)
    step(history, "liver", 1, 5)
    before, digest = history.snapshot(), history.digest
    history.undo(2)
    step(history, "lung", 1, 4)
    history.restore(before)
    assert (history.digest, history.can_undo, history.can_redo) == (digest, 2, 0)
    assert state_digest(history.state) == digest


def test_instances_come_back_and_are_no_step_of_their_own():
    history = History(GRID)
    liver = rows("liver", 1, 9)
    numbers = liver.mask.data.astype(np.int32)
    numbers[5:][numbers[5:] > 0] = 2
    history.push(State().put(liver, active="liver"))
    assert not history.push(State().put(structure("liver", liver.mask.data, numbers), active="liver"))
    step(history, "liver", 1, 3)
    history.undo()
    assert np.array_equal(history.state.masks["liver"].instances, numbers)


def test_masks_follow_what_becomes_known_of_a_pictures_orientation():
    flat = Geometry((12, 10))
    data = np.ones(flat.shape, bool)
    liver = Structure("liver", "liver", "liver", found=True, mask=Mask(data, flat))
    history = History(flat, State().put(liver, active="liver"))
    history.push(history.state.put(Structure("lung", "lung", "lung")))
    known = Geometry((12, 10), orientation=PictureOrientation.assume("X-ray"))
    history.lay_out(known)
    history.undo()
    assert history.state.masks["liver"].geometry is known


def random_step(rng, history):
    """One of everything that sentences do to a state."""
    state = history.state
    names = list(state.structures)
    kind = rng.integers(10)
    if kind < 5 or not names:
        name = f"thing_{rng.integers(4)}"
        data = state.masks[name].data.copy() if name in state.masks else np.zeros(GRID.shape, bool)
        low = [int(rng.integers(n)) for n in GRID.shape]
        data[tuple(slice(a, a + int(rng.integers(1, 5))) for a in low)] ^= True
        numbers = data * rng.integers(1, 4, GRID.shape).astype(np.int32) if rng.random() < 0.3 else None
        return history.push(state.put(structure(name, data, numbers), active=name))
    name = names[int(rng.integers(len(names)))]
    if kind == 5:
        return history.push(state.without([name]))
    if kind == 6:
        return history.push(state.activate(name))
    if kind == 7:
        return history.push(state.hide([name]))
    return history.undo(int(rng.integers(1, 4))) if kind == 8 else history.redo(int(rng.integers(1, 4)))


@pytest.mark.parametrize("seed", range(3))
def test_a_thousand_random_turns_can_all_be_undone(seed):
    rng = np.random.default_rng(seed)
    history = History(GRID, State().put(rows("imported", 3, 7), active="imported"))
    first = history.digest
    for _ in range(1000):
        random_step(rng, history)
        assert history.digest == state_digest(history.state)
    digests = [one.digest for one in history.steps]
    assert history.can_undo > 100
    while history.undo():
        assert state_digest(history.state) == digests[history.position]
    assert state_digest(history.state) == first
    history.redo(10_000)
    assert state_digest(history.state) == digests[-1]


def test_resuming_needs_nothing_but_the_packed_steps():
    rng = np.random.default_rng(7)
    history = History(GRID)
    for _ in range(60):
        random_step(rng, history)
    again = History.resume(GRID, history.steps, history.position, history.state.hidden)
    assert (again.digest, again.state.hidden) == (history.digest, history.state.hidden)
    assert again.undo(5) == history.undo(5)
    assert state_digest(again.state) == state_digest(history.state)
