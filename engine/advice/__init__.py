"""What next, how to put it right, why not: found by search, and always checked by the reference evaluator.

Procedure is not validity: nothing here says that a decision is void.
"""
