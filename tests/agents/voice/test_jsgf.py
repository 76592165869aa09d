"""The grammar says what the reader can read, and follows the session."""

from random import Random

import pytest

from limis.agents.voice.automaton import Automaton, compiled
from limis.agents.voice.grammar import ANSWERS, SENTENCES
from limis.agents.voice.jsgf import grammar
from limis.commands import Amount, Context, Question, Shrink, Smooth, dump, ops
from limis.errors import PromptError
from limis.prompts.reader import read

KNOWN = ("liver", "spleen", "kidney", "lung", "vertebra_l1", "liver_tumor")
CONTEXT = Context(structures=("liver", "kidney_left"), active="liver", modality="CT")


def drawn(automaton: Automaton, draw: Random) -> str:
    """One sentence, the likely ones more often."""
    at, words = automaton.start, list[str]()
    while at != automaton.end:
        ways = [arc for arc in automaton.arcs if arc[0] == at]
        _, at, _, word = draw.choices(ways, [arc[2] for arc in ways])[0]
        words += [word] if word else []
    return " ".join(words)


def share(automaton: Automaton, *words: str) -> float:
    """How likely a sentence is, over its likeliest path."""
    best = {automaton.start: 1.0}

    def without_words(here: dict[int, float]) -> dict[int, float]:
        todo = list(here)
        while todo:
            at = todo.pop()
            for _, to, p, _word in (arc for arc in automaton.arcs if arc[0] == at and arc[3] is None):
                if here[at] * p > here.get(to, 0.0):
                    here[to] = here[at] * p
                    todo.append(to)
        return here

    for said in words:
        after: dict[int, float] = {}
        for at, to, p, word in automaton.arcs:
            if word == said and at in (here := without_words(best)):
                after[to] = max(after.get(to, 0.0), here[at] * p)
        best = after
    return without_words(best).get(automaton.end, 0.0)


def test_every_op_can_be_said() -> None:
    automaton = compiled(grammar(CONTEXT, KNOWN))
    assert {*ANSWERS, *SENTENCES} == set(ops()) - {"clarify", "unknown", "exclude", "include"}
    for op, text in {"exclude": "without the spleen", "include": "include the liver tumor"}.items():
        assert automaton.accepts(text.split())
        assert read(text, CONTEXT)[0].op == op


def test_what_the_grammar_says_the_reader_reads() -> None:
    automaton, draw = compiled(grammar(CONTEXT, KNOWN)), Random(1)  # noqa: S311
    said = {drawn(automaton, draw) for _ in range(120)}
    assert len(said) > 60
    lost = [text for text in said if not read(text, CONTEXT) or read(text, CONTEXT)[0].op == "unknown"]
    assert len(lost) <= len(said) // 20, lost


@pytest.mark.parametrize("op", sorted({*ANSWERS, *SENTENCES}))
def test_each_op_is_read_as_itself(op: str) -> None:
    pending = Context(structures=("liver",), active="liver", pending=Question(question="Which?", options=("a", "b")))
    context = pending if op in ANSWERS else CONTEXT
    ways = " | ".join((ANSWERS | SENTENCES)[op])
    text = grammar(context, KNOWN)
    only = "\n".join(line for line in text.splitlines() if not line.startswith("public"))
    automaton, draw = compiled(f"{only}\npublic <said> = {ways};"), Random(2)  # noqa: S311
    found = [command.op for _ in range(12) for command in read(drawn(automaton, draw), context)[:1]]
    others = {"segment": {"exclude", "include"}, "choose": {"choose"}}
    assert sum(name == op or name in others.get(op, ()) for name in found) >= 9, found


def test_what_is_there_weighs_more_and_only_it_can_be_deleted() -> None:
    empty = compiled(grammar(Context(), KNOWN))
    there = compiled(grammar(CONTEXT, KNOWN))
    assert share(there, "segment", "the", "liver") > share(there, "segment", "the", "spleen") > 0
    assert share(empty, "segment", "the", "liver") == share(empty, "segment", "the", "spleen")
    assert not empty.accepts(["delete", "the", "liver"])
    assert there.accepts(["delete", "the", "liver"])
    assert there.accepts(["hide", "the", "left", "kidney"])
    assert not there.accepts(["delete", "the", "spleen"])


def test_a_name_that_nobody_can_say_is_left_out() -> None:
    named = Context(structures=("лёгкое", "left", "tumor_2"))
    automaton = compiled(grammar(named, KNOWN))
    assert automaton.accepts(["hide", "the", "tumor", "2"])
    assert not automaton.accepts(["hide", "the"])
    assert not compiled(grammar(Context(structures=("лёгкое",)), KNOWN)).accepts(["select"])


def test_an_answer_is_expected_while_a_question_waits() -> None:
    asked = CONTEXT.model_copy(update={"pending": Question(question="Shall I?")})
    before, after = (compiled(grammar(context, KNOWN)) for context in (CONTEXT, asked))
    assert share(after, "yes") > 4 * share(before, "yes")
    assert after.accepts(["stop"])
    assert after.accepts(["segment", "the", "spleen"])


def test_an_edit_made_just_now_can_be_put_right() -> None:
    last = Shrink(amount=Amount(value=3, unit="mm"), where="posterior")
    edited = CONTEXT.model_copy(update={"active": "liver", "last_edit": last, "just_edited": True})
    automaton = compiled(grammar(edited, KNOWN))
    for text in ("no two millimeters", "no at the front", "no i said two millimeters", "at the top instead"):
        assert automaton.accepts(text.split()), text
        (command,) = dump(read(text, edited))
        assert command["op"] == "repeat", text
        assert command["instead"], text
    plain = edited.model_copy(update={"last_edit": Smooth()})
    for context in (CONTEXT, plain, edited.model_copy(update={"just_edited": False})):
        assert not compiled(grammar(context, KNOWN)).accepts(["no", "two", "millimeters"])


def test_weights_options_groups_and_rules_are_compiled() -> None:
    automaton = compiled("public <said> = /3/ go [far] | /1/ <halt> (now | here); <halt> = stop | hold on;")
    assert automaton.words == {"go", "far", "stop", "hold", "on", "now", "here"}
    assert automaton.accepts(["go"])
    assert automaton.accepts(["hold", "on", "here"])
    assert not automaton.accepts(["hold", "on"])
    assert share(automaton, "go") == pytest.approx(0.75)


def test_a_missing_rule_is_an_error() -> None:
    with pytest.raises(PromptError, match="nowhere"):
        compiled("public <said> = go <nowhere>;")
