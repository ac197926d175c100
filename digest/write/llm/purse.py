"""The money: what tokens cost, and a ceiling that no question can break through."""

import asyncio
from dataclasses import dataclass
from decimal import Decimal

from digest.notice import Notice
from digest.write.llm.unwritten import UnwrittenError

__all__ = ["Prices", "Purse"]

MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What a million tokens cost, read and written."""

    input: Decimal
    output: Decimal

    def cost(self, read: int, written: int) -> Decimal:
        """What `read` and `written` tokens cost."""
        return (read * self.input + written * self.output) / MILLION


class Purse:
    """`ceiling` less `spent` is what may still be spent.

    The worst a question can cost is put aside before it is asked and settled afterwards, so that
    the sum of all that is spent and under way never exceeds the ceiling, however many are asked at
    once. A question that does not fit waits while money is put aside that may come back.
    """

    def __init__(self, *, ceiling: Decimal, spent: Decimal = Decimal(0)) -> None:
        self.ceiling = ceiling
        self.spent = spent
        self.aside = Decimal(0)
        self._settled = asyncio.Condition()

    def open(self) -> None:
        """To be called in each new event loop: a condition belongs to one."""
        self._settled = asyncio.Condition()

    async def reserve(self, one: Decimal, most: int) -> int:
        """Put the worst of a question aside: `one` for each of at most `most` attempts.

        Returns how many attempts fit; UnwrittenError ("budget") when not one can any more.
        """
        async with self._settled:
            while True:
                left = self.ceiling - self.spent - self.aside
                attempts = min(most, int(left // one)) if one else most
                if attempts > 0:
                    self.aside += attempts * one
                    return attempts
                if not self.aside:
                    raise UnwrittenError(
                        "budget", Notice("it does not fit into what the issue may cost")
                    )
                await self._settled.wait()

    async def settle(self, reserved: Decimal, cost: Decimal) -> None:
        """Give back what was put aside, and book what it really cost."""
        async with self._settled:
            self.aside -= reserved
            self.spent += cost
            self._settled.notify_all()
