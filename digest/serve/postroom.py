"""Behind the form: what it asks for is done by one thread, after the answer has been given.

So every answer is the same and takes the same time, whoever the address belongs to, and ten
thousand requests at once wait in a queue of bounded length instead of at the database.
"""

import heapq
import itertools
import logging
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

__all__ = ["Asked", "Posted", "Postroom", "Wish"]

LONGEST = 1000  # requests that wait
WAITS = (5.0, 30.0, 120.0, 600.0)  # seconds before each further try
log = logging.getLogger("digest.serve")


class Wish(StrEnum):
    """What somebody asked for: to receive the newsletter, or to manage what they receive."""

    SUBSCRIBE = "subscribe"
    MANAGE = "manage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A form that was filled in; `address` as it was typed, known to be one."""

    wish: Wish
    address: str
    language: str
    name: str = ""
    segments: tuple[str, ...] = ()
    tries: int = 0


class Posted(StrEnum):
    """What came of it."""

    SENT = "sent"
    NOTHING = "nothing"  # there was nothing to send: suppressed, unknown, too often
    REFUSED = "refused"  # the mail server does not take it
    LATER = "later"  # it cannot be sent now


class Postroom:
    """`serve` does what was asked for and says what came of it; one that is to be tried again waits.

    `told` hears of every outcome. Raises nothing from the thread: what fails is logged without the
    address, and the next one is served.
    """

    def __init__(
        self,
        serve: Callable[[Asked], Posted],
        *,
        told: Callable[[Posted], None] = lambda _: None,
        longest: int = LONGEST,
        waits: tuple[float, ...] = WAITS,
    ) -> None:
        self._serve = serve
        self._told = told
        self._longest = longest
        self._waits = waits
        self._queue: list[tuple[float, int, Asked]] = []
        self._number = itertools.count()
        self._changed = threading.Condition()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="postroom", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def put(self, asked: Asked) -> bool:
        """Take a request in; False when too many wait already."""
        with self._changed:
            if len(self._queue) >= self._longest or self._closing:
                return False
            heapq.heappush(self._queue, (time.monotonic(), next(self._number), asked))
            self._changed.notify()
        return True

    def __len__(self) -> int:
        return len(self._queue)

    def close(self, seconds: float = 20.0) -> None:
        """Do what waits and can be done now, then end; whatever is left is given up and counted."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join(seconds)
        if self._queue:
            log.warning("%d requests were not served before the end", len(self._queue))

    def _run(self) -> None:
        while (asked := self._next()) is not None:
            try:
                posted = self._serve(asked)
            except Exception as error:  # noqa: BLE001 - one request never stops the next
                # Not the error's words: a database names the values it was given.
                where = "".join(traceback.format_tb(error.__traceback__))
                log.error("not served: %s\n%s", type(error).__name__, where)  # noqa: TRY400
                posted = Posted.LATER
            self._told(posted)
            with self._changed:
                if posted is Posted.LATER and asked.tries < len(self._waits):
                    at = time.monotonic() + self._waits[asked.tries]
                    again = replace(asked, tries=asked.tries + 1)
                    heapq.heappush(self._queue, (at, next(self._number), again))

    def _next(self) -> Asked | None:
        with self._changed:
            while True:
                wait = self._queue[0][0] - time.monotonic() if self._queue else None
                if wait is not None and wait <= 0:
                    return heapq.heappop(self._queue)[2]
                if self._closing:
                    return None
                self._changed.wait(wait)
