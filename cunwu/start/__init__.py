"""A folder to begin with: a small ruleset of a village, its scenarios, a record and what to do with them."""
