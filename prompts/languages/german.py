"""German: its words for the shared rules."""

from __future__ import annotations

from typing import cast

from limis.commands import Direction, Side, Which
from limis.prompts.language import Figures, Language, Measures, Places
from limis.prompts.languages.german_names import NAMES
from limis.prompts.languages.tables import degrees, forms, meanings, phrase_lists, phrases, plain, units, words
from limis.prompts.languages.tongue import Nouns, Tongue

__all__ = ["GERMAN"]

_ONES = "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn"
_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"
_NTH = "erst zweit dritt viert fünft sechst siebt acht neunt zehnt"
_UNDER_TWENTY = {word: at for at, word in enumerate(plain(f"{_ONES} siebzehn achtzehn neunzehn").split())}
_WHOLE_TENS = {word: 10 * at for at, word in enumerate(plain(_TENS).split(), start=2)}

_UNDER_HUNDRED = (
    _UNDER_TWENTY
    | _WHOLE_TENS
    | {
        f"{'ein' if one == 1 else word}und{tens}": ten + one
        for tens, ten in _WHOLE_TENS.items()
        for word, one in _UNDER_TWENTY.items()
        if 0 < one < 10
    }
)
_HUNDREDS = {"": 1, "ein": 1} | {word: at for word, at in _UNDER_TWENTY.items() if 1 < at < 10}

_FIGURES = Figures(
    ones=_UNDER_TWENTY
    | {"zwo": 2, "zwoter": 2}
    | {word: at for word, at in _UNDER_HUNDRED.items() if at % 10 and at > 20}
    | {
        f"{hundreds}hundert{joint}{word}": 100 * hundred + at
        for hundreds, hundred in _HUNDREDS.items()
        for word, at in _UNDER_HUNDRED.items()
        for joint in ("", "und")
        if at
    }
    | {f"{hundreds}hundert": 100 * hundred for hundreds, hundred in _HUNDREDS.items() if hundreds},
    tens=_WHOLE_TENS,
    scales={"hundert": 100, "tausend": 1000},
    ordinals={
        f"{word}{end}": at for at, word in enumerate(plain(_NTH).split(), start=1) for end in ("e", "en", "er", "es")
    },
    fractions={"halfte": 0.5, "drittel": 1 / 3, "viertel": 0.25},
    counts={
        **dict.fromkeys(("einen halben", "ein halber", "ein halbes", "halben", "halber"), 0.5),
        **dict.fromkeys(("anderthalb", "eineinhalb"), 1.5),
        **dict.fromkeys(("ein paar", "paar"), 3),
        "zweieinhalb": 2.5,
    },
    articles=words("ein eine einen einem nen ne"),
    minus=words("minus"),
    point=words("komma"),
    join=words("und"),
)

_UNITS = units(
    """
mm: mm, millimeter, millimetern, milimeter
cm: cm, zentimeter, zentimetern, centimeter
voxel: voxel, voxeln, pixel, pixeln, px
percent: %, prozent
slice: schicht, schichten
"""
)
_DEGREES = degrees(
    """
slight: etwas, ein stück, ganz leicht, ganz wenig, n tick, ein bisschen, bisschen, ein wenig, wenig, ein klein wenig,
    ein kleines bisschen, ein kleines stück, ein stückchen, leicht, minimal, geringfügig, einen tick, einen hauch, ein
    ticken, einen ticken, ne spur, eine spur, nen tick, ein bissl, a bissl, bissl, a bisserl, ein bißchen, ein
    bisserl, bisserl, n bisschen, nur leicht
moderate: mäßig, einigermaßen, mittel
strong: viel, ganz stark, sehr stark, deutlich, stark, erheblich, sehr, weit, wesentlich, ordentlich, kräftig, ein
    ganzes stück, um einiges, sehr viel, ein gutes stück
"""
)
_PLAIN = meanings(
    """
left: links, linken, linke, linker, linkes
right: rechts, rechten, rechte, rechter, rechtes
superior: oben, aufwärts, kranial, cranial, kopfwärts, kranialwärts, rauf, hoch, superior
inferior: unten, abwärts, kaudal, caudal, fußwärts, kaudalwärts, runter, inferior
anterior: vorne, vorn, ventral, vorwärts, anterior
posterior: hinten, dorsal, rückwärts, posterior
medial: medial, innen, mittelwärts
lateral: lateral, außen, seitlich
center: mitte, zentral, zentrum
"""
)
_BOUND = meanings(
    """
superior: obere, oberen, oberer, oberes, kraniale, kranialen, kranialer
inferior: untere, unteren, unterer, unteres, kaudale, kaudalen, kaudaler
anterior: vordere, vorderen, vorderer, ventrale, ventralen
posterior: hintere, hinteren, hinterer, dorsale, dorsalen
medial: innere, inneren, innerer, mediale, medialen
lateral: äußere, äußeren, äußerer, laterale, lateralen
"""
)

