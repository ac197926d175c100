"""The ledger of an issue: its deals as figures, read from the table that the editor leaves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from digest.bubble.figures import read
from digest.config import BubbleSettings
from digest.config.bubble import DEAL_KINDS
from digest.languages import available, phrases
from digest.model import Deal, Issue
from digest.text import fold

__all__ = ["OTHER", "Entry", "Week", "ledger", "week", "weeks"]

OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A deal with what it counts: `value` in `unit`, `worth` in the watch's currency (zero without a
    rate), `watts`. `kind` is a kind of the configuration, or `OTHER`.
    """

    deal: Deal
    kind: str
    value: Decimal
    unit: str
    worth: Decimal
    watts: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What one issue's deals add up to: money by kind in the watch's currency, and power in watts."""

    day: date
    money: tuple[tuple[str, Decimal], ...]
    watts: Decimal

    def of(self, kind: str) -> Decimal:
        return dict(self.money).get(kind, Decimal(0))

    @property
    def total(self) -> Decimal:
        return sum((value for _, value in self.money), Decimal(0))


def ledger(issue: Issue, settings: BubbleSettings) -> Iterator[Entry]:
    """An entry for every row of the issue, those an editor has to decide about included."""
    for section in issue.sections:
        for deal in section.blocks:
            if isinstance(deal, Deal):
                value, unit, watts = read(deal.amount, issue.language)
                yield Entry(
                    deal=deal,
                    kind=_kind(deal.kind),
                    value=value,
                    unit=unit,
                    worth=settings.worth(value, unit),
                    watts=watts,
                )


def week(issue: Issue, settings: BubbleSettings) -> Week:
    """What the rows that readers see add up to, of the kinds that count."""
    money: dict[str, Decimal] = {}
    watts = Decimal(0)
    for entry in ledger(issue, settings):
        if entry.deal.shown and entry.kind in (*settings.kinds, OTHER):
            money[entry.kind] = money.get(entry.kind, Decimal(0)) + entry.worth
            watts += entry.watts
    return Week(day=issue.date, money=tuple(sorted(money.items())), watts=watts)


def _kind(written: str) -> str:
    """The kind that an editor's word names, in any of the languages."""
    word = fold(written)
    for code in available():
        for kind in DEAL_KINDS:
            if word in map(fold, phrases(code)(f"bubble.{kind}").split("|")):
                return kind
    return OTHER


def weeks(past: Sequence[Issue], settings: BubbleSettings) -> tuple[Week, ...]:
    """The last weeks that have a table, oldest first, at most as many as the settings show."""
    found = [week(issue, settings) for issue in past if any(ledger(issue, settings))]
    return tuple(sorted(found, key=lambda one: one.day)[-settings.weeks :])
