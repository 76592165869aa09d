"""The keyboard: a line to type in, with completion."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import typer
from prompt_toolkit import PromptSession
from prompt_toolkit.application import run_in_terminal
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from limis.cli.output import Terminated, report_error

if TYPE_CHECKING:
    from limis.agents.conversation import Conversation
    from limis.session.turn import Turn

__all__ = ["Words", "converse"]

_LEAVING = frozenset({"exit", "quit", "bye"})
_BEGINNINGS = (
    "segment the ",
    "without the ",
    "you missed ",
    "too much ",
    "make it larger",
    "make it smaller",
    "smooth it",
    "fill the holes",
    "undo",
    "redo",
    "again",
    "how big is it?",
    "what have we got so far?",
    "go to slice ",
    "show ",
    "hide ",
    "delete the ",
    "save",
    "start over",
    "help",
)
_MOST = 12
_SHORTEST = 2


class Words(Completer):
    """Completes sentences at their beginning, and names of structures and concepts within.

    Args:
        conversation: Whose structures come first.
    """

    def __init__(self, conversation: Conversation) -> None:
        from limis.prompts.vocabulary import vocabulary

        self._conversation = conversation
        self._concepts = tuple(concept.phrase for concept in vocabulary())

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """What the words before the cursor may become."""
        line = document.text_before_cursor.lower()
        word = document.get_word_before_cursor().lower()
        for beginning in _BEGINNINGS:
            if line and beginning.startswith(line) and beginning != line:
                yield Completion(beginning, start_position=-len(line))
        if len(word) < _SHORTEST or line == word:
            return
        there = tuple(s.name.replace("_", " ") for s in self._conversation.structures)
        names = dict.fromkeys(name for name in (*there, *self._concepts) if name.startswith(word))
        for name in list(names)[:_MOST]:
            yield Completion(name, start_position=-len(word))


def converse(conversation: Conversation, say: Callable[[str], Turn], show: Callable[[Turn], str] | None = None) -> None:
    """Talk until the person leaves: "exit" or Ctrl-D.

    Ctrl-C drops the line that is being typed; while something is being done it stops that: everything is as it was.

    Args:
        conversation: Whose structures are completed, and whose sentences the arrow keys bring back.
        say: Answers a sentence.
        show: What to print after an answer, such as a picture.

    Raises:
        Terminated: The program was told to end.
    """
    prompt: PromptSession[str] = PromptSession(
        completer=Words(conversation),
        complete_while_typing=True,
        history=InMemoryHistory([row.said for row in conversation.journal.turns] if conversation.journal else None),
        key_bindings=_keys(),
    )
    while True:
        try:
            line = prompt.prompt("limis> ")
            if line.strip().lower() in _LEAVING:
                return
            _answer(line, say, show)
        except EOFError:
            return
        except Terminated:
            raise
        except KeyboardInterrupt:
            continue


def _answer(line: str, say: Callable[[str], Turn], show: Callable[[Turn], str] | None) -> None:
    """Answer one sentence; Ctrl-C stops what is being done."""
    try:
        turn = say(line)
    except Terminated:
        raise
    except KeyboardInterrupt:
        report_error("stopped; nothing was changed", colour="yellow")
        return
    if turn.reply:
        typer.echo(turn.reply)
    if show is not None:
        typer.echo(show(turn), nl=False)


def _keys() -> KeyBindings:
    """Ctrl-C drops the line; at an empty prompt it says how to leave."""
    keys = KeyBindings()

    @keys.add("c-c")
    def _(event: KeyPressEvent) -> None:  # pyright: ignore[reportUnusedFunction]
        if not event.current_buffer.text:
            run_in_terminal(lambda: typer.echo('Ctrl-D or "exit" leaves'))
        event.current_buffer.reset()

    return keys
