"""What is shipped: every package, its data, its licences and its extras."""

from __future__ import annotations

import ast
import re
import tomllib
from fnmatch import fnmatch
from importlib.metadata import PackageNotFoundError, metadata, requires
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from packaging.requirements import Requirement

import limis

ROOT = Path(__file__).resolve().parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SETUPTOOLS: dict[str, Any] = PROJECT["tool"]["setuptools"]
EXTRAS: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]
LINKED = ("agents", "eval", "prompts")


def folders() -> dict[str, Path]:
    """Package → folder, for everything in the checkout that has an ``__init__.py``."""
    found = {}
    for top in (ROOT / "limis", *(ROOT / name for name in LINKED)):
        for init in top.rglob("__init__.py"):
            if not any(init.is_relative_to(ROOT / "limis" / name) for name in LINKED):
                parts = init.parent.relative_to(ROOT).parts
                found[".".join(parts if parts[0] == "limis" else ("limis", *parts))] = init.parent
    return found


def test_every_package_is_listed() -> None:
    assert sorted(SETUPTOOLS["packages"]) == sorted(folders())


def test_the_rooms_at_the_top_are_linked_and_mapped() -> None:
    assert SETUPTOOLS["package-dir"] == {"limis": "limis"} | {f"limis.{name}": name for name in LINKED}
    for name in LINKED:
        assert (ROOT / "limis" / name).resolve() == ROOT / name


def test_every_data_file_is_shipped() -> None:
    data: dict[str, list[str]] = SETUPTOOLS["package-data"]
    packages = folders()
    for top in {packages["limis"], *(ROOT / name for name in LINKED)}:
        for path in top.rglob("*"):
            if path.is_dir() or path.suffix in (".py", ".pyc") or path.name.startswith("."):
                continue
            owners = [(name, path.relative_to(folder)) for name, folder in packages.items() if folder in path.parents]
            assert any(fnmatch(str(inner), pattern) for name, inner in owners for pattern in data.get(name, ())), (
                f"{path.relative_to(ROOT)} would be missing from the wheel"
            )


def test_every_module_of_agents_has_a_floor() -> None:
    floors = next(c for c in PROJECT["tool"]["importlinter"]["contracts"] if c["id"] == "floors")["layers"]
    named = {name for floor in floors for name in re.split(r" [|:] ", floor) if name.startswith("agents.")}
    there = {f"agents.{module.name}" for module in iter_modules([str(ROOT / "agents")])}
    assert named == there


def test_types_are_shipped() -> None:
    assert (ROOT / "limis" / "py.typed").is_file()


def test_no_exported_name_is_a_submodule() -> None:
    assert {module.name for module in iter_modules(limis.__path__)} & set(limis.__all__) == set()


def test_every_exported_name_is_there_and_listed() -> None:
    for name in limis.__all__:
        assert getattr(limis, name) is not None
    assert set(limis.__all__) <= set(dir(limis))


def test_a_name_that_is_not_exported_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        limis.nonsense  # noqa: B018


def test_type_checkers_see_what_python_finds() -> None:
    tree = ast.parse((ROOT / "limis" / "__init__.py").read_text(encoding="utf-8"))
    checked = next(node for node in tree.body if isinstance(node, ast.If))
    seen = {
        alias.name: node.module for node in checked.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    assert seen == limis._HOMES
    assert set(limis.__all__) == {*seen, "__version__"}


def test_every_extra_that_is_named_exists() -> None:
    named = set()
    for path in (*folders()["limis"].rglob("*.py"), *(p for name in LINKED for p in (ROOT / name).rglob("*.py"))):
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r'require\("[\w.]+", "(\w+)"\)', text)) | set(re.findall(r"limis\[(\w+)\]", text))
    for page in ("README.md", "CONTRIBUTING.md"):
        named |= set(re.findall(r"\.\[(\w+)\]", (ROOT / page).read_text(encoding="utf-8")))
    assert named
    assert named <= set(EXTRAS)


def test_all_brings_every_extra_that_users_need() -> None:
    (requirement,) = EXTRAS["all"]
    assert Requirement(requirement).extras == set(EXTRAS) - {"all", "test"}


def test_every_weight_set_has_its_licence() -> None:
    sets = [folder for folder in (ROOT / "limis" / "weights").iterdir() if folder.is_dir()]
    assert {folder.name for folder in sets} == {"embedded", "embedded-research"}
    for folder in sets:
        assert (folder / "LICENSE").is_file()
    assert PROJECT["project"]["license-files"] == ["LICENSE", "limis/weights/*/LICENSE"]


def test_nothing_in_the_core_is_under_gpl() -> None:
    for name in core():
        about = metadata(name)
        licences = [about.get("License-Expression") or "", about.get("License") or ""]
        licences += [c for c in about.get_all("Classifier") or () if c.startswith("License")]
        # Some put the whole text there; its first line names it.
        said = " ".join(licence.splitlines()[0] for licence in licences if licence)
        assert not re.search(r"\bA?GPL|GNU (Affero )?General Public", said), f"{name}: {said}"


def core() -> set[str]:
    """Everything that installing limis without extras brings here."""
    pending, seen = list(PROJECT["project"]["dependencies"]), set[str]()
    while pending:
        requirement = Requirement(pending.pop())
        if requirement.name in seen or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        try:
            pending += requires(requirement.name) or []
        except PackageNotFoundError:
            continue  # for another platform
        seen.add(requirement.name)
    return seen
