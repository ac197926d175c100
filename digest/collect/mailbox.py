"""A source that is a mailbox: the newsletters that arrive there, over IMAP (RFC 9051).

Read-only: the folder is opened with EXAMINE and mails are read with BODY.PEEK, so that nothing is
marked as read, moved or deleted.
"""

import base64
import imaplib
import re
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from digest.collect.sources import OfflineError
from digest.config import SourceSettings
from digest.errors import SourceError
from digest.fetch import Fetcher
from digest.model import Article, Refusal

__all__ = ["MailboxSource", "folder_name"]

PORT = 993
TIMEOUT = 30.0  # seconds, for each answer of the server
MOST_MAILS = 500  # in one run; a newsletter folder gets some fifty a week
LARGEST_MAIL = 20_000_000  # bytes, attachments included
# As IMAP writes them; strftime would follow the locale.
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f]")

Connect = Callable[[str, int], imaplib.IMAP4]


class MailboxSource:
    """`type = "mailbox"`, `host`, `user`, `port` (993), `folder` ("INBOX"), `password_env`.

    `password_env` names the environment variable that holds the password; no file does. Always over
    TLS, with the certificate verified. `connect` is another way to the server, for tests.
    """

    def __init__(
        self,
        settings: SourceSettings,
        *,
        root: Path,
        fetch: Fetcher | None,
        zone: ZoneInfo,
        environ: Mapping[str, str],
        connect: Connect | None = None,
    ) -> None:
        del root
        options = settings.options
        self._settings = settings
        self._zone = zone
        self._offline = fetch is None
        self._host = str(options["host"])
        self._port = int(options.get("port", PORT))
        self._user = str(options["user"])
        self._folder = str(options.get("folder", "INBOX"))
        self._variable = str(options.get("password_env", "DIGEST_IMAP_PASSWORD"))
        self._environ = environ
        self._connect = connect or partial(
            imaplib.IMAP4_SSL, ssl_context=ssl.create_default_context(), timeout=TIMEOUT
        )

    def articles(self, since: datetime) -> Iterator[Article | Refusal]:
        from digest.collect.mail import articles_from_mail  # noqa: PLC0415 - each where needed

        if self._offline:
            raise OfflineError
        password = self._environ.get(self._variable)
        if not password:
            raise SourceError(
                f"{self._settings.name}: the password of {self._user} is not there.",
                f"Put it into the environment variable {self._variable}.",
            )
        with self._words_for_failures(), self._connect(self._host, self._port) as server:
            self._open(server, password)
            for number in self._numbers(server, since):
                where = f"{self._folder}, mail {number}"
                mail = _mail(server, number, where)
                if isinstance(mail, Refusal):
                    yield mail
                    continue
                yield from articles_from_mail(
                    mail, settings=self._settings, where=where, by_hand=False
                )

    def _open(self, server: imaplib.IMAP4, password: str) -> None:
        for value in (self._user, password, self._folder):
            if _UNSAFE.search(value):  # a line end would begin another command
                raise SourceError(
                    f"{self._settings.name}: user, password and folder are one line each.",
                    "Correct them in config/sources.toml.",
                )
        try:
            if "AUTH=PLAIN" in server.capabilities:  # RFC 4616: the way for "é" in a password
                secret = f"\0{self._user}\0{password}".encode()
                server.authenticate("PLAIN", lambda _: secret)
            else:
                server.login(self._user, password)
        except (imaplib.IMAP4.error, UnicodeEncodeError) as error:
            # The server's words could repeat the command, and with it the password: not shown.
            raise SourceError(
                f"{self._settings.name}: {self._host} does not let {self._user} in.",
                f"Check the password in {self._variable}; many providers want an app password.",
            ) from error
        status, _ = server.select(_quoted(folder_name(self._folder)), readonly=True)
        if status != "OK":
            raise SourceError(
                f"{self._settings.name}: there is no folder {self._folder!r} at {self._host}.",
                f"There are: {', '.join(_folders(server))}.",
            )

    def _numbers(self, server: imaplib.IMAP4, since: datetime) -> list[str]:
        """The UIDs of the mails that arrived since that day (SINCE knows no hours), oldest first."""
        day = since.astimezone(self._zone)
        date = f"{day.day:02}-{MONTHS[day.month - 1]}-{day.year:04}"
        _, found = server.uid("SEARCH", f"SINCE {date}")
        numbers = sorted(int(number) for number in (found[0] or b"").split() if number.isdigit())
        return [str(number) for number in numbers[-MOST_MAILS:]]

    @contextmanager
    def _words_for_failures(self) -> Iterator[None]:
        try:
            yield
        except ssl.SSLCertVerificationError as error:
            raise SourceError(
                f"{self._settings.name}: {self._host} does not prove that it is {self._host}.",
                "Its certificate is not valid; check `host` in config/sources.toml.",
            ) from error
        except (OSError, imaplib.IMAP4.error) as error:
            raise SourceError(
                f"{self._settings.name}: {self._host}:{self._port} cannot be read ({error}).",
                "Check `host` and `port` in config/sources.toml, or try again later.",
            ) from error


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


def _mail(server: imaplib.IMAP4, number: str, where: str) -> bytes | Refusal:
    _, answer = server.uid("FETCH", number, "(RFC822.SIZE)")
    size = next((int(m[1]) for part in answer if (m := _SIZE.search(_bytes(part)))), None)
    if size is not None and size > LARGEST_MAIL:
        return Refusal(where=where, why=f"is larger than {LARGEST_MAIL // 1_000_000} MB")
    _, answer = server.uid("FETCH", number, "(BODY.PEEK[])")
    mail = next((part[1] for part in answer if isinstance(part, tuple)), None)
    return mail or Refusal(where=where, why="was gone before it could be read")


def _bytes(part: object) -> bytes:
    if isinstance(part, tuple):
        part = part[0]
    return part if isinstance(part, bytes) else b""
