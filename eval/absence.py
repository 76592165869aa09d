"""What is surely not in an image: the knowledge behind absence training and the absence protocols.

A dataset shows certain body regions, and a concept belongs to the regions of the datasets that label it.
A concept is *surely absent* from a dataset's images when its regions and those in view are disjoint and
it is not one of the general things that may be anywhere. Parts of the trunk overlap in most scans (a heart
study shows liver and spine), so they count as one region here: silence about a thing proves nothing.

What the datasets of `REGIONS` show is written down. Of any other, the regions are those that the vocabulary has for
what it labels: that holds as long as its images do not reach far beyond (a whole-body scan whose liver alone is
labelled would pass for one of the trunk). A concept that nobody labels belongs where the vocabulary puts it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from limis.prompts.vocabulary import vocabulary

__all__ = ["NONSENSE", "REGIONS", "WIDESPREAD", "Atlas"]

Regions = frozenset[str]


def _sets(words: Mapping[str, str]) -> dict[str, Regions]:
    return {name: frozenset(regions.split()) for name, regions in words.items()}


#: Dataset → body regions that its images may show.
REGIONS = _sets(
    {
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
    }
)

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

#: What may be anywhere in a body: no image proves its absence.
WIDESPREAD = frozenset({"blood_vessel", "nerve", "bone", "air_cavity"})

#: Region of the vocabulary → regions of images that may show what lies there. What belongs to the whole body may be
#: anywhere: bones, vessels, muscles, and lesions that say no place.
_PLACES = _sets(
    {
        "abdomen": "trunk",
        "brain": "head",
        "digestive_tract": "bowel",
        "eye": "eye",
        "head_and_neck": "head neck",
        "heart": "trunk",
        "obstetric": "fetus",
        "pelvis": "trunk",
        "skin": "skin",
        "spine": "head neck trunk",
        "thorax": "neck trunk",
        "tissue": "tissue",
    }
)
#: Regions that are looked at from close by, and where they lie in images of the body.
_WITHIN = {"digestive_tract": "trunk", "eye": "head", "obstetric": "trunk"}
_OF_THE_BODY = frozenset({"CT", "MRI", "PET", "X-ray"})


class Atlas:
    """Where things are, by what datasets label.

    Args:
        labelled: (Dataset, concept, kind of imaging): what each dataset labels.
        besides: Concepts that may be labelled nowhere.

    Example:
        >>> atlas = Atlas([("my_livers", "liver", "CT"), ("my_eyes", "optic_disc", "OCT")], besides=["glioma", "femur"])
        >>> atlas.absent("my_livers"), atlas.absent("my_eyes")
        (['glioma', 'optic_disc'], ['glioma', 'liver'])
    """

    def __init__(self, labelled: Iterable[tuple[str, str, str]], besides: Iterable[str] = ()) -> None:
        self._views: dict[str, Regions] = {}
        self._regions: dict[str, Regions] = {}
        for dataset, concept, modality in labelled:
            shown = REGIONS.get(dataset) or _places(concept, frozenset({modality}))
            where = REGIONS.get(dataset) or _places(concept, _OF_THE_BODY)
            self._views[dataset] = self._views.get(dataset, frozenset()) | shown
            self._regions[concept] = self._regions.get(concept, frozenset()) | where
        self._regions = {concept: _places(concept, _OF_THE_BODY) for concept in besides} | self._regions

    def absent(self, dataset: str) -> list[str]:
        """List the concepts that are surely not in a dataset's images.

        Args:
            dataset: Name of the source.

        Returns:
            Concept names, sorted; none where it is not known what its images show.
        """
        view = self._views.get(dataset)
        found = self._regions.items() if view else ()
        return sorted(c for c, where in found if where and view and not where & view and c not in WIDESPREAD)


def _places(name: str, modalities: frozenset[str]) -> Regions:
    """Where the vocabulary puts a concept, in images of some kinds."""
    concept = vocabulary().get(name) if name in vocabulary() else None
    if concept is None or concept.kind == "device":
        return frozenset()
    wide = modalities & _OF_THE_BODY & {*concept.modalities}
    around = {_WITHIN[concept.region]} if wide and concept.region in _WITHIN else set[str]()
    return _PLACES.get(concept.region, frozenset()) | around