_LANGUAGE = Language(
    figures=_FIGURES,
    measures=Measures(
        units=_UNITS,
        degrees=_DEGREES,
        before=phrases(
            """so etwa, noch so etwa, noch etwa, gut, knapp, noch gut, noch knapp, um gut, um knapp, um, etwa, ca,
            circa, ungefähr,
        nochmal um, nochmals um, noch, noch um, nochmal, weitere, rund"""
        ),
        after=phrases("mehr, weiter, oder so, ungefähr"),
        by=words("um"),
        one=frozenset(),
    ),
    places=Places(
        plain=cast("dict[str, Direction]", _PLAIN),
        bound=cast("dict[str, Direction]", _BOUND),
        nouns=words(
            """seite rand ende spitze pol hälfte teil bereich drittel kante anteil abschnitt stück zipfel ecke
            seiten hin kontur grenze"""
        ),
        edges=words("rand rändern ränder kante grenze"),
        prepositions=phrases(
            """nach, weiter nach, bis nach, bis, noch weiter nach, zu weit nach, in richtung, richtung, an, am, an
            der, an dem, auf,
            auf der, im, in der, zum, zur, von, gegen, bei, beim, weiter, ganz, da, hier, dort, da ganz, weiter unten"""
        ),
        fillers=words("der die das dem den ganz hier da"),
        joints=words("und ,"),
        frame=phrases("im bild, auf dem bild, des bildes, auf dem bildschirm, auf dem schirm, am bildschirm"),
        around=phrases("""überall, rundherum, ringsum, rundum, ringsherum, in alle richtungen, auf allen seiten"""),
    ),
    values={},
    phrases=phrase_lists(
        f"""
PRONOUN: nichts/es/das/dies/dieses/sie/ihn/sowas
    | s
    | die/den
THE: der/die/das/den/meine/meinen
ONE: option/variante/möglichkeit
STOP: abbrechen/abbruch/stoppen/anhalten/halt/stopp/stop | brich [bitte] ab | hör [bitte] auf | aufhören
YES: ja [,] mach | ja/jawohl/jawoll/jo/jep/jap/jepp
AGREE: bestätige/genau/richtig/stimmt/einverstanden/korrekt/passt/gerne/gern | (mach|mache|tu|machen
    sie) (das|es) [ruhig] | passt so | das passt [so] | (das|es) (stimmt/passt) | das ist
    (richtig|korrekt) | in ordnung | ganz genau | so ist es | natürlich | auf jeden fall
NAY: nein/nee/nö
NO: (nee|nein|nö) du | nein [,] nicht | nein/nee/nö/ne/falsch
NOTTHAT: das nicht | nicht das | so nicht | nicht so | lieber nicht | das ist (falsch|nicht richtig) | falsch
    | auf keinen fall | das stimmt nicht | stimmt nicht | das war falsch | doch nicht | nicht das da | das meinte ich
    nicht | lass [das|es|gut sein] |
    nein | auf gar keinen fall | bloß nicht
    | lass mal | lass [es] lieber [sein] | lassen wir [das|es] | besser nicht | lass lieber
HELP: hilfe | hilf | was (kann|darf|soll) ich (sagen|tun|machen|fragen) | was kannst du [alles] | (ich
    brauche|brauche) hilfe | wie funktioniert (das|es) | kannst du helfen | was können sie
    | ich weiß nicht [,] was ich sagen (kann|soll)
LIST: was haben wir [bisher] | was ist [schon/bisher] segmentiert | liste | zeig die liste
    | was haben wir (schon|denn|alles|bis [jetzt] [alles]|schon alles) | was ist [schon/bisher/alles] (da|fertig) |
    welche strukturen haben wir [schon/bisher]
    | was haben wir bis jetzt [alles]
RESET: zurücksetzen | alles zurücksetzen | noch einmal von vorne | nochmal von (vorn|vorne) | von
    (vorne|vorn) (anfangen|beginnen) | fang von (vorne|vorn) an | setz alles zurück | setze alles zurück | neu
    (anfangen|beginnen|starten) | alles auf anfang |
    [mach/mache/machen] [sie] (alles|alle änderungen|alle schritte) [wieder] rückgängig [machen] |
    (nimm|nehmen) [sie] alles [wieder] zurück | alles [wieder] zurücknehmen |
    (fangen|beginnen) wir [nochmal] von (vorne|vorn) an | neustart
UNDO: [wieder] (rückgängig|rückgaengig) [machen] | letzte änderung verwerfen |
    (nimm|nehmen) [sie] (das|es|den letzten schritt|die letzte änderung) [wieder] zurück | widerrufen/zurücknehmen |
    undo
TAKE: mach/mache/machen [sie] | macht
ASTEP: einen schritt | schritt
LAST: letzte/letzten/letztes/vorige/vorigen
STEPS: schritt/schritte/schritten/änderung/änderungen/aktion/aktionen/befehl/bearbeitung
TWICE: zweimal | zwei mal
REDO: wiederherstellen | (stell|stelle) (das|es) [wieder] her | wieder herstellen | redo
    | (stell|stelle|stellen) [sie] [wieder] (her|das her) | (stell|stelle) wieder her [,] was (ich|du|sie|wir)
    [gerade] rückgängig gemacht (habe|hab|hast|haben) | (mach|mache) das rückgängig [machen] rückgängig |
    das rückgängigmachen rückgängig [machen] | (hol|hole) (das|es) [wieder] zurück
AGAIN: nochmal/nochmals/wieder | noch einmal | noch mal | das gleiche nochmal | dasselbe nochmal | das gleiche noch
    einmal
REPEAT: {forms("wiederhol", "- e en")} [sie] | (mach|mache) (das|es) (nochmal|nochmals)
SAVE: {forms("speicher abspeicher exportier", "- e n en")} [sie] | sichern | speichere/exportiere |
    {forms("abspeicher", "- n e")}
    | (speicher|speichere) | (kannst|können) (du|sie) [so] (abspeichern|speichern)
    | (speicherst|sicherst) (du|sie)
MINE: (es|das|sie|ergebnis|maske|segmentierung|masken) [ab] | (das|die) (ergebnis|maske|segmentierung|masken)
    [ab] | ab
AS: als/im/in [ein/eine/einen]
OUTLINE: (mach|mache|machen|erstell|erstelle|erstellen) [sie] [ne/eine] (maske|kontur) (von|vom|für) |
    ({forms("segmentier konturier umrand umfahr umrande delineier", "- e en t")} |
    umrandest | segmentierst | abgrenzen | grenze | grenz | segment | segmentiern) [sie]
FIND: ({forms("zeichn such find lokalisier identifizier mal markier annotier", "e en et -")} |
    einzeichnen/nachzeichnen/finde/hervorheben |
    raussuchen/heraussuchen/anzeichnen/einkreisen) [sie]
APART: ein/an/ab/nach/raus/heraus/da/hier
WANT: (ich|wir) (brauche|brauch|brauchen|bräuchte|bräucht|bräuchten|möchte|möchten|will|wollen|benötige|benötigen)
    [gern/gerne] [auch] [noch] | (ich|wir) (hätte|hätt|hätten|würde|würd|würden|möchte|möchten) (gern|gerne|lieber)
    [auch] [noch] | [als nächstes] (brauche|brauch|brauchen|bräuchte|bräucht|bräuchten|möchte|möchten|benötige)
    [ich/wir] [gern/gerne] [auch] [noch] | (hätte|hätt|hätten|würde|würd|würden) (ich|wir) (gern|gerne) [auch] [noch]
    | gib/geben [sie] | als nächstes | noch | auch noch | es geht um | (weiter|machen wir weiter) (mit|bei) |
    kommen wir (zu|zur|zum) | ich (meinte|meine)
    | (hätten|hätte) (wir|ich) gern | (ich|wir) (bräuchte|bräuchten) [jetzt]
HAVE: haben/sehen/segmentiert/markiert/eingezeichnet/konturiert | (segmentiert|markiert|eingezeichnet|konturiert) haben
OUTLINING: [die/eine/erbitte] (segmentierung|segmentation|konturierung|umrandung|markierung|kontur) [von/vom]
WHERE: wo (ist|sind|liegt|liegen|sitzt|befindet sich|befinden sich) | wo finde ich
    | wo (ist|sind|liegt|liegen|sitzt) (hier|da|denn)
WHEREIS: wo
LIES: ist/sind/liegt/liegen
ALSO: auch/noch/dazu | auch noch
MUSTBE: (wäre|wär|wären) (gut|toll|schön|super|prima|nett|hilfreich) | (soll|muss|sollte|bitte) [noch/auch]
    (segmentiert|markiert|umrandet|konturiert) [werden]
NOTFORGET: vergiss nicht | nicht vergessen
CANCEL: annulliere/annullieren/storniere/verwirf
WITHOUT: ohne | außer | bis auf | ausgenommen | abzüglich
LEAVE: nimm/nehmen/lass/lassen/schneid/schneide/nehme [sie]
OUT: raus/heraus/weg/aus | wieder raus | da raus
LEAVEOUT: ausschließen/weglassen/rausnehmen/herausnehmen/auslassen/aussparen | schließ/schließe/spar/spare
FROM: aus/davon/ab/weg
INSIDE: gehört (dazu|auch dazu|mit dazu) | (mit rein|mit dazu)
    | gehört [auch/noch/schon] [auch/noch] (dazu|hier dazu|da dazu|mit dazu)
ADD: nimm [auch/noch] | mit
    | (nimm|nehmen) [sie] [noch]
TOO: dazu/hinzu/rein | mit rein | mit dazu | auch mit | mit auf
DELETE: lösch/lösche/löschen [sie] | löscht | verwerfen | verwirf
REMOVE: entfern/entferne/entfernen [sie]
ONLY: nur | ausschließlich
COMPONENT: komponente/teil/stück/region/insel/fleck/anteil/objekt
KEEP: behalten/behalte/behalt/übriglassen
    | (behalte|behalten|lass|lasse|lassen) [sie]
CLEAR: entfern/entferne/entfernen/lösch/lösche/löschen [sie]
    | wegmachen/wegnehmen/wegwerfen/wegputzen/lösch
SPECKS: [die | alle | alle die] [kleinen/kleine/einzelnen/losen] (inseln|inselchen|flecken|sprenkel|krümel|brösel |
    pünktchen|fragmente)
PART: (den|das|die|alles) [teil/stück/bereich/anteil] [da] | alles
MISSES: [es/da/hier/dort] (fehlt|fehlen) [da/hier/noch] [noch] | (du|sie) (hast|haben) [noch]
YOUHAVE: (du|sie) (hast|haben)
FORGOTTEN: vergessen/übersehen/ausgelassen
PIECE: [noch] (ein/das/die/der/etwas/bisschen/noch/eine) [kleines/ganzes]
    (stück/teil/bisschen/bereich/spitze/ecke/rand/rest/was/etwas/stückchen/zipfel) | etwas/was/stück/bisschen/einiges |
    noch (was/etwas) | ein bisschen [was]
MISSING: vergessen/übersehen/unvollständig | (ist|sind) (unvollständig|nicht vollständig)
NOTENOUGH: zu wenig | nicht genug | nicht weit genug | (ist|das ist|es ist) zu wenig | reicht nicht [aus]
GOESFAR: (muss|sollte|soll|müsste) [noch] [weiter] [gehen]
    | (muss|müssen|sollte|soll|müsste) [weiter]
SPILLS: (läuft|ragt|geht|leckt|schwappt|quillt|steht) [über] [aus] [drüber/hinaus/raus/heraus/über/überall] |
    (läuft|geht)
    aus
    | (läuft|geht|ragt|quillt) [s|es] (über|raus|hinaus|heraus|drüber)
OVER: aus/über/hinaus/raus/drüber
IS: ist/sind/wirkt/war/da | (ist|war) (es|da|hier|das) | (da|hier|es|das) (ist|war)
    | (hast|haben) (du|sie)
TOOMUCH: (viel|deutlich|erheblich|etwas) (zu viel|zuviel) | zu viel |
    zuviel | zu viel drin | zuviel drin | zu viel dabei | zu viel markiert | zu viel segmentiert
    | (zu viel|zuviel) (genommen|erwischt|gemacht|mitgenommen|eingezeichnet)
GOES: geht/gehst/reicht/ragt
TOOFAR: zu weit
FILL: {forms("füll schließ stopf", "- e en t")} [sie] | auffüllen
    | zumachen | zu machen | (mach|mache|machen) [sie] | dichtmachen | zuschließen | schließen
HOLES: [die/alle/das/diese/dieses/ein] (loch|löcher|lücken|lücke|löchern|hohlräume)
    | (das|die) (loch|löcher|lücke|lücken) da
INSIDEIT: in/innen/darin/drin/innerhalb
    | in der mitte | im inneren | drinnen
SMOOTH: {forms("glätt", "e en et")} [sie] | glatten | {forms("begradig", "- e en")}
BORDER: [den/die/das/der/seinen/ihren] (rand|ränder|kontur|konturen|kante|kanten|grenze|umriss|oberfläche|maske)
OF: von [der/dem/den] | der/des
SMOOTHER: glatter/runder/weicher/glätter/glatt
ROUGH: zackig/eckig/rau/ausgefranst/unruhig/gezackt/kantig/wellig | nicht glatt [genug] | zu zackig
TOO: zu | viel zu | etwas zu | ein bisschen zu | deutlich zu | noch zu
SMALL: klein/eng/schmal/dünn/kurz/knapp
BIG: groß/breit/dick/lang/großzügig
GROW: {forms("vergrößer erweiter verbreiter", "- n e")} [sie] | vergrössre/vergrößre/{forms("dehn", "- e en")} |
    {forms("wachs", "- e en")} | expandieren/expandiere/aufweiten/dilatieren/ausdehnen | lass {{it}} wachsen | wachsen
    lassen
    | {forms("verlänger", "- n e")} [sie]
MAKE: (mach/mache/machen/macht/gestalte) [sie] | (hätte|hätt) (ich|wir) (es|s) (gern|gerne) | (es|das|sie|die maske)
    (soll|sollte|muss|müsste|könnte)
BIGGER: [noch] größer/breiter/dicker/länger [machen/werden/sein]
SMALLER: [noch] kleiner/schmaler/enger/dünner/kürzer/schmäler/knapper [machen/werden/sein]
SIZE: [die/ihre/seine] größe
GIVE: gib [noch] | füge | plus
ADDED: mehr/dazu/drauf/hinzu/zusätzlich
LESSENED: weniger
SHOULD: (soll|sollte|muss|müsste) [ruhig] [noch]
ONTOP: dazu/drauf/hinzu/rand
TO: zu/an
SHRINK: {forms("verkleiner schmäler verschmäler verenger", "- n e")} [sie] | verkleinre |
    {forms("schrumpf", "- e en")} |
    {forms("reduzier", "- e en")} [sie] | erodieren/erodiere | {forms("verenge", "- n")}
TRIM: nimm/nehmen [sie] | wegnehmen/abnehmen/abtragen/wegschneiden
SHIFT: {forms("verschieb beweg rück", "- e en")} [sie] | schieb/schiebe/schieben
HIDE: blend/blende/blenden/ausblenden/verstecken/verstecke/versteck/verberge/verbergen [sie]
AWAY: aus/ein/an
SHOW: zeig/zeige/zeigen/anzeigen/einblenden/zeigst [sie]
    | (zeig|zeige|zeigen) [sie] [wieder]
SELECT: (zurück|wieder) zur/zum | arbeite an | wähle/wähl
    | (wechsle|wechsel|wechseln|geh|gehe|gehen) [sie] (zur|zum|zurück zur|zurück zum)
TELL: (was|wie groß|wie) ist | zeig | welchen | bestimm/bestimme | sag | wie hoch ist
DIAMETER: [der/den/dem] durchmesser
    | [der/den/dem] (maximale|maximalen|größte|größten|maximaler|größter) durchmesser | [max] durchmesser
VOLUME: [das] volumen
WHATVOLUME: (welches volumen|was für ein volumen) hat | wieviel (ml/milliliter) (hat|sind)
    | (wie viel|wieviel|wie viele) (ml|milliliter|kubikzentimeter) (hat|sind|ist|misst)
HOWBIG: wie groß (ist|sind) | wieviel ml (ist|hat|sind)
MEASURE: miss/messe/messen/vermiss/vermessen/ausmessen/vermesse [sie]
GOTO: geh/gehe/gehen/spring/springe [sie] [zu/zur/auf/in] | zu/zur/auf
    | (gehen|springen) wir [zu/zur/auf/in] | (zeig|zeige) [mir]
SLICE: schicht/schnitt/bild
NUMBER: nummer/nr
ALLOFIT: alles | alle
NEXT: [die/der/das] nächste/nächster/nächstes/nächsten (schicht|schnitt|bild) | (eine|ein) (schicht|schnitt|bild) weiter
PREVIOUS: [die/der/das] (vorherige|vorige|vorheriger|letzte) (schicht|schnitt|bild) | (eine|ein)
    (schicht|schnitt|bild) zurück
TAKING: nimm/nehmen/nehme/nehmt [sie]
BACKAGAIN: [wieder] zurück
OUTOF: (da|wieder|hier) [wieder] (raus|heraus|weg) | gehört [da] nicht (dazu|rein|hin)
SNEAKED: (mit drin|mit dabei) | ist [da/noch/auch/mit] (mit drin|drin|dabei|mit dabei|reingerutscht|mit reingerutscht) |
    hat sich (eingeschlichen|reingeschlichen)
    | ist (drin|dabei)
INTENSITY: [die/mittlere/durchschnittliche/den/der] [mittlere/mittleren/durchschnittliche/mittlerer]
    (dichte|intensität|hu|hounsfield werte|signalintensität|grauwerte|mittelwert)
AREA: [die/ihre/seine] (fläche|querschnittsfläche|oberfläche)
HOWMANY: wie viele | wieviele | anzahl [der]
THERE: (sind|gibt|haben) [es/wir/das] [da/hier/denn/insgesamt]
HALF: [aber] [nur] (halb so viel|halb so stark|die hälfte) | (halb so viel|halb so stark) [bitte]
EXTRA: mehr
MOREOF: noch
FORWARD: weiter/vor/vorwärts | nach (oben|vorne)
GOBACK: (geh|gehe|gehen) [sie/wir] zurück
GOON: (geh|gehe|gehen) [sie/wir] (weiter|vor)
RATHER: lieber/stattdessen | doch lieber
THEREIS: da (ist|sind) | hier (ist|sind)
    | da (ist|sind) [noch/auch]
OUTAGAIN: (das|die|der|sie|es) (muss|müssen|soll|sollte) [da/wieder] (raus|heraus|weg) | raus damit
REACH: gehen/reichen
AROUND: drumherum/außenherum/rundherum/daneben | drum herum | außen rum
    | da (drumherum|außenherum|rundherum|daneben)
AWAYWITH: weg/raus
    | können weg
DISPOSE: löschung
IN: in/im
CANGO: (die|sie|das) (können|müssen|sollen|dürfen|kann|muss) [alle/bitte] (weg|raus)
SWITCH: wechseln/umschalten/schalten/gehen/umstellen
KEEPONLY: (behalte|behalten|lass|lasse|lassen) nur
NOTPART: gehört [da] nicht (dazu|rein|hin)
HOWMANYML: wie viel ml | wie viele (ml|milliliter) sind das | wieviel ml sind das | wie viel milliliter
BYHALF: um die hälfte | auf die hälfte
GONE: weg
SHUT: zu
FIRST: erste/ersten | [allererste]
UPWARD: [weiter/höher] nach oben | höher | weiter oben | rauf
DOWNWARD: [weiter/tiefer] nach unten | tiefer | weiter unten | runter
ASLICE: eine schicht | einen schnitt | ein bild
JUMP: (geh|gehe|gehen|spring|springe|springen) [sie/wir] (zu|zur|auf)
"""
    ),
    rules=(),
    glue=words(", und aber bitte noch nur auch da hier"),
)

