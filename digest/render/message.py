"""The `.eml` file: both readings of the issue in one message that a mail program opens."""

import hashlib
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from digest.config import Sender
from digest.render.characters import one_line
from digest.render.edition import Edition

__all__ = ["message"]


def message(edition: Edition, *, sender: Sender, text: str, html: str) -> bytes:
    """A multipart/alternative message (RFC 2046), plain text first, UTF-8, quoted-printable, CRLF.

    It has no recipient and, without a configured sender, no From: `X-Unsent` makes it a draft,
    and the program that opens it fills in its owner. Date, Message-ID and boundary come from the
    issue, so that the same issue is the same bytes.
    """
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = one_line(edition.subject)
    if sender.email:
        mail["From"] = _address(sender.name, sender.email)
    if sender.reply_to:
        mail["Reply-To"] = _address("", sender.reply_to)
    mail["Date"] = format_datetime(edition.published)
    digest = hashlib.sha256(f"{edition.subject}\n{text}\n{html}".encode()).hexdigest()[:24]
    domain = sender.email.rpartition("@")[2] or "digest.invalid"
    mail["Message-ID"] = f"<{edition.day.isoformat()}.{digest}@{domain}>"
    mail["Content-Language"] = edition.language
    mail["X-Unsent"] = "1"
    if edition.unsubscribe:
        mail["List-Unsubscribe"] = f"<{edition.unsubscribe}>"
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    mail.set_boundary(f"=_{digest}")
    return mail.as_bytes()


def _address(name: str, address: str) -> Address:
    return Address(one_line(name), addr_spec=address)
