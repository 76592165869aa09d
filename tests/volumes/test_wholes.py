"""What was seen of a part was seen of its whole."""

import numpy as np

from limis.protocols import Query
from limis.volumes.evidence import Evidence
from limis.volumes.wholes import hold_parts

WHOLES = {"optic_cup": "optic_disc"}


def seen(concept, columns, *, present=True):
    heat = np.zeros((1, 20, 20), np.uint8)
    heat[:, 5:15, columns] = 250
    return Evidence(Query(concept, concept), 0.9, present, [], heat)


def test_a_whole_takes_in_its_parts():
    ring, cup = seen("optic_disc", slice(2, 8)), seen("optic_cup", slice(8, 14))
    whole, part = hold_parts([ring, cup], WHOLES)
    assert (whole.heat[0, 5:15, 2:14] == 250).all()
    assert [box.xyxy for box in whole.boxes] == [(2, 5, 14, 15)]
    assert part is cup


def test_what_is_absent_adds_nothing_and_gets_nothing():
    ring, cup = seen("optic_disc", slice(2, 8)), seen("optic_cup", slice(8, 14))
    gone = seen("optic_cup", slice(8, 14), present=False)
    assert hold_parts([ring, gone], WHOLES)[0] is ring
    nothing = seen("optic_disc", slice(2, 8), present=False)
    assert hold_parts([nothing, cup], WHOLES)[0] is nothing
    assert hold_parts([ring, seen("spleen", slice(8, 14))], WHOLES)[0] is ring
