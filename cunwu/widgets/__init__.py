"""Widgets for a notebook: a case told step by step, a form that checks while it is filled in, a quiz.

Their state is in Python traits; the front end is a plain ES module and a style sheet for each. Where no kernel
runs (a page made of a notebook, GitHub) each shows itself as plain HTML.
"""
