"""The worst and the best cases of a report, as pictures."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from limis.eval.overlays import Overlay
from limis.eval.pages.markup import Markup, element, paragraph, section

__all__ = ["figures"]

_SAME = 1e-4


def figures(overlays: Sequence[Overlay]) -> Markup | None:
    """Show overlays, those of one protocol under each other, worst first; None without any."""
    if not overlays:
        return None
    parts: list[Markup] = []
    for protocol in dict.fromkeys(each.protocol for each in overlays):
        for rank in ("worst", "best"):
            shown = [_figure(each) for each in overlays if (each.protocol, each.rank) == (protocol, rank)]
            if shown:
                parts += [element("h3", f"{protocol}, {rank}"), element("div", *shown, class_="figures")]
    words = (
        "Chosen by Dice alone, no two of one pair or image, among what the models know; ties in the order of the run. "
        "The product was asked again for these pictures; where its Dice then was another, both are told."
    )
    key = (element("span", class_="key answer"), "answer", element("span", class_="key truth"), "truth. ")
    return section("Worst and best cases", paragraph(*key, words, class_="dim"), *parts)


def _figure(overlay: Overlay) -> Markup:
    pixels = base64.b64encode(overlay.picture.read_bytes()).decode()
    name = " ".join(part for part in (overlay.side, overlay.concept) if part)
    told = f"{overlay.dice:.2f}"
    if overlay.again is None:
        told += ", no answer when asked again"
    elif abs(overlay.again - overlay.dice) > _SAME:
        told = f"{overlay.dice:.4f}, asked again {overlay.again:.4f}"
    said = [overlay.image, overlay.view, overlay.reason]
    return element(
        "figure",
        element("img", src=f"data:image/png;base64,{pixels}", alt=f"{name} in {overlay.image}"),
        element(
            "figcaption",
            element("b", f"{name}: Dice {told}"),
            *(part for text in said if text for part in (element("br"), text)),
        ),
    )
