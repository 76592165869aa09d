import pytest

from limis.grounders.tuning import Tuning
from limis.grounders.wording import Wording, phrase_of, wordings
from limis.protocols import Query

LIVER, SPLEEN, FEMUR = Query("liver", "liver"), Query("spleen", "spleen"), Query("femur", "femur")


def anything(phrase: str) -> bool:
    return True


@pytest.mark.parametrize(
    ("query", "phrase"),
    [
        (Query("left_ventricle", "LV"), "left ventricle"),
        (Query(None, "the pale  thing"), "pale thing"),
        (Query(None, "What? That. one"), "what that one"),
        (Query(None, " ... "), ""),
        (Query(None, "the left lion"), "lion"),
        (Query(None, "the second largest lion"), "lion"),
        (Query(None, "biggest left lion"), "lion"),
        (Query(None, "pale thing on the right"), "pale thing"),
        (Query(None, "lion of the left and right sort"), "lion of the left and right sort"),
        (Query(None, "left"), "left"),
    ],
)
def test_a_query_becomes_one_phrase_that_names_all_of_its_kind(query: Query, phrase: str) -> None:
    assert phrase_of(query) == phrase


def test_a_concept_is_named_by_its_synonyms_too() -> None:
    (liver,) = wordings([LIVER], None, Tuning(synonyms=3, rivals=0), anything)
    assert liver == Wording(("liver", "hepar", "jecur", "liver parenchyma"))


def test_words_that_a_detector_does_not_know_are_not_used() -> None:
    (liver,) = wordings([LIVER], "CT", Tuning(), {"liver parenchyma", "spleen"}.__contains__)
    assert liver == Wording(("liver", "liver parenchyma"), ("spleen",))


def test_things_of_the_same_region_and_modality_are_rivals() -> None:
    (liver,) = wordings([LIVER], "CT", Tuning(rivals=50), anything)
    assert {"spleen", "kidney", "stomach", "pancreas"} <= set(liver.rivals)
    assert not {"liver", "left liver lobe", "femur", "liver tumor"} & set(liver.rivals)
    (seen_in_nothing,) = wordings([LIVER], "fundus photography", Tuning(rivals=50), anything)
    assert seen_in_nothing.rivals == ()


def test_what_is_asked_for_as_well_is_the_first_rival() -> None:
    liver, femur = wordings([LIVER, FEMUR, SPLEEN], "CT", Tuning(rivals=2), anything)[:2]
    assert liver.rivals == ("femur", "spleen")
    assert femur.rivals == ("liver", "spleen")


def test_free_text_has_no_synonyms_and_no_rivals() -> None:
    assert wordings([Query(None, "pale thing"), LIVER], "CT", Tuning(), anything)[0] == Wording(("pale thing",))
