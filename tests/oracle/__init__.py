"""The most important norms a second time, as plain Python, written from the statutes and not from the rule files.

``python -m tests.oracle 100000`` makes that many seeded records, judges each by
the predicates here and by the engine, and prints a table of both.

To add a predicate:

1. Read the statute, not the rule file. Write the predicate with ``acts.each`` in
   the module of its source; a new module for a new statute goes into the test
   that no predicate is forgotten, too. Its docstring names the entry of the list
   of facts and the article.
2. Let ``records`` make what it looks at: values on both sides of its boundary,
   each fact sometimes missing, days on both sides of its coming into force.
3. Only then name the norm of the rule files that says the same in ``norms.NORMS``,
   with the verdicts that can't occur, and run the comparison.
4. A difference is a mistake in one of the two. Mend that one; where it is a
   matter of reading, add the other one to ``readings.READINGS``; its docstring says why.
"""
