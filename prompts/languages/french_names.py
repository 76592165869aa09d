"""What things are called in French."""

from __future__ import annotations

from limis.prompts.languages.tables import counted, meanings

__all__ = ["NAMES"]

NAMES = meanings(
    """
liver: foie, foies
hepatic: hépatique, hépatiques
spleen: rate, rates
splenic: splénique, spléniques
kidney: rein, reins
renal: rénal, rénale, rénaux, rénales
renal cortex: cortex rénal
adrenal gland: surrénale, surrénales, glande surrénale, glandes surrénales
ureter: uretère, uretères
gallbladder: vésicule, vésicule biliaire, vésicules
bile duct: voie biliaire, voies biliaires, canal biliaire
stomach: estomac, estomacs
pancreas: pancréas
pancreatic: pancréatique, pancréatiques
duodenum: duodénum
small bowel: grêle, intestin grêle
colon: côlon, gros intestin
bowel: intestin, intestins
appendix: appendice
rectum: rectum
urinary bladder: vessie, vessies
urethra: urètre
prostate: prostate
prostatic: prostatique
seminal vesicle: vésicule séminale, vésicules séminales
uterus: utérus
ovary: ovaire, ovaires
testis: testicule, testicules
diaphragm: diaphragme
lung: poumon, poumons
pulmonary: pulmonaire, pulmonaires
lung upper lobe: lobe supérieur, lobes supérieurs
lung middle lobe: lobe moyen
lung lower lobe: lobe inférieur, lobes inférieurs
trachea: trachée
airway: voies aériennes, voie aérienne, voies respiratoires
bronchus: bronche, bronches
pleura: plèvre
pleural effusion: épanchement pleural, épanchements pleuraux
esophagus: œsophage, oesophage
thyroid gland: thyroïde, glande thyroïde
heart: cœur, coeur, cœurs
cardiac: cardiaque, cardiaques
myocardium: myocarde
pericardium: péricarde
atrium: oreillette, atrium
atria: oreillettes
ventricle: ventricule
heart ventricle: ventricule cardiaque
ventricles: ventricules
heart chambers: cavités cardiaques
brain ventricle: ventricule cérébral, ventricules cérébraux
lateral ventricle: ventricule latéral, ventricules latéraux
heart valve: valve cardiaque
aortic valve: valve aortique
mitral valve: valve mitrale
aorta: aorte, aortes
aortic arch: crosse aortique, crosse de l aorte, arc aortique
vena cava: veine cave
inferior vena cava: veine cave inférieure, vci
superior vena cava: veine cave supérieure, vcs
portal vein: veine porte
blood vessel: vaisseau, vaisseaux, vaisseau sanguin, vaisseaux sanguins
artery: artère, artères
vein: veine, veines
pulmonary artery: artère pulmonaire
pulmonary vein: veine pulmonaire, veines pulmonaires
coronary artery: coronaire, coronaires, artère coronaire, artères coronaires
carotid artery: carotide, carotides
brain: cerveau, encéphale
cerebral: cérébral, cérébrale, cérébrales
cerebellum: cervelet
brainstem: tronc cérébral
hippocampus: hippocampe, hippocampes
thalamus: thalamus
white matter: substance blanche
gray matter: substance grise
pituitary gland: hypophyse
spinal cord: moelle épinière, moelle
spine: rachis, colonne vertébrale, colonne
cervical spine: rachis cervical
thoracic spine: rachis thoracique, rachis dorsal
lumbar spine: rachis lombaire
vertebra: vertèbre, vertèbres
vertebral body: corps vertébral
lumbar vertebra: vertèbre lombaire, vertèbres lombaires
cervical vertebra: vertèbre cervicale, vertèbres cervicales
intervertebral disc: disque intervertébral, disques intervertébraux
sacrum: sacrum
rib: côte, côtes
sternum: sternum
clavicle: clavicule, clavicules
scapula: omoplate, omoplates, scapula
skull: crâne, boîte crânienne
mandible: mandibule, mâchoire inférieure
maxilla: maxillaire, mâchoire supérieure
tooth: dent, dents
humerus: humérus
pelvis: bassin, pelvis
hip: hanche, hanches
femur: fémur, fémurs
femoral head: tête fémorale, têtes fémorales, tête du fémur
tibia: tibia
fibula: péroné, fibula
patella: rotule, rotules, patella
knee: genou, genoux
shoulder: épaule, épaules
hand: main, mains
bone: os
cartilage: cartilage
muscle: muscle, muscles
psoas: psoas
nerve: nerf, nerfs
optic nerve: nerf optique, nerfs optiques
optic disc: papille, papille optique, disque optique
optic cup: excavation, excavation papillaire
macula: macula
retina: rétine
eye: œil, oeil, yeux
eye lens: cristallin
ear: oreille, oreilles
skin: peau
fat: graisse
lymph node: ganglion, ganglions, ganglion lymphatique, ganglions lymphatiques, adénopathie, adénopathies
nucleus: noyau, noyaux
cell: cellule, cellules
gland: glande, glandes
tumor: tumeur, tumeurs
mass: masse, masses
lesion: lésion, lésions
skin lesion: lésion cutanée
melanoma: mélanome, mélanomes
nodule: nodule, nodules
lung nodule: nodule pulmonaire, nodules pulmonaires
thyroid nodule: nodule thyroïdien, nodules thyroïdiens
cyst: kyste, kystes
metastasis: métastase, métastases
polyp: polype, polypes
hemorrhage: hémorragie, hémorragies, saignement, saignements
intracranial hemorrhage: hémorragie cérébrale, hémorragie intracrânienne, hémorragie intracranienne
hematoma: hématome, hématomes
infarct: infarctus
stone: calcul, calculs
kidney stone: calcul rénal, calculs rénaux, calcul du rein
gallstone: calcul biliaire, calculs biliaires
calcification: calcification, calcifications
thrombus: thrombus, caillot, caillots
aneurysm: anévrisme, anévrismes, anévrysme
fracture: fracture, fractures
edema: œdème, oedème
wound: plaie
fetal head: tête fœtale, tête foetale
""".lower()
) | counted(
    "côte",
    "première deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième",
    "rib",
)
"""French phrases, and the English ones that the vocabulary knows."""
