"""The words with which German, French, Spanish and Portuguese say why: "weil", "c'est pour", "ya no lo necesito"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from limis.prompts.languages.tables import made, phrases, words
from limis.prompts.phrases import Phrases

__all__ = ["REASONS", "Reasons"]


@dataclass(frozen=True)
class Reasons:
    """How a language gives reasons.

    Attributes:
        because: What says that a reason follows: "weil".
        first: What says so where it begins a sentence: "como".
        telling: What says, behind a request, who wants it or waits for it: "der Chirurg wartet".
        wanting: Words of it by which somebody wants or waits for what is only named: "leber und milz, der chef wartet".
        purpose: What says, anywhere, what something is for: "c'est pour".
        stating: What begins a statement about what is there, or an owning up: "das ist", "je me suis".
        needless: What says that a thing is not needed, beside what puts it away: "die brauche ich nicht".
        unsure: What says that one does not know what to say, beside a cry for help.
        mistaken: Words of a statement that something was done wrongly, beside what takes it back.
        approving: Words that find something good.
        seeing: Words of what can be seen, or not.
        belonging: Words of what belongs to something, or not.
        otherwise: What says what happens else, as long as it asks for nothing itself: "sonst".
        swaying: Words by which a reason may change, doubt, delay or forbid what is asked for: "wenn", "aber", "nur".
    """

    because: Phrases
    first: Phrases
    telling: Phrases
    wanting: frozenset[str]
    purpose: Phrases
    stating: Phrases
    needless: Phrases
    unsure: Phrases
    mistaken: frozenset[str]
    approving: frozenset[str]
    seeing: frozenset[str]
    belonging: frozenset[str]
    otherwise: Phrases
    swaying: frozenset[str]


def _all(*lists: Iterable[str]) -> Phrases:
    return Phrases([phrase for each in lists for phrase in each])


_GERMAN = Reasons(
    because=phrases("weil, denn, da, damit, zumal, schließlich, immerhin, weils, weil s, nämlich"),
    first=phrases(""),
    telling=_all(
        made(
            "der | die | unser | unsere | mein | meine",
            "chirurg | chirurgin | oberarzt | oberärztin | chefarzt | chefärztin | chef | chefin | kollege | kollegin"
            "| kollegen | professor | patient | patientin | radiologe | radiologin | onkologe | onkologin | operateur"
            "| strahlentherapeut | operateurin | anästhesist | anästhesie | assistent | doktorand | doktorandin"
            "| physiker | physikerin | chirurgie | onkologie | urologie | strahlentherapie | radiologie | studie | op",
            "will | möchte | braucht | brauchen | wartet | warten | hat | kommt | drängt | steht | wollen",
        ),
        made(
            "ich | wir",
            "brauche | brauch | brauchen | benötige | benötigen",
            "das | es | die | den | sie | ihn | da | hier | dafür | einen | mehr",
        ),
        made("ich | wir", "muss | müssen", "das | es | gleich | jetzt | heute"),
        made("die chirurgen | die kollegen | die patienten | alle | sie", "warten | brauchen | wollen"),
        made("das | dies | es | die | der | den", "brauche | brauch | brauchen | benötige | benötigen", "ich | wir"),
    ),
    wanting=words("will möchte braucht brauchen brauche brauch wartet warten wollen benötige benötigen"),
    purpose=_all(made("das | es | ist", "| ist | geht | dient", "für | zum | zur")),
    stating=_all(
        made(
            "das | dies | es | der | die | da | hier | sie | er | der rest | das andere | die anderen | alles andere",
            "ist | war | sind | waren | passt | gehört | gehören | sieht | sah | ging | wirkt",
        ),
        made("ich | wir", "sehe | seh | sehen"),
        made("da | hier", "bin | sind | sehe | seh", "ich | wir"),
        made("das | die", "ist | sind", "nur | bloß", "rauschen | artefakt | artefakte | luft | müll"),
        made("so", "sieht | seh | sehe | sehen", "man | ich | wir"),
        made("morgen | heute | übermorgen | gleich | nachher", "operieren | besprechen | zeigen | brauchen", "wir"),
        made(
            "ich | wir",
            "will | wollen | möchte | möchten | muss | müssen",
            "sie | das | es | ihn",
            "vergleichen | zeigen",
        ),
        made("ich hab | ich habe | da hab ich | da habe ich", "mich | mich da |", "vertan | geirrt | verklickt"),
    ),
    needless=_all(
        made(
            "die | den | das | sie | ihn", "brauche | brauch | brauchen", "ich | wir", "nicht | nicht mehr | gar nicht"
        ),
        made("ich | wir", "brauche | brauch | brauchen", "sie | die | den | ihn | das | es", "nicht | nicht mehr"),
        made(
            "die | den | das",
            "brauche | brauch | brauchen",
            "ich | wir",
            "heut | heute | jetzt | hier |",
            "nimmer | nicht",
        ),
        made("sie | er | es | die | der | das", "stört | stören", "mich | uns |", "nur | hier | da | gerade |"),
        made("die | der | das | sie", "ist | sind", "mir |", "nur |", "im weg"),
    ),
    unsure=_all(made("ich weiß", "nicht", "was | wie | welche")),
    mistaken=words("quatsch falsch fehler versehen nix mist blödsinn vertan geirrt verklickt unsinn murks"),
    approving=words("gut richtig passt ok okay perfekt stimmt besser fertig fein toll schön"),
    seeing=words("sehe seh sehen erkenne erkennen sieht"),
    otherwise=phrases("sonst, ansonsten"),
    belonging=words("dazu rein hin hierher"),
    swaying=words(
        """wenn falls sobald bevor bis ob aber sondern oder dann danach erst auch außer ohne nachdem vielleicht bitte
        nur beide beiden beides alles alle doppelt doppelte halb halbe hälfte noch später erlaubt erlauben entscheiden
        entscheidet klären dagegen verbietet verboten nötig scherz spaß witz sicher unsicher behalten aufheben zeit
        früh genug reicht zu größer kleiner breiter enger dicker dünner sagt sagte sagen meint meinte fragt fragte immer
        bild bilder schnitt schnitte überlegen angeblich eventuell fast niemand keiner kein keine statt lassen lass"""
    ),
)

_FRENCH = Reasons(
    because=phrases(
        """parce que, parce qu, car, puisque, puisqu, vu que, vu qu, étant donné que, étant donné qu, comme ça, histoire
        de, pour que, pour qu, afin que, afin de, afin d, pour voir, pour calculer, pour mesurer, pour planifier, pour
        préparer, pour montrer, pour comparer"""
    ),
    first=phrases("comme"),
    telling=_all(
        made(
            "le | la | l | mon | ma | notre | les",
            "chirurgien | chirurgienne | chirurgiens | patron | patronne | chef | cheffe | collègue | collègues"
            "| patient | patiente | professeur | radiologue | oncologue | radiothérapeute | interne | externe"
            "| anesthésiste | urologue | neurochirurgien | bloc | équipe | physicien | thésard | doctorant",
            "veut | veulent | voudrait | attend | attendent | demande | demandent | a | arrive | en a besoin | est",
        ),
        made("c est", "le chirurgien qui | le patron qui | le chef qui | la chirurgie qui"),
        made("j en ai | on en a | nous en avons", "besoin"),
        made("j | on | nous", "ai | a | avons", "besoin de ça | besoin de voir | besoin de le voir | besoin d en"),
        made("j | on | nous", "ai | a | avons", "besoin d une | besoin d un"),
        made("je | on | nous", "dois | doit | devons", "le | la | les | voir | présenter | mesurer | montrer"),
    ),
    wanting=words("veut veulent voudrait attend attendent demande demandent besoin"),
    purpose=_all(made("c est", "pour | urgent | important")),
    stating=_all(
        made("c | ça | ce | là c | ici c", "est | était"),
        made("ce n", "est | était"),
        made("ça | il | elle | ils | elles", "est | sont | était | va | cache"),
        made("ça ne | il n | elle n | ça n | elles n | ils n", "va | est | fait | a | en fait | en font"),
        made("il | elle | ça", "en fait | en font", "| pas"),
        made("je | on", "suis | est", "déjà | là | dans"),
        made("je | on", "vois | voit | ne vois | ne voit | n y vois | n y voit | y voit | y vois"),
        made("je me suis | on s est"),
        made("vous l | tu l | vous les | tu les", "avez | as", "pris | prise | mis | mise | inclus | incluse"),
        made(
            "on va | on doit | je vais | je dois | j aimerais | je voudrais",
            "le | la | les |",
            "comparer | regarder | voir",
        ),
        made("demain | après demain | cet après midi", "on", "l | le | la |", "opère | présente"),
        made("j", "y vois | ai fait | ai cliqué"),
        made("le reste | le gros | le grand | les autres | l autre", "est | sont | c est"),
    ),
    needless=_all(
        made("on | j | je | nous", "n |", "en", "a | ai | avons", "pas | plus", "besoin"),
        made("j | on", "ai | a", "pas | plus", "besoin de ça"),
        made("elle | il | ça", "me | nous | m |", "gêne | dérange", "| la vue"),
    ),
    unsure=_all(made("je ne sais | je sais", "pas", "quoi | quelles | comment")),
    mistaken=words("erreur trompé trompée bêtise faux connerie importe bourde"),
    approving=words("bon bonne bien parfait parfaite ok juste correct mieux fini"),
    seeing=words("vois voit voir"),
    otherwise=phrases("sinon"),
    belonging=words("partie"),
    swaying=words(
        """si quand lorsque avant jusqu jusque mais ou puis ensuite après aussi sauf sans dès peut être seulement seul
        seule uniquement deux double moitié tous toutes tout toute encore tard décide décider valider valide approuver
        approuve autoriser contre refuse interdit interdite blague rire sûr sûre garder conserver temps tôt assez suffit
        plus moins grand grande petit petite gros grosse trop dit disait raconte toujours image images tranche
        réfléchir attendre peine nécessaire doute presque aucun aucune personne laisser laisse"""
    ),
)

_SPANISH = Reasons(
    because=phrases(
        """porque, ya que, dado que, puesto que, para que, para ver, para medir, para calcular, para planificar, para
        planear, para preparar, para comparar, para presentar, para mostrar, que lo, que la, que me, que nos, que yo,
        que el cirujano, que la cirujana, que hay que, que tengo que, que tenemos, que es para, que necesito, que
        necesitamos, que el paciente, que la paciente, que el jefe, es que"""
    ),
    first=phrases("como"),
    telling=_all(
        made(
            "el | la | los | mi | nuestro | nuestra",
            "cirujano | cirujana | cirujanos | jefe | jefa | colega | colegas | compañero | compañera | paciente"
            "| profesor | radiólogo | radióloga | oncólogo | oncóloga | radioterapeuta | residente | anestesista"
            "| urólogo | neurocirujano | quirófano | equipo | físico | doctorando | tutor | adjunto",
            "quiere | quieren | lo quiere | la quiere | lo pide | la pide | espera | esperan | está | lo necesita"
            "| la necesita | viene | tiene",
        ),
        made("lo | la | los | las", "necesito | necesitamos | pide | piden | pidió | quiere | quieren | ocupo"),
        made("me | nos", "lo | la | los | las", "pide | piden | pidió | pidieron | ha pedido | han pedido"),
    ),
    wanting=words("quiere quieren pide piden pidió espera esperan necesita necesito necesitamos ocupo"),
    purpose=_all(made("es | son", "para | urgente | importante")),
    stating=_all(
        made(
            "eso | esto | ese | esa | ahí | aquí | acá | lo otro | lo demás | el resto", "| ya", "es | era | fue | son"
        ),
        made("el grande | la grande | el otro | la otra | los otros | las otras", "es | son | era"),
        made("ya es | ya son | ahí ya es | fue | fue un | era | eran | es un | es una | está | están | estaba"),
        made("| que", "al final", "estaba | está | era | es | quedó | sí"),
        made("que", "estaba | era | quedó | está quedando | se está quedando"),
        made("que así", "no se ve | no veo | no vemos"),
        made("que el resto | que lo demás", "es | son"),
        made(
            "mañana | hoy | pasado mañana",
            "lo | la | los | las | nos |",
            "operamos | presentamos | vemos | vamos a operar",
        ),
        made("me", "equivoqué | he equivocado | confundí | he confundido"),
        made("no", "se ve | veo | vemos | quedó | ha quedado | está | estaba | es parte | forma | pertenece | va"),
        made("que no", "se ve | veo | vemos", "nada | bien"),
        made("quedó | ha quedado | salió | ha salido", "mal | bien | fatal | horrible | raro | feo"),
    ),
    needless=_all(
        made("ya |", "no", "lo | la | los | las", "necesito | necesitamos | ocupo", "| más | para nada"),
        made("que |", "ya |", "no", "me | nos |", "hace falta | hacen falta | sirve | sirven | interesa | interesan"),
        made("que |", "ya |", "no", "lo | la | los | las", "necesito | necesitamos | ocupo"),
        made("esa | ese | eso | esas | esos", "no", "me | nos", "interesa | interesan | sirve | sirven"),
        made("me", "estorba | estorban | molesta | molestan | tapa"),
    ),
    unsure=_all(made("no", "sé", "qué | cómo | cuáles")),
    mistaken=words("error equivoqué equivocado confundí confundido tontería mal"),
    approving=words("bien bueno buena perfecto perfecta correcto mejor listo"),
    seeing=words("veo vemos ve ver"),
    otherwise=phrases("de lo contrario"),
    belonging=words("parte pertenece va"),
    swaying=words(
        """si cuando antes hasta pero sino o luego después también salvo sin apenas quizá quizás primero mejor solo sólo
        únicamente ambos ambas dos doble mitad todo todos toda todas todavía aún tarde decide decidir aprobar aprobarlo
        aprueba autorizar contra niega prohíbe prohibido broma seguro segura guardar conservar temprano basta suficiente
        más menos grande pequeño pequeña dijo dice dicen pregunta siempre imagen pensar pensarlo hablar hablarlo esperar
        esperamos necesario duda nadie ningún ninguna dejar deja demasiado casi"""
    ),
)

_PORTUGUESE = Reasons(
    because=phrases(
        """porque, pois, já que, visto que, uma vez que, dado que, para que, pra que, para ver, pra ver, para medir, pra
        medir, para calcular, para planejar, para planear, para preparar, para comparar, para apresentar, para mostrar,
        que eu, que a gente, que o cirurgião, que a cirurgiã, que o paciente, que a paciente, que o chefe, que é para,
        que é pra, que preciso, que precisamos, que temos, que tenho, é que, que nós, pra eu, para eu, pra gente, para a
        gente"""
    ),
    first=phrases("como"),
    telling=_all(
        made(
            "o | a | os | meu | minha | nosso | nossa",
            "cirurgião | cirurgiã | cirurgiões | chefe | chefa | colega | colegas | paciente | doente | professor"
            "| radiologista | oncologista | radioterapeuta | residente | interno | anestesista | urologista"
            "| neurocirurgião | bloco | equipe | equipa | físico | doutorando | orientador | médico | médica",
            "quer | querem | pediu | pede | precisa | espera | está esperando | tá esperando | vem | tem",
        ),
        made("eu |", "preciso | precisamos", "disso | dele | dela | deles | delas"),
        made("a gente", "precisa", "disso | dele | dela | ver"),
    ),
    wanting=words("quer querem pediu pede precisa preciso precisamos espera esperando"),
    purpose=_all(made("é | são", "para | pra | pro | urgente | importante")),
    stating=_all(
        made("isso | isto | esse | essa | aí | aqui | ali | o resto", "| já", "é | era | foi | são"),
        made("o grande | a grande | o outro | a outra | os outros | as outras", "é | são | era"),
        made("já é | já são | aí já é | foi | foi um | era | eram | é um | é uma | está | tá | estava | estão | tão"),
        made("afinal | no fim | no final", "estava | está | tava | era | ficou"),
        made("errei | me enganei | enganei me | me confundi | foi engano | foi sem querer"),
        made("não", "se vê | vejo | dá para ver | dá pra ver | ficou | está | tá | estava | faz parte | pertence"),
        made("ficou | saiu", "mal | ruim | péssimo | bom | bem | torto | estranho | feio | horrível"),
        made("que", "a margem | o contorno | a borda | a máscara | a imagem"),
        made("que o resto", "é | são"),
        made("que", "eu |", "me enganei | errei"),
        made("amanhã | hoje", "a gente |", "opera | operamos | vamos operar | apresento | apresentamos"),
        made("que", "ele | ela", "entrou | não pertence | não faz parte"),
        made("que não", "se vê | vejo | dá pra ver | dá para ver", "nada | bem"),
    ),
    needless=_all(
        made("eu |", "já |", "não", "preciso | precisamos", "mais |", "dele | dela | deles | delas | disso"),
        made("não", "me |", "interessa | interessam | serve | servem | faz falta"),
        made("que |", "não", "preciso | precisamos", "dele | dela | disso"),
        made("está | tá", "me |", "atrapalhando | a atrapalhar | a tapar | na frente"),
        made("só |", "atrapalha | atrapalham | estorva | estorvam", "aqui |"),
    ),
    unsure=_all(made("não", "sei", "o que | como | quais")),
    mistaken=words("erro errei enganei engano confundi querer errado asneira besteira bobagem"),
    approving=words("bom boa bem certo certa perfeito perfeita correto ok pronto melhor"),
    seeing=words("vejo vê ver"),
    otherwise=phrases("senão, caso contrário"),
    belonging=words("parte pertence entrou"),
    swaying=words(
        """se quando antes até mas ou depois também salvo sem talvez primeiro só somente apenas ambos ambas dois duas
        dobro metade tudo todos todas todo toda ainda tarde decide decidir aprovar autorizar contra proibiu proíbe
        brincadeira certeza guardar manter cedo basta suficiente mais menos maior menor grande pequeno pequena disse diz
        falou pergunta sempre pensar conversar esperar necessário quase ninguém nenhum nenhuma deixar deixa demais"""
    ),
)

REASONS = {"German": _GERMAN, "French": _FRENCH, "Spanish": _SPANISH, "Portuguese": _PORTUGUESE}
"""By the English name of a language."""
