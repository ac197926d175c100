"""What a text claims: amounts, dates, names and quotations, each with its true place in the text."""

from digest.facts.amounts import Amount, amounts
from digest.facts.dates import DateFound, dates
from digest.facts.names import Name, names
from digest.facts.quotations import quotations

__all__ = ["Amount", "DateFound", "Name", "amounts", "dates", "names", "quotations"]
