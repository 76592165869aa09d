"""Spanish: its words for the shared rules."""

from __future__ import annotations

from typing import cast

from limis.commands import Direction, Side, Which
from limis.prompts.language import Figures, Language, Measures, Places
from limis.prompts.languages.spanish_names import NAMES
from limis.prompts.languages.tables import (
    degrees,
    forms,
    meanings,
    phrase_lists,
    phrases,
    plain,
    tens_and_ones,
    units,
    words,
)
from limis.prompts.languages.tongue import Nouns, Tongue

__all__ = ["SPANISH"]

_ONES = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve"
)
_TENS_SAID = "treinta cuarenta cincuenta sesenta setenta ochenta noventa"
_TENS = {word: 10 * at for at, word in enumerate(_TENS_SAID.split(), start=3)}
_NTH = "primer segund tercer cuart quint sext séptim octav noven décim"
_UNDER_THIRTY = {word: at for at, word in enumerate(plain(_ONES).split())}

_LANGUAGE = Language(
    figures=Figures(
        ones=_UNDER_THIRTY | {"un": 1},
        tens=_TENS,
        scales={"cien": 100, "ciento": 100, "mil": 1000},
        ordinals={f"{word}{end}": at for at, word in enumerate(plain(_NTH).split(), start=1) for end in ("", "o", "a")},
        fractions={"mitad": 0.5, "tercio": 1 / 3, "cuarto": 0.25},
        counts={
            **dict.fromkeys(("medio", "media"), 0.5),
            **dict.fromkeys(("un par de", "par de"), 2),
            **dict.fromkeys(("unos pocos",), 3),
            **tens_and_ones(_TENS, "y", _UNDER_THIRTY),
        },
        articles=words("un una"),
        minus=words("menos minus"),
        point=words("coma punto"),
        join=words("y"),
    ),
    measures=Measures(
        units=units(
            """
mm: mm, milimetro, milimetros
cm: cm, centimetro, centimetros
voxel: voxel, voxels, voxeles, pixel, pixels, pixeles, px
percent: %, por ciento, porciento
slice: corte, cortes
"""
        ),
        degrees=degrees(
            """
slight: un poco, poco, pelín, un poquito, un poquitín, ligeramente, levemente, algo, un pelín, una pizca, apenas, un
    tantito,
    un tanto, un pelo, poquito, un poquitito, tantito
moderate: moderadamente
strong: mucho, bastante, muy, considerablemente, fuertemente, mucha, un montón, muchísimo
"""
        ),
        before=phrases("en, unos, un, de, aproximadamente, otros, otro, por, cerca de, como, unos pocos, a"),
        after=phrases("más, aproximadamente, o así, de más"),
        by=words("en de"),
        one=frozenset(),
    ),
    places=Places(
        plain=cast(
            "dict[str, Direction]",
            meanings(
                """
left: izquierda, izquierdo
right: derecha, derecho
superior: arriba, cabeza, superior, cranial, craneal, superiormente, encima
inferior: abajo, pies, inferior, caudal, debajo, inferiormente
anterior: adelante, delante, anterior, ventral, frente
posterior: atrás, detrás, posterior, dorsal
medial: medial, adentro, dentro, interno, interna, interior
lateral: lateral, afuera, fuera, externo, externa, exterior
center: centro, medio
"""
            ),
        ),
        bound={},
        nouns=words("de del la"),
        edges=words("borde bordes contorno"),
        prepositions=phrases(
            """a, a la, al, hacia, hacia la, hacia el, en, en la, en el, por, por la, por el, del, del lado, de, más
            hacia, más a la,
            más, más por, más en, para, hacia lo, allá, ahí, aquí, ahí en, por el lado, en el lado, al lado, demasiado
            hacia, de la,
            desde, desde la, todavía más, hasta, por lo, aquí en, ahí a la"""
        ),
        fillers=words("la el lo los las de del borde parte lado polo extremo mitad punta región zona todo toda"),
        joints=words("y ,"),
        within=phrases("a la, por la, en la, hacia la, del lado, en el lado, a mano"),
        frame=phrases("de la imagen, en la imagen, de la pantalla, en la pantalla"),
        around=phrases(
            "por todas partes, alrededor, todo alrededor, por todos lados, en todas direcciones, por todos los lados"
        ),
    ),
    values={},
    phrases=phrase_lists(
        f"""
PRONOUN: nada/eso/esto/lo/la/los/las
THE: el/la/lo/los/las/mi/mis
ONE: opción/alternativa
STOP: para/parar/pare/cancela/cancelar/cancele/detente/deténgase/detener/basta/alto/detén [ya/todo/eso/ahora]
YES: sí/sip/claro | sí sí | claro que sí | pues sí
AGREE: correcto/exacto/exactamente/confirmo/confirmar/adelante/dale/vale/claro/sí | haz lo | de acuerdo |
    (está|esta) bien | así es | eso es | eso mismo | por supuesto | desde luego | es correcto | haga lo | sí señor
    | vale/perfecto | sí adelante | de una
NAY: no
NO: no/nop/negativo | no no | que no
NOTTHAT: (eso|ese|esa|esto|así) no | no (eso|ese|esa|así|todavía|ahora|quiero|gracias) | no es (eso|correcto|así) |
    (está|es) mal |
    incorrecto | (eso|así) no es | mejor no | de ninguna manera | deja lo así | deja lo | olvida lo | de ningún modo |
    gracias | no lo hagas |
    para nada | en absoluto | claro que no | mal
    | (deja|déjalo|dejalo) (así|como está|estar) | mejor déjalo | no toques nada
HELP: ayuda/auxilio | necesito ayuda | (qué|que) (puedo|puedes|puede) (decir|hacer|pedir) | cómo funciona | ayuda
    me | ayude me | (me puedes|me puede|puedes|puede) (ayudar|ayudar me)
    | no sé (qué decir|qué hacer|qué pedir)
LIST: qué tenemos [hasta ahora] | lista
    | (qué|que) (llevamos|tenemos|hay) [hasta] [ahora/hecho/segmentado/el] [momento] | cuáles tenemos
RESET: (reinicia|reiniciar|reinicie) [todo] | (empieza|empezar|empecemos|comenzar|comienza|empezamos|empiece) (de
    nuevo|de cero|desde cero|otra vez|desde el
    principio|desde el comienzo) | (volver|vuelve|volvamos) a empezar | borrón y cuenta nueva |
    (deshaz|deshacer|deshaga|revierte|revertir|anula|anular) (todo|todos los (cambios|pasos)|todas las
    (acciones|modificaciones)) | restablecer todo |
    desde cero
    | (empieza|empezamos|vamos a empezar|empecemos|comencemos) [todo] (otra vez|de nuevo|de cero|desde cero|desde el
    principio)
UNDO: (deshaz|deshacer|anula|anular|revierte) lo último | anula/anular/anule |
    deshacer/deshaz/deshaga/deshagas/deshace/deshacé | (vuelve|volver) atrás | (da|dar) marcha atrás |
    (revierte|revertir|revierta)
    | (volvé|vuelva|volved) atrás
LAST: último/última/últimos/últimas/anterior/anteriores
STEPS: paso/pasos/cambio/cambios/acción/acciones/edición/modificación/modificaciones/operación
RETURN: vuelve/volver/regresa
ASTEP: un paso
TWICE: dos veces
REDO: (vuelve|volvé|vuelva) a hacer lo que (deshice|deshiciste|anulé) | (rehaz|rehacé) lo que deshice |
    rehacer/rehaz/rehaga/restaurar/restaura/restablecer
    | (rehaz|rehacé|rehaga|rehacer) lo que (deshiciste|acabo de deshacer|acabas de deshacer|he deshecho|has
    deshecho|anulé|anulaste) | (recupera|recuperar) lo (último|que borré|deshecho|que deshice)
AGAIN: otra vez | de nuevo | una vez más | nuevamente | lo mismo [otra] [vez] | igual otra vez | otra vez lo mismo
REPEAT: repite/repetir/repita
SAVE: {forms("guard", "a ar es á as")} | grabar | guarde/exporta/exportar/exporte/exportes/exportá/descargar
MINE: lo/la/los/las/eso/esto | (el|la) (resultado|máscara|segmentación|trabajo) | las máscaras | los resultados
AS: como/en/a [un/formato/archivo] [formato]
OUTLINE: (haz|hazme|haga|hágame|hacé|dibuja|crea) una máscara (de|del) |
    {forms("segment delimit contorne deline anot perfil", "a e ar es á ame as aras ara emos")} |
    (haz|haga|hacer) la segmentación de/del
FIND: {forms("marc señal localiz identific rode resalt busc encuadr traz aísl aisl dibuj pint colore", "a ar á as")} |
    marque/señale/localice/identifique/encuentra/encuentre/encontrar/encontrá/busque/ubica/ubicar/rodee/trace
APART: ahí/aquí
WANT: [yo] (necesito|necesitamos|quiero|queremos|quisiera|quisiéramos|querría|querríamos|desearía|necesitaría|ocupo)
    [también] [ver/tener] | (dame|deme|da|dé) | (hacen|harían|haría) falta |
    (quise|quería) decir | refería (a|al) | gustaría [tener/ver] | vamos (con|a) | vamos
    por | me (gustaría|hace falta) [tener/ver] | hace falta | falta también | ahora | pasemos (a|al)
DO: haz/hazme/haga/hágame/hacer/hagamos
    | hacé/hace/hagan
CANCEL: cancela/cancelar/cancele
OUTLINING: [la/una/el/un] (segmentación|contorneo|contorno|delimitación|contorneado)
HAVE: ver/tener/segmentar/segmentado/segmentada
WHERE: dónde (está|están|queda|se encuentra|se encuentran) | donde (esta|estan)
WHEREIS: dónde [está/están] | donde [esta/estan] | dónde se encuentra
LIES: está/están
ALSO: también
MUSTBE: (debe|deben|tiene que|hay que) (ser segmentado|ser segmentada|segmentar|segmentarse)
NOTFORGET: no olvides | no te olvides (de|del)
WITHOUT: sin | excepto | menos | salvo | a excepción (de|del) | pero sin | exceptuando | pero no
LEAVE: {forms("sac quit", "a ar á")} | saque/quite/deja/deje/dejar/extrae/extraer
OUT: [de] (ahí|allí|fuera|afuera|dentro|aquí) | de la (máscara|segmentación) | por fuera | fuera de (ahí|eso)
LEAVEOUT: {forms("exclu", "ye ya ir í")} | {forms("omit", "e a ir")}
FROM: de (ahí|allí|eso|la máscara|la segmentación)
INSIDE: (forma|es|forman|son) parte [de eso/ello] | también forma parte | pertenece a (eso|ello)
ADD: {forms("añad agreg sum inclu", "e a ir er ar ye ya")} | incluye/incluya/agregue
TOO: también | a la máscara | ahí
DELETE: {forms("borr elimin", "a e ar es á")} | suprime/suprimir/suprima
REMOVE: {forms("quit remov remuev", "a e ar er")}
ONLY: solo/sólo/solamente/únicamente
COMPONENT: componente/parte/trozo/pedazo/región/isla/pieza
KEEP: {forms("conserv mant", "a e ar")} | mantén/mantener/mantenga/deja/deje/quédate con | quédate con
    | (quedate|quédese|quedarse|nos quedamos|me quedo) con | {forms("dej", "á ame ar")} | guarda
    | (quédate|quédese|quedate) solo con
CLEAR: {forms("quit elimin borr limpi", "a e ar")}
SPECKS: (las|los|todas las) [pequeñas/pequeños] (islas|manchas|motas|fragmentos|manchitas|puntitos|islitas)
    [sueltas/sueltos/pequeñas/aisladas/aislados]
    | [las/los/todas/todos/esas/esos] [las/los/esas/esos] [pequeñas/pequeños]
    (islas|manchas|motas|fragmentos|manchitas|puntitos|islitas|pelusas)
    [sueltas/sueltos/pequeñas/aisladas/aislados] [esos/esas] |
    [los/esos/todos] [los/esos] (puntos|pedacitos|restos|trocitos) (sueltos|aislados) [esos]
PART: (la parte | el trozo | el pedazo | lo que está | lo que sobra | todo lo que está | lo de | lo)
MISSES: [ahí/aquí] [te/le/todavía/aún/ahí/me/aún] (falta|faltan|faltó) | (se te|se le)
    (olvidó|ha olvidado|pasó|escapó) | te olvidaste
    | (te|le) (falta|faltó) | (quedó|queda|quedaron) (faltando|fuera|sin)
    | (te|le) (faltaron|faltó|faltan)
PIECE: (un|una|la|el|algo|todavía) [de] [pequeño/pequeña]
    (trozo|pedazo|parte|poco|cacho|pedacito|trocito|punta|borde|zona|extremo|poquito|polo|resto|de) [más] |
    algo | un poco de | tejido
MISSING: (está|esta|es) incompleto | está incompleta | incompleto
NOTENOUGH: (no|muy|demasiado) (suficiente|poco) | no es suficiente | (se queda|te quedaste|te has quedado|quedó) corto
    | no llega [lo] [suficiente] | muy poco
GOESFAR: (debe|debería|tiene que) (llegar|ir) [más]
SPILLS: se (sale|salió|sales|desborda|pasa|salen|pasó|derrama|está saliendo) | te (has
    pasado|pasaste|saliste|sales|pasas) | sobresale/desborda/sobra/sobran [algo/tejido/un poco]
OVER: mucho
IS: se queda | se ve | está/es/son/parece/hay/quedó/queda | (esta|es) | eso está | ahí hay | tiene | me parece | sigue
    | está quedando
    | lo veo | la veo
TOOMUCH: demasiado | de más | de sobra | demasiado tejido | exceso | mucho de más
GOES: va/llega/te vas/baja/sube
TOOFAR: demasiado [lejos]
FILL: {forms("rellen tap cierr cerr llen", "a e ar á")}
HOLES: (los|el|las|esos|ese|todos los) (agujeros|agujero|huecos|hueco|hoyos|agujeritos|orificios|huequitos|hoyo)
    | (los|el|las|esos|ese|todos los) (agujeros|agujero|huecos|hueco|hoyos|orificios)
    que (quedaron|quedan|hay|quedó|queda|tiene)
    | agujeros/huecos
INSIDEIT: dentro/adentro | dentro (de|del) | en | por dentro
SMOOTH: {forms("suaviz alis", "a ar á es")} | suavice/pule/pulir/pula/regulariza/alise
BORDER: [el/los/la] (borde|bordes|contorno|contornos|superficie|límite|límites|máscara|orilla)
OF: de/del
SMOOTHER: (más) (suave|liso|suaves|lisos|redondeado|regular) | suave
ROUGH: (irregular|dentado|irregulares|rugoso|áspero|pixelado|escalonado|serruchado|dentados)
TOO: demasiado | muy | mucho muy | un poco
SMALL: pequeño/pequeña/chico/chica/estrecho/estrecha/corto/delgado/justo/chiquito/pequeños
BIG: grande/grandes/ancho/ancha/gordo/largo/gruesa/grueso/amplio
GROW: {forms("agrand ampli agrand aument ensanch dilat expand", "a e ar á es")} |
    amplía/amplíe/amplías/extiende/extender/extienda/expande/expandir/expanda/crecer/crezca/engrosa/engrosar
SHOULD: (debe|debería|deben|tiene que|tendría que) (ser|estar|quedar)
ADDED: otros/otro
LESSENED: menos
MAKE: (haz|hazme|haga|hacer|deja|deje|hace|ponga|pon|hagamos|hacé|dejá) | (debe|debería|tiene que|que) (ser|estar|sea)
BIGGER: más (grande|ancho|ancha|amplio|largo|grueso|grandes|extenso) | mayor | crecer
SMALLER: más (pequeño|pequeña|chico|chica|estrecho|estrecha|delgado|corto|ajustado|chiquito|fino|pequeñito) | menor |
    menos (grande|ancho)
GIVE: {forms("añad agreg d pon", "e a ale")} | dale/añade/agrega/agregale/agregue
    | dale/déle
ONTOP: [de] (margen|más) | más de margen | alrededor
SIZE: (el|su) tamaño
PUT: ponle/pon/dele
TAKEOFF: quítale/réstale/sácale/recórtale | (quita|resta|saca|recorta) le
TO: a/al/alrededor
SHRINK: {forms("reduc achic encog disminu estrech reduzc contra recort erosion", "e a ar ir er ye ya á es")} |
    encoge/encoges/encoja/reduce/contrae/erosiona/disminuye/reduzca/achique/empequeñece
TRIM: {forms("quit recort", "a e ar á le ale")} | réstale/resta/reste | sácale/quítale/recórtale
SHIFT: {forms("despla desplaz mov muev", "a e ar er á")} | desplaza/desplace/mueve/mueva/mover
HIDE: {forms("ocult escond", "a e ar er á")} | esconde/oculta/oculte/quita de la vista
AWAY: ahí/aquí
SHOW: {forms("muestr mostr enseñ visualiz", "a e ar á es")} | ver | déjame ver | déjeme ver
SELECT: (vuelve|volvamos|regresa|volver) (a|al) | {forms("seleccion", "a e ar")}
TELL: cuál es | dime/dígame/calcula/calcular/calcule/da/dame | qué
    | dices/das/calculas/diga/dice | puedes decir | dame | quiero saber | cuánto es
    | (dices|dime|dígame|dice|diga) cuál es
DIAMETER: [el/su] diámetro
    | [el/su] diámetro (máximo|mayor|maximo) | [el] (mayor|máximo) diámetro
VOLUME: [el/su] volumen
WHATVOLUME: (qué|cuánto) volumen tiene | cuántos (ml|mililitros) (tiene|mide) | qué tamaño tiene | cuánto (mide|ocupa)
HOWBIG: (qué|cuán) (tan grande|grande) es | de qué tamaño es | cómo de grande es
MEASURE: {forms("med mid", "e a ir í")}
GOTO: ve/ir/vaya/vamos/pasa/salta/llévame [a/al/hasta]
    | (vete|vámonos|váyase|brinca|saltá|andá) [a/al/hasta]
SLICE: [el/la/al/a] (corte|imagen|rebanada)
NUMBER: número/nro/n
ALLOFIT: todo | todos
NEXT: [el/la/al] (siguiente/próximo) (corte|imagen) | (corte|imagen) siguiente | siguiente
    | [el/la] siguiente
PREVIOUS: [el/la/al] anterior (corte|imagen) | [el/la/al] (corte|imagen) anterior
SNEAKED: se ha (colado|metido) | se (coló|metió) | está (dentro|incluido|incluida|metido|metida) | (entró|salió) también
    | se te (coló|metió) | se te ha (colado|metido)
OUTOF: fuera | afuera | sobra
INTENSITY: [la/el/su] (densidad|intensidad|señal|valor|hu) [media/medio/promedio] |
    [el] promedio de (densidad|intensidad|hu)
AREA: [el/la/su] (área|superficie)
HOWMANY: cuántos/cuántas/cuantos/cuantas | [el] número de
THERE: hay/tenemos/ves/ve/son
HALF: [pero] [solo] (la mitad|la mitad de eso)
EXTRA: más
MOREOF: todavía/otro/aún
FORWARD: adelante | hacia adelante | más adelante
GOBACK: (retrocede|retroceda|retroceder|vuelve|vuelva|regresa|regrese|atrás)
GOON: (avanza|avance|avanzar|adelanta|adelante)
RATHER: mejor | más bien | en su lugar
THEREIS: ahí/aquí
OUTAGAIN: (eso|esa|ese) (tiene que|debe) salir | (hay que|habría que) (sacarlo|quitarlo)
AROUND: alrededor | de alrededor | al lado
AWAYWITH: fuera
CUTOFF: corta/corte/cortar/recorta/recorte/recortar/cortá
IN: en
KEEPONLY: (quédate|quédese|quedate|quédense) solo con | (deja|deje|dejá|conserva|mantén) solo
NOTPART: no (forma|es|forman|son) parte [de] [eso/esto/ello] | no (pertenece|va) [a/ahí] [eso/esto/ahí]
HOWMANYML: cuántos (ml|mililitros) (son|tiene|hay|mide)
    | cuántos (ml|mililitros)
SWITCH: cambiar/pasar
BYHALF: a la mitad | por la mitad
FIRST: primer/primera
UPWARD: más arriba | hacia arriba
DOWNWARD: más abajo | hacia abajo
TOOK: agarraste/tomaste/cogiste/incluiste | has (cogido|tomado|incluido)
WITHIT: también | con eso | de más
ASLICE: un corte | una imagen
JUMP: (ve|ir|vaya|salta|saltá|pasa) (a|al|hasta)
"""
    ),
    rules=(),
    glue=words(", y pero solo también ahí aquí"),
)

