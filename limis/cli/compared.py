"""How a comparison of runs stands in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["comparison_tables"]

_COLUMNS = ("protocol", "metric", "cases", "first", "second", "second - first", "p, Holm")


def comparison_tables(result: Mapping[str, Any]) -> Iterator[Table]:
    """A table for each part of a comparison, as `limis.eval.comparison.compare` gives it."""
    from rich.table import Table

    from limis.cli.output import escaped

    for which, words in (("known", "what the models of all runs know"), ("all", "everything that was asked")):
        lines = result.get(which, {}).get("comparisons", [])
        for first, second in dict.fromkeys((line["first"], line["second"]) for line in lines):
            title = escaped(f"{first} → {second}: {words}")
            table = Table(title=title, box=None, title_justify="left", padding=(0, 1, 0, 0))
            for number, name in enumerate(_COLUMNS):
                table.add_column(name, justify="right" if number > 1 else "left", no_wrap=True)
            for line in lines:
                if (line["first"], line["second"]) == (first, second):
                    table.add_row(*_cells(line))
            yield table


def _cells(line: Mapping[str, Any]) -> tuple[str, ...]:
    from limis.eval.pages.numbers import interval, p_value

    means = (f"{line[each]['mean']:.3f}" for each in ("first_mean", "second_mean"))
    change = interval(line["difference"], 3, signed=True)
    return line["protocol"], line["metric"], str(line["cases"]), *means, change, p_value(line["p_holm"])
