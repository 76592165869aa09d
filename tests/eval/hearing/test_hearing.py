"""Counting what a recogniser makes of sentences."""

from dataclasses import replace

import numpy as np
import pytest
from typer.testing import CliRunner

from limis.cli.main import app
from limis.commands import ops
from limis.eval.hearing.measure import Row, curve, summarise
from limis.eval.hearing.sentences import CHATTER, COMMANDS, CONTEXT
from limis.eval.hearing.voices import FITTING, TESTED
from limis.prompts.reader import read

ROW = Row("hide it", True, "clean", "hide it", True, "act", False, False, 0.9, (1.0,), 0.1)


def test_the_sentences_are_many_different_and_over_all_ops() -> None:
    found = [read(text, CONTEXT) for text in COMMANDS]
    assert len(set(COMMANDS)) == len(COMMANDS) >= 150
    assert len(set(CHATTER)) == len(CHATTER) >= 100
    assert {command.op for commands in found for command in commands} == set(ops()) - {"clarify", "unknown"}


def test_the_voices_that_are_measured_with_were_not_fitted_with() -> None:
    assert not set(FITTING) & set(TESTED)


def test_shares_are_counted_by_condition() -> None:
    wrong = replace(ROW, right=False, heard="delete it", destroys=True)
    asked = replace(ROW, verdict="ask", seconds=0.3)
    talk = replace(ROW, command=False, right=False, verdict="ignore")
    stop = replace(talk, heard="stop", verdict="act", stops=True)
    found = summarise([ROW, ROW, wrong, asked, talk, stop, replace(ROW, condition="noise")])
    assert list(found) == ["clean", "noise"]
    clean = found["clean"]
    assert (clean["commands"], clean["chatter"], clean["destroys"]) == (4, 2, 1)
    assert (clean["right"], clean["acted_right"], clean["acted_wrong"], clean["asked"]) == (0.75, 0.5, 0.25, 0.25)
    assert clean["stops"] == 1
    assert (clean["chatter_acted"], clean["ignored"], clean["median_s"]) == (0.0, 0.0, 0.1)


def test_a_curve_finds_what_tells_right_from_wrong() -> None:
    draw = np.random.default_rng(1)
    evidence = draw.normal(size=(400, 2))
    right = draw.random(400) < 1 / (1 + np.exp(-(2 * evidence[:, 0] + 0.5)))
    assert curve(evidence, right) == pytest.approx([2.0, 0.0, 0.5], abs=0.4)


def test_a_condition_nobody_has_is_an_error() -> None:
    result = CliRunner().invoke(app, ["eval", "hearing", "--condition", "under water"])
    assert result.exit_code == 2
    assert "clean" in result.output