_SIDES = meanings(
    """
left: izquierdo, izquierda, izquierdos, izquierdas, izq, del lado izquierdo, de la izquierda, a la izquierda, lado
    izquierdo
right: derecho, derecha, derechos, derechas, der, del lado derecho, de la derecha, a la derecha, lado derecho
both: ambos, ambas, dos, bilateral, bilaterales, a ambos lados, en ambos lados, de ambos lados, en los dos lados, a los
    dos lados, de los dos lados
opposite: otro, otra, otros, otras, contralateral, opuesto, opuesta
"""
)

SPANISH = Tongue(
    name="Spanish",
    nouns=Nouns(
        names=NAMES,
        sides=cast("dict[str, Side]", _SIDES),
        which=cast(
            "dict[str, Which]",
            meanings(
                """
largest: más grande, mayor, más grandes
smallest: más pequeño, más pequeña, más chico, más chica, menor
uppermost: más alto, más alta
lowermost: más bajo, más baja
"""
            ),
        ),
        determiners=words(
            "el la los las un una unos unas lo este esta estos estas ese esa esos esas su sus mi al del de"
        ),
        quantities=words("todos todas todo toda cada tres"),
        modifiers=words("entero entera enteros completo completa completos completas visible visibles"),
        references=meanings(
            """
active: lo, la, los, las, eso, esto, ese, esa, este, esta, la máscara, máscara, la segmentación, el contorno actual, la
    estructura, esa máscara, esta máscara, le, esta segmentación
all: todo, todas las máscaras, todas las estructuras, todos los órganos, todo eso, todas las segmentaciones, todas,
    todos
nothing: nada
"""
        ),
        links=phrases("de, del, de la, de los, de las, en, en el, en la, de un, de una, a nivel de, a nivel del"),
        lists=phrases("ni, y, comma, +, e, así como, y también, además de, junto con, y además, &, con"),
    ),
    language=_LANGUAGE,
    joints=phrases(
        """y, comma, luego, y luego, después, y después, entonces, pero, sino, y entonces, a continuación, y ahora,
        más bien, mejor, y
        por último, y también"""
    ),
    cuts=words("sin excepto salvo"),
    noise=phrases(
        """xfa, xfavor, pf, che, nomás, nomas, por si acaso, si eres tan amable, si es tan amable, digamos,
        si se puede, cuando puedas, cuando pueda, por favor, porfa, porfavor, porfis, gracias, eh, este comma, pues,
        bueno, me, nos, usted, ahora, hola,
        limis, ok, okay, oye, mierda, joder, carajo, maldita sea, coño,
        a ver, mmm, ehm, em, buenos días, buenas tardes, muchas gracias, si puedes, si puede, entonces, luego,
        después, ya,
        mira, oiga, en esta imagen, en este tac, en la tac, en el tac, en la resonancia, disculpa, disculpe, perdón,
        ah, oh,
        para mí, primero, si es posible, todavía, aún, porfi, x favor, doctor, tú, vos, ahora mismo, rápidamente,
        señor, un momento,
        uy, ay, uy no comma, anda, ándale, venga, para terminar, para acabar, para empezar, por último, finalmente,
        perfecto comma, muy bien, genial, listo, hombre, mujer comma, vale comma, está bien comma,
        está muy bien comma, quedó bien comma, quedó perfecto comma, de una vez, un momentito, un segundo,
        un segundito, un rato, un ratito, chicos, a todo esto, dale comma,
        que quiero, que yo quiero, que quería, lo que quiero,
        si puede ser, por favorcito, en ml, en mililitros, ups,
        todo bien comma, todo perfecto comma, todo en orden comma, todo correcto comma, está todo bien comma,
        híjole, híjole no comma, ya quedó comma, ya está comma, para los de radioterapia, para los de cirugía,
        en este paciente, en esta paciente, por curiosidad, solo por curiosidad, ándale pues, órale,
        gracias de antemano,
        no me gustó comma, no me gusta comma, así no comma"""
    ),
    polite=phrases(
        """puedes, puede, podrías, podría, podés, podemos, podríamos, se puede, quiero, quisiera, queremos, necesito,
        me gustaría,
        tienes que, tiene que, hay que, debes, sería posible, es posible, vamos a, quiero que, necesito que, podrías
        por favor, te
        importaría, le importaría, ayúdame a, trata de, intenta, quieres, quiere, sería tan amable de, haz el favor
        de, haga el
        favor de, tenga la amabilidad de, y, pero, favor de, hazme el favor de, podrán, podrías tú, te pido que, ve a,
        además,
        también, que, procede a, a, gustaría, gustaría que, encantaría, encantaría que, querría, querría que,
        podríais, podéis, habría que, convendría, convendría que, estaría bien, sería bueno, sería
    bueno que, estaría bien que,
        solo, solamente, dale"""
    ),
    nots=words("no nunca jamás"),
    idioms=phrases(
        """un punto, dos puntos, pupila, pupilas, dame la mano, deme la mano, me la mano, saca la mano, quita la mano,
        quite la mano, guarda la mano,
        uno de los dos, una de las dos, uno de ambos, solo aquí, aumento de, aumento del,
        gracias corazón, hola corazón, ay corazón, pinza la, pince la, ojo con, ojo al"""
    ),
    stops=words("detente deténgase stop"),
    corrections=phrases(
        """espera, espere, uy, mejor dicho, digo comma, no digo, quiero decir, quise decir, no comma, no perdón,
        no mejor, no espera, no no, mejor, digo,
        ay no, uy no, ups, perdón no, no disculpa, no perdona,
        me equivoqué, me he equivocado"""
    ),
    apologies=phrases("perdón, perdona, disculpa, disculpe"),
    merely=phrases("que sea, que sean, solo, mejor, solamente, digamos, más bien"),
    infinitives=("ar", "er", "ir", "se"),
    pasts=("é", "í", "ó"),
    imperatives=frozenset(["hacé", "rehacé", "deshacé", "mové", "poné", "extendé", "encogé", "volvé", "reducí"]),
    auxiliaries=words("que"),
    unnamed=frozenset({"está", "están", "estás"}),
    later=words("luego después tarde"),
    holding=phrases("un momento, un momentito, un segundo, un segundito, espera, espere, espérate, un ratito"),
    sides_after=words("izquierdo izquierda izquierdos izquierdas derecho derecha derechos derechas izq der"),
    comparing=True,
    before_verbs=words("lo la los las le les me"),
    stiff=("itis", "uyo", "ado", "ada", "ento", "cion"),
    many=words("los las"),
    asking=words("puedes puede podrías podría podés pueden podrían quieres quiere importaría me nos sería"),
    copulas=phrases("es, son, sino"),
    clitics=("lo", "la", "los", "las", "me", "le", "nos"),
)
"""Spanish as the reader of commands knows it."""
