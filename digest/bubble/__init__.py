"""The bubble watch: what the week's stories announce in money and power, as a table and a chart."""

from digest.bubble.find import Found, find
from digest.bubble.illustrate import Pictures, illustrate
from digest.bubble.ledger import Entry, ledger
from digest.bubble.table import CHART, evidence, tabled

__all__ = [
    "CHART",
    "Entry",
    "Found",
    "Pictures",
    "evidence",
    "find",
    "illustrate",
    "ledger",
    "tabled",
]
