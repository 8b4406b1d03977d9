"""The constraints that are compared: some of those that pm4py discovers in the receipt log.

``pm4py.discover_declare`` with support of at least 1 % and confidence of at least 70 % finds 1,727 of the templates
that our language can say. These are of all 17 templates, most with some violations, from one case to a quarter of all.
"""

from __future__ import annotations

from tests.receipt.declare import Constraint

ACTIVITIES = {
    "C": "Confirmation of receipt",
    "T02": "T02 Check confirmation of receipt",
    "T03": "T03 Adjust confirmation of receipt",
    "T04": "T04 Determine confirmation of receipt",
    "T05": "T05 Print and send confirmation of receipt",
    "T06": "T06 Determine necessity of stop advice",
    "T07-1": "T07-1 Draft intern advice aspect 1",
    "T07-2": "T07-2 Draft intern advice aspect 2",
    "T07-3": "T07-3 Draft intern advice hold for aspect 3",
    "T07-4": "T07-4 Draft internal advice to hold for type 4",
    "T07-5": "T07-5 Draft intern advice aspect 5",
    "T08": "T08 Draft and send request for advice",
    "T09-1": "T09-1 Process or receive external advice from party 1",
    "T09-2": "T09-2 Process or receive external advice from party 2",
    "T09-3": "T09-3 Process or receive external advice from party 3",
    "T09-4": "T09-4 Process or receive external advice from party 4",
    "T10": "T10 Determine necessity to stop indication",
    "T11": "T11 Create document X request unlicensed",
    "T12": "T12 Check document X request unlicensed",
    "T13": "T13 Adjust document X request unlicensed",
    "T14": "T14 Determine document X request unlicensed",
    "T15": "T15 Print document X request unlicensed",
    "T16": "T16 Report reasons to hold request",
    "T17": "T17 Check report Y to stop indication",
    "T18": "T18 Adjust report Y to stop indicition",
    "T19": "T19 Determine report Y to stop indication",
    "T20": "T20 Print report Y to stop indication",
}
"""The activities of the log by their numbers; the one without is C."""

_CHOSEN = """
existence T04, T05, T10
absence T07-1, T16, T18
exactly_one T02, T04, T06
init C
responded_existence T06 T10, T05 T04, T11 T12
coexistence T02 T06, T04 T05
noncoexistence T11 T16, T03 T07-1, T07-1 T11
response T02 T06, T04 T05, T03 T02, T11 T15
precedence T02 T06, T04 T10, T04 T05, T05 T17
succession T04 T05, T02 T10, C T04
altresponse T02 T04, T06 T10
altprecedence T02 T06, C T02, T05 T11
altsuccession T02 T04, T04 T05
chainresponse C T02, T04 T05, T11 T12
chainprecedence C T02, T06 T07-1, T04 T05
chainsuccession C T02, T14 T15
nonsuccession C T03, T02 T07-1
"""

CONSTRAINTS = tuple(
    Constraint(template, *(ACTIVITIES[number] for number in numbers.split()))
    for line in _CHOSEN.split("\n")
    if line
    for template, _, listed in (line.partition(" "),)
    for numbers in listed.split(", ")
)
