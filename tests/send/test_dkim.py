import re
from datetime import UTC, datetime

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from digest.errors import ConfigError
from digest.send.dkim import signer
from digest.send.message import template
from digest.subscribers.seal import Seal

TOKEN = Seal(b"k" * 32).token("unsubscribe", "00" * 16)
DATE = datetime(2025, 9, 27, 5, 0, tzinfo=UTC)


def pem(key) -> bytes:
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())


@pytest.fixture(scope="module")
def signs():
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return signer(pem(key), domain="boussole.example", selector="s1")


@pytest.fixture
def message(signs, letter):
    made = template(letter["eml"](), letter["LETTERHEAD"], (signs,))
    return made.message(
        to="zoé@example.org", token=TOKEN, message_id="abc", date=DATE, name="Zoé Martin"
    )


@pytest.fixture
def verified(signs):
    """Whether another implementation finds the signature good; DNS answers with our record."""

    def verified(message: bytes) -> bool:
        def dns(name: bytes, timeout: int = 5) -> bytes:
            assert name == b"s1._domainkey.boussole.example."
            return signs.record().encode()

        return dkim.verify(message, dnsfunc=dns)

    return verified


def test_another_implementation_verifies_the_signature(message, verified):
    assert verified(message)


def test_both_signatures_of_a_mail_signed_twice_are_good(signs, letter):
    key = ed25519.Ed25519PrivateKey.generate()
    second = signer(pem(key), domain="boussole.example", selector="e1")
    made = template(letter["eml"](), letter["LETTERHEAD"], (signs, second))
    message = made.message(to="a@x.example", token=TOKEN, message_id="m", date=DATE)
    records = {
        b"s1._domainkey.boussole.example.": signs,
        b"e1._domainkey.boussole.example.": second,
    }

    def dns(name: bytes, timeout: int = 5) -> bytes:
        return records[name].record().encode()

    assert re.findall(rb" a=([a-z0-9-]+);", message) == [b"rsa-sha256", b"ed25519-sha256"]
    for number in (0, 1):
        assert dkim.DKIM(message).verify(idx=number, dnsfunc=dns)
        assert not dkim.DKIM(message.replace(b"Precedence: bulk", b"Precedence: list")).verify(
            idx=number, dnsfunc=dns
        )


def test_every_reader_has_a_signature_of_their_own(signs, letter, verified):
    made = template(letter["eml"](), letter["LETTERHEAD"], (signs,))
    for number in range(3):
        token = Seal(b"k" * 32).token("unsubscribe", f"{number:032x}")
        one = made.message(to=f"r{number}@x.example", token=token, message_id="m", date=DATE)
        assert verified(one)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Se d=C3=A9sabonner", b"Se d=C3=A9sabonnez"),
        (b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", b""),
        (
            b"List-Unsubscribe: <https://boussole.example",
            b"List-Unsubscribe: <https://evil.example",
        ),
        (b"Subject: ", b"Subject: Re "),
        (b"Precedence: bulk\r\n", b"Precedence: bulk\r\nFrom: other@evil.example\r\n"),
        (
            b"Precedence: bulk\r\n",
            b"Precedence: bulk\r\nList-Unsubscribe: <https://evil.example>\r\n",
        ),
        (b"Precedence: bulk\r\n", b"Precedence: bulk\r\nSubject: another\r\n"),
    ],
)
def test_a_changed_body_and_a_changed_or_added_header_break_it(message, verified, old, new):
    assert old in message
    assert not verified(message.replace(old, new, 1))


def test_refolded_headers_keep_it(message, verified):
    folded = message.replace(b"To: zo", b"To:\r\n  zo", 1)
    assert folded != message
    assert verified(folded)


def test_both_unsubscribe_headers_are_signed_and_closed_to_a_second_one(message):
    names = message.partition(b" h=")[2].partition(b";")[0].split(b":")
    assert names.count(b"list-unsubscribe") == 2
    assert names.count(b"list-unsubscribe-post") == 2
    assert names.count(b"from") == 2


@pytest.mark.parametrize(
    "key",
    [
        rsa.generate_private_key(public_exponent=65537, key_size=1024),  # noqa: S505 - that is it
        ec.generate_private_key(ec.SECP256R1()),
    ],
    ids=["short", "another kind"],
)
def test_a_key_that_receivers_do_not_count_is_refused(key):
    with pytest.raises(ConfigError, match="2048"):
        signer(pem(key), domain="x.example", selector="s")


def test_what_is_no_key_is_refused():
    with pytest.raises(ConfigError, match="cannot be read"):
        signer(b"not a key", domain="x.example", selector="s")


def test_the_key_is_not_shown(signs):
    assert "PRIVATE" not in repr(signs)
