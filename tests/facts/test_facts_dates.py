"""Dates: first and last day, the year inferred from the day the text was written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.facts import dates

SATURDAY = date(2025, 9, 27)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("le 1er octobre", "2025-10-01", "2025-10-01"),
        ("samedi 4 et dimanche 5 octobre", "2025-10-04", "2025-10-05"),
        ("mercredi 1er et jeudi 2 octobre 2025", "2025-10-01", "2025-10-02"),
        ("du 30 septembre au 2 octobre", "2025-09-30", "2025-10-02"),
        ("le 11 septembre dernier", "2025-09-11", "2025-09-11"),
        ("le 12 janvier", "2026-01-12", "2026-01-12"),
        ("d’ici début 2026", "2026-01-01", "2026-04-30"),
        ("d’ici 2027-2028", "2027-01-01", "2028-12-31"),
        ("fin octobre", "2025-10-22", "2025-10-31"),
        ("au second semestre 2026", "2026-07-01", "2026-12-31"),
        ("au troisième trimestre 2025", "2025-07-01", "2025-09-30"),
        ("en mars 2024", "2024-03-01", "2024-03-31"),
        ("mercredi 24", "2025-09-24", "2025-09-24"),
        ("lundi prochain", "2025-09-29", "2025-09-29"),
        ("la semaine prochaine", "2025-09-29", "2025-10-05"),
        ("le 29 février 2024", "2024-02-29", "2024-02-29"),
        ("après-demain", "2025-09-29", "2025-09-29"),
        ("avant-hier", "2025-09-25", "2025-09-25"),
        ("au début du mois d’août", "2025-08-01", "2025-08-10"),
    ],
)
def test_french(text: str, first: str, last: str) -> None:
    found = dates(text, "fr", SATURDAY)
    assert [(str(one.first), str(one.last)) for one in found] == [(first, last)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on Sept. 27", "2025-09-27", "2025-09-27"),
        ("on September 30, 2025", "2025-09-30", "2025-09-30"),
        ("on 27 September", "2025-09-27", "2025-09-27"),
        ("Oct. 1-2", "2025-10-01", "2025-10-02"),
        ("by early 2026", "2026-01-01", "2026-04-30"),
        ("in Q1 2026", "2026-01-01", "2026-03-31"),
        ("in the second half of 2026", "2026-07-01", "2026-12-31"),
        ("in May", "2025-05-01", "2025-05-31"),
        ("2025-09-27", "2025-09-27", "2025-09-27"),
        ("next Monday", "2025-09-29", "2025-09-29"),
    ],
)
def test_english(text: str, first: str, last: str) -> None:
    found = dates(text, "en", SATURDAY)
    assert [(str(one.first), str(one.last)) for one in found] == [(first, last)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ils may march on", "en"),
        ("2025 millions d’euros", "fr"),
        ("le 31 février", "fr"),
        ("GPT-2025x", "en"),
        ("mardi, le groupe", "fr"),
    ],
)
def test_what_is_no_date(text: str, language: str) -> None:
    assert dates(text, language, SATURDAY) == ()


def test_the_year_is_the_nearest_to_the_anchor() -> None:
    assert dates("le 20 décembre", "fr", date(2026, 1, 5))[0].first == date(2025, 12, 20)


@given(
    st.text(alphabet="0123456789 /-.,erdulaumistjnvoctbp’", max_size=60),
    st.sampled_from(["fr", "en"]),
)
def test_offsets_are_true_and_in_order(text: str, language: str) -> None:
    at = 0
    for found in dates(text, language, SATURDAY):
        assert found.text == text[found.start : found.end]
        assert found.start >= at
        assert found.first <= found.last
        at = found.end


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)))
def test_an_iso_date_is_itself(day: date) -> None:
    assert [one.first for one in dates(f"le {day.isoformat()}.", "fr", SATURDAY)] == [day]


@pytest.mark.parametrize(
    "hostile", ["1 et " * 20_000, "lundi " * 20_000, "2025-" * 20_000, "du " * 40_000]
)
def test_work_grows_with_the_text_and_no_faster(linear, hostile: str) -> None:
    linear(lambda text: dates(text, "fr", SATURDAY), hostile)
