"""What things are called in Portuguese."""

from __future__ import annotations

from limis.prompts.languages.tables import counted, meanings

__all__ = ["NAMES"]

NAMES = meanings(
    """
liver: fígado, fígados
hepatic: hepático, hepática, hepáticos, hepáticas
spleen: baço, baços
splenic: esplênico, esplênica, esplénica
kidney: rim, rins
renal: renal, renais
renal cortex: córtex renal
adrenal gland: suprarrenal, suprarrenais, adrenal, adrenais, glândula adrenal, glândula suprarrenal
ureter: ureter, ureteres
gallbladder: vesícula, vesícula biliar, vesículas
bile duct: via biliar, vias biliares, ducto biliar, colédoco
stomach: estômago, estômagos
pancreas: pâncreas
pancreatic: pancreático, pancreática
duodenum: duodeno
small bowel: intestino delgado
colon: cólon, intestino grosso
bowel: intestino, intestinos
appendix: apêndice
rectum: reto
urinary bladder: bexiga, bexigas, bexiga urinária
urethra: uretra
prostate: próstata
prostatic: prostático, prostática
seminal vesicle: vesícula seminal, vesículas seminais
uterus: útero
ovary: ovário, ovários
testis: testículo, testículos
diaphragm: diafragma
lung: pulmão, pulmões
pulmonary: pulmonar, pulmonares
lung upper lobe: lobo superior, lobos superiores
lung middle lobe: lobo médio
lung lower lobe: lobo inferior, lobos inferiores
trachea: traqueia, traquéia
airway: via aérea, vias aéreas
bronchus: brônquio, brônquios
pleura: pleura
pleural effusion: derrame pleural, derrames pleurais
esophagus: esôfago, esófago
thyroid gland: tireoide, tiroide, glândula tireoide
heart: coração, corações
cardiac: cardíaco, cardíaca, cardíacos, cardíacas
myocardium: miocárdio
pericardium: pericárdio
atrium: átrio, aurícula
atria: átrios, aurículas
ventricle: ventrículo
ventricles: ventrículos
heart ventricle: ventrículo cardíaco
heart chambers: câmaras cardíacas, cavidades cardíacas
brain ventricle: ventrículo cerebral, ventrículos cerebrais
lateral ventricle: ventrículo lateral, ventrículos laterais
heart valve: válvula cardíaca, valva cardíaca
aortic valve: válvula aórtica, valva aórtica
mitral valve: válvula mitral, valva mitral
aorta: aorta, aortas
aortic arch: arco aórtico, arco da aorta
vena cava: veia cava
inferior vena cava: veia cava inferior, cava inferior, vci
superior vena cava: veia cava superior, cava superior, vcs
portal vein: veia porta, porta
blood vessel: vaso, vasos, vaso sanguíneo, vasos sanguíneos
artery: artéria, artérias
vein: veia, veias
pulmonary artery: artéria pulmonar
pulmonary vein: veia pulmonar, veias pulmonares
coronary artery: coronária, coronárias, artéria coronária, artérias coronárias
carotid artery: carótida, carótidas
brain: cérebro, encéfalo
cerebral: cerebral, cerebrais
cerebellum: cerebelo
brainstem: tronco encefálico, tronco cerebral
hippocampus: hipocampo, hipocampos
thalamus: tálamo, tálamos
white matter: substância branca
gray matter: substância cinzenta
pituitary gland: hipófise
spinal cord: medula espinhal, medula espinal, medula
spine: coluna, coluna vertebral
cervical spine: coluna cervical
thoracic spine: coluna torácica, coluna dorsal
lumbar spine: coluna lombar
vertebra: vértebra, vértebras
vertebral body: corpo vertebral
lumbar vertebra: vértebra lombar, vértebras lombares
cervical vertebra: vértebra cervical, vértebras cervicais
intervertebral disc: disco intervertebral, discos intervertebrais
sacrum: sacro
rib: costela, costelas
sternum: esterno
clavicle: clavícula, clavículas
scapula: escápula, escápulas, omoplata, omoplatas
skull: crânio
mandible: mandíbula
maxilla: maxila
tooth: dente, dentes
humerus: úmero, húmero
pelvis: pelve, bacia, pélvis
hip: quadril, anca
femur: fêmur, fêmures, fémur
femoral head: cabeça femoral, cabeças femorais, cabeça do fêmur
tibia: tíbia
fibula: fíbula, perônio
patella: patela, patelas, rótula
knee: joelho, joelhos
shoulder: ombro, ombros
hand: mão, mãos
bone: osso, ossos
cartilage: cartilagem
muscle: músculo, músculos
psoas: psoas
nerve: nervo, nervos
optic nerve: nervo óptico, nervos ópticos
optic disc: papila, papila óptica, disco óptico
optic cup: escavação
macula: mácula
retina: retina
eye: olho, olhos
eye lens: cristalino
ear: orelha, orelhas, ouvido, ouvidos
skin: pele
fat: gordura
lymph node: linfonodo, linfonodos, gânglio, gânglios, gânglio linfático
nucleus: núcleo, núcleos
cell: célula, células
gland: glândula, glândulas
tumor: tumor, tumores
mass: massa, massas
lesion: lesão, lesões
skin lesion: lesão cutânea, lesão de pele, lesão da pele
melanoma: melanoma, melanomas
nodule: nódulo, nódulos
lung nodule: nódulo pulmonar, nódulos pulmonares
thyroid nodule: nódulo tireoidiano, nódulos tireoidianos
cyst: cisto, cistos, quisto, quistos
metastasis: metástase, metástases
polyp: pólipo, pólipos
hemorrhage: hemorragia, hemorragias, sangramento
intracranial hemorrhage: hemorragia cerebral, hemorragia intracraniana
hematoma: hematoma, hematomas
infarct: infarto, infartos, enfarte
stone: cálculo, cálculos, pedra, pedras
kidney stone: cálculo renal, cálculos renais, pedra no rim
gallstone: cálculo biliar, cálculos biliares
calcification: calcificação, calcificações
thrombus: trombo, coágulo, trombos
aneurysm: aneurisma, aneurismas
fracture: fratura, fraturas
edema: edema
wound: ferida
fetal head: cabeça fetal
""".lower()
) | counted(
    "costela",
    "primeira segunda terceira quarta quinta sexta sétima oitava nona décima undécima duodécima",
    "rib",
)
"""Portuguese phrases, and the English ones that the vocabulary knows."""
