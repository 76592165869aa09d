import json

import pytest

from limis.errors import WeightsError
from limis.grounders.tuning import Tuning, read_tuning


def test_without_a_file_there_are_defaults(tmp_path) -> None:
    assert read_tuning(tmp_path) == Tuning()


def test_the_adapters_word_goes_before_the_checkpoints(tmp_path) -> None:
    for name, told in (("base", {"threshold": 0.2, "rivals": 0}), ("adapter", {"threshold": 0.4})):
        (tmp_path / name).mkdir()
        (tmp_path / name / "limis.json").write_text(json.dumps(told))
    assert read_tuning(tmp_path / "base", tmp_path / "adapter") == Tuning(threshold=0.4, rivals=0)


@pytest.mark.parametrize(
    ("told", "complaint"),
    [
        ('{"threshold": 2}', "threshold: .*less than or equal to 1"),
        ('{"treshold": 0.2}', "treshold: Extra inputs"),
        ('{"thresholds": {"liver": "high"}}', r"thresholds\.liver"),
        ("[]", "expected JSON with any of .*threshold, thresholds"),
        ("{", "Expecting property name"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_name(tmp_path, told: str, complaint: str) -> None:
    (tmp_path / "limis.json").write_text(told)
    with pytest.raises(WeightsError, match=complaint) as caught:
        read_tuning(tmp_path)
    assert str(tmp_path / "limis.json") in str(caught.value)
