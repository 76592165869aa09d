"""Portuguese: its words for the shared rules, as they are said in Brazil and in Portugal."""

from __future__ import annotations

from typing import cast

from limis.commands import Direction, Side, Which
from limis.prompts.language import Figures, Language, Measures, Places
from limis.prompts.languages.portuguese_names import NAMES
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

__all__ = ["PORTUGUESE"]

_ONES = (
    "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete "
    "dezoito dezenove"
)
_TENS_SAID = "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa"
_TENS = {word: 10 * at for at, word in enumerate(_TENS_SAID.split(), start=2)}
_NTH = "primeir segund terceir quart quint sext sétim oitav non décim"
_UNDER_TWENTY = {word: at for at, word in enumerate(plain(_ONES).split())}

_LANGUAGE = Language(
    figures=Figures(
        ones=_UNDER_TWENTY | {"uma": 1, "duas": 2, "quatorze": 14, "dezasseis": 16, "dezassete": 17, "dezanove": 19},
        tens=_TENS,
        scales={"cem": 100, "cento": 100, "mil": 1000},
        ordinals={f"{word}{end}": at for at, word in enumerate(plain(_NTH).split(), start=1) for end in ("o", "a")},
        fractions={"metade": 0.5, "terco": 1 / 3, "quarto": 0.25},
        counts={
            **dict.fromkeys(("meio", "meia"), 0.5),
            **dict.fromkeys(("um par de", "par de"), 2),
            **dict.fromkeys(("uns poucos",), 3),
            **tens_and_ones(_TENS, "e", _UNDER_TWENTY),
        },
        articles=words("um uma"),
        minus=words("menos minus"),
        point=words("vírgula ponto"),
        join=words("e"),
    ),
    measures=Measures(
        units=units(
            """
mm: mm, milimetro, milimetros
cm: cm, centimetro, centimetros
voxel: voxel, voxels, voxeis, pixel, pixels, pixeis, px
percent: %, por cento, porcento
slice: corte, cortes, fatia, fatias
"""
        ),
        degrees=degrees(
            """
slight: um pouco, um pouquinho, ligeiramente, levemente, um bocadinho, um tiquinho, de leve, pouquinho, um tico,
    um bocado, só um pouquinho, só um pouco, um nadinha
moderate: moderadamente
strong: muito, bastante, bem, consideravelmente, fortemente, demais, um monte
"""
        ),
        before=phrases("em, uns, de, aproximadamente, mais, outros, outro, por, cerca de, mais uns, a, só"),
        after=phrases("mais, aproximadamente, ou assim, a mais"),
        by=words("em de"),
        one=frozenset(),
    ),
    places=Places(
        plain=cast(
            "dict[str, Direction]",
            meanings(
                """
left: esquerda, esquerdo
right: direita, direito
superior: cima, cabeça, superior, cranial, superiormente, acima, topo
inferior: baixo, pés, inferior, caudal, embaixo, abaixo, inferiormente
anterior: frente, anterior, ventral, adiante
posterior: trás, atrás, posterior, dorsal
medial: medial, dentro, interno, interna
lateral: lateral, fora, externo, externa
center: centro, meio
"""
            ),
        ),
        bound={},
        nouns=words("do da de"),
        edges=words("borda bordas contorno"),
        prepositions=phrases(
            """a, à, ao, para, para a, para o, pra, pro, em, na, no, por, pela, pelo, do, da, de, mais para, mais pra,
            mais à, mais
            na, mais, em direção a, em direção ao, do lado, no lado, ao lado, até, aí, aqui, ali, para lá, lá, demais
            para, um pouco
            mais para, ainda mais para, ali na, aqui na, lá na, ali no, lá, aí na"""
        ),
        fillers=words(
            "a o as os de da do borda parte lado polo pólo extremo extremidade metade ponta região zona todo toda"
        ),
        joints=words("e ,"),
        within=phrases("à, a, na, pela, para a, do lado, no lado, mais à"),
        frame=phrases("da imagem, na imagem, da tela, na tela, do ecrã, no ecrã"),
        around=phrases(
            "por toda parte, ao redor, em volta, em todas as direções, por todos os lados, em toda a volta, à volta"
        ),
    ),
    values={},
    phrases=phrase_lists(
        f"""
PRONOUN: nada/isso/isto/o/a/os/as/lo/la/ele/ela
THE: o/a/os/as/minha/minhas
ONE: opção/alternativa
STOP: para/pára/parar/pare/cancela/cancelar/cancele/chega/interrompe/interromper [já/tudo/isso/agora/aí]
YES: sim [,] pode | sim/claro | sim sim | é sim | claro que sim | pois sim
AGREE: correto/certo/exato/exatamente/confirmo/confirmar/confirma/claro/sim/concordo | de acordo | está
    (bem|certo|correto|bom) | tá (bom|certo) | isso mesmo | pode (fazer|ser|ir|seguir|avançar) | com certeza | é isso
    [mesmo] | pode sim
    | beleza/perfeito | sim pode | pode mandar | manda ver
NAY: não/nao
NO: não/nao/negativo | não não | que não
NOTTHAT: deixa/deixe | nem pensar | nem pense nisso | (isso|esse|essa|isto|assim) não | não
    (isso|esse|essa|assim|ainda|agora|quero|obrigado|obrigada) | não é (isso|correto|assim|esse|essa) | (está|tá)
    errado | errado | incorreto | melhor não | de jeito nenhum | deixa (assim|pra lá) | esquece |
    deixa como está | obrigado | obrigada | não faça isso | claro que não | de modo nenhum
    | deixa estar [como está/assim] | deixe estar [como está/assim] | não (mexe|mexas|mexa) [nisso/aí/em nada] |
    deixa quieto
HELP: ajuda/socorro/ajudar | me ajuda | me ajude | ajude | preciso de ajuda | o que (eu posso|posso|você pode)
    (dizer|fazer|falar|pedir) | como
    funciona | (pode|poderia) [me] ajudar
    | não sei (o que dizer|o que fazer|o que pedir)
LIST: o que temos [até agora] | lista
    | (o que|que) (temos|já temos|tem|já tem|há) [até] [agora/aqui/segmentado/pronto]
RESET: (reinicia|reiniciar|reinicie) [tudo] | (começa|começar|começamos|comece|recomeça|recomeçar|recomece) (de
    novo|do zero|outra vez|do início|tudo de novo|do
    começo|tudo) | recomeçar | volta ao início |
    (desfaz|desfaça|desfazer|reverte|reverter|anula|anular) (tudo|todas as (mudanças|alterações|ações|edições)|todos os
    passos) | do zero | vamos (começar|recomeçar) (de novo|do zero|do início|tudo
    de novo)
    | vamos (começar|recomeçar) tudo [de novo/outra vez/do zero] [do zero/do início] | (começa|comece|começar)
    tudo (de novo|do zero|outra vez) [do zero]
UNDO: anula/anular/anule | (desfaz|desfaça) a última | (desfaz|anula|cancela) o último |
    desfazer/desfaz/desfaça/desfaças/desfaze/desfazes | (volta|voltar|volte) atrás | reverter/reverte/reverta
    | desfaças/desfazeres
LAST: último/última/últimos/últimas/anterior/anteriores
STEPS:
    passo/passos/mudança/mudanças/ação/ações/alteração/alterações/edição/edições/modificação |
    modificações/operação/etapa/etapas
    | coisas/coisa
RETURN: volta/volte/voltar
ASTEP: um passo
TWICE: duas vezes
REDO: (refaz|refaça) o que (eu|você) (desfiz|desfez) | refazer/refaz/refaça/restaurar/restaura/restaure
    | (refaz|refaça|refazer) o que (eu acabei de desfazer|acabei de desfazer|desfizeste|acabaste de desfazer|foi
    desfeito|desfizemos) | (volta|traz|traga) o que (eu desfiz|desfiz) | desfaz o desfazer
AGAIN: [outra/mais] (vez|uma vez) | de novo | novamente | outra vez | mais uma vez | o mesmo [de] [novo] | a mesma
    coisa [de] [novo]
REPEAT: repete/repetir/repita
SAVE: {forms("salv guard grav export", "a e ar es")} | guarde
    | {forms("guard grav salv", "em")} | pode (salvar|guardar|gravar)
MINE: o/a/os/as/lo/la/isso/isto | (o|a) (resultado|máscara|segmentação|trabalho) | as máscaras | os resultados
AS: como/em/para [um/formato/arquivo] [formato]
OUTLINE: (faz|faça|cria|desenha) uma máscara (de|do|da) |
    {forms("segment delimit contorn deline anot", "a e ar es as asse asses em")} |
    delineia/delineie/contorno | (faz|faça|fazer) (a segmentação|o contorno) do/da/de/dos/das
FIND: {forms("desenh marc localiz identific circul destac traç busc", "a ar e")} |
    marque/identifique/localize/destaque/encontra/encontre/encontrar/ache/acha |
    procura/procure/procurar/acuse/circule/assinala/assinale
    | marcasse/marcasses/marquem
APART: aí/aqui
WANT: (quis|queria) dizer | a seguir | [eu]
    (preciso|precisamos|precisava|precisaria|precisávamos|necessito) (do|da|de|dos|das) | [eu]
    (quero|queremos|queria|gostaria de ver|quero ver|quero ter|queria ver) [também/só] | gostaria (do|da|de|dos|das) |
    (me dá|dá|dê|me dê) | vamos (para|pra) [o/a] | agora | (passa|passe) (para|pra|ao|à)
    | [eu] (quero|queria|preciso) [de] (ver|ter)
DO: [vamos/bora] (faz|faça|fazer|faze) [também/só]
CANCEL: cancela/cancelar/cancele
OUTLINING: [a/uma/o/um] (segmentação|delineamento|contorno|delimitação)
HAVE: ver/ter/segmentado/segmentada
WHERE: (onde|aonde) (está|estão|fica|ficam|é que está|se encontra|tá|que está|se encontram) | (cadê|kd)
WHEREIS: onde [está/estão/fica/ficam/tá]
LIES: está/estão/fica
ALSO: também/tb/tbm
MUSTBE: (seria|seriam) (bom|bons|ótimo|útil|legal) | (deve|devem|tem que|precisa) ser
    (segmentado|segmentada|segmentados|segmentadas)
NOTFORGET: não (esqueça|esquece) (o|a|do|da|de)
WITHOUT: sem | exceto | menos | salvo | com exceção (de|do|da) | mas sem | tirando | fora | mas não
LEAVE: {forms("tir retir", "a e ar")} | deixa/deixe
    | (tira|tire|retira|retire) [ela/ele]
OUT: daí | de (aí|lá|dentro|fora|lado) | dali | fora | da (máscara|segmentação)
LEAVEOUT: {forms("exclu", "i a ir as")} | {forms("omit", "e a ir")}
FROM: daí | dali | da (máscara|segmentação)
INSIDE: (faz|fazem) parte [disso] | também faz parte [disso] | pertence a isso
ADD: {forms("adicion acrescent som", "a e ar")} | inclui/inclua/incluir/junta/junte
TOO: também | à máscara | aí
    | todo/toda | todo todo
DELETE: {forms("apag delet elimin", "a e ar ue es ues")} | exclua/apague
REMOVE: {forms("remov tir retir", "a e ar er")}
ONLY: só/somente/apenas
COMPONENT: componente/parte/pedaço/região/ilha/peça
KEEP: {forms("mant conserv", "ém a e er ar enha")} | mantém/mantenha/fica com | deixa/deixe
    | mantém/mantenha | (fica|fique) só com
    | (fica|fique|fiquem) só com
CLEAR: {forms("remov elimin limp apag tir retir", "a e ar er ue")}
SPECKS: (as|os|todas as) [pequenas/pequenos] (ilhas|manchas|fragmentos|pontinhos|manchinhas|ilhotas|sujeiras)
    [soltas/soltos/pequenas/isoladas/isolados]
    | [as/os/todas/todos] [as/os/esses/essas] [pequenas/pequenos]
    (ilhas|manchas|fragmentos|pontinhos|manchinhas|ilhotas|sujeiras|sujeirinhas)
    [soltas/soltos/pequenas/isoladas/isolados] | [os/todos/esses] [os/esses] (pontos|restos|pedacinhos)
    (soltos|isolados)
PART: (a parte | o pedaço | o que está | o que sobra | tudo que está | tudo o que está)
MISSES: [aí/aqui/ali] [ainda/te/está/tá/você/aí] (falta|faltam|faltou|faltando|faltaram) | (você|vc) (esqueceu|perdeu)
    [de] | (esqueceu|esqueceste) [de/se]
    | (ficou|ficaram|tá|está) (faltando|a faltar|de fora) | falta ainda
    | (deixaste|deixou|deixastes) de fora
PIECE: (um|uma|o|a|algo|ainda|uns) [de] [pequeno/pequena]
    (pedaço|pedacinho|parte|pouco|bocado|ponta|borda|região|extremidade|pouquinho|polo|resto|trecho|bocadinho) [mais] |
    algo | tecido | alguma coisa
    | (a|uma|o|um) (pontinha|beiradinha|cantinho|pontinho) [de]
MISSING: (está|tá|é|ficou) (incompleto|incompleta) | incompleto
NOTENOUGH: não é suficiente | (muito|é) pouco | pouco demais | insuficiente | não chega [o suficiente]
GOESFAR: (deve|deveria|tem que|devia) (chegar|ir) [mais]
SPILLS: [está/tá] (vaza|vazou|vazando|transborda|extravasa|sobra|sobrando|sobrou|sobram|passou|ultrapassa) [algo/um
    pouco] | saiu (fora|muito) | você passou
    | passou do limite | passou da borda
OVER: muito
IS: está/é/tá/são/parece/há/tem/ficou/fica | aí tem | ali tem | ainda está | ainda tá
TOOMUCH: demais | demasiado | em excesso | a mais | coisa demais | excesso | muita coisa
    | (tecido|coisa|massa) (a mais|demais)
GOES: vai/chega/foi/foste/desce/sobe
TOOFAR: longe demais | demasiado [longe] | muito | demais | muito longe
FILL: {forms("preench fech tap tamp", "a e ar er")}
    | tapa/tape/tapem/fecha/feche
HOLES: (os|o|as|esses|esse|todos os) (buracos|buraco|furos|furo|lacunas|falhas|buraquinhos|orifícios)
    | buracos/furos
INSIDEIT: dentro | dentro (de|do|da) | em | por dentro | no/na
    | de dentro | no meio | no centro | lá dentro
SMOOTH: {forms("suaviz alis", "a e ar es")} | amacia/regulariza/arredonda/suavizar
BORDER: [a/o/as/os] (borda|bordas|contorno|contornos|superfície|limite|limites|bordo|bordos|máscara|margem)
OF: de/do/da
SMOOTHER: (mais) (suave|liso|lisa|suaves|arredondado|regular) | suave/liso
ROUGH: (irregular|serrilhado|serrilhada|irregulares|áspero|pixelado|dentado|denteado|rugosa|áspera)
TOO: demais | muito | demasiado | um pouco demais | bem | um pouco
SMALL: pequeno/pequena/estreito/estreita/curto/fino/fina/apertado/pequenos
BIG: grande/grandes/largo/larga/gordo/longo/grosso
GROW: {forms("aument ampli dilat alarg expand", "a e ar es")} |
    amplia/amplie/expande/expandir/expanda/cresce/crescer/cresça/engrossa/estende/estender/estenda
SHOULD: (deve|deveria|devia|tem que|precisa|precisava|tinha que) (ser|ficar|estar)
ADDED: mais
LESSENED: menos | a menos
MAKE: (faz|faça|fazer|deixa|deixe|deixar|torna|torne|põe) [ele/ela] | (deve|deveria|tem que|precisa) (ser|ficar)
BIGGER: maior | mais (largo|larga|amplo|grosso|grande|extenso|longo) | maiores | crescer
SMALLER: menor | mais (pequeno|pequena|estreito|estreita|fino|curto|justo|apertado) | menores | menos (grande|largo)
GIVE: {forms("adicion acrescent d", "a e ê")} | dá/coloca/coloque
ONTOP: [de] (margem|mais) | a mais | em volta
SIZE: (o|seu) tamanho
PUT: põe/ponha/bota/bote
TAKEOFF: tira
TO: a/ao/à
SHRINK: {forms("diminu encolh", "i a ir e er as")} |
    reduz/reduza/reduzir/reduzas/encurta/estreita/estreite/contrai/contrair/afina/erode/erodir/aperta
TRIM: {forms("tir", "a e ar")} | apara
SHIFT: {forms("desloc mov arrast", "a e ar er")} | desloque/mexe/mova/move/mover/arraste
HIDE: {forms("ocult escond", "a e ar er es")} | oculte/esconda
AWAY: aí/aqui
SHOW: {forms("mostr exib", "a e ar ir es")} | mostra/mostre/exibe/exiba | deixa eu ver
    | {forms("mostr", "em ando")} | (quero|queria) ver | deixa ver | deixe ver
SELECT: (volta|volte|voltar|voltemos) (para|pra|ao|à|a) [o/a] | {forms("selecion", "a e ar")}
TELL: qual é | qual | diz/diga/calcula/calcule/calcular/fala | me (diz|diga|dá)
    | fala/dá/dizes | quero saber | quanto é
DIAMETER: [o/seu] diâmetro
    | [o/seu] diâmetro (máximo|maior) | [o] (maior|máximo) diâmetro
VOLUME: [o/seu] volume
WHATVOLUME: (que|qual) volume tem | quantos (ml|mililitros) tem | que tamanho tem | quanto mede | qual o volume
    (do|da|de)
HOWBIG: (qual|que) (é o tamanho|o tamanho|tamanho) (é|do|da|de|tem) | quão grande é
MEASURE: {forms("med meç", "e a ir")}
GOTO: vá/ir/vai/pula/salta/vamos [para/pra/ao/até/à] | para | pra
    | (vai|vá|vamos|pula|passa) (pro|para o|ao|para a|no|na) [corte]
SLICE: [o/a/ao/à] (corte|imagem|fatia)
NUMBER: número/nro/n
ALLOFIT: tudo | todos
NEXT: [o/a/ao/à] próximo/próxima/seguinte (corte|imagem|fatia) | (corte|imagem|fatia) seguinte | próximo/próxima
    | [o/a] seguinte
PREVIOUS: [o/a/ao/à] (corte|imagem|fatia) anterior
DONE: que (fizeste|você fez|cê fez|fiz|fizemos)
SNEAKED: entrou [junto/também/aí] | (está|tá|ficou) (dentro|incluída|incluído|junto|lá dentro) | veio junto
OUTOF: fora | pra fora | para fora | (sai|saia) fora
INTENSITY: [a/o/sua] (densidade|intensidade|sinal|valor|hu) [média/médio] | [a] média de (densidade|intensidade|hu)
AREA: [a/sua] área
HOWMANY: quantos/quantas | [o] número de
THERE: há/tem/temos/são/existem/vês
HALF: [mas] [só] [a/pela] metade
    | só que [a/pela] metade
EXTRA: mais | a mais
MOREOF: mais/ainda
FORWARD: à frente | para a frente | pra frente | adiante
GOBACK: (volta|volte|voltar|recua|recue|recuar|retrocede|retroceda)
GOON: (avança|avance|avançar)
RATHER: antes | de preferência | em vez disso
THEREIS: aí/aqui/ali
OUTAGAIN: (isso|ela|ele) (tem que|deve) sair | tem que tirar
CUTOFF: corta/corte/cortar/recorta/recorte/recortar [fora]
AROUND: em volta | ao redor | à volta | do lado
AWAYWITH: fora
IN: em/no
KEEPONLY: (fica|fique) só com | (mantém|mantenha|deixa|deixe) (só|apenas|somente)
NOTPART: não (faz|fazem) parte [disso/dele] | não (pertence|entra) [aí/a isso]
HOWMANYML: quantos (ml|mililitros) [tem/são/dá/dão]
    | quantos (ml|mililitros)
SWITCH: mudar/passar
BYHALF: pela metade | à metade | para a metade
FIRST: primeiro/primeira
UPWARD: mais acima | para cima | mais para cima
DOWNWARD: mais abaixo | para baixo | mais para baixo
TOOK: pegou/pegaste/apanhaste/apanhou/incluíste | você pegou
WITHIT: junto/também | junto também
ASLICE: um corte | uma imagem | uma fatia
JUMP: (vá|ir|vai|pula|salta) (para|pra|ao|até)
"""
    ),
    rules=(),
    glue=words(", e mas só também aí aqui"),
)

