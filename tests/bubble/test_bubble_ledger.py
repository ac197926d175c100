"""The ledger: a table as figures, as the editor leaves it."""

from datetime import date
from decimal import Decimal

import pytest

from digest.bubble.figures import money, power, read
from digest.bubble.ledger import OTHER, ledger, week, weeks
from digest.config import BubbleSettings
from digest.model import Deal, Issue, Section

SETTINGS = BubbleSettings(rates={"USD": 0.5})


def issue(*deals: Deal, day: date = date(2025, 9, 27), language: str = "fr") -> Issue:
    return Issue(date=day, language=language, sections=(Section(key="bubble", blocks=deals),))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("unit", ["USD", "EUR", "GBP", "CNY"])
@pytest.mark.parametrize("value", ["2e6", "1.1e9", "2.85e8", "1e11", "1.25e12"])
def test_a_sum_is_read_as_it_was_written(value, unit, language):
    text = f"{money(Decimal(value), unit, language, up_to=True)}, {power(Decimal(10**9), language)}"
    assert read(text, language) == (Decimal(value), unit, Decimal(10**9))


def test_rows_are_added_up_by_kind_in_one_currency():
    found = week(
        issue(
            Deal(who="A", kind="levée de fonds", amount="2 Md$"),
            Deal(who="B", kind="Levée", amount="1 Md€"),
            Deal(who="C", kind="dette", amount="500 M€, 2 GW"),
        ),
        SETTINGS,
    )
    assert dict(found.money) == {"funding": 2 * 10**9, "debt": 5 * 10**8}
    assert (found.total, found.watts) == (25 * 10**8, 2 * 10**9)


@pytest.mark.parametrize("hidden", [{"sure": False}, {"marks": ("dropped",)}, {"marks": ("held",)}])
def test_what_readers_do_not_see_does_not_count(hidden):
    assert week(issue(Deal(who="A", kind="dette", amount="1 Md€", **hidden)), SETTINGS).total == 0


def test_a_kind_in_other_words_counts_as_other():
    (entry,) = ledger(issue(Deal(who="A", kind="pari", amount="1 Md€")), SETTINGS)
    assert entry.kind == OTHER


def test_a_kind_that_the_settings_leave_out_does_not_count():
    settings = BubbleSettings(kinds=("debt",))
    assert week(issue(Deal(who="A", kind="rachat", amount="1 Md€")), settings).total == 0


def test_a_currency_without_a_rate_stands_in_the_ledger_and_adds_nothing():
    (entry,) = ledger(issue(Deal(who="A", kind="dette", amount="3 Md CHF")), SETTINGS)
    assert (entry.value, entry.unit, entry.worth) == (3 * 10**9, "CHF", 0)


def test_an_amount_without_figures_is_no_sum():
    (entry,) = ledger(issue(Deal(who="A", kind="dette", amount="on ne sait")), SETTINGS)
    assert (entry.value, entry.unit, entry.watts) == (0, "", 0)


def test_an_issue_in_english_is_read_in_english():
    english = issue(Deal(who="A", kind="acquisition", amount="up to $1.5bn"), language="en")
    assert dict(week(english, SETTINGS).money) == {"acquisition": Decimal("0.75e9")}


def test_the_history_is_that_of_the_issues_with_a_table():
    table = Deal(who="A", kind="dette", amount="1 Md€")
    past = [
        issue(table, day=date(2025, 9, 20)),
        issue(day=date(2025, 9, 13)),
        issue(table, day=date(2025, 9, 6)),
    ]
    assert [one.day.day for one in weeks(past, SETTINGS)] == [6, 20]
