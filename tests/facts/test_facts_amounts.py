"""Amounts: value and unit, whatever the spelling; nothing that only looks like one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.facts import amounts


def read(text: str, language: str) -> list[tuple[Decimal, str | None]]:
    return [(amount.value, amount.unit) for amount in amounts(text, language)]


def one(value: str, unit: str | None) -> list[tuple[Decimal, str | None]]:
    return [(Decimal(value), unit)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("une levée de 1,1 Md$", "1.1e9", "USD"),
        ("soit 3 Mds€ en tout", "3e9", "EUR"),
        ("un tour de 12,5 M€", "12.5e6", "EUR"),
        ("un prix de 40 k€", "4e4", "EUR"),
        ("1,1 milliard de dollars", "1.1e9", "USD"),
        ("un milliard et demi d’euros", "1.5e9", "EUR"),
        ("près d’un demi-milliard d’euros", "5e8", "EUR"),
        ("trois cent mille euros", "3e5", "EUR"),
        ("quatre-vingt-dix-neuf millions de dollars", "99e6", "USD"),
        ("une dizaine de millions d’euros", "1e7", "EUR"),
        ("2 billions de dollars", "2e12", "USD"),
        ("19 € 90", "19.90", "EUR"),
        ("1,5 milliard $", "1.5e9", "USD"),
        ("10 $CAD", "10", "CAD"),
        ("un plan de 2 MdGBP", "2e9", "GBP"),
        ("16.000 emplois", "16000", None),
        ("plus de 1 000 robotaxis", "1000", None),
        ("400 000 GPU", "400000", "GPU"),
        ("8 GW", "8", "GW"),
        ("un centre de deux gigawatts", "2", "GW"),
        ("en hausse de 69 %", "69", "%"),
        ("trente pour cent", "30", "%"),
        ("0,25 point de pourcentage", "0.25", "point"),
        ("25 points de base", "25", "bp"),
        ("675 milliards de paramètres", "675e9", None),
    ],
)
def test_french(text: str, value: str, unit: str | None) -> None:
    assert read(text, "fr") == one(value, unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("raised $1.1bn", "1.1e9", "USD"),
        ("worth 1.1 billion dollars", "1.1e9", "USD"),
        ("half a million users", "5e5", None),
        ("one and a half billion euros", "1.5e9", "EUR"),
        ("a C$250m round", "250e6", "CAD"),
        ("a $4 billion deal", "4e9", "USD"),
        ("25m EUR", "25e6", "EUR"),
        ("EUR 25 million", "25e6", "EUR"),
        ("100m users", "1e8", None),
        ("16.000 kilos", "16", "kg"),
        ("$1,234,567.89", "1234567.89", "USD"),
        ("a 2-gigawatt campus", "2", "GW"),
        ("500 million Swiss francs", "5e8", "CHF"),
        ("50 Hong Kong dollars", "50", "HKD"),
        ("25 basis points", "25", "bp"),
        ("$5 an hour", "5", "USD"),
    ],
)
def test_english(text: str, value: str, unit: str | None) -> None:
    assert read(text, "en") == one(value, unit)


@pytest.mark.parametrize(
    "text",
    [
        "GPT-5 et l’iPhone 17",
        "Qwen3-Max, Veo 3 et Llama 3.1",
        "l’article 49.3 de la Constitution",
        "le 27 septembre 2025",
        "en 2026, puis d’ici 2027-2028",
        "à 18h30 puis à 14 h",
        "la 5e édition, le 1er de la liste",
        "un an plus tôt",
        "2501.AI",
        "demi-tour et demi-finale, en quarantaine",
    ],
)
def test_what_only_looks_like_an_amount(text: str) -> None:
    assert read(text, "fr") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("entre 10 et 15 milliards d’euros", "fr"),
        ("10 à 15 milliards d’euros", "fr"),
        ("€10-15 billion", "en"),
        ("between 10 and 15 billion euros", "en"),
    ],
)
def test_both_ends_of_a_range_share_scale_and_currency(text: str, language: str) -> None:
    assert read(text, language) == [(Decimal("10e9"), "EUR"), (Decimal("15e9"), "EUR")]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("text", ["1.439.9 euros", "1,439,9 euros"])
def test_a_mistyped_number_is_read_and_stops_nothing(text: str, language: str) -> None:
    assert [amount.text for amount in amounts(text, language)] == [text]


def test_an_amount_and_its_translation_in_brackets_are_two() -> None:
    text = "5 milliards de dollars (4,6 milliards d’euros)"
    assert read(text, "fr") == [(Decimal("5e9"), "USD"), (Decimal("4.6e9"), "EUR")]


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009"])
def test_every_kind_of_space_groups_digits(space: str) -> None:
    assert read(f"20{space}000{space}€", "fr") == one("20000", "EUR")


def test_the_normal_form_forgets_prefixes() -> None:
    two, thousands = amounts("2 GW", "fr")[0], amounts("2,000 MW", "en")[0]
    assert two.normal == thousands.normal


@given(
    st.text(alphabet="0123456789.,  €$%kMdsetà-GPUmillion’d", max_size=80),
    st.sampled_from(["fr", "en"]),
)
def test_offsets_are_true_and_in_order(text: str, language: str) -> None:
    at = 0
    for amount in amounts(text, language):
        assert amount.text == text[amount.start : amount.end]
        assert amount.start >= at
        at = amount.end


@given(st.integers(1, 999), st.integers(0, 9))
def test_symbols_and_words_say_the_same(whole: int, tenth: int) -> None:
    french = read(f"{whole},{tenth} Md$", "fr")
    assert (
        french
        == read(f"${whole}.{tenth}bn", "en")
        == read(f"{whole},{tenth} milliards de dollars", "fr")
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "1 000 " * 5_000,
        "cent " * 5_000,
        "1" * 25_000,
        "$ " * 12_000,
        "le 1 mai " * 3_000,
        "1-" * 12_000,
    ],
)
def test_work_grows_with_the_text_and_no_faster(linear, hostile: str) -> None:
    linear(lambda text: amounts(text, "fr"), hostile)
