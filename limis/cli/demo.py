"""``limis demo``: three small runs on images that come with limis' own packages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, cast

import typer

from limis.cli.found import tell_found
from limis.cli.output import Device, Output, Quiet, Verbose
from limis.errors import LimisError

__all__ = ["DEMOS", "demo"]


@dataclass(frozen=True)
class Demo:
    """One run.

    Attributes:
        image: File name of the image; the results lie in a folder of its stem.
        about: What is shown.
        text: The sentence.
        models: The models that know it.
        make: Writes the image.
    """

    image: str
    about: str
    text: str
    models: str
    make: Callable[[Path], None]


def demo(
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for images and results.")] = Path("limis_demo"),
    device: Device = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Try limis on stained tissue, a retina and a volume; says where to look at the results."""
    output = Output(quiet=quiet, verbose=verbose)
    failed = [example.image for example in DEMOS if not _show(example, out, device or "auto", output)]
    output.say(f"\nLook at {out / '*' / 'preview.png'}")
    if failed:
        raise typer.Exit(1)


def _show(example: Demo, out: Path, device: str, output: Output) -> bool:
    """Carry out one run; tell what was found, or why it could not be carried out."""
    from rich.markup import escape

    from limis.jobs.job import Job, carry_out
    from limis.models.registry import open_engines

    output.say(f"\n[bold]{escape(example.text)}[/]  [dim]{escape(example.about)}[/]")
    image, folder = out / example.image, out / example.image.split(".")[0]
    try:
        engines = output.introduce(open_engines(example.models, device))
        example.make(image)
        with output.progress() as progress:
            carried = carry_out(Job(image, example.text, folder), engines, progress=progress)
    except LimisError as error:
        output.say(f"[red]{escape(str(error))}[/]")
        return False
    tell_found(carried.report, folder, output)
    return True


def _write_tissue(path: Path) -> None:
    _write_picture(path, "immunohistochemistry")


def _write_retina(path: Path) -> None:
    _write_picture(path, "retina")


def _write_picture(path: Path, name: str) -> None:
    """Write one of the pictures that scikit-image ships."""
    from PIL import Image as Pillow
    from skimage import data

    from limis.io.atomic import open_atomic

    pixels = getattr(cast(Any, data), name)()
    with open_atomic(path) as file:
        Pillow.fromarray(pixels).save(file, format="PNG")


def _write_phantom(path: Path) -> None:
    import nibabel

    from limis.eval.phantom import make_phantom
    from limis.io.atomic import write_bytes

    phantom = make_phantom()
    content: Any = nibabel.Nifti1Image(phantom.data, phantom.geometry.affine_ras)
    write_bytes(path, content.to_bytes())


DEMOS = (
    Demo(
        "tissue.png",
        "colonic tissue, immunohistochemistry, shipped with scikit-image",
        "segment the nuclei",
        "embedded",
        _write_tissue,
    ),
    Demo(
        "retina.png",
        "a healthy retina, shipped with scikit-image",
        "segment the optic disc",
        "embedded-research",
        _write_retina,
    ),
    Demo(
        "phantom.nii",
        "a synthetic torso made in code, no patient's",
        "segment the liver",
        "embedded",
        _write_phantom,
    ),
)
