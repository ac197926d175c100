"""What came of one message, and what a mail server's reply means."""

from dataclasses import dataclass
from enum import StrEnum

from digest.subscribers.reply import Meaning, in_one_line, status_in, weigh

__all__ = ["Outcome", "Phase", "Result", "classify"]


class Result(StrEnum):
    """How an attempt ends; all but `UNKNOWN` are certain."""

    SENT = "sent"
    DEFERRED = "deferred"  # not accepted; to be tried again later
    BOUNCED = "bounced"  # not accepted, and never will be: nobody is there
    REFUSED = "refused"  # not accepted, for a reason that may pass: this issue does not reach them
    SKIPPED = "skipped"  # not tried: this relay cannot reach such an address
    FAULT = "fault"  # not accepted, through our own fault: nothing against the recipient
    UNKNOWN = "unknown"  # the line went dead after the last dot (RFC 1047)


class Phase(StrEnum):
    """The step of the SMTP dialogue (RFC 5321) in which it was decided."""

    CONNECT = "connect"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    DOT = "dot"  # after the end of the message


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`code` is the server's, None where it said nothing; `reply` is in its words or ours.

    `trouble` says that the connection or the relay is at fault rather than this recipient.
    """

    result: Result
    phase: Phase
    code: int | None = None
    reply: str = ""

    @property
    def trouble(self) -> bool:
        silent = self.code is None or self.code == 421
        early = self.phase in {Phase.CONNECT, Phase.MAIL}
        return self.result in {Result.DEFERRED, Result.UNKNOWN} and (silent or early)

    @property
    def general(self) -> bool:
        """Of a fault: whether any recipient would have met with it, and everything must stop."""
        return self.result is Result.FAULT and self.phase not in {Phase.RCPT, Phase.DOT}


_MEANINGS = {
    Meaning.GONE: Result.BOUNCED,
    Meaning.POLICY: Result.FAULT,
    Meaning.PASSING: Result.REFUSED,
}


def classify(phase: Phase, code: int, reply: bytes) -> Outcome:
    """The meaning of `reply` with `code` in `phase`. Addresses are taken out of its words.

    4xx delays. 5xx for a recipient means what `weigh` reads in it; any other 5xx is our fault.
    """
    said = in_one_line(reply.decode("utf-8", "replace"), 500)
    if 200 <= code < 300:
        result = Result.SENT
    elif 400 <= code < 500:
        result = Result.DEFERRED
    elif phase is Phase.RCPT and 500 <= code < 600:
        result = _MEANINGS[weigh(status_in(said), f"{code} {said}")]
    else:
        result = Result.FAULT
    return Outcome(result=result, phase=phase, code=code, reply=said)
