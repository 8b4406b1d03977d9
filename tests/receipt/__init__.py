"""The order constraints of a foreign event log, judged by our rules and by DECLARE checkers that aren't ours."""
