from limis.volumes.evidence import ViewBox
from limis.volumes.tracks import link


def box(k, left, top, right, bottom, score=1.0):
    return ViewBox(k, (left, top, right, bottom), score)


def test_boxes_that_overlap_in_neighbouring_slices_are_one_thing():
    (track,) = link([box(0, 0, 0, 10, 10), box(1, 2, 2, 12, 12), box(2, 4, 4, 14, 14)], smallest=0.1)
    assert sorted(track.by_slice()) == [0, 1, 2]


def test_one_missing_slice_does_not_break_a_thing_in_two():
    assert len(link([box(0, 0, 0, 10, 10), box(2, 0, 0, 10, 10)], smallest=0.1)) == 1


def test_three_missing_slices_do():
    assert len(link([box(0, 0, 0, 10, 10), box(4, 0, 0, 10, 10)], smallest=0.1)) == 2


def test_things_apart_stay_apart_and_the_bulkiest_comes_first():
    small, large = box(0, 0, 0, 10, 10), box(0, 50, 50, 90, 90)
    tracks = link([small, large], smallest=0.01)
    assert [track.boxes for track in tracks] == [(large,), (small,)]


def test_a_speck_is_dropped():
    tracks = link([box(0, 0, 0, 2, 2), box(0, 50, 50, 90, 90)], smallest=0.04)
    assert len(tracks) == 1


def test_two_pieces_that_join_in_the_next_slice_are_one_thing():
    (track,) = link([box(0, 0, 0, 10, 10), box(0, 20, 0, 30, 10), box(1, 0, 0, 30, 10)], smallest=0.01)
    assert len(track.by_slice()[0]) == 2


def test_nothing_gives_nothing():
    assert link([], smallest=0.1) == []
