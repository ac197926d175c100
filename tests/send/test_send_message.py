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
    ("old", "new", "said"),
    [
        (b"\r\nPrecedence", b"\nPrecedence", "not CRLF"),
        (b"Precedence: bulk\r\n", b"", "0 headers Precedence"),
        (b"Precedence: bulk", b"To: x@y.example\r\nPrecedence: bulk", "2 headers To"),
        (b"List-Unsubscribe=One-Click", b"Yes", "RFC 8058"),
        (b"bulk", b"b" * 1000, "more than 998"),
        (b"text/plain", b"text/calendar", "plain text, then HTML"),
        (b"anna@", b"otto@", "not the one recipient"),
    ],
)
def test_a_broken_rule_is_seen(made, letter, old: bytes, new: bytes, said: str):
    link = letter["LETTERHEAD"].unsubscribe_url.replace("{token}", TOKEN)
    assert said in " ".join(faults(made.replace(old, new, 1), recipient=TO, link=link))


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\0")))
def test_any_text_survives_the_splice(text: str):
    made = body({"plain": f"{text}{PLACEHOLDER}{text}"}, "b").filled(token=TOKEN, name="")
    head = b'Content-Type: multipart/alternative; boundary="b"\r\n\r\n'
    (part,) = message_from_bytes(head + made, policy=policy.SMTP).iter_parts()
    said = part.get_payload(decode=True).decode().replace("\r\n", "\n")
    assert said == f"{text}{TOKEN}{text}"