_SIDES = meanings(
    """
left: esquerdo, esquerda, esquerdos, esquerdas, esq, do lado esquerdo, da esquerda, à esquerda, lado esquerdo
right: direito, direita, direitos, direitas, dir, do lado direito, da direita, à direita, lado direito
both: ambos, ambas, dois, duas, bilateral, bilaterais, ambos os, ambas as, dos dois lados, em ambos os lados, nos dois
    lados, de ambos os lados
opposite: outro, outra, outros, outras, contralateral, oposto, oposta
"""
)

PORTUGUESE = Tongue(
    name="Portuguese",
    nouns=Nouns(
        names=NAMES,
        sides=cast("dict[str, Side]", _SIDES),
        which=cast(
            "dict[str, Which]",
            meanings(
                """
largest: maior, maiores
smallest: menor, menores
uppermost: mais alto, mais alta
lowermost: mais baixo, mais baixa
"""
            ),
        ),
        determiners=words(
            """o a os as um uma uns umas este esta estes estas esse essa esses essas aquele aquela seu sua meu ao à
            do da de dos das"""
        ),
        quantities=words("todos todas todo toda cada três"),
        modifiers=words("inteiro inteira inteiros completo completa completos completas visível visíveis"),
        references=meanings(
            """
active: o, a, os, as, lo, la, isso, isto, ele, ela, esse, essa, este, esta, a máscara, máscara, a segmentação, essa
    máscara,
    esta máscara, a estrutura, o contorno atual
all: tudo, todas as máscaras, todas as estruturas, todos os órgãos, tudo isso, todas as segmentações, todas, todos
nothing: nada
"""
        ),
        links=phrases("de, do, da, dos, das, em, no, na, nos, nas, de um, de uma, ao nível do, ao nível da"),
        lists=phrases(
            """nem, e, comma, +, mais o, mais a, assim como, bem como, e também, além de, junto com, e ainda, &, com"""
        ),
    ),
    language=_LANGUAGE,
    joints=phrases(
        """e, comma, depois, e depois, então, mas, e então, em seguida, e em seguida, e agora, e sim, mas sim, daí, e
        aí, aí"""
    ),
    cuts=words("sem exceto salvo"),
    noise=phrases(
        """se der, por via das dúvidas, se puderes, digamos, se possivel, quando puder, quando puderes, por
    favor, pfv, pf, pfvr, obrigado, obrigada, eh, ah, hã, bom comma, me, nos, agora, olá, oi, limis, ok, okay, olha,
    hum, merda, porra, caramba, droga, caralho, bom dia, boa tarde, muito obrigado, se puder, se possível, então,
    depois, já, né, pra mim, para mim, ainda, por gentileza,
        nessa imagem, nesta imagem, na tomografia, nesta tc, na ressonância, desculpa, desculpe, faz favor, se faz
        favor, primeiro,
        agora mesmo, tipo, viu, aí comma, rapidinho, ó comma, olhe comma, olhe, é comma, bem comma, para nós, lá,
        ai, opa comma, beleza, ótimo, perfeito comma, muito bem, tá bom comma, está bom comma, ficou bom comma,
        ficou ótimo comma, certo comma, um instante, um instantinho, um momento, um minuto, um segundo,
        para terminar, pra terminar, para acabar, por fim, por último, finalmente, para começar, pra começar, gente,
        pessoal, cara, moço, moça, então tá, vá lá, ora bem, valeu, show comma, legal comma, é isso comma,
        que quero, que eu quero, que eu queria,
        em ml, em mililitros, ih, ixi, vish, nossa, ops, gente boa,
        tudo bem comma, está tudo bem comma, tudo certo comma, tudo bom comma, tudo ok comma, tudo ótimo comma,
        oi comma tudo bem, oi tudo bem, olá tudo bem, olá comma tudo bem, só por curiosidade, por curiosidade,
        neste paciente, nesse paciente, nesta paciente, pra mim, desde já obrigado,
        afinal, não gostei comma"""
    ),
    polite=phrases(
        """pode, podes, poderia, poderias, podia, você pode, você poderia, vc pode, vc poderia, podemos, poderíamos,
        dá pra, dá para,
        quero, queria, queremos, preciso, gostaria de, gostaria que, tem que, é preciso, vamos, seria possível, é
        possível, quero que,
        você podia, consegue, consegues, você consegue, pode ser, me ajuda a, tenta, tente, o senhor pode, o senhor
        poderia, a senhora
        pode, a senhora poderia, queria que, faça o favor de, faz o favor de, será que pode, será que você pode, e,
        mas, favor,
        você, vc, também, que, só, podias, podíamos, gostava de, gostava que, queria, bora, bora lá, vamos lá, dava
    para, dava pra, dá pra, dá para, seria bom, era bom, """
    ),
    nots=words("não nunca jamais"),
    idioms=phrases("""o colo, um ponto, dois pontos, pupila, pupilas, da a mao, tira a mao, guarda a mao, uma mao,
        um dos dois, uma das duas, só aqui, aumento do, aumento da, aumento de,
        falta gente,
        obrigada coração, obrigado coração, oi coração, salve a todos, salve todos, salvem todos"""),
    unnamed=frozenset({"é", "à", "às", "está", "estão", "estás"}),
    stops=words("pare stop"),
    confused=frozenset({"e"}),
    corrections=phrases(
        """espera, espere, ops, aliás, digo, quer dizer, quero dizer, ou melhor, melhor, não comma, não perdão,
        não espera, não não, não digo, não melhor,
        ai não, opa, opa não, não desculpa, desculpa não, perdão não, ah não, ups, epa,
        me enganei, enganei me, errei"""
    ),
    apologies=phrases("perdão, desculpa, desculpe"),
    merely=phrases("só, que sejam, que seja, melhor, apenas, digamos"),
    infinitives=("ar", "er", "ir", "or"),
    pasts=("ei", "iu", "ou"),
    auxiliaries=words("que"),
    later=words("depois tarde"),
    holding=phrases("um instante, um instantinho, um momento, um minuto, um segundo, espera, espere, peraí"),
    sides_after=words("esquerdo esquerda esquerdos esquerdas direito direita direitos direitas esq dir"),
    comparing=True,
    before_verbs=words("o a os as lo la"),
    stiff=("ite", "iu", "ou", "ado", "ada", "ento"),
    many=words("os as"),
    asking=words("pode podes poderia poderias podia você vc consegue consegues dá importa seria podem"),
    copulas=phrases("são, e sim").with_more(("é",)),
)
"""Portuguese as the reader of commands knows it."""
