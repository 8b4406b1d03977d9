"""One record against the norms: the reference evaluator, its verdicts and its explanations."""
