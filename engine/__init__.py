"""Records to facts to findings: the evaluators and what they stand on."""
