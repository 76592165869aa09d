"""What was measured, for a reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["as_markdown"]


def as_markdown(measured: Mapping[str, Any]) -> str:
    """Write tables.

    Args:
        measured: As `limis.eval.bench.suite.run_bench` gives it.

    Returns:
        Markdown: the machine, the ratios, a table per law.
    """
    parts = [_machine(measured), _ratios(measured["ratios"]), *map(_law, measured["laws"])]
    return "\n\n".join(parts) + "\n"


def _machine(measured: Mapping[str, Any]) -> str:
    machine = measured["machine"]
    packages = ", ".join(f"{name} {version}" for name, version in machine["packages"].items())
    cores = f"{machine['cores']} core{'s' * (machine['cores'] != 1)}"
    memory = f", {machine['memory_gb']:g} GB" if machine["memory_gb"] else ""
    load = f", load {machine['load']:g} when it began" if machine["load"] is not None else ""
    return (
        f"Models {measured['models']['name']}{', a quick look' if measured['quick'] else ''}. "
        f"{machine['cpu']}, {cores}{memory}, {machine['system']}{load}. "
        f"limis {machine['limis']}, Python {machine['python']}, {packages}."
    )


def _ratios(ratios: list[dict[str, Any]]) -> str:
    head = [
        "| what | limis | baseline | ratio | ratio of CPU seconds | views encoded | same masks |",
        "|---|---|---|---|---|---|---|",
    ]
    note = "Medians, with the lowest and the highest in brackets. A ratio below 1 is better than its baseline."
    return "\n".join([*head, *map(_ratio, ratios)]) + f"\n\n{note}"


def _ratio(each: Mapping[str, Any]) -> str:
    unit, taken = ("s", each["seconds"]) if each["peak_mb"] is None else ("MB", each["peak_mb"])
    cells = (
        f"**{each['name']}**: {each['what']}{_mfu(each.get('mfu'))}",
        _amount(taken["value"], unit),
        f"{_amount(taken['baseline'], unit)}: {each['against']}",
        _times(taken["ratio"]),
        "" if each["cpu"] is None else _times(each["cpu"]["ratio"]),
        "" if each["encodes"] is None else f"{each['encodes'][0]}, baseline {each['encodes'][1]}",
        {None: "", True: "yes", False: "**no**"}[each["same_masks"]],
    )
    return f"| {' | '.join(cells)} |"


def _mfu(both: Sequence[float] | None) -> str:
    return "" if both is None else f" (MFU {both[0]:.2f}, baseline {both[1]:.2f})"


def _law(law: Mapping[str, Any]) -> str:
    unit = law["unit"]
    title = f"**{law['name']}**: {law['what']}, beside {law['against']}. Grows as n^{law['exponent']:.2f}."
    head = [f"| {law['of']} | {unit} | baseline, {unit} | ratio |", "|---|---|---|---|"]
    lines = [
        f"| {point['n']} | {_number(point['value'])} | {_number(point['baseline'])} | {point['ratio']:.2f} |"
        for point in law["points"]
    ]
    return f"{title}\n\n" + "\n".join([*head, *lines])


def _amount(spread: Mapping[str, Any], unit: str) -> str:
    told = f"{_number(spread['median'])} {unit}"
    return told if spread["runs"] == 1 else f"{told} ({_number(spread['low'])}–{_number(spread['high'])})"


def _times(spread: Mapping[str, Any]) -> str:
    told = _ratio_of(spread["median"])
    return told if spread["runs"] == 1 else f"{told} ({_ratio_of(spread['low'])}–{_ratio_of(spread['high'])})"


def _ratio_of(value: float) -> str:
    """Two places behind the point; of what is small, two digits."""
    return f"{value:.2f}" if value >= 0.1 or not value else f"{value:.2g}"


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"
