import pytest

from limis.grounders.phrases import pack, phrase_of
from limis.protocols import Query


@pytest.mark.parametrize(
    ("query", "phrase"),
    [
        (Query("left_ventricle", "LV"), "left ventricle"),
        (Query(None, "the pale  thing"), "the pale thing"),
        (Query(None, "What? That. one"), "what that one"),
        (Query(None, " ... "), ""),
    ],
)
def test_a_query_becomes_one_phrase_without_separators(query: Query, phrase: str) -> None:
    assert phrase_of(query) == phrase


def test_every_span_covers_the_tokens_of_its_own_phrase() -> None:
    phrases = [[7], [8, 9], [8], [6, 6, 6]]
    (text,) = pack(phrases, start=1, stop=0, end=2, limit=99)
    assert [list(text.ids[span]) for span in text.spans] == phrases
    assert text.ids == (1, 7, 0, 8, 9, 0, 8, 0, 6, 6, 6, 0, 2)


def test_phrases_beyond_the_limit_go_into_further_texts_in_order() -> None:
    phrases = [[n, n] for n in range(10, 21)]
    texts = pack(phrases, start=1, stop=0, end=2, limit=11)
    assert all(len(text.ids) <= 11 for text in texts)
    assert [len(text.spans) for text in texts] == [3, 3, 3, 2]
    assert [list(text.ids[span]) for text in texts for span in text.spans] == phrases


def test_a_phrase_that_just_fits_has_a_text_of_its_own() -> None:
    assert [len(text.ids) for text in pack([[5] * 4, [6]], start=1, stop=0, end=2, limit=7)] == [7, 4]


def test_no_phrases_need_no_text() -> None:
    assert pack([], start=1, stop=0, end=2, limit=7) == []
