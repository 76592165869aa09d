"""Words only: the vocabulary and the reader of sentences. No pixels, no models, no network.

Example:
    >>> from limis.prompts.reader import read
    >>> from limis.commands import dump
    >>> dump(read("segment the spleen"))
    [{'op': 'segment', 'targets': [{'concept': 'spleen', 'text': 'spleen'}]}]
"""
