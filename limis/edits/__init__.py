"""Changing a mask that is there already: exactly, in millimetres, or by asking a segmenter again where it was wrong."""
