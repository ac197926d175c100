import re
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import DigestError
from digest.send.message import PLACEHOLDER, template
from digest.send.splice import body
from digest.send.verify import faults
from digest.subscribers.seal import Seal

TOKEN = Seal(b"k" * 32).token("unsubscribe", "00" * 16)
DATE = datetime(2025, 9, 27, 5, 0, tzinfo=UTC)
TO = "anna@example.org"


@pytest.fixture
def made(letter):
    return letter["letter"]().message(to=TO, token=TOKEN, message_id="abc", date=DATE)


def test_every_rule_is_kept(made, letter):
    link = letter["LETTERHEAD"].unsubscribe_url.replace("{token}", TOKEN)
    assert faults(made, recipient=TO, link=link) == ()


def test_both_readings_are_the_approved_ones_with_the_readers_token(made, letter):
    parsed = message_from_bytes(made, policy=policy.SMTP)
    for kind, approved in (("plain", letter["TEXT"]), ("html", letter["HTML"])):
        content = parsed.get_body((kind,)).get_content().replace("\r\n", "\n")
        assert content.rstrip("\n") == approved.replace(PLACEHOLDER, TOKEN).rstrip("\n")


def test_headers_say_who_from_and_how_to_leave(made):
    parsed = message_from_bytes(made, policy=policy.SMTP)
    found = {name: str(parsed[name]) for name in parsed.keys()}  # noqa: SIM118 - a message is no dict
    assert found["To"] == TO
    assert found["Message-ID"] == "<abc@boussole.example>"
    assert found["Subject"].startswith("Été : l’IA")
    assert found["List-Unsubscribe"] == (
        f"<https://boussole.example/fin?t={TOKEN}&l=fr>, "
        f"<mailto:fin@boussole.example?subject=unsubscribe-{TOKEN}>"
    )
    assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert found["List-Id"] == "<lettre.boussole.example>"
    assert found["List-Help"] == "<mailto:aide@boussole.example>"
    assert found["List-Archive"] == "<https://boussole.example/archives>"
    assert found["Feedback-ID"] == "2025-09-27:lettre:digest:boussole.example"
    assert found["Precedence"] == "bulk"
    assert found["Auto-Submitted"] == "auto-generated"
    assert "X-Unsent" not in found


def test_pictures_travel_beside_the_html_that_shows_them(letter):
    made = template(letter["illustrated"](), letter["LETTERHEAD"]).message(
        to=TO, token=TOKEN, message_id="abc", date=DATE
    )
    link = letter["LETTERHEAD"].unsubscribe_url.replace("{token}", TOKEN)
    assert faults(made, recipient=TO, link=link) == ()
    plain, related = message_from_bytes(made, policy=policy.SMTP).iter_parts()
    html, picture = related.iter_parts()
    kinds = [part.get_content_type() for part in (plain, related, html, picture)]
    assert kinds == ["text/plain", "multipart/related", "text/html", "image/png"]
    assert picture["Content-ID"] == "<vue.png@pictures>"
    assert picture.get_content() == letter["PICTURE"]
    assert TOKEN in html.get_content()
    assert not related.defects


def test_an_attachment_that_is_no_picture_is_a_broken_rule(letter):
    made = template(letter["illustrated"](), letter["LETTERHEAD"]).message(
        to=TO, token=TOKEN, message_id="abc", date=DATE
    )
    link = letter["LETTERHEAD"].unsubscribe_url.replace("{token}", TOKEN)
    other = made.replace(b"image/png", b"text/html")
    assert "more than text and pictures" in " ".join(faults(other, recipient=TO, link=link))


def test_an_address_with_a_line_end_is_refused(letter):
    with pytest.raises(DigestError, match="line end"):
        letter["letter"]().message(
            to="a@b.example\r\nBcc: c@d.example", token=TOKEN, message_id="abc", date=DATE
        )


def test_a_mail_without_an_unsubscribe_link_is_refused(letter):
    broken = letter["eml"]().replace(PLACEHOLDER[:20].encode(), b"y" * 20)
    with pytest.raises(DigestError, match="no unsubscribe link"):
        template(broken, letter["LETTERHEAD"])


