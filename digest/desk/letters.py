"""Single mails to single readers: a confirmation, a link. They leave as the issue does."""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Engine

from digest.desk import Desk
from digest.desk.posting import dkim_signers
from digest.desk.register import new_id
from digest.errors import ConfigError
from digest.notice import Notice
from digest.send.dkim import Signer, canonical
from digest.send.letterhead import return_path
from digest.send.outcome import Outcome, Result
from digest.send.transport import Envelope, TransportError, opener
from digest.serve.letters import Letters
from digest.serve.pages import Pages
from digest.serve.postroom import Posted
from digest.subscribers import optin, postbook, register
from digest.subscribers.address import parse
from digest.subscribers.postbook import Asked, Wish
from digest.subscribers.register import Subscriber
from digest.subscribers.seal import Seal

__all__ = ["inviter", "poster"]

log = logging.getLogger("digest.serve")
# What nobody can know counts as sent: a second mail with the same link helps nobody.
_MEANING = {
    Result.SENT: Posted.SENT,
    Result.UNKNOWN: Posted.SENT,
    Result.BOUNCED: Posted.REFUSED,
    Result.SKIPPED: Posted.REFUSED,
}


@contextmanager
def poster(desk: Desk) -> Iterator[Callable[[str, str, bytes], Posted]]:
    """What sends one mail to one address, by the configured transport, and says what came of it.

    It is given the address, the token by which the mail is known when it comes back, and the mail.

    For one thread at a time. Raises ConfigError when the settings are not complete.
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
    signers = dkim_signers(desk)

    line = open_transport()  # kept: a connection for each mail takes ten times as long

    def post(address: str, token: str, message: bytes) -> Posted:
        message = _signatures(message, signers) + message
        envelope = Envelope(sender=return_path(returns, token), recipient=address)
        try:
            line.prepare()
            outcome = line.deliver(envelope, message)
            if outcome.result is Result.DEFERRED and outcome.code is None:
                line.prepare()  # the server had hung up since the last mail
                outcome = line.deliver(envelope, message)
        except TransportError as error:
            log.warning("a mail waits: %s", error.message)
            return Posted.LATER
        return _told(outcome)

    try:
        yield post
    finally:
        line.close()


def _signatures(message: bytes, signers: tuple[Signer, ...]) -> bytes:
    head, _, body = message.partition(b"\r\n\r\n")
    lines = head.decode().replace("\r\n ", " ").replace("\r\n\t", " ").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    headers = {name.lower(): canonical(name, value) for name, _, value in pairs}
    now = datetime.now(UTC)
    return b"".join(signer.sign(headers, body, at=now) for signer in signers)


def _told(outcome: Outcome) -> Posted:
    posted = _MEANING.get(outcome.result, Posted.LATER)
    if posted is not Posted.SENT:
        log.warning("a mail was not taken: %s %s", outcome.code or "", outcome.reply)
    return posted


@contextmanager
def inviter(desk: Desk, database: Engine, seal: Seal) -> Iterator[Callable[[Subscriber], bool]]:
    """What mails somebody the link by which they confirm; False when it was not sent.

    Raises ConfigError when the settings are not complete.
    """
    newsletter, serving = desk.config.newsletter, desk.config.serve
    if not serving.url:
        raise ConfigError(
            Notice("`serve.url` in config/digest.toml is empty: the link would lead nowhere."),
            Notice("Put the public pages on the web first (docs/serving.md)."),
        )
    pages = Pages(newsletter, serving)
    letters = Letters(newsletter=newsletter, url=serving.url, pages=pages)

    def invite(person: Subscriber) -> bool:
        now, norm = datetime.now(UTC), parse(person.address).norm
        with database.begin() as connection:
            banned = register.suppressed(connection, seal.hash(norm))
            due = None if banned else optin.invite(person, now=now, seal=seal)
            if due is None:
                return False
            asked = Asked(wish=Wish.SUBSCRIBE, address=due.address, language=newsletter.language)
            number = postbook.enter(connection, asked, norm=norm, now=now, seal=seal)
            marks = postbook.leave(
                connection, number, person.id, secret=new_id(), now=now, seal=seal
            )
        message = letters.letter(
            due, language=newsletter.language, message_id=marks.message_id, now=now
        )
        sent = post(due.address, marks.return_token, message) is Posted.SENT
        if not sent:
            with database.begin() as connection:
                postbook.strike(connection, number)
        return sent

    with poster(desk) as post:
        yield invite
