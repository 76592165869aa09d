"""What is corrected in mid-sentence gives way to what is like it, and the rest of the sentence stays."""

from __future__ import annotations

from typing import Any

import pytest

from limis.commands import dump
from limis.prompts.reader import read


def said(sentence: str) -> list[Any]:
    """Each command with its numbers, places and slices, and "concept side" for each target; quotes left out."""
    out: list[Any] = []
    for command in dump(read(sentence)):
        targets = [f"{t.get('concept') or t['ref']} {t.get('side', '')}".strip() for t in command.pop("targets", [])]
        amount = command.pop("amount", {}).get("value")
        out.append(
            (command["op"], *targets, *([amount] if amount else []), *([w] if (w := command.get("where")) else []))
        )
    return out


@pytest.mark.parametrize(
    ("sentence", "meant"),
    [
        ("grow the left kidney by 5 mm, no, the right one", [("grow", "kidney right", 5)]),
        ("grow the liver by 5 mm, no, the spleen", [("grow", "spleen", 5)]),
        ("grow it on the left by 5 mm, no, on the right", [("grow", 5, "right")]),
        ("grow at the top by 5 mm, no, at the bottom", [("grow", 5, "inferior")]),
        ("move the left kidney 5 mm up, no, the right one", [("shift", "kidney right", 5, "superior")]),
        ("segment the spleen, smooth it, no, the liver", [("segment", "spleen"), ("smooth", "liver")]),
        ("segment the liver and delete the spleen, no, the kidney", [("segment", "liver"), ("delete", "kidney")]),
        ("make it bigger, no, smaller", [("shrink",)]),
        ("segmentiere die Leber und die linke Niere, nein, die rechte", [("segment", "liver", "kidney right")]),
        ("it's too big, I mean too small", [("grow",)]),
        ("there's too much, I mean too little at the back", [("missing", "posterior")]),
        ("you missed the top, I mean there is too much at the top", [("excess", "superior")]),
        ("grow the liver and the spleen by 3 mm, no, the kidney", [("grow", "liver", "kidney", 3)]),
        ("grow it a bit, no, 3 mm on the left", [("grow", 3, "left")]),
        ("shrink it by 3 mm on the left, no, everywhere", [("shrink", 3)]),
        ("segmente le foie et la rate, non, le rein", [("segment", "liver", "kidney")]),
        ("supprime le foie et le rein gauche, pardon, le rein droit", [("delete", "liver", "kidney right")]),
        ("non, supprime le foie, pardon, la rate", [("delete", "spleen")]),
        ("lösche die Leber, Moment, glätte sie", [("smooth", "liver")]),
        ("sauvegarde, attends, lisse-le", [("smooth",)]),
        ("supprime le foie, oups, annule", [("unknown",)]),
        ("grow the liver and the spleen by 3 mm, no, only the liver", [("unknown",)]),
        ("grow the liver, the spleen and the left kidney by 3 mm on the left, no, the right one", [("unknown",)]),
        ("supprime le foie, désolé, oui", [("deny",)]),
        ("segmentiere die Leber, sorry, und die Milz", [("segment", "liver", "spleen")]),
        ("Vergrößere die linke Niere um 5 mm, nein, die rechte", [("grow", "kidney right", 5)]),
        ("Agrandis à gauche de 5 mm, non, à droite", [("grow", 5, "right")]),
        ("reduce arriba 5 mm, no, abajo", [("shrink", 5, "inferior")]),
        ("aumenta o rim esquerdo 5 mm, não, o direito", [("grow", "kidney right", 5)]),
        ("Segmentiere die Milz, glätte sie, nein, die Leber", [("segment", "spleen"), ("smooth", "liver")]),
    ],
)
def test_only_what_is_corrected_gives_way(sentence: str, meant: list[Any]) -> None:
    assert said(sentence) == meant


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("segment the liver on slices 10 to 20, no, the spleen", {"from": 10, "to": 20}),
        ("Segmentiere die Leber auf Schicht 10 bis 20, nein, die Milz", {"from": 10, "to": 20}),
    ],
)
def test_slices_stay(sentence: str, kept: dict[str, int]) -> None:
    (command,) = dump(read(sentence))
    assert command["targets"][0]["concept"] == "spleen"
    assert command["scope"] == kept


def test_a_format_stays() -> None:
    (command,) = dump(read("save the liver as nifti, no, the spleen"))
    assert (command["format"], [target["concept"] for target in command["targets"]]) == ("nifti", ["spleen"])


@pytest.mark.parametrize(
    "sentence",
    [
        "delete the liver, no, it's fine",
        "Lösche die Leber. Nein, passt so.",
        "Supprime le foie. Non, c'est bon.",
        "Borra el hígado. No, está bien.",
        "Apaga o fígado. Não, pode ser.",
    ],
)
def test_a_no_with_a_yes_behind_it_confirms_nothing(sentence: str) -> None:
    assert said(sentence) == [("deny",)]


@pytest.mark.parametrize(
    ("sentence", "ops"),
    [
        ("Segmentiere die Leber. Sorry, zeig mir die axiale Ansicht", ["segment", "view"]),
        ("Vergrößere um 3 mm. Sorry, geh zu Schicht 40", ["grow", "goto_slice"]),
        ("segmenta o fígado. Desculpa a demora.", ["unknown"]),
        ("Segmente le foie, désolé du retard", ["unknown"]),
        ("Guárdalo. Espera, primero suavízalo.", ["unknown"]),
    ],
)
def test_an_apology_takes_nothing_back_by_itself(sentence: str, ops: list[str]) -> None:
    assert [command["op"] for command in dump(read(sentence))] == ops


def test_what_is_replaced_is_quoted_as_it_is_meant() -> None:
    (command,) = dump(read("Vergrößere die linke Niere um 5 mm, nein, rechte"))
    assert "linke" not in command["targets"][0]["text"]


@pytest.mark.parametrize(
    "sentence",
    [
        "delete the liver and smooth the spleen, no, don't delete the liver",
        "supprime tout. Pardon.",
        "lösche die Leber, Entschuldigung, die Milz auch",
    ],
)
def test_what_is_destroyed_is_not_taken_back_in_vain(sentence: str) -> None:
    assert said(sentence) == [("unknown",)]


@pytest.mark.parametrize(
    ("sentence", "amounts"),
    [
        ("grow the liver by 3 mm and the spleen by 2 mm, no, 4 mm", [("liver", 3), ("spleen", 4)]),
        ("grow the liver by 3 mm and shrink the spleen by 2 mm, sorry, 4 mm", [("liver", 3), ("spleen", 4)]),
    ],
)
def test_the_last_of_several_amounts_gives_way(sentence: str, amounts: list[tuple[str, int]]) -> None:
    commands = dump(read(sentence))
    assert [(command["targets"][0]["concept"], command["amount"]["value"]) for command in commands] == amounts


@pytest.mark.parametrize(
    "sentence", ["segment the liver on slice 40, no, 50", "segment the liver on slice 40, no wait, 50"]
)
def test_the_slice_of_a_search_gives_way(sentence: str) -> None:
    assert [command["scope"] for command in dump(read(sentence))] == [{"from": 50, "to": 50}]
