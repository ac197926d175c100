"""The money: what tokens cost, and a ceiling that no question can break through."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal

from digest.errors import DigestError
from digest.notice import Notice
from digest.write.llm.account import Account, Entry
from digest.write.llm.unwritten import UnwrittenError

__all__ = ["Attempts", "Prices", "Purse"]

MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What a million tokens cost, read and written."""

    input: Decimal
    output: Decimal

    def cost(self, read: int, written: int) -> Decimal:
        """What `read` and `written` tokens cost."""
        return (read * self.input + written * self.output) / MILLION


@dataclass(slots=True)
class Attempts:
    """The attempts at one question: `most` are put aside for; `lost` were sent and have no answer, and
    nobody knows that they cost nothing."""

    most: int
    lost: int = 0

    @property
    def left(self) -> int:
        return self.most - self.lost


class Purse:
    """What may still be spent: `ceiling` less what stands in `account`.

    The worst a question can cost is booked before it is asked and set right afterwards. So neither
    questions under way at once, nor another process that writes the same issue, nor a run that is
    killed, can bring the sum above the ceiling. A question that does not fit waits while money of
    this run is put aside that may come back.
    """

    def __init__(self, account: Account, *, ceiling: Decimal) -> None:
        self._ceiling = ceiling
        self._account = account
        self._under_way = 0
        self._settled = asyncio.Condition()

    def open(self) -> None:
        """To be called in each new event loop: a condition belongs to one."""
        self._settled = asyncio.Condition()

    @property
    def left(self) -> Decimal:
        """What may still be spent, as far as this run knows; below 0 where the ceiling was lowered."""
        return self._ceiling - self._account.total

    async def reserve(self, worst: Entry, most: int) -> Attempts:
        """Put aside what a question can cost at worst: `worst` for each of at most `most` attempts.

        Returns the attempts that fit. Raises UnwrittenError ("budget") when not one can any more, and
        a fatal one where the account cannot be written.
        """
        async with self._settled:
            while True:
                with _told():
                    fit = self._account.book_at_most(worst, most, ceiling=self._ceiling)
                if fit:
                    self._under_way += 1
                    return Attempts(most=fit)
                if not self._under_way:
                    raise UnwrittenError(
                        "budget", Notice("it does not fit into what the issue may cost")
                    )
                await self._settled.wait()

    async def settle(self, worst: Entry, attempts: Attempts, really: Entry) -> None:
        """Put what the question `really` cost in the place of what was put aside for it.

        Raises a fatal UnwrittenError where the account cannot be written: what was put aside stays in it.
        """
        async with self._settled:
            try:
                with _told():
                    self._account.book(really.plus(worst.times(-attempts.most)))
            finally:
                self._under_way -= 1
                self._settled.notify_all()


@contextmanager
def _told() -> Iterator[None]:
    """What is wrong with the account, as the end of all asking."""
    try:
        yield
    except DigestError as error:
        raise UnwrittenError("budget", error.message, fatal=True) from error
