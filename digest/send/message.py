"""An approved mail becomes one message for each recipient, by splicing bytes.

The mail is encoded once; what differs (To, Date, Message-ID, the unsubscribe token, the reader's
name, the signature) is cut in. An EmailMessage made for each recipient takes 3 ms, this takes
microseconds.
"""

from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime
from functools import lru_cache
from html import unescape
from urllib.parse import quote

from digest.errors import DigestError
from digest.notice import Notice
from digest.send.dkim import Signer, canonical
from digest.send.letterhead import Letterhead
from digest.send.splice import PLACEHOLDER, Body, body

__all__ = ["PLACEHOLDER", "Template", "template"]

_KEPT = ("Subject", "From", "Reply-To", "Content-Language")


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A mail cut where messages differ. `message` joins it for one recipient.

    `fixed` are the headers that all share, and the empty line after them; `canonical` are the same
    in the form that `signers` sign.
    """

    fixed: bytes
    canonical: dict[str, str] = field(repr=False)
    body: Body = field(repr=False)
    domain: str
    letterhead: Letterhead
    signers: tuple[Signer, ...] = ()

    def message(
        self, *, to: str, token: str, message_id: str, date: datetime, name: str = ""
    ) -> bytes:
        """The whole message, CRLF lines. `to`, `token` and `message_id` hold no line end.

        `name` is what the register calls the reader.
        """
        head = self.letterhead
        url = head.unsubscribe_url.replace("{token}", token)
        mailto = f"mailto:{quote(head.unsubscribe_mailto, safe='@+')}?subject=unsubscribe-{token}"
        own = {
            "Date": _stamp(date.replace(microsecond=0)),
            "Message-ID": f"<{message_id}@{self.domain}>",
            "To": to,
            "List-Unsubscribe": f"<{url}>, <{mailto}>",
        }
        if any("\r" in value or "\n" in value or "\0" in value for value in own.values()):
            raise DigestError(Notice("A line end in a header was refused."))
        own["List-Unsubscribe"] = f"<{url}>,\r\n <{mailto}>"
        lines = "".join(f"{name}: {value}\r\n" for name, value in own.items()).encode()
        filled = self.body.filled(token=token, name=name)
        if self.signers:
            mine = {key.lower(): canonical(key, value) for key, value in own.items()}
            signed = self.canonical | mine
            seals = [signer.sign(signed, filled, at=date) for signer in self.signers]
            lines = b"".join(seals) + lines
        return lines + self.fixed + filled


def template(
    eml: bytes,
    letterhead: Letterhead,
    signers: tuple[Signer, ...] = (),
    *,
    placeholder: str = PLACEHOLDER,
) -> Template:
    """The template in a mail that was rendered with `placeholder` in the place of the token.

    Raises DigestError when it lacks what a mailing needs.
    """
    parsed = message_from_bytes(eml, policy=policy.SMTP)
    plain = parsed.get_body(("plain",))
    html = parsed.get_body(("html",))
    if plain is None or html is None or parsed["From"] is None:
        raise DigestError(
            Notice("The mail lacks a sender, a plain text or an HTML part."),
            Notice("Set `email` under [newsletter.sender] in config/digest.toml."),
        )
    readings = {"plain": plain.get_content(), "html": html.get_content()}
    for kind, content in readings.items():
        if placeholder not in content:
            raise DigestError(
                Notice("The {kind} part of the mail has no unsubscribe link.", kind=kind),
                Notice("A template of your own must keep the link to `unsubscribe_url`."),
            )
        if not all(
            _bare(line) in _bare(unescape(content)) for line in letterhead.postal.split("\n")
        ):
            raise DigestError(
                Notice("The {kind} part of the mail does not show the postal address.", kind=kind),
                Notice("The law asks for it: a template of your own must keep the imprint."),
            )
    boundary = parsed.get_boundary() or "=_digest"
    fixed = _fixed(parsed, letterhead, boundary)
    return Template(
        fixed=fixed,
        canonical=_canonical(fixed),
        body=body(readings, boundary, _pictures(parsed), placeholder=placeholder),
        domain=parsed["From"].addresses[0].domain,
        letterhead=letterhead,
        signers=signers,
    )


def _bare(text: str) -> str:
    """Letters and digits: spaces and signs may be set otherwise in a mail."""
    return "".join(filter(str.isalnum, text))


@lru_cache(maxsize=1)
def _stamp(second: datetime) -> str:
    return format_datetime(second)


def _canonical(fixed: bytes) -> dict[str, str]:
    """Each header of a block by its small name, as it is signed."""
    unfolded = fixed.decode("ascii").removesuffix("\r\n\r\n").replace("\r\n ", " ")
    headers = (line.partition(":") for line in unfolded.split("\r\n"))
    return {name.lower(): canonical(name, value) for name, _, value in headers}


def _fixed(parsed: EmailMessage, letterhead: Letterhead, boundary: str) -> bytes:
    """The headers that all recipients share, and the empty line after them."""
    head = EmailMessage(policy=policy.SMTP)
    for name in _KEPT:
        if parsed[name] is not None:
            head[name] = parsed[name]
    head["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    head["List-Id"] = f"<{letterhead.list_id}>"  # RFC 2919
    head["List-Help"] = f"<mailto:{quote(letterhead.help, safe='@+')}>"
    head["List-Archive"] = f"<{letterhead.archive}>"
    head["Precedence"] = "bulk"
    head["Auto-Submitted"] = "auto-generated"  # RFC 3834
    head["Feedback-ID"] = letterhead.feedback
    head["MIME-Version"] = "1.0"
    # Given to `head`, it would make a body of its own.
    kind = f'Content-Type: multipart/alternative; boundary="{boundary}"\r\n\r\n'
    return head.as_bytes().removesuffix(b"\r\n") + kind.encode()


def _pictures(parsed: EmailMessage) -> tuple[bytes, ...]:
    """The pictures that travel in the mail, each part as it was rendered."""
    found = (part for part in parsed.walk() if part.get_content_maintype() == "image")
    return tuple(part.as_bytes() for part in found)
