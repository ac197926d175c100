"""Dates as French and English pages print them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from digest.collect import dates

PARIS = ZoneInfo("Europe/Paris")


def at(*when: int) -> datetime:
    return datetime(*when, tzinfo=PARIS)  # type: ignore[arg-type, misc]  # year, month, day …


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2025-09-27", at(2025, 9, 27)),
        ("2025-09-27 # vérifiée", at(2025, 9, 27)),
        ("Nov. 21, 2025, 1:24 p.m.", at(2025, 11, 21, 13, 24)),
        ("Nov. 21, 2025, 12:05 a.m.", at(2025, 11, 21, 0, 5)),
        ("samedi 27 septembre 2025", at(2025, 9, 27)),
        ("Publié le 12/09/2025 à 14h30", at(2025, 9, 12, 14, 30)),
        ("le 1er août 2025", at(2025, 8, 1)),
        ("mardi 5 mai 2020 - 18 h 05", at(2020, 5, 5, 18, 5)),
        ("Updated September 3rd, 2024 at 9 am", at(2024, 9, 3, 9)),
        ("09/27/2025", at(2025, 9, 27)),
        ("27.9.2025", at(2025, 9, 27)),
        ("27 ſeptembre 2025", at(2025, 9, 27)),
        ("27 JUİN 2025", at(2025, 6, 27)),
    ],
)
def test_a_printed_date_is_read(written: str, meant: datetime) -> None:
    assert dates.parse(written, PARIS) == meant


def test_a_zone_that_is_written_is_kept() -> None:
    assert dates.parse("2025-09-27T10:00:00Z", PARIS) == datetime(2025, 9, 27, 10, tzinfo=UTC)
    assert dates.parse("Sat, 27 Sep 2025 10:00:00 +0000", PARIS) == at(2025, 9, 27, 12)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "hier",
        "31 février 2025",
        "version 5.0.2025-12",
        "GPT-5 en 2025",
        "27 septembre",
    ],
)
def test_what_is_no_date_is_none(written: str) -> None:
    assert dates.parse(written, PARIS) is None


def test_a_date_that_opens_a_line_is_taken_off() -> None:
    moment, rest = dates.split_start(" date 2025-09-23 Le constat est sévère.", PARIS)
    assert moment == at(2025, 9, 23)
    assert rest == "Le constat est sévère."


def test_a_date_inside_a_sentence_stays_there() -> None:
    line = "Le procès s’ouvrira le 3 mars 2026 à Lyon."
    assert dates.split_start(line, PARIS) == (None, line)
