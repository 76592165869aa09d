"""What German, French, Spanish and Portuguese call slices, planes, windows and thresholds.

The lists are those that the shared rules name, beside the values of their slots: a list says how a thing is said, a
value what it is called.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from limis.prompts.languages.tables import meanings, phrase_lists

__all__ = ["LOOKING", "Looking"]


@dataclass(frozen=True)
class Looking:
    """The words of one language for looking around.

    Attributes:
        phrases: Phrase lists for the shared rules.
        planes: Words for the planes.
        presets: Names of the window presets, with the word for window.
    """

    phrases: Mapping[str, str]
    planes: Mapping[str, str]
    presets: Mapping[str, str]


_GERMAN = Looking(
    phrases=phrase_lists(
        """
BACKWARD: zurück | [geh/gehe] zurück um
OTHERWAY: andersrum/andersherum/umgekehrt | (in die|die) (andere|entgegengesetzte) richtung | genau andersrum |
    genau umgekehrt
JUST: nur/bloß | aber nur
HERE: (auf|in) [nur] (dieser|der aktuellen|der) (schicht|ebene) | (auf|in) diesem (bild|schnitt) | nur diese schicht
FROMSLICE: (von|zwischen|ab) [der/den] | (auf|in) [den]
ONSLICE: auf/in [der/dem]
SLICES: schicht/schichten/schnitt/schnitte/bild/bildern [nummer]
UNTIL: bis/und [zu/zur]
BELOW: unterhalb/unter [von] [der/dem]
ABOVE: oberhalb/über [von] [der/dem]
ONWARD: ab [der/dem]
UPTO: bis [zu/zur]
EVERYTHING: alles [was] [ist/liegt] | die maske
VOXELS: was | alles [was] | werte | die werte | voxel
    | das [,] was | alles [,] was
MORE: [heller als] | über/oberhalb | größer als | mehr als | mindestens
    | größer | heller
LESS: [dunkler als] | unter/unterhalb | kleiner als | weniger als | höchstens
HU: hu/he | hounsfield [einheiten] | hounsfieldeinheiten
STANDS: ist/sind/liegt/liegen
LIMIT: schwelle/schwellwert/schwellenwert [von/bei/auf]
BETWEEN: zwischen | von
AND: und/bis
PLANE: ansicht/ebene/schnittführung/schichten/schnitte/darstellung
CHANGE: (wechsle|wechsel|wechseln|schalt|schalte|schalten|geh|gehe|stell|stelle) [sie] [zu/zur/zum/auf/in] [die/der/das]
    | zur/zum | in der | in die
    | (stell|stelle|stellen) [sie] [das fenster] (auf|ein) | auf die | auf den
    | (gib|gibst|geben) [sie]
LEVEL: level/zentrum/mitte/center [von/bei/auf]
WIDTH: breite/weite/fenster/width/fensterbreite [von]
ZOOMIN: (zoom|zoome|zoomen) (rein|hinein|ran|heran) | reinzoomen/hineinzoomen/ranzoomen/heranzoomen/einzoomen |
    näher ran
    | (zoom|zoome|zoomen) [sie] [mal/ein/etwas] (rein|hinein|ran|heran|näher) | (geh|gehe) näher (ran|heran) |
    näher heran
ZOOMOUT: (zoom|zoome|zoomen) (raus|heraus|weg) | rauszoomen/herauszoomen/auszoomen
"""
    ),
    planes=meanings(
        """
axial: axial, axiale, axialen, axialer, transversal, transversale, transversalen
coronal: koronal, koronar, koronare, koronaren, koronale, koronalen, koronaler, coronale, coronalen, frontale, frontalen
sagittal: sagittale, sagittalen, sagittaler, sagittal
"""
    ),
    presets=meanings(
        """
lung: lungenfenster
bone: knochenfenster
soft_tissue: weichteilfenster, abdomenfenster, weichgewebefenster
brain: hirnfenster, gehirnfenster, schädelfenster
mediastinum: mediastinalfenster, mediastinumfenster
liver: leberfenster
"""
    ),
)

_FRENCH = Looking(
    phrases=phrase_lists(
        """
BACKWARD: en arrière | (reviens|revenir|revenez) [en arrière] de
OTHERWAY: [dans] l autre (sens|direction) | à l envers | en sens inverse
    | le contraire | l inverse | dans le sens inverse
JUST: seulement/uniquement/juste | mais seulement
    | (ne|n) (garde|gardez|garder|conserve|conservez|laisse|laissez|prends|prenez) que | garde seulement |
    gardez seulement
