"""Articles from mails: newsletters, item by item, and articles that somebody forwarded."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime
from zoneinfo import ZoneInfo

from digest import urls
from digest.collect import newsletter
from digest.collect.article import make_article, normalise, one_line
from digest.collect.blocks import paragraphs
from digest.collect.clean import clean
from digest.collect.furniture import word_count
from digest.collect.markdown import headline
from digest.collect.saved import articles_from_newsletter
from digest.config import SourceSettings
from digest.fetch.charset import decode
from digest.model import Article, Refusal
from digest.notice import Notice

__all__ = ["articles_from_mail", "messages"]

LARGEST_BODY = 5_000_000  # bytes of one part, decoded
MOST_PARTS = 200

_ENVELOPE = re.compile(rb"^From [^\r\n]*\r?\n", re.MULTILINE)
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_PREFIX = re.compile(r"(?:(?:fwd?|tr|re|ref|rv|wg)\s?:\s?)+", re.IGNORECASE)
_QUOTED = re.compile(r"^>+[ \t]?", re.MULTILINE)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)  # RFC 3676, 4.3


def messages(data: bytes) -> Iterator[bytes]:
    """The mails in an mbox file, as they were received (RFC 4155; `>From ` lines unquoted)."""
    starts = list(_ENVELOPE.finditer(data))
    ends = [following.start() for following in starts[1:]] + [len(data)]
    for start, end in zip(starts, ends, strict=True):
        raw = data[start.end() : end]
        if raw.strip():
            yield _QUOTED_FROM.sub(rb"\1", raw)


def articles_from_mail(
    raw: bytes, *, settings: SourceSettings, where: str, by_hand: bool
) -> Iterator[Article | Refusal]:
    """The articles in the mail `raw` (RFC 5322): one, or one an item of a newsletter.

    A newsletter has a List-Id or List-Unsubscribe header, or says in its text what only newsletters
    say, and holds several linked headings or titled bullets. The source is the sender's name, the
    date the mail's. The HTML part is read, else the plain one; attachments are not opened, and
    nothing that a mail points to is fetched. What cannot be read is a Refusal, never an exception.
    """
    try:
        mail = BytesParser(policy=default).parsebytes(raw)
        found = list(_articles(mail, settings))
    except Exception as error:  # noqa: BLE001  # the standard parser raises anything on broken mails
        yield Refusal(
            where=where, why=Notice("is a mail that cannot be decoded ({error})", error=error)
        )
        return
    if not found:
        yield Refusal(where=where, why=_why_nothing(mail))
    for article in found:
        yield replace(article, by_hand=by_hand)


def _articles(mail: EmailMessage, settings: SourceSettings) -> Iterator[Article]:
    html, plain = _body(mail)
    lines = normalise(plain or "\n\n".join(paragraphs(html))).split("\n\n")
    sender, family = _sender(mail, settings)
    subject = _PREFIX.sub("", _header(mail, "subject"), count=1)
    published = _date(mail)
    issue = None
    if _header(mail, "list-id") or _header(mail, "list-unsubscribe") or newsletter.is_mailed(html):
        issue = newsletter.from_html(html)
    issue = issue or newsletter.from_text(lines)
    if issue:
        yield from articles_from_newsletter(
            replace(issue, name=sender, title=subject or issue.title),
            sender,
            settings=settings.model_copy(update={"publisher": family}),
            zone=ZoneInfo("UTC"),
            published=published,
        )
        return
    text = _text(html, settings) or clean(_written(plain)) or clean("\n\n".join(lines))
    if word_count(text):
        yield make_article(
            url=_header(mail, "archived-at").strip("<> "),
            title=subject or headline(text),
            text=text,
            source=sender,
            publisher=family,
            published=published,
            language=settings.language or None,
        )


def _text(html: str, settings: SourceSettings) -> str:
    from digest.collect.extract import article_from_html  # noqa: PLC0415  # trafilatura: 0.3 s

    article = article_from_html(html, url="", settings=settings) if html else None
    return article.text if article else ""


def _written(plain: str) -> str:
    """A plain body without quotation marks of replies and without the signature."""
    plain = _QUOTED.sub("", plain)
    signature = _SIGNATURE.search(plain)
    return plain[: signature.start()] if signature else plain


def _body(mail: EmailMessage) -> tuple[str, str]:
    """The first HTML and the first plain part that are no attachments ("" where there is none)."""
    found = {"text/html": "", "text/plain": ""}
    for number, part in enumerate(mail.walk()):
        kind = part.get_content_type()
        if number >= MOST_PARTS:
            break
        if found.get(kind) != "" or part.is_multipart() or part.is_attachment():
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and len(payload) <= LARGEST_BODY:
            charset = part.get_content_charset("")
            found[kind] = decode(payload, f"{kind}; charset={charset}" if charset else "")
    return found["text/html"], found["text/plain"]


def _header(mail: EmailMessage, name: str) -> str:
    return one_line(str(mail.get(name) or ""))


def _sender(mail: EmailMessage, settings: SourceSettings) -> tuple[str, str]:
    """The sender's name, as readers may see it, and the family of publishers it belongs to."""
    name, address = parseaddr(_header(mail, "from"))
    host = address.rpartition("@")[2]
    family = urls.publisher(f"https://{host}/") if host else ""
    named = name or _header(mail, "list-id").partition("<")[0].strip(' "') or family
    return named or settings.name, settings.publisher or family or named or settings.name


def _date(mail: EmailMessage) -> datetime | None:
    try:
        moment = parsedate_to_datetime(_header(mail, "date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)  # "-0000" (RFC 5322, 3.3)


def _why_nothing(mail: EmailMessage) -> Notice:
    kind = mail.get_content_type()
    if "encrypted" in kind or "pkcs7" in kind:
        return Notice("is an encrypted mail")
    return Notice("is a mail without a text (its attachments are not opened)")
