from limis.grounders.phrases import Marks, pack

MARKS = Marks(start=1, stop=0, end=2)


def alone(phrases):
    return [([phrase], []) for phrase in phrases]


def test_every_span_covers_the_tokens_of_its_own_phrase() -> None:
    phrases = [(7,), (8, 9), (8,), (6, 6, 6)]
    (text,) = pack(alone(phrases), marks=MARKS, limit=99)
    assert [text.ids[places.names[0]] for places in text.places] == phrases
    assert text.ids == (1, 7, 0, 8, 9, 0, 8, 0, 6, 6, 6, 0, 2)


def test_queries_beyond_the_limit_go_into_further_texts_in_order() -> None:
    phrases = [(n, n) for n in range(10, 21)]
    texts = pack(alone(phrases), marks=MARKS, limit=11)
    assert all(len(text.ids) <= 11 for text in texts)
    assert [len(text.places) for text in texts] == [3, 3, 3, 2]
    assert [text.ids[places.names[0]] for text in texts for places in text.places] == phrases


def test_a_phrase_that_just_fits_has_a_text_of_its_own() -> None:
    assert [len(text.ids) for text in pack(alone([(5,) * 4, (6,)]), marks=MARKS, limit=7)] == [7, 4]


def test_no_queries_need_no_text() -> None:
    assert pack([], marks=MARKS, limit=7) == []


def test_a_query_and_its_rivals_stand_in_one_text() -> None:
    texts = pack([([(3,)], [(4,)]), ([(5,), (6,)], [(7,), (8,)])], marks=MARKS, limit=11)
    assert [text.ids for text in texts] == [(1, 3, 0, 4, 0, 2), (1, 5, 0, 6, 0, 7, 0, 8, 0, 2)]
    assert texts[1].places[0].rivals == (slice(5, 6), slice(7, 8))


def test_a_phrase_that_serves_several_queries_stands_once() -> None:
    (text,) = pack([([(3,)], [(4,), (5,)]), ([(4,)], [(3,), (5,)])], marks=MARKS, limit=99)
    assert text.ids == (1, 3, 0, 4, 0, 5, 0, 2)
    assert text.places[0].rivals[0] == text.places[1].names[0]


def test_where_one_query_is_too_much_its_last_rivals_are_left_out() -> None:
    (text,) = pack([([(3, 3), (4,)], [(5,), (6, 6), (7,)])], marks=MARKS, limit=11)
    assert text.ids == (1, 3, 3, 0, 4, 0, 5, 0, 7, 0, 2)
    assert len(text.places[0].rivals) == 2
