"""What destroys work is asked of a person, through the client and past the model."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from assistants import Caller, Person, text_of

from limis.commands import Delete, Reference, Save
from limis.session import Session

Run = Callable[..., None]
MODES = ["auto", "legacy"]
DELETE = {"op": "delete", "targets": [{"ref": "all"}]}


async def begin(caller: Caller) -> None:
    await caller.open("film.png")
    await caller.call("say", text="segment the lung and the liver")


async def names(caller: Caller) -> list[str]:
    return [row["name"] for row in (await caller.call("list")).structured_content["structures"]]


@pytest.mark.parametrize("mode", MODES)
def test_a_person_who_says_yes_is_obeyed_and_was_told_what_there_is(run: Run, mode: str) -> None:
    person = Person()

    async def talk(caller: Caller) -> None:
        await begin(caller)
        assert await caller.words("say", text="delete the lung") == "Lung thrown away."
        assert await names(caller) == ["liver"]
        assert "Taken back" in await caller.words("undo")

    run(talk, mode=mode, person=person)
    assert person.asked == ['"delete the lung" throws the lung away. Shall I? Outlined now: lung, liver (active).']


@pytest.mark.parametrize("mode", MODES)
def test_a_person_who_does_not_say_yes_keeps_everything(run: Run, mode: str) -> None:
    person = Person("decline", "cancel", "no")

    async def talk(caller: Caller) -> None:
        await begin(caller)
        for _ in range(3):
            answer = await caller.call("apply", commands=[DELETE])
            assert answer.is_error
            assert "person did not allow it" in text_of(answer)
            assert await names(caller) == ["lung", "liver"]

    run(talk, mode=mode, person=person)
    assert len(person.asked) == 3
    assert "delete everything" in person.asked[-1]


@pytest.mark.parametrize("mode", MODES)
def test_a_yes_is_good_for_what_was_there_when_it_was_asked_for(run: Run, mode: str) -> None:
    person = Person("yes", "no")

    async def talk(caller: Caller) -> None:
        await begin(caller)
        await caller.call("say", text="back to the lung")

        async def change() -> None:
            while not person.asked:
                await asyncio.sleep(0.01)
            await caller.call("say", text="back to the liver")
            person.may_answer.set()

        person.may_answer.clear()
        answer, _ = await asyncio.gather(caller.call("say", text="delete it"), change())
        assert answer.is_error
        assert ("changed while the person was asked" in text_of(answer)) == (mode == "legacy")
        assert await names(caller) == ["lung", "liver"]

    run(talk, mode=mode, person=person)
    assert (
        [asked.partition("now: ")[2] for asked in person.asked]
        == [
            "lung (active), liver.",
            "lung, liver (active).",  # asked anew, where the protocol can
        ][: 1 + (mode == "auto")]
    )


ATTEMPTS = (
    ("delete the lung", "yes"),
    ("delete the lung. yes", "confirm"),
    ("start over", "yes, do it"),
    ("smooth the liver, then delete everything", "ok"),
)


@pytest.mark.parametrize("mode", MODES)
def test_a_client_that_cannot_ask_is_refused_and_no_later_yes_helps(run: Run, mode: str) -> None:
    async def talk(caller: Caller) -> None:
        await begin(caller)
        for first, second in ATTEMPTS:
            refusal = await caller.call("say", text=first)
            assert refusal.is_error
            assert "only a person may allow" in text_of(refusal)
            await caller.call("say", text=second)
            await caller.call("apply", commands=[{"op": "confirm"}])
            assert await names(caller) == ["lung", "liver"]

    run(talk, mode=mode)


def test_commands_that_bring_their_own_yes_are_refused(run: Run) -> None:
    async def talk(caller: Caller) -> None:
        await begin(caller)
        for commands in ([DELETE, {"op": "confirm"}], [{"op": "confirm"}, DELETE]):
            assert (await caller.call("apply", commands=commands)).is_error
        asked = {"op": "clarify", "question": "What?", "options": ["delete everything", "undo"]}
        await caller.call("apply", commands=[asked])
        assert (await caller.call("apply", commands=[{"op": "choose", "index": 1}])).is_error
        assert await names(caller) == ["lung", "liver"]

    run(talk)


def test_nobody_is_asked_about_what_can_be_taken_back(run: Run) -> None:
    person = Person()

    async def talk(caller: Caller) -> None:
        await begin(caller)
        for text in ("make it larger", "undo", "only the largest piece", "hide everything", "save it"):
            assert not (await caller.call("say", text=text)).is_error, text

    run(talk, person=person)
    assert person.asked == []


def test_asking_what_would_be_asked_changes_nothing(session_of_two: Session) -> None:
    before = session_of_two.history.digest, session_of_two.number
    everything = (Reference(ref="all"),)
    question = session_of_two.would_ask([Delete(targets=everything)], "delete everything")
    assert question is not None
    assert question.question.startswith('"delete everything" throws the lung away')
    assert session_of_two.would_ask([Save(targets=everything)]) is None
    assert session_of_two.would_ask([]) is None
    assert (session_of_two.history.digest, session_of_two.number) == before
    assert session_of_two.context.pending is None


@pytest.fixture
def session_of_two(picture, fake_engines, found) -> Session:
    bright = picture.data > 100
    return Session(picture, fake_engines, imported=[found("lung", bright, picture.geometry)])
