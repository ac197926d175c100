"""The mails that the public pages cause: one link, to be opened by whoever reads that mailbox.

Nothing that was typed into the form stands in them. Otherwise the form would be a machine that
sends a stranger's words to anybody, in the newsletter's name.
"""

from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime

from digest.config import Newsletter
from digest.languages import phrases
from digest.serve.pages import Pages
from digest.subscribers.optin import Invitation, Purpose

__all__ = ["Letters"]

PATHS = {Purpose.CONFIRM: "confirm", Purpose.MANAGE: "preferences"}
_PLAIN = policy.SMTP.clone(cte_type="7bit")
_BEYOND_ASCII = policy.SMTPUTF8  # an address that no encoded word may stand for (RFC 6532)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """`url` is where readers reach the pages (no slash at its end)."""

    newsletter: Newsletter
    url: str
    pages: Pages

    def letter(
        self, invitation: Invitation, *, language: str, message_id: str, now: datetime
    ) -> bytes:
        """The mail for an invitation: CRLF lines, plain text first, then HTML.

        All of it is ASCII, unless the address is not.
        """
        say, sender = phrases(language), self.newsletter.sender
        kind = invitation.purpose.value
        link = f"{self.url}/{PATHS[invitation.purpose]}/{invitation.ticket}"
        name = self.newsletter.name
        mail = EmailMessage(policy=_PLAIN if invitation.address.isascii() else _BEYOND_ASCII)
        mail["Subject"] = say(f"letter.{kind}_subject", newsletter=name)
        mail["From"] = f'"{_quoted(sender.name or name)}" <{sender.email}>'
        mail["To"] = invitation.address
        if sender.reply_to:
            mail["Reply-To"] = sender.reply_to
        mail["Date"] = format_datetime(now)
        mail["Message-ID"] = f"<{message_id}@{sender.email.rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no machine answers
        mail["X-Auto-Response-Suppress"] = "All"  # the same, as Exchange reads it
        values = {"kind": kind, "link": link, "title": mail["Subject"]}
        mail.set_content(
            self.pages.text(kind, link=link, language=language), cte="quoted-printable"
        )
        html = self.pages.fill("letter.html", language, **values)
        mail.add_alternative(html, subtype="html", cte="quoted-printable")
        mail["Content-Language"] = language  # set before, it goes when content comes
        return mail.as_bytes()


def _quoted(name: str) -> str:
    return name.replace("\\", "").replace('"', "'")
