import json
from decimal import Decimal
from pathlib import Path

import pytest

from digest.errors import DigestError
from digest.write.llm.account import Account, Entry


def spent(cost: str, **values: object) -> Entry:
    known: dict[str, object] = {"model": "m", "currency": "USD", "calls": 1}
    return Entry(cost=Decimal(cost), **known | values)  # type: ignore[arg-type]  # keywords of a test


def test_what_is_booked_is_read_again_to_the_last_digit(tmp_path: Path):
    path = tmp_path / "costs.json"
    Account(path).book(spent("0.1", lost=2))
    Account(path).book(spent("0.20000000000000000001"))
    assert Account(path).entries == (spent("0.30000000000000000001", calls=2, lost=2),)


def test_a_change_of_currency_sets_nothing_back(tmp_path: Path):
    account = Account(tmp_path / "costs.json")
    account.book(spent("0.9"))
    worst = spent("0.06", currency="EUR")
    assert account.book_at_most(worst, 5, ceiling=Decimal(1)) == 1


@pytest.mark.parametrize(
    "row",
    [
        {"cost": "NaN"},
        {"cost": "-1"},
        {"cost": "Infinity"},
        {"cost": "a lot"},
        {"calls": -1},
        {"lost": "x"},
        {"model": None},
        {"spent": "1"},
    ],
    ids=str,
)
def test_costs_that_cannot_be_are_told_and_never_counted(tmp_path: Path, row: dict[str, object]):
    path = tmp_path / "costs.json"
    known = {"model": "m", "currency": "USD", "cost": "1"}
    path.write_text(json.dumps({"models": [known | row]}), encoding="utf-8")
    with pytest.raises(DigestError, match=r"costs\.json: these costs cannot be read"):
        Account(path)
