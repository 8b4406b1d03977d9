"""How a result is shown: on a terminal, as JSON, as a page to print."""
