"""What an evaluator says of a record, and how it is put into words."""