HERE: (sur|dans) (cette|la) (coupe|image|tranche) [actuelle/ci/seulement] [seulement]
FROMSLICE: de/des/entre/depuis/du [la/les/l] | (sur|dans) les
ONSLICE: sur/dans [la/l]
SLICES: coupe/coupes/image/images/tranche/tranches [numéro]
UNTIL: à/et | à la | jusqu à [la]
BELOW: (en dessous|au dessous|sous|dessous) [de/du] [la/l]
ABOVE: (au dessus|dessus) [de/du] [la/l]
ONWARD: à partir de [la/l]
UPTO: jusqu à [la/l]
EVERYTHING: tout [ce qui est] | ce qui est | le masque
VOXELS: ce qui est | tout ce qui est | les voxels | les valeurs
MORE: (au dessus|dessus) [de/d] | supérieur à | plus de | au moins
LESS: (en dessous|au dessous|sous|dessous) [de/d] | inférieur à | moins de | au plus
HU: uh/hu/hounsfield | unités hounsfield
STANDS: est/sont
LIMIT: seuil/seuille/seuiller/seuillage [à/de/a]
BETWEEN: entre | de
AND: et/à
PLANE: vue/coupe/coupes/plan/incidence
CHANGE: (passe|passez|passer|mets|mettez|change|bascule|va) [à/en/au/sur/vers/pour/toi] [la/le/l] | en
    | (mets|mettez) (toi|vous) (en|sur) | (repasse|repassez|bascule|basculez) (en|sur) | (je|on) (veux|voudrais) voir en
LEVEL: niveau/centre [de/à]
WIDTH: largeur/fenêtre [de/à]
ZOOMIN: (zoom|zoome|zoomer|zoomez) [avant/plus/dedans] | zoom avant
    | (zoome|zoomer|zoomez) [sur] [l/la] [image/coupe] | (rapproche|rapprochez|agrandis|agrandissez) l image
    | (zoome|zoomer|zoomez) [un peu/plus]
ZOOMOUT: (zoom|zoome|dézoome|dézoomer|dézoomez) arrière | dézoome/dézoomer/dézoomez
    | (éloigne|éloignez) l image
"""
    ),
    planes=meanings(
        """
axial: axial, axiale, axiales, transversal, transversale, transverse
coronal: coronal, coronale, coronales, frontale
sagittal: sagittal, sagittale, sagittales
"""
    ),
    presets=meanings(
        """
lung: fenêtre pulmonaire, fenêtre poumon, fenêtrage pulmonaire, fenêtre du poumon
bone: fenêtre osseuse, fenêtre os, fenêtrage osseux
soft_tissue: fenêtre tissus mous, fenêtre parties molles, fenêtre des parties molles, fenêtre abdominale,
    fenêtre abdomen
brain: fenêtre cérébrale, fenêtre cerveau
mediastinum: fenêtre médiastinale, fenêtre médiastin
liver: fenêtre hépatique, fenêtre foie
"""
    ),
)

_SPANISH = Looking(
    phrases=phrase_lists(
        """
BACKWARD: atrás | hacia atrás
    | para atrás
OTHERWAY: al revés | [en/hacia] (la otra dirección|el otro sentido|sentido contrario)
JUST: solo/sólo/solamente/únicamente | pero solo
HERE: (en|sobre) (este corte|esta imagen|el corte actual|esta rebanada) [solamente]
FROMSLICE: del/desde/entre/de [el/la/los/las] | en los
ONSLICE: en [el/la]
SLICES: corte/cortes/imagen/imágenes/rebanada/rebanadas [número]
UNTIL: a/al/hasta/y [el]
BELOW: (por debajo|debajo|abajo) [de/del] [la]
ABOVE: (por encima|encima|arriba) [de/del] [la]
ONWARD: a partir del [corte]
UPTO: hasta [el/la]
EVERYTHING: todo [lo que] [está/hay] | lo que está | la máscara
VOXELS: lo que está | lo que esté | los vóxeles | los valores
    | lo que (sea|tenga|haya|queda|quede)
MORE: (por encima|encima|arriba) de | mayor que | más de | al menos
LESS: (por debajo|debajo|abajo) de | menor que | menos de | como máximo
HU: uh/hu/hounsfield | unidades hounsfield
STANDS: está/esté/es
LIMIT: umbral/umbraliza/umbralizar [en/de/a]
BETWEEN: entre | de
AND: y/a
PLANE: vista/plano/corte/cortes/proyección
CHANGE: (cambia|cambiar|cambie|pasa|pase|pon|ponga|ve|vaya) [a/al/en/de] [la/el] | en | a la
    | (muestra|muestre|lleva|lleve) [a/al/en] [la/el] | (quiero|quisiera|quería) ver (en|la|el)
    | (pongan|ponme|póngame|pónganme|muestren)
