"""A source that is a mailbox: the newsletters that arrive there, over IMAP.

Read-only: nothing is marked as read, moved or deleted.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from digest.collect.sources import OfflineError
from digest.config import SourceSettings
from digest.errors import DigestError, SourceError
from digest.fetch import Fetcher
from digest.fetch.mailbox import Account, Connect, Mailbox, opened
from digest.model import Article, Refusal
from digest.notice import Notice

__all__ = ["MailboxSource"]

PORT = 993
MOST_MAILS = 500  # in one run; a newsletter folder gets some fifty a week
# As IMAP writes them; strftime would follow the locale.
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class MailboxSource:
    """`type = "mailbox"`, `host`, `user`, `port` (993), `folder` ("INBOX"), `password_env`.

    `password_env` names the environment variable that holds the password; no file does. `connect` is
    another way to the server, for tests.
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
        self._settings = settings
        self._zone = zone
        self._offline = fetch is None
        self._environ = environ
        self._connect = connect

    def articles(self, since: datetime) -> Iterator[Article | Refusal]:
        from digest.collect.mail import articles_from_mail  # noqa: PLC0415 - each where needed

        if self._offline:
            raise OfflineError
        account = self._account()
        with self._named(), opened(account, connect=self._connect) as mailbox:
            for number in self._numbers(mailbox, since):
                where = f"{account.folder}, mail {number}"
                mail = mailbox.mail(number)
                if isinstance(mail, str):
                    yield Refusal(where=where, why=mail)
                    continue
                yield from articles_from_mail(
                    mail, settings=self._settings, where=where, by_hand=False
                )

    def _account(self) -> Account:
        options = self._settings.options
        variable = str(options.get("password_env", "DIGEST_IMAP_PASSWORD"))
        password = self._environ.get(variable)
        if not password:
            raise SourceError(
                Notice(
                    "{source}: the password of {user} is not there.",
                    source=self._settings.name,
                    user=options["user"],
                ),
                Notice("Put it into the environment variable {variable}.", variable=variable),
            )
        return Account(
            host=str(options["host"]),
            port=int(options.get("port", PORT)),
            user=str(options["user"]),
            password=password,
            folder=str(options.get("folder", "INBOX")),
            variable=variable,
            settings="config/sources.toml",
        )

    def _numbers(self, mailbox: Mailbox, since: datetime) -> list[int]:
        """The mails that arrived since that day (SINCE knows no hours), oldest first."""
        day = since.astimezone(self._zone)
        date = f"{day.day:02}-{MONTHS[day.month - 1]}-{day.year:04}"
        return mailbox.numbers(f"SINCE {date}")[-MOST_MAILS:]

    @contextmanager
    def _named(self) -> Iterator[None]:
        """An error of the mailbox, with the name of the source before it."""
        try:
            yield
        except SourceError:
            raise
        except DigestError as error:
            raise SourceError(
                Notice("{source}: {message}", source=self._settings.name, message=error.message),
                error.hint,
            ) from error
