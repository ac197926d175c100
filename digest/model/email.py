"""What is rendered, and what a check finds in it."""

import base64
from dataclasses import dataclass, field
from enum import StrEnum

from digest.model.article import Refusal
from digest.notice import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailPicture:
    """A picture as it travels: `name` comes from its bytes, `kind` is its media type, sizes in px."""

    name: str
    kind: str
    width: int
    height: int
    data: bytes = field(repr=False)

    @property
    def cid(self) -> str:
        """Its Content-ID (RFC 2392), without the angle brackets."""
        return f"{self.name}@pictures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Email:
    """An issue as it is sent: subject, HTML and plain-text alternative, and the web page beside.

    `html` is the very text of the message, where a picture that travels in it is `cid:…`; in `web`
    it is `pictures/NAME`. `refused` are the pictures that cannot be shown, as the draft names them.
    """

    subject: str
    html: str
    text: str
    web: str
    eml: bytes = field(repr=False)
    pictures: tuple[EmailPicture, ...] = ()
    refused: tuple[Refusal, ...] = ()

    def standalone(self, page: str) -> str:
        """`html` or `web` with its pictures inside: one file, to be looked at anywhere."""
        for picture in self.pictures:
            inside = f"data:{picture.kind};base64,{base64.b64encode(picture.data).decode()}"
            for name in (f"cid:{picture.cid}", f"pictures/{picture.name}"):
                page = page.replace(f'="{name}"', f'="{inside}"')
        return page


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check found: the rule's name, where (line of `issue.md`, item), evidence, remedy."""

    rule: str
    severity: Severity
    message: Notice
    remedy: Notice
    line: int | None = None
    item: str | None = None
