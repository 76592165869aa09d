"""How well commands are heard: synthetic voices say them, and things that are none, to a recogniser."""
