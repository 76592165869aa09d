"""From a recording to a turn: what was surely said is done, what was perhaps said is asked, all else is left alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from limis.agents.conversation import Conversation
from limis.agents.voice.audio import Recording, read_wav
from limis.agents.voice.heard import Heard, Recogniser
from limis.commands import Clarify, Command, Confirm, Context, Stop, Unknown, dump
from limis.progress import Progress, silent
from limis.prompts.reader import read
from limis.session import Turn

__all__ = ["ASK_FROM", "CONFIRM_FROM", "SURE_FROM", "Listened", "Understood", "carry_out", "listen", "understand"]

#: Confidence from which a command is carried out at once, from which it is asked about, and from which a yes counts.
SURE_FROM, ASK_FROM, CONFIRM_FROM = 0.8, 0.3, 0.9

Verdict = Literal["act", "ask", "ignore"]


@dataclass(frozen=True)
class Understood:
    """What a recording is taken for, before anything is done.

    Attributes:
        heard: The words.
        commands: What they mean; none where nothing was heard.
        verdict: ``"act"``: it is carried out (the session itself asks before it destroys); ``"ask"``: it waits for a
            yes; ``"ignore"``: it is no command, or too unsure to be asked about.
        level: 0…1, how loud the recording was.
        cut: Whether the end of the recording was left out.
    """

    heard: Heard
    commands: tuple[Command, ...]
    verdict: Verdict
    level: float
    cut: bool = False

    @property
    def stops(self) -> bool:
        """Whether it says stop: whoever runs a turn should cancel it."""
        return any(isinstance(command, Stop) for command in self.commands)

    def to_json(self) -> dict[str, Any]:
        """As a page or a program reads it."""
        return {
            "text": self.heard.text,
            "confidence": round(self.heard.confidence, 3),
            "seconds": round(self.heard.seconds, 3),
            "alternatives": list(self.heard.alternatives),
            "commands": dump(self.commands),
            "verdict": self.verdict,
            "level": round(self.level, 3),
            "cut": self.cut,
        }


@dataclass(frozen=True)
class Listened:
    """A recording, and what came of it."""

    understood: Understood
    turn: Turn


def understand(wav: bytes, recogniser: Recogniser, context: Context) -> Understood:
    """Recognise and read a recording; nothing is done.

    Args:
        wav: A WAV file, as `limis.agents.voice.audio.read_wav` takes it.
        recogniser: Who listens.
        context: What is known of the session.

    Returns:
        What was understood.

    Raises:
        ReadError: It is no WAV file.
    """
    recording = read_wav(wav)
    heard = _heard(recording, recogniser, context)
    commands = tuple(read(heard.text, context)) if heard.text else ()
    return Understood(heard, commands, _verdict(commands, heard.confidence), recording.level, recording.cut)


def listen(
    conversation: Conversation,
    wav: bytes,
    recogniser: Recogniser,
    progress: Progress = silent,
    *,
    show: Callable[[Understood], object] | None = None,
) -> Listened:
    """Let a recording take part in a conversation.

    Args:
        conversation: Who is talked to.
        wav: A WAV file.
        recogniser: Who listens.
        progress: As in `Conversation.say`.
        show: Called with what was understood before any of it is done.

    Returns:
        What was understood, and the turn.

    Raises:
        ReadError: It is no WAV file.
        Cancelled: The progress callback asked to stop; everything is as it was.
    """
    understood = understand(wav, recogniser, conversation.session.context)
    if show is not None:
        show(understood)
    return Listened(understood, carry_out(conversation, understood, progress))


def carry_out(conversation: Conversation, understood: Understood, progress: Progress = silent) -> Turn:
    """Do what was understood, ask about it, or say why not: as its verdict is.

    Args:
        conversation: Who is talked to.
        understood: What a recording was taken for.
        progress: As in `Conversation.say`.

    Raises:
        Cancelled: The progress callback asked to stop; everything is as it was.
    """
    text, commands = understood.heard.text, understood.commands
    if understood.verdict == "ignore":
        return conversation.refuse(text, _why_not(understood))
    threshold = 0.0 if understood.stops else threshold_for(commands)
    return conversation.apply(commands, text, progress, confidence=understood.heard.confidence, threshold=threshold)


def threshold_for(commands: tuple[Command, ...]) -> float:
    """The confidence from which commands are carried out: a yes lets through what destroys, so it takes more."""
    return CONFIRM_FROM if any(isinstance(command, Confirm) for command in commands) else SURE_FROM


def _heard(recording: Recording, recogniser: Recogniser, context: Context) -> Heard:
    if not len(recording.sound):
        return Heard("", 0.0, 0.0)
    return recogniser.hear(recording.sound, context)


def _verdict(commands: tuple[Command, ...], confidence: float) -> Verdict:
    if any(isinstance(command, Stop) for command in commands):
        return "act"
    if not commands or confidence < ASK_FROM or any(isinstance(command, Unknown) for command in commands):
        return "ignore"
    clear = not any(isinstance(command, Clarify) for command in commands)
    return "act" if clear and confidence >= threshold_for(commands) else "ask"


def _why_not(understood: Understood) -> str:
    """Why nothing is done, for the person who spoke."""
    if not understood.heard.text:
        return "I heard no command: say it again"
    return f'I heard "{understood.heard.text}", but I am not sure enough: say it again'
