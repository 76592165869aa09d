"""What can be said to limis, as templates: the ops of the command algebra with the words for each.

A template is JSGF: ``|``, ``( )``, ``[ ]`` and rules in ``< >``. ``<what>`` is anything of the vocabulary, ``<there>``
what the session has.
"""

from __future__ import annotations

__all__ = ["AMENDMENTS", "ANSWERS", "PARTS", "SENTENCES"]

#: Rules that sentences use.
PARTS = {
    "ones": "one | two | three | four | five | six | seven | eight | nine",
    "teens": "ten | eleven | twelve | thirteen | fourteen | fifteen | sixteen | seventeen | eighteen | nineteen",
    "tens": "twenty | thirty | forty | fifty | sixty | seventy | eighty | ninety",
    "number": "<ones> | <teens> | <tens> [<ones>] | <ones> hundred [[and] (<ones> | <teens> | <tens> [<ones>])]",
    "few": "one | two | three | four | five | six | seven | eight | nine | ten | fifteen | twenty",
    "unit": "/5/ millimeters | /2/ millimeter | centimeters | centimeter | percent | pixels | voxels",
    "amount": "/3/ [by] <few> <unit> | /3/ (a bit | a little | slightly) | a lot",
    "at": "on the left | on the right | at the top | at the bottom | at the front | at the back",
    "way": "up | down | to the left | to the right | forward | backward | back",
    "end": "left | right | upper | lower | front | back",
    "nth": "first | second | third | fourth",
    "plane": "axial | coronal | sagittal",
    "preset": "lung | bone | brain | liver | soft tissue | mediastinal",
    "it": "it | this | that",
    "verb": (
        "segment | outline | find | mark | contour | where is | where are | i need | please segment"
        " | without | exclude | include"
    ),
}

#: What answers a question; with one pending it is likelier than all else.
ANSWERS: dict[str, tuple[str, ...]] = {
    "confirm": ("yes [please]", "yes do it", "okay", "go ahead", "confirm", "that is right", "correct"),
    "deny": ("no", "no thanks", "nope", "do not do that", "never mind", "leave it as it is"),
    "choose": ("[the] <nth> [one]", "number (one | two | three | four)", "option (one | two | three | four)"),
    "stop": ("stop [now]", "cancel", "stop it", "abort"),
}

#: What puts an edit right that was made just now, by the field that it needs.
AMENDMENTS: dict[str, tuple[str, ...]] = {
    "amount": ("no [only | i said | i meant] <few> <unit>", "make that <few> <unit>", "make it <few> <unit> instead"),
    "where": ("no <at>", "i meant <at>", "<at> instead"),
}

#: Everything else, by op; what is left out or taken in shares the nouns of `segment`.
SENTENCES: dict[str, tuple[str, ...]] = {
    "segment": (
        "<verb> [the] <what> [and [the] <what>]",
        "show me where [the] <what> (is | are)",
    ),
    "missing": (
        "you missed the <end> part",
        "you missed a (part | piece) <at>",
        "there is a piece missing <at>",
        "it should reach further (up | down | left | right | forward | back)",
    ),
    "excess": ("[there is] too much <at>", "it (leaks | spills over) <at>", "it goes too far <at>"),
    "grow": (
        "(grow | expand | enlarge) <it> [<amount>]",
        "grow <it> <amount> <at>",
        "make it (larger | bigger)",
        "make it <amount> (larger | bigger)",
    ),
    "shrink": (
        "(shrink | tighten) <it> [<amount>]",
        "shrink <it> <amount> <at>",
        "make it smaller",
        "make it <amount> smaller",
    ),
    "smooth": ("smooth <it> [a bit | a little | a lot]", "make it [a bit] smoother", "the border is too jagged"),
    "fill_holes": ("fill [in] the holes", "close the (holes | gaps) inside", "close the gap inside"),
    "keep": (
        "keep only the (largest | biggest) (piece | component)",
        "only the largest component",
        "keep [only] the <end> half",
    ),
    "remove": (
        "(remove | drop) the small (bits | islands)",
        "(drop | remove) the specks",
        "cut off the part <at>",
        "remove the (smallest | largest) (piece | component)",
    ),
    "threshold": ("only what is (above | below) [minus] <number>", "threshold (above | below) [minus] <number>"),
    "shift": ("(move | shift) <it> <few> <unit> <way>", "(move | shift) <it> [a bit] <way>"),
    "select": ("(back to | work on | select | go back to) [the] <there>",),
    "delete": (
        "delete ([the] <there> | <it> | everything)",
        "throw [the] <there> away",
        "throw (it | everything) away",
    ),
    "show": ("show [me] [the] <there>", "show (it | everything)"),
    "hide": ("hide ([the] <there> | <it> | everything)",),
    "goto_slice": ("go to slice [number] <number>", "slice <number>", "show me slice <number>"),
    "step": ("next slice", "previous slice", "<few> slices (forward | back | up | down)"),
    "view": ("[show me the | switch to] <plane> view",),
    "window": ("<preset> window", "level [minus] <number> width <number>"),
    "zoom": ("zoom (in | out)", "reset the zoom"),
    "undo": ("undo [that | it]", "take that back", "undo the last (two | three | four) steps", "go back one step"),
    "redo": ("redo [that | it]",),
    "repeat": ("again", "do that again", "once more", "a bit more", "the other way", "half as much"),
    "reset": ("start over", "reset everything"),
    "measure": (
        "how (big | large) (is it | is [the] <there>)",
        "measure (it | [the] <there>)",
        "how many milliliters",
        "what is (the | its) (volume | diameter | area)",
        "how many [of them] are there",
        "how bright is it",
    ),
    "list": ("what have we got [so far]", "what do we have [so far]", "list the structures"),
    "save": (
        "save [it | everything]",
        "(save | export) [it | everything] as (nifti | dicom seg | png | r t struct)",
        "export everything",
    ),
    "help": ("help", "what can i say"),
}
