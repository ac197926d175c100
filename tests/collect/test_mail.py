"""Mails become articles, newsletters their items, and no mail does harm."""

from datetime import datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.mail import articles_from_mail, messages
from digest.config import SourceSettings
from digest.model import Article, Refusal

SETTINGS = SourceSettings(name="Lettres", type="mailbox")
PROSE = (
    "La coopérative a réuni ses membres mardi soir pour leur présenter les comptes de l’année, qui "
    "sont meilleurs que prévu malgré la hausse du prix de l’énergie."
)
ITEM = (
    "<h2><a href='https://paper.example/{n}?utm_source=q'>Une histoire, la {n}</a></h2><p>"
    + PROSE
    + "</p>"
)


def mail(**parts: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Le Quai <lettre@quai.example>"
    message["Date"] = "Sat, 27 Sep 2025 07:00:00 +0200"
    message["Subject"] = "Les comptes du port"
    if "plain" in parts:
        message.set_content(parts["plain"])
    if "html" in parts:
        add = message.add_alternative if "plain" in parts else message.set_content
        add(parts["html"], subtype="html")
    return message


def read(message: EmailMessage | bytes) -> list[Article | Refusal]:
    raw = message if isinstance(message, bytes) else message.as_bytes()
    return list(articles_from_mail(raw, settings=SETTINGS, where="a.eml", by_hand=True))


def one(message: EmailMessage | bytes) -> Article:
    (found,) = read(message)
    assert isinstance(found, Article), found
    return found


def test_a_plain_mail_is_an_article() -> None:
    found = one(mail(plain=f"{PROSE}\n\n-- \nLe Quai, Brest\n"))
    assert (found.title, found.source, found.publisher) == (
        "Les comptes du port",
        "Le Quai",
        "quai.example",
    )
    assert found.text == PROSE
    assert found.published == datetime.fromisoformat("2025-09-27T07:00:00+02:00")
    assert found.by_hand


def test_the_html_part_is_preferred() -> None:
    found = one(mail(plain="Lisez-nous en HTML.", html=f"<p>{PROSE}</p><p>{PROSE}</p>"))
    assert "HTML" not in found.text


def test_a_forwarded_subject_loses_its_prefix() -> None:
    message = mail(plain=PROSE)
    message.replace_header("Subject", "TR : Fwd: Les comptes")
    assert one(message).title == "Les comptes"


def test_a_newsletter_gives_its_items() -> None:
    message = mail(plain="x", html="".join(ITEM.format(n=n) for n in range(1, 5)))
    message["List-Unsubscribe"] = "<https://quai.example/u>"
    found = [item for item in read(message) if isinstance(item, Article)]
    assert [item.title for item in found] == [f"Une histoire, la {n}" for n in range(1, 5)]
    assert [item.url for item in found] == [f"https://paper.example/{n}" for n in range(1, 5)]
    assert {(item.part_of, item.source) for item in found} == {("Les comptes du port", "Le Quai")}
    assert len({item.id for item in found}) == 4


def test_a_plain_newsletter_gives_its_items() -> None:
    found = read(mail(plain="\n\n".join(f"• Titre {n} • {PROSE}" for n in range(5))))
    assert len(found) == 5


def test_scripts_and_hidden_text_are_never_read() -> None:
    hidden = "<div style='display: none'>Texte caché pour tromper les filtres.</div><script>alert(1)</script>"
    text = one(mail(html=f"<p>{PROSE}</p>{hidden}<p>{PROSE} Fin.</p>")).text
    assert "caché" not in text
    assert "alert" not in text


def test_attachments_are_not_read() -> None:
    message = mail(plain=PROSE)
    message.add_attachment("Une pièce jointe.", filename="a.txt")
    assert one(message).text == PROSE


def test_a_mail_without_text_says_why() -> None:
    message = EmailMessage()
    message.add_attachment(
        b"\x00", maintype="application", subtype="octet-stream", filename="a.bin"
    )
    (found,) = read(message)
    assert isinstance(found, Refusal)
    assert "without a text" in found.why


@pytest.mark.parametrize(
    "header",
    [
        "Content-Type: text/plain; charset=nowhere",
        "Content-Transfer-Encoding: base64",
        "Date: hier",
    ],
)
def test_broken_headers_do_no_harm(header: str) -> None:
    assert read(f"Subject: a\r\n{header}\r\n\r\n{PROSE}".encode())


@pytest.mark.slow
def test_a_mail_nested_without_end_does_no_harm() -> None:
    nest = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000))
    assert read(nest.encode())


@given(st.binary(max_size=300))
def test_any_bytes_are_articles_or_refused(raw: bytes) -> None:
    assert read(raw)


def test_an_mbox_is_split_at_its_envelopes() -> None:
    mbox = b"From a@b Sat\nSubject: 1\n\nUn.\n>From ici\n\nFrom a@b Sun\nSubject: 2\n\nDeux.\n"
    first, second = messages(mbox)
    assert b"\nFrom ici" in first
    assert second.startswith(b"Subject: 2")
