"""What is loaded when: seconds at every start, and a core that runs without torch."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "PIL",
    "highdicom",
    "langchain",
    "langchain_core",
    "langchain_openai",
    "langgraph",
    "langsmith",
    "matplotlib",
    "nibabel",
    "numpy",
    "onnx",
    "onnxruntime",
    "openai",
    "pydicom",
    "safetensors",
    "scipy",
    "skimage",
    "tifffile",
    "torch",
    "torchvision",
    "transformers",
}

REPORT = """
import json, sys
before = set(sys.modules)
{code}
tops = {{name.partition(".")[0] for name in set(sys.modules) - before}} - set(sys.stdlib_module_names)
print(json.dumps([sorted(tops), sorted(n for n in sys.modules if n == "limis" or n.startswith("limis."))]))
"""

WITHOUT_EXTRAS = """
import sys

class Blocker:
    blocked = {"huggingface_hub", "mcp", "mcp_types", "onnx", "onnxscript", "open_clip"}
    blocked |= {"langchain", "langchain_core", "langchain_openai", "langgraph", "langsmith", "openai"}
    blocked |= {"safetensors", "torch", "torchvision", "transformers"}

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in self.blocked:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Blocker())
"""


def run(code: str, *arguments: str) -> str:
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def loaded_by(code: str) -> tuple[set[str], set[str]]:
    """Top-level packages beyond the standard library, and modules of limis, that some code loads."""
    packages, modules = json.loads(run(REPORT.format(code=code)).splitlines()[-1])
    return set(packages), set(modules)


def test_importing_limis_loads_nothing_but_itself() -> None:
    assert loaded_by("import limis") == ({"limis"}, {"limis"})


def test_an_error_can_be_caught_without_loading_numpy() -> None:
    assert loaded_by("from limis import LimisError") == ({"limis"}, {"limis", "limis.errors"})


@pytest.mark.parametrize("arguments", [["--help"], ["segment", "--help"], ["--version"]])
def test_help_loads_no_heavy_package(arguments: list[str]) -> None:
    code = f"""
import contextlib, io, sys
from limis.cli.main import main
sys.argv = ["limis", *{arguments}]
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main()
"""
    packages, _ = loaded_by(code)
    assert packages & HEAVY == set()


def test_parsing_a_sentence_loads_no_heavy_package() -> None:
    code = """
import contextlib, io, sys
from limis.cli.main import main
sys.argv = ["limis", "parse", "segment the left kidney", "--json"]
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main()
"""
    packages, _ = loaded_by(code)
    assert packages & HEAVY == set()


def test_segmenting_a_picture_loads_no_dicom(tmp_path: Path) -> None:
    code = f"""
import contextlib, io, sys
from limis.cli.main import main
sys.argv = ["limis", "segment", "docs/cells.png", "nuclei", "--out", {str(tmp_path / "out")!r}, "--quiet"]
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main()
"""
    packages, modules = loaded_by(code)
    assert (tmp_path / "out" / "report.json").is_file()
    assert packages & {"highdicom", "nibabel", "pydicom", "requests"} == set()
    assert "limis.io.dicom_files" not in modules


def test_every_room_but_training_and_the_servers_imports_without_the_extras() -> None:
    code = """
import importlib, pkgutil
import limis

names = [module.name for module in pkgutil.walk_packages(limis.__path__, "limis.", onerror=lambda name: None)]
for name in names:
    if not name.startswith(("limis.training.", "limis.agents.mcp.")) and name != "limis.__main__":
        importlib.import_module(name)
print(len(names))
"""
    assert int(run(WITHOUT_EXTRAS + code)) > 50


@pytest.mark.parametrize(
    "opener",
    [
        "grounders.grounding_dino:open_grounder",
        "segmenters.sam:open_segmenter",
        "segmenters.sam_hq:open_segmenter",
        "segmenters.sam2:open_segmenter",
        "segmenters.sam3_tracker:open_segmenter",
        "segmenters.segment_anything:open_segmenter",
        "grounders.open_clip:open_verifier",
    ],
)
def test_an_engine_without_its_extra_says_what_to_install(opener: str) -> None:
    module, _, function = opener.partition(":")
    code = f"""
from limis.errors import MissingExtraError
from limis.{module} import {function}

try:
    {function}("some/model", "cpu")
except MissingExtraError as error:
    print(error)
"""
    assert 'pip install "limis[sam]"' in run(WITHOUT_EXTRAS + code)


def test_a_conversation_without_a_planner_loads_no_language_model() -> None:
    code = """
import contextlib, io, sys
from limis.cli.main import main
sys.argv = ["limis", "chat", "docs/cells.png", "--script", "/dev/null", "--no-history"]
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    with contextlib.suppress(SystemExit):
        main()
assert "limis.agents.conversation" in sys.modules
"""
    packages, _ = loaded_by(code)
    assert not any(name.startswith(("lang", "openai")) for name in packages)


@pytest.mark.parametrize(
    "code", ["planner import open_planner; open_planner('openai:x')", "tools import tools_for; tools_for(s)"]
)
def test_language_models_without_their_extra_say_what_to_install(code: str) -> None:
    code = f"""
from limis.errors import MissingExtraError
from limis.agents.conversation import Conversation
s = Conversation.__new__(Conversation)
s.session = None
try:
    from limis.agents.{code}
except MissingExtraError as error:
    print(error)
"""
    assert 'pip install "limis[agent]"' in run(WITHOUT_EXTRAS + code)


@pytest.mark.parametrize(
    ("command", "extra"), [(["embedded"], "train"), (["grounder", "--base", "model", "--out", "adapter"], "lora")]
)
def test_training_without_its_extra_says_what_to_install(command: list[str], extra: str) -> None:
    code = f"""
from limis.cli.main import main
sys.argv = ["limis", "train", *{command}, "--data", "index.jsonl"]
try:
    main()
except SystemExit as end:
    assert end.code == 1, end.code
"""
    done = subprocess.run([sys.executable, "-c", WITHOUT_EXTRAS + code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert f"limis[{extra}]" in "".join(done.stderr.split())
