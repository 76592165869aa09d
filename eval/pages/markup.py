"""HTML made of values: text is escaped unless it is markup already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from limis.eval.pages.style import STYLE

__all__ = ["Markup", "element", "page", "paragraph", "section", "table"]

_VOID = frozenset({"br", "img", "meta", "line", "circle", "rect", "path", "polyline", "polygon"})
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def element(name: str, *inside: object, **attributes: object) -> Markup:
    """Make one element.

    Args:
        name: Its tag.
        inside: What it holds; whatever is not `Markup` is escaped. None is left out.
        attributes: ``class_`` means ``class``, any other ``_`` a hyphen; None is left out.

    Example:
        >>> element("p", "a < b", element("b", "!"), class_="dim")
        '<p class="dim">a &lt; b<b>!</b></p>'
    """
    named = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID and not inside:
        return Markup(f"<{name}{named}/>")
    return Markup(f"<{name}{named}>{_joined(inside)}</{name}>")


def paragraph(*inside: object, **attributes: object) -> Markup:
    """A paragraph."""
    return element("p", *inside, **attributes)


def section(title: str, *inside: object) -> Markup:
    """A part of a page under its heading."""
    return element("section", element("h2", title), *inside)


def table(head: Sequence[object], rows: Iterable[Sequence[object]], *, words: int = 1, caption: str = "") -> Markup:
    """Make a table; empty when it has no rows.

    Args:
        head: What stands above the columns.
        rows: Cells, as many as in the head.
        words: How many columns from the left are text; the others are numbers and stand to the right.
        caption: Stands above.
    """
    lines = [_line("td", cells, words) for cells in rows]
    if not lines:
        return Markup()
    title = element("caption", caption) if caption else None
    body = (element("thead", _line("th", head, words)), element("tbody", *lines))
    return element("div", element("table", title, *body), class_="wide")


def page(title: str, *sections: object) -> Markup:
    """Make a whole page, style included."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("style", Markup(STYLE)),
    )
    foot = element("footer", "Made by limis, which is not a medical device: for research, not for diagnosis.")
    body = element("body", element("main", element("h1", title), *sections, foot))
    return Markup("<!doctype html>\n" + element("html", head, body, lang="en") + "\n")


def _line(cell: str, cells: Sequence[object], words: int) -> Markup:
    return element(
        "tr", *(element(cell, value, class_=None if place < words else "number") for place, value in enumerate(cells))
    )


def _joined(inside: Iterable[object]) -> str:
    return "".join(one if isinstance(one, Markup) else escape(str(one)) for one in inside if one is not None)
