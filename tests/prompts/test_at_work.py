"""What an examiner wrote from the contract alone, and what people of many trades say at work, some of it too freely."""

from __future__ import annotations

from spoken import check


def test_most_is_read_exactly_and_nothing_does_what_it_does_not_say() -> None:
    check("at_work", 0.91)
