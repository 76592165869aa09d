from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from measured import made_run, row

from limis.errors import InputError, ReadError
from limis.eval.cases import Row
from limis.eval.comparison import compare, labels
from limis.eval.folder import Run, open_run


def cases(dices: Sequence[float], **more: Any) -> list[Row]:
    """A case for each of several patients."""
    return [row(subject=f"s{n}", image=f"{n}.png", dice=dice, **more) for n, dice in enumerate(dices)]


def run(folder: Path, rows: Sequence[Row], **more: Any) -> Run:
    return open_run(made_run(folder, rows, **more))


WEAK, STRONG = (0.5, 0.4, 0.6, 0.3, 0.5, 0.7, 0.2), (0.6, 0.6, 0.9, 0.7, 0.5, 0.8, 0.7)


def only(lines: list[dict[str, Any]], **wanted: Any) -> dict[str, Any]:
    (line,) = [line for line in lines if all(line[name] == value for name, value in wanted.items())]
    return line


def test_a_better_engine_is_told_with_effect_interval_and_p(tmp_path: Path) -> None:
    result = compare([run(tmp_path / "a", cases(WEAK)), run(tmp_path / "b", cases(STRONG))])
    line = only(result["all"]["comparisons"], metric="dice")
    assert (line["cases"], line["patients"], line["ties"]) == (7, 7, 1)
    assert line["difference"]["mean"] == pytest.approx(sum(STRONG) / 7 - sum(WEAK) / 7, abs=1e-6)
    assert 0 < line["difference"]["low"] < line["difference"]["mean"] < line["difference"]["high"]
    assert line["median"]["median"] == pytest.approx(0.2)
    assert line["p"] == pytest.approx(2 / 2**6, abs=0.01)


def test_cases_that_one_run_lacks_are_told_not_dropped(tmp_path: Path) -> None:
    ours = [*cases(WEAK), row(subject="new", image="new.png")]
    result = compare([run(tmp_path / "a", ours), run(tmp_path / "b", cases(STRONG)[1:])])
    (alone,) = result["all"]["unpaired"]
    assert (alone["only_first"], alone["only_second"]) == (2, 0)
    assert any("new.png" in name for name in alone["listed"])
    assert only(result["all"]["comparisons"], metric="dice")["cases"] == 6


def test_numbers_that_one_run_does_not_define_are_counted(tmp_path: Path) -> None:
    ours, theirs = cases(WEAK, hd95_mm=3.0), cases(STRONG[:5], hd95_mm=2.0)
    theirs += [row(subject=f"s{n}", image=f"{n}.png", found=False, dice=0.0) for n in (5, 6)]
    line = only(
        compare([run(tmp_path / "a", ours), run(tmp_path / "b", theirs)])["all"]["comparisons"], metric="hd95_mm"
    )
    assert (line["cases"], line["undefined_first"], line["undefined_second"]) == (5, 0, 2)
    assert line["p"] is None


def test_p_is_adjusted_over_all_pairs_of_runs(tmp_path: Path) -> None:
    three = [run(tmp_path / name, cases(dices)) for name, dices in (("a", WEAK), ("b", STRONG), ("c", WEAK[::-1]))]
    lines = [line for line in compare(three)["all"]["comparisons"] if line["metric"] == "dice"]
    assert {(line["first"], line["second"]) for line in lines} == {("a", "b"), ("a", "c"), ("b", "c")}
    least = min(lines, key=lambda line: line["p"])
    assert least["p_holm"] == pytest.approx(3 * least["p"], rel=0.01)


def test_specificity_is_about_what_is_absent_and_an_error_is_no_right_answer(tmp_path: Path) -> None:
    absent = cases(WEAK, protocol="absence", expected=False, same_kind=True, found=False)
    failed = [row(**each.dump() | {"failed": "ModelError: no"}) for each in absent]
    line = only(compare([run(tmp_path / "a", failed), run(tmp_path / "b", absent)])["all"]["comparisons"])
    assert (line["metric"], line["first_mean"]["mean"], line["second_mean"]["mean"]) == ("specificity", 0, 1)


def test_absent_things_of_volumes_are_compared_by_what_was_drawn_too(tmp_path: Path) -> None:
    asked = {"protocol": "absence-volumes", "expected": False, "same_kind": True}
    drawn = [row(**each.dump() | {"ml": 4.0}) for each in cases(WEAK, **asked, in_view=True)]
    silent = cases(WEAK, **asked, in_view=True, found=False, ml=1.0)
    lines = compare([run(tmp_path / "a", drawn), run(tmp_path / "b", silent)])["all"]["comparisons"]
    told = {line["metric"]: line["difference"]["mean"] for line in lines}
    assert told == {"specificity": 1, "false_ml": -3}


def test_what_all_models_know_is_compared_apart(tmp_path: Path) -> None:
    known = [["liver", "MRI"], ["lung", "CT"]]
    first = run(tmp_path / "a", [*cases(WEAK), *cases(WEAK, concept="spleen")], plan={"known": known})
    second = run(tmp_path / "b", [*cases(STRONG), *cases(STRONG, concept="spleen")], plan={"known": known[:1]})
    result = compare([first, second])
    assert only(result["all"]["comparisons"], metric="dice")["cases"] == 14
    assert only(result["known"]["comparisons"], metric="dice")["cases"] == 7
    assert [line["concept"] for line in result["known"]["table"]] == ["liver"]
    assert "known" not in compare([run(tmp_path / "c", cases(WEAK)), second])


@pytest.mark.parametrize("other", [{"index_sha256": "ef" * 32}, {"split": "test"}, {"plan": {"limit": 2}}])
def test_runs_over_other_data_are_refused(other: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be compared"):
        compare([run(tmp_path / "a", cases(WEAK)), run(tmp_path / "b", cases(STRONG), **other)])


def test_one_run_is_no_comparison(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing to compare"):
        compare([run(tmp_path / "a", cases(WEAK))])


def test_runs_are_called_by_what_tells_them_apart(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    a, b = run(tmp_path / "a", []), run(tmp_path / "b", [], engine="other")
    assert labels([a, b]) == ["fake", "other"]
    assert labels([a, run(tmp_path / "c", [])]) == ["a", "c"]
    assert labels([a, run(tmp_path / "x" / "a", [])]) == ["1 a", "2 a"]


def test_the_result_is_plain_json(tmp_path: Path) -> None:
    result = compare([run(tmp_path / "a", cases([0.5])), run(tmp_path / "b", cases([0.7]))])
    assert json.loads(json.dumps(result, allow_nan=False)) == result


def test_a_folder_without_a_run_is_a_read_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="folder of a run"):
        open_run(tmp_path)
