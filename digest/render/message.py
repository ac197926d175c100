"""The `.eml` file: both readings of the issue in one message that a mail program opens."""

import base64
import binascii
import hashlib
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from digest.config import Sender
from digest.model import EmailPicture
from digest.render.characters import one_line
from digest.render.edition import Edition

__all__ = ["message"]


def message(edition: Edition, *, sender: Sender, text: str, html: str) -> bytes:
    """A multipart/alternative message (RFC 2046), plain text first, UTF-8, quoted-printable, CRLF,
    the pictures that travel in it beside the HTML.

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
    mail["MIME-Version"] = "1.0"
    carried = [picture for picture in edition.pictures if f"cid:{picture.cid}" in html]
    shown = _text("html", html)
    if carried:
        inner = f"=_p{digest}"
        kind = f'Content-Type: multipart/related; type="text/html";\r\n boundary="{inner}"\r\n\r\n'
        pictures = (_picture(picture) for picture in carried)
        shown = kind.encode() + _parts(inner, shown, *pictures)
    # Given to `mail`, it would make a body of its own.
    kind = f'Content-Type: multipart/alternative; boundary="=_{digest}"\r\n\r\n'
    head = mail.as_bytes().removesuffix(b"\r\n") + kind.encode()
    return head + _parts(f"=_{digest}", _text("plain", text), shown)


# The parts are put together by hand, from bytes encoded in C: the library's own way takes 5 ms.


def _parts(boundary: str, *parts: bytes) -> bytes:
    """The body of a multipart (RFC 2046, 5.1.1)."""
    line = f"--{boundary}".encode()
    return b"".join(line + b"\r\n" + part + b"\r\n" for part in parts) + line + b"--\r\n"


def _text(kind: str, content: str) -> bytes:
    head = (
        f'Content-Type: text/{kind}; charset="utf-8"\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    return head.encode() + _crlf(binascii.b2a_qp(content.encode(), istext=True))


def _picture(picture: EmailPicture) -> bytes:
    """A picture that travels in the mail (RFC 2387, 2392)."""
    head = (
        f'Content-Type: {picture.kind}; name="{picture.name}"\r\n'
        "Content-Transfer-Encoding: base64\r\n"
        f"Content-ID: <{picture.cid}>\r\n"
        f'Content-Disposition: inline; filename="{picture.name}"\r\n\r\n'
    )
    return head.encode() + _crlf(base64.encodebytes(picture.data))


def _crlf(lines: bytes) -> bytes:
    return lines.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def _address(name: str, address: str) -> Address:
    return Address(one_line(name), addr_spec=address)
