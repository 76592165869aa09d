"""What is said of all structures but some: "delete everything except the liver"."""

from __future__ import annotations

import pytest

from limis.commands import Context, Delete, Reference, dump
from limis.prompts.reader import read

_THERE = Context(structures=("liver", "spleen", "kidney_left", "kidney_right"), active="liver", named=("liver",))


def thrown_away(text: str, context: Context = _THERE) -> list[str]:
    (command,) = read(text, context)
    assert isinstance(command, Delete), command
    return [str(target.text) for target in command.targets]


@pytest.mark.parametrize(
    "text",
    [
        "delete everything except the liver",
        "remove all but the liver",
        "throw away everything but the liver",
        "get rid of everything apart from the liver",
        "clear everything except the liver",
        "keep only the liver",
        "just keep the liver",
        "keep the liver only",
        "leave only the liver",
        "keep the liver and delete everything else",
        "delete everything else",
        "delete all the others",
        "bin the others",
        "remove all other structures",
        "could you delete everything but the liver please",
        "I want to keep only the liver",
        "lösche alles außer der Leber",
        "alles bis auf die Leber löschen",
        "supprime tout sauf le foie",
        "borra todo menos el hígado",
        "apaga tudo exceto o fígado",
    ],
)
def test_all_but_one_are_thrown_away(text: str) -> None:
    assert thrown_away(text) == ["spleen", "kidney_left", "kidney_right"]


def test_several_and_one_of_a_pair_may_stay() -> None:
    assert thrown_away("delete everything but the liver and the spleen") == ["kidney_left", "kidney_right"]
    assert thrown_away("keep only the kidneys") == ["liver", "spleen"]
    assert thrown_away("keep only the left kidney") == ["liver", "spleen", "kidney_right"]


def test_a_name_with_a_number_means_that_structure_alone() -> None:
    context = Context(structures=("liver", "polyp", "polyp_2"), active="liver")
    (command,) = dump(read("delete everything except the liver", context))
    assert command["targets"] == [{"concept": "polyp", "text": "polyp"}, {"concept": None, "text": "polyp_2"}]


@pytest.mark.parametrize(
    "text",
    [
        "delete everything except the pancreas",
        "keep only the pancreas",
        "keep the liver",
        "delete everything but not the liver",
        "delete everything, not the liver",
        "delete both kidneys but not the left one",
        "delete the kidneys, all but the left one",
        "delete all kidneys but the left one",
        "should I delete everything except the liver?",
        "maybe delete everything except the liver",
        "delete the rest",
        "delete everything except the liver and the pancreas",
        "keep only the liver as well as the spleen",
        "keep only the liver, also the spleen",
        "delete everything except for the liver and also the spleen",
        "delete everything except the liver. and the spleen.",
        "keep only the liver, then the spleen",
        "delete everything except the liver, or maybe the spleen",
        "I don't want to keep only the liver",
        "lösche alles außer der Leber und der Bauchspeicheldrüse",
    ],
)
def test_what_may_mean_something_else_throws_nothing_away(text: str) -> None:
    assert not any(isinstance(command, Delete) for command in read(text, _THERE))


def test_nothing_is_known_of_the_rest_without_a_session() -> None:
    assert [command.op for command in read("delete everything except the liver")] == ["unknown"]
    assert [command.op for command in read("keep only the liver")] == ["unknown"]


def test_what_alone_is_there_is_only_selected() -> None:
    (command,) = read("keep only the liver", Context(structures=("liver",), active="liver"))
    assert command.op == "select"


def test_pieces_and_halves_are_kept_as_before() -> None:
    assert dump(read("keep only the largest piece", _THERE)) == [{"op": "keep", "which": "largest"}]
    assert dump(read("keep only the left half", _THERE)) == [{"op": "keep", "where": "left"}]
    assert dump(read("delete everything", _THERE)) == dump([Delete(targets=(Reference(ref="all", text="everything"),))])


def test_a_side_of_what_is_stored_whole_keeps_nothing() -> None:
    context = Context(structures=("liver", "lung", "spleen"), active="liver", named=("liver",))
    for text in ("delete everything except the liver and the left lung", "keep only the liver and the left lung"):
        assert not any(isinstance(command, Delete) for command in read(text, context)), text


def test_all_on_a_side_stay() -> None:
    names = ("liver", "kidney_left", "kidney_left_2", "kidney_right")
    assert thrown_away("keep only the left kidney", Context(structures=names)) == ["liver", "kidney_right"]


def test_a_name_that_means_more_elsewhere_is_the_sessions_own() -> None:
    context = Context(structures=("gtv", "liver", "spleen"), active="liver", named=("liver",))
    assert thrown_away("delete everything except the GTV", context) == ["liver", "spleen"]
    assert thrown_away("keep only GTV and liver", context) == ["spleen"]


def test_the_others_are_those_that_were_not_named() -> None:
    both = _THERE.model_copy(update={"named": ("liver", "spleen")})
    assert thrown_away("delete the others", both) == ["kidney_left", "kidney_right"]
    everything = _THERE.model_copy(update={"named": _THERE.structures})
    nobody = _THERE.model_copy(update={"named": ()})
    for context in (everything, nobody):
        assert [command.op for command in read("delete the others", context)] == ["unknown"]


def test_one_of_several_pieces_is_no_structure() -> None:
    context = Context(structures=("nucleus", "cell"), active="nucleus", named=("nucleus",))
    for text in ("keep this nucleus and delete the others", "keep the largest nucleus and delete the others"):
        assert not any(isinstance(command, Delete) for command in read(text, context)), text
