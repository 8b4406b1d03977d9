"""The same norms on the rule engine durable-rules: a second opinion on every verdict.

The engine is kept inside the corridor in which it was found to be right: one
flat fact of whole numbers for a few norms and one occurrence of their acts,
rules of one pattern each, and no state of its own. It runs in a worker process
with a time limit, for it can crash and hang. The values of the facts are worked
out here; comparing them, three-valued logic, exceptions and deadlines are the
engine's.

A norm on which it gives no answer, or another one than ``engine.interpret``,
is not decided by it: the reference counts, and the finding says so.
"""