_SIDES = meanings(
    """
left: links, linke, linken, linker, linkes, linkem, linksseitig, linksseitige, linksseitigen, linksseitiger, auf der
    linken seite, auf der linken, li
right: rechts, rechte, rechten, rechter, rechtes, rechtem, rechtsseitig, rechtsseitige, rechtsseitigen, rechtsseitiger,
    auf der rechten seite, auf der rechten, re
both: beide, beiden, beider, beidseits, beidseitig, bds, beidseitige, beidseitigen, auf beiden seiten
opposite: andere, anderer, anderes, gegenüberliegende, gegenüberliegenden, kontralaterale, kontralateralen
"""
)
_WHICH = meanings(
    """
largest: größte, größten, größter, größtes
smallest: kleinste, kleinsten, kleinster, kleinstes
uppermost: oberste, obersten, oberster
lowermost: unterste, untersten, unterster
"""
)
_REFERENCES = meanings(
    """
active: es, sie, ihn, das, dies, dieses, diese, diesen, das da, die maske, maske, die segmentierung, segmentierung,
    die kontur, die aktuelle maske, die aktive maske, die struktur
all: alles, alle, alle masken, alle strukturen, alle organe, alle segmentierungen, das ganze
nothing: nichts
"""
)

GERMAN = Tongue(
    name="German",
    nouns=Nouns(
        names=NAMES,
        sides=cast("dict[str, Side]", _SIDES),
        which=cast("dict[str, Which]", _WHICH),
        determiners=words(
            "der die das den dem des ein eine einen einem einer eines diese dieser diesen dieses die meine"
        ),
        quantities=words("alle allen sämtliche sämtlichen jede jeden jeder jedes zwei drei"),
        modifiers=words("ganze ganzen ganzer ganzes gesamte gesamten gesamter gesamtes komplette kompletten"),
        references=_REFERENCES,
        links=phrases("der, des, von, von der, vom, in der, im, in, an der, am, bei"),
        lists=phrases("und, comma, sowie, plus, und auch, sowie auch, &"),
        glue=("", "n", "s", "en", "er"),
    ),
    language=_LANGUAGE,
    joints=phrases("und, comma, und dann, dann, danach, anschließend, sondern, aber, und danach, und jetzt, jetzt"),
    cuts=words("ohne außer"),
    noise=phrases(
        """wenn s geht, wenns geht, wenn es geht, wenn möglich, falls möglich, falls es geht, wenn s möglich ist,
        wenn es möglich ist, so gut es geht, mal eben, sicherheitshalber, wäre super, wär super, zur sicherheit, für
    alle fälle, bittschön, bittscheen, sagen wir, sagen wir mal, bitte, mal, doch, äh, ähm, öh, hm, also,
    eben, kurz, jetzt, nun, danke, bitteschön, dann, mir, uns, okay, ok, bitte mal, gut comma,
        scheiße, verdammt, verdammt noch mal, mist, verflixt, herrgott,
        so comma, hallo, hey, sag mal, sagen sie mal, limis, einmal kurz, gleich, eigentlich,
        bitte auch, dankeschön,
        entschuldigung, sorry, na ja, naja, ach, denn, schon, einfach, im augenhintergrund, am fundus, bitte einmal,
        auf diesem bild, in diesem ct,
        im ct, im mrt, auf dem bild, tja, halt mal, nur mal, vielen dank, alles klar, moin, guten morgen, super, schau
        mal, guck mal, kuck mal, schauen sie mal, pass auf comma,
        meine ich, um gottes willen, um himmels willen, danke dir, danke ihnen, prima, perfekt, sehr schön,
        wunderbar, klasse, passt comma, ok passt, okay passt, gut so comma, sieht gut aus comma,
        das sieht gut aus comma, sieht gut aus so comma, das ist gut so comma, in ordnung comma, mensch, mann comma,
        na los, los comma, komm comma, zum schluss, zum schluss noch, zuletzt, als letztes, als erstes, zuerst, erst,
        die ich meine, den ich meine, das ich meine, die ich will, den ich will, die ich brauche,
        gell, sei so lieb, sei so gut, seien sie so gut, seien sie so lieb, danke vielmals, merci, ups, oje, in ml,
        in milliliter, halt,
        alles gut comma, alles in ordnung comma, alles bestens comma, alles okay comma, alles ok comma, dann passt s,
        dann passt es, dann ist gut, dann ist es gut,
        so dann, merci vielmal, merci vielmals, hm nee, bei diesem patienten, in diesem fall, nur aus neugier,
        aus neugier, für diesen patienten, mal eben schnell, wenn du magst, wenn sie mögen,
        freundlicherweise, grad noch, grad, netterweise"""
    ),
    polite=phrases(
        """kannst du noch, könntest du noch, können sie noch, könnten sie noch, kannst du auch noch,
        könnten sie auch noch,
        kannst du, könntest du, können sie, könnten sie, würdest du, würden sie, können wir, könnten wir, kann ich,
        kannste, ich möchte, ich will, ich würde gern, ich würde gerne, ich hätte gern, wir müssen, du sollst, du musst,
        lass uns, sei so gut und, seien sie so gut und, wärst du so nett und, wollen wir, könnte man, kann man, können
    s, könnten s, einmal, würde gern,
        ich möchte dass du, magst du, sie können, du kannst, wir sollten, und, aber"""
    ),
    nots=words("nicht nie niemals"),
    ends=words("könnten könntest würden würdest wollten wolltest können kannst"),
    marks=words("zu"),
    stops=words("stopp stop"),
    idioms=phrases("""machs gut, mach es gut, mir die hand, die hand weg, die finger weg, alles klar,
        atemweg sichern, atemwege sichern, arterie sichern, vene sichern, gefäß sichern, gefäße sichern,
        nerv sichern,
        eine der beiden, einer der beiden, eines der beiden, eine von beiden, nur hier, sag mal"""),
    corrections=phrases(
        """nein, nee, nö, quatsch, ich meine, ich meinte, ach nein, halt nein, besser gesagt, vielmehr, doch lieber,
        nein doch, falsch, moment, ups,
        ich hab mich vertan, hab mich vertan, ich habe mich vertan"""
    ),
    apologies=phrases("sorry, entschuldigung, verzeihung, pardon"),
    wondering=phrases("brauche ich, brauch ich, brauchen wir"),
    merely=phrases("doch nur, nur, lieber nur, doch lieber, lieber, doch, reicht auch, eher"),
    beside_nots=words("noch gar bitte bloß ja doch"),
    infinitives=("en", "ern", "eln"),
    later=words("später nachher danach anschließend"),
    holding=phrases("moment, moment mal, halt mal, warte, warte mal, sekunde, augenblick, kurz warten, noch nicht"),
    sides_after=words("links rechts beidseits bds li re"),
    stiff=("ung", "ungen", "itis", "ert"),
    asking=words(
        "kannst könntest können könnten würdest würden magst kannste darf dürfte könnte machst machen bitte speicherst"
    ),
    copulas=phrases("das ist, es ist, das sind, es sind, sondern"),
    respell=(("ae", "a"), ("oe", "o"), ("ue", "u")),
)
"""German as the reader of commands knows it."""
