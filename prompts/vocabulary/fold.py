"""Bring the many spellings of a word to one: the key under which the vocabulary stores and looks things up.

A folded word is lower case, American and singular, with ordinals in figures. It is a key, not English:
``pancreas`` may fold to something no one writes, as long as every spelling of it folds to the same.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["fold", "fold_word"]

_SINGULAR = {
    "apices": "apex",
    "appendices": "appendix",
    "atria": "atrium",
    "acetabula": "acetabulum",
    "bacteria": "bacterium",
    "bronchi": "bronchus",
    "calyces": "calyx",
    "carpi": "carpus",
    "cervices": "cervix",
    "cortices": "cortex",
    "cornua": "cornu",
    "corpora": "corpus",
    "diverticula": "diverticulum",
    "emboli": "embolus",
    "endometria": "endometrium",
    "epididymides": "epididymis",
    "esophagi": "esophagus",
    "extremities": "extremity",
    "feet": "foot",
    "femora": "femur",
    "fetuses": "fetus",
    "foramina": "foramen",
    "ganglia": "ganglion",
    "glomeruli": "glomerulus",
    "gyri": "gyrus",
    "hippocampi": "hippocampus",
    "humeri": "humerus",
    "ilia": "ilium",
    "irises": "iris",
    "ischia": "ischium",
    "larynges": "larynx",
    "lens": "lens",
    "lenses": "lens",
    "menisci": "meniscus",
    "meninges": "meninx",
    "metastases": "metastasis",
    "mitochondria": "mitochondrion",
    "mitoses": "mitosis",
    "myometria": "myometrium",
    "necroses": "necrosis",
    "nevi": "nevus",
    "nuclei": "nucleus",
    "pelves": "pelvis",
    "phalanges": "phalanx",
    "pharynges": "pharynx",
    "radii": "radius",
    "sinuses": "sinus",
    "spermatozoa": "spermatozoon",
    "sulci": "sulcus",
    "tali": "talus",
    "teeth": "tooth",
    "testes": "testis",
    "thalami": "thalamus",
    "thrombi": "thrombus",
    "uteri": "uterus",
    "venae": "vena",
    "villi": "villus",
}
_SPELLING = {
    "centre": "center",
    "colour": "color",
    "disk": "disc",
    "disks": "disc",
    "fibre": "fiber",
    "grey": "gray",
    "leucocyte": "leukocyte",
    "naevus": "nevus",
    "naevi": "nevus",
    "nuclear": "nuclear",
    "tumour": "tumor",
    "tumours": "tumor",
}
_ORDINAL = {
    "first": "1st",
    "second": "2nd",
    "third": "3rd",
    "fourth": "4th",
    "fifth": "5th",
    "sixth": "6th",
    "seventh": "7th",
    "eighth": "8th",
    "ninth": "9th",
    "tenth": "10th",
    "eleventh": "11th",
    "twelfth": "12th",
}
_BRITISH = (
    (re.compile(r"(?<=[a-z])ae(?=[a-z])"), "e"),
    (re.compile(r"^oe(?=soph|dem|str)"), "e"),
    (re.compile(r"^foet"), "fet"),
    (re.compile(r"^coe(?=l|c)"), "ce"),
)


@lru_cache(maxsize=8192)
def fold_word(word: str) -> str:
    """Fold one word to the vocabulary's key for it.

    Args:
        word: A word in any case, without spaces.

    Returns:
        The key.

    Example:
        >>> fold_word("Kidneys"), fold_word("oesophagus"), fold_word("vertebrae"), fold_word("seventh")
        ('kidney', 'esophagus', 'vertebra', '7th')
    """
    word = word.lower()
    word = _ORDINAL.get(word, _SPELLING.get(word, word))
    if "ae" in word or "oe" in word:
        for pattern, american in _BRITISH:
            word = pattern.sub(american, word)
    return _singular(word)


def _singular(word: str) -> str:
    if word in _SINGULAR:
        return _SINGULAR[word]
    if word.endswith("ae") and len(word) > 4:
        return word[:-1]
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "uses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1]


_WORDS = re.compile(r"[^\W_]+")


def fold(phrase: str) -> str:
    """Fold a phrase: its words folded, one space between them.

    Args:
        phrase: Words separated by anything but letters and figures.

    Returns:
        The key of the phrase.

    Example:
        >>> fold("Gall-Bladders"), fold("vertebra_l4")
        ('gall bladder', 'vertebra l4')
    """
    return " ".join(fold_word(word) for word in _WORDS.findall(phrase))
