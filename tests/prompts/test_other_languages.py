"""German, French, Spanish and Portuguese as they are spoken; English keeps every sentence that it understands."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from spoken import CHANGING, check, is_right, rows

from limis.commands import Context, dump
from limis.prompts.languages.reading import TONGUES, read_other
from limis.prompts.languages.skeleton import LISTS
from limis.prompts.languages.tongue import Tongue
from limis.prompts.languages.words import cut, meant
from limis.prompts.meaning import mean
from limis.prompts.reader import _read_english, read

LANGUAGES = ("german", "french", "spanish", "portuguese")
RIGHT_AT_LEAST = 0.99
MEAN_SECONDS_AT_MOST = 0.005

NOT_FOR_US = """
die Leber ist zu groß
die linke Niere fehlt
es fehlt der Tupfer
Leber und Milz unauffällig
kein Nachweis einer Blutung
ohne Befund
gib mir die Hand
das Herz schlägt
mach weiter
mach es gut
schneiden Sie 3 mm ab
ziehen Sie 3 mm zurück
sichern Sie den Katheter
nehmen Sie die Maske weg
die Finger weg
entferne die Nadel aus dem Arm
der Tumor ist 3 mm größer
ich lösche alles
er hat alles gelöscht
hast du die Leber gelöscht?
wenn du die Leber löschst, kündige ich
le foie est trop gros
il manque une compresse
trop de sang
donnez-moi la main
retirez les points de suture
retirez les points
fermez la plaie
poussez à gauche
annulez l'opération
annule le rendez-vous
je recommence
sauvez-le
foie sans lésion
pas de saignement
agrandissez l'incision de 2 mm
coupe de 3 mm
il a tout supprimé
dame la mano
saca la mano
quita los puntos
falta un riñón
falta una gasa
hay demasiada sangre
el hígado es muy grande
para la izquierda
para el corazón
guarda silencio
sálvalo
revierte la anestesia
corre a la izquierda
corta 3 mm
sí pero no
lo borré todo
tira a mão
tira os pontos
falta um rim
o fígado é muito grande
o figado e muito grande
feche os olhos
preenche o formulário
salve
corta 3 mm
ele apagou tudo
main
son
rim
pie
die
rate
dent
salve, amigo
au contraire
al contrario
nur 3 bis 4
nur mehr als 3
entre 20 et 40
zwischen 2 und 4 mm
plus de 3 mm
acerca la lámpara
aleja el brazo
passe la pince
acerca
die Läsion misst mehr als 20 HU
Segmente le foie non tumoral
borra la lesión 2
supprime le kyste 2
Lösche die Leber. Nein, passt so.
Alles löschen, nein, in Ordnung
Supprime le foie. Non, c'est bon.
réinitialise tout, non, c'est bon
Borra el hígado. No, está bien.
Apaga o fígado. Não, pode ser.
aumenta o fígado, não, está bem
Gehen Sie drei Schritte
Mach zwei Schritte
Geh einen Schritt
Da un paso
Recua um passo
Dann mach doch
Mach schon
Bestätigt
Pode?
Zyste, bestätigt
Sichere Metastase
Sichere Zyste in der Niere links
quer apagar o fígado?
era para apagar o fígado
quería borrar el hígado
tu supprimes tout
Vous supprimez la rate ?
¿Me grabas?
Graba esto
Nicht, speichern
Der Tumor sollte kleiner werden
Der Pleuraerguss muss kleiner werden
El tumor debe ser más pequeño
Die Zyste könnte größer werden
El nódulo debe ser menor de 1 cm
Ce n'est pas une tumeur, c'est un kyste
No es un tumor, es un quiste
Es ist nicht ein Tumor, sondern eine Zyste
fait un kyste du rein
hace un derrame pleural
faz metástases no fígado
avoir un cancer du foie
Auch Metastasen in der Leber
Brauche ich die Leber?
Vous faites le foie ?
La taille augmente
Die Größe schrumpft
Rechts deutlich mehr.
Zyste in der Niere zur Verlaufskontrolle
Fractura urgente
laisse un peu
mets un peu
Nimm 3 Schichten
Mettez un masque sur le nez
Segmente le foie, la rate et enfin les reins
segmente le foie et enfin la rate
Segmentiere die Leber. Sorry, auch die Milz.
Guárdalo. Espera, primero suavízalo.
segmenta o fígado. Desculpa a demora.
Segmentiere die Leber. Moment, Telefon.
Segmente le foie, désolé du retard
Segmenta el hígado, disculpa la molestia
""".strip().splitlines()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nearly_every_sentence_is_read_exactly(language: str) -> None:
    read_as = [(row["text"], dump(read(row["text"])), row["commands"]) for row in rows(language)]
    wrong = [(text, said) for text, said, expected in read_as if not is_right(said, expected)]
    assert 1 - len(wrong) / len(read_as) >= RIGHT_AT_LEAST, wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_changes_anything_that_it_does_not_say(language: str) -> None:
    unsafe = [
        (row["text"], command["op"])
        for row in rows(language)
        for command in dump(read(row["text"]))
        if command["op"] in CHANGING and command["op"] not in {other["op"] for other in row["commands"]}
    ]
    assert unsafe == []


def test_people_at_work_are_read_in_their_language() -> None:
    check("abroad", 0.92)


@pytest.mark.parametrize(
    ("text", "millimetres"),
    [
        ("agrandis de deux virgule cinq millimètres", 2.5),
        ("agrandis d'un centimètre et demi", 15),
        ("agrandis de deux et demi millimètres", 2.5),
        ("agrándalo dos coma cinco milímetros", 2.5),
        ("agrándalos dos coma cinco milímetros", 2.5),
        ("agranda un centímetro y medio", 15),
        ("agranda milímetro y medio", 1.5),
        ("aumente dois vírgula cinco milímetros", 2.5),
        ("aumente um vírgula cinco milímetros", 1.5),
        ("aumente um centímetro e meio", 15),
        ("zwei Komma fünf Millimeter größer", 2.5),
        ("grow it by a centimetre and a half", 15),
    ],
)
def test_two_point_five_is_neither_both_nor_a_half(text: str, millimetres: float) -> None:
    assert [command["amount"] for command in dump(read(text))] == [{"value": millimetres, "unit": "mm"}]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("le rein gauche, non pardon, le droit", [("segment", "kidney", "right")]),
        ("zeichne die linke Niere ein, nee sorry, die rechte", [("segment", "kidney", "right")]),
        ("riñón derecho, perdón, izquierdo", [("segment", "kidney", "left")]),
        ("não é o rim esquerdo, é o direito", [("segment", "kidney", "right")]),
        (
            "dessine la trachée et le rein droit... non, le gauche",
            [("segment", "trachea", None), ("", "kidney", "left")],
        ),
        ("supprime le foie, non, cache-le", [("hide", "liver", None)]),
        ("segmentiere die Leber, nein, die Milz", [("segment", "spleen", None)]),
    ],
)
def test_what_is_taken_back_is_not_done(text: str, meant: list[tuple[str, str, str | None]]) -> None:
    commands = dump(read(text))
    targets = [(t["concept"], t.get("side")) for command in commands for t in command["targets"]]
    assert targets == [(concept, side) for _, concept, side in meant]
    assert [command["op"] for command in commands] == [meant[0][0]]


@pytest.mark.parametrize("text", ["borra el hígado, no", "efface le foie, non", "speichern. nein", "guarda, no"])
def test_a_no_behind_what_destroys_stops_it(text: str) -> None:
    assert [command["op"] for command in dump(read(text))] == ["unknown"]


@pytest.mark.parametrize(
    ("text", "deleted"),
    [
        ("Efface la rate, non le foie", "spleen"),
        ("Supprime le kyste et non le rein", "cyst"),
        ("efface la côte 2", "rib_2"),
        ("apaga tudo, não, só o baço", "spleen"),
    ],
)
def test_nothing_else_is_deleted(text: str, deleted: str) -> None:
    (command,) = dump(read(text))
    assert (command["op"], [target["concept"] for target in command["targets"]]) == ("delete", [deleted])


@pytest.mark.parametrize("name", ["english", "english_second"])
def test_no_english_sentence_is_read_otherwise_than_before(name: str) -> None:
    for row in rows(name):
        assert read(row["text"]) == _read_english(row["text"], Context()), row["text"]


@pytest.mark.parametrize("sentence", NOT_FOR_US)
def test_what_is_not_for_us_changes_nothing(sentence: str) -> None:
    assert [command["op"] for command in dump(read(sentence))] in (["unknown"], ["deny"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_option_of_a_question_has_one_reading(language: str) -> None:
    asked = [command for row in rows(language) for command in dump(read(row["text"])) if command["op"] == "clarify"]
    assert asked
    for option in (option for command in asked for option in command["options"]):
        assert next(command["op"] for command in dump(read(option))) not in ("clarify", "unknown"), option


@pytest.mark.parametrize("tongue", TONGUES, ids=lambda tongue: tongue.name)
def test_every_name_is_one_that_the_vocabulary_knows(tongue: Tongue) -> None:
    strange = {english for english in tongue.nouns.names.values() if mean(english.split()) is None}
    assert strange == set()


@pytest.mark.parametrize("tongue", TONGUES, ids=lambda tongue: tongue.name)
def test_a_language_writes_only_lists_that_the_rules_name(tongue: Tongue) -> None:
    assert set(tongue.language.phrases) <= set(LISTS)


@pytest.mark.parametrize("tongue", TONGUES, ids=lambda tongue: tongue.name)
def test_word_salad_never_raises(tongue: Tongue) -> None:
    chance = random.Random(7)  # noqa: S311
    words = sorted(tongue.known - {","})
    for _ in range(60):
        assert read(" ".join(chance.choices(words, k=chance.randint(1, 8))))


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("Leber", "segment"),
        ("segment die leber", "segment"),
        ("segmenta el hígado", "segment"),
        ("Leberlaesion", "segment"),
        ("vergroessern um 2 mm", "grow"),
        ("¡agrándalo!", "grow"),
        ("salva-o", "save"),
        ("wieder", "repeat"),
    ],
)
def test_a_language_is_known_by_the_words_that_are_its_own(text: str, op: str) -> None:
    assert [command["op"] for command in dump(read(text))] == [op]


def test_each_sentence_has_its_own_language() -> None:
    said = ["die linke Niere", "make it 3 mm larger", "annule", "no, la derecha", "desfazer"]
    assert [dump(read(text))[-1]["op"] for text in said] == ["segment", "grow", "undo", "segment", "undo"]


@pytest.mark.parametrize("text", ["löschen", "lösch", "supprime", "borra", "apaga", "elimina"])
def test_what_to_delete_has_to_be_said(text: str) -> None:
    assert [command["op"] for command in dump(read(text))] == ["unknown"]


@pytest.mark.parametrize("text", ["lösche die Lebr", "supprime le fioe", "borra el hígdo", "apaga o fígad", "guadar"])
def test_no_slip_destroys(text: str) -> None:
    assert [command["op"] for command in dump(read(text))] == ["unknown"]


@pytest.mark.parametrize(
    ("text", "words"),
    [("segmentarlo", ["segmentar", "lo"]), ("guárdalo", ["guarda", "lo"]), ("muéstramelo", ["muestra", "me", "lo"])],
)
def test_pronouns_are_cut_off_a_verb_and_keep_their_place(text: str, words: list[str]) -> None:
    spanish = next(tongue for tongue in TONGUES if tongue.name == "Spanish")
    tokens, slips = meant(cut(text), spanish)
    assert [token.word for token in tokens] == words
    assert slips == 0
    assert tokens[0].start == 0
    assert tokens[-1].end == len(text)
    assert all(token.end == after.start for token, after in pairwise(tokens))


def test_where_two_languages_disagree_nothing_is_done() -> None:
    assert read_other("zzz", Context()) is None


def test_a_sentence_is_read_at_once() -> None:
    sentences = [row["text"] for language in LANGUAGES for row in rows(language)][::4]
    for sentence in sentences:
        read(sentence)
    started = time.process_time()
    for sentence in sentences:
        read(sentence)
    assert (time.process_time() - started) / len(sentences) < MEAN_SECONDS_AT_MOST


def test_a_slip_is_not_mended_where_nothing_else_is_said() -> None:
    assert [command["op"] for command in dump(read("sauve"))] == ["unknown"]


def test_an_accent_is_evidence_where_the_word_without_it_is_english() -> None:
    assert [command["op"] for text in ("côtes", "cotes") for command in dump(read(text))] == ["segment", "unknown"]


@pytest.mark.parametrize(
    ("sentence", "same"),
    [
        ("Wären Sie so freundlich, die Leber zu segmentieren?", "segmentiere die Leber"),
        ("Ich wäre Ihnen dankbar, wenn Sie den letzten Schritt rückgängig machen könnten.", "rückgängig"),
        ("Je vous serais reconnaissant de bien vouloir lisser le contour.", "lisse le contour"),
        ("Tenga la bondad de ocultar el bazo.", "oculta el bazo"),
        ("Poderia fazer o favor de segmentar o fígado?", "segmenta o fígado"),
        ("Auf keinen Fall löschen.", "nein"),
        ("Sie brauchen nichts zu speichern.", "nein"),
        ("Je ne veux pas que tu supprimes la rate.", "non"),
        ("Il n'est pas nécessaire d'enregistrer.", "non"),
        ("Bajo ningún concepto borre nada.", "no"),
        ("No quiero que borres el bazo.", "no"),
        ("De modo nenhum apague nada.", "não"),
        ("Não é necessário salvar.", "não"),
        ("Das ist viel zu viel, rückgängig.", "rückgängig"),
        ("C'est beaucoup trop, annule.", "annule"),
        ("Más pequeño. 2 mm.", "más pequeño 2 mm"),
    ],
)
def test_politeness_and_refusal_may_be_elaborate(sentence: str, same: str) -> None:
    read_as, meant = (read(text) for text in (sentence, same))
    assert [command.op for command in read_as] == [command.op for command in meant]
    assert read_as[0].op != "unknown"


def test_what_stands_before_a_colon_is_what_the_rest_is_about() -> None:
    (command,) = dump(read("Foie : agrandis de 2 mm"))
    assert (command["op"], command["targets"][0]["concept"]) == ("grow", "liver")


@pytest.mark.parametrize(
    "sentence",
    [
        "lösche nichts außer der Leber",
        "lösche nicht alles außer der Leber",
        "ne supprime rien sauf le foie",
        "no borres nada excepto el hígado",
        "não apague nada exceto o fígado",
    ],
)
def test_to_forbid_all_but_one_thing_takes_nothing_out(sentence: str) -> None:
    assert {command.op for command in read(sentence)} <= {"unknown", "deny"}


@pytest.mark.parametrize(
    "sentence",
    [
        "nein, ohne die Gallenblase",
        "nein ohne die Gallenblase",
        "das stimmt nicht, ohne die Gallenblase",
        "pas comme ça, sans les vaisseaux",
        "non, sans le foie",
        "no, sin el hígado",
    ],
)
def test_a_no_before_what_is_left_out_is_an_answer(sentence: str) -> None:
    assert [command.op for command in read(sentence)] == ["exclude"]


@pytest.mark.parametrize(
    "sentence",
    ["nur die linke", "seulement la gauche", "seulement le gauche", "solo la izquierda", "apenas a esquerda"],
)
def test_only_one_of_a_pair_stays(sentence: str) -> None:
    both = Context(structures=("lung_left", "lung_right"), active="lung_right")
    assert dump(read(sentence, both)) == dump(read("only the left one", both))
    assert read(sentence, both)[0].op == "delete"
    assert dump(read(sentence))[0]["targets"][0]["side"] == "left"
