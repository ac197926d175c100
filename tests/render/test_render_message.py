import email.policy
from datetime import date
from email import message_from_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.config import Sender
from digest.model import Issue
from digest.render import render
from digest.render.edition import edition
from digest.render.message import message


@pytest.fixture(scope="module")
def parsed(email):
    return message_from_bytes(email.eml, policy=_POLICY)


_POLICY = email.policy.default


def test_plain_text_first_then_html(parsed, email):
    assert parsed.get_content_type() == "multipart/alternative"
    plain, illustrated = parsed.iter_parts()
    html, picture = illustrated.iter_parts()
    kinds = [part.get_content_type() for part in (plain, illustrated, html, picture)]
    assert kinds == ["text/plain", "multipart/related", "text/html", "image/png"]
    assert plain.get_content().replace("\r\n", "\n").rstrip("\n") == email.text.rstrip("\n")
    assert html.get_content().replace("\r\n", "\n").rstrip("\n") == email.html.rstrip("\n")


def test_parts_are_quoted_printable_utf_8(parsed):
    for part in (parsed.get_body(("plain",)), parsed.get_body(("html",))):
        assert part["Content-Transfer-Encoding"] == "quoted-printable"
        assert part.get_content_charset() == "utf-8"


def test_ascii_lines_of_at_most_78_bytes_with_crlf(email):
    assert email.eml.isascii()
    assert email.eml.count(b"\n") == email.eml.count(b"\r\n")
    assert max(map(len, email.eml.split(b"\r\n"))) <= 78


def test_headers(parsed, email):
    assert parsed["Subject"] == email.subject
    assert parsed["From"] == "La Boussole <lettre@boussole.example>"
    assert parsed["Date"].datetime.isoformat() == "2025-09-27T07:00:00+02:00"
    assert parsed["X-Unsent"] == "1"
    assert parsed["List-Unsubscribe"] == "<https://boussole.example/desabonnement>"
    assert parsed["To"] is None
    assert not parsed.defects


def test_without_a_sender_no_from_is_invented(issue, newsletter):
    bare = newsletter.model_copy(update={"sender": Sender(), "unsubscribe_url": ""})
    parsed = message_from_bytes(render(issue, newsletter=bare, templates=None).eml, policy=_POLICY)
    assert parsed["From"] is None
    assert parsed["List-Unsubscribe"] is None


@given(
    subject=st.text(max_size=200),
    name=st.text(max_size=60).filter(lambda n: not {"\r", "\n"} & set(n)),
)
def test_no_header_is_smuggled_in_and_the_subject_survives(newsletter, subject, name):
    printed = edition(
        Issue(date=date(2025, 9, 27), subject=subject, title="Titre"),
        newsletter=newsletter,
        variant="everyone",
    )
    sender = Sender.model_construct(name=name, email="a@b.example", reply_to="", postal_address="")
    raw = message(printed, sender=sender, text="texte", html="<p>texte</p>")
    parsed = message_from_bytes(raw, policy=_POLICY)
    known = "Subject From Date Message-ID Content-Language X-Unsent List-Unsubscribe MIME-Version Content-Type"
    assert parsed.keys() == known.split()
    assert parsed["Subject"].split() == printed.subject.split()
    assert [p.get_content().strip() for p in parsed.iter_parts()] == ["texte", "<p>texte</p>"]
