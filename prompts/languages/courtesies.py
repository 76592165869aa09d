"""Elaborate politeness and refusal in other languages: "hätten Sie die Güte", "en aucun cas"."""

from __future__ import annotations

from limis.prompts.languages.tables import made

__all__ = ["COURTESIES", "DISOWNED", "PURPOSES", "REFUSALS", "TAGS"]


COURTESIES = {
    "German": (
        *made("wären | würden", "sie", "so", "freundlich | nett | gut | lieb | liebenswürdig", "| sein", "| und | ,"),
        *made("wärst | würdest", "du", "so", "freundlich | nett | gut | lieb", "| sein", "| und | ,"),
        *made("ich", "wäre | bin", "ihnen | dir | euch |", "sehr |", "dankbar | verbunden", ",", "wenn", "sie | du"),
        *made("es | das", "wäre | ist", "sehr |", "nett | schön | gut | toll | freundlich", ",", "wenn", "sie | du"),
        *made("dürfte | darf | könnte", "ich", "sie | dich", "darum |", "bitten | ersuchen", "| ,"),
        *made("ich", "bitte", "sie | dich", "| darum", ","),
        *made("hätten", "sie", "die", "güte | freundlichkeit", ","),
        *made("wäre | ist", "es", "möglich | denkbar", ","),
        *made("es | mir", "scheint", "mir | es |", ",", "dass | als ob"),
        *made("ich", "glaube | finde | denke | meine", ",", "dass |"),
        *made("leider | bedauerlicherweise"),
    ),
    "French": (
        *made(
            "auriez vous | aurais tu | ayez | aie", "l | la", "amabilité | obligeance | gentillesse | bonté", "de | d"
        ),
        *made("je", "vous | te", "serais", "très |", "reconnaissant | reconnaissante | obligé", "de", "bien vouloir |"),
        *made("je", "vous | te", "prie | prierais | demanderais | demande", "de", "bien vouloir |"),
        *made("pourrais je | puis je", "vous", "demander | prier", "de", "bien vouloir |"),
        *made("auriez vous", "la", "possibilité", "de"),
        *made("seriez vous | serais tu", "assez |", "aimable | gentil", "pour | de"),
        *made("j aimerais | je souhaiterais | je voudrais | j apprécierais", "que", "vous | tu"),
        *made("il me semble | je crois | je pense | je trouve", "que | qu"),
    ),
    "Spanish": (
        *made("sería | fuera | es", "usted |", "tan |", "amable | gentil | bueno", "de | como para"),
        *made("tendría | podría tener | tenga | ten", "usted |", "la", "bondad | amabilidad | gentileza", "de"),
        *made("podría | puede | podrías", "usted |", "hacerme | hacer", "el", "favor", "de"),
        *made("le | te", "agradecería | agradezco | pido | rogaría | ruego", "que"),
        *made("me gustaría | quisiera | desearía", "que", "usted |"),
        *made("me parece | creo | pienso | diría", "que"),
    ),
    "Portuguese": (
        *made("poderia | pode | podia", "me |", "fazer", "o | a", "favor | gentileza | obséquio", "de"),
        *made("teria | poderia ter | tenha", "a", "bondade | gentileza | amabilidade", "de"),
        *made("seria", "tão |", "amável | gentil", "de | a ponto de"),
        *made("eu |", "agradeceria | agradecia | pedia | pediria", "que | se | para"),
        *made("importa se | importava se | se importa | se importaria", "de"),
        *made("parece me | acho | creio | penso | me parece", "que"),
    ),
}
"""By language: what elaborate politeness, or a careful opinion, puts before a clause."""

PURPOSES = {
    "German": made(
        "für | zur | zum | wegen | vor",
        "die | den | das | der | dem | unsere | unseren | meinen | meine |",
        "op | ops | operation | operationsplanung | op planung | planung | resektion | bestrahlung | strahlentherapie"
        "| bestrahlungsplanung | therapieplanung | befund | befundung | bericht | arztbrief | brief | volumetrie"
        "| studie | präsentation | tumorboard | tumorkonferenz | konferenz | besprechung | visite | doktorarbeit"
        "| vorlesung | sicherheitsabstand | dokumentation | messung | auswertung | eingriff"
        "| vergleich",
    ),
    "French": made(
        "pour | avant | en vue de",
        "le | la | l | les | ma | mon | notre | cette |",
        "bloc | chirurgie | opération | intervention | planification | planification chirurgicale | planning | rapport"
        "| compte rendu | cr | étude | réunion | rcp | staff | volumétrie | radiothérapie | dosimétrie | présentation"
        "| thèse | résection | dossier | consultation | mesure | publication"
        "| marge de sécurité",
        "| de demain | de midi | de ce soir",
    ),
    "Spanish": made(
        "para | antes de | antes del",
        "el | la | los | las | mi | nuestro | esta |",
        "cirugía | operación | intervención | planificación | planificación quirúrgica | planeación | informe"
        "| reporte | estudio | sesión | comité | comité de tumores | volumetría | radioterapia | dosimetría"
        "| presentación | tesis | resección | historia | consulta | medición"
        "| publicación | quirófano",
        "| de mañana | de hoy",
    ),
    "Portuguese": made(
        "para | pra | pro | antes de | antes da | antes do",
        "o | a | os | as | meu | minha | nosso | esta |",
        "cirurgia | operação | intervenção | planejamento | planeamento | planejamento cirúrgico | laudo"
        "| planeamento cirúrgico | relatório | estudo | reunião | volumetria | radioterapia | dosimetria"
        "| apresentação | tese | ressecção | prontuário | consulta"
        "| medição | publicação | bloco",
        "| de amanhã | de hoje",
    ),
}
"""By language: the work that something is wanted for, wherever it is said."""

