"""A transport that writes each message to a file: for a rehearsal, or for another program to send."""

import hashlib
from pathlib import Path

from digest.notice import Notice
from digest.send.outcome import Outcome, Phase, Result
from digest.send.transport import Envelope, TransportError
from digest.workspace import write_atomic

__all__ = ["Outbox"]


class Outbox:
    """Files in `folder` that only their owner reads, named by a hash of return path and recipient.

    The return path is one per recipient and issue, so a message written twice is one file.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def prepare(self) -> None:
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise TransportError(
                Notice("{folder}: {strerror}.", folder=self.folder, strerror=error.strerror),
                lasting=True,
            ) from error

    def deliver(self, envelope: Envelope, message: bytes) -> Outcome:
        ends = f"{envelope.sender} {envelope.recipient}"
        name = hashlib.sha256(ends.encode()).hexdigest()[:24]
        try:
            write_atomic(self.folder / f"{name}.eml", message)
        except OSError as error:
            reply = error.strerror or "cannot be written"
            return Outcome(result=Result.FAULT, phase=Phase.DATA, reply=reply)
        return Outcome(result=Result.SENT, phase=Phase.DOT, reply=f"written to {name}.eml")

    def close(self) -> None:
        pass
