"""What a way of sending must offer, and how the configured one is found."""

from dataclasses import dataclass
from typing import Protocol

from digest.errors import DigestError
from digest.send.outcome import Outcome

__all__ = ["Envelope", "Transport", "TransportError"]


class TransportError(DigestError):
    """No message can be sent now. `lasting` when trying again will not help (a refused login)."""

    def __init__(self, message: str, hint: str = "", *, lasting: bool = False) -> None:
        super().__init__(message, hint)
        self.lasting = lasting


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What the server is told beside the message: both are bare addresses (RFC 5321)."""

    sender: str
    recipient: str


class Transport(Protocol):
    """One connection. Used by one thread; `deliver` is called only after `prepare` returned."""

    def prepare(self) -> None:
        """Be ready to deliver; raises TransportError."""

    def deliver(self, envelope: Envelope, message: bytes) -> Outcome:
        """Try once, and say what came of it; raises nothing that the network can cause."""

    def close(self) -> None:
        """Hang up; raises nothing."""
