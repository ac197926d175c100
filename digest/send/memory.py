"""A transport that keeps messages in memory: for tests, and for looking before sending."""

from collections.abc import Callable

from digest.send.outcome import Outcome, Phase, Result
from digest.send.transport import Envelope

__all__ = ["Memory"]

ACCEPTED = Outcome(result=Result.SENT, phase=Phase.DOT, code=250, reply="kept")


class Memory:
    """`sent` holds what was accepted, in order; `answer` may say otherwise for an envelope."""

    def __init__(self, answer: Callable[[Envelope], Outcome] | None = None) -> None:
        self.sent: list[tuple[Envelope, bytes]] = []
        self._answer = answer

    def prepare(self) -> None:
        pass

    def deliver(self, envelope: Envelope, message: bytes) -> Outcome:
        outcome = self._answer(envelope) if self._answer else ACCEPTED
        if outcome.result is Result.SENT:
            self.sent.append((envelope, message))
        return outcome

    def close(self) -> None:
        pass
