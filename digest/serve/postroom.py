"""Behind the form: what it asks for is done by one thread, after the answer has been given.

So every answer is the same and takes the same time, whoever the address belongs to.
"""

import logging
import threading
import traceback
from collections.abc import Callable
from enum import StrEnum

__all__ = ["Posted", "Postroom"]

LOOK = 5.0  # seconds between two looks at what is due again
log = logging.getLogger("digest.serve")


class Posted(StrEnum):
    """What came of a request."""

    SENT = "sent"
    NOTHING = "nothing"  # there was nothing to send: suppressed, unknown, too often
    GONE = "gone"  # the mail server says that the mailbox does not exist
    REFUSED = "refused"  # the mail server cannot take it
    LATER = "later"  # it cannot be sent now
    GIVEN_UP = "given up"  # nor could it for a whole day


class Postroom:
    """Calls `serve` as long as it says that there was something to do, then waits to be woken.

    `told` hears of every outcome. What fails is logged without the address, and the next one is
    served.
    """

    def __init__(
        self,
        serve: Callable[[], Posted | None],
        *,
        told: Callable[[Posted], None] = lambda _: None,
        look: float = LOOK,
    ) -> None:
        self._serve = serve
        self._told = told
        self._look = look
        self._woken = threading.Event()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="postroom", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """There is a new request."""
        self._woken.set()

    def close(self, seconds: float = 20.0) -> None:
        """End after the mail in hand; what waits stands in the database."""
        self._closing = True
        self._woken.set()
        self._thread.join(seconds)

    def _run(self) -> None:
        while not self._closing:
            self._woken.clear()  # before the look: who comes during it is not overlooked
            try:
                posted = self._serve()
            except Exception as error:  # noqa: BLE001 - one request never stops the next
                # Not the error's words: a database names the values it was given.
                where = "".join(traceback.format_tb(error.__traceback__))
                log.error("not served: %s\n%s", type(error).__name__, where)  # noqa: TRY400
                self._told(Posted.LATER)
                self._woken.wait(self._look)
                continue
            if posted is None:
                self._woken.wait(self._look)
            else:
                self._told(posted)
