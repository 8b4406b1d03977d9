"""What a record for certain rulesets is made of: the fields that their norms read and the names that they know."""
