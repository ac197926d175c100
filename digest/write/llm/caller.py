"""Questions with a memory, a ceiling and an account: what one run asks of one server."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from digest.config import WriterSettings
from digest.notice import Notice
from digest.write.llm.account import Account, Entry
from digest.write.llm.answer import Shape, schema
from digest.write.llm.memory import Memory
from digest.write.llm.prompt import Prompt
from digest.write.llm.purse import Attempts, Prices, Purse
from digest.write.llm.unwritten import UnwrittenError

if TYPE_CHECKING:
    from digest.write.llm.endpoint import Endpoint, Manners

__all__ = ["Caller", "Tally"]

VERSION = 1  # of the question; another one makes all answers of before strangers
OVERHEAD = 64  # tokens that a server puts around the messages of one question, with room to spare
SILENT = 4  # failures in a row after which the server is left alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What the run has done so far."""

    calls: int = 0
    remembered: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: Decimal = Decimal(0)


class Caller:
    """Asks the server of `settings` at most `settings.parallel` questions at once.

    `changed` is told after each answer. With `closed`, only answers that are remembered are given, and
    that error for all else. Use it inside `async with`, once for each event loop.
    """

    def __init__(
        self,
        settings: WriterSettings,
        *,
        key: str,
        memory: Memory,
        account: Account,
        changed: Callable[[Tally], None],
        closed: UnwrittenError | None = None,
    ) -> None:
        self.tally = Tally()
        self._settings = settings
        self._key = key
        self._memory = memory
        self._changed = changed
        self._endpoint: Endpoint | None = None
        self._manners: Manners | None = None
        self._prices = Prices(
            input=Decimal(str(settings.input_price)), output=Decimal(str(settings.output_price))
        )
        self._purse = Purse(account, ceiling=Decimal(str(settings.max_cost)))
        self._closed = closed
        self._failures = 0
        self._unanswered: dict[str, UnwrittenError] = {}

    async def __aenter__(self) -> Self:
        self._turn = asyncio.Semaphore(self._settings.parallel)
        self._purse.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        """What a server did not answer that answers others is kept, and not asked again by itself.

        Of a server that answers nothing, no question is to blame: the next run tries again.
        """
        if self._endpoint is not None:
            await self._endpoint.close()
            self._manners = self._endpoint.manners
            self._endpoint = None
        if self._closed is None and self.tally.calls:
            for key, error in self._unanswered.items():
                self._memory.put_failure(key, error.kind, error.why)

    def remembers(self, prompt: Prompt, shape: type[Shape]) -> bool:
        """Whether this question need not be asked: its answer is there, or that there is none."""
        key = self._question(prompt, shape)
        return self._memory.get(key) is not None or self._memory.failure(key) is not None

    def doubt(self, prompt: Prompt, shape: type[Shape]) -> None:
        """The answer to this question was of no use: it is asked again when failures are."""
        self._memory.doubt(self._question(prompt, shape))

    def worst(self, prompt: Prompt, shape: type[Shape]) -> Decimal:
        """The most that one attempt at this question can cost.

        A token is at least one byte, so the bytes of the question bound the tokens read; the
        tokens written are bounded by the question itself.
        """
        around = OVERHEAD + 16 * len(prompt.messages) + len(str(schema(shape)))
        return self._prices.cost(prompt.size + around, self._settings.max_output)

    @property
    def left(self) -> Decimal:
        """What this issue may still cost."""
        return self._purse.left

    @property
    def stopped(self) -> str:
        """Why the server is not asked any more; "" while it is."""
        return self._closed.why if self._closed is not None else ""

    def likely(self, prompt: Prompt) -> Decimal:
        """About what this question costs: 3.6 bytes a token, and 350 tokens of answer."""
        return self._prices.cost(round(prompt.size / 3.6), min(350, self._settings.max_output))

    async def ask(self, prompt: Prompt, shape: type[Shape]) -> str:
        """The words of the answer, from memory or from the server; UnwrittenError when there are none."""
        key = self._question(prompt, shape)
        if (known := self._memory.get(key)) is not None:
            self.tally = replace(self.tally, remembered=self.tally.remembered + 1)
            return str(known["text"])
        if (failure := self._memory.failure(key)) is not None:
            kind, why = failure
            raise UnwrittenError(kind, Notice("{why} (when it was last asked)", why=why))
        async with self._turn:
            if self._closed is not None:
                raise UnwrittenError(self._closed.kind, self._closed.why)
            return await self._pay(key, prompt, shape)

    async def _pay(self, key: str, prompt: Prompt, shape: type[Shape]) -> str:
        nothing = Entry(model=self._settings.model, currency=self._settings.currency)
        worst = replace(nothing, lost=1, cost=self.worst(prompt, shape))
        try:
            attempts = await self._purse.reserve(worst, self._settings.retries + 1)
        except UnwrittenError as error:
            self._closed = error if error.fatal else self._closed
            raise
        entry = nothing
        try:
            reply = await self._server().ask(prompt.for_api(), schema(shape), attempts)
            read, written = reply.input_tokens, reply.output_tokens
            counted = read is not None and written is not None
            entry = replace(
                nothing,
                calls=1,
                input_tokens=read or 0,
                output_tokens=written or 0,
                cost=self._prices.cost(read or 0, written or 0) if counted else worst.cost,
            )
        except UnwrittenError as error:
            self._unanswered[key] = error
            self._count(error)
            raise
        finally:  # also of what is interrupted
            await self._settle(worst, attempts, entry.plus(worst.times(attempts.lost)))
        self._count(reply.held)
        if reply.held is not None:  # as it would be again: paid for once is enough
            self._memory.put_failure(key, reply.held.kind, reply.held.why)
            raise reply.held
        self._memory.put(
            key,
            {
                "model": self._settings.model,
                "messages": prompt.for_api(),
                "text": reply.text,
                "input_tokens": read,
                "output_tokens": written,
            },
        )
        return reply.text

    def _server(self) -> "Endpoint":
        """Opened with the first question: the package takes two seconds to import."""
        if self._endpoint is None:
            from digest.write.llm.endpoint import Endpoint  # noqa: PLC0415

            self._endpoint = Endpoint(self._settings, key=self._key, manners=self._manners)
        return self._endpoint

    def _count(self, error: UnwrittenError | None) -> None:
        """A server that refuses us, is silent again and again or cuts every answer is not asked any
        more; a story that a model will not write is a story's affair."""
        if error is None or error.kind in {"filter", "refusal"}:
            self._failures = 0
            return
        self._failures += 1
        if error.fatal or self._failures >= SILENT:
            self._closed = error

    async def _settle(self, worst: Entry, attempts: Attempts, entry: Entry) -> None:
        try:
            await self._purse.settle(worst, attempts, entry)
        except UnwrittenError as error:  # the answer is there, and paid for: it is used
            self._closed = error
        if entry.empty:
            return
        self.tally = replace(
            self.tally,
            calls=self.tally.calls + entry.calls,
            input_tokens=self.tally.input_tokens + entry.input_tokens,
            output_tokens=self.tally.output_tokens + entry.output_tokens,
            cost=self.tally.cost + entry.cost,
        )
        self._changed(self.tally)

    def _question(self, prompt: Prompt, shape: type[Shape]) -> str:
        """The key of all that shapes the answer. Not of what bears on the way to it: time limits,
        retries, or how far the server can follow the schema."""
        settings = self._settings
        question: dict[str, Any] = {
            "version": VERSION,
            "server": settings.base_url,
            "model": settings.model,
            "temperature": settings.temperature,
            "max_output": settings.max_output,
            "messages": prompt.for_api(),
            "schema": schema(shape),
        }
        return Memory.key(question)
