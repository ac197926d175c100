"""The mails of the public pages, parsed back: one sender, one recipient, nothing that breaks a header."""

from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest

from digest.config import Newsletter, Sender, ServeSettings
from digest.serve.letters import Letters
from digest.serve.pages import Pages
from digest.subscribers.optin import Invitation, Purpose

NAME = "Dérivée, seconde : l’IA <à> l’épreuve"


def letter(address: str = "anna@x.example", purpose: Purpose = Purpose.CONFIRM, **sender: str):
    newsletter = Newsletter(name=NAME, sender=Sender(email="l@x.example", **sender))
    pages = Pages(newsletter, ServeSettings(url="https://x.example/b"))
    letters = Letters(newsletter=newsletter, url="https://x.example/b", pages=pages)
    return letters.letter(
        Invitation(address=address, purpose=purpose, ticket="a" * 64),
        language="fr",
        message_id="0" * 32,
        now=datetime(2025, 9, 27, tzinfo=UTC),
    )


@pytest.mark.parametrize("name", ["", 'Éd. "Nord", SARL', "a" * 300, "x@y.example"])
def test_any_name_is_a_name_and_nothing_more(name):
    mail = message_from_bytes(letter(name=name), policy=policy.default)
    [sender] = mail["From"].addresses
    assert sender.addr_spec == "l@x.example"
    assert sender.display_name.replace("'", '"') == (name or NAME)
    assert mail["Subject"] == f"Confirmez votre abonnement à {NAME}"
    assert not mail.defects


def test_an_address_beyond_ascii_stands_as_it_is():
    assert "\r\nTo: élodie@x.example\r\n".encode() in letter("élodie@x.example")
    assert letter().isascii()


@pytest.mark.parametrize(
    ("purpose", "path"), [(Purpose.CONFIRM, "confirm"), (Purpose.MANAGE, "preferences")]
)
def test_both_readings_hold_the_link_and_lines_end_as_they_must(purpose, path):
    octets = letter(purpose=purpose)
    assert b"\n" not in octets.replace(b"\r\n", b"")
    assert max(map(len, octets.split(b"\r\n"))) < 998
    mail = message_from_bytes(octets, policy=policy.default)
    assert mail["Content-Language"] == "fr"
    for part in mail.iter_parts():
        assert f"https://x.example/b/{path}/{'a' * 64}" in part.get_content()
