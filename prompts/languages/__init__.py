"""German, French, Spanish and Portuguese for the core of the commands: tables per language, and one small engine.

A language is a `Tongue`: the names of things with the English phrases that the vocabulary knows, words for sides,
numbers and directions, and a phrase list for every name in the rules that all of them share.

Example:
    >>> from limis.commands import Context, dump
    >>> from limis.prompts.languages.reading import read_other
    >>> dump(read_other("agrandis-le de 3 mm", Context()))
    [{'op': 'grow', 'amount': {'value': 3, 'unit': 'mm'}}]
"""
