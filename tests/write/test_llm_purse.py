import asyncio
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.write.llm.purse import Prices, Purse
from digest.write.llm.unwritten import UnwrittenError

cents = st.integers(0, 200).map(lambda n: Decimal(n) / 100)
# What a question may cost at worst, how many attempts it would like, which part of that it costs.
questions = st.tuples(cents, st.integers(1, 4), st.fractions(0, 1))


def test_tokens_cost_what_the_price_list_says():
    prices = Prices(input=Decimal("0.40"), output=Decimal("1.60"))
    assert prices.cost(1_000_000, 500_000) == Decimal("1.20")


@given(ceiling=cents, before=cents, asked=st.lists(questions, max_size=12))
def test_the_ceiling_is_never_exceeded_however_many_ask_at_once(ceiling, before, asked):
    purse = Purse(ceiling=ceiling, spent=min(before, ceiling))
    highest = purse.spent

    async def ask(one, most, part):
        nonlocal highest
        try:
            attempts = await purse.reserve(one, most)
        except UnwrittenError:
            return
        highest = max(highest, purse.spent + purse.aside)
        await asyncio.sleep(0)
        cost = attempts * one * part.numerator / part.denominator
        await purse.settle(attempts * one, cost)
        highest = max(highest, purse.spent + purse.aside)

    async def everybody():
        purse.open()
        await asyncio.gather(*(ask(*question) for question in asked))

    asyncio.run(everybody())
    assert highest <= ceiling
    assert purse.aside == 0


def test_a_question_waits_for_money_that_may_come_back():
    purse = Purse(ceiling=Decimal(1))

    async def two():
        purse.open()
        assert await purse.reserve(Decimal(1), 1) == 1
        second = asyncio.create_task(purse.reserve(Decimal("0.8"), 3))
        await asyncio.sleep(0)
        assert not second.done()
        await purse.settle(Decimal(1), Decimal("0.1"))
        assert await second == 1

    asyncio.run(two())


def test_what_can_never_fit_is_refused():
    purse = Purse(ceiling=Decimal("0.01"), spent=Decimal("0.005"))
    with pytest.raises(UnwrittenError) as caught:
        asyncio.run(purse.reserve(Decimal("0.006"), 3))
    assert caught.value.kind == "budget"
