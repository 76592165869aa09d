"""What things are called in Spanish."""

from __future__ import annotations

from limis.prompts.languages.tables import counted, meanings

__all__ = ["NAMES"]

NAMES = meanings(
    """
liver: hígado, hígados
hepatic: hepático, hepática, hepáticos, hepáticas
spleen: bazo, bazos
splenic: esplénico, esplénica
kidney: riñón, riñones
renal: renal, renales
renal cortex: corteza renal
adrenal gland: suprarrenal, suprarrenales, glándula suprarrenal, glándulas suprarrenales, adrenal, adrenales
ureter: uréter, uréteres
gallbladder: vesícula, vesícula biliar, vesículas
bile duct: vía biliar, vías biliares, conducto biliar, colédoco
stomach: estómago, estómagos
pancreas: páncreas
pancreatic: pancreático, pancreática
duodenum: duodeno
small bowel: intestino delgado
colon: colon, intestino grueso
bowel: intestino, intestinos
appendix: apéndice
rectum: recto
urinary bladder: vejiga, vejigas, vejiga urinaria
urethra: uretra
prostate: próstata
prostatic: prostático, prostática
seminal vesicle: vesícula seminal, vesículas seminales
uterus: útero, matriz
ovary: ovario, ovarios
testis: testículo, testículos
diaphragm: diafragma
lung: pulmón, pulmones
pulmonary: pulmonar, pulmonares
lung upper lobe: lóbulo superior, lóbulos superiores
lung middle lobe: lóbulo medio
lung lower lobe: lóbulo inferior, lóbulos inferiores
trachea: tráquea
airway: vía aérea, vías aéreas
bronchus: bronquio, bronquios
pleura: pleura
pleural effusion: derrame pleural, derrames pleurales
esophagus: esófago
thyroid gland: tiroides, glándula tiroides
heart: corazón, corazones
cardiac: cardíaco, cardíaca, cardíacos, cardíacas
myocardium: miocardio
pericardium: pericardio
atrium: aurícula, atrio
atria: aurículas, atrios
ventricle: ventrículo
ventricles: ventrículos
heart ventricle: ventrículo cardíaco
heart chambers: cavidades cardíacas, cámaras cardíacas
brain ventricle: ventrículo cerebral, ventrículos cerebrales
lateral ventricle: ventrículo lateral, ventrículos laterales
heart valve: válvula cardíaca
aortic valve: válvula aórtica
mitral valve: válvula mitral
aorta: aorta, aortas
aortic arch: arco aórtico, cayado aórtico, cayado de la aorta
vena cava: vena cava
inferior vena cava: vena cava inferior, cava inferior, vci
superior vena cava: vena cava superior, cava superior, vcs
portal vein: vena porta, porta
blood vessel: vaso, vasos, vaso sanguíneo, vasos sanguíneos
artery: arteria, arterias
vein: vena, venas
pulmonary artery: arteria pulmonar
pulmonary vein: vena pulmonar, venas pulmonares
coronary artery: coronaria, coronarias, arteria coronaria, arterias coronarias
carotid artery: carótida, carótidas
brain: cerebro, encéfalo
cerebral: cerebral, cerebrales
cerebellum: cerebelo
brainstem: tronco encefálico, tronco cerebral
hippocampus: hipocampo, hipocampos
thalamus: tálamo, tálamos
white matter: sustancia blanca
gray matter: sustancia gris
pituitary gland: hipófisis
spinal cord: médula espinal, médula
spine: columna, columna vertebral, raquis
cervical spine: columna cervical
thoracic spine: columna torácica, columna dorsal
lumbar spine: columna lumbar
vertebra: vértebra, vértebras
vertebral body: cuerpo vertebral
lumbar vertebra: vértebra lumbar, vértebras lumbares
cervical vertebra: vértebra cervical, vértebras cervicales
intervertebral disc: disco intervertebral, discos intervertebrales
sacrum: sacro
rib: costilla, costillas
sternum: esternón
clavicle: clavícula, clavículas
scapula: omóplato, omóplatos, escápula, escápulas
skull: cráneo
mandible: mandíbula
maxilla: maxilar superior, maxilar
tooth: diente, dientes, muela, muelas
humerus: húmero
pelvis: pelvis
hip: cadera, caderas
femur: fémur, fémures
femoral head: cabeza femoral, cabezas femorales, cabeza del fémur
tibia: tibia
fibula: peroné
patella: rótula, rótulas
knee: rodilla, rodillas
shoulder: hombro, hombros
hand: mano, manos
bone: hueso, huesos
cartilage: cartílago
muscle: músculo, músculos
psoas: psoas
nerve: nervio, nervios
optic nerve: nervio óptico, nervios ópticos
optic disc: papila, papila óptica, disco óptico
optic cup: excavación
macula: mácula
retina: retina
eye: ojo, ojos
eye lens: cristalino
ear: oreja, orejas, oído, oídos
skin: piel
fat: grasa
lymph node: ganglio, ganglios, ganglio linfático, ganglios linfáticos, adenopatía, adenopatías
nucleus: núcleo, núcleos
cell: célula, células
gland: glándula, glándulas
tumor: tumor, tumores
mass: masa, masas
lesion: lesión, lesiones
skin lesion: lesión cutánea, lesión de piel, lesión de la piel
melanoma: melanoma, melanomas
nodule: nódulo, nódulos
lung nodule: nódulo pulmonar, nódulos pulmonares
thyroid nodule: nódulo tiroideo, nódulos tiroideos
cyst: quiste, quistes
metastasis: metástasis
polyp: pólipo, pólipos
hemorrhage: hemorragia, hemorragias, sangrado
intracranial hemorrhage: hemorragia cerebral, hemorragia intracraneal
hematoma: hematoma, hematomas
infarct: infarto, infartos
stone: cálculo, cálculos, piedra, piedras
kidney stone: cálculo renal, cálculos renales
gallstone: cálculo biliar, cálculos biliares
calcification: calcificación, calcificaciones
thrombus: trombo, coágulo, trombos
aneurysm: aneurisma, aneurismas
fracture: fractura, fracturas
edema: edema
wound: herida
fetal head: cabeza fetal
""".lower()
) | counted(
    "costilla",
    "primera segunda tercera cuarta quinta sexta séptima octava novena décima undécima duodécima",
    "rib",
)
"""Spanish phrases, and the English ones that the vocabulary knows."""
