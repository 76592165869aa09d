"""The vocabulary names what it has to, once, and is right about it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from limis.errors import PromptError, ReadError
from limis.prompts.phrases import word_set
from limis.prompts.vocabulary import MODALITIES, Ambiguity, Concept, Vocabulary, related, vocabulary
from limis.prompts.vocabulary.files import read_ambiguities, read_concepts
from limis.prompts.vocabulary.fold import fold

INDEX = word_set(
    """
    air_cavity airway anterior_hippocampus aorta autochthon barretts_oesophagus basal_ganglia
    benign_breast_tumor benign_liver_mass blood_vessel bone brain_tumor brain_ventricle brainstem breast_tumor
    cardiomediastinum carotid_artery central_venous_line cerebellum cerebrospinal_fluid colon consolidation
    costal_cartilage duodenum endotracheal_tube epidural_hemorrhage extracranial_soft_tissue fetal_head
    foveal_avascular_zone gallbladder glioma glomerulus gray_matter ground_glass_opacity hepatic_vessel
    high_grade_dysplasia hippocampus iliopsoas inferior_vena_cava intracranial_hemorrhage
    intraparenchymal_hemorrhage intraventricular_hemorrhage kidney kidney_tumor left_atrium left_ventricle liver
    liver_mass liver_tumor lung lung_lower_lobe lung_tumor lung_upper_lobe malignant_breast_tumor
    malignant_liver_mass meningioma monitoring_probe myocardium nasogastric_tube nerve nucleus optic_cup
    optic_disc pancreas pancreatic_tumor pituitary_tumor pleural_effusion pneumothorax polyp portal_vein
    posterior_hippocampus prostate_gland prostate_tumor pulmonary_artery retinal_vessel right_atrium
    right_ventricle skin_lesion small_bowel spleen stomach subarachnoid_hemorrhage subdural_hemorrhage
    superior_vena_cava suspected_cancer suspicious_area tube tumor_metastasis vertebra vertebra_l1 vertebra_l2
    vertebra_l3 vertebra_l4 vertebra_l5 vertebra_t11 vertebra_t12 white_matter
    """
)

TOTALSEGMENTATOR = word_set(
    """
    spleen kidney gallbladder liver stomach pancreas adrenal_gland lung_upper_lobe lung_lower_lobe
    lung_middle_lobe esophagus trachea thyroid_gland small_bowel duodenum colon urinary_bladder prostate
    kidney_cyst sacrum vertebra_s1 vertebra_l5 vertebra_l4 vertebra_l3 vertebra_l2 vertebra_l1 vertebra_t12
    vertebra_t11 vertebra_t10 vertebra_t9 vertebra_t8 vertebra_t7 vertebra_t6 vertebra_t5 vertebra_t4
    vertebra_t3 vertebra_t2 vertebra_t1 vertebra_c7 vertebra_c6 vertebra_c5 vertebra_c4 vertebra_c3 vertebra_c2
    vertebra_c1 heart aorta pulmonary_vein brachiocephalic_trunk subclavian_artery common_carotid_artery
    brachiocephalic_vein atrial_appendage superior_vena_cava inferior_vena_cava portal_vein iliac_artery
    iliac_vena humerus scapula clavicula femur hip spinal_cord gluteus_maximus gluteus_medius gluteus_minimus
    autochthon iliopsoas brain skull rib_1 rib_2 rib_3 rib_4 rib_5 rib_6 rib_7 rib_8 rib_9 rib_10 rib_11 rib_12
    sternum costal_cartilage lung vertebra intervertebral_disc
    left_ventricle right_ventricle left_atrium right_atrium myocardium pulmonary_artery face
    """
)

BENCHMARKS = word_set(
    """
    colon_tumor lung_tumor pancreatic_tumor liver_tumor hepatic_vessel peripheral_zone transition_zone uterus rectum
    femoral_head enhancing_tumor tumor_core necrotic_tumor_core peritumoral_edema myocardium bowel kidney_tumor
    kidney_cyst lymph_node
    """
)

FIELDS = {"name": "liver", "plural": "livers", "region": "abdomen", "kind": "organ", "modalities": ["CT"]}


def concept(name: str, *synonyms: str, part_of: str | None = None) -> Concept:
    return Concept(
        name, f"{name}s", region="abdomen", kind="organ", modalities=("CT",), synonyms=synonyms, part_of=part_of
    )


@pytest.mark.parametrize("name", sorted(INDEX | TOTALSEGMENTATOR | BENCHMARKS))
def test_a_needed_name_is_there(name: str) -> None:
    found = vocabulary().find(name)
    assert found is not None
    assert found.name == name


def test_there_are_hundreds_of_concepts() -> None:
    assert len(vocabulary()) >= 350
    assert len(INDEX) == 97


@pytest.mark.skipif("LIMIS_DATA" not in os.environ, reason="LIMIS_DATA does not point to the data")
def test_every_concept_of_the_data_index_is_there_in_its_kind_of_imaging() -> None:
    lines = (Path(os.environ["LIMIS_DATA"]) / "index.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if "concept" in row]
    known = {(each.name, modality) for each in vocabulary() for modality in each.modalities}
    assert not {(row["concept"], row["modality"]) for row in rows} - known


def test_every_form_leads_back_to_its_concept() -> None:
    for each in vocabulary():
        assert all(vocabulary().find(form) == each for form in each.forms)
        for form, side in each.sided:
            assert [(sense.concept, sense.side) for sense in vocabulary().senses(form)] == [(each.name, side)]


def test_snomed_codes_are_pydicoms_with_their_meaning() -> None:
    from pydicom.sr._concepts_dict import concepts

    known = {(code, entry[0]) for group in concepts["SCT"].values() for code, entry in group.items()}
    coded = {each.name: each.snomed for each in vocabulary() if each.snomed is not None}
    assert len(coded) > 200
    assert not [name for name, snomed in coded.items() if (snomed.code, snomed.meaning) not in known]


def test_kinds_of_imaging_are_spelt_as_in_the_data() -> None:
    assert {modality for each in vocabulary() for modality in each.modalities} <= set(MODALITIES)


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("GB", "gallbladder"),
        ("hepatic parenchyma", "liver"),
        ("renal", "kidney"),
        ("Vertebrae", "vertebra"),
        ("cell nuclei", "nucleus"),
        ("OESOPHAGUS", "esophagus"),
        ("seventh rib", "rib_7"),
        ("haemorrhages", "hemorrhage"),
        ("splenic vein", "portal_vein"),
        ("tip of the liver", None),
        ("ventricle", None),
        ("", None),
    ],
)
def test_a_phrase_finds_its_concept(phrase: str, name: str | None) -> None:
    found = vocabulary().find(phrase)
    assert (found and found.name) == name


def test_an_ambiguous_phrase_has_all_its_senses() -> None:
    assert [sense.concept for sense in vocabulary().senses("atria")] == ["left_atrium", "right_atrium"]


def test_near_names_are_offered_for_a_misspelt_one() -> None:
    assert vocabulary().near("gal blader")[0].name == "gallbladder"
    assert vocabulary().near("qqqq") == []
    with pytest.raises(PromptError, match="gallbladder"):
        vocabulary().get("galbladder")


def test_search_finds_by_name_region_kind_and_imaging() -> None:
    assert vocabulary().search("GB")[0].name == "gallbladder"
    assert {"lung_upper_lobe", "lung_lower_lobe"} <= {each.name for each in vocabulary().search("lobe lung")}
    assert all("endoscopy" in each.modalities for each in vocabulary().search("endoscopy"))
    assert vocabulary().search("pancrease")[0].name == "pancreas"


def test_wholes_and_parts_are_related() -> None:
    assert [each.name for each in related("lingula")] == ["lung_upper_lobe", "lung"]
    assert "lung_lower_lobe" in {each.name for each in vocabulary().parts("lung")}


@pytest.mark.parametrize(
    ("concepts", "ambiguities"),
    [
        ([concept("liver"), concept("liver")], []),
        ([concept("liver", "hepar"), concept("spleen", "hepar")], []),
        ([concept("liver", part_of="belly")], []),
        ([concept("liver", part_of="spleen"), concept("spleen", part_of="liver")], []),
        ([concept("liver")], [Ambiguity("it", ("liver", "spleen"))]),
        ([concept("liver"), concept("spleen")], [Ambiguity("liver", ("liver", "spleen"))]),
    ],
    ids=["name twice", "synonym twice", "no whole", "circle", "ambiguous with nothing", "ambiguous name"],
)
def test_concepts_that_contradict_each_other_are_refused(concepts: list[Concept], ambiguities: list[Ambiguity]) -> None:
    with pytest.raises(PromptError, match="vocabulary is damaged"):
        Vocabulary(concepts, ambiguities)


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "{}",
        "[1]",
        json.dumps([{"name": "liver"}]),
        json.dumps([FIELDS | {"name": "Liver"}]),
        json.dumps([FIELDS | {"kind": "thing"}]),
        json.dumps([FIELDS | {"modalities": ["MRT"]}]),
        json.dumps([FIELDS | {"modalities": []}]),
        json.dumps([FIELDS | {"synonyms": "hepar"}]),
        json.dumps([FIELDS | {"synonyms": [1]}]),
        json.dumps([FIELDS | {"sided": {"rul": "up"}}]),
        json.dumps([FIELDS | {"colour": "brown"}]),
    ],
)
def test_a_damaged_data_file_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "abdomen.json").write_text(content, encoding="utf-8")
    with pytest.raises(ReadError, match=r"abdomen\.json"):
        read_concepts(tmp_path)


def test_a_phrase_with_one_meaning_is_not_ambiguous(tmp_path: Path) -> None:
    path = tmp_path / "ambiguous.json"
    path.write_text(json.dumps([{"phrase": "disc", "concepts": ["optic_disc"]}]), encoding="utf-8")
    with pytest.raises(ReadError, match="two concepts"):
        read_ambiguities(path)


def test_folding_brings_spellings_together() -> None:
    assert fold("Tumours, oesophagus") == fold("tumor esophagus")
    assert fold("vertebrae") == fold("vertebra")
    assert fold("Gall-Bladders") == "gall bladder"
