from __future__ import annotations

import pytest
from pydicom.sr.codedict import codes

from limis.prompts.vocabulary import vocabulary
from limis.report.coding import SCHEME, code_of, laterality_of, property_category, property_type, region_of
from limis.types import Structure


def of(concept, **more):
    return Structure(concept or "thing", concept, "some thing", **more)


def test_every_category_is_one_of_the_standard():
    known = {(code.value, code.meaning) for code in (getattr(codes.cid7150, name) for name in codes.cid7150.dir())}
    for concept in vocabulary():
        category = property_category(of(concept.name))
        assert (category.value, category.meaning) in known
        assert category.scheme == "SCT"


def test_every_concept_has_one_code_of_its_own_that_dicom_can_hold():
    for concept in vocabulary():
        code = code_of(concept)
        assert len(code.meaning) <= 64
        assert code.scheme == (SCHEME if concept.snomed is None else "SCT")


@pytest.mark.parametrize(
    ("concept", "meaning"),
    [
        ("liver", "Anatomical Structure"),
        ("portal_vein", "Anatomical Structure"),
        ("fat", "Tissue"),
        ("liver_tumor", "Morphologically Abnormal Structure"),
        ("pleural_effusion", "Morphologically Abnormal Structure"),
        ("cerebrospinal_fluid", "Body Substance"),
        ("stent", "Physical object"),
        (None, "Spatial and Relational Concept"),
    ],
)
def test_the_category_follows_the_kind(concept, meaning):
    assert property_category(of(concept)).meaning == meaning


def test_the_side_is_a_modifier_and_only_where_it_was_computed():
    left, right = codes.cid244.Left, codes.cid244.Right
    assert laterality_of(of("kidney", side="left")) == (left.value, "SCT", left.meaning)
    assert laterality_of(of("kidney", side="right")) == (right.value, "SCT", right.meaning)
    assert laterality_of(of("kidney")) is None


def test_what_is_abnormal_lies_in_the_nearest_coded_anatomy():
    assert region_of(of("enhancing_tumor")) == code_of(vocabulary().get("brain"))
    assert region_of(of("subdural_hemorrhage")) == code_of(vocabulary().get("brain"))
    assert region_of(of("cyst")) is None
    assert region_of(of("lingula")) is None


def test_words_that_nobody_knows_always_get_the_same_code():
    first, again, other = (property_type(Structure("x", None, text)) for text in ("Odd  spot", "odd spot", "spot"))
    assert first == again != other
    assert first.scheme == SCHEME
    assert len(first.value) == 16
    assert property_type(Structure("x", None, "long " * 40)).meaning == ("long " * 40)[:64]
