"""Runs in a nutshell."""

import json

import pytest
from measured import made_run, noted, row

from limis.errors import ReadError
from limis.eval.cases import Step
from limis.eval.digest import digest, digest_page, renewed
from limis.eval.summary import summarise


@pytest.fixture
def folder(tmp_path):
    """A run of four patients: words, a talk that helps, and a thing that is not there."""
    steps = (Step("start", "", 0.5, True, 0.1), Step("grow", "make it larger", 0.75, True, 0.2))
    rows = [row(subject=f"s{n}", image=f"{n}.png", dice=0.6 + n / 10) for n in range(4)]
    rows += [row(protocol="language", subject=f"s{n}", image=f"{n}.png", dice=0.75, steps=steps) for n in range(4)]
    rows.append(row(protocol="absence", expected=False, same_kind=True, found=False, dice=None, truth_voxels=0))
    made = made_run(tmp_path / "run", rows)
    (made / "summary.json").write_text(json.dumps(summarise(rows)))
    command = "limis eval run --data /home/me/index.jsonl --models fake --protocol text -o /home/me/out -q"
    (made / "environment.json").write_text(json.dumps([noted(command)]))
    return made


def test_it_keeps_the_numbers_and_how_to_get_them(folder):
    (run,) = digest([folder])["runs"]
    assert run["engine"] == "fake"
    assert run["command"] == "limis eval run --data INDEX --models fake --protocol text -o DIR"
    protocols = run["parts"]["all"]["protocols"]
    assert protocols["text"]["dice"]["mean"] == 0.75
    assert protocols["text"]["cases"] == 4
    assert protocols["language"]["turns"]["all"]["by_turn"][:2] == [0.5, 0.75]
    assert protocols["language"]["turns"]["all"]["gain"]["mean"] == 0.25
    assert run["parts"]["all"]["presence"]["specificity"] == {"mean": 1.0, "low": None, "high": None, "cases": 1}
    assert "home" not in json.dumps(run)


def test_the_page_tells_the_same(folder):
    page = digest_page(digest([folder]))
    assert "| text | all | 1 | 4 | 0.750 (" in page
    assert "| language | 4 | 0.500 | 0.750 | 0.750 | 0.750 | +0.250 (" in page
    assert "specificity 1.000, n = 1" in page
    assert "`language`: turns to Dice 0.80" in page


def test_every_command_that_added_to_a_run_is_told_without_paths(folder):
    typed = ("limis eval run --data=/home/me/i.jsonl --protocol box -o /home/me/out",) * 2
    calls = [noted(command) for command in (*typed, "limis eval run --data /x --protocol text --out=/home/me/out")]
    (folder / "environment.json").write_text(json.dumps(calls))
    (run,) = digest([folder])["runs"]
    assert run["command"] == (
        "limis eval run --data INDEX --protocol box -o DIR && limis eval run --data INDEX --protocol text --out DIR"
    )


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("--models /home/me/sets/mine", "--models mine"),
        ("--models=/home/me/sets/mine/", "--models=mine"),
        ("--models /home/me/dino+/home/me/sam+verifier:/home/me/clip", "--models dino+sam+verifier:clip"),
        ("--models whole-box+runs/weights/mine", "--models whole-box+runs/weights/mine"),
        ("--models IDEA-Research/grounding-dino-tiny+sam", "--models IDEA-Research/grounding-dino-tiny+sam"),
    ],
)
def test_models_of_ones_own_go_by_name_not_by_where_they_lie(typed, told, folder):
    (folder / "environment.json").write_text(json.dumps([noted(f"limis eval run {typed} --protocol text")]))
    (run,) = digest([folder])["runs"]
    assert run["command"] == f"limis eval run {told} --protocol text"


def test_the_engine_of_ones_own_models_goes_by_name(tmp_path, folder):
    path = folder / "run.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"engine": "/home/me/sets/mine"}))
    made = digest([folder])
    assert made["runs"][0]["engine"] == "mine"
    assert "home" not in json.dumps(made) + digest_page(made)


def test_a_talk_in_which_nothing_was_said_is_summed_up(tmp_path):
    rows = [row(protocol="language", dice=1.0, steps=(Step("start", "", 1.0, True, 0.1),))]
    made = made_run(tmp_path / "run", rows)
    (made / "summary.json").write_text(json.dumps(summarise(rows)))
    (made / "environment.json").write_text(json.dumps([noted("limis eval run")]))
    assert "`language`: turns to Dice 0.80: 0.0" in digest_page(digest([made]))


@pytest.mark.parametrize("name", ["run.json", "summary.json", "environment.json"])
@pytest.mark.parametrize("content", ["", "[", "5", "null", "[5]", '{"all": {}}', "[" * 10**5])
def test_a_damaged_file_is_named(name, content, folder):
    (folder / name).write_text(content)
    with pytest.raises(ReadError, match=name):
        digest([folder])


def test_a_run_that_is_not_finished_is_refused(folder):
    (folder / "summary.json").unlink()
    with pytest.raises(ReadError, match="folder of a run"):
        digest([folder])


def test_absent_things_of_volumes_stand_apart(folder):
    path = folder / "summary.json"
    summary = json.loads(path.read_text(encoding="utf-8"))
    told = {"mean": 0.5, "low": 0.25, "high": 0.75, "cases": 8}
    drawn = {"mean": 1.25, "low": None, "high": None, "cases": 8}
    presence = {"sensitivity": told, "specificity": told, "specificity_nonsense": told, "false_ml": drawn}
    summary["all"]["presence_volumes"] = {"failures": 0, **presence}
    path.write_text(json.dumps(summary), encoding="utf-8")
    page = digest_page(digest([folder]))
    share = "0.500 (0.250–0.750), n = 8"
    shares = f"sensitivity {share}; specificity {share}; specificity nonsense {share}"
    assert f"Whether things are there, in volumes: {shares}; false ml 1.250, n = 8." in page


def test_a_run_that_was_made_again_takes_the_place_of_the_old_one(folder):
    made = digest([folder])
    (run,) = made["runs"]
    old = {**made, "runs": [{**run, "models": {"grounder": "old"}}, {**run, "command": "limis eval run --other"}]}
    new = renewed(old, made)
    assert [one["command"] for one in new["runs"]] == [run["command"], "limis eval run --other"]
    assert new["runs"][0]["models"] == run["models"]
    assert renewed(made, digest([]))["runs"] == [run]
    with pytest.raises(ReadError, match="cannot renew"):
        renewed({"schema": "something"}, made)
