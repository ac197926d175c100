"""Single mails to single readers: a confirmation, a link. They leave as the issue does."""

import logging
import os
from collections.abc import Callable

from digest.cli.desk import Desk
from digest.send.outcome import Outcome, Result
from digest.send.transport import Envelope, TransportError, opener
from digest.serve.postroom import Posted

__all__ = ["poster"]

log = logging.getLogger("digest.serve")
# What nobody can know counts as sent: a second mail with the same link helps nobody.
_MEANING = {
    Result.SENT: Posted.SENT,
    Result.UNKNOWN: Posted.SENT,
    Result.BOUNCED: Posted.REFUSED,
    Result.SKIPPED: Posted.REFUSED,
}


def poster(desk: Desk) -> Callable[[str, bytes], Posted]:
    """What sends one mail to one address, by the configured transport, and says what came of it.

    Raises ConfigError when the settings are not complete.
    """
    config = desk.config
    sender = config.newsletter.sender.email
    open_transport = opener(
        config.sending,
        outbox=desk.workspace.root / "outbox",
        hello=sender.rpartition("@")[2] or "localhost",
        environ=os.environ,
    )
    returns = config.sending.return_path or sender

    def post(address: str, message: bytes) -> Posted:
        line = open_transport()
        try:
            line.prepare()
            outcome = line.deliver(Envelope(sender=returns, recipient=address), message)
        except TransportError as error:
            log.warning("a mail waits: %s", error.message)
            return Posted.LATER
        finally:
            line.close()
        return _told(outcome)

    return post


def _told(outcome: Outcome) -> Posted:
    posted = _MEANING.get(outcome.result, Posted.LATER)
    if posted is not Posted.SENT:
        log.warning("a mail was not taken: %s %s", outcome.code or "", outcome.reply)
    return posted
