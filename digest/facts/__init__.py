"""What a text claims (amounts, dates, names, quotations), and whether its sources bear it out."""

from digest.facts.amounts import Amount, amounts
from digest.facts.check import Verdict, check
from digest.facts.dates import DateFound, dates
from digest.facts.names import Name, names
from digest.facts.quotations import quotations
from digest.facts.reading import tongue

__all__ = [
    "Amount",
    "DateFound",
    "Name",
    "Verdict",
    "amounts",
    "check",
    "dates",
    "names",
    "quotations",
    "tongue",
]
