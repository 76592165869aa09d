"""What is surely not in a picture: the knowledge behind absence training and the absence protocol.

A dataset shows certain body regions, and a concept belongs to the regions of the datasets that label it.
A concept is *surely absent* from a dataset's images when its regions and those in view are disjoint and
it is not one of the general things that may be anywhere. Parts of the trunk overlap in most scans (a heart
study shows liver and spine), so they count as one region here: silence about a thing proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["NONSENSE", "REGIONS", "absent_concepts", "regions_of"]

#: Dataset → body regions that its images may show.
REGIONS: dict[str, frozenset[str]] = {
    name: frozenset(regions.split())
    for name, regions in {
        "acdc_slices": "trunk",
        "aorta_ct": "trunk",
        "brisc_brain_tumor": "head",
        "busbra_breast_us": "breast",
        "busi": "breast",
        "camelyon": "tissue lymph_tissue",
        "ccaus": "neck",
        "cerebrum7t_brain_mr": "head",
        "chasedb1_fundus": "eye",
        "covid_cxr14": "trunk chest_film",
        "curvas_abdomen_ct": "trunk",
        "drishti_fundus": "eye fundus",
        "dsb2018_nuclei": "tissue",
        "edd2020_endoscopy": "bowel",
        "faz_octa": "eye angiography",
        "fullhead_t1_mr": "head",
        "glomeruli": "tissue kidney_tissue",
        "ham10000_skin": "skin",
        "hc18_fetal_head_us": "fetus",
        "hrf": "eye",
        "hvsmr2_heart_mr": "trunk",
        "isic2017": "skin",
        "ivadomed_spleen_ct": "trunk",
        "kidney_t2_mr": "trunk",
        "kits_kidney_ct": "trunk",
        "kvasir_polyp": "bowel",
        "liver_us": "trunk",
        "mbh_hemorrhage_ct": "head",
        "monusac": "tissue",
        "msd_hepaticvessel_ct": "trunk",
        "msd_hippocampus": "head",
        "msd_lung_tumor_ct": "trunk",
        "msd_spleen_ct": "trunk",
        "panther_pancreas_mr": "trunk",
        "rings_prostate": "tissue prostate_tissue",
        "shenzhen_cxr": "trunk chest_film",
        "spider_lumbar_mr": "trunk",
        "totalseg_example_ct": "trunk",
        "totalseg_example_dicom": "trunk",
        "totalseg_example_mr": "trunk",
        "usgra_seg": "limb neck",
    }.items()
}

#: Things that are in no medical image: creatures of fables, machines, furniture, and words that mean nothing.
NONSENSE: tuple[str, ...] = (
    "bicycle",
    "blorptex",
    "carburettor",
    "chandelier",
    "lighthouse",
    "penguin",
    "quindlebrot",
    "snorgle",
    "submarine",
    "teapot",
    "umbrella",
    "unicorn",
)

_ANYWHERE = frozenset({"blood_vessel", "nerve", "bone", "air_cavity"})


def regions_of(labelled: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Collect the regions of each concept.

    Args:
        labelled: (dataset, concept) pairs.

    Returns:
        Concept → every region in which some dataset labels it.
    """
    regions: dict[str, frozenset[str]] = {}
    for dataset, concept in labelled:
        regions[concept] = regions.get(concept, frozenset()) | REGIONS[dataset]
    return regions


def absent_concepts(dataset: str, regions: dict[str, frozenset[str]]) -> list[str]:
    """List the concepts that are surely not in a dataset's images.

    Args:
        dataset: A key of `REGIONS`.
        regions: As `regions_of` gives them.

    Returns:
        Concept names, sorted.
    """
    view = REGIONS[dataset]
    return sorted(c for c, where in regions.items() if not where & view and c not in _ANYWHERE)
