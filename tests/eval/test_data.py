from __future__ import annotations

from pathlib import Path

from limis.eval.data import known_from, read_data, read_provenance


def test_one_part_is_measured_and_all_parts_are_known(index: Path) -> None:
    data = read_data(index, "val")
    assert len(data.pairs) == 9
    assert len(data.everything) == 10
    assert ("totalseg_example_ct", "kidney", "CT") in data.labelled()
    assert data.name_of(data.pairs[0].image) == "covid_cxr14_p1.png"


def test_a_concept_is_known_where_enough_subjects_trained_it(index: Path) -> None:
    assert known_from(index, at_least=1) == {("myocardium", "MRI")}
    assert known_from(index, at_least=2) == frozenset()
    assert known_from(index, split="val", at_least=2) == {("lung", "X-ray")}
    assert known_from(index, tiers=["non-commercial"], at_least=1) == frozenset()


def test_provenance_counts_people_not_lines(index: Path) -> None:
    films = next(p for p in read_provenance(index, split="val") if p.dataset == "covid_cxr14")
    assert len(films.subjects) == len(films.images) == 2
    assert films.licences == {"CC0"}
