"""A mailbox over IMAP (RFC 9051), read and left as it was.

The folder is opened with EXAMINE and mails are read with BODY.PEEK, so that nothing is marked as
read, moved or deleted.
"""

import base64
import imaplib
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

from digest.errors import DigestError
from digest.notice import Notice

__all__ = ["LARGEST_MAIL", "Account", "Connect", "Mailbox", "folder_name", "opened"]

TIMEOUT = 30.0  # seconds, for each answer of the server
LARGEST_MAIL = 20_000_000  # bytes, attachments included

_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f]")

Connect = Callable[[str, int], imaplib.IMAP4]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Where mails are read. `variable` is the environment variable that `password` came from, and
    `settings` the file that names it all: both stand in errors."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str
    variable: str
    settings: str


class Mailbox:
    """An open folder."""

    def __init__(self, server: imaplib.IMAP4) -> None:
        self._server = server

    @property
    def generation(self) -> str:
        """UIDVALIDITY: while it is the same, a number means the same mail."""
        _, found = self._server.response("UIDVALIDITY")
        return (found[0] or b"").decode("ascii", "replace") if found else ""

    def numbers(self, criterion: str) -> list[int]:
        """The UIDs of the mails for which `criterion` holds (RFC 9051 6.4.4), oldest first."""
        _, found = self._server.uid("SEARCH", criterion)
        return sorted(int(number) for number in (found[0] or b"").split() if number.isdigit())

    def mail(self, number: int) -> bytes | Notice:
        """One mail; or why it cannot be had."""
        _, answer = self._server.uid("FETCH", str(number), "(RFC822.SIZE)")
        size = next((int(m[1]) for part in answer if (m := _SIZE.search(_bytes(part)))), None)
        if size is not None and size > LARGEST_MAIL:
            return Notice("is larger than {largest} MB", largest=LARGEST_MAIL // 1_000_000)
        _, answer = self._server.uid("FETCH", str(number), "(BODY.PEEK[])")
        mail = next((part[1] for part in answer if isinstance(part, tuple)), None)
        return mail or Notice("was gone before it could be read")


@contextmanager
def opened(account: Account, *, connect: Connect | None = None) -> Iterator[Mailbox]:
    """The mailbox of `account`, always over TLS with the certificate verified.

    `connect` is another way to the server, for tests. Raises DigestError that never repeats what
    the server said to a login: it could hold the password.
    """
    connect = connect or partial(
        imaplib.IMAP4_SSL, ssl_context=ssl.create_default_context(), timeout=TIMEOUT
    )
    where = f"{account.host}:{account.port}"
    try:
        with connect(account.host, account.port) as server:
            _open(server, account)
            yield Mailbox(server)
    except ssl.SSLCertVerificationError as error:
        raise DigestError(
            Notice("{host} does not prove that it is {host}.", host=account.host),
            Notice(
                "Its certificate is not valid; check `host` in {settings}.",
                settings=account.settings,
            ),
        ) from error
    except (OSError, imaplib.IMAP4.error) as error:
        raise DigestError(
            Notice("{where} cannot be read ({error}).", where=where, error=error),
            Notice(
                "Check `host` and `port` in {settings}, or try again later.",
                settings=account.settings,
            ),
        ) from error


def _open(server: imaplib.IMAP4, account: Account) -> None:
    for value in (account.user, account.password, account.folder):
        if _UNSAFE.search(value):  # a line end would begin another command
            raise DigestError(
                Notice("user, password and folder are one line each."),
                Notice("Correct them in {settings}.", settings=account.settings),
            )
    try:
        if "AUTH=PLAIN" in server.capabilities:  # RFC 4616: the way for "é" in a password
            secret = f"\0{account.user}\0{account.password}".encode()
            server.authenticate("PLAIN", lambda _: secret)
        else:
            server.login(account.user, account.password)
    except (imaplib.IMAP4.error, UnicodeEncodeError) as error:
        raise DigestError(
            Notice("{host} does not let {user} in.", host=account.host, user=account.user),
            Notice(
                "Check the password in {variable}; many providers want an app password.",
                variable=account.variable,
            ),
        ) from error
    status, _ = server.select(_quoted(folder_name(account.folder)), readonly=True)
    if status != "OK":
        raise DigestError(
            Notice(
                "there is no folder {folder!r} at {host}.", folder=account.folder, host=account.host
            ),
            Notice("There are: {folders}.", folders=", ".join(_folders(server))),
        )


def folder_name(name: str) -> str:
    """`name` as IMAP writes it: modified UTF-7 (RFC 3501, 5.1.3), which "Boîte" needs."""

    def shifted(part: re.Match[str]) -> str:
        coded = base64.b64encode(part[0].encode("utf-16-be")).decode().rstrip("=")
        return f"&{coded.replace('/', ',')}-"

    return re.sub(r"[^\x20-\x7e]+", shifted, name.replace("&", "&-"))


def _quoted(name: str) -> str:
    escaped = name.replace("\\", r"\\").replace('"', r"\"")
    return f'"{escaped}"'


def _folders(server: imaplib.IMAP4) -> list[str]:
    _, lines = server.list()
    found = [line.decode("ascii", "replace") for line in lines if isinstance(line, bytes)]
    return sorted(line.rpartition(' "')[2].rstrip('"') or line for line in found)[:20]


def _bytes(part: object) -> bytes:
    if isinstance(part, tuple):
        part = part[0]
    return part if isinstance(part, bytes) else b""
