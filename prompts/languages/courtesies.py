"""Elaborate politeness and refusal in other languages: "hätten Sie die Güte", "en aucun cas"."""

from __future__ import annotations

from itertools import product

from limis.prompts.languages.tables import plain

__all__ = ["COURTESIES", "PURPOSES", "REFUSALS"]


def _made(*each: str) -> list[str]:
    """Put phrases together from the words that may stand at each place, which are written between bars."""
    places = [[plain(word.strip()) for word in place.split("|")] for place in each]
    return [" ".join(" ".join(said).split()) for said in product(*places)]


COURTESIES = {
    "German": (
        *_made("wären | würden", "sie", "so", "freundlich | nett | gut | lieb | liebenswürdig", "| sein", "| und | ,"),
        *_made("wärst | würdest", "du", "so", "freundlich | nett | gut | lieb", "| sein", "| und | ,"),
        *_made("ich", "wäre | bin", "ihnen | dir | euch |", "sehr |", "dankbar | verbunden", ",", "wenn", "sie | du"),
        *_made("es | das", "wäre | ist", "sehr |", "nett | schön | gut | toll | freundlich", ",", "wenn", "sie | du"),
        *_made("dürfte | darf | könnte", "ich", "sie | dich", "darum |", "bitten | ersuchen", "| ,"),
        *_made("ich", "bitte", "sie | dich", "| darum", ","),
        *_made("hätten", "sie", "die", "güte | freundlichkeit", ","),
        *_made("wäre | ist", "es", "möglich | denkbar", ","),
        *_made("es | mir", "scheint", "mir | es |", ",", "dass | als ob"),
        *_made("ich", "glaube | finde | denke | meine", ",", "dass |"),
        *_made("leider | bedauerlicherweise"),
    ),
    "French": (
        *_made(
            "auriez vous | aurais tu | ayez | aie", "l | la", "amabilité | obligeance | gentillesse | bonté", "de | d"
        ),
        *_made(
            "je", "vous | te", "serais", "très |", "reconnaissant | reconnaissante | obligé", "de", "bien vouloir |"
        ),
        *_made("je", "vous | te", "prie | prierais | demanderais | demande", "de", "bien vouloir |"),
        *_made("pourrais je | puis je", "vous", "demander | prier", "de", "bien vouloir |"),
        *_made("auriez vous", "la", "possibilité", "de"),
        *_made("seriez vous | serais tu", "assez |", "aimable | gentil", "pour | de"),
        *_made("j aimerais | je souhaiterais | je voudrais | j apprécierais", "que", "vous | tu"),
        *_made("il me semble | je crois | je pense | je trouve", "que | qu"),
    ),
    "Spanish": (
        *_made("sería | fuera | es", "usted |", "tan |", "amable | gentil | bueno", "de | como para"),
        *_made("tendría | podría tener | tenga | ten", "usted |", "la", "bondad | amabilidad | gentileza", "de"),
        *_made("podría | puede | podrías", "usted |", "hacerme | hacer", "el", "favor", "de"),
        *_made("le | te", "agradecería | agradezco | pido | rogaría | ruego", "que"),
        *_made("me gustaría | quisiera | desearía", "que", "usted |"),
        *_made("me parece | creo | pienso | diría", "que"),
    ),
    "Portuguese": (
        *_made("poderia | pode | podia", "me |", "fazer", "o | a", "favor | gentileza | obséquio", "de"),
        *_made("teria | poderia ter | tenha", "a", "bondade | gentileza | amabilidade", "de"),
        *_made("seria", "tão |", "amável | gentil", "de | a ponto de"),
        *_made("eu |", "agradeceria | agradecia | pedia | pediria", "que | se | para"),
        *_made("importa se | importava se | se importa | se importaria", "de"),
        *_made("parece me | acho | creio | penso | me parece", "que"),
    ),
}
"""By language: what elaborate politeness, or a careful opinion, puts before a clause."""

