"""What sending commands share: the issue as it would be sent, and the way it leaves."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from digest.config.sending import DkimKey, per_second
from digest.desk import Desk, no_draft
from digest.desk.register import seal_of
from digest.errors import ConfigError, DigestError
from digest.notice import Notice
from digest.send.correction import as_options
from digest.send.dkim import Signer
from digest.send.letterhead import Letterhead, letterhead
from digest.send.message import PLACEHOLDER, Template, template
from digest.send.pace import Pace
from digest.send.transport import Transport
from digest.workspace import IssueFolder

__all__ = [
    "VARIANTS",
    "Posting",
    "changed",
    "dkim_signers",
    "pace",
    "posting",
    "templates",
    "transport",
]

VARIANTS = ("everyone", "subscribers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """An issue as its draft renders now: `text`, one mail for each variant, and their fingerprint."""

    folder: IssueFolder
    text: str
    subject: str
    mails: dict[str, bytes]
    mark: str
    head: Letterhead
    placeholder: str

    def templates(self, desk: Desk) -> dict[str, Template]:
        return templates(desk, self.mails, self.head, placeholder=self.placeholder)

    @property
    def issue_id(self) -> str:
        return self.folder.issue_id


def posting(desk: Desk, folder: IssueFolder) -> Posting:
    """Render a draft for sending; raises DigestError when it may not be sent as it is."""
    from digest import draft
    from digest.build import printed
    from digest.send.approval import fingerprint

    newsletter, placeholder = desk.config.newsletter, seal_of(desk).placeholder()
    if (text := folder.read_draft()) is None:
        if not (which := as_options(folder.issue_id)):
            raise no_draft(folder)
        raise DigestError(
            Notice("There is no {draft}.", draft=folder.draft),
            Notice("Begin it with `digest send{which} --draft`.", which=which),
        )
    head = letterhead(newsletter, desk.config.sending, issue_id=folder.issue_id)
    issue = draft.loads(text, path=str(folder.draft))
    link = newsletter.unsubscribe_url.replace("{token}", placeholder)
    addressed = newsletter.model_copy(update={"unsubscribe_url": link})
    emails = {
        variant: printed(
            issue,
            folder,
            config=desk.config,
            workspace=desk.workspace,
            variant=variant,
            newsletter=addressed,
        )
        for variant in VARIANTS
    }
    mails = {variant: email.eml for variant, email in emails.items()}
    templates(desk, mails, head, placeholder=placeholder)
    return Posting(
        folder=folder,
        text=text,
        subject=emails["everyone"].subject,
        mails=mails,
        mark=fingerprint(mails),
        head=head,
        placeholder=placeholder,
    )


def changed(desk: Desk, folder: IssueFolder, mark: str) -> bool:
    """Whether the draft no longer renders to the mail with the fingerprint `mark`.

    False where the draft does not stand: another machine has it.
    """
    if not folder.draft.exists():
        return False
    try:
        return posting(desk, folder).mark != mark
    except DigestError:
        return True


def templates(
    desk: Desk, mails: dict[str, bytes], head: Letterhead, *, placeholder: str = PLACEHOLDER
) -> dict[str, Template]:
    """The templates of mails rendered with `placeholder`, each tried on a reader who does not exist.

    Raises DigestError when a message made of one breaks a rule of sending.
    """
    from datetime import UTC, datetime

    from digest.send.verify import faults

    signers = dkim_signers(desk)
    made = {
        variant: template(eml, head, signers, placeholder=placeholder)
        for variant, eml in mails.items()
    }
    for variant, one in made.items():
        link = head.unsubscribe_url.replace("{token}", PLACEHOLDER)
        message = one.message(
            to="reader@example.org",
            token=PLACEHOLDER,
            message_id="sample",
            date=datetime(2000, 1, 1, tzinfo=UTC),
        )
        if wrong := faults(message, recipient="reader@example.org", link=link):
            raise DigestError(
                Notice(
                    "The mail for {variant} breaks a rule of sending: {wrong}.",
                    variant=variant,
                    wrong=Notice.joined(wrong, "; "),
                ),
                Notice("Correct the template or the settings; docs/sending.md lists the rules."),
            )
    return made


def dkim_signers(desk: Desk) -> tuple[Signer, ...]:
    """Who signs the messages, from the settings and the environment; nobody when the relay does."""
    from digest.send.dkim import signer

    settings, newsletter = desk.config.sending.dkim, desk.config.newsletter
    domain = settings.domain or newsletter.sender.email.rpartition("@")[2]
    signers = tuple(
        signer(_key(desk, key), domain=domain, selector=key.selector)
        for key in settings.keys
        if key.selector
    )
    # Not every receiver reads ed25519: alone, it would be no signature to them.
    if signers and [one.kind for one in signers] != ["rsa", "ed25519"][: len(signers)]:
        raise ConfigError(
            Notice(
                "The key of [sending.dkim] must be RSA, that of [sending.dkim.ed25519] ed25519."
            ),
            Notice("docs/sending.md says how to make each."),
        )
    return signers


def _key(desk: Desk, key: DkimKey) -> bytes:
    import os

    if key.key_file:
        return (desk.workspace.root / key.key_file).read_bytes()
    if pem := os.environ.get(key.key_env, "").encode():
        return pem
    raise ConfigError(
        Notice(
            "The DKIM selector {selector} is set, but {key_env} holds no key.",
            selector=key.selector,
            key_env=key.key_env,
        ),
        Notice(
            "Put the key in that variable, or name its file in `key_file`, under [sending.dkim]."
        ),
    )


def pace(desk: Desk) -> Pace:
    """The limits of the rate that the settings name."""
    sending = desk.config.sending
    limits = {name: per_second(rate) for name, rate in sending.domain_rates.items()}
    domains = {name: limit for name, limit in limits.items() if limit is not None}
    return Pace(sender=per_second(sending.rate), domains=domains)


def transport(desk: Desk, outbox: Path) -> Callable[[], Transport]:
    """What opens a connection of the configured kind; a file for each message goes into `outbox`."""
    import os

    from digest.send.transport import opener

    domain = desk.config.newsletter.sender.email.rpartition("@")[2]
    return opener(
        desk.config.sending, outbox=outbox, hello=domain or "localhost", environ=os.environ
    )
