"""What things are called in German; a compound of two of these names needs no row of its own."""

from __future__ import annotations

from limis.prompts.languages.tables import counted, meanings

__all__ = ["NAMES"]

_LEVELS = (("lwk", "l", 5), ("bwk", "t", 12), ("hwk", "c", 7))

NAMES = (
    meanings(
        """
liver: Leber, Lebern
hepatic: hepatisch, hepatische, hepatischen, hepatischer, hepatisches
spleen: Milz, Milzen
kidney: Niere, Nieren
renal cortex: Nierenrinde
renal pelvis: Nierenbecken
adrenal gland: Nebenniere, Nebennieren
ureter: Harnleiter, Ureteren
gallbladder: Gallenblase, Gallenblasen, Galle
bile duct: Gallengang, Gallengänge, Gallengangs
stomach: Magen, Magens
pancreas: Bauchspeicheldrüse, Bauchspeicheldrüsen, Pankreas
duodenum: Zwölffingerdarm, Duodenum
small bowel: Dünndarm, Dünndarms
colon: Dickdarm, Dickdarms, Kolon
bowel: Darm, Darms, Därme
appendix: Blinddarm, Wurmfortsatz
rectum: Enddarm, Mastdarm, Rektum
urinary bladder: Blase, Harnblase, Blasen
urethra: Harnröhre
prostate: Prostata, Vorsteherdrüse
seminal vesicle: Samenblase, Samenblasen, Samenbläschen
uterus: Gebärmutter
ovary: Eierstock, Eierstöcke, Ovar, Ovarien
testis: Hoden
diaphragm: Zwerchfell
lung: Lunge, Lungen, Lungenflügel, Lungenflügels
lung upper lobe: Oberlappen, Lungenoberlappen
lung middle lobe: Mittellappen
lung lower lobe: Unterlappen, Lungenunterlappen
trachea: Luftröhre, Trachea
airway: Atemwege, Atemweg
bronchus: Bronchus, Bronchien, Bronchie
pleura: Rippenfell, Brustfell, Pleura
pleural effusion: Pleuraerguss, Pleuraergüsse, Pleuraergusses
esophagus: Speiseröhre, Ösophagus
thyroid gland: Schilddrüse
heart: Herz, Herzen, Herzens
myocardium: Herzmuskel, Myokard
pericardium: Herzbeutel, Perikard
atrium: Vorhof, Vorhofs, Vorhofes, Herzvorhof
atria: Vorhöfe, Vorhöfen, Herzvorhöfe
ventricle: Ventrikel
heart ventricle: Herzkammer, Kammer, Herzventrikel
heart ventricles: Herzkammern, Kammern
heart chambers: Herzhöhlen
brain ventricle: Hirnventrikel, Hirnkammer, Hirnkammern
heart valve: Herzklappe
heart valves: Herzklappen
aortic valve: Aortenklappe
mitral valve: Mitralklappe
aorta: Aorta, Hauptschlagader, Aorten
aortic arch: Aortenbogen
vena cava: Hohlvene
inferior vena cava: untere Hohlvene, unteren Hohlvene, Cava inferior
superior vena cava: obere Hohlvene, oberen Hohlvene
portal vein: Pfortader, Portalvene
blood vessel: Gefäß, Gefäße, Gefäßen, Blutgefäß, Blutgefäße, Blutgefäßen
artery: Arterie, Arterien, Schlagader
vein: Vene, Venen
pulmonary artery: Lungenarterie, Pulmonalarterie
pulmonary vein: Lungenvene, Lungenvenen
coronary artery: Herzkranzgefäß, Herzkranzgefäße, Koronararterie, Koronararterien
carotid artery: Halsschlagader, Karotis
brain: Gehirn, Hirn, Gehirns
cerebellum: Kleinhirn, Kleinhirns
brainstem: Hirnstamm, Stammhirn
hippocampus: Hippocampus, Hippokampus, Hippocampi, Hippokampi
thalamus: Thalamus, Thalami
white matter: weiße Substanz
gray matter: graue Substanz
pituitary gland: Hypophyse, Hirnanhangsdrüse
spinal cord: Rückenmark
spine: Wirbelsäule
cervical spine: Halswirbelsäule, HWS
thoracic spine: Brustwirbelsäule, BWS
lumbar spine: Lendenwirbelsäule, LWS
vertebra: Wirbel, Wirbeln, Rückenwirbel
vertebral body: Wirbelkörper
lumbar vertebra: Lendenwirbel
cervical vertebra: Halswirbel
thoracic vertebra: Brustwirbel
intervertebral disc: Bandscheibe, Bandscheiben
sacrum: Kreuzbein
rib: Rippe, Rippen
sternum: Brustbein
clavicle: Schlüsselbein, Schlüsselbeine
scapula: Schulterblatt, Schulterblätter
skull: Schädel, Schädels, Schädelknochen
mandible: Unterkiefer
maxilla: Oberkiefer
tooth: Zahn, Zähne, Zähnen
humerus: Oberarmknochen
pelvis: Becken
hip: Hüfte, Hüften
femur: Oberschenkelknochen
femoral head: Hüftkopf, Femurkopf
tibia: Schienbein
fibula: Wadenbein
patella: Kniescheibe
knee: Knie
shoulder: Schulter
hand: Hand, Hände
bone: Knochen
cartilage: Knorpel
muscle: Muskel, Muskeln, Muskulatur
psoas: Psoas, Iliopsoas
nerve: Nerv, Nerven, Nervs
optic nerve: Sehnerv, Sehnerven
optic disc: Papille, Sehnervenkopf, Sehnervpapille, Sehnervenpapille
optic cup: Exkavation
macula: Makula
retina: Netzhaut, Retina
eye: Auge, Augen
eye lens: Augenlinse
ear: Ohr, Ohren
skin: Haut
fat: Fett, Fettgewebe
lymph node: Lymphknoten
nucleus: Kern, Kerne, Kernen, Zellkern, Zellkerne, Zellkernen
cell: Zelle, Zellen
gland: Drüse, Drüsen
tumor: Tumor, Tumoren, Tumore, Tumors, Geschwulst
mass: Raumforderung, Raumforderungen
lesion: Läsion, Läsionen, Herd, Herde
skin lesion: Hautläsion, Hautveränderung
melanoma: Melanom, Melanome
nodule: Knötchen
lung nodule: Lungenrundherd, Rundherd, Rundherde, Lungenknoten
thyroid nodule: Schilddrüsenknoten
cyst: Zyste, Zysten
metastasis: Metastase, Metastasen
polyp: Polyp, Polypen
hemorrhage: Blutung, Blutungen, Hämorrhagie
intracranial hemorrhage: Hirnblutung, intrakranielle Blutung, intrakranielle Hämorrhagie
hematoma: Hämatom, Hämatome, Bluterguss
infarct: Infarkt, Infarkte
stone: Stein, Steine
kidney stone: Nierenstein, Nierensteine
gallstone: Gallenstein, Gallensteine
calcification: Verkalkung, Verkalkungen
thrombus: Thrombus, Thrombose, Blutgerinnsel
aneurysm: Aneurysma, Aneurysmen
fracture: Fraktur, Frakturen, Bruch, Knochenbruch
edema: Ödem
fluid: Flüssigkeit
wound: Wunde
left ventricle: linke Herzkammer, linken Herzkammer
right ventricle: rechte Herzkammer, rechten Herzkammer
fetal head: fetaler Kopf, Fetuskopf
""".lower()
    )
    | counted(
        "Rippe",
        "erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte elfte zwölfte",
        "rib",
    )
    | {f"{name} {at}": f"{level}{at}" for name, level, most in _LEVELS for at in range(1, most + 1)}
)
"""German phrases, and the English ones that the vocabulary knows."""
