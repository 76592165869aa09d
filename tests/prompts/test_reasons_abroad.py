"""Reasons and remarks beside a command in German, French, Spanish and Portuguese."""

from __future__ import annotations

import pytest
from spoken import ops, said


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("segmentiere die Leber, weil ich sie für die OP-Planung brauche", ["segment"]),
        ("Weil der Chirurg wartet, segmentiere bitte die Leber", ["segment"]),
        ("segmentiere die Leber, weil es eilt, und speichere sie", ["segment", "save"]),
        ("lösch die Leber, die brauche ich nicht", ["delete"]),
        ("oben rechts ist zu viel, da sind wir schon in der Lunge", ["excess"]),
        ("nimm bitte die letzten zwei Schritte zurück das war Quatsch", ["undo"]),
        ("segmente le foie, le chirurgien attend", ["segment"]),
        ("supprime la rate, on n'en a pas besoin", ["delete"]),
        ("Annulez les deux dernières actions, je me suis trompée", ["undo"]),
        ("Contornea el corazón, que lo pide el cirujano", ["segment"]),
        ("bórrame el bazo que no lo necesito", ["delete"]),
        ("Rehacer, que al final estaba bien", ["redo"]),
        ("aumenta meio centímetro que a margem tá curta", ["grow"]),
        ("não apague o fígado porque preciso dele", ["deny"]),
        ("esconda o estômago um instante, tá me atrapalhando", ["hide"]),
    ],
)
def test_a_reason_is_left_out(sentence: str, expected: list[str]) -> None:
    assert ops(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "vergrößere es, wenn es passt",
        "segmentiere die Leber, weil der Chef auch die Milz will",
        "segmentiere die Leber, weil sie links zu klein ist",
        "die Leber, weil sie gestaut ist",
        "Niere vergrößert, weil gestaut",
        "segmente le foie, le chirurgien n'en veut pas",
        "segmente le foie parce qu'il manque 3 mm",
        "segmenta el riñón que tiene el quiste",
        "borra el hígado cuando acabe porque no lo necesito",
        "aumenta o fígado porque falta embaixo",
    ],
)
def test_what_may_change_the_command_is_no_reason(sentence: str) -> None:
    assert ops(sentence) == ["unknown"]


def test_a_reason_takes_nothing_from_the_command() -> None:
    kept = said("guárdelo como RTSTRUCT, que lo quieren en radioterapia")
    assert kept == [{"op": "save", "format": "rtstruct"}]


@pytest.mark.parametrize(
    ("sentence", "concepts"),
    [
        ("leber milz und pankreas", ["liver", "spleen", "pancreas"]),
        ("bitte die linke niere die rechte niere und die blase", ["kidney", "kidney", "urinary_bladder"]),
        ("segmente le foie la rate et les deux reins", ["liver", "spleen", "kidney"]),
        ("segmenta hígado bazo páncreas", ["liver", "spleen", "pancreas"]),
        ("fígado baço e rins", ["liver", "spleen", "kidney"]),
    ],
)
def test_a_list_needs_no_commas(sentence: str, concepts: list[str]) -> None:
    assert [target["concept"] for target in said(sentence)[0]["targets"]] == concepts


@pytest.mark.parametrize(
    "sentence", ["Leber Zirrhose", "Niere Stauung", "riñón izquierdo derecho", "rein gauche normal"]
)
def test_what_is_no_list_is_not_cut(sentence: str) -> None:
    assert ops(sentence) == ["unknown"]


@pytest.mark.parametrize(
    ("sentence", "millimetres"),
    [
        ("um drei, Quatsch, um fünf Millimeter vergrößern", 5),
        ("agrandis de 2, pardon, de 4 mm", 4),
        ("haz el hígado 3 mm más pequeño, espera, que sean 2 mm", 2),
        ("aumenta dois, aliás, três milímetros", 3),
    ],
)
def test_an_amount_is_corrected_before_its_unit(sentence: str, millimetres: float) -> None:
    assert [command["amount"] for command in said(sentence)] == [{"value": millimetres, "unit": "mm"}]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ich hab nie gesagt, dass du die Niere vergrößern sollst",
        "je ne t'ai jamais demandé de segmenter la rate",
        "yo no dije que borraras el hígado",
        "eu não mandei desfazer nada",
    ],
)
def test_what_was_never_asked_for_is_denied(sentence: str) -> None:
    assert ops(sentence) == ["deny"]


def test_only_is_no_refusal() -> None:
    assert said("Ne gardez que le plus gros morceau") == [{"op": "keep", "which": "largest"}]


