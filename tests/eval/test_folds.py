"""Folds: every patient held out once, and the folds' runs taken together."""

import json

import pytest
from typer.testing import CliRunner

from limis.cli.main import app
from limis.errors import InputError
from limis.eval.folds import fold_of, split_folds
from limis.eval.index import read_pairs


@pytest.fixture
def index(tmp_path):
    """Seven eyes with two pictures each, two livers, and a scan that is left out."""
    rows = [
        {
            "dataset": dataset,
            "split": "val" if patient == 0 else "train",
            "image": f"images/{dataset}{patient}_{picture}.png",
            "mask": f"masks/{dataset}{patient}_{picture}.png",
            "concept": concept,
            "modality": "CT",
            "subject": str(patient),
            "tier": "permissive",
        }
        for dataset, concept, patients in (("eyes", "optic_disc", 7), ("livers", "liver", 2), ("odd", "liver", 1))
        for patient in range(patients)
        for picture in range(2)
    ]
    path = tmp_path / "data" / "index.jsonl"
    path.parent.mkdir()
    path.write_text("\n".join(map(json.dumps, rows)))
    return path


def test_every_patient_is_held_out_once(index, tmp_path):
    made = split_folds(index, tmp_path / "folds", 3, leave=["odd"])
    held = [{(p.dataset, p.subject) for p in read_pairs(path, split="val")} for path in made]
    trained = [{(p.dataset, p.subject) for p in read_pairs(path, split="train")} for path in made]
    assert sorted(len({s for s in fold if s[0] == "eyes"}) for fold in held) == [2, 2, 3]
    assert set.union(*held) == {("eyes", str(n)) for n in range(7)} | {("livers", "0"), ("livers", "1")}
    assert all(not mine & others for mine, others in zip(held, trained, strict=True))
    assert all(mine | others == set.union(*held) for mine, others in zip(held, trained, strict=True))


def test_paths_lead_to_the_same_files_from_anywhere(index, tmp_path):
    (first, *_) = split_folds(index, tmp_path / "elsewhere" / "folds", 2)
    assert {p.image for p in read_pairs(first)} == {p.image for p in read_pairs(index)}


def test_folds_do_not_hang_on_the_order_of_the_lines():
    subjects = [("eyes", str(n)) for n in range(9)]
    assert fold_of(subjects, 3) == fold_of(subjects[::-1], 3)


@pytest.mark.parametrize("folds", [1, 100])
def test_folds_that_cannot_be_are_refused(folds, index, tmp_path):
    with pytest.raises(InputError, match=f"cannot make {folds} folds"):
        split_folds(index, tmp_path, folds)


def test_the_command_writes_the_folds(index, tmp_path):
    told = ["eval", "folds", "--data", str(index), "-o", str(tmp_path / "folds"), "--folds", "2"]
    result = CliRunner().invoke(app, told)
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in (tmp_path / "folds").iterdir()) == ["fold-0.jsonl", "fold-1.jsonl"]


def test_a_data_set_to_leave_that_is_not_there_is_refused(index, tmp_path):
    with pytest.raises(InputError, match=r"no data set 'eye' in .*: expected eyes, livers, odd, got eye"):
        split_folds(index, tmp_path / "folds", 2, leave=["odd", "eye"])
    assert not (tmp_path / "folds").exists()
