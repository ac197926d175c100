"""How long a text is, as each network counts it."""

import pytest

from digest.export import count

URL = "https://veille.example/a/very/long/path/2025-09-27"


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("été", 3),
        ("e\u0301te\u0301", 3),
        ("👩‍💻", 1),
        ("🇫🇷🇩🇪", 2),
        ("👍🏽", 1),
        (URL, len(URL)),
    ],
)
def test_bluesky_counts_graphemes(text: str, length: int):
    assert count.bluesky(text) == length


@pytest.mark.parametrize(
    ("text", "length"), [("été", 3), (URL, 23), (f"Lire : {URL}", 30), ("meta.ai", 7), ("👩‍💻", 1)]
)
def test_mastodon_counts_an_address_as_23(text: str, length: int):
    assert count.mastodon(text) == length


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("été", 3),
        ("« oui »", 7),
        ("l’IA – enfin", 12),
        ("1,1 Md€", 8),  # the euro sign is none of the light ones
        ("日本", 4),
        ("👩‍💻", 2),
        ("🇫🇷", 2),
        (URL, 23),
        ("meta.ai", 23),
        ("2501.AI lève", 28),
        ("3.5 fois, etc. Fin", 18),
        ("e\u0301", 1),
    ],
)
def test_x_counts_by_weight(text: str, length: int):
    assert count.x(text) == length


def test_linkedin_counts_utf_16_units():
    assert count.linkedin("été 👍") == 6
