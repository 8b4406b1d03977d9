"""Forms to fill in, made of rulesets."""
