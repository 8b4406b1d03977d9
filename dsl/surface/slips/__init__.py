"""Usual slips of the pen: each is named in plain words, and the text is read on as it was meant.

So one slip makes one message, and hides no other. Those of characters are met
by the lexer (``characters``), all others by ``mend`` between lexer and parser.
"""
