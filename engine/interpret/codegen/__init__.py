"""Norms compiled to one generated Python function that gives their verdicts.

``source`` lays norms out in groups (act, days in force, condition), ``emit``
and ``values`` translate their expressions, ``places`` puts each shared value
where all its uses see it, ``tri`` and ``numbers`` write three-valued logic and exact
arithmetic, ``runtime`` is what the generated code calls.
"""
