"""The command algebra dumps to the contract's JSON and refuses what is not in it."""

from __future__ import annotations

import json
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from limis import commands
from limis.commands import (
    Clarify,
    Context,
    Deny,
    Exclude,
    Reference,
    Segment,
    Target,
    Unknown,
    dump,
    load,
)
from limis.errors import PromptError

LIVER = Target(concept="liver", text="liver")


def test_a_target_prints_its_fields_in_order_and_leaves_out_what_does_not_apply() -> None:
    target = Target(text="largest left kidney", which="largest", side="left", concept="kidney")
    assert json.dumps(target.model_dump(mode="json")) == (
        '{"concept": "kidney", "side": "left", "which": "largest", "text": "largest left kidney"}'
    )
    assert LIVER.model_dump(mode="json") == {"concept": "liver", "text": "liver"}


def test_an_open_target_prints_its_missing_concept() -> None:
    assert json.loads(Target(concept=None, text="purple thing").model_dump_json()) == {
        "concept": None,
        "text": "purple thing",
    }


def test_a_command_prints_its_op_first() -> None:
    command = Segment(targets=(LIVER, Reference(ref="all", text="everything")))
    assert json.dumps(dump([command])) == (
        '[{"op": "segment", "targets": [{"concept": "liver", "text": "liver"}, {"ref": "all", "text": "everything"}]}]'
    )


@pytest.mark.parametrize(
    "command",
    [
        Segment(targets=(LIVER, Target(concept=None, side="left", text="left blob"))),
        Exclude(targets=(Reference(ref="active", side="opposite", text="other one"),)),
        Deny(),
        Clarify(question="Which?", options=("one", "two")),
        Unknown(text="hello"),
    ],
)
def test_what_is_dumped_loads_again(command: commands.Command) -> None:
    assert load(json.loads(json.dumps(dump([command])))) == [command]


@pytest.mark.parametrize(
    "values",
    [
        {"op": "deny"},
        [{"op": "explode"}],
        [{"targets": []}],
        [{"op": "segment", "targets": []}],
        [{"op": "segment", "targets": [{"text": "liver"}]}],
        [{"op": "segment", "targets": [{"concept": "Liver", "text": "liver"}]}],
        [{"op": "segment", "targets": [{"concept": "liver", "text": "liver", "side": "up"}]}],
        [{"op": "deny", "reason": "no"}],
        [{"op": "clarify", "question": "Which?", "options": ["only one"]}],
        [{"op": "clarify", "question": "Which?", "options": ["undo", "\ud800"]}],
        [{"op": "unknown", "text": "\ud800"}],
    ],
)
def test_what_is_not_in_the_algebra_is_refused(values: Any) -> None:
    with pytest.raises(PromptError, match="not a list of commands"):
        load(values)


def test_values_are_frozen() -> None:
    with pytest.raises(ValidationError):
        LIVER.text = "spleen"  # pyright: ignore[reportAttributeAccessIssue]


def test_the_active_structure_of_a_context_is_one_of_its_structures() -> None:
    assert Context(structures=("liver",), active="liver").active == "liver"
    with pytest.raises(ValidationError, match="not one of"):
        Context(structures=("liver",), active="spleen")


def test_every_op_is_in_the_union() -> None:
    union = get_args(get_args(commands.Command)[0])
    with_op = {
        value
        for value in vars(commands).values()
        if isinstance(value, type) and issubclass(value, commands.Value) and "op" in value.model_fields
    }
    assert set(union) == with_op
    assert len({kind.model_fields["op"].default for kind in union}) == len(union)
