"""What people say plainly in between: each form with others like it, and with near misses that ask for nothing."""

from __future__ import annotations

from spoken import check


def test_every_sentence_is_read_exactly_and_none_does_what_it_does_not_say() -> None:
    check("plain_speech", 1.0)
