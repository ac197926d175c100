"""What stands at the head of every message of a list, from the settings."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from digest.config import Newsletter, SendingSettings
from digest.errors import ConfigError
from digest.notice import Notice

__all__ = ["Letterhead", "letterhead", "return_path"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """What stands at the head of every message of a list, from the settings.

    `unsubscribe_url` holds `{token}`; `unsubscribe_mailto`, `return_path` and `help` are addresses;
    `return_path` gets a token before its @ (VERP); `feedback` is Gmail's Feedback-ID. `postal` is the
    address that every reading of the mail must show, a few lines.
    """

    list_id: str
    archive: str
    help: str
    unsubscribe_url: str
    unsubscribe_mailto: str
    return_path: str
    feedback: str
    postal: str

    def sender(self, return_token: str) -> str:
        """The return path of one delivery: the bounce names whom it is about."""
        return return_path(self.return_path, return_token)


def return_path(address: str, token: str) -> str:
    """`address` with a token before its @ (VERP)."""
    local, _, domain = address.rpartition("@")
    return f"{local}+{token}@{domain}"


def letterhead(newsletter: Newsletter, sending: SendingSettings, *, issue_id: str) -> Letterhead:
    """The letterhead for an issue. Raises ConfigError with everything that is still missing."""
    sender, domain = newsletter.sender.email, newsletter.sender.email.rpartition("@")[2]
    wanted = {
        Notice("newsletter.sender.email: the address the mail comes from"): sender,
        Notice(
            "newsletter.sender.postal_address: the law asks for it"
        ): newsletter.sender.postal_address,
        Notice("newsletter.url: where past issues stand (https://…)"): newsletter.url,
        Notice("newsletter.unsubscribe_url: https, with {token} where the reader's token goes"): (
            newsletter.unsubscribe_url.startswith("https://")
            and newsletter.unsubscribe_url.count("{token}") == 1
        ),
    }
    missing = [what for what, there in wanted.items() if not there]
    if missing:
        raise ConfigError(
            Notice.joined(
                [Notice("config/digest.toml is not ready for sending:"), *missing], "\n  "
            ),
            Notice("Every key is explained in docs/configuration.md."),
        )
    site = urlsplit(newsletter.url)
    return Letterhead(
        list_id=sending.list_id or sender.replace("@", "."),
        archive=newsletter.url.partition("{date}")[0],
        help=newsletter.sender.reply_to or sender,
        unsubscribe_url=newsletter.unsubscribe_url,
        unsubscribe_mailto=sending.unsubscribe_mailto or newsletter.sender.reply_to or sender,
        return_path=sending.return_path or sender,
        feedback=f"{issue_id}:{site.hostname}:digest:{domain}",
        postal=newsletter.sender.postal_address,
    )