@pytest.mark.parametrize(
    ("old", "kind"), [(b"du Compas, 69001", "plain"), (b"Compas<br>69001", "html")]
)
def test_a_mail_without_the_postal_address_is_refused(letter, old: bytes, kind: str):
    hidden = letter["eml"]().replace(old, old.replace(b"69001", b"69002"), 1)
    with pytest.raises(DigestError, match=f"The {kind} part .* postal address"):
        template(hidden, letter["LETTERHEAD"])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"\r\nPrecedence", b"\nPrecedence", "not CRLF"),
        (b"Precedence: bulk\r\n", b"", "0 headers Precedence"),
        (b"Precedence: bulk", b"To: x@y.example\r\nPrecedence: bulk", "2 headers To"),
        (b"List-Unsubscribe=One-Click", b"Yes", "RFC 8058"),
        (b"bulk", b"b" * 1000, "more than 998"),
        (b"bulk", b"bu\0lk", "NUL"),
        (b"Precedence: bulk", b"Precedence:\rbulk", "not CRLF"),
        (b"From: ", b"From: b@x.example, ", "From is not one sender"),
        (b"To: anna@", b"To: b@x.example, anna@", "not the one recipient"),
        (b"<https:", b"<http:", "https link"),
        (b"<mailto:fin", b"<fin", "https link"),
        (b"plain; charset=utf-8", b"plain; charset=latin-1", "plain part is not UTF-8"),
        (b"html; charset=utf-8", b"html; charset=latin-1", "html part is not UTF-8"),
        (b"text/plain", b"text/calendar", "plain text, then HTML"),
        (b"anna@", b"otto@", "not the one recipient"),
    ],
)
def test_a_broken_rule_is_seen(made, letter, old: bytes, new: bytes, said: str):
    link = letter["LETTERHEAD"].unsubscribe_url.replace("{token}", TOKEN)
    assert said in " ".join(faults(made.replace(old, new, 1), recipient=TO, link=link))


@pytest.mark.parametrize(
    "name",
    [
        *("From", "To", "Date", "Message-ID", "Subject", "MIME-Version", "Content-Type"),
        *("List-Unsubscribe", "List-Unsubscribe-Post", "List-Id", "List-Help", "List-Archive"),
        *("Precedence", "Auto-Submitted", "Feedback-ID"),
    ],
)
def test_each_header_must_be_there_and_only_once(made, letter, name: str):
    link = letter["LETTERHEAD"].unsubscribe_url.replace("{token}", TOKEN)
    line = re.search(rb"^%s: .*\r\n(?: .*\r\n)*" % name.encode(), made, re.MULTILINE)[0]
    for number, broken in ((0, made.replace(line, b"", 1)), (2, line + made)):
        assert f"{number} headers {name}" in faults(broken, recipient=TO, link=link)


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_a_reading_that_is_empty_or_hides_the_link_is_seen(made, letter, kind: str):
    link = letter["LETTERHEAD"].unsubscribe_url.replace("{token}", TOKEN)
    head, mark, rest = made.partition(f"text/{kind}; charset=utf-8".encode())
    hidden = head + mark + rest.replace(TOKEN.encode(), b"y" * 52)
    assert f"the {kind} part does not show the unsubscribe link" in faults(
        hidden, recipient=TO, link=link
    )
    start = rest.index(b"\r\n\r\n") + 4
    empty = head + mark + rest[:start] + b"\r\n" + rest[rest.index(b"--=", start) :]
    assert f"the {kind} part is empty" in faults(empty, recipient=TO, link=link)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\0")))
def test_any_text_survives_the_splice(text: str):
    made = body({"plain": f"{text}{PLACEHOLDER}{text}"}, "b").filled(token=TOKEN, name="")
    head = b'Content-Type: multipart/alternative; boundary="b"\r\n\r\n'
    (part,) = message_from_bytes(head + made, policy=policy.SMTP).iter_parts()
    said = part.get_payload(decode=True).decode().replace("\r\n", "\n")
    assert said == f"{text}{TOKEN}{text}"