LEVEL: nivel/centro [de/en]
WIDTH: ancho/anchura/ventana/amplitud [de/en]
ZOOMIN: (acerca|acercar|acerque|amplía) (la imagen|el zoom) | (haz|más) zoom
    | (acerca|acercar|acerque) [un] [poco] [más] (la imagen|el zoom) | (acércate|acérquese) [un poco] [más] |
    (haz|más|dale|haga) [un] [poco] [de/más] [de] zoom
ZOOMOUT: (aleja|alejar|aleje) (la imagen|el zoom) | menos zoom
    | (aleja|alejar|aleje) [un] [poco] [más] (la imagen|el zoom) | aléjate | quita zoom
"""
    ),
    planes=meanings(
        """
axial: axial, axiales, transversal, transversales
coronal: coronal, coronales, frontal
sagittal: sagital, sagitales
"""
    ),
    presets=meanings(
        """
lung: ventana pulmonar, ventana de pulmón
bone: ventana ósea, ventana de hueso, ventana ósea
soft_tissue: ventana de partes blandas, ventana de tejidos blandos, ventana abdominal, ventana de abdomen
brain: ventana cerebral, ventana de cerebro
mediastinum: ventana mediastínica, ventana mediastinal, ventana de mediastino
liver: ventana hepática, ventana de hígado
"""
    ),
)

_PORTUGUESE = Looking(
    phrases=phrase_lists(
        """
BACKWARD: atrás | para trás
OTHERWAY: [no/na/em] (outro sentido|outra direção|sentido contrário|direção oposta)
JUST: só/somente/apenas | mas só
HERE: (neste corte|nesta imagem|nesta fatia|nesse corte|nessa fatia|no corte atual) [apenas/só]
FROMSLICE: do/da/de/desde/entre [o/a/os/as] | (nos|nas)
ONSLICE: no/na
SLICES: corte/cortes/imagem/imagens/fatia/fatias [número]
UNTIL: a/ao/à/até/e [o/a]
BELOW: (abaixo|embaixo|debaixo) [do/da/de]
ABOVE: (acima|em cima) [do/da/de]
ONWARD: a partir (do|da)
UPTO: até [o/a]
EVERYTHING: tudo [que/o] [que] [está] | o que está | a máscara
VOXELS: o que está | o que estiver | os voxels | os valores
    | o que (for|tiver|fica|ficar|estiver)
MORE: acima de | maior que | mais de | pelo menos
LESS: abaixo de | menor que | menos de | no máximo
HU: uh/hu/hounsfield | unidades hounsfield
STANDS: está/estiver/é
LIMIT: limiar/limiariza [em/de]
BETWEEN: entre | de
AND: e/a
PLANE: vista/plano/corte/cortes/visão/incidência
CHANGE: (muda|mude|mudar|troca|troque|passa|passe|vai|vá|põe|ponha|coloca|coloque) [para/pra/no/na/em] [a/o] |
    (no|na) | em
    | (queria|quero|queremos) ver (em|na|no|a|o) | (coloca|põe|mete|mostra) (em|na|no)
LEVEL: nível/centro [de/em]
WIDTH: largura/janela [de/em]
ZOOMIN: (aproxima|aproximar|aproxime|amplia) [a/o] (imagem|zoom) | (dá|mais) zoom
    | (aproxima|aproximar|aproxime|amplia) [um] [pouco/pouquinho] [mais] (a imagem|o zoom) | (dá|mais) [um] zoom
ZOOMOUT: (afasta|afastar|afaste) [a/o] (imagem|zoom) | menos zoom
    | (afasta|afastar|afaste) [um] [pouco/pouquinho] (a imagem|o zoom) | (tira|diminui) [o] zoom
"""
    ),
    planes=meanings(
        """
axial: axial, axiais, transversal
coronal: coronal, coronais, frontal
sagittal: sagital, sagitais
"""
    ),
    presets=meanings(
        """
lung: janela pulmonar, janela de pulmão
bone: janela óssea, janela de osso
soft_tissue: janela de partes moles, janela de tecidos moles, janela abdominal, janela de abdome, janela de abdômen
brain: janela cerebral, janela de crânio, janela de cérebro
mediastinum: janela mediastinal, janela de mediastino
liver: janela hepática, janela de fígado
"""
    ),
)

LOOKING: Mapping[str, Looking] = {
    "German": _GERMAN,
    "French": _FRENCH,
    "Spanish": _SPANISH,
    "Portuguese": _PORTUGUESE,
}
"""By the English name of a language."""
