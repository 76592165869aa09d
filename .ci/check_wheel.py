"""Check an installed wheel from outside the checkout, and draw a picture to try it on."""

import sys
import zipfile
from importlib.metadata import metadata
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from PIL import Image

import limis

PAGE = (
    "limis/web/static/index.html",
    "limis/web/static/page.js",
    "limis/web/static/NOTICE",
    "limis/web/page/src/main.ts",
)
WEIGHTS = ("limis/weights/embedded", "limis/weights/embedded-research")


def check_contents(wheel: Path) -> None:
    """One package, no generic names, the data and the licences."""
    names = set(zipfile.ZipFile(wheel).namelist())
    tops = {name.split("/")[0].partition("-")[0] for name in names}
    assert tops == {"limis"}, tops
    for needed in ("limis/py.typed", "limis/prompts/__init__.py", *PAGE, *(f"{folder}/set.json" for folder in WEIGHTS)):
        assert needed in names, f"{needed} is missing"
    assert not [
        name for name in names if "__pycache__" in name or "node_modules" in name or name.startswith("limis/tests")
    ]


def check_installation() -> None:
    """Imported from site-packages, with the licences named."""
    assert "site-packages" in str(limis.__file__), limis.__file__
    assert not [name for name in ("agents", "eval", "prompts", "tests") if find_spec(name)]
    about = metadata("limis")
    assert about["Version"] == limis.__version__
    assert set(about.get_all("License-File") or ()) == {"LICENSE", *(f"{folder}/LICENSE" for folder in WEIGHTS)}
    for name in limis.__all__:
        getattr(limis, name)


def draw_picture(path: Path) -> None:
    """Dark blobs on a bright ground, as nuclei in a microscope."""
    y, x = np.mgrid[:160, :200]
    inside = np.zeros(y.shape, bool)
    for row, column in ((40, 50), (90, 120), (120, 40), (50, 160)):
        inside |= (y - row) ** 2 + (x - column) ** 2 < 12**2
    colour = np.where(inside[..., None], (90, 60, 140), (230, 215, 225)).astype(np.uint8)
    Image.fromarray(colour).save(path)


if __name__ == "__main__":
    check_contents(Path(sys.argv[1]))
    check_installation()
    draw_picture(Path("picture.png"))
