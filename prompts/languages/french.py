"""French: its words for the shared rules."""

from __future__ import annotations

from typing import cast

from limis.commands import Direction, Side, Which
from limis.prompts.language import Figures, Language, Measures, Places
from limis.prompts.languages.french_names import NAMES
from limis.prompts.languages.tables import degrees, forms, meanings, phrase_lists, phrases, plain, units, words
from limis.prompts.languages.tongue import Nouns, Tongue

__all__ = ["FRENCH"]

_ONES = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
_TENS = "vingt trente quarante cinquante soixante"
_NTH = "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième"
_SCORES = {"soixante": 60, "quatre vingt": 80}
_EARLY = {word: at for at, word in enumerate(plain(_ONES).split()) if at}
_LATE = {"sept": 7, "huit": 8, "neuf": 9}

_LANGUAGE = Language(
    figures=Figures(
        ones={word: at for at, word in enumerate(plain(_ONES).split())},
        tens={word: 10 * at for at, word in enumerate(_TENS.split(), start=2)}
        | {"septante": 70, "huitante": 80, "octante": 80, "nonante": 90},
        scales={"cent": 100, "mille": 1000},
        ordinals={word: at for at, word in enumerate(plain(_NTH).split(), start=1)}
        | {"premiere": 1, "second": 2, "seconde": 2},
        fractions={"moitie": 0.5, "tiers": 1 / 3, "quart": 0.25},
        counts={
            **dict.fromkeys(("un demi", "une demi", "demi"), 0.5),
            **dict.fromkeys(("quelques",), 3),
            "dix sept": 17,
            "dix huit": 18,
            "dix neuf": 19,
            "soixante dix": 70,
            **{f"{tens} dix {one}": ten + 10 + at for tens, ten in _SCORES.items() for one, at in _LATE.items()},
            **{
                f"{tens} {joint}{one}": ten + at
                for tens, ten in _SCORES.items()
                for one, at in _EARLY.items()
                for joint in ("", "et ")
            },
            "quatre vingt": 80,
            "quatre vingts": 80,
        },
        articles=words("un une"),
        minus=words("moins minus"),
        point=words("virgule"),
        join=words("et"),
    ),
    measures=Measures(
        units=units(
            """
mm: mm, millimetre, millimetres, milimetre, milimetres
cm: cm, centimetre, centimetres
voxel: voxel, voxels, pixel, pixels, px
percent: %, pourcent, pour cent, pourcents
slice: coupe, coupes
"""
        ),
        degrees=degrees(
            """
slight: un peu, légèrement, un petit peu, un tout petit peu, un chouia, un poil, un tantinet, à peine, peu, un brin,
    très légèrement, un soupçon
moderate: modérément, moyennement
strong: beaucoup, nettement, fortement, très, bien, largement, considérablement, franchement, énormément
"""
        ),
        before=phrases("de, d, environ, encore, à peu près, encore de, d environ, encore d"),
        after=phrases("de plus, environ, plus, à peu près, en plus, supplémentaires, encore"),
        by=words("de"),
        one=frozenset(),
    ),
    places=Places(
        plain=cast(
            "dict[str, Direction]",
            meanings(
                """
left: gauche
right: droite, droit
superior: haut, dessus, supérieur, supérieure, supérieurement, crânial, crâniale, tête, sommet
inferior: bas, dessous, inférieur, inférieure, inférieurement, caudal, caudale, pieds
anterior: avant, devant, antérieur, antérieure, ventral, ventrale
posterior: arrière, derrière, postérieur, postérieure, dorsal, dorsale
medial: médial, médiale, intérieur, interne, dedans, médialement
lateral: latéral, latérale, extérieur, externe, dehors, latéralement
center: centre, milieu
"""
            ),
        ),
        bound={},
        nouns=words("du de la"),
        edges=words("bord bords contour contours"),
        prepositions=phrases(
            """en, à, à la, au, aux, vers, vers le, vers la, sur, sur la, sur le, dans, du côté, du coté, côté, par,
            plus vers,
            au niveau, dans la, de, du, plus à, plus en, tout en, tout à, là, là en, trop vers, trop à, trop en, le
            plus,
            encore vers, plus loin vers, un peu vers, jusqu à, jusqu en, ici en, ici à, sur le côté, le long du, par
            le"""
        ),
        fillers=words("le la les l du de d bord partie côté pôle extrémité moitié pointe région zone tout toute"),
        joints=words("et ,"),
        within=phrases("à, à la, en, sur la, sur le, du côté, du coté, côté, vers la, vers le"),
        frame=phrases("de l image, sur l image, de l écran, sur l écran, dans l image, à l écran"),
        around=phrases(
            """partout, tout autour, de tous les côtés, dans toutes les directions, autour, des deux côtés"""
        ),
    ),
    values={},
    phrases=phrase_lists(
        f"""
PRONOUN: rien/ça/cela/ceci/le/la/les/l
THE: le/la/l/les/ma/mes/ta/mon/ton
ONE: option/choix/un
STOP: stop/stopper/stoppe | (arrête/arrêtez/arrêter/stoppez) [ça/tout/là] | on arrête [tout] | halte
YES: oui/ouais/ouaip/si | mais oui | oui oui
AGREE: exactement/exact/correct/accord/confirme/confirmer/oui | d accord | c est (ça|bon|juste|correct|exact) |
    vas y | allez y | bien sûr | tout à fait | je confirme | ça marche | fais le | faites le | absolument
    | c est bon vas y | allons y | oui vas y | parfait
NAY: non
NO: non | mais non | non non
    | nan
NOTTHAT: laisse/laissez | pas (ça|celui là|celle là|du tout|comme ça|maintenant|encore) | surtout pas | ce n est pas
    (ça|bon|correct) | c est (faux|pas ça|pas bon|incorrect) | faux | laisse tomber | laissez tomber | non
    | laisse comme (ça|c est) | n y touche pas | (n en fais|ne fais) rien
HELP: aide | à l aide | aide moi | aidez moi | que (puis je|peux tu|pouvez vous) (dire|faire) | qu est ce que (je
    peux|tu peux|vous pouvez) (dire|faire) | comment ça marche | j ai besoin d aide | besoin d aide | au secours | tu
    peux
    m aider | peux tu m aider | pouvez vous m aider | aide
    | (je ne sais|je sais) pas (quoi dire|quoi faire|quoi demander)
LIST: qu est ce qu on a [jusqu ici] | liste | montre la liste
    | (qu est ce qu on a|on a quoi|qu a t on|on en est où|où en est on) [jusqu] [ici/à] [présent/maintenant]
RESET: (recommence|recommencer|recommencez|recommençons|reprends|repars|repartons|repartir|on recommence|on reprend|on
    repart) [tout]
    (à zéro|de zéro|depuis zéro|du début|depuis le début|au début) | (réinitialise|réinitialiser|réinitialisez) [tout]
    | (remets|remettre|remettez)
    tout à zéro | remise à zéro | tout (annuler|défaire) | (annule|annulez|annuler|défais|défaites|défaire)
    (tout|toutes les (modifications|actions|étapes)|tous les changements) |
    tout recommencer | recommence tout | on recommence tout | efface tout et recommence
    | (on|tu) (recommence|reprend|repart) [tout] (à zéro|de zéro|du début|depuis le début) | tout à zéro
UNDO: (défais|annule) ce que (tu viens|vous venez) de faire | ({forms("annul", "e ez er es")}) |
    défais/défaire/défaites | reviens en arrière | revenir en arrière | retour en arrière | revenez en arrière |
    reviens d un pas en arrière | (reviens|revenir|revenez|retour) à l étape précédente
TAKE: fais/faites
LAST: dernière/dernier/dernières/derniers/précédente/précédent
RETURN: reviens/revenez/revenir/retourne/retournez/remonte
ASTEP: d un (pas|cran) | une étape | un (pas|cran)
STEPS: pas/crans/action/actions/modification/modifications/étape/étapes/changement/changements/commande |
    opération/opérations
TWICE: deux fois
REDO: (refais|rétablis|remets) ce que (j ai|tu as|vous avez) annulé |
    rétablir/rétablis/rétablissez/refaire/refais/refaites/restaure/restaurer | remets le | remets la
    | (refais|refaites|rétablis|rétablissez|remets|remettez) ce que (je viens|tu viens|vous venez|on vient)
    (d annuler|de défaire) | (refais|rétablis) ce que (j ai|tu as|on a) (défait|annulé)
AGAIN: encore | encore une fois | une fois de plus | de nouveau | à nouveau | pareil | la même chose | encore un coup
REPEAT: {forms("répèt répét", "e ez er")}
SAVE: {forms("enregistr sauvegard export", "e ez er es")}
    | {forms("sauvegard enregistr", "ons")} | on (enregistre|sauvegarde|exporte)
MINE: le/la/les/ça/l/résultat/masque | (le|la|les) (résultat|masque|masques|segmentation|résultats)
AS: en/comme/au [un/format] [format]
OUTLINE: (fais|faites|dessine|crée) un masque (de|du|pour|d) | [tu/vous]
    {forms("segment contour délimit détour annot délin", "e ez er es ons iez")} |
    (fais|faites|faire) (le contour|la segmentation) de/du/des/d |
    {forms("étiquet", "ez er")}
FIND: {forms("entour trouv localis identifi repèr repér marqu trac cherch surlign soulign isol dessin", "e ez er es")}
APART: là/ici
DO: [tu] (fais|faites|faire)
OUTLINING: [la/une/le/un] (segmentation|contourage|délimitation|détourage|contour)
WANT: (je|on|nous) (veux|voudrais|voudrait|voudrions|aimerais|aimerait|aimerions|veut|voulons|souhaite|souhaiterais) |
    (j|on|nous) (aurais|aurait|aurions|avons) besoin (de|du|des|d) |
    je voulais dire | je (parlais|parle) (de|du|des|d) | il (me|nous) (faut|faudrait) | il
    (faut|faudrait) |
    j aimerais | (j|on) (ai|a) besoin (de|du|des|d) | donne/donnez | j ai besoin (de|du|des|d) | passons
    (à|au|aux) | passe (à|au|aux)
HAVE: avoir/voir/segmenter
WHERE: (il|elle) est où | (ils|elles) sont où | où (est|sont|se trouve|se trouvent) | où est ce qu est | où (il|elle)
    est
LIES: est/sont | se (trouve|trouvent)
WHEREIS: où [est/sont] | où se (trouve|trouvent)
ALSO: aussi | également | en plus
MUSTBE: (serait|seraient) (utile|utiles|parfait|super) | (doit|doivent) être
    (segmenté|segmentée|segmentés|segmentées|contouré|délimité) | à (segmenter|contourer|délimiter|détourer|entourer)
NOTFORGET: n oublie pas | n oubliez pas
WITHOUT: sans | sauf | excepté | à part | hormis | à l exception (de|du|des) | mais sans | mais pas | hors
LEAVE: {forms("enlèv enlev retir ôt", "e ez er")} | sors/sortez | laisse/laissez/mets
OUT: (de là|de côté|du masque|de la segmentation|de ça|dehors|de dedans)
LEAVEOUT: exclus/excluez/exclure/omets/omettre/omettez/exclue
FROM: de là | du masque | de la segmentation | de ce masque
    | du contour | de la segmentation
INSIDE: partie | (fait partie [du masque|de ça]) | en fait partie | y appartient
ADD: {forms("ajout inclu", "e ez er")} | inclus/incluez/inclure
    | {forms("rajout", "e ez er")}
    | il faut (l|la|le) (inclure|ajouter|rajouter)
TOO: aussi/également | au masque | dedans
    | tout/toute/tous/toutes
DELETE: {forms("supprim effac", "e ez er es")}
REMOVE: {forms("enlèv enlev retir", "e ez er")}
ONLY: seulement/uniquement/juste | rien que | que
    | (ne|n) (garde|gardez|garder|conserve|conservez|laisse|laissez|prends|prenez) que | (ne|n)
    (garde|gardez|conserve|conservez) plus que
COMPONENT: composante/morceau/partie/région/composant/îlot/pièce
KEEP: {forms("gard conserv", "e ez er")}
    | (ne|n) (garde|gardez|garder|conserve|conservez|laisse|laissez|prends|prenez) que | laisse/laissez
CLEAR: {forms("enlèv enlev retir supprim effac nettoi nettoy", "e ez er")}
    | vire/virez/virer
SPECKS: (les|tous les) [petits] (îlots|débris|fragments|taches|pixels|bouts) [isolés/parasites/perdus] | les petites
    taches
    | (les|tous les) [petits/petites] (îlots|débris|fragments|taches|bouts) qui (traînent|restent|dépassent|flottent)
PART: (la partie | le morceau | le bout | ce qui dépasse | ce qui est | tout ce qui est)
MISSES: [il/y] [en] manque [encore] | il en manque | il y manque | (tu|vous) (as|avez) (oublié|raté|manqué)
    | t as (oublié|raté|manqué)
PIECE: [encore] [un/une/le/la/l] [petit/petite/tout] (bout|morceau|partie|peu|coin|extrémité|pointe|pôle|quelque
    chose|truc) | encore | (un
    bout|la fin|le reste|une partie) | des (bouts|morceaux)
MISSING: [c est] (incomplet|manquant|incomplète|oublié) | ça manque | ça ne va pas assez loin
NOTENOUGH: pas assez [loin] | trop peu | ce n est pas assez | [ça] ne va pas assez loin | il n y en a pas assez
GOESFAR: (doit|devrait) aller [plus] [loin]
    | (doit|devrait|devraient) (monter|descendre|aller|s étendre) [plus]
SPILLS: déborde/débordes/débordent/dépasse/dépassent/fuit/fuis/déborder | (tu|vous) (débordes|débordez) | ça
    (déborde|dépasse|fuit) | il y a
    (un débordement|une fuite)
    | (là|ici) ça (déborde|dépasse|fuit)
OVER: trop
IS: est/sont/semble/paraît | c est | il est | elle est | il y (a|en a) | ça c est | y en a
TOOMUCH: trop | en trop | de trop | trop de (choses|tissu|matière) | trop pris
GOES: va/vas/vont/dépasse/descend/monte | ça va | (tu|il) vas
    | (tu es|vous êtes|t es) allé | c est allé
TOOFAR: trop loin | trop
FILL: {forms("rempl", "is issez ir")} | {forms("bouch combl ferm", "e ez er")}
HOLES: (les|le|ces|des|tous les|ce) (trou|trous|lacune|lacunes|vides|trous restants)
    | (les|le|ces) (trou|trous) (restants|qui restent|qui reste)
INSIDEIT: dans/dedans | à l intérieur | à l intérieur de
    | au milieu | au centre
SMOOTH: {forms("liss adouc régularis", "e ez er")} | adoucis/adoucir/adoucissez | lissage
BORDER: [le/les/la] (contour|contours|bord|bords|surface|limite|limites|frontière|masque)
    | ses (bords|contours)
OF: de/du/des/d | de (la|l)
SMOOTHER: lisse/lisses/régulier | plus (lisse|lisses|régulier|rond|doux)
ROUGH: irrégulier/dentelé/rugueux/crénelé/irréguliers/dentelés | en escalier
TOO: trop | beaucoup trop | un peu trop | bien trop | encore trop
SMALL: petit/petite/petits/étroit/étroite/mince/court/serré/fin
BIG: grand/grande/grands/gros/grosse/large/épais/long/généreux
GROW: {forms("élarg agrand élarg épaiss grand", "is issez ir i it")} |
    {forms("augment dilat gonfl étend", "e ez er es")} | étends/étendez/étendre
SHOULD: (doit|devrait|doivent|devraient) être | que (ce|il|elle|le masque) soit
ADDED: de plus | en plus | supplémentaires/encore
LESSENED: de moins | en moins
MAKE: (rends|rendez|rendre|fais|faites|faire|mets|mettez|laisse) | (il|elle|ça|le masque) (doit|devrait) être
BIGGER: plus (grand|grande|gros|grosse|large|épais|grands|étendu)
SMALLER: plus (petit|petite|étroit|étroite|mince|fin|serré|petits) | moins (grand|gros|large|grande|grosse)
SIZE: (la|sa) taille
PUT: mets/mettez/mettre
TAKEOFF: enlève/enlevez
GIVE: {forms("ajout rajout", "e ez er")}
ONTOP: [de] [marge/plus] | autour
TO: au/à/autour
SHRINK: {forms("rédu", "is isez ire it")} | rapetisse/rapetisser | {forms("rétréc rétréc aminc", "is issez ir")} |
    {forms("diminu érod resserr", "e ez er es")} | réduis/réduire/réduisez
TRIM: {forms("enlèv enlev retir rogn", "e ez er")}
SHIFT: {forms("déplac boug décal translat", "e ez er es")}
HIDE: {forms("cach masqu", "e ez er es")}
AWAY: là/ici
SHOW: {forms("montr affich", "e ez er es")} | (fais|faites) voir | montres
    | {forms("remontr réaffich", "e ez er")} | je (veux|voudrais) (voir|revoir)
SELECT: (retourne|reviens|retour) (à|au|aux) | {forms("sélectionn", "e ez er")}
TELL: (quel|quelle) est | donne/donnez | calcule/calculez/calculer | dis | c est quoi | combien fait
    | tu (donnes|dis) | dites/donne/donnez
DIAMETER: (le|son) diamètre | diamètre
    | [le/son] diamètre (maximal|max|maximum|le plus grand) | [le] plus grand diamètre
VOLUME: (le|son) volume | volume
WHATVOLUME: quel volume (a|fait) | combien de (ml|millilitres) (fait|mesure|dans)
HOWBIG: (quelle|quel) (taille|volume) (fait|a) | combien (mesure|fait) | quelle est la taille (de|du|des|d)
MEASURE: {forms("mesur", "e ez er")}
GOTO: va/allez/aller/passe/passez/passer [à/sur/au] | à
    | on (va|passe) [à/sur/au] | (mets|mettez) toi [à/sur] | (saute|sautez) [à/jusqu/sur]
    | (amène|emmène|amenez|emmenez) [à/sur] [la]
SLICE: [la/l] (coupe|image|tranche)
NUMBER: numéro/n/no
ALLOFIT: tout | tous
NEXT: [la] (coupe|image|tranche) suivante | (avance|avancez) d une (coupe|image)
    | [la] suivante
PREVIOUS: [la] (coupe|image|tranche) précédente | (recule|reculez) d une (coupe|image)
    | [la] précédente
INTENSITY: [la/l/son] (densité|intensité|valeur|signal) [moyenne/moyen] | [les] uh [moyens] | [la] moyenne
AREA: [la/sa] (surface|aire)
HOWMANY: combien (de|d) | [le] nombre (de|d)
THERE: y a t il | (on|il) (a|y a) | as tu | avez vous
HALF: [mais] (moitié moins | [la] moitié | deux fois moins)
EXTRA: plus | de plus | en plus
MOREOF: encore
SNEAKED: est (dedans|inclus|incluse|pris|prise|dans le masque|venu avec|venue avec) |
    s est (glissé|glissée|incrusté|incrustée) [dedans]
OUTOF: dehors | n en fait pas partie
FORWARD: [plus] loin | en avant | vers l avant | suivantes
GOBACK: (recule|reculez|reculer|reviens|revenez) [en arrière] de
    | (descends|descendez|redescends) de
GOON: (avance|avancez|avancer) de
    | (monte|montez|remonte|remontez) de
RATHER: plutôt | à la place
OUTAGAIN: (ça|elle|il) doit (sortir|partir) | ça n a rien à faire là
AROUND: autour | à côté | tout autour
AWAYWITH: dehors
CUTOFF: (coupe|coupez|couper|rogne|rognez)
DISPOSE: suppression/effacement
IN: en
KEEPONLY: (ne|n) (garde|gardez|garder|conserve|conservez|laisse|laissez) que |
    (garde|gardez|garder|conserve|conservez) (seulement|juste|uniquement)
    | on garde (juste|seulement|que)
NOTPART: n en fait pas partie | ne fait pas partie (de ça|du masque|de la segmentation)
    | n pas partie
HOWMANYML: combien de (ml|millilitres) [ça fait/il y a] | ça fait combien de (ml|millilitres)
    | combien de (ml|millilitres)
SWITCH: afficher/passer
WITHIN: dedans
BYHALF: de moitié | à moitié
FIRST: première
UPWARD: plus haut | vers le haut
DOWNWARD: plus bas | vers le bas
TOOK: (tu|vous) (as|avez) (pris|mis|inclus) | t as (pris|mis|inclus)
WITHIT: avec/aussi | avec aussi | dedans
ASLICE: une coupe | une image
JUMP: (va|allez|aller|saute|sautez|passe|passez) à
"""
    ),
    rules=(),
    glue=words(", et mais encore seulement là ici aussi"),
)

