"""Sentences that hesitate, ask, quote, limit or report, in five languages; and short commands that must be read."""

from __future__ import annotations

from typing import Any

import pytest

from limis.commands import dump
from limis.prompts.reader import read


def said(sentence: str) -> list[dict[str, Any]]:
    return [
        {
            name: [target.get("concept") or target.get("ref") for target in value] if name == "targets" else value
            for name, value in command.items()
        }
        for command in dump(read(sentence))
    ]


@pytest.mark.parametrize(
    "sentence",
    """
    Lösch die Leber, äh, die Milz
    Efface le rein gauche, euh, droit
    The left kidney, um, right
    Vergrößere links, äh, rechts
    Vergrößere, äh, verkleinere um 3 mm
    Delete the liver but save it first
    Efface le foie mais enregistre d'abord
    Grow it 3 mm, but smooth it first
    Segment the liver but hide the spleen first
    Supprime les autres
    I'm afraid to delete the liver
    Shall I delete everything?
    Shall I undo?
    Il faut effacer le foie ?
    Lösch die Leber, oder nicht?
    Sag mal „lösch die Leber“
    Lösch eine der beiden Nieren
    Segmente l'un des deux reins
    Lösch die linke, nicht die rechte Niere
    No borres el hígado sino el bazo
    Grow 3 mm but not downwards
    Vergrößere nur hier um 3 mm
    Guarda la derecha
    Agrandis à 30 mm
    Smooth the next three slices
    """.strip().splitlines(),
)
def test_what_wavers_does_nothing(sentence: str) -> None:
    assert [command["op"] for command in said(sentence.strip())] == ["unknown"]


@pytest.mark.parametrize(
    "sentence",
    """
    Vergrößerung der Milz um 2 cm
    Schrumpfung der linken Niere
    Aumento do baço de 3 cm
    Aumento del riñón izquierdo
    Smooth outline of the left kidney
    Extends inferiorly by 3 cm
    Left kidney missing
    No liver
    Rechts fehlt der Unterlappen
    Chercher une appendicite
    Descartar apendicite
    Exclude appendicitis
    Enlarge the wound
    Expand the lungs
    Compresse
    Atrás
    Weiter so
    Galle raus
    Clear on the left
    Just right
    Keep left
    Cut right
    Reduce the hernia
    Extend the knee
    Diminuiu 3 mm
    Disminuyó 3 mm
    Retira
    Excluir fractura
    Exclure une fracture
    Läuft
    Gracias, corazón
    Salve a todos
    nur links
    la mitad
    auf 3
    """.strip().splitlines(),
)
def test_what_is_dictated_or_said_to_others_does_nothing(sentence: str) -> None:
    assert [command["op"] for command in said(sentence.strip())] == ["unknown"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Lösch die Niere, die linke", [{"op": "delete", "targets": ["kidney"]}]),
        ("Masque tout sauf le foie", [{"op": "hide", "targets": ["all"]}, {"op": "show", "targets": ["liver"]}]),
        ("Montre tout sauf le foie", [{"op": "show", "targets": ["all"]}, {"op": "hide", "targets": ["liver"]}]),
        ("Show everything but the spleen", [{"op": "show", "targets": ["all"]}, {"op": "hide", "targets": ["spleen"]}]),
        ("Zeig nur die Leber", [{"op": "hide", "targets": ["all"]}, {"op": "show", "targets": ["liver"]}]),
        ("La vésicule n'en fait pas partie", [{"op": "exclude", "targets": ["gallbladder"]}]),
        ("Le contraire", [{"op": "repeat", "invert": True}]),
        ("Coupe 42", [{"op": "goto_slice", "index": 42}]),
        ("Spring zu 42", [{"op": "goto_slice", "index": 42}]),
        ("Première coupe", [{"op": "goto_slice", "index": 1}]),
        ("La suivante", [{"op": "step", "count": 1}]),
        ("Tres cortes más arriba", [{"op": "step", "count": 3}]),
        ("Annule les deux dernières", [{"op": "undo", "count": 2}]),
        ("Deshaz los dos últimos", [{"op": "undo", "count": 2}]),
        ("Mach die Löcher zu", [{"op": "fill_holes"}]),
        ("Unten 5 mm weg", [{"op": "shrink", "amount": {"value": 5, "unit": "mm"}, "where": "inferior"}]),
        ("Verkleinere um die Hälfte", [{"op": "shrink", "amount": {"value": 50, "unit": "percent"}}]),
        ("Cache tout", [{"op": "hide", "targets": ["all"]}]),
        ("Speicher nur die Leber als Nifti", [{"op": "save", "targets": ["liver"], "format": "nifti"}]),
        ("Wechsle zur Milz", [{"op": "select", "targets": ["spleen"]}]),
        ("LWK 3", [{"op": "segment", "targets": ["vertebra_l3"]}]),
        ("Siebte Rippe links", [{"op": "segment", "targets": ["rib_7"]}]),
        ("Œsophage", [{"op": "segment", "targets": ["esophagus"]}]),
        ("Nummer zwei", [{"op": "choose", "index": 2}]),
        ("Nan", [{"op": "deny"}]),
        ("Verlängern um 2 cm", [{"op": "grow", "amount": {"value": 20, "unit": "mm"}}]),
        ("Take one back", [{"op": "undo", "count": 1}]),
        ("¿Cuántos mililitros?", [{"op": "measure", "what": "volume"}]),
        ("salva tudo", [{"op": "save", "targets": ["all"]}]),
    ],
)
def test_short_commands_are_read(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert said(sentence) == expected
