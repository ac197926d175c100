"""The pages that wait for word of a change."""

import asyncio
from collections.abc import AsyncIterator

__all__ = ["Listeners"]

HEARTBEAT = 15.0  # seconds: a browser that has gone away is noticed


class Listeners:
    """Tells all of them at once; `close` lets them go, so that the server can end."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Event] = set()
        self.closed = False

    def tell(self) -> None:
        for event in self._waiting:
            event.set()

    def close(self) -> None:
        self.closed = True
        self.tell()

    async def stream(self) -> AsyncIterator[str]:
        """Server-sent events: one line for each change, a comment now and then."""
        event = asyncio.Event()
        self._waiting.add(event)
        try:
            yield "retry: 500\n\n"
            while not self.closed:
                try:
                    await asyncio.wait_for(event.wait(), HEARTBEAT)
                except TimeoutError:
                    yield ": here\n\n"
                    continue
                event.clear()
                if not self.closed:
                    yield "data: changed\n\n"
        finally:
            self._waiting.discard(event)
