"""``limis doctor``: what is installed, where models can run, and whether their weights are whole."""

from __future__ import annotations

import platform
import re
from dataclasses import asdict
from importlib import metadata
from typing import Any

import typer

from limis import __version__
from limis.cli.output import AsJson, Output, Verbose
from limis.errors import InputError

__all__ = ["doctor", "examine"]

_REQUIREMENT = re.compile(r"""([A-Za-z0-9._-]+)(?:.*extra == ["']([^"']+)["'])?""")


def doctor(as_json: AsJson = False, verbose: Verbose = False) -> None:
    """Check the installation: versions, optional packages, devices, and the integrity of the models.

    Exits with 1 if the settings or the default models cannot be used.
    """
    output = Output(verbose=verbose, as_json=as_json)
    findings = examine()
    output.print_json(findings)
    if not as_json:
        _show(findings, output)
    if not (findings["settings"]["ok"] and all(model["ok"] for model in findings["models"] if model["default"])):
        raise typer.Exit(1)


def examine() -> dict[str, Any]:
    """Look at everything.

    Returns:
        ``version``, ``python``, ``platform``, ``packages`` (name, version or None, the extras that bring it; none
        of them for the core), ``devices`` (name and who runs on it), ``settings`` (ok, detail), ``models`` (name,
        default, ok, detail), which are not looked for without settings.
    """
    settings = _settings()
    return {
        "version": __version__,
        "python": platform.python_version(),
        "platform": platform.platform(terse=True),
        "packages": _packages(),
        "devices": _devices(),
        "settings": settings,
        "models": _models() if settings["ok"] else [],
    }


def _packages() -> list[dict[str, Any]]:
    """Every package that limis or one of its extras asks for."""
    try:
        asked = metadata.requires("limis") or []
    except metadata.PackageNotFoundError:
        return []
    extras: dict[str, list[str]] = {}
    for name, extra in (match.groups() for match in map(_REQUIREMENT.match, asked) if match):
        if name != "limis" and extra not in ("all", "test"):
            extras.setdefault(name, []).extend([extra] if extra else [])
    return [{"name": name, "version": _version(name), "extras": brings} for name, brings in extras.items()]


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _devices() -> list[dict[str, str]]:
    """Where the embedded models and torch can run."""
    found = [{"name": "cpu", "used_by": "the embedded models (onnxruntime)"}]
    if _version("torch") is None:
        return found
    from limis.runtime.torch_device import choose_device

    return [*found, {"name": choose_device(), "used_by": "other models (torch)"}]


def _settings() -> dict[str, Any]:
    """Whether what is set by variables and in ``limis.toml`` can be used."""
    from limis.config import resolve_config
    from limis.models.registry import behind

    try:
        models = resolve_config().models
        behind(models)
        return {"ok": True, "detail": f"models {models}"}
    except InputError as error:
        return {"ok": False, "detail": str(error)}


def _models() -> list[dict[str, Any]]:
    """What comes with limis, what was fetched, and the default, the files of each compared with their hashes."""
    from limis.config import resolve_config
    from limis.models.listing import examine as look_into
    from limis.models.listing import listing

    default = resolve_config().models
    shown = [e for e in listing() if e.kind == "set" or e.name == default or (e.kind == "model" and e.installed)]
    return [{"name": entry.name, "default": entry.name == default, **asdict(look_into(entry))} for entry in shown]


def _show(findings: dict[str, Any], output: Output) -> None:
    """Everything as one table."""
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_row("", "limis", f"{findings['version']}, Python {findings['python']}, {findings['platform']}")
    for package in findings["packages"]:
        mark, words = _package_words(package["version"], package["extras"])
        table.add_row(mark, escape(package["name"]), escape(words))
    for device in findings["devices"]:
        table.add_row(_mark(True), escape(device["name"]), escape(device["used_by"]))
    table.add_row(_mark(findings["settings"]["ok"]), "settings", escape(findings["settings"]["detail"]))
    for model in findings["models"]:
        name = escape(model["name"]) + (" [dim](default)[/]" if model["default"] else "")
        table.add_row(_mark(model["ok"]), name, escape(model["detail"]))
    output.show(table)


def _package_words(version: str | None, extras: list[str]) -> tuple[str, str]:
    """Whether a package is there; a missing one of an extra is nothing bad."""
    if version is not None:
        return _mark(True), version
    if extras:
        return "[dim]–[/]", f'not installed: pip install "limis[{extras[0]}]"'
    return _mark(False), "missing: install limis again"


def _mark(good: bool) -> str:
    return "[green]✓[/]" if good else "[red]✗[/]"
