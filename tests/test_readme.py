"""What README shows of a conversation is what happens; figures are those of the weights it was written with."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import limis

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def without_figures(text: str) -> str:
    return re.sub(r"[+-]?\d[\d,.]*", "#", text)


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def test_the_conversation_goes_as_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (told,) = [block for block in blocks("text") if block.startswith("limis> ")]
    pairs = [part.strip().split("\n") for part in told.split("limis> ")[1:]]
    with limis.chat("docs/cells.png", keep=False) as chat:
        for sentence, reply in pairs:
            assert without_figures(chat.say(sentence).reply) == without_figures(reply), sentence


def test_the_example_of_a_conversation_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    (example,) = [block for block in blocks("python") if "limis.chat" in block]
    names: dict[str, object] = {}
    exec(example, names)  # noqa: S102 - it is ours
    reply, voxels = capsys.readouterr().out.rsplit(" ", 1)
    assert reply.startswith("Nucleus reduced to that part.")
    assert int(voxels) > 0


@pytest.mark.parametrize("command", sorted(set(re.findall(r"^limis (\w+)|; limis (\w+)", README, re.MULTILINE))))
def test_every_command_that_is_named_is_there(command: tuple[str, str]) -> None:
    from typer.testing import CliRunner

    from limis.cli.main import app

    assert CliRunner().invoke(app, ["".join(command), "--help"]).exit_code == 0
