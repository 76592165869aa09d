"""What was measured and how to read it: the parts that every page begins and ends with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from limis.eval.pages.markup import Markup, element, section, table
from limis.eval.scoring import AT_IOU, TOLERANCE_MM

__all__ = ["CONVENTIONS", "conventions", "engines_table", "facts", "made_with"]

#: How numbers are to be read, a paragraph each.
CONVENTIONS = """
Mean: over the cases of each pair (dataset, concept, side) first, then over pairs, so that large datasets do not drown
small ones. In the table of pairs it is over cases.

Interval: 95 %, from the percentiles of bootstrap resamples of whole patients. A resample without any patient of a pair
leaves that pair out; where many pairs rest on one patient the interval is wide and may lie to one side of the mean.
With one patient there is none.

An answer that ended in an error, and an image that could not be read, count as an empty mask; without the image there
are no surfaces and no volume error. A truth that could not be
read, or that is empty where something is said to be, is the data's fault: it stands among the errors and measures
nothing.

Nothing found where something is: Dice, IoU, F1, box IoU and NSD are 0 and count; HD95 and ASSD are undefined and do
not, so read them beside their number of cases. Nothing found where nothing is: undefined, and told by specificity.

Absent: things of body regions that the data set does not show, and things that are in no body. In volumes, counted by
themselves, things that the same labeller names in other patients' volumes and that this one's labels do not hold:
whether such a thing is not there or was not labelled, labels cannot tell. What is drawn all the same is told in ml.

A case is one question about one image; all masks of its answer count together. Box IoU is of the boxes around
everything. F1 of pieces matches connected pieces of the answer and of the truth one to one where their IoU is at least
{at_iou:g}, as lesions and nuclei are counted. Volume error is (answer - truth) / truth.

Surface distances are in mm, and only where the image has a scale: NSD at {tolerance_mm:g} mm, HD95 (the distance within
which 95 % of a surface's area lies, the worse of both directions) and ASSD (by area, over both surfaces together), on
surfaces as google-deepmind/surface-distance defines them.

Swapped: a mask called by one side shares more voxels with the other side's truth; judged where the truth has both sides
and the mask touches one of them.

“known” is what the models say they know, fixed before the run; “all” is everything that was asked.
"""


def facts(pairs: Mapping[str, object]) -> Markup:
    """A list of names and what they are; what is None is left out."""
    inside = [part for name, value in pairs.items() if value is not None
              for part in (element("dt", name), element("dd", value))]  # fmt: skip
    return element("dl", *inside)


def engines_table(models: Sequence[Mapping[str, Any]]) -> Markup:
    """Engines with their hashes."""
    return table(
        ("role", "engine", "licence", "device", "sha256"),
        [
            (each["role"], each["name"], each["licence"], each["device"], element("code", each["sha256"] or "–"))
            for each in models
        ],
        words=5,
    )


def made_with(environment: Sequence[Mapping[str, Any]]) -> Markup:
    """Commands and versions; what an older run did not write down is said to be missing."""
    if not environment:
        return element("p", "Which software made this run was not written down.", class_="dim")
    return Markup("".join(facts(_versions(each)) for each in environment))


def _versions(each: Mapping[str, Any]) -> dict[str, object | None]:
    packages = ", ".join(f"{name} {found}" for name, found in each["packages"].items())
    return {
        "command": element("code", each["command"]) if each["command"] else None,
        "software": f"limis {each['limis']}, Python {each['python']}, {packages}",
        "machine": f"{each['platform']}, {each['processors']} processors",
    }


def conventions(more: str = "") -> Markup:
    """How numbers are to be read.

    Args:
        more: What else is to be said, a paragraph each.
    """
    said = (CONVENTIONS.format(tolerance_mm=TOLERANCE_MM, at_iou=AT_IOU) + more).strip().split("\n\n")
    return section("How to read this", element("ul", *(element("li", " ".join(each.split())) for each in said)))
