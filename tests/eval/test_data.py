from __future__ import annotations

import json
from pathlib import Path

import pytest

from limis.errors import ReadError
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


@pytest.mark.parametrize(
    "line", [b"5", b"[]", b"{", b"\xff", b"{}", b'{"volume": true}', b"[" * 10**5, b'{"dataset": 5, "split": null}']
)
def test_a_damaged_index_is_a_read_error(line: bytes, index: Path) -> None:
    index.write_bytes(index.read_bytes() + line + b"\n")
    with pytest.raises(ReadError, match="cannot read the index"):
        read_data(index, "val")


@pytest.mark.parametrize("values", [None, 5, "missing.json", {"one": "liver"}, {"1": {}}, {"1": 5}])
def test_a_volume_whose_values_say_nothing_is_a_read_error(values: object, index: Path) -> None:
    lines = index.read_text(encoding="utf-8").splitlines()
    index.write_text(json.dumps(json.loads(lines[-1]) | {"values": values}), encoding="utf-8")
    with pytest.raises(ReadError, match="values of a volume"):
        read_data(index, "val")


def test_a_subject_may_be_a_number(index: Path) -> None:
    line = json.loads(index.read_text(encoding="utf-8").splitlines()[0]) | {"subject": 7}
    index.write_text(json.dumps(line), encoding="utf-8")
    assert read_data(index, "val").pairs[0].subject == "7"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"split": "trian"}, "expected a split of train, val, test, all, got 'trian' on line 2"),
        ({"side": "links"}, "expected a side of left, right, both, or none, got 'links' on line 2"),
        ({"side": 5}, "got 5 on line 2"),
        ({"tier": None}, "got line 2 without tier"),
    ],
)
def test_what_a_line_may_not_say_is_told_with_its_number(change: dict[str, object], said: str, index: Path) -> None:
    first, second, *more = index.read_text(encoding="utf-8").splitlines()
    lines = [first, json.dumps(json.loads(second) | change), *more]
    index.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ReadError, match=said):
        read_data(index, "val")


def test_a_broken_line_is_told_with_its_number_in_the_file(index: Path) -> None:
    first, *more = index.read_text(encoding="utf-8").splitlines()
    index.write_text("\n".join([first, "", "", '{"dataset": "eyes" oops}', *more]), encoding="utf-8")
    for read in (lambda: read_data(index, "val"), lambda: read_provenance(index)):
        with pytest.raises(ReadError, match="line 4: Expecting ',' delimiter at column 20"):
            read()


def test_a_side_among_the_values_of_a_volume_is_checked(index: Path) -> None:
    lines = index.read_text(encoding="utf-8").splitlines()
    values = {"1": {"concept": "kidney", "side": "links"}}
    index.write_text(json.dumps(json.loads(lines[-1]) | {"values": values}), encoding="utf-8")
    with pytest.raises(ReadError, match="'links' on line 1"):
        read_data(index, "val")


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_an_index_without_a_line_is_a_read_error(content: str, index: Path) -> None:
    index.write_text(content, encoding="utf-8")
    with pytest.raises(ReadError, match="expected a line for each picture and mask, or labelled volume, got no line"):
        read_data(index, "val")
