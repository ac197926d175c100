import asyncio
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.write.llm.account import Account, Entry
from digest.write.llm.purse import Prices, Purse
from digest.write.llm.unwritten import UnwrittenError

cents = st.integers(0, 200).map(lambda n: Decimal(n) / 100)
# What a question may cost at worst, how many attempts it would like, how many are lost, and which part
# of the worst its answer costs.
questions = st.tuples(cents, st.integers(1, 4), st.integers(0, 4), st.decimals(0, 1, places=2))


def worst(cost: Decimal) -> Entry:
    return Entry(model="m", currency="USD", lost=1, cost=cost)


def answered(cost: Decimal) -> Entry:
    return Entry(model="m", currency="USD", calls=1, cost=cost)


@pytest.fixture
def open_account(tmp_path: Path) -> Callable[[], Account]:
    path = tmp_path / "costs.json"
    return lambda: Account(path)


def booked(open_account: Callable[[], Account]) -> Decimal:
    return open_account().total


def test_tokens_cost_what_the_price_list_says():
    prices = Prices(input=Decimal("0.40"), output=Decimal("1.60"))
    assert prices.cost(1_000_000, 500_000) == Decimal("1.20")


@given(ceiling=cents, before=cents, runs=st.lists(st.lists(questions, max_size=6), max_size=3))
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_ceiling_is_never_exceeded_however_many_ask_at_once(
    open_account, tmp_path, ceiling, before, runs
):
    """Several runs over one account, none of which sees what another has in hand but in the file."""
    (tmp_path / "costs.json").unlink(missing_ok=True)
    open_account().book(answered(min(before, ceiling)))
    really = [min(before, ceiling)]

    async def ask(purse, one, most, lost, part):
        try:
            attempts = await purse.reserve(worst(one), most)
        except UnwrittenError:
            return
        assert booked(open_account) <= ceiling
        await asyncio.sleep(0)
        attempts.lost = min(lost, attempts.most - 1)
        cost = attempts.lost * one + one * part
        await purse.settle(worst(one), attempts, answered(cost))
        really.append(cost)

    async def run(asked):
        purse = Purse(open_account(), ceiling=ceiling)
        await asyncio.gather(*(ask(purse, *question) for question in asked))

    async def everybody():
        await asyncio.gather(*map(run, runs))

    asyncio.run(everybody())
    assert booked(open_account) == sum(really) <= ceiling


def test_a_question_waits_for_money_that_may_come_back(open_account):
    async def two():
        purse = Purse(open_account(), ceiling=Decimal(1))
        first = await purse.reserve(worst(Decimal(1)), 1)
        second = asyncio.create_task(purse.reserve(worst(Decimal("0.8")), 3))
        await asyncio.sleep(0)
        assert not second.done()
        await purse.settle(worst(Decimal(1)), first, answered(Decimal("0.1")))
        assert (await second).most == 1

    asyncio.run(two())


def test_what_can_never_fit_is_refused(open_account):
    open_account().book(answered(Decimal("0.005")))
    purse = Purse(open_account(), ceiling=Decimal("0.01"))
    with pytest.raises(UnwrittenError) as caught:
        asyncio.run(purse.reserve(worst(Decimal("0.006")), 3))
    assert (caught.value.kind, caught.value.fatal) == ("budget", False)


def test_of_a_run_that_is_killed_the_worst_stays_booked(open_account):
    purse = Purse(open_account(), ceiling=Decimal(1))
    asyncio.run(purse.reserve(worst(Decimal("0.3")), 2))
    assert booked(open_account) == Decimal("0.6")


@pytest.mark.parametrize("spent", ["", "0.1"])
def test_an_account_that_is_put_back_meanwhile_can_still_be_read(
    open_account, tmp_path, spent: str
):
    if spent:
        open_account().book(answered(Decimal(spent)))
    path = tmp_path / "costs.json"
    backup = path.read_bytes() if spent else b""
    purse = Purse(open_account(), ceiling=Decimal(1))
    attempts = asyncio.run(purse.reserve(worst(Decimal("0.3")), 2))
    if spent:
        path.write_bytes(backup)
    else:
        path.unlink()
    asyncio.run(purse.settle(worst(Decimal("0.3")), attempts, answered(Decimal("0.2"))))
    (entry,) = open_account().entries
    assert (entry.calls > 0, entry.lost, entry.cost) == (True, 0, 0)


def test_an_account_that_cannot_be_written_ends_the_asking(open_account, tmp_path):
    async def two():
        purse = Purse(open_account(), ceiling=Decimal("0.5"))
        first = await purse.reserve(worst(Decimal("0.5")), 1)
        second = asyncio.create_task(purse.reserve(worst(Decimal("0.5")), 1))
        await asyncio.sleep(0)
        (tmp_path / "costs.json").unlink()
        (tmp_path / "costs.json").mkdir()
        with pytest.raises(UnwrittenError) as settled:
            await purse.settle(worst(Decimal("0.5")), first, answered(Decimal("0.1")))
        with pytest.raises(UnwrittenError) as reserved:
            await second
        assert (settled.value.fatal, reserved.value.fatal) == (True, True)
        assert "costs.json" in reserved.value.why

    asyncio.run(two())


def test_what_came_to_nothing_leaves_no_row(open_account, tmp_path):
    async def refused():
        purse = Purse(open_account(), ceiling=Decimal(1))
        attempts = await purse.reserve(worst(Decimal("0.3")), 2)
        await purse.settle(worst(Decimal("0.3")), attempts, Entry(model="m", currency="USD"))

    asyncio.run(refused())
    assert json.loads((tmp_path / "costs.json").read_text()) == {"models": []}
