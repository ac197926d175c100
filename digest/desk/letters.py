"""Single mails to single readers: a confirmation, a link. They leave as the issue does."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine

from digest.desk import Desk
from digest.desk.posting import dkim_signers, transport
from digest.desk.register import new_id
from digest.errors import ConfigError
from digest.notice import Notice
from digest.send.dkim import Signer, canonical
from digest.send.letterhead import return_path
from digest.send.outcome import Outcome, Result
from digest.send.transport import Envelope, Transport, TransportError
from digest.serve.clerk import Carrier
from digest.serve.letters import Letters
from digest.serve.pages import Pages
from digest.serve.postroom import Posted
from digest.subscribers import bounced, optin, postbook, register
from digest.subscribers.postbook import Asked, Waiting, Wish
from digest.subscribers.register import Subscriber
from digest.subscribers.seal import Seal

__all__ = ["carrier", "inviter"]

log = logging.getLogger("digest.serve")
# What nobody can know counts as sent: a second mail with the same link helps nobody.
_MEANING = {
    Result.SENT: Posted.SENT,
    Result.UNKNOWN: Posted.SENT,
    Result.BOUNCED: Posted.GONE,
    Result.SKIPPED: Posted.REFUSED,
}


@dataclass(frozen=True, slots=True)
class _Way:
    """One connection, for one thread at a time; kept, since a new one for each takes ten times as long."""

    line: Transport
    returns: str
    signers: tuple[Signer, ...]

    def ready(self) -> bool:
        try:
            self.line.prepare()
        except TransportError as error:
            log.warning("a mail waits: %s", error.message)
            return False
        return True

    def carry(self, address: str, token: str, mail: bytes) -> Posted:
        mail = _signatures(mail, self.signers) + mail
        envelope = Envelope(sender=return_path(self.returns, token), recipient=address)
        outcome = None
        while self.ready():
            again, outcome = outcome is not None, self.line.deliver(envelope, mail)
            # Once more when the server had hung up since the last mail.
            if again or outcome.result is not Result.DEFERRED or outcome.code is not None:
                return _told(outcome)
        return Posted.LATER


@contextmanager
def carrier(desk: Desk) -> Iterator[Carrier]:
    """The way single mails leave by: the configured transport.

    Raises ConfigError when the settings are not complete.
    """
    config = desk.config
    returns = config.sending.return_path or config.newsletter.sender.email
    line = transport(desk, desk.workspace.root / "outbox")()
    try:
        yield _Way(line, returns, dkim_signers(desk))
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
        now = datetime.now(UTC)
        with database.begin() as connection:
            banned = register.suppressed(connection, person.address_hash)
            due = None if banned else optin.invite(person, now=now, seal=seal)
            if due is None:
                return False
            asked = Asked(wish=Wish.SUBSCRIBE, address=due.address, language=newsletter.language)
            norm = person.address_norm
            number = postbook.enter(connection, asked, norm=norm, now=now, seal=seal)
            marks = postbook.leave(
                connection, number, person.id, secret=new_id(), now=now, seal=seal
            )
        message = letters.letter(
            due, language=newsletter.language, message_id=marks.message_id, now=now
        )
        posted = way.carry(due.address, marks.return_token, message)
        if posted is not Posted.SENT:
            with database.begin() as connection:
                if posted is Posted.GONE:
                    bounced.gone(connection, person, source=bounced.SINGLE, now=now)
                never = Waiting(number=number, tries=0, asked=asked, again=None)
                postbook.strike(connection, never)
        return posted is Posted.SENT

    with carrier(desk) as way:
        yield invite