TAGS = {
    "German": made("ja | gell | ne | okay | ok | gut | verstanden | bitte"),
    "French": made("hein | ok | okay | d accord | oui | tu veux bien | vous voulez bien | s il te plaît"),
    "Spanish": made("vale | sí | eh | ok | okay | sale | de acuerdo | puede ser | ya | te parece"),
    "Portuguese": made("tá | tá bom | tá bem | né | ok | okay | sim | certo | viu | pode ser | está bem | beleza"),
}
"""By language: what asks for assent at the end of a request: "…, vale?"."""

DISOWNED = {
    "German": (
        *made("niemand", "hat", "gesagt | verlangt", "|, | , dass | dass | du sollst"),
        *made(
            "ich | wir",
            "habe | hab | haben",
            "dir | ihnen | dich | sie |",
            "doch |",
            "nie | niemals | nicht | gar nicht | überhaupt nicht",
            "gesagt | gemeint | gebeten | verlangt | gewollt",
            "|, | , dass | dass",
        ),
        *made("ich | wir", "habe | hab | haben", "doch |", "gar | überhaupt", "nichts | nicht", "von | vom"),
    ),
    "French": (
        *made("mais |", "je t ai | je vous ai", "pas | jamais", "dit | demandé | parlé", "de | d | que | qu"),
        *made("personne", "ne |", "t a | vous a | a", "dit | demandé", "de | d | que | qu"),
        *made(
            "je | on",
            "n | ne t | ne vous |",
            "ai | a",
            "pas | jamais",
            "dit | demandé | parlé | voulu",
            "de | d | que | qu",
        ),
        *made("j", "ai", "pas | jamais", "dit | demandé | parlé | voulu", "de | d | que | qu"),
        *made("je ne t ai | je ne vous ai", "pas | jamais", "dit | demandé | parlé", "de | d | que | qu"),
    ),
    "Spanish": (
        *made("nadie", "te | le |", "pidió | dijo | ha pedido | ha dicho | mandó", "que"),
        *made(
            "yo |",
            "no | nunca | jamás",
            "te | le |",
            "dije | he dicho | pedí | he pedido | mandé | ordené",
            "que | nada de",
        ),
    ),
    "Portuguese": (
        *made("ninguém", "te | lhe |", "pediu | disse | mandou | falou", "que | para | pra |"),
        *made(
            "eu |",
            "não | nunca | jamais",
            "te | lhe |",
            "disse | falei | pedi | mandei",
            "que | para | pra | nada de |",
        ),
    ),
}
"""By language: what says that something was never asked for, whatever it was."""

REFUSALS = {
    "German": (
        *made("auf", "gar |", "keinen", "fall"),
        *made("unter", "keinen", "umständen"),
        *made("keinesfalls | keineswegs"),
        *made("das | es", "ist | sind", "nicht"),
        *made("ich", "möchte | will | wollte | würde", "nicht", ",", "dass", "sie | du | man"),
        *made("du | sie", "musst | müssen | brauchst | brauchen | darfst | dürfen | sollst | sollen", "nicht |"),
        *made("es", "ist", "nicht", "nötig | notwendig | erforderlich", ", |", "dass sie | dass du |"),
        *made("ich", "habe | hab", "nie | nicht | niemals", "gesagt", ",", "dass", "sie | du"),
    ),
    "French": (
        *made("en aucun cas | sous aucun prétexte | à aucun moment | surtout pas"),
        *made("je", "ne", "veux | voudrais | souhaite", "pas", "que", "tu | vous | l on | on"),
        *made("ce", "n est | ne sont", "pas"),
        *made("il", "n", "est", "pas", "nécessaire | utile | question | besoin", "de | d | que vous | que tu"),
        *made("ce", "n", "est", "pas", "la peine | nécessaire | utile", "de | d"),
        *made("inutile | pas besoin | pas la peine", "de | d"),
        *made("faut | il faut | il ne faut", "pas"),
        *made("j ai", "jamais", "dit | demandé", "de | d"),
        *made("je", "n", "ai", "jamais", "dit | demandé", "de | d"),
        *made("tu | vous", "n", "as | avez", "pas", "besoin", "de | d"),
    ),
    "Spanish": (
        *made("bajo", "ningún", "concepto | motivo"),
        *made("en ningún caso | de ninguna manera | de ningún modo | ni se te ocurra"),
        *made("no", "es | son"),
        *made("no", "quiero | quisiera | deseo | necesito", "que", "usted |"),
        *made("no", "es | hace | hay", "necesario | falta | que | preciso", "que |"),
        *made("no", "tienes | tiene | debes | debe", "que |"),
        *made("yo |", "nunca", "dije | he dicho | pedí", "que"),
    ),
    "Portuguese": (
        *made("de", "modo | forma | jeito | maneira", "nenhum | nenhuma | algum | alguma"),
        *made("em caso algum | em hipótese alguma | sob nenhuma circunstância | nem pensar em"),
        *made("não", "é | são", "| para | pra"),
        *made("não", "quero | queria | desejo | preciso", "que", "você | o senhor | a senhora |"),
        *made("não", "é", "necessário | preciso", "que |"),
        *made("não", "precisa | precisas | deve | deves", "de |"),
        *made("eu |", "nunca", "disse | pedi", "para | que"),
    ),
}
"""By language: what refuses the clause after it."""
