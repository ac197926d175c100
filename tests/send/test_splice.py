import re
from email import message_from_bytes, policy

import pytest

from digest.errors import DigestError
from digest.send.splice import PLACEHOLDER, body

TEXT = f"Bonjour {{first_name|cher lecteur}},\n\nsuite pour {{name|vous}}. {PLACEHOLDER}\n"
HTML = f"<p>Bonjour {{first_name|cher &amp; lecteur}},</p><a href='x?{PLACEHOLDER}'>fin</a>"
HEAD = b'Content-Type: multipart/alternative; boundary="b"\r\n\r\n'


def read(name: str) -> tuple[str, str]:
    made = body({"plain": TEXT, "html": HTML}, "b").filled(token="t" * 52, name=name)
    assert max(map(len, made.split(b"\r\n"))) < 100
    message = message_from_bytes(HEAD + made, policy=policy.SMTP)
    return tuple(message.get_body((kind,)).get_content() for kind in ("plain", "html"))


def test_each_reader_is_called_by_their_name_in_both_readings():
    plain, html = read("Zoé Martin")
    assert "Bonjour Zoé," in plain
    assert "suite pour Zoé Martin. tttt" in plain
    assert "Bonjour Zoé,</p>" in html


def test_whose_name_is_not_known_reads_the_fallback():
    plain, html = read("")
    assert "Bonjour cher lecteur," in plain
    assert "suite pour vous." in plain
    assert "Bonjour cher &amp; lecteur,</p>" in html


@pytest.mark.parametrize("name", ["<script>", "a&b", "x' onload='y", "http://evil.example"])
def test_a_hostile_name_never_reaches_a_reader(name: str):
    assert read(name) == read("")


def test_an_apostrophe_is_escaped_in_html():
    plain, html = read("Tom O'Neil")
    assert "Tom O'Neil" in plain
    assert re.search("Bonjour Tom,", html)


@pytest.mark.parametrize("text", [".", "..\n.", "." * 200, f".{'x' * 74}y\n.z", "a\n.b"])
def test_no_line_begins_with_a_dot_nor_grows_too_long(text: str):
    made = body({"plain": text}, "b").filled(token="", name="")
    lines = made.split(b"\r\n")
    assert not any(line.startswith(b".") for line in lines)
    assert max(map(len, lines)) <= 76
    (part,) = message_from_bytes(HEAD + made, policy=policy.SMTP).iter_parts()
    assert part.get_payload(decode=True).decode().replace("\r\n", "\n") == text


def test_a_token_that_is_none_is_refused_before_anything_leaves():
    with pytest.raises(DigestError, match="prenom"):
        body({"plain": "Bonjour {prenom|x}"}, "b")
