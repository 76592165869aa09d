"""Recipes are read, and what makes no sense in them is told."""

import pytest

from limis.errors import InputError
from limis.models.weights import EMBEDDED_SETS
from limis.training.recipe import read_recipe

RUN = 'name = "grounder"\nnetwork = "grounder"\nminutes = 1\n'


@pytest.mark.parametrize("name", EMBEDDED_SETS)
def test_the_sets_that_come_with_limis_have_recipes(name):
    recipe = read_recipe(name)
    assert recipe.set == name
    assert recipe.last("grounder").name == "grounder"
    assert recipe.last("segmenter") is not None


def test_the_research_set_starts_from_runs_of_the_open_one():
    made = {run.name for run in read_recipe("embedded").runs}
    started = {run.start for run in read_recipe("embedded-research").runs if run.start and "/" in run.start}
    assert {start.removeprefix("embedded/") for start in started} <= made
    assert all(start.startswith("embedded/") for start in started)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f'set = "large"\n[[runs]]\n{RUN}', "set: Input should be 'embedded' or 'embedded-research'"),
        (f'set = "embedded"\n[[runs]]\n{RUN}steps = 5\n', "one of minutes, steps and mean"),
        (f'set = "embedded"\n[[runs]]\n{RUN}stepz = 5\n', "stepz"),
        (f'set = "embedded"\n[[runs]]\n{RUN}start = "nowhere"\n', "no grounder called nowhere above it"),
        (
            f'set = "embedded"\n[[runs]]\n{RUN.replace("minutes = 1", "")}mean = ["shipped"]\n',
            "no grounder called shipped",
        ),
        (
            f'set = "embedded"\n[[runs]]\n{RUN}[[runs]]\n{RUN.replace("grounder", "pointing")}start = "grounder"\n',
            "no pointing called grounder",
        ),
        (f'set = "embedded"\n[[runs]]\n{RUN.replace("grounder", "shipped", 1)}', "no run is called shipped"),
        (f'set = "embedded"\n[[runs]]\n{RUN.replace("grounder", "pack", 1)}', "no run is called pack: that is a step"),
        (f'set = "embedded"\n[[runs]]\n{RUN.replace("grounder", "widespread", 1)}', "no run is called widespread"),
        (f'set = "embedded"\n[[runs]]\n{RUN}[[runs]]\n{RUN}', "two runs are called grounder"),
        (f'set = "embedded"\n[[runs]]\n{RUN}start = "embedded-research/grounder"\n', "never starts from another"),
        (f'set = "embedded"\n[[runs]]\n{RUN.replace("1", "121")}', "less than or equal to 120"),
        (f'set = "embedded"\n[[runs]]\n{RUN}looks = {{ sides = [200] }}\n', "runs.0.looks.sides.0: .* multiple of 32"),
        ('set = "embedded"\nruns = []\n', "at least 1 item"),
        ('set = "embedded"\n[[runs]]\nname = "../up"\nnetwork = "grounder"\nminutes = 1\n', "runs.0.name"),
        ("set = ", "Invalid value"),
    ],
)
def test_what_makes_no_sense_is_told(text, said, tmp_path):
    (tmp_path / "mine.toml").write_text(text)
    with pytest.raises(InputError, match=said.replace("(", r"\(")):
        read_recipe(tmp_path / "mine.toml")


def test_a_pointing_network_may_start_from_a_segmenter_and_a_segmenter_not_from_it(tmp_path):
    one = '{{name = "{0}", network = "{1}", start = "{2}", steps = 1}}'
    first, then = one.format("a", "segmenter", "shipped"), one.format("b", "pointing", "a")
    recipe = tmp_path / "mine.toml"
    recipe.write_text(f'set = "embedded"\nruns = [{first}, {then}]\n')
    assert [run.file for run in read_recipe(recipe).runs] == ["segmenter.pt", "segmenter.pt"]
    assert read_recipe(recipe).last("segmenter").name == "a"
    recipe.write_text(f'set = "embedded"\nruns = [{first}, {then}, {one.format("c", "segmenter", "b")}]\n')
    with pytest.raises(InputError, match="no segmenter called b"):
        read_recipe(recipe)


def test_a_recipe_that_is_not_there_is_told(tmp_path):
    with pytest.raises(InputError, match="No such file"):
        read_recipe(tmp_path / "none.toml")