PURPOSES = {
    "German": _made(
        "für | zur | zum | wegen | vor",
        "die | den | das | der | dem | unsere | unseren | meinen | meine |",
        "op | ops | operation | operationsplanung | op planung | planung | resektion | bestrahlung | strahlentherapie"
        "| bestrahlungsplanung | therapieplanung | befund | befundung | bericht | arztbrief | brief | volumetrie"
        "| studie | präsentation | tumorboard | tumorkonferenz | konferenz | besprechung | visite | doktorarbeit"
        "| vorlesung | sicherheitsabstand | dokumentation | messung | auswertung | eingriff"
        "| vergleich",
    ),
    "French": _made(
        "pour | avant | en vue de",
        "le | la | l | les | ma | mon | notre | cette |",
        "bloc | chirurgie | opération | intervention | planification | planification chirurgicale | planning | rapport"
        "| compte rendu | cr | étude | réunion | rcp | staff | volumétrie | radiothérapie | dosimétrie | présentation"
        "| thèse | résection | dossier | consultation | mesure | publication"
        "| marge de sécurité",
        "| de demain | de midi | de ce soir",
    ),
    "Spanish": _made(
        "para | antes de | antes del",
        "el | la | los | las | mi | nuestro | esta |",
        "cirugía | operación | intervención | planificación | planificación quirúrgica | planeación | informe"
        "| reporte | estudio | sesión | comité | comité de tumores | volumetría | radioterapia | dosimetría"
        "| presentación | tesis | resección | historia | consulta | medición"
        "| publicación | quirófano",
        "| de mañana | de hoy",
    ),
    "Portuguese": _made(
        "para | pra | antes de | antes da",
        "o | a | os | as | meu | minha | nosso | esta |",
        "cirurgia | operação | intervenção | planejamento | planeamento | planejamento cirúrgico | laudo"
        "| planeamento cirúrgico | relatório | estudo | reunião | volumetria | radioterapia | dosimetria"
        "| apresentação | tese | ressecção | prontuário | consulta"
        "| medição | publicação | bloco",
        "| de amanhã | de hoje",
    ),
}
"""By language: the work that something is wanted for, wherever it is said."""

REFUSALS = {
    "German": (
        *_made("auf", "gar |", "keinen", "fall"),
        *_made("unter", "keinen", "umständen"),
        *_made("keinesfalls | keineswegs"),
        *_made("das | es", "ist | sind", "nicht"),
        *_made("ich", "möchte | will | wollte | würde", "nicht", ",", "dass", "sie | du | man"),
        *_made("du | sie", "musst | müssen | brauchst | brauchen | darfst | dürfen | sollst | sollen", "nicht |"),
        *_made("es", "ist", "nicht", "nötig | notwendig | erforderlich", ", |", "dass sie | dass du |"),
        *_made("ich", "habe | hab", "nie | nicht | niemals", "gesagt", ",", "dass", "sie | du"),
    ),
    "French": (
        *_made("en aucun cas | sous aucun prétexte | à aucun moment | surtout pas"),
        *_made("je", "ne", "veux | voudrais | souhaite", "pas", "que", "tu | vous | l on | on"),
        *_made("ce", "n est | ne sont", "pas"),
        *_made("il", "n", "est", "pas", "nécessaire | utile | question | besoin", "de | d | que vous | que tu"),
        *_made("ce", "n", "est", "pas", "la peine | nécessaire | utile", "de | d"),
        *_made("inutile | pas besoin | pas la peine", "de | d"),
        *_made("faut | il faut | il ne faut", "pas"),
        *_made("j ai", "jamais", "dit | demandé", "de | d"),
        *_made("je", "n", "ai", "jamais", "dit | demandé", "de | d"),
        *_made("tu | vous", "n", "as | avez", "pas", "besoin", "de | d"),
    ),
    "Spanish": (
        *_made("bajo", "ningún", "concepto | motivo"),
        *_made("en ningún caso | de ninguna manera | de ningún modo | ni se te ocurra"),
        *_made("no", "es | son"),
        *_made("no", "quiero | quisiera | deseo | necesito", "que", "usted |"),
        *_made("no", "es | hace | hay", "necesario | falta | que | preciso", "que |"),
        *_made("no", "tienes | tiene | debes | debe", "que |"),
        *_made("yo |", "nunca", "dije | he dicho | pedí", "que"),
    ),
    "Portuguese": (
        *_made("de", "modo | forma | jeito | maneira", "nenhum | nenhuma | algum | alguma"),
        *_made("em caso algum | em hipótese alguma | sob nenhuma circunstância | nem pensar em"),
        *_made("não", "é | são", "| para"),
        *_made("não", "quero | queria | desejo | preciso", "que", "você | o senhor | a senhora |"),
        *_made("não", "é", "necessário | preciso", "que |"),
        *_made("não", "precisa | precisas | deve | deves", "de |"),
        *_made("eu |", "nunca", "disse | pedi", "para | que"),
    ),
}
"""By language: what refuses the clause after it."""
