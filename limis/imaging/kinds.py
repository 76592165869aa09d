"""The kinds of imaging, by the names used everywhere in limis."""

from __future__ import annotations

from limis.errors import InputError, say

__all__ = ["DICOM_KINDS", "KINDS", "as_kind"]

KINDS = (
    "CT",
    "MRI",
    "PET",
    "X-ray",
    "mammography",
    "ultrasound",
    "microscopy",
    "pathology",
    "fundus photography",
    "OCT",
    "dermoscopy",
    "endoscopy",
)
"""Every kind of imaging that limis has a name for."""

DICOM_KINDS = {
    "CT": "CT",
    "MR": "MRI",
    "PT": "PET",
    "CR": "X-ray",
    "DX": "X-ray",
    "RF": "X-ray",
    "XA": "X-ray",
    "PX": "X-ray",
    "IO": "X-ray",
    "RG": "X-ray",
    "MG": "mammography",
    "US": "ultrasound",
    "IVUS": "ultrasound",
    "BDUS": "ultrasound",
    "GM": "microscopy",
    "SM": "pathology",
    "OP": "fundus photography",
    "OPT": "OCT",
    "OCT": "OCT",
    "IVOCT": "OCT",
    "DMS": "dermoscopy",
    "ES": "endoscopy",
}
"""DICOM's Modality codes that stand for one of `KINDS` (Source: DICOM PS3.3 C.7.3.1.1.1)."""

_OTHER_NAMES = {
    "mr": "MRI",
    "xray": "X-ray",
    "radiograph": "X-ray",
    "film": "X-ray",
    "mammogram": "mammography",
    "sonography": "ultrasound",
    "histology": "pathology",
    "histopathology": "pathology",
    "fundus": "fundus photography",
    "dermatoscopy": "dermoscopy",
    "octa": "OCT",
    "colonoscopy": "endoscopy",
    "gastroscopy": "endoscopy",
}


def as_kind(text: str) -> str:
    """The name limis uses for a kind of imaging, however it was written.

    Args:
        text: One of `KINDS` in any case, a DICOM Modality code, or a common other name.

    Raises:
        InputError: None of these.

    Example:
        >>> as_kind("mr"), as_kind("x ray"), as_kind("DX")
        ('MRI', 'X-ray', 'X-ray')
    """
    plain = _plain(text)
    names = {_plain(kind): kind for kind in KINDS} | _OTHER_NAMES
    names |= {_plain(code): kind for code, kind in DICOM_KINDS.items() if _plain(code) not in names}
    if plain not in names:
        raise InputError(
            say(
                "not a kind of imaging that limis knows",
                expected=", ".join(KINDS),
                got=repr(text),
                next_step="Give one of these as --modality, or leave it out to have it guessed",
            )
        )
    return names[plain]


def _plain(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())
