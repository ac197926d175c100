"""A mail address: what we accept, and the one form two spellings of it share."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import idna

from digest.errors import DigestError
from digest.notice import Notice

__all__ = ["Address", "parse"]

# RFC 5321 4.1.2 (Dot-string), with the non-ASCII letters of RFC 6531. Quoted local parts and
# address literals are legal and nobody's: they are refused, and so is all that could end a header.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\x80-\U0010ffff-]+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_MOST_LOCAL = 64  # octets, RFC 5321 4.5.3.1.1
_MOST = 254  # octets, RFC 5321 4.5.3.1.3 less the angle brackets


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """`value` is what the server is told (domain as A-labels), `norm` what is compared.

    Two addresses are one when they differ in case only: no provider of note tells them apart, and
    nobody wants the issue twice.
    """

    value: str
    norm: str

    @property
    def domain(self) -> str:
        return self.value.rpartition("@")[2]


def parse(text: str) -> Address:
    """The address in `text` (spaces around it, and `<…>`, are taken off).

    Raises DigestError, which says why it is none but does not repeat it: errors end in logs.
    """
    text = unicodedata.normalize("NFC", text).strip().removeprefix("<").removesuffix(">")
    if not text:
        raise DigestError(Notice("The address is empty."))
    if " " in text or not text.isprintable():  # isprintable: no category C or Z but the space
        raise DigestError(Notice("The address holds a space or an invisible character."))
    local, at, domain = text.rpartition("@")
    if not at or not local:
        raise DigestError(Notice("The address has no @ between two parts."))
    if not _LOCAL.fullmatch(local) or len(local.encode()) > _MOST_LOCAL:
        raise DigestError(Notice("What stands before the @ is not allowed in an address."))
    if not (host := _host(domain)):
        raise DigestError(Notice("What stands after the @ is not the name of a mail server."))
    value = f"{local}@{host}"
    if len(value.encode()) > _MOST:
        raise DigestError(Notice("The address is longer than {most} characters.", most=_MOST))
    return Address(value=value, norm=unicodedata.normalize("NFC", value.lower()))


@lru_cache(maxsize=4096)  # half the time of an import went into the same few hundred domains
def _host(domain: str) -> str:
    """The name of a mail server as A-labels; "" when it is none."""
    try:
        host = idna.encode(domain, uts46=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError):
        return ""
    last = host.rpartition(".")[2]
    return host if "." in host and last and not last.isdigit() else ""