@pytest.mark.parametrize(
    ("sentence", "index"),
    [("Schicht zweihundertdreiundvierzig", 243), ("va à la coupe quatre-vingt-dix-sept", 97)],
)
def test_long_numbers_are_read(sentence: str, index: int) -> None:
    assert said(sentence) == [{"op": "goto_slice", "index": index}]


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("so, drei Schichten zurück", -3),
        ("recule de cinq coupes", -5),
        ("Retroceda dos cortes", -2),
        ("avança dois cortes", 2),
    ],
)
def test_steps_are_counted(sentence: str, count: int) -> None:
    assert said(sentence) == [{"op": "step", "count": count}]


@pytest.mark.parametrize(
    "sentence",
    """
    Leber vergrößert
    Aorta erweitert
    Leber um 2 cm vergrößert
    Der Tumor wächst um 5 mm
    Leber glatt
    foie augmenté
    Aorte dilatée
    La tumeur augmente de 5 mm
    tout supprimé
    masque effacé
    enregistré
    foie masqué
    El tumor aumenta 5 mm
    borré todo
    guardé todo
    fígado aumentado
    está grave
    O rim esquerdo é menor
    Riñón izquierdo más pequeño
    Kyste plus grand
    Contour irrégulier du foie
    """.strip().splitlines(),
)
def test_what_a_report_tells_is_no_command(sentence: str) -> None:
    assert ops(sentence.strip()) == ["unknown"]


@pytest.mark.parametrize(
    "sentence",
    """
    lösch alles, das war ein Scherz
    lösch die Leber, ich bin mir nicht sicher
    lösch die Leber, der Chef ist dagegen
    lösch die Leber, der Chef muss es noch erlauben
    lösch die Leber, die brauche ich noch
    lösch die Leber, sonst vergrößere sie
    lösch alles, halt mal
    der Chef sagt, lösch die Leber
    vergrößere es, der Oberarzt will es kleiner
    segmentiere die Leber, der Chef will die Milz
    efface tout, c'était une blague
    supprime le foie, je ne sais pas
    supprime le foie, le chirurgien doit valider
    supprime le foie, c'est trop tôt
    supprime tout, un instant
    supprime le foie après
    si c'est bon, enregistre
    borra el hígado, no sé
    borra el hígado, que tengo que pensarlo
    borra el hígado luego
    si quiere, borra todo
    si no, borra el hígado
    borra todas las máscaras que el cirujano no revisó
    segmenta la lesión que el paciente tiene en el riñón
    apaga tudo, era brincadeira
    apaga tudo que eu fiz
    apaga o fígado depois
    tudo bem, apaga
    """.strip().splitlines(),
)
def test_nothing_is_destroyed_in_doubt(sentence: str) -> None:
    assert ops(sentence.strip()) in (["unknown"], ["deny"])


@pytest.mark.parametrize(
    ("sentence", "sides"),
    [
        ("borra riñón izquierdo vejiga", ["left", None]),
        ("supprime rein gauche foie", ["left", None]),
        ("lunge rechts herz", ["right", None]),
        ("apaga rim esquerdo bexiga", ["left", None]),
    ],
)
def test_a_side_stays_with_its_noun(sentence: str, sides: list[str | None]) -> None:
    assert [target.get("side") for target in said(sentence)[0]["targets"]] == sides


@pytest.mark.parametrize(
    "sentence",
    [
        "agrandis à gauche, pardon, à droite, de 3 mm",
        "vergrößere links, Entschuldigung, rechts, um 3 mm",
        "aumenta à esquerda, desculpa, à direita, 3 mm",
    ],
)
def test_a_corrected_place_is_not_kept(sentence: str) -> None:
    assert all(command.get("where") != ["left", "right"] for command in said(sentence))


@pytest.mark.parametrize(
    ("sentence", "concepts"),
    [
        ("leber milz und beide nieren, der chirurg wartet", ["liver", "spleen", "kidney"]),
        ("le foie et la rate, le chirurgien attend", ["liver", "spleen"]),
        ("hígado y bazo, el cirujano espera", ["liver", "spleen"]),
    ],
)
def test_what_is_only_named_is_asked_for_where_somebody_waits(sentence: str, concepts: list[str]) -> None:
    assert [target["concept"] for target in said(sentence)[0]["targets"]] == concepts


@pytest.mark.parametrize("sentence", ["Leber, der Patient hat Metastasen", "Niere links, der Patient hat Schmerzen"])
def test_what_is_only_named_in_a_report_is_not_asked_for(sentence: str) -> None:
    assert ops(sentence) == ["unknown"]
