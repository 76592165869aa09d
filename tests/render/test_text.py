from __future__ import annotations

import time

import pytest

from limis.render.text import fit, text_width


@pytest.mark.parametrize("length", [1, 5, 40, 3000])
def test_a_line_is_as_long_as_its_width_allows(length: int) -> None:
    text = ("segment the liver and both kidneys " * 90)[:length]
    shown = fit(text, 14, 200)
    assert text_width(shown, 14) <= 200
    if shown != text:
        kept = len(shown) - 1
        assert text.startswith(shown[:-1])
        assert text_width(text[: kept + 2] + "…", 14) > 200


def test_a_very_long_sentence_is_cut_at_once() -> None:
    started = time.process_time()
    fit("segment the liver " * 5000, 14, 300)
    assert time.process_time() - started < 2
