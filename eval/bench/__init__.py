"""How fast limis is: ratios against a baseline that is run beside it, on images made in code.

Seconds say little about another machine; a ratio of two things that ran in turns on the same one says more. What is
measured, and against what, stands in `limis.eval.bench.suite`.
"""