_SIDES = meanings(
    """
left: gauche, gauches, à gauche, du côté gauche, de gauche, côté gauche, du coté gauche
right: droit, droite, droits, droites, à droite, du côté droit, de droite, côté droit, du coté droit
both: deux, bilatéral, bilatérale, bilatéraux, bilatérales, des deux côtés
opposite: autre, autres, controlatéral, controlatérale, opposé, opposée
"""
)

FRENCH = Tongue(
    name="French",
    nouns=Nouns(
        names=NAMES,
        sides=cast("dict[str, Side]", _SIDES),
        which=cast(
            "dict[str, Which]",
            meanings(
                """
largest: plus grand, plus grande, plus gros, plus grosse, plus volumineux, plus volumineuse
smallest: plus petit, plus petite
uppermost: plus haut, plus haute
lowermost: plus bas, plus basse
"""
            ),
        ),
        determiners=words("""le la les l un une des du de d ce cet cette ces son sa ses celui celle mon au aux"""),
        quantities=words("tous toutes tout toute chaque trois"),
        modifiers=words("entier entière entiers entières complet complète complets visible visibles"),
        references=meanings(
            """
active: le, la, les, l, ça, cela, ceci, celui ci, celui là, celle ci, celle là, lui, le masque, masque, la
    segmentation, ce
    masque, cette segmentation, le contour actuel, la structure, il, elle
all: tout, le tout, tous les masques, toutes les structures, tous les organes, tout ça, toutes les segmentations
nothing: rien
"""
        ),
        links=phrases("de, de la, de l, du, des, d, d un, d une, dans, dans le, dans la, au niveau de, au niveau du"),
        lists=phrases("ni, et, comma, +, ainsi que, et aussi, et puis, &, avec"),
    ),
    language=_LANGUAGE,
    joints=phrases(
        """pis, pis après, et, comma, puis, et puis, ensuite, et ensuite, mais, après, et après,
    et maintenant"""
    ),
    cuts=words("sans sauf hormis"),
    noise=phrases(
        """surtout comma, malheureusement,
        si c est possible, au cas où, si ça te dérange pas, si ça ne te dérange pas, tant qu on y est, si tu peux,
        si vous pouvez, mettons, disons, quand tu peux, quand vous pouvez, s il te plaît, s il
    vous plaît, s il te plait, s il vous plait, svp, stp, merci, euh, heu, hum, alors, donc, moi, nous, merde, putain,
    bordel, zut, bon sang, maintenant, bonjour, salut, limis, ok, okay, d abord, ben, bah, hein, merci beaucoup, tiens,
        voyons, en fait, du coup, sur cette image, sur ce scanner, dans ce scanner, sur l irm, finalement, eh bien,
        me, ensuite, puis, pardon, désolé, excusez moi, excuse moi, si possible, si tu si vous pouvez, ah, oh,
        rapidement,
        après, allez, regarde, regardez, voilà,
        je vous prie, je te prie, je vous en prie, tant que tu y es, tant que vous y êtes, merci bien, carrément,
        franchement comma, bon comma, bon alors, nickel, impeccable, génial, super, parfait comma,
        c est parfait comma, très bien, c est bon pour moi comma, c est bon comma, d accord comma, ok c est bon,
        comma à peu près, pour finir, pour terminer, en dernier, enfin comma, pour commencer, allons y comma, quoi,
        pas de souci, ça marche comma, un instant, une seconde, un moment,
        que je veux, que je voulais, que je voudrais,
        déjà, deux secondes, deux minutes, un petit moment, bon finalement, en ml, oups, hein,
        tout va bien comma, tout est bon comma, c est tout bon comma, tout est parfait comma, alors c est bon,
        je dirais, à mon goût, ah mince, mince, pour cette patiente, pour ce patient, chez ce patient,
        chez cette patiente, merci d avance, pour l instant, pour le moment, par curiosité, juste par curiosité,
        pis là, ben là,
        gentiment, j aime pas comma"""
    ),
    polite=phrases(
        """peux tu, pouvez vous, pourrais tu, pourriez vous, tu peux, vous pouvez, tu pourrais, vous pourriez, peut
        on, on peut,
        pouvons nous, pourrait on, je voudrais, j aimerais, je veux, il faut, il faudrait, est ce que tu peux, est ce
        que vous
        pouvez, est ce que vous pourriez, est ce que tu pourrais, est ce qu on peut, veux tu, voulez vous, voudriez
        vous,
        auriez vous l amabilité de, je voudrais que tu, je voudrais que vous, merci de, essaie de, essayez de, aurais
        tu la
        gentillesse de, serait il possible de, serait ce possible de, veuillez, on va, aide moi à, puis je, et, mais, il
        faudrait que tu, tu veux bien, vous voulez bien, on pourrait, et puis, est ce possible de, tu dois, vous
        devez, faudrait, faut, faudrait que tu, serait il possible d, serait il possible d avoir, est il possible d
        avoir, est il possible de, est il possible d, ce serait bien de, j aimerais bien, je souhaite,
        je souhaiterais, il faut que tu, il faut que vous, tâche de"""
    ),
    nots=words("pas jamais ne n"),
    halves=words("ne n"),
    idioms=phrases("""un point, pupille, pupilles, la voix, l œil, les yeux, moi la main, donne la main,
    donnez la main, coup de main,
        l un des deux, l une des deux, un des deux, une des deux, seulement ici, juste ici, dilate l artère,
        dilate le vaisseau,
        compresse, compresses,
        merci mon cœur, mon cœur, réduisez la fracture, gonflez les poumons"""),
    unnamed=frozenset({"côté", "côtés", "coté", "cotés"}),
    stops=words("arrête arrêtez stop"),
    corrections=phrases(
        """non comma, non pardon, non attends, non plutôt, non désolé, non non, plutôt, ou plutôt, je veux dire,
        je voulais dire, attends, attendez, oups,
        enfin non, non enfin, ah non, euh non,
        je me suis trompé, je me suis trompée, j ai dit une bêtise"""
    ),
    apologies=phrases("pardon, désolé, désolée, excuse moi, excusez moi"),
    rejecting=frozenset({"non"}),
    merely=phrases("seulement, juste, plutôt, disons, mettons"),
    beside_nots=words("encore surtout"),
    infinitives=("er", "ir", "re"),
    pasts=("é", "ée", "és", "ées"),
    auxiliaries=words("ai as a avez avons ont est sont être que doit doivent"),
    later=words("après ensuite tantôt"),
    holding=phrases("un instant, une seconde, deux secondes, un moment, attends, attendez, minute, une minute"),
    sides_after=words("gauche gauches droit droite droits droites"),
    comparing=True,
    before_verbs=words("le la les l"),
    stiff=("ite", "ites", "ement", "esse", "esses"),
    many=words("les"),
    asking=words("peux pouvez pourrais pourriez veux voulez voudriez tu vous auriez seriez peut pourrait possible"),
    copulas=phrases("c est, ce sont, mais"),
)
"""French as the reader of commands knows it."""
